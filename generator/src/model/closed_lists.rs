//! Closed lists of values: which properties of type `String` are enumerations.
//!
//! Many tables say `String` where the service has an enumeration, and list its members in the description or in
//! the JSON representation. The members of the service's enumerations begin with a small letter; strings with
//! fixed values (`PendingAcceptance`, `Enabled`) do not, and stay strings with a list of values.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::markdown::{Passage, Text};
use crate::model::enums::{Enums, SENTINEL};
use crate::model::index::short_name;
use crate::model::types::{Types, chain};
use crate::model::{Enum, Member, Property, ROOT_NAMESPACE, Type, TypeRef};
use crate::page::Primitive;

/// Turns properties with a closed list into references to enumerations, and adds those that are not documented.
pub(super) fn promote(types: &mut Types, enums: &mut Enums, sink: &mut Sink) {
    let by_members = by_members(enums);
    let taken: BTreeSet<String> = types.keys().cloned().collect();
    let repeated = repeated(types);
    for (key, ty) in types.iter_mut() {
        let Type {
            name,
            version,
            properties,
            ..
        } = ty;
        for property in properties {
            if property.ty != TypeRef::Primitive(Primitive::String) || property.values.is_empty() {
                continue;
            }
            if repeated.contains(&(key.clone(), property.name.to_lowercase())) {
                continue;
            }
            let documented = same_members(property, enums, &by_members);
            let found = documented.or_else(|| {
                if !says_possible(property) || !is_enumeration(&property.values) {
                    return None;
                }
                let new = Enum {
                    name: String::new(),
                    version: *version,
                    flags: false,
                    description: Vec::new(),
                    members: property.values.clone(),
                    page: None,
                    section: None,
                    span: property.span,
                };
                invent(name, property, new, enums, &taken)
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
            property.ty = TypeRef::Enum(found);
        }
    }
}

/// The properties with values that a base declares: `id` is a string though one page lists its values.
fn repeated(types: &Types) -> BTreeSet<(String, String)> {
    let mut out = BTreeSet::new();
    for (key, ty) in types {
        let listed = ty
            .properties
            .iter()
            .filter(|property| !property.values.is_empty());
        let names: BTreeSet<String> = listed.map(|property| property.name.to_lowercase()).collect();
        let bases = chain(types, key).skip(1).flat_map(|base| &base.properties);
        let declared = bases.map(|property| property.name.to_lowercase());
        out.extend(
            declared
                .filter(|name| names.contains(name))
                .map(|name| (key.clone(), name)),
        );
    }
    out
}

/// Whether the description speaks of *possible values* of one value. *Must be one of* and *supported values*
/// constrain what a string may hold, and a collection of strings is one of strings.
fn says_possible(property: &Property) -> bool {
    let says = |text: &Text| text.raw.to_ascii_lowercase().contains("possible value");
    !property.collection && Passage::texts(&property.description).into_iter().any(says)
}

/// The enumerations by the names of their members in lower case.
fn by_members(enums: &Enums) -> BTreeMap<Vec<String>, Vec<String>> {
    let mut out: BTreeMap<Vec<String>, Vec<String>> = BTreeMap::new();
    for (key, one) in enums {
        if is_enumeration(&one.members) {
            out.entry(member_key(&one.members)).or_default().push(key.clone());
        }
    }
    out
}

fn member_key(members: &[Member]) -> Vec<String> {
    let mut names: Vec<String> = members
        .iter()
        .map(|member| member.name.to_lowercase())
        .filter(|name| name != SENTINEL)
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
    by_members: &BTreeMap<Vec<String>, Vec<String>>,
) -> Option<String> {
    let candidates = by_members.get(&member_key(&property.values))?;
    let wanted = property.name.to_lowercase();
    let distance = |key: &&String| {
        let short = short_name(key);
        short.contains(&wanted).then(|| short.len() - wanted.len())
    };
    let key = candidates
        .iter()
        .filter(|key| distance(key).is_some())
        .min_by_key(|key| distance(key))?;
    enums.get(key).map(|one| one.name.clone())
}

/// Names an enumeration that no page names, as the service does: like the property where its name is of several
/// words (`recordingStatus`), else after the type (`educationAssignmentStatus`).
fn invent(
    owner: &str,
    property: &Property,
    mut new: Enum,
    enums: &mut Enums,
    taken: &BTreeSet<String>,
) -> Option<String> {
    let namespace = owner
        .rsplit_once('.')
        .map_or(ROOT_NAMESPACE, |(namespace, _)| namespace);
    let mut letters = property.name.chars();
    let first = letters.next()?.to_ascii_uppercase();
    let after_owner = format!("{owner}{first}{}", letters.as_str());
    let is_compound = property.name.chars().any(|c| c.is_ascii_uppercase());
    let by_itself = format!("{namespace}.{}", property.name);
    let candidates = [Some(by_itself).filter(|_| is_compound), Some(after_owner)];
    for name in candidates.into_iter().flatten() {
        let key = name.to_lowercase();
        if taken.contains(&key) {
            continue;
        }
        match enums.get_mut(&key) {
            None => {
                new.name.clone_from(&name);
                enums.insert(key, new);
                return Some(name);
            }
            // Two lists of one name that share values are one enumeration.
            Some(old) => {
                let shares = |member: &Member| old.members.iter().any(|m| m.name == member.name);
                if new.members.iter().any(shares) {
                    let missing: Vec<Member> =
                        new.members.into_iter().filter(|member| !shares(member)).collect();
                    old.members.extend(missing);
                    return Some(old.name.clone());
                }
            }
        }
    }
    None
}
