//! Bodies against what the pages say of their properties.

use http::header;
use serde_json::Value;

use crate::checks::example_requests;
use crate::documentation::{Found, Object, Types};
use crate::error::GraphError;
use crate::pages::{Body, Cardinality, Enum, Method, Operation, Property, TypeName, TypeRef, value_fits};

/// How deep objects are looked at.
const MAX_DEPTH: usize = 20;

/// Refuses a body that has what its page does not know, or lacks what it asks for. What an example of the page sends
/// passes.
pub(crate) fn check_body(
    operation: &Operation,
    types: Types<'_>,
    request: &http::Request<Vec<u8>>,
) -> Result<(), GraphError> {
    let content_type = request.headers().get(header::CONTENT_TYPE);
    let content_type = content_type.and_then(|ty| ty.to_str().ok()).unwrap_or_default();
    let Some(documented) = &operation.body else {
        return Ok(());
    };
    if operation.raw_body.is_some() || !documented.content_type.starts_with("application/json") {
        return Ok(());
    }
    if !request.body().is_empty() && !content_type.starts_with("application/json") {
        return Err(GraphError::unsupported_media_type(content_type));
    }
    let Ok(Value::Object(body)) = serde_json::from_slice(request.body()) else {
        return Ok(());
    };
    let shown: Vec<&Object> = example_requests(operation)
        .filter_map(|request| request.body.json()?.as_object())
        .collect();
    let body_of = BodyOf {
        documented,
        ty: body_type(documented, &body, types),
        types,
    };
    for (name, value) in &body {
        let is_shown = shown.iter().any(|shown| shown.get(name) == Some(value));
        if !is_shown && !name.contains('@') {
            body_of.check(name, value)?;
        }
    }
    let is_made = operation.method == Method::Post;
    let lacks = |row: &&Property| {
        is_made
            && row.required == Some(true)
            && !row.name.contains('@')
            && body.get(&row.name).is_none_or(Value::is_null)
            && !body.keys().any(|key| key.split('@').next() == Some(&row.name))
            && !shown.is_empty()
            && shown.iter().all(|shown| shown.contains_key(&row.name))
    };
    match documented.properties.iter().find(lacks) {
        Some(row) => Err(GraphError::bad_request(format!(
            "The property '{}' must be there.",
            row.name
        ))),
        None => Ok(()),
    }
}

/// The type of a body: that which it says it is of, or that of the page.
fn body_type<'d>(documented: &'d Body, body: &Object, types: Types<'d>) -> Option<&'d TypeName> {
    let ty = documented.type_name()?;
    Some(said_type(body, types).unwrap_or(ty))
}

/// The type that an object says it is of, where the pages know it.
fn said_type<'d>(object: &Object, types: Types<'d>) -> Option<&'d TypeName> {
    let said = object.get("@odata.type")?.as_str()?.trim_start_matches('#');
    types.get(&TypeName::new(said)).map(|ty| &ty.name)
}

/// What is known of a body.
struct BodyOf<'d> {
    documented: &'d Body,
    ty: Option<&'d TypeName>,
    types: Types<'d>,
}

impl BodyOf<'_> {
    fn check(&self, name: &str, value: &Value) -> Result<(), GraphError> {
        let of_examples = &self.documented.example_properties;
        let mut rows = self.documented.properties.iter().chain(of_examples);
        if let Some(row) = rows.find(|row| row.name.eq_ignore_ascii_case(name)) {
            return check_property(self.types, row, value, 0);
        }
        match self.ty {
            Some(ty) => check_named(self.types, ty, name, value, 0),
            None if self.documented.properties.is_empty() => Ok(()),
            None => Err(GraphError::request_bad_request(format!(
                "The parameter '{name}' is none of this request."
            ))),
        }
    }
}

fn check_named(
    types: Types<'_>,
    ty: &TypeName,
    name: &str,
    value: &Value,
    depth: usize,
) -> Result<(), GraphError> {
    match types.find(ty, [name]) {
        Found::Property(property) => check_property(types, property, value, depth),
        Found::Undocumented => Ok(()),
        Found::Missing(ty) => Err(GraphError::unknown_property(name, ty)),
    }
}

fn check_property(
    types: Types<'_>,
    property: &Property,
    value: &Value,
    depth: usize,
) -> Result<(), GraphError> {
    if depth > MAX_DEPTH || value.is_null() {
        return Ok(());
    }
    match (property.ty.cardinality, value) {
        (Cardinality::Many, Value::Array(values)) => values
            .iter()
            .try_for_each(|value| check_value(types, property, value, depth)),
        (Cardinality::Many, _) => Err(GraphError::wrong_value(&property.name, "a list")),
        (Cardinality::One, value) => check_value(types, property, value, depth),
    }
}

fn check_value(types: Types<'_>, property: &Property, value: &Value, depth: usize) -> Result<(), GraphError> {
    match &property.ty.item {
        _ if value.is_null() => Ok(()),
        TypeRef::Primitive(primitive) if value_fits(*primitive, value) => Ok(()),
        TypeRef::Primitive(primitive) => {
            let expected = format!("a value of the type Edm.{}", primitive.as_str());
            Err(GraphError::wrong_value(&property.name, &expected))
        }
        TypeRef::Enum(name) => match types.enumeration(name) {
            Some(known) if !is_member(known, value) => {
                let expected = format!("a member of '{name}'");
                Err(GraphError::wrong_value(&property.name, &expected))
            }
            _ => Ok(()),
        },
        TypeRef::Type(name) => {
            let Value::Object(object) = value else {
                let expected = format!("an object of the type '{name}'");
                return Err(GraphError::wrong_value(&property.name, &expected));
            };
            let ty = said_type(object, types).unwrap_or(name);
            let named = object.iter().filter(|(name, _)| !name.contains('@'));
            named
                .into_iter()
                .try_for_each(|(name, value)| check_named(types, ty, name, value, depth + 1))
        }
    }
}

/// Whether a value is a member of an enumeration, or several with commas between them.
fn is_member(known: &Enum, value: &Value) -> bool {
    let Some(text) = value.as_str() else { return false };
    let is_known = |name: &str| {
        let mut members = known.members.iter();
        members.any(|member| member.name.eq_ignore_ascii_case(name.trim()))
    };
    known.members.is_empty() || is_known(text) || (known.flags && text.split(',').all(is_known))
}
