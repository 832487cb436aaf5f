//! Closed lists of values: which properties of type `String` are enumerations.
//!
//! Many tables say `String` where the service has an enumeration, and list its members in the description or in
//! the JSON representation. The members of the service's enumerations begin with a small letter; strings with
//! fixed values (`PendingAcceptance`, `Enabled`) do not, and stay strings with a list of values.

use std::collections::{BTreeMap, BTreeSet};

use unicase::Ascii;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::{TypeName, Version, capitalized, is_member_name};
use crate::markdown::{Passage, Text};
use crate::model::enums::{SENTINEL, names_of};
use crate::model::store::{Enums, Input, Store};
use crate::model::types::TypeTable;
use crate::model::{Enum, Member, Property, TypeRef};

/// Turns properties with a closed list into references to enumerations, and adds those that are not documented.
pub(in crate::model) fn promote(_: &Input<'_>, store: &mut Store<'_>, sink: &mut Diagnostics) {
    let Store { types, enums, .. } = store;
    let of_bases = declared_by_bases(types);
    let mut enumerations = Enumerations {
        documented: by_members(enums),
        types: types.names().into_iter().collect(),
        all: enums,
    };
    for ty in types.iter_mut() {
        for property in &mut ty.properties {
            let is_of_base = || of_bases.contains(&(ty.name.clone(), Ascii::new(property.name.clone())));
            if property.ty.item != TypeRef::STRING || property.values.is_empty() || is_of_base() {
                continue;
            }
            let Some(found) = enumerations.of_property(&ty.name, ty.version, property) else {
                enumerations.describe(&ty.name, property);
                continue;
            };
            sink.push(
                Diagnostic::new(
                    Code::ClosedList,
                    property.span,
                    format!("`{}` is a `String` with a closed list of values", property.name),
                )
                .help(format!("it was read as the enumeration `{found}`")),
            );
            property.ty.item = TypeRef::Enum(found);
            property.is_closed_list = true;
        }
    }
}

/// The properties with values that a base declares, too: `id` is a string though one page lists its values.
fn declared_by_bases(types: &TypeTable) -> BTreeSet<(TypeName, Ascii<String>)> {
    let mut found = BTreeSet::new();
    for ty in types.iter() {
        let bases = types.chain(&ty.name).skip(1).flat_map(|base| &base.properties);
        let declared: BTreeSet<Ascii<&str>> = bases.map(|row| Ascii::new(row.name.as_str())).collect();
        let listed = ty.properties.iter().filter(|row| !row.values.is_empty());
        let repeated = listed.filter(|row| declared.contains(&Ascii::new(row.name.as_str())));
        found.extend(repeated.map(|row| (ty.name.clone(), Ascii::new(row.name.clone()))));
    }
    found
}

/// Whether the description speaks of *possible values* of one value. *Must be one of* and *supported values*
/// constrain what a string may hold, and a collection of strings is one of strings.
fn says_possible(property: &Property) -> bool {
    let says = |text: &Text| text.raw.to_ascii_lowercase().contains("possible value");
    !property.ty.is_many() && Passage::texts(&property.description).into_iter().any(says)
}

/// Whether these are values of an enumeration rather than of a string: several, each with a small first letter.
fn is_enumeration(values: &[Member]) -> bool {
    values.len() > 1 && values.iter().all(|value| is_member_name(&value.name))
}

/// The names of members in their order, without the sentinel.
type MemberNames = Vec<Ascii<String>>;

fn member_names(members: &[Member]) -> MemberNames {
    let mut names: MemberNames = names_of(members)
        .filter(|name| *name != SENTINEL)
        .map(|name| Ascii::new(name.to_string()))
        .collect();
    names.sort();
    names
}

/// The enumerations by the names of their members.
fn by_members(enums: &Enums) -> BTreeMap<MemberNames, Vec<TypeName>> {
    let mut found: BTreeMap<MemberNames, Vec<TypeName>> = BTreeMap::new();
    for (name, enumeration) in enums {
        if is_enumeration(&enumeration.members) {
            let members = member_names(&enumeration.members);
            found.entry(members).or_default().push(name.clone());
        }
    }
    found
}

/// The enumerations of which properties can be.
struct Enumerations<'s> {
    /// All, with those that are added.
    all: &'s mut Enums,
    /// The documented ones by the names of their members.
    documented: BTreeMap<MemberNames, Vec<TypeName>>,
    /// The names of types, which no enumeration can have.
    types: BTreeSet<TypeName>,
}

impl Enumerations<'_> {
    /// The enumeration of a property that lists values; `None` where it stays a string.
    fn of_property(&mut self, owner: &TypeName, version: Version, property: &Property) -> Option<TypeName> {
        self.documented(property).or_else(|| {
            let is_closed = says_possible(property) && is_enumeration(&property.values);
            is_closed.then(|| self.add(owner, version, property)).flatten()
        })
    }

    /// Gives the members of the enumeration that a string is named after, and whose values it lists, the descriptions that
    /// stand beside the property only.
    fn describe(&mut self, owner: &TypeName, property: &Property) {
        let name = TypeName::new(format!("{}.{}", owner.namespace(), property.name));
        let known = self.all.get_mut(&name);
        let same = known.filter(|known| member_names(&known.members) == member_names(&property.values));
        for member in same.into_iter().flat_map(|known| &mut known.members) {
            let mut listed = property.values.iter();
            let listed = listed.find(|value| value.name.eq_ignore_ascii_case(&member.name));
            if let Some(listed) = listed.filter(|_| member.description.is_empty()) {
                member.description.clone_from(&listed.description);
            }
        }
    }

    /// The documented enumeration with just these members whose name holds the property's, `operationStatus` for
    /// *status*, or ends in the same words, `kitePriceType` for *defaultPriceType*. Of several it is the one with the
    /// shortest name.
    fn documented(&self, property: &Property) -> Option<TypeName> {
        let candidates = self.documented.get(&member_names(&property.values))?;
        let wanted = property.name.to_ascii_lowercase();
        let named = candidates.iter().filter_map(|name| {
            let short = name.short();
            let holds = short.to_ascii_lowercase().contains(&wanted);
            let fits = holds || shares_last_words(short, &property.name);
            fits.then_some((!holds, short.len(), name))
        });
        let (.., found) = named.min_by_key(|(by_last_words, length, _)| (*by_last_words, *length))?;
        self.all.get(found).map(|enumeration| enumeration.name.clone())
    }

    /// Adds an enumeration that no page names. Two lists of one name that share values are one enumeration; `None` where
    /// all names are those of something else.
    fn add(&mut self, owner: &TypeName, version: Version, property: &Property) -> Option<TypeName> {
        for name in names(owner, property) {
            if self.types.contains(&name) {
                continue;
            }
            let Some(known) = self.all.get_mut(&name) else {
                let added = Enum {
                    members: property.values.clone(),
                    ..Enum::new(name.clone(), version, property.span)
                };
                self.all.insert(name.clone(), added);
                return Some(name);
            };
            let is_known = |value: &&Member| known.members.iter().any(|member| member.name == value.name);
            let (shared, missing): (Vec<&Member>, Vec<&Member>) = property.values.iter().partition(is_known);
            if !shared.is_empty() {
                known.members.extend(missing.into_iter().cloned());
                return Some(known.name.clone());
            }
        }
        None
    }
}

/// Whether two names end in the same words, two at least. One, such as *status*, ends the names of many things.
fn shares_last_words(name: &str, other: &str) -> bool {
    let pairs = name.bytes().rev().zip(other.bytes().rev());
    let common = pairs.take_while(|(one, other)| one == other).count();
    let shared = &name.as_bytes()[name.len() - common..];
    shared.iter().filter(|letter| letter.is_ascii_uppercase()).count() >= 2
}

/// The names that the service would give an enumeration, the best first: like the property where its name is of several
/// words (`recordingStatus`), else after the type (`educationAssignmentStatus`).
fn names(owner: &TypeName, property: &Property) -> impl Iterator<Item = TypeName> {
    let is_compound = property.name.chars().any(|c| c.is_ascii_uppercase());
    let by_itself = is_compound.then(|| format!("{}.{}", owner.namespace(), property.name));
    let after_owner = format!("{owner}{}", capitalized(&property.name));
    by_itself.into_iter().chain([after_owner]).map(TypeName::new)
}

#[cfg(test)]
mod tests {
    use super::shares_last_words;

    #[test]
    fn names_share_their_last_words() {
        for (name, other, expected) in [
            ("kitePriceType", "defaultPriceType", true),
            ("flightStatus", "launchStatus", false),
            ("kitePriceType", "kitePriceKind", false),
            ("priceType", "defaultPriceType", false),
        ] {
            assert_eq!(shares_last_words(name, other), expected, "{name} {other}");
        }
    }
}
