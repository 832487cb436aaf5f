//! The primitive types of the entity data model.

/// The primitive types of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Primitive {
    /// Bytes in base64.
    Binary,
    /// `true` or `false`.
    Boolean,
    /// 0 to 255.
    Byte,
    /// A day.
    Date,
    /// A moment with an offset from UTC.
    DateTimeOffset,
    /// A decimal number of any precision.
    Decimal,
    /// A number in 64 bits.
    Double,
    /// A length of time.
    Duration,
    /// A UUID.
    Guid,
    /// An integer of 16 bits.
    Int16,
    /// An integer of 32 bits.
    Int32,
    /// An integer of 64 bits.
    Int64,
    /// An integer of 8 bits.
    SByte,
    /// A number in 32 bits.
    Single,
    /// Bytes that are read by a request of their own.
    Stream,
    /// Text.
    String,
    /// A time of the day.
    TimeOfDay,
    /// Any JSON, by the name that the service has for it: `microsoft.graph.Json`.
    Json,
    /// Any JSON.
    Untyped,
}

impl Primitive {
    /// All primitive types.
    pub const ALL: &'static [Self] = &[
        Self::Binary,
        Self::Boolean,
        Self::Byte,
        Self::Date,
        Self::DateTimeOffset,
        Self::Decimal,
        Self::Double,
        Self::Duration,
        Self::Guid,
        Self::Int16,
        Self::Int32,
        Self::Int64,
        Self::Json,
        Self::SByte,
        Self::Single,
        Self::Stream,
        Self::String,
        Self::TimeOfDay,
        Self::Untyped,
    ];

    /// The name in the entity data model, without `Edm.`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Binary => "Binary",
            Self::Boolean => "Boolean",
            Self::Byte => "Byte",
            Self::Date => "Date",
            Self::DateTimeOffset => "DateTimeOffset",
            Self::Decimal => "Decimal",
            Self::Double => "Double",
            Self::Duration => "Duration",
            Self::Guid => "Guid",
            Self::Int16 => "Int16",
            Self::Int32 => "Int32",
            Self::Int64 => "Int64",
            Self::Json => "Json",
            Self::SByte => "SByte",
            Self::Single => "Single",
            Self::Stream => "Stream",
            Self::String => "String",
            Self::TimeOfDay => "TimeOfDay",
            Self::Untyped => "Untyped",
        }
    }
}
