//! Closed lists of values: which properties of type `String` are enumerations.
//!
//! Many tables say `String` where the service has an enumeration, and list its members in the description or in
//! the JSON representation. The members of the service's enumerations begin with a small letter; strings with
//! fixed values (`PendingAcceptance`, `Enabled`) do not, and stay strings with a list of values.

use std::collections::{BTreeMap, BTreeSet};

use unicase::Ascii;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::{TypeName, Version};
use crate::markdown::{Passage, Text};
use crate::model::enums::{SENTINEL, names_of};
use crate::model::store::{Enums, Input, Store};
use crate::model::types::TypeTable;
use crate::model::{Enum, Member, Property, Type, TypeRef};

/// Turns properties with a closed list into references to enumerations, and adds those that are not documented.
pub(in crate::model) fn promote(_: &Input<'_>, store: &mut Store<'_>, sink: &mut Diagnostics) {
    let Store { types, enums, .. } = store;
    let by_members = by_members(enums);
    let taken: BTreeSet<TypeName> = types.names().into_iter().collect();
    let repeated = repeated(types);
    for ty in types.iter_mut() {
        let Type {
            name,
            version,
            properties,
            ..
        } = ty;
        for property in properties {
            if property.ty.item != TypeRef::STRING || property.values.is_empty() {
                continue;
            }
            if repeated.contains(&(name.clone(), Ascii::new(property.name.clone()))) {
                continue;
            }
            let documented = same_members(property, enums, &by_members);
            let found = documented.or_else(|| {
                if !says_possible(property) || !is_enumeration(&property.values) {
                    return None;
                }
                invent(name, *version, property, enums, &taken)
            });
            let Some(found) = found else { continue };
            sink.push(
                Diagnostic::new(
                    Code::ClosedList,
                    property.span,
                    format!("`{}` is a `String` with a closed list of values", property.name),
                )
                .help(format!("it was read as the enumeration `{found}`")),
            );
            property.ty.item = TypeRef::Enum(found);
        }
    }
}

/// The properties with values that a base declares: `id` is a string though one page lists its values.
fn repeated(types: &TypeTable) -> BTreeSet<(TypeName, Ascii<String>)> {
    let mut out = BTreeSet::new();
    for ty in types.iter() {
        let listed = ty
            .properties
            .iter()
            .filter(|property| !property.values.is_empty());
        let names: BTreeSet<Ascii<&str>> = listed
            .map(|property| Ascii::new(property.name.as_str()))
            .collect();
        let bases = types.chain(&ty.name).skip(1).flat_map(|base| &base.properties);
        let declared = bases.map(|property| Ascii::new(property.name.as_str()));
        out.extend(
            declared
                .filter(|name| names.contains(name))
                .map(|name| (ty.name.clone(), Ascii::new(name.to_string()))),
        );
    }
    out
}

/// Whether the description speaks of *possible values* of one value. *Must be one of* and *supported values*
/// constrain what a string may hold, and a collection of strings is one of strings.
fn says_possible(property: &Property) -> bool {
    let says = |text: &Text| text.raw.to_ascii_lowercase().contains("possible value");
    !property.ty.is_many() && Passage::texts(&property.description).into_iter().any(says)
}

/// The enumerations by the names of their members.
fn by_members(enums: &Enums) -> BTreeMap<Vec<Ascii<String>>, Vec<TypeName>> {
    let mut out: BTreeMap<Vec<Ascii<String>>, Vec<TypeName>> = BTreeMap::new();
    for (name, enumeration) in enums {
        if is_enumeration(&enumeration.members) {
            let members = member_key(&enumeration.members);
            out.entry(members).or_default().push(name.clone());
        }
    }
    out
}

fn member_key(members: &[Member]) -> Vec<Ascii<String>> {
    let mut names: Vec<Ascii<String>> = names_of(members)
        .filter(|name| *name != SENTINEL)
        .map(|name| Ascii::new(name.to_string()))
        .collect();
    names.sort();
    names
}

/// Whether these are values of an enumeration rather than of a string: several, each with a small first letter.
fn is_enumeration(values: &[Member]) -> bool {
    let is_member = |value: &Member| {
        value.name.starts_with(|c: char| c.is_ascii_lowercase())
            && value.name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    values.len() > 1 && values.iter().all(is_member)
}

/// The documented enumeration with just these members whose name holds the property's: `operationStatus` for
/// *status*.
fn same_members(
    property: &Property,
    enums: &Enums,
    by_members: &BTreeMap<Vec<Ascii<String>>, Vec<TypeName>>,
) -> Option<TypeName> {
    let candidates = by_members.get(&member_key(&property.values))?;
    let wanted = property.name.to_ascii_lowercase();
    let distance = |name: &&TypeName| {
        let short = name.short().to_ascii_lowercase();
        short.contains(&wanted).then(|| short.len() - wanted.len())
    };
    let found = candidates
        .iter()
        .filter(|name| distance(name).is_some())
        .min_by_key(|name| distance(name))?;
    enums.get(found).map(|enumeration| enumeration.name.clone())
}

/// Names an enumeration that no page names, as the service does: like the property where its name is of several
/// words (`recordingStatus`), else after the type (`educationAssignmentStatus`).
fn invent(
    owner: &TypeName,
    version: Version,
    property: &Property,
    enums: &mut Enums,
    taken: &BTreeSet<TypeName>,
) -> Option<TypeName> {
    let mut letters = property.name.chars();
    let first = letters.next()?.to_ascii_uppercase();
    let after_owner = format!("{owner}{first}{}", letters.as_str());
    let is_compound = property.name.chars().any(|c| c.is_ascii_uppercase());
    let by_itself = format!("{}.{}", owner.namespace(), property.name);
    let candidates = [Some(by_itself).filter(|_| is_compound), Some(after_owner)];
    for name in candidates.into_iter().flatten().map(TypeName::new) {
        if taken.contains(&name) {
            continue;
        }
        let values = &property.values;
        match enums.get_mut(&name) {
            None => {
                let new = Enum {
                    members: values.clone(),
                    ..Enum::new(name.clone(), version, property.span)
                };
                enums.insert(name.clone(), new);
                return Some(name);
            }
            // Two lists of one name that share values are one enumeration.
            Some(old) => {
                let shares = |member: &Member| old.members.iter().any(|m| m.name == member.name);
                if values.iter().any(shares) {
                    let missing: Vec<Member> =
                        values.iter().filter(|member| !shares(member)).cloned().collect();
                    old.members.extend(missing);
                    return Some(old.name.clone());
                }
            }
        }
    }
    None
}
