//! Primitive types of OData that Rust and its usual libraries have no exact match for, and the texts of
//! those that they have.

mod binary;
pub(crate) mod date_time;
mod decimal;
mod duration;

pub use self::binary::Binary;
pub use self::decimal::{Decimal, ParseDecimalError};
pub use self::duration::{Duration, DurationRangeError, ParseDurationError};
