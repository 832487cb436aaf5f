//! The primitive types of the entity data model.

use crate::graph::types::type_name::ROOT_NAMESPACE;

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

/// The name of the property that is the key of every entity. It tells no type from another.
pub const KEY: &str = "id";

impl Primitive {
    /// The namespace of the primitive types.
    pub const NAMESPACE: &'static str = "Edm";

    /// Whether values of the type can be the [key](crate::graph::KEY) of an object.
    pub fn can_be_key(self) -> bool {
        matches!(self, Self::String | Self::Guid)
    }

    /// Whether it is any JSON.
    pub fn is_any_json(self) -> bool {
        matches!(self, Self::Json | Self::Untyped | Self::Stream)
    }

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

    /// The name with its namespace: `Edm.String`, and the service's own name of JSON.
    pub fn qualified(self) -> String {
        let namespace = match self {
            Self::Json => ROOT_NAMESPACE,
            _ => Self::NAMESPACE,
        };
        format!("{namespace}.{}", self.as_str())
    }

    /// The type that has this [qualified name](Self::qualified).
    pub fn from_qualified(name: &str) -> Option<Self> {
        let mut all = Self::ALL.iter().copied();
        all.find(|primitive| primitive.qualified() == name)
    }

    /// The type that a word of a type cell names, with or without `Edm.` and in any case: `string`, `Edm.Guid`,
    /// `datetime`.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::from_word_in(WordContext::TypeCell, word)
    }

    /// The type whose long name a word is but for one slip: a letter that is missing, surplus or another, or two letters in
    /// the wrong order. `Strng`, `DateTimeOffest`.
    pub(crate) fn misspelled(word: &str) -> Option<Self> {
        /// Shorter words are one slip from too many others.
        const MIN_LETTERS: usize = 6;
        let lower = word.to_ascii_lowercase();
        let bare = lower.strip_prefix("edm.").unwrap_or(&lower);
        if Self::from_word(bare).is_some() {
            return None;
        }
        let mut long = WORDS.iter().filter(|(known, ..)| known.len() >= MIN_LETTERS);
        long.find(|(known, ..)| is_one_slip(bare.as_bytes(), known.as_bytes()))
            .map(|(_, primitive, _)| *primitive)
    }

    /// The type that a word at such a place names. A word that can mean something else there names none.
    pub fn from_word_in(place: WordContext, word: &str) -> Option<Self> {
        let lower = word.to_ascii_lowercase();
        let bare = lower.strip_prefix("edm.").unwrap_or(&lower);
        let known = WORDS.iter().find(|(known, ..)| *known == bare);
        known
            .filter(|(_, _, widest)| place <= *widest)
            .map(|(_, primitive, _)| *primitive)
    }
}

fn is_one_slip(one: &[u8], other: &[u8]) -> bool {
    let pairs = || one.iter().zip(other);
    let start = pairs().take_while(|(one, other)| one == other).count();
    let (one, other) = (&one[start..], &other[start..]);
    let pairs = one.iter().rev().zip(other.iter().rev());
    let end = pairs.take_while(|(one, other)| one == other).count();
    match (&one[..one.len() - end], &other[..other.len() - end]) {
        ([], [_]) | ([_], []) | ([_], [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

/// Where a word stands that may name a primitive type, from the places where it must to those where it hardly does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WordContext {
    /// Where only a type can stand: in a type cell, in the note of `String (timestamp)`.
    TypeCell,
    /// In the place of a value in JSON, where `text` may be a value.
    Placeholder,
    /// In a sentence, where `date` is a word of the language.
    Prose,
}

/// The words by which pages name the primitive types, in lower case and without `Edm.`, each with the last of the places
/// at which it names the type.
const WORDS: &[(&str, Primitive, WordContext)] = &[
    ("binary", Primitive::Binary, WordContext::Placeholder),
    ("bool", Primitive::Boolean, WordContext::Placeholder),
    ("boolean", Primitive::Boolean, WordContext::Prose),
    ("byte", Primitive::Byte, WordContext::TypeCell),
    ("date", Primitive::Date, WordContext::Placeholder),
    ("date and time", Primitive::DateTimeOffset, WordContext::TypeCell),
    ("date time", Primitive::DateTimeOffset, WordContext::TypeCell),
    ("datetime", Primitive::DateTimeOffset, WordContext::Placeholder),
    ("datetimeoffset", Primitive::DateTimeOffset, WordContext::Prose),
    ("decimal", Primitive::Decimal, WordContext::TypeCell),
    ("double", Primitive::Double, WordContext::Prose),
    ("duration", Primitive::Duration, WordContext::Placeholder),
    ("float", Primitive::Double, WordContext::TypeCell),
    ("guid", Primitive::Guid, WordContext::Prose),
    ("int", Primitive::Int32, WordContext::Placeholder),
    ("int16", Primitive::Int16, WordContext::Placeholder),
    ("int32", Primitive::Int32, WordContext::Prose),
    ("int64", Primitive::Int64, WordContext::Prose),
    ("integer", Primitive::Int32, WordContext::Placeholder),
    ("iso 8601 duration", Primitive::Duration, WordContext::TypeCell),
    ("json", Primitive::Json, WordContext::Placeholder),
    ("long", Primitive::Int64, WordContext::TypeCell),
    ("number", Primitive::Double, WordContext::Placeholder),
    ("numeric", Primitive::Double, WordContext::TypeCell),
    ("object", Primitive::Untyped, WordContext::TypeCell),
    ("sbyte", Primitive::SByte, WordContext::TypeCell),
    ("single", Primitive::Single, WordContext::Placeholder),
    ("stream", Primitive::Stream, WordContext::Prose),
    ("string", Primitive::String, WordContext::Prose),
    ("strings", Primitive::String, WordContext::Prose),
    ("text", Primitive::String, WordContext::TypeCell),
    ("time of day", Primitive::TimeOfDay, WordContext::TypeCell),
    ("timeofday", Primitive::TimeOfDay, WordContext::Placeholder),
    ("timestamp", Primitive::DateTimeOffset, WordContext::Placeholder),
    ("untyped", Primitive::Untyped, WordContext::TypeCell),
    ("uri", Primitive::String, WordContext::TypeCell),
    ("url", Primitive::String, WordContext::Placeholder),
    ("uuid", Primitive::Guid, WordContext::TypeCell),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_leaves_a_long_name_known() {
        for (word, expected) in [
            ("Strng", Some(Primitive::String)),
            ("boolen", Some(Primitive::Boolean)),
            ("Booleean", Some(Primitive::Boolean)),
            ("DateTimeOffest", Some(Primitive::DateTimeOffset)),
            ("Edm.Sting", Some(Primitive::String)),
            ("interger", Some(Primitive::Int32)),
            ("Dat", None),
            ("Int23", None),
            ("String", None),
            ("Strg", None),
            ("user", None),
            ("", None),
        ] {
            assert_eq!(Primitive::misspelled(word), expected, "{word}");
        }
    }

    #[test]
    fn words_name_types_in_any_case_and_with_their_namespace() {
        assert_eq!(Primitive::from_word("DateTime"), Some(Primitive::DateTimeOffset));
        assert_eq!(Primitive::from_word("edm.GUID"), Some(Primitive::Guid));
        assert_eq!(Primitive::from_word("user"), None);
        for primitive in Primitive::ALL {
            assert_eq!(Primitive::from_word(primitive.as_str()), Some(*primitive));
        }
    }

    #[test]
    fn qualified_names_are_read_as_they_are_written() {
        assert_eq!(Primitive::Int64.qualified(), "Edm.Int64");
        assert_eq!(Primitive::Json.qualified(), "microsoft.graph.Json");
        for primitive in Primitive::ALL {
            assert_eq!(
                Primitive::from_qualified(&primitive.qualified()),
                Some(*primitive)
            );
        }
        for name in ["Edm.Strng", "String", "Edm.Json", "microsoft.graph.user"] {
            assert_eq!(Primitive::from_qualified(name), None, "{name}");
        }
    }

    #[test]
    fn the_place_of_a_word_decides_what_it_can_mean() {
        for (word, widest) in [
            ("text", WordContext::TypeCell),
            ("date", WordContext::Placeholder),
            ("int32", WordContext::Prose),
        ] {
            for place in [
                WordContext::TypeCell,
                WordContext::Placeholder,
                WordContext::Prose,
            ] {
                let found = Primitive::from_word_in(place, word).is_some();
                assert_eq!(found, place <= widest, "{word} {place:?}");
            }
        }
    }

    #[test]
    fn words_are_sorted_and_in_lower_case() {
        assert!(WORDS.is_sorted_by(|a, b| a.0 < b.0));
        assert!(WORDS.iter().all(|(word, ..)| *word == word.to_lowercase()));
    }
}
