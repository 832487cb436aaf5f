//! How the body of an answer wraps what a request returns.

use serde_json::{Map, Value};

/// The member that holds what is wrapped.
pub const VALUE: &str = "value";

/// The member that holds the address of an object that is linked.
pub const ODATA_ID: &str = "@odata.id";

/// The member of an object that names its type.
pub const ODATA_TYPE: &str = "@odata.type";

/// The end of a name whose value is the address of an object to which a relationship is bound: `members@odata.bind`.
pub const BIND: &str = "@odata.bind";

/// The end of a name whose value are the objects of a relationship that an update of its holder changes:
/// `allowedValues@delta`.
pub const CHANGED: &str = "@delta";

/// What a member `value` of the body of an answer can be, by what is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueMember {
    /// A wrap: what is answered is a list, or an object without such a property. What has properties beside it is itself a
    /// property of the object, unless it is a list.
    Wrap,
    /// A property: one object is answered whose type has it.
    Property,
    /// A wrap, whatever stands beside it: what is answered is no object, so that it has no properties.
    OnlyWrap,
}

/// The body of an answer, taken out of `{"value": …}`.
///
/// OData wraps lists, and single values that are no objects. Pages wrap single objects, too, which the service does
/// not. What the wrap holds beside `value` is said of the answer: `@odata.context`, `@odata.nextLink`, `@odata.count`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Envelope<'v> {
    /// There is no wrap.
    Bare(&'v Value),
    /// `{"value": {…}}`: one object.
    Object(&'v Value),
    /// `{"value": […]}`: a list.
    List(&'v [Value]),
    /// `{"value": 5}`: a value that is no object.
    Scalar(&'v Value),
}

impl<'v> Envelope<'v> {
    /// Finds out how a body wraps what it answers.
    ///
    /// A list is wrapped whatever stands beside it.
    pub fn of(body: &'v Value, member: ValueMember) -> Self {
        let Some(map) = body.as_object().filter(|_| member != ValueMember::Property) else {
            return Self::Bare(body);
        };
        let is_wrap = || member == ValueMember::OnlyWrap || is_alone(map);
        match map.get(VALUE) {
            Some(Value::Array(items)) => Self::List(items),
            Some(inner @ Value::Object(_)) if is_wrap() => Self::Object(inner),
            Some(inner) if is_wrap() => Self::Scalar(inner),
            _ => Self::Bare(body),
        }
    }

    /// The list, where it is one.
    pub fn list(self) -> Option<&'v [Value]> {
        match self {
            Self::List(items) => Some(items),
            Self::Bare(_) | Self::Object(_) | Self::Scalar(_) => None,
        }
    }
}

/// Whether a member of a body is said of the answer rather than of the object in it: `@odata.context`, or
/// `odata.count`, as older versions of the protocol write it.
pub fn is_annotation(name: &str) -> bool {
    name.contains('@') || name.starts_with("odata.")
}

/// The name of what a member of an object gives: `owner` of `owner@odata.bind`.
pub fn name_of_member(member: &str) -> &str {
    let name = member.split('@').next().filter(|name| !name.is_empty());
    name.unwrap_or(member)
}

/// Whether nothing but annotations stands beside `value`.
fn is_alone(map: &Map<String, Value>) -> bool {
    map.keys().all(|name| name == VALUE || is_annotation(name))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Envelope, ValueMember};

    /// The form of an envelope, and what is in it.
    fn taken(body: &Value, member: ValueMember) -> (&'static str, Value) {
        match Envelope::of(body, member) {
            Envelope::Bare(value) => ("bare", value.clone()),
            Envelope::Object(value) => ("object", value.clone()),
            Envelope::List(items) => ("list", Value::from(items)),
            Envelope::Scalar(value) => ("scalar", value.clone()),
        }
    }

    #[test]
    fn what_is_wrapped_is_taken_out() {
        let context = "https://graph.microsoft.com/v1.0/$metadata#users";
        for (body, form, inner) in [
            (json!({"value": [{"id": "1"}]}), "list", json!([{"id": "1"}])),
            (json!({"value": []}), "list", json!([])),
            (json!({"value": ["a", "b"]}), "list", json!(["a", "b"])),
            (
                json!({"@odata.context": context, "@odata.nextLink": "…", "value": [{"id": "1"}]}),
                "list",
                json!([{"id": "1"}]),
            ),
            (
                json!({"odata.context": context, "value": [{}]}),
                "list",
                json!([{}]),
            ),
            (
                json!({"value": [{"id": "1"}], "total": 1}),
                "list",
                json!([{"id": "1"}]),
            ),
            (json!({"value": {"id": "1"}}), "object", json!({"id": "1"})),
            (
                json!({"@odata.context": context, "value": {"id": "1"}}),
                "object",
                json!({"id": "1"}),
            ),
            (json!({"value": {}}), "object", json!({})),
            (json!({"value": "a"}), "scalar", json!("a")),
            (json!({"@odata.context": context, "value": 5}), "scalar", json!(5)),
            (json!({"value": null}), "scalar", json!(null)),
        ] {
            assert_eq!(taken(&body, ValueMember::Wrap), (form, inner), "{body}");
        }
    }

    #[test]
    fn what_is_not_wrapped_stays_as_it_is() {
        for body in [
            json!({"id": "1"}),
            json!({}),
            json!({"name": "range", "value": {"a": 1}}),
            json!({"name": "range", "value": 5}),
            json!([{"id": "1"}]),
            json!("a"),
            json!(5),
            json!(null),
        ] {
            assert_eq!(taken(&body, ValueMember::Wrap), ("bare", body.clone()), "{body}");
        }
    }

    #[test]
    fn a_value_that_is_no_object_is_wrapped_whatever_stands_beside_it() {
        for (body, form, inner) in [
            (json!({"name": "range", "value": 5}), "scalar", json!(5)),
            (json!({"name": "range", "value": null}), "scalar", json!(null)),
            (
                json!({"name": "range", "value": {"a": 1}}),
                "object",
                json!({"a": 1}),
            ),
            (json!({"name": "range", "value": ["a"]}), "list", json!(["a"])),
            (json!({"name": "range"}), "bare", json!({"name": "range"})),
        ] {
            assert_eq!(taken(&body, ValueMember::OnlyWrap), (form, inner), "{body}");
        }
    }

    #[test]
    fn a_property_of_the_object_is_no_wrap() {
        for body in [
            json!({"value": {"a": 1}}),
            json!({"value": [[1, 2]]}),
            json!({"value": [{"a": 1}]}),
            json!({"value": 5}),
            json!({"name": "range", "value": [{}]}),
        ] {
            assert_eq!(
                taken(&body, ValueMember::Property),
                ("bare", body.clone()),
                "{body}"
            );
        }
    }
}
