//! Properties and parameters that only examples show.
//!
//! The tables of `teamsTab` have no `sortOrderIndex`; eleven examples show one. An example is what was sent over the
//! wire, and whoever reads the page expects to get at what it shows. No table is outvoted by that, so that one
//! example is enough.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::model::example_types::Common;
use crate::model::example_walk::{ExampleWalk, Place, Visitor, is_own};
use crate::model::navigation::is_name;
use crate::model::property_names::PropertyNames;
use crate::model::types::{Types, chain, spoken};
use crate::model::{Operation, Property, ROOT_TYPE, TypeRef};
use crate::page::{ExampleBody, ExampleFacts, ExampleJson, Method, Step};
use crate::source::SourceMap;
use crate::span::Span;

/// Adds to types, and to the bodies of requests, what only examples show of them.
pub(super) fn add(sources: &SourceMap, operations: &mut [Operation], types: &mut Types, sink: &mut Sink) {
    let (common, found, dictionaries, spelled) = {
        let names = PropertyNames::new(types);
        // What is documented alone; guesses make no agreement.
        let common = Common::new(types, &names);
        let mut walk = ExampleWalk::new(types, &names, sources, Finder::new(types, &names));
        for operation in &*operations {
            walk.operation(operation);
        }
        let finder = walk.visitor;
        let spelled = Spelled::of(types, &finder);
        let found = properties(types, &common, finder.seen);
        (common, found, finder.dictionaries, spelled)
    };
    spelled.apply(types, operations, sink);
    for (key, span) in dictionaries {
        let Some(ty) = types.get_mut(&key).filter(|ty| !ty.open) else {
            continue;
        };
        let text = format!(
            "`{}` has no properties in any table, but here it has some",
            ty.name
        );
        sink.push(Diagnostic::new(Code::ExampleOnly, span, text).help("it was read as an open type"));
        ty.open = true;
    }
    // By the key of a type and the name in lower case: the places of the properties among those of the type.
    let mut added: BTreeMap<(String, String), usize> = BTreeMap::new();
    for (key, property) in found {
        let name = property.name.to_lowercase();
        // A base comes before what derives from it, and may have been given the property just now.
        let known = chain(types, &key).find_map(|ty| {
            let owner = ty.name.to_lowercase();
            let place = *added.get(&(owner.clone(), name.clone()))?;
            Some((owner, place))
        });
        if let Some((owner, place)) = known {
            let known = types.get_mut(&owner).and_then(|ty| ty.properties.get_mut(place));
            if let Some(known) = known.filter(|known| known.name == property.name) {
                known.read_only &= property.read_only;
            }
        } else if let Some(ty) = types.get_mut(&key) {
            report(&property, &ty.name, sink);
            added.insert((key, name), ty.properties.len());
            ty.properties.push(property);
        }
    }
    for operation in operations {
        complete(operation, sources, types, &common, sink);
    }
}

fn report(property: &Property, owner: &str, sink: &mut Sink) {
    let text = format!("`{}` of `{owner}` stands in examples only", property.name);
    let help = format!("no table has it; it was read as {}", spoken(property));
    sink.push(Diagnostic::new(Code::ExampleOnly, property.span, text).help(help));
}

/// Adds to a body with a table what examples send beside it: properties of its type that only examples show, and
/// parameters that no row describes.
fn complete(operation: &mut Operation, sources: &SourceMap, types: &Types, common: &Common, sink: &mut Sink) {
    let Some(body) = &operation.body else { return };
    if body.properties.is_empty() && body.shown.is_empty() {
        return;
    }
    let rows = body.properties.iter().chain(&body.shown);
    let known: BTreeSet<String> = rows.map(|row| row.name.to_lowercase()).collect();
    let mut missing: BTreeMap<&str, (Vec<&Value>, Span)> = BTreeMap::new();
    for example in operation
        .examples
        .iter()
        .filter(|example| is_own(operation, example))
    {
        let Some((object, json)) = sent(example) else {
            continue;
        };
        let is_missing = |name: &str| is_name(name) && !known.contains(&name.to_lowercase());
        let mut unknown = object.iter().filter(|(name, _)| is_missing(name)).peekable();
        let outline = unknown.peek().map(|_| json.outline(sources));
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
            let key = owner.to_lowercase();
            let rows = chain(types, &key).flat_map(|ty| &ty.properties);
            let sent = rows.filter(|row| row.example_only && missing.contains_key(row.name.as_str()));
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
        body.shown.extend(shown);
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
    /// By the key of the type that an example shows, and the name in its table: the spelling, and where it stands.
    names: BTreeMap<(String, String), (String, Span)>,
}

impl Spelled {
    /// The names that no example spells as tables do.
    fn of(types: &Types, finder: &Finder<'_>) -> Self {
        let is_confirmed = |key: &str, listed| {
            let mut owners = chain(types, key).map(|ty| ty.name.to_lowercase());
            owners.any(|owner| finder.confirmed.contains(&(owner, listed)))
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
    fn apply(self, types: &mut Types, operations: &mut [Operation], sink: &mut Sink) {
        if self.names.is_empty() {
            return;
        }
        for body in operations
            .iter_mut()
            .filter_map(|operation| operation.body.as_mut())
        {
            let Some(TypeRef::Type(sent)) = &body.ty else {
                continue;
            };
            let keys: Vec<String> = keys(types, &sent.to_lowercase());
            for row in body.properties.iter_mut().chain(&mut body.shown) {
                let mut found = keys
                    .iter()
                    .map(|key| self.names.get(&(key.clone(), row.name.clone())));
                if let Some((name, _)) = found.find_map(|found| found) {
                    row.name.clone_from(name);
                }
            }
        }
        let mut of_owners: BTreeMap<(String, &str), &(String, Span)> = BTreeMap::new();
        for ((key, listed), spelled) in &self.names {
            for owner in keys(types, key) {
                of_owners.entry((owner, listed)).or_insert(spelled);
            }
        }
        for (key, ty) in types {
            for property in &mut ty.properties {
                let Some((name, span)) = of_owners.get(&(key.clone(), &property.name)) else {
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

/// The key of a type and those of its bases.
fn keys(types: &Types, key: &str) -> Vec<String> {
    chain(types, key).map(|ty| ty.name.to_lowercase()).collect()
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

/// What was seen, by the key of the type and the name.
type SeenNames<'m> = BTreeMap<(String, &'m str), Seen<'m>>;

/// Finds the properties.
struct Finder<'m> {
    types: &'m Types,
    names: &'m PropertyNames<'m>,
    /// The keys of types without properties of which examples show some.
    dictionaries: BTreeMap<String, Span>,
    seen: SeenNames<'m>,
    /// By the key of the type and the name in its table: the spelling of the first example.
    spelled: BTreeMap<(String, &'m str), (&'m str, Span)>,
    /// The names without capitals that examples spell as tables do, with the keys of the types that declare them.
    confirmed: BTreeSet<(String, &'m str)>,
}

impl<'m> Visitor<'m> for Finder<'m> {
    fn known(&mut self, _: &Place<'m>, declaring: &str, property: &'m Property, _: &'m Value) {
        if is_plain(&property.name) {
            self.confirmed.insert((declaring.to_owned(), &property.name));
        }
    }

    fn unknown(&mut self, at: &Place<'m>, key: &str, name: &'m str, value: &'m Value) {
        // What nobody lists and nothing derives from has the properties that the caller gives it.
        if self.names.is_empty(key) && !self.names.is_base(key) {
            self.dictionaries
                .entry(key.to_owned())
                .or_insert_with(|| at.name());
            return;
        }
        if !is_name(name) {
            return;
        }
        if let Some(listed) = self.names.spelled(key, name) {
            // Tables lose capitals; examples do not gain them.
            if is_plain(listed) && is_camel(name) {
                let spelled = self.spelled.entry((key.to_owned(), listed));
                spelled.or_insert_with(|| (name, at.name()));
            }
            return;
        }
        if !self.is_new(key, name) {
            return;
        }
        let seen = self.seen.entry((key.to_owned(), name)).or_insert_with(|| Seen {
            values: Vec::new(),
            sent: false,
            span: at.name(),
        });
        seen.values.push(value);
        seen.sent |= at.sent;
    }
}

impl<'m> Finder<'m> {
    fn new(types: &'m Types, names: &'m PropertyNames<'m>) -> Self {
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
    fn is_new(&self, key: &str, name: &str) -> bool {
        let is_open = chain(self.types, key).any(|ty| ty.open);
        let is_known = |name: &str| self.names.is_related(key, name);
        // Of the type of all entities nothing is known but the key.
        !is_open && key != ROOT_TYPE && !is_known(name) && !is_known(&format!("{name}s"))
    }
}

/// The properties with the keys of their types; bases come before what derives from them.
fn properties(types: &Types, common: &Common, seen: SeenNames<'_>) -> Vec<(String, Property)> {
    let found = seen.into_iter().map(|((key, name), seen)| {
        let property = Property {
            // What examples only answer with is left to the service.
            read_only: !seen.sent,
            ..common.property(name, &seen.values, seen.span)
        };
        (key, property)
    });
    let mut found: Vec<(String, Property)> = found.collect();
    found.sort_by_cached_key(|(key, _)| chain(types, key).count());
    found
}
