//! The names in query options against the properties of the objects.

use serde_json::Value;

use crate::checks::example_requests;
use crate::documentation::{Found, Object};
use crate::error::GraphError;
use crate::filter::{Comparison, Literal};
use crate::pages::{OptionSupport, Primitive, QueryOption, ResponseContent, TypeName, TypeRef};
use crate::query::Query;
use crate::service::RoutedRequest;

/// Refuses a query that names a property which the objects do not have, or asks of one what the page says that the
/// service does not do. A property that is shown in one of the objects is there, whatever else the pages say.
pub(crate) fn check_names(
    routed: &RoutedRequest<'_>,
    query: &Query,
    objects: &[Object],
) -> Result<(), GraphError> {
    let operation = routed.route.operation;
    let (ResponseContent::Many(TypeRef::Type(ty)) | ResponseContent::One(TypeRef::Type(ty))) =
        &operation.response.content
    else {
        return Ok(());
    };
    // What an example of the page asks for is taken.
    let is_shown = |option: QueryOption| {
        let asked_for = value_of(routed.query, option);
        example_requests(operation).any(|shown| {
            let (_, query) = shown.url.as_str().split_once('?').unwrap_or_default();
            asked_for.is_some() && value_of(query, option) == asked_for
        })
    };
    let check = Check { routed, ty, objects };
    if !is_shown(QueryOption::Select) {
        query
            .selected()
            .try_for_each(|name| check.name(name, QueryOption::Select).map(|_| ()))?;
    }
    if !is_shown(QueryOption::OrderBy) {
        query
            .ordered_by()
            .try_for_each(|name| check.name(name, QueryOption::OrderBy).map(|_| ()))?;
    }
    if !is_shown(QueryOption::Filter) {
        query
            .comparisons()
            .iter()
            .try_for_each(|one| check.comparison(one))?;
    }
    Ok(())
}

/// The value of an option in a query.
fn value_of(query: &str, option: QueryOption) -> Option<String> {
    let mut pairs = url::form_urlencoded::parse(query.as_bytes());
    let pair = pairs.find(|(key, _)| QueryOption::of_key(key) == Some(option))?;
    Some(pair.1.into_owned())
}

/// The objects that a query is about.
struct Check<'a> {
    routed: &'a RoutedRequest<'a>,
    ty: &'a TypeName,
    objects: &'a [Object],
}

impl<'a> Check<'a> {
    /// What the pages say of a property that an option names; `None` where they do not tell of it.
    fn name(
        &self,
        name: &str,
        option: QueryOption,
    ) -> Result<Option<&'a crate::pages::Property>, GraphError> {
        let first = name.split('/').next().unwrap_or_default();
        let is_there = || {
            let mut names = self.objects.iter().flat_map(Object::keys);
            names.any(|known| known.eq_ignore_ascii_case(first))
        };
        match self.routed.types.find(self.ty, name.split('/')) {
            Found::Property(property) if property.supports.unsupported.contains(&option) => {
                Err(GraphError::unsupported_option(option, name))
            }
            Found::Property(property) => Ok(Some(property)),
            Found::Undocumented => Ok(None),
            Found::Missing(_) if name == "*" || is_there() => Ok(None),
            Found::Missing(ty) => Err(GraphError::unknown_property(name, ty)),
        }
    }

    fn comparison(&self, comparison: &Comparison<'_>) -> Result<(), GraphError> {
        let name = comparison.path.join("/");
        let Some(property) = self.name(&name, QueryOption::Filter)? else {
            return Ok(());
        };
        // Of a collection the pages name the operators that compare its items.
        let is_of_items = property.ty.is_many() && ["any", "all"].contains(&comparison.operator);
        if !is_of_items && !is_supported(&property.supports, comparison.operator) {
            return Err(GraphError::unsupported_clause(&name));
        }
        let is_single = !property.ty.is_many();
        match (&property.ty.item, comparison.literal) {
            (TypeRef::Primitive(primitive), Some(literal)) if is_single && !fits(*primitive, literal) => {
                let expected = format!("Edm.{}", primitive.as_str());
                Err(GraphError::incompatible(&name, &expected))
            }
            (TypeRef::Enum(expected), Some(Literal::Bare(Value::String(_) | Value::Bool(_))))
                if is_single =>
            {
                Err(GraphError::incompatible(&name, expected.as_str()))
            }
            _ => Ok(()),
        }
    }
}

/// Whether the page names an operator for a property, or none at all.
fn is_supported(supports: &OptionSupport, operator: &str) -> bool {
    let mut operators = supports.operators.iter();
    supports.operators.is_empty() || operators.any(|known| known.eq_ignore_ascii_case(operator))
}

/// Whether a literal can be compared to a property of a type: texts have quotes, and nothing else has.
fn fits(primitive: Primitive, literal: &Literal) -> bool {
    match (primitive, literal) {
        (_, Literal::Bare(Value::Null)) | (Primitive::Json | Primitive::Untyped | Primitive::Stream, _) => {
            true
        }
        (Primitive::String, literal) => matches!(literal, Literal::Text(_)),
        (Primitive::Boolean, Literal::Bare(value)) => value.is_boolean(),
        // Some services take an id in quotes.
        (Primitive::Guid | Primitive::Duration | Primitive::Binary, _) => true,
        (Primitive::Date | Primitive::DateTimeOffset | Primitive::TimeOfDay, Literal::Bare(value)) => {
            value.is_string()
        }
        (_, Literal::Bare(value)) => value.is_number(),
        (_, Literal::Text(_)) => false,
    }
}
