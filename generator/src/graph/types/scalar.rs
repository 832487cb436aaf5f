//! The primitive types of the runtime.

use crate::graph::Primitive;

/// Primitive types as the runtime knows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the runtime's slots")]
pub enum Scalar {
    Binary,
    Bool,
    Date,
    DateTime,
    Decimal,
    Double,
    Duration,
    Guid,
    Int32,
    Int64,
    Json,
    Reference,
    String,
    TimeOfDay,
}

impl Scalar {
    /// What the runtime has for a primitive type of the pages.
    pub fn of(primitive: Primitive) -> Self {
        match primitive {
            Primitive::Binary => Self::Binary,
            Primitive::Boolean => Self::Bool,
            Primitive::Byte | Primitive::Int16 | Primitive::Int32 | Primitive::SByte => Self::Int32,
            Primitive::Date => Self::Date,
            Primitive::DateTimeOffset => Self::DateTime,
            Primitive::Decimal => Self::Decimal,
            Primitive::Double | Primitive::Single => Self::Double,
            Primitive::Duration => Self::Duration,
            Primitive::Guid => Self::Guid,
            Primitive::Int64 => Self::Int64,
            // A stream is read by a request of its own; what stands for it in JSON is not defined.
            Primitive::Stream | Primitive::Json | Primitive::Untyped => Self::Json,
            Primitive::String => Self::String,
            Primitive::TimeOfDay => Self::TimeOfDay,
        }
    }
}
