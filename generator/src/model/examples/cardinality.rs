//! What the values in examples say of properties.
//!
//! A table may call a property a collection of which every example shows a single value, or the reverse; and no
//! table says that several members of an enumeration can stand in one value, `created,updated`. The examples are
//! what was sent over the wire, so they decide where all of them agree. One example alone can be a slip, so that it
//! takes two to outvote a table. Of several members at once no table says anything, so that one is enough.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::{Placeholder, Primitive, TypeName, placeholder};
use crate::model::build::{Input, Store};
use crate::model::enums::Enums;
use crate::model::examples::example_walk::{ExampleWalk, Place, Visitor};
use crate::model::examples::property_names::PropertyNames;
use crate::model::types::TypeTable;
use crate::model::{Member, Property, TypeRef};
use crate::span::Span;

/// Applies what the examples of all operations show.
///
/// Pages of derived types repeat rows of their bases, and what is emitted is the row of the farthest base. So the
/// examples of all derived types speak of that one row, and a correction goes to each copy of it.
pub(in crate::model) fn apply(input: &Input<'_>, store: &mut Store<'_>, sink: &mut Diagnostics) {
    let Store {
        types,
        enums,
        operations,
        ..
    } = store;
    let visitor = CardinalityVisitor {
        enums,
        seen: BTreeMap::new(),
    };
    let names = PropertyNames::new(types);
    let mut walk = ExampleWalk::new(types, &names, input.sources, visitor);
    for draft in &*operations {
        walk.operation(draft);
    }
    let seen = walk.visitor.seen;
    for ((declaring, name), seen) in seen {
        if !seen.has_meaning() {
            continue;
        }
        for copy in copies(types, &declaring, &name) {
            let properties = types.get_mut(&copy).map(|ty| &mut ty.properties);
            let mut properties = properties.into_iter().flatten();
            let Some(property) = properties.find(|property| property.name == name) else {
                continue;
            };
            if let Some(span) = seen.joined {
                join(property, enums, span, sink);
            }
            match (seen.single, seen.list) {
                (Sightings::Often(span), Sightings::Never) if property.collection => {
                    correct(property, span, false, sink);
                }
                (Sightings::Never, Sightings::Often(span)) if !property.collection => {
                    correct(property, span, true, sink);
                }
                _ => {}
            }
        }
    }
}

/// The type and those derived from it whose pages have a row of the name.
fn copies(types: &TypeTable, declaring: &TypeName, name: &str) -> Vec<TypeName> {
    let with_row = types
        .iter()
        .filter(|ty| ty.properties.iter().any(|row| row.name == name));
    let copies = with_row.filter(|ty| types.derives(&ty.name, declaring));
    copies.map(|ty| ty.name.clone()).collect()
}

/// Makes an enumeration, or a list of values, one of which several hold at once.
fn join(property: &mut Property, enums: &mut Enums, span: Span, sink: &mut Diagnostics) {
    let flags = match &property.ty {
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
fn correct(property: &mut Property, span: Span, collection: bool, sink: &mut Diagnostics) {
    let (said, shown) = match collection {
        true => ("one value", "a list"),
        false => ("a collection", "a single value"),
    };
    let message = format!(
        "`{}` is {said} here, but every example shows {shown}",
        property.name
    );
    sink.push(
        Diagnostic::new(Code::TypeConflict, property.span, message)
            .label(span, "as here")
            .help("the examples were followed"),
    );
    property.collection = collection;
}

/// The kinds of values that were seen of a property.
#[derive(Default)]
struct Seen {
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

impl Seen {
    /// Whether it can change anything.
    fn has_meaning(&self) -> bool {
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

struct CardinalityVisitor<'m> {
    enums: &'m Enums,
    /// By the declaring type and the name of the property.
    seen: BTreeMap<(TypeName, String), Seen>,
}

impl<'m> Visitor<'m> for CardinalityVisitor<'m> {
    fn known(&mut self, at: &Place<'m>, declaring: &TypeName, property: &'m Property, value: &'m Value) {
        if !property.navigation {
            let key = (declaring.clone(), property.name.clone());
            self.see(key, property, value, at);
        }
    }
}

impl CardinalityVisitor<'_> {
    fn see(&mut self, key: (TypeName, String), property: &Property, value: &Value, at: &Place<'_>) {
        if is_any_json(&property.ty) {
            return;
        }
        let joined = value.as_str().is_some_and(|text| self.is_joined(property, text));
        let seen = self.seen.entry(key).or_default();
        let place = match (&property.ty, value) {
            (_, Value::Array(items)) if !items.is_empty() => &mut seen.list,
            (TypeRef::Type(_), Value::Object(map)) if !map.is_empty() => &mut seen.single,
            (TypeRef::Primitive(_) | TypeRef::Enum(_), Value::String(text)) if is_value(text) => {
                &mut seen.single
            }
            (TypeRef::Primitive(_), Value::Bool(_) | Value::Number(_)) => &mut seen.single,
            _ => return,
        };
        place.add(at.example);
        if joined {
            seen.joined.get_or_insert_with(|| at.name());
        }
    }

    /// Whether a text is several members of the property's enumeration.
    fn is_joined(&self, property: &Property, text: &str) -> bool {
        let members: &[Member] = match &property.ty {
            TypeRef::Enum(name) => match self.enums.get(name) {
                Some(enumeration) => &enumeration.members,
                None => return false,
            },
            _ => &property.values,
        };
        are_members(members, text)
    }
}

/// Whether a text is several of the members, with commas between them.
pub(in crate::model) fn are_members(members: &[Member], text: &str) -> bool {
    let is_member = |part: &str| {
        let mut members = members.iter();
        members.any(|member| member.name.eq_ignore_ascii_case(part.trim()))
    };
    text.contains(',') && text.split(',').all(is_member)
}

/// Whether lists and single values are of one type.
fn is_any_json(ty: &TypeRef) -> bool {
    matches!(
        ty,
        TypeRef::Primitive(Primitive::Json | Primitive::Untyped | Primitive::Stream)
    )
}

/// Whether an author wrote a value rather than what stands for one.
fn is_value(text: &str) -> bool {
    matches!(placeholder(text), Placeholder::Example)
}
