//! Properties and parameters that only examples show.
//!
//! The tables of `teamsTab` have no `sortOrderIndex`; eleven examples show one. An example is what was sent over the
//! wire, and whoever reads the page expects to get at what it shows. No table is outvoted by that, so that one
//! example is enough.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use unicase::Ascii;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::{Method, TypeName, is_identifier};
use crate::model::examples::name_consensus::NameConsensus;
use crate::model::examples::typed::{Direction, Role, TypedExample, TypedExamples};
use crate::model::store::{Input, Store};
use crate::model::types::TypeTable;
use crate::model::types::keys::can_be_key;
use crate::model::types::property_names::PropertyNames;
use crate::model::{Operation, Property, Type, TypeRef};
use crate::source::SourceMap;
use crate::span::Span;

use spelling::Spellings;

mod spelling;

/// Adds to types, and to the bodies of requests, what only examples show of them.
pub(in crate::model) fn add<'p>(input: &Input<'p>, store: &mut Store<'p>, sink: &mut Diagnostics) {
    // Built before any guess is added: a guess must not support another guess.
    let names = PropertyNames::new(store.types.iter());
    let consensus = NameConsensus::new(&store.types, &names);
    let spelled = spelling::in_examples(input.sources, &store.examples, &store.types, &names);
    let findings = UnlistedNames::new(input.sources, &store.examples, &store.types, &names, &spelled);
    let found = properties(&store.types, &consensus, findings.unlisted);
    let Store {
        types,
        operations,
        examples,
        ..
    } = store;
    spelling::apply(&spelled, types, operations, sink);
    for (name, span) in findings.dictionaries {
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
    add_properties(found, types, sink);
    for (position, draft) in operations.iter_mut().enumerate() {
        let sent = examples.of_operation(position);
        let sent = sent.filter(|example| example.direction == Direction::Sent);
        complete(&mut draft.operation, sent, input.sources, types, &consensus, sink);
    }
}

/// Adds properties to their types.
fn add_properties(found: Vec<(TypeName, Property)>, types: &mut TypeTable, sink: &mut Diagnostics) {
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
            if is_root_key(owner, &property) {
                let text = format!("the key of `{}` stands in examples only", owner.name);
                let help = "it was read as the key that entities inherit";
                sink.push(Diagnostic::new(Code::ExampleOnly, property.span, text).help(help));
                owner.base = Some(TypeName::root());
                continue;
            }
            report(&property, &owner.name, sink);
            added.insert((ty, name), owner.properties.len());
            owner.properties.push(property);
        }
    }
}

/// Whether a property is the key that all entities inherit, of a type of which the annotation says that it has a key and no
/// row says which.
fn is_root_key(owner: &Type, property: &Property) -> bool {
    owner.entity
        && owner.base.is_none()
        && !owner.name.is_root()
        && can_be_key(property)
        && property.ty.item == TypeRef::STRING
}

fn report(property: &Property, owner: &str, sink: &mut Diagnostics) {
    let text = format!("`{}` of `{owner}` stands in examples only", property.name);
    let help = format!("no table has it; it was read as {}", property.ty);
    sink.push(Diagnostic::new(Code::ExampleOnly, property.span, text).help(help));
}

/// Adds to a body with a table what examples send beside it: properties of its type that only examples show, and
/// parameters that no row describes.
fn complete<'e, 'p: 'e>(
    operation: &mut Operation,
    examples: impl Iterator<Item = &'e TypedExample<'p>>,
    sources: &'p SourceMap,
    types: &TypeTable,
    consensus: &NameConsensus,
    sink: &mut Diagnostics,
) {
    let Some(body) = &operation.body else { return };
    if body.is_link() || (body.properties.is_empty() && body.example_properties.is_empty()) {
        return;
    }
    let rows = body.properties.iter().chain(&body.example_properties);
    let known: BTreeSet<Ascii<&str>> = rows.map(|row| Ascii::new(row.name.as_str())).collect();
    let mut missing: BTreeMap<&str, (Vec<&Value>, Span)> = BTreeMap::new();
    for example in examples {
        for (name, value) in example.objects().flatten() {
            if !is_identifier(name) || known.contains(&Ascii::new(name.as_str())) {
                continue;
            }
            let (values, _) = missing
                .entry(name)
                .or_insert_with(|| (Vec::new(), example.span_of_member(name, sources)));
            values.push(value);
        }
    }
    if missing.is_empty() {
        return;
    }
    let added: Vec<Property> = match body.ty.as_ref().map(|ty| &ty.item) {
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
                let property = consensus.property(name, &values, span);
                report(&property, &operation.title.text, sink);
                property
            });
            properties.collect()
        }
        _ => Vec::new(),
    };
    if let Some(body) = &mut operation.body {
        body.example_properties.extend(added);
    }
}

/// What was seen under a name.
struct SeenValues<'m> {
    values: Vec<&'m Value>,
    /// Whether it was sent.
    sent: bool,
    span: Span,
}

/// What was seen, by type and name.
type SeenNames<'m> = BTreeMap<(TypeName, &'m str), SeenValues<'m>>;

/// What examples show that no table lists.
struct UnlistedNames<'p> {
    /// The types that no page gives properties, and examples do.
    dictionaries: BTreeMap<TypeName, Span>,
    unlisted: SeenNames<'p>,
}

impl<'p> UnlistedNames<'p> {
    fn new(
        sources: &'p SourceMap,
        examples: &TypedExamples<'p>,
        types: &TypeTable,
        names: &PropertyNames<'_>,
        spelled: &Spellings,
    ) -> Self {
        let respelled: BTreeSet<(&TypeName, &str)> = spelled
            .iter()
            .map(|((ty, _), (name, _))| (ty, name.as_str()))
            .collect();
        let mut findings = Self {
            dictionaries: BTreeMap::new(),
            unlisted: BTreeMap::new(),
        };
        for example in examples.iter() {
            for value in example.values() {
                let (Role::Unlisted(owner), Some(name)) = (&value.role, value.name()) else {
                    continue;
                };
                // A type without properties and without derived types is a dictionary: callers choose the names.
                if names.is_empty(owner) && !names.is_base(owner) {
                    findings
                        .dictionaries
                        .entry(owner.clone())
                        .or_insert_with(|| example.span(value, sources));
                } else if is_identifier(name)
                    && !respelled.contains(&(owner, name))
                    && is_new(owner, name, types, names)
                {
                    let seen = findings.unlisted.entry((owner.clone(), name));
                    let seen = seen.or_insert_with(|| SeenValues {
                        values: Vec::new(),
                        sent: false,
                        span: example.span(value, sources),
                    });
                    seen.values.push(value.json);
                    seen.sent |= example.direction == Direction::Sent;
                }
            }
        }
        findings
    }
}

/// Whether neither the type nor a related type has a property of the name. A name in another case, or in the singular
/// for a plural, is a slip of the example; with a property of a derived type the example left out `@odata.type`.
fn is_new(ty: &TypeName, name: &str, types: &TypeTable, names: &PropertyNames<'_>) -> bool {
    let is_open = types.chain(ty).any(|ty| ty.open);
    let is_known = |name: &str| names.is_related(ty, name);
    // The root type has the key and no other property.
    !is_open && !ty.is_root() && !is_known(name) && !is_known(&format!("{name}s"))
}

/// The properties with their types; bases come before what derives from them.
fn properties(
    types: &TypeTable,
    consensus: &NameConsensus,
    seen: SeenNames<'_>,
) -> Vec<(TypeName, Property)> {
    let found = seen.into_iter().map(|((ty, name), seen)| {
        let property = Property {
            // A property that no example sends is left to the service.
            read_only: !seen.sent,
            ..consensus.property(name, &seen.values, seen.span)
        };
        (ty, property)
    });
    let mut found: Vec<(TypeName, Property)> = found.collect();
    found.sort_by_cached_key(|(ty, _)| types.chain(ty).count());
    found
}
