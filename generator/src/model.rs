//! What all files together say.
//!
//! The model speaks the vocabulary of the service: qualified type names, properties, operations. It is dumped
//! as JSON by `generator dump model`; that JSON is a stable interface.

mod corrections;
mod dump;
mod enums;
pub(crate) mod examples;
mod member;
mod names;
mod operations;
mod passes;
mod places;
mod relationships;
mod store;
mod trace;
mod types;

pub use dump::dump;
pub use examples::scalar::fits as value_fits;
pub use passes::build;
pub use places::{Collection, CollectionOwner, Place, Places};
pub(crate) use trace::trace;
pub use trace::{PropertyPath, PropertyTrace};
pub(crate) use types::bounds::inherited_at_most;

use std::collections::BTreeMap;

pub use self::member::Member;
use crate::graph::{
    Cloud, Method, ODATA_ID, OptionSupport, PathTemplate, PermissionFacts, Primitive, QueryOption, Title,
    TypeName, Version,
};
pub use crate::graph::{ROOT_NAMESPACE, ROOT_TYPE};
use crate::span::{FileId, Span};

// What the model carries on from the pages as it is. Later stages know these types by the model alone, so that none of
// them depends on how pages are read.
pub use crate::markdown::{Inline, InlineKind, Passage, Text};
pub use crate::page::{ExampleBody, ExampleFacts, ExampleJson, ExampleRequest, ExampleResponse};
pub(crate) use crate::page::{JsonStep, Outline};

/// The property that is the key of every entity. It tells no type from another.
const KEY: &str = "id";

/// Everything the pages say, both versions. Lists are sorted by name.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// Entity types and complex types.
    pub types: Vec<Type>,
    /// Enumerations.
    pub enums: Vec<Enum>,
    /// Operations, by path, method and version.
    pub operations: Vec<Operation>,
    /// What stands at the places of the documented paths of each version.
    pub places: BTreeMap<Version, Places>,
}

/// An entity type or complex type.
#[derive(Clone, Debug)]
pub struct Type {
    /// The qualified name: `microsoft.graph.deviceConfiguration`.
    pub name: TypeName,
    /// The version.
    pub version: Version,
    /// Whether it has a key.
    pub entity: bool,
    /// The qualified name of the base type.
    pub base: Option<TypeName>,
    /// Whether only derived types have values.
    pub is_abstract: bool,
    /// Whether values may have properties beside the declared ones.
    pub open: bool,
    /// The description; empty where the pages give none.
    pub description: Vec<Passage>,
    /// The pages that document the type, the one that wins first; empty where it is known from other pages only.
    pub pages: Vec<FileId>,
    /// The place that decided it.
    pub span: Span,
    /// The properties that the pages list, inherited ones too, in the order of the page.
    pub properties: Vec<Property>,
    /// The sentence that says that the type is deprecated.
    pub deprecated: Option<String>,
}

/// A property, or a parameter of an action.
#[derive(Clone, Debug)]
pub struct Property {
    /// The name as sent.
    pub name: String,
    /// The type, or that of the elements.
    pub ty: TypeRef,
    /// Whether it is a collection.
    pub collection: bool,
    /// Whether it is a relationship.
    pub navigation: bool,
    /// The qualified name of the type that declares it, where a row says so.
    pub inherited_from: Option<TypeName>,
    /// Whether it must be sent; `None`: the pages do not say.
    pub required: Option<bool>,
    /// Whether only the service sets it.
    pub read_only: bool,
    /// Whether it can be null; `None`: the pages do not say.
    pub nullable: Option<bool>,
    /// What the pages say of it and the query options.
    pub supports: OptionSupport,
    /// The values that a `String` property is limited to.
    pub values: Vec<Member>,
    /// Whether several of `values` can stand in one text, with commas between them.
    pub flags: bool,
    /// The description; empty where the pages give none.
    pub description: Vec<Passage>,
    /// The sentence that says that the property is deprecated.
    pub deprecated: Option<String>,
    /// How the property is known.
    pub evidence: Evidence,
    /// The place of the evidence.
    pub span: Span,
}

/// How a property is known: what lists it first, the stronger before the weaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// A row on the page of its type.
    Row,
    /// The JSON representation on the page of its type; no table lists it.
    Representation,
    /// A row of the table of a request's body.
    Body,
    /// The prose of the page of a request, or JSON in it; no table lists it.
    Prose,
    /// The path of a request.
    Path,
    /// Examples; nothing else lists it.
    Example,
}

impl Type {
    /// A type of which nothing is known but its name and where that stands.
    pub(crate) fn new(name: TypeName, version: Version, span: Span) -> Self {
        Self {
            name,
            version,
            entity: false,
            base: None,
            is_abstract: false,
            open: false,
            description: Vec::new(),
            pages: Vec::new(),
            span,
            properties: Vec::new(),
            deprecated: None,
        }
    }
}

impl Enum {
    /// An enumeration of which nothing is known but its name and where that stands.
    fn new(name: TypeName, version: Version, span: Span) -> Self {
        Self {
            name,
            version,
            flags: false,
            description: Vec::new(),
            members: Vec::new(),
            page: None,
            section: None,
            span,
        }
    }
}

impl Evidence {
    /// The word for it in the dump.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Row => "row",
            Self::Representation => "representation",
            Self::Body => "body",
            Self::Prose => "prose",
            Self::Path => "path",
            Self::Example => "example",
        }
    }
}

impl Property {
    /// Whether only examples show it: no table, no JSON representation and no path lists it.
    pub fn is_example_only(&self) -> bool {
        self.evidence == Evidence::Example
    }

    /// A property of which nothing is known but its name, its type and its place.
    pub(crate) fn new(name: impl Into<String>, ty: TypeRef, span: Span) -> Self {
        Self {
            name: name.into(),
            ty,
            collection: false,
            navigation: false,
            inherited_from: None,
            required: None,
            read_only: false,
            nullable: None,
            supports: OptionSupport::default(),
            values: Vec::new(),
            flags: false,
            description: Vec::new(),
            deprecated: None,
            evidence: Evidence::Row,
            span,
        }
    }
}

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

/// An enumeration.
#[derive(Clone, Debug)]
pub struct Enum {
    /// The qualified name.
    pub name: TypeName,
    /// The version.
    pub version: Version,
    /// Whether a value is a set of members.
    pub flags: bool,
    /// The description; empty where the pages give none.
    pub description: Vec<Passage>,
    /// The members in the order of the pages.
    pub members: Vec<Member>,
    /// The page about it; `None` where it is known from other pages only.
    pub page: Option<FileId>,
    /// The fragment of the section that lists it, on the page of [`Enum::span`]; `None` where it has a page of its
    /// own or only a description lists its members.
    pub section: Option<String>,
    /// The place that decided it.
    pub span: Span,
}

/// An operation: one method and the paths that mean the same.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The page's title.
    pub title: Title,
    /// The page.
    pub page: FileId,
    /// The version.
    pub version: Version,
    /// The method.
    pub method: Method,
    /// The paths in the order of the page; never empty.
    pub paths: Vec<OperationPath>,
    /// The qualified name of the type whose operation it is: by the page's name, by the resource pages that
    /// list it, or by its paths.
    pub owner: Option<TypeName>,
    /// The description; empty where the pages give none.
    pub description: Vec<Passage>,
    /// Query options.
    pub query: Vec<Parameter>,
    /// Query options that the page says are not supported.
    pub unsupported_options: Vec<QueryOption>,
    /// Request headers.
    pub headers: Vec<Parameter>,
    /// Parameters of the path that tables describe.
    pub path_parameters: Vec<Parameter>,
    /// The request's body.
    pub body: Option<Body>,
    /// Bytes that can be sent in place of JSON.
    pub raw_body: Option<RawBody>,
    /// The response.
    pub response: Response,
    /// The permissions, a table each.
    pub permissions: Vec<PermissionFacts>,
    /// The national clouds that have it; `None` where the page does not say.
    pub clouds: Option<Vec<Cloud>>,
    /// The least privileged roles of which a signed-in person needs one.
    pub roles: Vec<String>,
    /// The examples.
    pub examples: Vec<ExampleFacts>,
    /// The sentence that says that the operation is deprecated.
    pub deprecated: Option<String>,
}

/// A documented path of an operation.
#[derive(Clone, Debug)]
pub struct OperationPath {
    /// The path as the page spells it.
    pub documented: String,
    /// The path taken apart.
    pub template: PathTemplate,
    /// The place.
    pub span: Span,
}

/// A query option, header or path parameter.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// The name.
    pub name: String,
    /// The type, where the page gives one.
    pub ty: Option<(TypeRef, bool)>,
    /// Whether it must be sent.
    pub required: bool,
    /// The description; empty where the pages give none.
    pub description: Vec<Passage>,
    /// The place.
    pub span: Span,
}

/// The body of a request.
#[derive(Clone, Debug)]
pub struct Body {
    /// The type; `None` for the parameters of an action and for bodies that are not JSON.
    pub ty: Option<TypeRef>,
    /// Whether it is a collection.
    pub collection: bool,
    /// `application/json`, `text/plain`, …
    pub content_type: String,
    /// The rows of the body table.
    pub properties: Vec<Property>,
    /// Properties of the type that only examples send, with what the type says of them.
    pub example_properties: Vec<Property>,
}

impl Body {
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
}

/// What the service answers.
#[derive(Clone, Debug, Default)]
pub struct Response {
    /// The status codes that mean success.
    pub status: Vec<u16>,
    /// What the body holds.
    pub content: ResponseContent,
}

/// The body of a response.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ResponseContent {
    /// There is none, or the page does not say.
    #[default]
    None,
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
    fn of(ty: TypeRef, collection: bool) -> Self {
        match ty {
            TypeRef::Primitive(Primitive::Stream) => Self::Bytes,
            ty if collection => Self::Many(ty),
            ty => Self::One(ty),
        }
    }
}

impl TypeRef {
    /// The qualified name; that of a primitive type begins with `Edm.`, but for the service's own name of JSON.
    pub fn qualified(&self) -> String {
        match self {
            Self::Primitive(Primitive::Json) => format!("{ROOT_NAMESPACE}.Json"),
            Self::Primitive(primitive) => format!("Edm.{}", primitive.as_str()),
            Self::Type(name) | Self::Enum(name) => name.to_string(),
        }
    }

    /// Whether it is any JSON, so that objects, lists and single values fit.
    pub(crate) fn is_any_json(&self) -> bool {
        matches!(self, Self::Primitive(primitive) if primitive.is_any_json())
    }
}
