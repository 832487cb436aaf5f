//! Dates, times and durations of other crates.
//!
//! The times of models are those of the crate `time`. The features `jiff` and `chrono` convert them to those of the crate
//! of that name, and back. Both sides belong to other crates, so the conversions are not `From` and `Into` but the like:
#![cfg_attr(feature = "jiff", doc = "```")]
#![cfg_attr(not(feature = "jiff"), doc = "```ignore")]
//! use graph_runtime::dates::{Convert, ConvertError, ConvertFrom};
//! use graph_runtime::{time::macros::datetime, types::OffsetDateTime};
//!
//! let received: OffsetDateTime = datetime!(2026-07-01 09:30 -7);
//! let zoned: jiff::ZonedDateTime = received.convert()?;
//! assert_eq!(zoned.to_string(), "2026-07-01T09:30:00-07:00[-07:00]");
//! assert_eq!(OffsetDateTime::convert_from(&zoned)?, received);
//! # Ok::<(), ConvertError>(())
//! ```
//!
//! | of this crate | of `jiff` | of `chrono` |
//! |---|---|---|
//! | `OffsetDateTime` | `ZonedDateTime`, whose zone is the offset, and `Timestamp` | `DateTime<FixedOffset>`, `DateTime<Utc>` |
//! | `Date` | `civil::Date` | `NaiveDate` |
//! | `Time` | `civil::Time` | `NaiveTime` |
//! | `Duration` | `SignedDuration`, `Span` | `TimeDelta` |

#[cfg(feature = "chrono")]
mod chrono;
#[cfg(feature = "jiff")]
mod jiff;

/// The other type cannot say the value: it lies beyond its years or lengths, is a leap second, or has a length that is
/// not fixed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the date, time or duration is out of range of the other type")]
pub struct ConvertError;

/// A type that is made of one of another crate.
pub trait ConvertFrom<T>: Sized {
    /// The same value.
    ///
    /// # Errors
    ///
    /// Fails where this type cannot say the value.
    fn convert_from(value: T) -> Result<Self, ConvertError>;
}

/// The other direction of [`ConvertFrom`], which each of its implementations brings.
pub trait Convert: Sized {
    /// The same value as another type.
    ///
    /// # Errors
    ///
    /// Fails where the other type cannot say the value.
    fn convert<T: ConvertFrom<Self>>(self) -> Result<T, ConvertError> {
        T::convert_from(self)
    }
}

impl<T> Convert for T {}
