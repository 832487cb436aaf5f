//! What requests send, and what they answer.

use crate::graph::{Cardinality, ODATA_ID, Primitive, TypeName, is_created};
use crate::model::{Property, TypeRef, ValueType};

/// The body of a request.
#[derive(Clone, Debug)]
pub struct Body {
    /// The type; `None` for the parameters of an action and for bodies that are not JSON.
    pub ty: Option<ValueType>,
    /// `application/json`, `text/plain`, …
    pub content_type: String,
    /// The rows of the body table.
    pub properties: Vec<Property>,
    /// Properties of the type that only examples send, with what the type says of them.
    pub example_properties: Vec<Property>,
    /// Whether the page says that this is sent as a part of another object.
    pub(super) is_part: bool,
}

impl Body {
    /// A body of a type, or of parameters, of which nothing else is known.
    pub(super) fn new(ty: Option<ValueType>, content_type: impl Into<String>) -> Self {
        Self {
            ty,
            content_type: content_type.into(),
            properties: Vec::new(),
            example_properties: Vec::new(),
            is_part: false,
        }
    }

    /// The name of the entity type or complex type that is sent, one or many.
    pub fn type_name(&self) -> Option<&TypeName> {
        self.ty.as_ref()?.item.type_name()
    }

    /// Whether many objects of the type are sent.
    pub fn is_many(&self) -> bool {
        self.ty.as_ref().is_some_and(ValueType::is_many)
    }

    /// Whether the address of an object is all that is sent.
    pub fn is_link(&self) -> bool {
        matches!(self.properties.as_slice(), [row] if row.name == ODATA_ID) && self.ty.is_none()
    }
}

/// Bytes that a request can send in place of JSON.
#[derive(Clone, Debug)]
pub struct RawBody {
    /// `text/plain`.
    pub content_type: String,
    /// What the page calls such content: `MIME`.
    pub name: Option<String>,
    /// Whether it is sent in base64.
    pub is_base64: bool,
}

/// What the service answers.
#[derive(Clone, Debug, Default)]
pub struct Response {
    /// The status codes that mean success.
    pub status: Vec<u16>,
    /// What the body holds.
    pub content: ResponseContent,
}

impl Response {
    /// Whether the page says that the request creates an object.
    pub fn creates(&self) -> bool {
        self.status.iter().copied().any(is_created)
    }
}

/// The body of a response.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ResponseContent {
    /// The pages do not say what it holds, or whether there is one.
    #[default]
    Unsaid,
    /// The pages say that there is none.
    Empty,
    /// One value.
    One(TypeRef),
    /// A page of a collection.
    Many(TypeRef),
    /// Bytes.
    Bytes,
    /// The number of objects, in plain text.
    Count,
}

impl ResponseContent {
    /// What a request answers that reads values of a type.
    pub(super) fn of(ty: ValueType) -> Self {
        match (ty.item, ty.cardinality) {
            (TypeRef::Primitive(Primitive::Stream), _) => Self::Bytes,
            (item, Cardinality::Many) => Self::Many(item),
            (item, Cardinality::One) => Self::One(item),
        }
    }

    /// The type of the value, or of each in the collection.
    pub fn item(&self) -> Option<&TypeRef> {
        match self {
            Self::One(item) | Self::Many(item) => Some(item),
            Self::Unsaid | Self::Empty | Self::Bytes | Self::Count => None,
        }
    }

    /// The name of the entity type or complex type that is answered, one or many.
    pub fn type_name(&self) -> Option<&TypeName> {
        self.item()?.type_name()
    }

    /// Whether nothing is known of the type that is answered.
    pub(super) fn is_untyped(&self) -> bool {
        self.item().is_some_and(TypeRef::is_untyped)
    }
}
