//! What a condition compares: a property, or what functions make of it, `tolower(displayName)`, `year(createdDateTime)`.

use std::borrow::Cow;

use serde_json::Value;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use time::macros::format_description;

use super::{Literal, property};
use crate::documentation::Object;

/// A property with the functions that are applied to it, the innermost first.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Operand {
    pub(super) path: Vec<String>,
    pub(super) functions: Vec<ValueFunction>,
}

/// A function of OData that makes a value of a value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum ValueFunction {
    ToLower,
    ToUpper,
    Trim,
    Length,
    IndexOf(String),
    /// From a letter on, and how many.
    Substring(usize, Option<usize>),
    Concat(String),
    Year,
    Month,
    Day,
    Hour,
    Minute,
    Second,
    Date,
    Time,
}

impl ValueFunction {
    /// The function of a name with the arguments behind the property; `None` where there is none, or it takes others.
    pub(super) fn new(name: &str, arguments: &[Literal]) -> Option<Self> {
        let text = |literal: &Literal| literal.value().as_str().map(str::to_owned);
        let number = |literal: &Literal| usize::try_from(literal.value().as_u64()?).ok();
        Some(match (name.to_ascii_lowercase().as_str(), arguments) {
            ("tolower", []) => Self::ToLower,
            ("toupper", []) => Self::ToUpper,
            ("trim", []) => Self::Trim,
            ("length", []) => Self::Length,
            ("indexof", [part]) => Self::IndexOf(text(part)?),
            ("substring", [start]) => Self::Substring(number(start)?, None),
            ("substring", [start, count]) => Self::Substring(number(start)?, Some(number(count)?)),
            ("concat", [end]) => Self::Concat(text(end)?),
            ("year", []) => Self::Year,
            ("month", []) => Self::Month,
            ("day", []) => Self::Day,
            ("hour", []) => Self::Hour,
            ("minute", []) => Self::Minute,
            ("second", []) => Self::Second,
            ("date", []) => Self::Date,
            ("time", []) => Self::Time,
            _ => return None,
        })
    }

    /// What the function makes of a value: `null` of one that it does not take.
    fn apply(&self, value: &Value) -> Value {
        let Some(text) = value.as_str() else {
            return Value::Null;
        };
        // A date has no time, which is midnight then.
        let at = || {
            let time = OffsetDateTime::parse(text, &Rfc3339);
            time.or_else(|_| OffsetDateTime::parse(&format!("{text}T00:00:00Z"), &Rfc3339))
        };
        let part = |of: fn(OffsetDateTime) -> Value| at().map_or(Value::Null, of);
        match self {
            Self::ToLower => text.to_lowercase().into(),
            Self::ToUpper => text.to_uppercase().into(),
            Self::Trim => text.trim().into(),
            Self::Length => text.chars().count().into(),
            Self::IndexOf(part) => match text.to_lowercase().split_once(&part.to_lowercase()) {
                Some((before, _)) => before.chars().count().into(),
                None => Value::from(-1),
            },
            Self::Substring(start, count) => {
                let rest = text.chars().skip(*start);
                rest.take(count.unwrap_or(usize::MAX)).collect::<String>().into()
            }
            Self::Concat(end) => format!("{text}{end}").into(),
            Self::Year => part(|at| at.year().into()),
            Self::Month => part(|at| u8::from(at.month()).into()),
            Self::Day => part(|at| at.day().into()),
            Self::Hour => part(|at| at.hour().into()),
            Self::Minute => part(|at| at.minute().into()),
            Self::Second => part(|at| at.second().into()),
            Self::Date => part(|at| {
                let date = at.format(format_description!("[year]-[month]-[day]"));
                date.map_or(Value::Null, Value::from)
            }),
            Self::Time => part(|at| {
                let time = at.format(format_description!("[hour]:[minute]:[second]"));
                time.map_or(Value::Null, Value::from)
            }),
        }
    }
}

impl Operand {
    /// What the property itself is compared to: nothing where a function stands between, which makes a value of its own type.
    pub(super) fn compared_to<'f>(&self, literal: &'f Literal) -> Option<&'f Literal> {
        self.functions.is_empty().then_some(literal)
    }

    /// The value of an object.
    pub(super) fn of<'o>(&self, object: &'o Object) -> Cow<'o, Value> {
        let value = Cow::Borrowed(property(object, &self.path));
        let functions = self.functions.iter();
        functions.fold(value, |value, function| Cow::Owned(function.apply(&value)))
    }
}
