//! Arguments of paths.

use std::borrow::Cow;

use time::{Date, OffsetDateTime, Time};
use uuid::Uuid;

use crate::types::{Decimal, Duration, date_time};

/// A value for a `{placeholder}` of a path.
///
/// The type matters in the parentheses of a function, where OData writes text in quotes and other values
/// without.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Argument<'a> {
    /// Text: an id, a name, a path, a string.
    Text(Cow<'a, str>),
    /// A literal of OData that is written as it is (and percent-encoded), such as a member of an
    /// enumeration.
    Literal(Cow<'a, str>),
    /// A boolean.
    Bool(bool),
    /// An integer.
    Int(i64),
    /// A number; written with all its digits.
    Double(f64),
    /// A point in time.
    DateTime(OffsetDateTime),
    /// A date.
    Date(Date),
    /// A time of day.
    TimeOfDay(Time),
    /// A length of time.
    Duration(Duration),
    /// A GUID.
    Guid(Uuid),
}

impl Argument<'_> {
    /// The argument without its borrow.
    #[must_use]
    pub fn into_owned(self) -> Argument<'static> {
        match self {
            Self::Text(text) => Argument::Text(Cow::Owned(text.into_owned())),
            Self::Literal(text) => Argument::Literal(Cow::Owned(text.into_owned())),
            Self::Bool(value) => Argument::Bool(value),
            Self::Int(value) => Argument::Int(value),
            Self::Double(value) => Argument::Double(value),
            Self::DateTime(value) => Argument::DateTime(value),
            Self::Date(value) => Argument::Date(value),
            Self::TimeOfDay(value) => Argument::TimeOfDay(value),
            Self::Duration(value) => Argument::Duration(value),
            Self::Guid(value) => Argument::Guid(value),
        }
    }

    /// The value as text; `None` where it has none (a time with a year of five digits).
    #[must_use]
    pub fn text(&self) -> Option<Cow<'_, str>> {
        Some(match self {
            Self::Text(text) | Self::Literal(text) => Cow::Borrowed(text),
            Self::Bool(value) => value.to_string().into(),
            Self::Int(value) => value.to_string().into(),
            Self::Double(value) => double(*value).into(),
            Self::DateTime(value) => date_time::format_date_time(*value).ok()?.into(),
            Self::Date(value) => date_time::format_date(*value).ok()?.into(),
            Self::TimeOfDay(value) => date_time::format_time(*value).ok()?.into(),
            Self::Duration(value) => value.to_string().into(),
            Self::Guid(value) => value.to_string().into(),
        })
    }

    /// The value as a literal of OData, not yet percent-encoded: text in quotes, its quotes doubled.
    #[must_use]
    pub fn literal(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Text(text) => Some(quote(text).into()),
            Self::Duration(value) => Some(format!("duration'{value}'").into()),
            _ => self.text(),
        }
    }
}

/// Text as a literal of OData, in quotes: what a user typed cannot end it and go on with a condition of its own.
///
/// ```
/// use graph_runtime::query::quote;
///
/// let condition = format!("displayName eq {}", quote("O'Neill's laptop"));
/// assert_eq!(condition, "displayName eq 'O''Neill''s laptop'");
/// ```
#[must_use]
pub fn quote(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// A double as OData writes it.
fn double(value: f64) -> String {
    match value {
        value if value.is_nan() => "NaN".to_owned(),
        f64::INFINITY => "INF".to_owned(),
        f64::NEG_INFINITY => "-INF".to_owned(),
        value => value.to_string(),
    }
}

impl<'a> From<&'a str> for Argument<'a> {
    #[inline]
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

/// Implements `From` by the variant and the conversion of the value.
macro_rules! from {
    ($($type:ty => $variant:ident($convert:expr);)*) => {
        $(impl From<$type> for Argument<'_> {
            #[inline]
            fn from(value: $type) -> Self {
                Self::$variant($convert(value))
            }
        })*
    };
}

from! {
    String => Text(Cow::Owned);
    bool => Bool(std::convert::identity);
    i32 => Int(i64::from);
    i64 => Int(std::convert::identity);
    f64 => Double(std::convert::identity);
    OffsetDateTime => DateTime(std::convert::identity);
    Date => Date(std::convert::identity);
    Time => TimeOfDay(std::convert::identity);
    Duration => Duration(std::convert::identity);
    Uuid => Guid(std::convert::identity);
}

/// A function takes `null` for an argument that is not needed.
impl<'a, T: Into<Argument<'a>>> From<Option<T>> for Argument<'a> {
    #[inline]
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Literal(Cow::Borrowed("null")), Into::into)
    }
}

impl From<Decimal> for Argument<'_> {
    fn from(value: Decimal) -> Self {
        Self::Literal(Cow::Owned(value.to_string()))
    }
}
