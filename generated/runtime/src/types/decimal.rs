//! `Edm.Decimal`

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use serde_json::value::RawValue;

/// A decimal number with the digits that were written: `0.10` stays `0.10`, and no digit is lost that an
/// `f64` has no room for.
///
/// Two decimals are equal when they are written alike. For arithmetic, parse the text with a decimal library.
///
/// In JSON it is a number; a string (as OData writes it with `IEEE754Compatible=true`) is read too. Digits
/// are kept where `serde_json` reads them from text or writes them to text; in its `Value` a number is an
/// `f64`, unless its feature `arbitrary_precision` is on.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Decimal(Box<str>);

/// The text is not a number as JSON writes it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a decimal number")]
pub struct ParseDecimalError(String);

impl Decimal {
    /// The digits as they were written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The nearest `f64`; infinite where the number is out of range.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        self.0.parse().unwrap_or(f64::NAN)
    }
}

/// Whether `text` is a number in the grammar of JSON (RFC 8259, section 6).
fn is_json_number(text: &str) -> bool {
    fn digits(text: &[u8]) -> usize {
        text.iter().take_while(|byte| byte.is_ascii_digit()).count()
    }
    let rest = text.as_bytes();
    let rest = rest.strip_prefix(b"-").unwrap_or(rest);
    let whole = digits(rest);
    if whole == 0 || (whole > 1 && rest.starts_with(b"0")) {
        return false;
    }
    let (_, mut rest) = rest.split_at(whole);
    if let Some(fraction) = rest.strip_prefix(b".") {
        let count = digits(fraction);
        if count == 0 {
            return false;
        }
        rest = fraction.split_at(count).1;
    }
    if let Some(exponent) = rest.strip_prefix(b"e").or_else(|| rest.strip_prefix(b"E")) {
        let exponent = exponent
            .strip_prefix(b"+")
            .or_else(|| exponent.strip_prefix(b"-"))
            .unwrap_or(exponent);
        return !exponent.is_empty() && digits(exponent) == exponent.len();
    }
    rest.is_empty()
}

impl FromStr for Decimal {
    type Err = ParseDecimalError;

    fn from_str(text: &str) -> Result<Self, ParseDecimalError> {
        if is_json_number(text) {
            Ok(Self(text.into()))
        } else {
            Err(ParseDecimalError(text.to_owned()))
        }
    }
}

/// Integers are decimals.
macro_rules! from_integer {
    ($($type:ty),*) => {
        $(impl From<$type> for Decimal {
            fn from(value: $type) -> Self {
                Self(value.to_string().into())
            }
        })*
    };
}

from_integer!(i32, i64, u32, u64);

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad_integral(true, "", &self.0)
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        RawValue::from_string(self.0.to_string())
            .map_err(serde::ser::Error::custom)?
            .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // The way by which `serde_json` hands out a number's own text is to ask for its `RawValue` newtype.
        // `RawValue` itself would refuse what is read through another deserializer, such as serde's buffer
        // for flattened and untagged types, so that the visitor takes plain values as well.
        deserializer.deserialize_newtype_struct("$serde_json::private::RawValue", DecimalVisitor)
    }
}

struct DecimalVisitor;

impl<'de> de::Visitor<'de> for DecimalVisitor {
    type Value = Decimal;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a decimal number")
    }

    fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Decimal, A::Error> {
        let Some(_) = map.next_key::<de::IgnoredAny>()? else {
            return Err(de::Error::invalid_type(de::Unexpected::Map, &self));
        };
        let raw: String = map.next_value()?;
        let text = match raw.strip_prefix('"') {
            Some(_) => serde_json::from_str::<String>(&raw).map_err(de::Error::custom)?,
            None => raw,
        };
        text.parse().map_err(de::Error::custom)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Decimal, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Decimal, E> {
        text.parse().map_err(E::custom)
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Decimal, E> {
        Ok(Decimal::from(value))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Decimal, E> {
        Ok(Decimal::from(value))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Decimal, E> {
        value.to_string().parse().map_err(E::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Decimal;

    #[test]
    fn digits_are_kept() {
        for text in [
            "0.10",
            "-1.5000000000000000000000001",
            "1e400",
            "123456789012345678901234567890",
            "0",
        ] {
            let decimal: Decimal = serde_json::from_str(text).unwrap();
            assert_eq!(decimal.as_str(), text);
            assert_eq!(serde_json::to_string(&decimal).unwrap(), text);
        }
    }

    #[test]
    fn strings_are_read() {
        assert_eq!(
            serde_json::from_str::<Decimal>(r#""2.50""#).unwrap().as_str(),
            "2.50"
        );
        assert_eq!(
            serde_json::from_value::<Decimal>("2.50".into()).unwrap().as_str(),
            "2.50"
        );
        assert_eq!(serde_json::from_value::<Decimal>(7.into()).unwrap().as_str(), "7");
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "true",
            "[1]",
            "{}",
            "null",
            r#""1 2""#,
            r#""""#,
            r#"{"a":1}"#,
            "\"NaN\"",
        ] {
            assert!(serde_json::from_str::<Decimal>(text).is_err(), "{text}");
        }
        for text in ["", "-", "01", "1.", ".5", "1e", "1e+", "+1", "1 ", "٣"] {
            assert!(text.parse::<Decimal>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_buffered_value_is_read() {
        #[derive(serde::Deserialize)]
        struct Outer {
            #[serde(flatten)]
            inner: Inner,
        }
        #[derive(serde::Deserialize)]
        struct Inner {
            price: Decimal,
        }
        let outer: Outer = serde_json::from_str(r#"{"price": 1.5}"#).unwrap();
        assert_eq!(outer.inner.price.as_str(), "1.5");
    }

    proptest! {
        #[test]
        fn the_grammar_is_that_of_json(text in "[-+]?[0-9]{0,3}[.]?[0-9]{0,3}([eE][-+]?[0-9]{0,2})?") {
            let json = serde_json::from_str::<Box<serde_json::value::RawValue>>(&text).is_ok();
            prop_assert_eq!(text.parse::<Decimal>().is_ok(), json);
        }
    }
}
