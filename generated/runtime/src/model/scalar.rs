//! The scalar kinds of slots: what is read as a value of each, and how it is written and printed.

use std::fmt;

use serde::ser::{Error as _, Serialize, Serializer};
use serde_json::Value;
use time::{Date, OffsetDateTime, Time};
use uuid::Uuid;

use crate::model::debug::DebugValue;
use crate::model::reference::{Reference, url_at};
use crate::printing::guarded::Guarded;
use crate::types::{Binary, Decimal, Duration, date_time};

/// Passes the scalar kinds to a macro, one line a kind: its variant of a slot and its type.
///
/// `String` is not among them. It is by far the most frequent kind, so that each function treats it first.
macro_rules! scalar_kinds {
    ($receiver:ident) => {
        $receiver! {
            /// `Boolean`
            Bool(bool),
            /// `Byte`, `SByte`, `Int16`, `Int32`
            Int32(i32),
            /// `Int64`
            Int64(i64),
            /// `Single`, `Double`
            Double(f64),
            /// `DateTimeOffset`
            DateTime(::time::OffsetDateTime),
            /// `Date`
            Date(::time::Date),
            /// `TimeOfDay`
            TimeOfDay(::time::Time),
            /// `Duration`
            Duration($crate::types::Duration),
            /// `Guid`
            Guid(::uuid::Uuid),
            /// `Binary`
            Binary($crate::types::Binary),
            /// `Decimal`
            Decimal($crate::types::Decimal),
            /// The address of an object that is linked
            Reference($crate::Reference),
            /// `Stream` and values without a type
            Json(::serde_json::Value),
        }
    };
}

pub(crate) use scalar_kinds;

/// A type of a scalar kind.
pub(crate) trait Scalar: Sized {
    /// What a value of the kind is, for people.
    const EXPECTED: &'static str;
    /// The value that a boolean of JSON stands for.
    fn from_bool(_: bool) -> Option<Self> {
        None
    }
    /// The value that an integer stands for.
    fn from_int(_: i64) -> Option<Self> {
        None
    }
    /// The value that an integer beyond 63 bits stands for.
    fn from_large_int(_: u64) -> Option<Self> {
        None
    }
    /// The value that a number with a fraction or an exponent stands for.
    fn from_double(_: f64) -> Option<Self> {
        None
    }
    /// The value that a text stands for.
    fn from_text(_: &str) -> Option<Self> {
        None
    }
    /// Whether a text of the kind has to be kept beside its value to be written back as it came.
    fn keeps_text(_: &str) -> bool {
        false
    }
    /// Writes the value.
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
    /// Writes the value for the service at `base_url`.
    fn write_to<S: Serializer>(&self, base_url: &str, serializer: S) -> Result<S::Ok, S::Error> {
        let _ = base_url;
        self.write(serializer)
    }
    /// Prints the value.
    fn print(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

impl Scalar for bool {
    const EXPECTED: &'static str = "a boolean";

    fn from_bool(value: bool) -> Option<Self> {
        Some(value)
    }
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bool(*self)
    }
    fn print(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// The integer that a number written as `1.0` or `1e3` is. Beyond 2^53 an `f64` is no longer exact.
fn whole(value: f64) -> Option<i64> {
    (value.trunc() == value && value.abs() <= 9.0e15).then_some(value as i64)
}

impl Scalar for i32 {
    const EXPECTED: &'static str = "an integer of 32 bits";

    fn from_int(value: i64) -> Option<Self> {
        value.try_into().ok()
    }
    fn from_double(value: f64) -> Option<Self> {
        whole(value)?.try_into().ok()
    }
    fn from_text(text: &str) -> Option<Self> {
        text.parse().ok()
    }
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i32(*self)
    }
    fn print(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl Scalar for i64 {
    const EXPECTED: &'static str = "an integer of 64 bits";

    fn from_int(value: i64) -> Option<Self> {
        Some(value)
    }
    fn from_double(value: f64) -> Option<Self> {
        whole(value)
    }
    // As OData writes it with `IEEE754Compatible=true`.
    fn from_text(text: &str) -> Option<Self> {
        text.parse().ok()
    }
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(*self)
    }
    fn print(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl Scalar for f64 {
    const EXPECTED: &'static str = "a number";

    fn from_int(value: i64) -> Option<Self> {
        Some(value as Self)
    }
    fn from_large_int(value: u64) -> Option<Self> {
        Some(value as Self)
    }
    fn from_double(value: f64) -> Option<Self> {
        Some(value)
    }
    fn from_text(text: &str) -> Option<Self> {
        match text {
            // The three values that JSON has no number for.
            "INF" => Some(Self::INFINITY),
            "-INF" => Some(Self::NEG_INFINITY),
            "NaN" => Some(Self::NAN),
            // `f64::from_str` would also take `inf`, `infinity` and `nan`, and make infinity of what is too large.
            _ if text.contains(|c: char| c.is_ascii_digit()) => {
                text.parse().ok().filter(|value: &Self| value.is_finite())
            }
            _ => None,
        }
    }
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            value if value.is_nan() => serializer.serialize_str("NaN"),
            Self::INFINITY => serializer.serialize_str("INF"),
            Self::NEG_INFINITY => serializer.serialize_str("-INF"),
            value => serializer.serialize_f64(value),
        }
    }
    fn print(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl Scalar for OffsetDateTime {
    const EXPECTED: &'static str = "a date and time";

    // All times of Microsoft Graph are in UTC unless they say otherwise.
    fn from_text(text: &str) -> Option<Self> {
        if Self::keeps_text(text) {
            date_time::parse_date_time(&format!("{text}Z")).ok()
        } else {
            date_time::parse_date_time(text).ok()
        }
    }
    /// Whether the text ends in no offset.
    fn keeps_text(text: &str) -> bool {
        match text.as_bytes() {
            [.., b'Z' | b'z'] | [.., b'+' | b'-', _, _, b':', _, _] => false,
            [.., last] => last.is_ascii_digit(),
            [] => false,
        }
    }
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&date_time::format_date_time(*self).map_err(S::Error::custom)?)
    }
    fn print(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl Scalar for Date {
    const EXPECTED: &'static str = "a date";

    fn from_text(text: &str) -> Option<Self> {
        date_time::parse_date(text).ok()
    }
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&date_time::format_date(*self).map_err(S::Error::custom)?)
    }
    fn print(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl Scalar for Time {
    const EXPECTED: &'static str = "a time of day";

    fn from_text(text: &str) -> Option<Self> {
        date_time::parse_time(text).ok()
    }
    fn keeps_text(text: &str) -> bool {
        Self::from_text(text)
            .is_some_and(|value| date_time::format_time(value).is_ok_and(|written| written != text))
    }
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&date_time::format_time(*self).map_err(S::Error::custom)?)
    }
    fn print(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl Scalar for Duration {
    const EXPECTED: &'static str = "a duration";

    fn from_text(text: &str) -> Option<Self> {
        text.parse().ok()
    }
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.serialize(serializer)
    }
    fn print(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl Scalar for Uuid {
    const EXPECTED: &'static str = "a GUID";

    fn from_text(text: &str) -> Option<Self> {
        Self::parse_str(text).ok()
    }
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.hyphenated().encode_lower(&mut Self::encode_buffer()))
    }
    fn print(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl Scalar for Binary {
    const EXPECTED: &'static str = "bytes in base64";

    fn from_text(text: &str) -> Option<Self> {
        Self::from_base64(text).ok()
    }
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.serialize(serializer)
    }
    fn print(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl Scalar for Decimal {
    const EXPECTED: &'static str = "a decimal number";

    fn from_int(value: i64) -> Option<Self> {
        Some(value.into())
    }
    fn from_large_int(value: u64) -> Option<Self> {
        Some(value.into())
    }
    fn from_double(value: f64) -> Option<Self> {
        value.to_string().parse().ok()
    }
    fn from_text(text: &str) -> Option<Self> {
        text.parse().ok()
    }
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.serialize(serializer)
    }
    fn print(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl Scalar for Reference {
    const EXPECTED: &'static str = "the address of an object";

    fn from_text(text: &str) -> Option<Self> {
        Some(Self::new(text))
    }
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.target())
    }
    fn write_to<S: Serializer>(&self, base_url: &str, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&url_at(base_url, self.target()))
    }
    fn print(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&Guarded::text(self.target()), f)
    }
}

impl Scalar for Value {
    const EXPECTED: &'static str = "a value";

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.serialize(serializer)
    }
    fn print(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&DebugValue::Open(self), f)
    }
}
