//! What the values in examples say of properties.
//!
//! A table may call a property a collection of which every example shows a single value, or the reverse; and no
//! table says that several members of an enumeration can stand in one value, `created,updated`. The examples are
//! what was sent over the wire, so they decide where all of them agree.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::model::enums::Enums;
use crate::model::types::{Types, chain};
use crate::model::{Member, Operation, Property, ResponseContent, TypeRef};
use crate::page::{ExampleBody, ExampleJson, Primitive};
use crate::rules::placeholder::{Placeholder, placeholder};
use crate::span::Span;

/// Applies what the examples of all operations show.
pub(super) fn apply(operations: &[Operation], types: &mut Types, enums: &mut Enums, sink: &mut Sink) {
    let mut witness = Witness {
        types,
        enums,
        seen: BTreeMap::new(),
    };
    for operation in operations {
        witness.operation(operation);
    }
    let seen = witness.seen;
    for ((key, name), seen) in seen {
        let properties = types.get_mut(&key).map(|ty| &mut ty.properties);
        let mut properties = properties.into_iter().flatten();
        let Some(property) = properties.find(|property| property.name == name) else {
            continue;
        };
        if let Some(span) = seen.joined {
            join(property, enums, span, sink);
        }
        let shown = match (seen.single, seen.list) {
            (Some(span), None) if property.collection => (span, false),
            (None, Some(span)) if !property.collection => (span, true),
            _ => continue,
        };
        correct(property, shown, sink);
    }
}

/// Makes an enumeration, or a list of values, one of which several hold at once.
fn join(property: &mut Property, enums: &mut Enums, span: Span, sink: &mut Sink) {
    let flags = match &property.ty {
        TypeRef::Enum(name) => match enums.get_mut(&name.to_lowercase()) {
            Some(one) => &mut one.flags,
            None => return,
        },
        _ => &mut property.flags,
    };
    if std::mem::replace(flags, true) {
        return;
    }
    let message = format!("an example shows several values of `{}` at once", property.name);
    sink.push(
        Diagnostic::new(Code::ShownFlags, span, message)
            .label(property.span, "the property is described here"),
    );
}

/// Corrects whether a property is a collection.
fn correct(property: &mut Property, (span, collection): (Span, bool), sink: &mut Sink) {
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

/// The kinds of values that were seen of a property, with the place of the first of each.
#[derive(Default)]
struct Seen {
    single: Option<Span>,
    list: Option<Span>,
    joined: Option<Span>,
}

struct Witness<'m> {
    types: &'m Types,
    enums: &'m Enums,
    /// By the key of the declaring type and the name of the property.
    seen: BTreeMap<(String, String), Seen>,
}

impl Witness<'_> {
    fn operation(&mut self, operation: &Operation) {
        let sent = operation.body.as_ref().and_then(|body| body.ty.as_ref());
        for example in &operation.examples {
            if let (Some(TypeRef::Type(name)), Some(request)) = (sent, &example.request)
                && let ExampleBody::Json(json) = &request.body
            {
                self.value(name, &json.value, json.span);
            }
            let response = example.response.as_ref();
            let Some(response) = response.filter(|response| response.status.value < 300) else {
                continue;
            };
            if let ExampleBody::Json(json) = &response.body
                && let ResponseContent::One(TypeRef::Type(name)) | ResponseContent::Many(TypeRef::Type(name)) =
                    &operation.response.content
            {
                self.answer(name, json);
            }
        }
    }

    /// An object, or what stands in `{"value": …}`.
    fn answer(&mut self, name: &str, json: &ExampleJson) {
        let inner = json.value.get("value").filter(|inner| !inner.is_string());
        self.value(name, inner.unwrap_or(&json.value), json.span);
    }

    fn value(&mut self, name: &str, value: &Value, span: Span) {
        match value {
            Value::Object(map) => self.object(name, map, span),
            Value::Array(items) => {
                for item in items {
                    self.value(name, item, span);
                }
            }
            _ => {}
        }
    }

    fn object(&mut self, name: &str, map: &Map<String, Value>, span: Span) {
        let named = map.get("@odata.type").and_then(Value::as_str);
        let named = named.map(|named| named.trim_start_matches('#').to_lowercase());
        let key = named
            .filter(|named| self.types.contains_key(named))
            .unwrap_or_else(|| name.to_lowercase());
        let types = self.types;
        for (name, value) in map {
            let found = chain(types, &key).find_map(|ty| {
                let mut properties = ty.properties.iter();
                Some((ty, properties.find(|property| property.name == *name)?))
            });
            let Some((ty, property)) = found.filter(|(_, property)| !property.navigation) else {
                continue;
            };
            self.see((ty.name.to_lowercase(), name.clone()), property, value, span);
            if let TypeRef::Type(inner) = &property.ty {
                self.value(inner, value, span);
            }
        }
    }

    fn see(&mut self, key: (String, String), property: &Property, value: &Value, span: Span) {
        if is_any_json(&property.ty) {
            return;
        }
        let joined = value.as_str().is_some_and(|text| self.is_joined(property, text));
        let seen = self.seen.entry(key).or_default();
        let place = match (&property.ty, value) {
            (_, Value::Array(_)) => &mut seen.list,
            (TypeRef::Type(_), Value::Object(map)) if !map.is_empty() => &mut seen.single,
            (TypeRef::Primitive(_) | TypeRef::Enum(_), Value::String(text)) if is_value(text) => {
                &mut seen.single
            }
            (TypeRef::Primitive(_), Value::Bool(_) | Value::Number(_)) => &mut seen.single,
            _ => return,
        };
        place.get_or_insert(span);
        if joined {
            seen.joined.get_or_insert(span);
        }
    }

    /// Whether a text is several members of the property's enumeration.
    fn is_joined(&self, property: &Property, text: &str) -> bool {
        let members: &[Member] = match &property.ty {
            TypeRef::Enum(name) => match self.enums.get(&name.to_lowercase()) {
                Some(one) => &one.members,
                None => return false,
            },
            _ => &property.values,
        };
        are_members(members, text)
    }
}

/// Whether a text is several of the members, with commas between them.
pub(super) fn are_members(members: &[Member], text: &str) -> bool {
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
