//! Primitive types of OData: those of the crates `time` and `uuid`, and those that have no exact match there.

mod binary;
pub(crate) mod date_time;
mod decimal;
mod duration;

pub use time::{Date, OffsetDateTime, Time};
pub use uuid::Uuid;

pub use self::binary::Binary;
pub use self::decimal::{Decimal, ParseDecimalError};
pub use self::duration::{Duration, DurationRangeError, ParseDurationError};
