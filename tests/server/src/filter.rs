//! Conditions of OData, as `$filter` has them: comparisons, functions, `and`, `or`, `not`, parentheses.

mod operand;
mod parser;

use std::cmp::Ordering;

use serde_json::Value;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::documentation::Object;
use crate::error::GraphError;
use operand::Operand;

/// A condition of objects.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Filter {
    /// `a and b`.
    And(Box<Filter>, Box<Filter>),
    /// `a or b`.
    Or(Box<Filter>, Box<Filter>),
    /// `not a`.
    Not(Box<Filter>),
    /// `property eq value`.
    Compare(Operand, Operator, Literal),
    /// `property in ('a','b')`.
    In(Operand, Vec<Literal>),
    /// `startswith(property,'text')`.
    Text(TextFunction, Vec<String>, String),
    /// `property/any(x:x eq 1)`, `property/all(x:x eq 1)`.
    Elements {
        quantifier: Quantifier,
        path: Vec<String>,
        variable: String,
        condition: Box<Filter>,
    },
}

/// A fixed value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Literal {
    /// Text in quotes.
    Text(Value),
    /// Anything else: numbers, `true`, `null`, dates, GUIDs.
    Bare(Value),
}

/// A property and the operator or function that a condition applies to it.
pub(crate) struct Comparison<'f> {
    pub(crate) path: &'f [String],
    /// The operator or function, as documentation spells it.
    pub(crate) operator: &'static str,
    pub(crate) literal: Option<&'f Literal>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Operator {
    /// The value has the member of an enumeration of flags.
    Has,
    Equal,
    NotEqual,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
}

/// How many elements of a collection must meet a condition.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Quantifier {
    Any,
    All,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum TextFunction {
    StartsWith,
    EndsWith,
    Contains,
}

impl Filter {
    pub(crate) fn parse(text: &str) -> Result<Self, GraphError> {
        parser::parse(text)
            .ok_or_else(|| GraphError::bad_request(format!("Invalid filter clause: '{text}'.")))
    }

    /// Whether the directory needs its index for the condition: for `ne`, `not` and `endsWith`.
    pub(crate) fn is_advanced(&self) -> bool {
        match self {
            Self::And(one, other) | Self::Or(one, other) => one.is_advanced() || other.is_advanced(),
            Self::Not(_)
            | Self::Compare(_, Operator::NotEqual, _)
            | Self::Text(TextFunction::EndsWith, ..) => true,
            Self::Elements { condition, .. } => condition.is_advanced(),
            Self::Compare(..) | Self::In(..) | Self::Text(..) => false,
        }
    }

    /// The comparisons of properties of the object itself, in the whole condition.
    pub(crate) fn comparisons(&self) -> Vec<Comparison<'_>> {
        let one = |path, operator, literal| {
            vec![Comparison {
                path,
                operator,
                literal,
            }]
        };
        match self {
            Self::And(one, other) | Self::Or(one, other) => {
                let mut all = one.comparisons();
                all.extend(other.comparisons());
                all
            }
            Self::Not(condition) => condition.comparisons(),
            Self::Compare(operand, operator, literal) => {
                one(&operand.path, operator.as_str(), operand.compared_to(literal))
            }
            Self::In(operand, literals) => {
                let each = literals.iter();
                each.flat_map(|literal| one(&operand.path, "in", operand.compared_to(literal)))
                    .collect()
            }
            Self::Text(function, path, _) => one(path, function.as_str(), None),
            Self::Elements { quantifier, path, .. } => one(path, quantifier.as_str(), None),
        }
    }

    /// Whether an object meets the condition.
    pub(crate) fn holds(&self, object: &Object) -> bool {
        match self {
            Self::And(one, other) => one.holds(object) && other.holds(object),
            Self::Or(one, other) => one.holds(object) || other.holds(object),
            Self::Not(condition) => !condition.holds(object),
            Self::Compare(operand, operator, literal) => {
                let value = operand.of(object);
                let order = compare(&value, literal.value());
                match operator {
                    Operator::Has => has(&value, literal.value()),
                    Operator::Equal => order == Some(Ordering::Equal),
                    Operator::NotEqual => order != Some(Ordering::Equal),
                    Operator::Greater => order == Some(Ordering::Greater),
                    Operator::GreaterOrEqual => order.is_some_and(Ordering::is_ge),
                    Operator::Less => order == Some(Ordering::Less),
                    Operator::LessOrEqual => order.is_some_and(Ordering::is_le),
                }
            }
            Self::In(operand, literals) => {
                let value = operand.of(object);
                let mut literals = literals.iter();
                literals.any(|literal| compare(&value, literal.value()) == Some(Ordering::Equal))
            }
            Self::Text(function, path, part) => {
                let text = property(object, path).as_str().unwrap_or_default().to_lowercase();
                match function {
                    TextFunction::StartsWith => text.starts_with(part),
                    TextFunction::EndsWith => text.ends_with(part),
                    TextFunction::Contains => text.contains(part),
                }
            }
            Self::Elements {
                quantifier,
                path,
                variable,
                condition,
            } => {
                let elements = property(object, path).as_array().map(Vec::as_slice);
                let mut elements = elements.unwrap_or_default().iter().map(|element| {
                    let named = Object::from_iter([(variable.clone(), element.clone())]);
                    condition.holds(&named)
                });
                match quantifier {
                    Quantifier::Any => elements.any(|holds| holds),
                    Quantifier::All => elements.all(|holds| holds),
                }
            }
        }
    }
}

impl Literal {
    fn value(&self) -> &Value {
        match self {
            Self::Text(value) | Self::Bare(value) => value,
        }
    }
}

impl Operator {
    fn as_str(self) -> &'static str {
        match self {
            Self::Has => "has",
            Self::Equal => "eq",
            Self::NotEqual => "ne",
            Self::Greater => "gt",
            Self::GreaterOrEqual => "ge",
            Self::Less => "lt",
            Self::LessOrEqual => "le",
        }
    }
}

impl Quantifier {
    fn as_str(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::All => "all",
        }
    }
}

impl TextFunction {
    fn as_str(self) -> &'static str {
        match self {
            Self::StartsWith => "startsWith",
            Self::EndsWith => "endsWith",
            Self::Contains => "contains",
        }
    }
}

/// Whether a set of members of an enumeration, `monday,friday`, has this member.
fn has(value: &Value, member: &Value) -> bool {
    let (Some(members), Some(member)) = (value.as_str(), member.as_str()) else {
        return false;
    };
    let mut members = members.split(',');
    members.any(|one| one.trim().eq_ignore_ascii_case(member))
}

fn property<'a>(object: &'a Object, path: &[String]) -> &'a Value {
    let mut names = path.iter();
    let mut value = names.next().and_then(|name| object.get(name));
    for name in names {
        value = value.and_then(|value| value.get(name));
    }
    value.unwrap_or(&Value::Null)
}

/// Compares a property to a literal; `None` where they cannot be compared. Text is compared without case, as the
/// service does.
fn compare(value: &Value, literal: &Value) -> Option<Ordering> {
    match (value, literal) {
        (Value::Null, Value::Null) => Some(Ordering::Equal),
        (Value::Bool(one), Value::Bool(other)) => Some(one.cmp(other)),
        (Value::Number(one), Value::Number(other)) => one.as_f64().partial_cmp(&other.as_f64()),
        (Value::String(one), Value::String(other)) => match (date(one), date(other)) {
            (Some(one), Some(other)) => Some(one.cmp(&other)),
            _ => Some(one.to_lowercase().cmp(&other.to_lowercase())),
        },
        _ => None,
    }
}

fn date(text: &str) -> Option<OffsetDateTime> {
    OffsetDateTime::parse(text, &Rfc3339).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Filter;

    fn holds(filter: &str) -> bool {
        let object = json!({
            "displayName": "It's Adele", "version": 3, "enabled": true, "manager": {"name": "Kim"},
            "createdDateTime": "2024-02-26T14:02:09.5521874+01:00", "id": "6be07f42-d9a3-4c15-8f2e-c70a5b9d1e38",
            "note": null, "roles": ["a", "b"], "days": "monday,friday", "owners": [{"name": "Kim"}, {"name": "Lea"}],
        });
        Filter::parse(filter).unwrap().holds(object.as_object().unwrap())
    }

    #[test]
    fn conditions_that_hold() {
        for filter in [
            "displayName eq 'it''s adele'",
            "startswith(displayName,'It')",
            "contains(displayName, 'adel') and not endswith(displayName,'x')",
            "version gt 2 and version le 3",
            "version eq 1 or version eq 2 or version ge 3",
            "enabled eq true and (version lt 1 or manager/name eq 'Kim')",
            "createdDateTime lt 2024-02-26T13:03:00Z",
            "id eq 6be07f42-d9a3-4c15-8f2e-c70a5b9d1e38",
            "note eq null and missing eq null and displayName ne null",
            "version eq 3 or version eq 1 and version eq 2",
            "roles/any(r:r eq 'b') and owners/any(o: startswith(o/name,'K') and o/name ne 'Lea')",
            "owners/all(o:o/name ge 'Kim') and none/all(x:x eq 1)",
            "displayName in ('Adele', 'it''s adele') and version in (1,3)",
            "days has 'Monday'",
            "tolower(displayName) eq 'it''s adele' and toupper(manager/name) in ('KIM')",
            "length(displayName) eq 10 and indexof(displayName,'Ad') gt 4 and indexof(displayName,'x') lt 0",
            "substring(displayName,5) eq 'Adele' and substring(trim(displayName),0,2) eq 'It'",
            "concat(tolower(manager/name),'!') eq 'kim!'",
            "year(createdDateTime) eq 2024 and month(createdDateTime) eq 2 and day(createdDateTime) ge 26",
            "hour(createdDateTime) eq 14 and minute(createdDateTime) lt 3 and second(createdDateTime) eq 9",
            "date(createdDateTime) eq 2024-02-26 and time(createdDateTime) eq 14:02:09",
            "createdDateTime lt now() and owners/any(o:tolower(o/name) eq 'lea') and length(note) eq null",
        ] {
            assert!(holds(filter), "{filter}");
        }
    }

    #[test]
    fn conditions_that_do_not_hold() {
        for filter in [
            "displayName eq 'Adele'",
            "not startswith(displayName,'It')",
            "version eq '3'",
            "version in ('3', 4)",
            "days has 'Sunday'",
            "tolower(note) eq 'it' or length(version) gt 0 or year(displayName) eq 2024",
            "createdDateTime ge now()",
            "note gt 1",
            "(version eq 3 or version eq 1) and version eq 2",
            "createdDateTime ge 2024-02-26T13:03:00Z",
            "roles/any(r:r eq 'c') or roles/all(r:r eq 'a') or none/any(x:x eq 1)",
        ] {
            assert!(!holds(filter), "{filter}");
        }
    }

    #[test]
    fn what_is_no_condition() {
        let deep = format!("{}version eq 1{}", "(".repeat(200), ")".repeat(200));
        for filter in [
            "",
            "version",
            "version eq",
            "version is 3",
            "version eq 3 and",
            "(version eq 3",
            "version eq 3)",
            "displayName eq 'open",
            "startswith(displayName)",
            "items/any(i eq 1)",
            "version in 3",
            "version in (3",
            "version in ()",
            "items/any(i:i eq 1",
            "not",
            "lower(displayName) eq 'x'",
            "tolower(displayName,'x') eq 'x'",
            "substring(displayName,'x') eq 'x'",
            "tolower(displayName eq 'x'",
            deep.as_str(),
        ] {
            assert!(Filter::parse(filter).is_err(), "{filter}");
        }
    }
}
