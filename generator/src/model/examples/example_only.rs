//! Properties and parameters that only examples show.
//!
//! The tables of `teamsTab` have no `sortOrderIndex`; eleven examples show one. An example is what was sent over the
//! wire, and whoever reads the page expects to get at what it shows. No table is outvoted by that, so that one
//! example is enough.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};
use unicase::Ascii;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::{Method, TypeName};
use crate::model::build::{Input, Store};
use crate::model::examples::example_walk::{ExampleWalk, Place, Visitor, is_own};
use crate::model::examples::name_consensus::NameConsensus;
use crate::model::examples::property_names::PropertyNames;
use crate::model::operations::Draft;
use crate::model::relationships::is_name;
use crate::model::types::TypeTable;
use crate::model::types::merge::spoken;
use crate::model::{Property, TypeRef};
use crate::page::{ExampleBody, ExampleFacts, ExampleJson, Step};
use crate::span::Span;

/// Adds to types, and to the bodies of requests, what only examples show of them.
pub(in crate::model) fn add(input: &Input<'_>, store: &mut Store<'_>, sink: &mut Diagnostics) {
    let Store {
        types, operations, ..
    } = store;
    let (common, found, dictionaries, spelled) = {
        let names = PropertyNames::new(types);
        // What is documented alone; guesses make no agreement.
        let common = NameConsensus::new(types, &names);
        let mut walk = ExampleWalk::new(types, &names, input.sources, Finder::new(types, &names));
        for draft in &*operations {
            walk.operation(draft);
        }
        let finder = walk.visitor;
        let spelled = Spelled::of(types, &finder);
        let found = properties(types, &common, finder.seen);
        (common, found, finder.dictionaries, spelled)
    };
    spelled.apply(types, operations, sink);
    for (name, span) in dictionaries {
        let Some(ty) = types.get_mut(&name).filter(|ty| !ty.open) else {
            continue;
        };
        let text = format!(
            "`{}` has no properties in any table, but here it has some",
            ty.name
        );
        sink.push(Diagnostic::new(Code::ExampleOnly, span, text).help("it was read as an open type"));
        ty.open = true;
    }
    // By type and name: the places of the properties among those of the type.
    let mut added: BTreeMap<(TypeName, Ascii<String>), usize> = BTreeMap::new();
    for (ty, property) in found {
        let name = Ascii::new(property.name.clone());
        // A base comes before what derives from it, and may have been given the property just now.
        let known = types.chain(&ty).find_map(|owner| {
            let place = *added.get(&(owner.name.clone(), name.clone()))?;
            Some((owner.name.clone(), place))
        });
        if let Some((owner, place)) = known {
            let known = types.get_mut(&owner).and_then(|ty| ty.properties.get_mut(place));
            if let Some(known) = known.filter(|known| known.name == property.name) {
                known.read_only &= property.read_only;
            }
        } else if let Some(owner) = types.get_mut(&ty) {
            report(&property, &owner.name, sink);
            added.insert((ty, name), owner.properties.len());
            owner.properties.push(property);
        }
    }
    for draft in operations {
        complete(draft, input, types, &common, sink);
    }
}

fn report(property: &Property, owner: &str, sink: &mut Diagnostics) {
    let text = format!("`{}` of `{owner}` stands in examples only", property.name);
    let help = format!("no table has it; it was read as {}", spoken(property));
    sink.push(Diagnostic::new(Code::ExampleOnly, property.span, text).help(help));
}

/// Adds to a body with a table what examples send beside it: properties of its type that only examples show, and
/// parameters that no row describes.
fn complete(
    draft: &mut Draft<'_>,
    input: &Input<'_>,
    types: &TypeTable,
    common: &NameConsensus,
    sink: &mut Diagnostics,
) {
    let Draft { operation, examples } = draft;
    let Some(body) = &operation.body else { return };
    if body.properties.is_empty() && body.example_properties.is_empty() {
        return;
    }
    let rows = body.properties.iter().chain(&body.example_properties);
    let known: BTreeSet<Ascii<&str>> = rows.map(|row| Ascii::new(row.name.as_str())).collect();
    let mut missing: BTreeMap<&str, (Vec<&Value>, Span)> = BTreeMap::new();
    for example in examples.iter().filter(|example| is_own(operation, example)) {
        let Some((object, json)) = sent(example) else {
            continue;
        };
        let is_missing = |name: &str| is_name(name) && !known.contains(&Ascii::new(name));
        let mut unknown = object.iter().filter(|(name, _)| is_missing(name)).peekable();
        let outline = unknown.peek().map(|_| json.outline(input.sources));
        for (name, value) in unknown {
            let place = outline
                .as_ref()
                .and_then(|outline| outline.place(&[Step::Key(name)]));
            let (values, _) = missing
                .entry(name)
                .or_insert((Vec::new(), place.unwrap_or(json.span)));
            values.push(value);
        }
    }
    if missing.is_empty() {
        return;
    }
    let shown: Vec<Property> = match &body.ty {
        Some(TypeRef::Type(owner)) => {
            let rows = types.properties(owner);
            let sent = rows.filter(|row| row.is_example_only() && missing.contains_key(row.name.as_str()));
            sent.map(|row| Property {
                read_only: false,
                ..row.clone()
            })
            .collect()
        }
        None if operation.method != Method::Patch => {
            let properties = missing.into_iter().map(|(name, (values, span))| {
                let property = common.property(name, &values, span);
                report(&property, &operation.name, sink);
                property
            });
            properties.collect()
        }
        _ => Vec::new(),
    };
    if let Some(body) = &mut operation.body {
        body.example_properties.extend(shown);
    }
}

/// The object that an example sends, with the body that it stands in.
fn sent(example: &ExampleFacts) -> Option<(&Map<String, Value>, &ExampleJson)> {
    let request = example.request.as_ref()?;
    let ExampleBody::Json(json) = &request.body else {
        return None;
    };
    Some((json.value.as_object()?, json))
}

/// Names that examples spell with capitals and tables without: `innererror`.
struct Spelled {
    /// By the type that an example shows, and the name in its table: the spelling, and where it stands.
    names: BTreeMap<(TypeName, String), (String, Span)>,
}

impl Spelled {
    /// The names that no example spells as tables do.
    fn of(types: &TypeTable, finder: &Finder<'_>) -> Self {
        let is_confirmed = |ty: &TypeName, listed| {
            let mut owners = types.chain(ty);
            owners.any(|owner| finder.confirmed.contains(&(owner.name.clone(), listed)))
        };
        let names = finder.spelled.iter();
        let names = names.filter(|((key, listed), _)| !is_confirmed(key, listed));
        let names = names.map(|((key, listed), (name, span))| {
            let listed = (*listed).to_owned();
            ((key.clone(), listed), ((*name).to_owned(), *span))
        });
        Self {
            names: names.collect(),
        }
    }

    /// Takes the spelling of the examples, in the types, in their bases and in what is sent of them.
    fn apply(self, types: &mut TypeTable, operations: &mut [Draft<'_>], sink: &mut Diagnostics) {
        if self.names.is_empty() {
            return;
        }
        for body in operations
            .iter_mut()
            .filter_map(|draft| draft.operation.body.as_mut())
        {
            let Some(TypeRef::Type(sent)) = &body.ty else {
                continue;
            };
            let owners = owners(types, sent);
            for row in body.properties.iter_mut().chain(&mut body.example_properties) {
                let mut found = owners
                    .iter()
                    .map(|owner| self.names.get(&(owner.clone(), row.name.clone())));
                if let Some((name, _)) = found.find_map(|found| found) {
                    row.name.clone_from(name);
                }
            }
        }
        let mut of_owners: BTreeMap<(TypeName, &str), &(String, Span)> = BTreeMap::new();
        for ((ty, listed), spelled) in &self.names {
            for owner in owners(types, ty) {
                of_owners.entry((owner, listed)).or_insert(spelled);
            }
        }
        for ty in types.iter_mut() {
            for property in &mut ty.properties {
                let Some((name, span)) = of_owners.get(&(ty.name.clone(), property.name.as_str())) else {
                    continue;
                };
                let text = format!("`{}` of `{}` is spelled so here", property.name, ty.name);
                sink.push(
                    Diagnostic::new(Code::SpellingConflict, property.span, text)
                        .label(*span, format!("and `{name}` here, which was taken")),
                );
                property.name.clone_from(name);
            }
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

/// What was seen under a name.
struct Seen<'m> {
    values: Vec<&'m Value>,
    /// Whether it was sent.
    sent: bool,
    span: Span,
}

/// What was seen, by type and name.
type SeenNames<'m> = BTreeMap<(TypeName, &'m str), Seen<'m>>;

/// Finds the properties.
struct Finder<'m> {
    types: &'m TypeTable,
    names: &'m PropertyNames<'m>,
    /// The types without properties of which examples show some.
    dictionaries: BTreeMap<TypeName, Span>,
    seen: SeenNames<'m>,
    /// By the type and the name in its table: the spelling of the first example.
    spelled: BTreeMap<(TypeName, &'m str), (&'m str, Span)>,
    /// The names without capitals that examples spell as tables do, with the types that declare them.
    confirmed: BTreeSet<(TypeName, &'m str)>,
}

impl<'m> Visitor<'m> for Finder<'m> {
    fn known(&mut self, _: &Place<'m>, declaring: &TypeName, property: &'m Property, _: &'m Value) {
        if is_plain(&property.name) {
            self.confirmed.insert((declaring.clone(), &property.name));
        }
    }

    fn unknown(&mut self, at: &Place<'m>, ty: &TypeName, name: &'m str, value: &'m Value) {
        // What nobody lists and nothing derives from has the properties that the caller gives it.
        if self.names.is_empty(ty) && !self.names.is_base(ty) {
            self.dictionaries.entry(ty.clone()).or_insert_with(|| at.name());
            return;
        }
        if !is_name(name) {
            return;
        }
        if let Some(listed) = self.names.spelled(ty, name) {
            // Tables lose capitals; examples do not gain them.
            if is_plain(listed) && is_camel(name) {
                let spelled = self.spelled.entry((ty.clone(), listed));
                spelled.or_insert_with(|| (name, at.name()));
            }
            return;
        }
        if !self.is_new(ty, name) {
            return;
        }
        let seen = self.seen.entry((ty.clone(), name)).or_insert_with(|| Seen {
            values: Vec::new(),
            sent: false,
            span: at.name(),
        });
        seen.values.push(value);
        seen.sent |= at.sent;
    }
}

impl<'m> Finder<'m> {
    fn new(types: &'m TypeTable, names: &'m PropertyNames<'m>) -> Self {
        Self {
            types,
            names,
            dictionaries: BTreeMap::new(),
            spelled: BTreeMap::new(),
            confirmed: BTreeSet::new(),
            seen: BTreeMap::new(),
        }
    }

    /// Whether neither the type nor one related to it has a property of the name. In another case it is a slip of the
    /// example, as is the name of one for a property of many; of a derived type the example leaves out the name.
    fn is_new(&self, ty: &TypeName, name: &str) -> bool {
        let is_open = self.types.chain(ty).any(|ty| ty.open);
        let is_known = |name: &str| self.names.is_related(ty, name);
        // Of the type of all entities nothing is known but the key.
        !is_open && !ty.is_root() && !is_known(name) && !is_known(&format!("{name}s"))
    }
}

/// The properties with their types; bases come before what derives from them.
fn properties(types: &TypeTable, common: &NameConsensus, seen: SeenNames<'_>) -> Vec<(TypeName, Property)> {
    let found = seen.into_iter().map(|((ty, name), seen)| {
        let property = Property {
            // What examples only answer with is left to the service.
            read_only: !seen.sent,
            ..common.property(name, &seen.values, seen.span)
        };
        (ty, property)
    });
    let mut found: Vec<(TypeName, Property)> = found.collect();
    found.sort_by_cached_key(|(ty, _)| types.chain(ty).count());
    found
}
