//! Rows that call text what the page's own example sends as an object: `|group|String|The address of the group.|` and
//! `"group": {"mail": "…"}`.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic};
use crate::graph::Primitive;
use crate::page::api::request::body::requirements::own_requests;
use crate::page::api::request::http_request::RequestLine;
use crate::page::sink::PageSink;
use crate::page::{ExampleFacts, PropertyFacts, SpelledType, TypeFacts};
use crate::span::Span;

/// Takes the type of such rows back. The page of the type that is sent may say more.
pub(super) fn take_back_types(
    rows: &mut [PropertyFacts],
    lines: &[RequestLine],
    examples: &[ExampleFacts],
    sink: &mut PageSink,
) {
    let sent = sent_values(lines, examples);
    for row in rows {
        if !matches!(row.ty.name, SpelledType::Primitive(Primitive::String)) {
            continue;
        }
        let Some(&(value, span)) = sent.get(row.name.value.as_str()) else {
            continue;
        };
        let is_object = match value {
            Value::Array(items) => !items.is_empty() && items.iter().all(Value::is_object),
            value => value.is_object(),
        };
        if is_object {
            let message = format!(
                "the row calls `{}` a string, and an example sends an object",
                row.name.value
            );
            sink.push(
                Diagnostic::new(Code::AnnotationMismatch, row.ty.span, message)
                    .label(span, "the example")
                    .help("the example was followed"),
            );
            row.ty = TypeFacts {
                collection: value.is_array(),
                ..TypeFacts::untyped(row.ty.span)
            };
        }
    }
}

/// The first value of each name that examples of the page's operations send.
fn sent_values<'e>(
    lines: &[RequestLine],
    examples: &'e [ExampleFacts],
) -> BTreeMap<&'e str, (&'e Value, Span)> {
    let mut found = BTreeMap::new();
    for request in own_requests(lines, examples) {
        let sent = request.body.json().and_then(Value::as_object);
        for (name, value) in sent.into_iter().flatten() {
            found.entry(name.as_str()).or_insert((value, request.url.span()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::page::api::{operation, testing};
    use crate::page::{BodyFacts, SpelledType};

    /// The type of the row `crew` where an example sends a value, and whether it is a collection.
    fn crew(value: &str) -> (String, bool) {
        let page = format!(
            "# Create kite\n\n## HTTP request\n\n```http\nPOST /kites\n```\n\n## Request body\n\nSupply a [kite](../resources/kite.md).\n\n|Property|Type|Description|\n|:--|:--|:--|\n|crew|String|The address of the crew.|\n\n## Examples\n\n### Request\n\n```http\nPOST https://graph.microsoft.com/v1.0/kites\nContent-type: application/json\n\n{{\"crew\": {value}}}\n```\n"
        );
        let (operations, _) = testing::read(&page, operation::operations);
        let BodyFacts::Object { properties, .. } = &operations[0].body else {
            panic!("{:?}", operations[0].body);
        };
        let SpelledType::Primitive(ty) = properties[0].ty.name else {
            panic!("{:?}", properties[0].ty);
        };
        (format!("{ty:?}"), properties[0].ty.collection)
    }

    #[test]
    fn an_object_outvotes_a_string() {
        assert_eq!(crew("{\"mail\": \"a\"}"), ("Untyped".to_owned(), false));
        assert_eq!(crew("[{\"mail\": \"a\"}]"), ("Untyped".to_owned(), true));
        assert_eq!(crew("\"a\""), ("String".to_owned(), false));
        assert_eq!(crew("[]"), ("String".to_owned(), false));
    }
}
