//! Names of properties that examples spell otherwise than tables: with capitals, `innererror`, or in the plural that a
//! collection has, `appliedPolicies` for the row `appliedPolicy`.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Diagnostics;
use crate::graph::{TypeName, is_identifier, singular};
use crate::model::examples::typed::{Role, TypedExample, TypedExamples};
use crate::model::store::Draft;
use crate::model::types::TypeTable;
use crate::model::types::merge::spelling_conflict;
use crate::model::types::property_names::PropertyNames;
use crate::source::SourceMap;
use crate::span::Span;

/// By the type that an example shows, and the name in its table: the spelling of the first example, and where it
/// stands.
pub(super) type Spellings = BTreeMap<(TypeName, String), (String, Span)>;

/// The names that no example spells as tables do.
pub(super) fn in_examples<'p>(
    sources: &'p SourceMap,
    examples: &TypedExamples<'p>,
    types: &TypeTable,
    names: &PropertyNames<'_>,
) -> Spellings {
    let mut found = Spellings::new();
    for example in examples.iter() {
        for value in example.values() {
            let (Role::Unlisted(owner), Some(name)) = (&value.role, value.name()) else {
                continue;
            };
            let listed = with_capitals(owner, name, names)
                .or_else(|| in_plural(owner, name, types, names).filter(|_| value.json.is_array()));
            if let Some(listed) = listed.filter(|_| is_identifier(name)) {
                found
                    .entry((owner.clone(), listed.to_owned()))
                    .or_insert_with(|| (name.to_owned(), example.span(value, sources)));
            }
        }
    }
    let listed: BTreeSet<&str> = found.keys().map(|(_, listed)| listed.as_str()).collect();
    // The names that examples spell as tables do, with the types that declare them.
    let mut confirmed: BTreeSet<(TypeName, &str)> = BTreeSet::new();
    for value in examples.iter().flat_map(TypedExample::values) {
        if let (Role::Property(row), Some(name)) = (&value.role, value.name())
            && listed.contains(name)
        {
            confirmed.insert((row.owner().clone(), name));
        }
    }
    let is_confirmed = |ty: &TypeName, listed: &str| {
        let mut owners = types.chain(ty);
        owners.any(|owner| confirmed.contains(&(owner.name.clone(), listed)))
    };
    let kept = found.iter().filter(|((ty, listed), _)| !is_confirmed(ty, listed));
    kept.map(|(key, spelled)| (key.clone(), spelled.clone()))
        .collect()
}

/// The name in a table that lacks the capitals of the name in an example. Tables lose capitals; examples do not gain them.
fn with_capitals<'m>(owner: &TypeName, name: &str, names: &PropertyNames<'m>) -> Option<&'m str> {
    let listed = names.spelled(owner, name).filter(|_| is_camel(name))?;
    is_plain(listed).then_some(listed)
}

/// The name of a collection in a table that is the singular of the name in an example.
fn in_plural<'m>(
    owner: &TypeName,
    name: &str,
    types: &TypeTable,
    names: &PropertyNames<'m>,
) -> Option<&'m str> {
    let one = singular(name);
    let listed = names.spelled(owner, &one).filter(|_| one != name)?;
    let property = types.property(owner, listed)?;
    property.ty.is_many().then_some(listed)
}

/// Renames the rows of types, of their bases and of bodies to the spelling of the examples.
pub(super) fn apply(
    spellings: &Spellings,
    types: &mut TypeTable,
    operations: &mut [Draft<'_>],
    sink: &mut Diagnostics,
) {
    if spellings.is_empty() {
        return;
    }
    for body in operations
        .iter_mut()
        .filter_map(|draft| draft.operation.body.as_mut())
    {
        let Some(sent) = body.type_name() else { continue };
        let owners = owners(types, sent);
        for row in body.properties.iter_mut().chain(&mut body.example_properties) {
            let mut found = owners
                .iter()
                .map(|owner| spellings.get(&(owner.clone(), row.name.clone())));
            if let Some((name, _)) = found.find_map(|found| found) {
                row.name.clone_from(name);
            }
        }
    }
    let mut of_owners: BTreeMap<(TypeName, &str), &(String, Span)> = BTreeMap::new();
    for ((ty, listed), spelled) in spellings {
        for owner in owners(types, ty) {
            of_owners.entry((owner, listed)).or_insert(spelled);
        }
    }
    for ty in types.iter_mut() {
        for property in &mut ty.properties {
            let Some((name, span)) = of_owners.get(&(ty.name.clone(), property.name.as_str())) else {
                continue;
            };
            sink.push(spelling_conflict(property, &ty.name, name, *span));
            property.name.clone_from(name);
        }
    }
}

/// A type and its bases.
fn owners(types: &TypeTable, ty: &TypeName) -> Vec<TypeName> {
    types.chain(ty).map(|ty| ty.name.clone()).collect()
}

/// Whether a name has no capital.
fn is_plain(name: &str) -> bool {
    !name.contains(|letter: char| letter.is_ascii_uppercase())
}

/// Whether a name has capitals, but not at its start.
fn is_camel(name: &str) -> bool {
    name.starts_with(|letter: char| letter.is_ascii_lowercase()) && !is_plain(name)
}
