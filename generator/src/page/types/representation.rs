//! Reads the properties of a type from its JSON representation.
//!
//! The fence repeats the table: a key for each property and a placeholder that tells its type. It is the only
//! source where a page has no table, and often the more exact one: `"status": "notStarted | running"`,
//! `{"@odata.type": "microsoft.graph.workbookOperationStatus"}`.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::graph::placeholder;
use crate::graph::{Placeholder, Primitive, is_identifier};
use crate::markdown::Fence;
use crate::span::{Span, Spanned};

use crate::page::cells::type_cell::linked_type;
use crate::page::{EnumMember, PropertyFacts, RowKind, SpelledType, TypeFacts};

/// How deep arrays in arrays are followed: ranges of a workbook have two.
const MAX_DEPTH: usize = 3;

/// The properties that the fence shows, in its order of keys. Annotations (`@odata.type`, `members@odata.bind`) are none.
pub(in crate::page) fn properties(fence: &Fence, json: &Spanned<Value>) -> Vec<PropertyFacts> {
    rows(json, &spans_of_keys(fence), |_| true)
}

/// The properties that the fence of an open type shows. What a sample of such a type has is none of the type: the
/// columns of a list are those of that list.
pub(in crate::page) fn properties_of_open(fence: &Fence, json: &Spanned<Value>) -> Vec<PropertyFacts> {
    rows(json, &spans_of_keys(fence), stands_for_type)
}

/// The properties of the object that an example sends.
pub(in crate::page) fn sent_properties(json: &Spanned<Value>) -> Vec<PropertyFacts> {
    rows(json, &BTreeMap::new(), |_| true)
}

fn rows(
    json: &Spanned<Value>,
    places: &BTreeMap<&str, Span>,
    tells: impl Fn(&Value) -> bool,
) -> Vec<PropertyFacts> {
    let Value::Object(object) = &json.value else {
        return Vec::new();
    };
    object
        .iter()
        .filter(|(key, value)| is_identifier(key) && tells(value))
        .map(|(key, value)| {
            let span = places.get(key.as_str()).copied().unwrap_or(json.span);
            let (name, values, collection) = type_of_example(value, span, 0);
            let ty = TypeFacts {
                name,
                collection,
                span,
            };
            PropertyFacts {
                values,
                ..PropertyFacts::named(Spanned::new(key.clone(), span), ty, RowKind::Property)
            }
        })
        .collect()
}

/// The lines on which keys stand, by the first quoted word of each line.
fn spans_of_keys(fence: &Fence) -> BTreeMap<&str, Span> {
    let mut places = BTreeMap::new();
    for line in &fence.lines {
        let key = line
            .value
            .split_once('"')
            .and_then(|(_, rest)| rest.split_once('"'))
            .map(|(key, _)| key);
        if let Some(key) = key {
            places.entry(key).or_insert(line.span);
        }
    }
    places
}

/// The type that a value stands for, the values it lists, and whether it is a collection.
fn type_of_example(value: &Value, span: Span, depth: usize) -> (SpelledType, Vec<EnumMember>, bool) {
    let unknown = || (SpelledType::Unknown(String::new()), Vec::new(), false);
    let primitive = |name| (SpelledType::Primitive(name), Vec::new(), false);
    match value {
        Value::Null => unknown(),
        Value::Bool(_) => primitive(Primitive::Boolean),
        Value::Number(number) if number.is_f64() => primitive(Primitive::Double),
        Value::Number(_) => primitive(Primitive::Int32),
        Value::Array(items) => {
            let first = items
                .iter()
                .find(|item| !item.is_null())
                .filter(|_| depth < MAX_DEPTH);
            let (name, values, _) = first.map_or_else(unknown, |item| type_of_example(item, span, depth + 1));
            (name, values, true)
        }
        Value::Object(object) => match type_of(object) {
            Some((name, collection)) => (name, Vec::new(), collection),
            None => unknown(),
        },
        Value::String(text) => read(text, span),
    }
}

/// The type that an object names. A name in another namespace than that of the service is that of no type that pages
/// describe.
pub(super) fn type_of(object: &Map<String, Value>) -> Option<(SpelledType, bool)> {
    let text = object
        .get("@odata.type")
        .or_else(|| object.get("@type"))?
        .as_str()?;
    match placeholder(text) {
        Placeholder::Type { name, collection } => Some((linked_type(name, "")?, collection)),
        Placeholder::Example if !text.contains('.') => Some((linked_type(text, "")?, false)),
        Placeholder::Example | Placeholder::Values(_) => None,
    }
}

/// Whether a value is a placeholder rather than a sample.
fn stands_for_type(value: &Value) -> bool {
    match value {
        Value::String(text) => !matches!(placeholder(text), Placeholder::Example),
        Value::Array(items) => items.first().is_some_and(stands_for_type),
        Value::Object(object) => type_of(object).is_some(),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

fn read(text: &str, span: Span) -> (SpelledType, Vec<EnumMember>, bool) {
    match placeholder(text) {
        Placeholder::Type { name, collection } => {
            let name = linked_type(name, "").unwrap_or_else(|| SpelledType::Unknown(name.to_owned()));
            (name, Vec::new(), collection)
        }
        Placeholder::Values(values) => {
            let member = |name: &str| EnumMember {
                name: Spanned::new(name.to_owned(), span),
                value: None,
                description: None,
                deprecated: None,
            };
            let values = values.into_iter().map(member).collect();
            (SpelledType::Enumeration, values, false)
        }
        Placeholder::Example => (SpelledType::Primitive(Primitive::String), Vec::new(), false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::FileId;

    fn properties_of(json: Value) -> Vec<(String, SpelledType, bool, usize)> {
        let span = Span::new(FileId(0), 0, 1);
        let fence = Fence {
            info: "json".to_owned(),
            lines: Vec::new(),
        };
        properties(&fence, &Spanned::new(json, span))
            .into_iter()
            .map(|row| (row.name.value, row.ty.name, row.ty.collection, row.values.len()))
            .collect()
    }

    #[test]
    fn placeholders_tell_types() {
        let named = |name: &str| SpelledType::Named {
            name: name.to_owned(),
            link: None,
        };
        let found = properties_of(serde_json::json!({
            "@odata.type": "#microsoft.graph.thing",
            "a": "String (timestamp)",
            "b": [{"@odata.type": "microsoft.graph.recipient"}],
            "c": "x | y",
            "d": true,
            "e": [["string"]],
            "f": null,
            "odd name": 1,
        }));
        assert_eq!(
            found,
            [
                (
                    "a".into(),
                    SpelledType::Primitive(Primitive::DateTimeOffset),
                    false,
                    0
                ),
                ("b".into(), named("microsoft.graph.recipient"), true, 0),
                ("c".into(), SpelledType::Enumeration, false, 2),
                ("d".into(), SpelledType::Primitive(Primitive::Boolean), false, 0),
                ("e".into(), SpelledType::Primitive(Primitive::String), true, 0),
                ("f".into(), SpelledType::Unknown(String::new()), false, 0),
            ]
        );
    }

    #[test]
    fn depth_is_bounded() {
        let mut value = Value::Null;
        for _ in 0..100 {
            value = Value::Array(vec![value]);
        }
        let found = properties_of(serde_json::json!({ "a": value }));
        assert_eq!(
            found,
            [("a".into(), SpelledType::Unknown(String::new()), true, 0)]
        );
    }
}
