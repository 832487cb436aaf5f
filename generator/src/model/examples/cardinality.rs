//! Whether a property is a collection, and whether an enumeration holds several members at once, as examples show it.
//!
//! A table may call a property a collection of which every example shows a single value, or the reverse; and no
//! table says that several members of an enumeration can stand in one value, `created,updated`. The examples are
//! what was sent over the wire, so they decide where all of them agree. One example alone can be a slip, so that two
//! are needed against a table. No table says anything about several members at once, so that one example is enough.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::placeholder;
use crate::graph::{Cardinality, Placeholder, TypeName};
use crate::model::examples::typed::Role;
use crate::model::store::{Enums, Input, Store};
use crate::model::types::TypeTable;
use crate::model::{Member, Property, TypeRef};
use crate::span::Span;

/// Applies what the examples of all operations show.
///
/// Pages of derived types repeat rows of their bases, and what is emitted is the row of the farthest base. So the
/// examples of all derived types speak of that one row, and a correction goes to each copy of it.
pub(in crate::model) fn apply<'p>(input: &Input<'p>, store: &mut Store<'p>, sink: &mut Diagnostics) {
    let sightings = sightings(input, store);
    join_in_bodies(input, store, sink);
    let Store { types, enums, .. } = store;
    let owners = owners(types);
    for ((declaring, name), seen) in sightings {
        if !seen.decides() {
            continue;
        }
        let owners = owners.get(&name).map_or(&[][..], Vec::as_slice);
        for copy in owners {
            if !types.derives(copy, &declaring) {
                continue;
            }
            let properties = types.get_mut(copy).map(|ty| &mut ty.properties);
            let mut properties = properties.into_iter().flatten();
            let Some(property) = properties.find(|property| property.name == name) else {
                continue;
            };
            if let Some(span) = seen.joined {
                join(property, enums, span, sink);
            }
            match (seen.single, seen.list) {
                (Sightings::Often(span), Sightings::Never) if property.ty.is_many() => {
                    correct(property, span, Cardinality::One, sink);
                }
                (Sightings::Never, Sightings::Often(span)) if !property.ty.is_many() => {
                    correct(property, span, Cardinality::Many, sink);
                }
                _ => {}
            }
        }
    }
}

/// Marks the enumerations of what requests send as flags where an example sends several members at once. Examples that call
/// the other version, or another operation of the page, know the names of members, too.
fn join_in_bodies<'p>(input: &Input<'p>, store: &mut Store<'p>, sink: &mut Diagnostics) {
    let Store {
        operations,
        enums,
        examples,
        ..
    } = store;
    for (index, draft) in operations.iter_mut().enumerate() {
        let Some(body) = &mut draft.operation.body else {
            continue;
        };
        let mut rows = BTreeMap::new();
        for (place, row) in body.properties.iter().enumerate() {
            rows.entry(row.name.clone()).or_insert(place);
        }
        for example in examples.on_page_of(index) {
            for (name, value) in example.sent_object().into_iter().flatten() {
                let row = rows.get(name).and_then(|place| body.properties.get_mut(*place));
                if let (Some(row), Some(text)) = (row, value.as_str())
                    && is_joined(row, enums, text)
                {
                    join(row, enums, example.span_of_member(name, input.sources), sink);
                }
            }
        }
    }
}

/// The types whose pages have a row of a name, in their order.
fn owners(types: &TypeTable) -> BTreeMap<String, Vec<TypeName>> {
    let mut owners: BTreeMap<String, Vec<TypeName>> = BTreeMap::new();
    for ty in types.iter() {
        for row in &ty.properties {
            let owners = owners.entry(row.name.clone()).or_default();
            // A row that stands twice on a page is one row.
            if owners.last() != Some(&ty.name) {
                owners.push(ty.name.clone());
            }
        }
    }
    owners
}

/// Marks an enumeration, or a list of values, as flags: one value can hold several members.
fn join(property: &mut Property, enums: &mut Enums, span: Span, sink: &mut Diagnostics) {
    let flags = match &property.ty.item {
        TypeRef::Enum(name) => match enums.get_mut(name) {
            Some(enumeration) => &mut enumeration.flags,
            None => return,
        },
        _ => &mut property.flags,
    };
    if std::mem::replace(flags, true) {
        return;
    }
    let message = format!("an example shows several values of `{}` at once", property.name);
    sink.push(
        Diagnostic::new(Code::ExampleOnlyFlags, span, message)
            .label(property.span, "the property is described here"),
    );
}

/// Corrects whether a property is a collection.
fn correct(property: &mut Property, span: Span, shown: Cardinality, sink: &mut Diagnostics) {
    let (said, example) = match shown {
        Cardinality::Many => ("one value", "a list"),
        Cardinality::One => ("a collection", "a single value"),
    };
    let message = format!(
        "`{}` is {said} here, but every example shows {example}",
        property.name
    );
    sink.push(
        Diagnostic::new(Code::TypeConflict, property.span, message)
            .label(span, "as here")
            .help("the examples were followed"),
    );
    property.ty.cardinality = shown;
}

/// The kinds of values that were seen of a property.
#[derive(Default)]
struct SeenKinds {
    single: Sightings,
    list: Sightings,
    /// The first example of several members in one value.
    joined: Option<Span>,
}

/// In how many examples something was seen, with the first of them.
#[derive(Clone, Copy, Default)]
enum Sightings {
    #[default]
    Never,
    Once(Span),
    Often(Span),
}

impl SeenKinds {
    /// Whether it can change anything.
    fn decides(&self) -> bool {
        let is_often = |sightings: &Sightings| matches!(sightings, Sightings::Often(_));
        self.joined.is_some() || is_often(&self.single) || is_often(&self.list)
    }
}

impl Sightings {
    /// Counts an example.
    fn add(&mut self, span: Span) {
        match *self {
            Self::Never => *self = Self::Once(span),
            Self::Once(first) if first != span => *self = Self::Often(first),
            Self::Once(_) | Self::Often(_) => {}
        }
    }
}

/// What examples show of properties, by the declaring type and the name of the property.
fn sightings<'p>(input: &Input<'p>, store: &Store<'p>) -> BTreeMap<(TypeName, String), SeenKinds> {
    let Store { types, enums, .. } = store;
    let mut sightings: BTreeMap<(TypeName, String), SeenKinds> = BTreeMap::new();
    for example in store.examples.iter() {
        for value in example.values() {
            let Role::Property(row) = &value.role else {
                continue;
            };
            let property = types.row(row).filter(|property| !property.navigation);
            let Some(property) = property.filter(|property| !property.ty.item.is_any_json()) else {
                continue;
            };
            let key = (row.owner().clone(), property.name.clone());
            let seen = sightings.entry(key).or_default();
            let of_kind = match (&property.ty.item, value.json) {
                (_, Value::Array(items)) if !items.is_empty() => &mut seen.list,
                (TypeRef::Type(_), Value::Object(map)) if !map.is_empty() => &mut seen.single,
                (TypeRef::Primitive(_) | TypeRef::Enum(_), Value::String(text)) if is_value(text) => {
                    &mut seen.single
                }
                (TypeRef::Primitive(_), Value::Bool(_) | Value::Number(_)) => &mut seen.single,
                _ => continue,
            };
            of_kind.add(example.example);
            if value
                .json
                .as_str()
                .is_some_and(|text| is_joined(property, enums, text))
            {
                seen.joined
                    .get_or_insert_with(|| example.span(value, input.sources));
            }
        }
    }
    sightings
}

/// Whether a text is several members of the property's enumeration.
fn is_joined(property: &Property, enums: &Enums, text: &str) -> bool {
    let members: &[Member] = match &property.ty.item {
        TypeRef::Enum(name) => match enums.get(name) {
            Some(enumeration) => &enumeration.members,
            None => return false,
        },
        _ => &property.values,
    };
    let is_member = |part: &str| {
        let mut members = members.iter();
        members.any(|member| member.name.eq_ignore_ascii_case(part.trim()))
    };
    text.contains(',') && text.split(',').all(is_member)
}

/// Whether a text is a value and not a placeholder.
fn is_value(text: &str) -> bool {
    matches!(placeholder(text), Placeholder::Example)
}
