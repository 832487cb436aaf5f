//! References to types.

use std::fmt;

use crate::graph::{Cardinality, Primitive, TypeName};

/// A reference to a type.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TypeRef {
    /// A primitive type.
    Primitive(Primitive),
    /// An entity type or complex type, by qualified name.
    Type(TypeName),
    /// An enumeration, by qualified name.
    Enum(TypeName),
}

/// The type of a value: one, or a collection of such.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueType {
    /// The type of the one value, or of each in the collection.
    pub item: TypeRef,
    /// How many there are.
    pub cardinality: Cardinality,
}

impl TypeRef {
    /// Any JSON: what a value is of which nothing is known.
    pub(crate) const UNTYPED: Self = Self::Primitive(Primitive::Untyped);

    /// Text.
    pub(crate) const STRING: Self = Self::Primitive(Primitive::String);

    /// The qualified name.
    pub fn qualified(&self) -> String {
        match self {
            Self::Primitive(primitive) => primitive.qualified(),
            Self::Type(name) | Self::Enum(name) => name.to_string(),
        }
    }

    /// The name of the entity type or complex type, if it is one.
    pub fn type_name(&self) -> Option<&TypeName> {
        match self {
            Self::Type(name) => Some(name),
            Self::Primitive(_) | Self::Enum(_) => None,
        }
    }

    /// Whether values of the type can be the key of an object.
    pub(crate) fn can_be_key(&self) -> bool {
        matches!(self, Self::Primitive(primitive) if primitive.can_be_key())
    }

    /// Whether nothing is known of the type.
    pub(crate) fn is_untyped(&self) -> bool {
        *self == Self::UNTYPED
    }

    /// Whether it is any JSON, so that objects, lists and single values fit.
    pub(crate) fn is_any_json(&self) -> bool {
        matches!(self, Self::Primitive(primitive) if primitive.is_any_json())
    }
}

impl ValueType {
    /// One value, or a collection of values, of a type.
    pub fn new(item: TypeRef, cardinality: Cardinality) -> Self {
        Self { item, cardinality }
    }

    /// One value of a type.
    pub fn one(item: TypeRef) -> Self {
        Self::new(item, Cardinality::One)
    }

    /// Whether it is a collection.
    pub fn is_many(&self) -> bool {
        self.cardinality.is_many()
    }
}

impl From<TypeRef> for ValueType {
    fn from(item: TypeRef) -> Self {
        Self::one(item)
    }
}

/// The type in the words of a diagnostic.
impl fmt::Display for ValueType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.item.qualified();
        match self.cardinality {
            Cardinality::One => write!(f, "`{name}`"),
            Cardinality::Many => write!(f, "a collection of `{name}`"),
        }
    }
}
