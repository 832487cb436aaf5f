//! What all files together say.
//!
//! The model speaks the vocabulary of the service: qualified type names, properties, operations. It is dumped
//! as JSON by `generator dump model`; that JSON is a stable interface.

mod content;
mod corrections;
mod description;
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
pub(crate) mod types;
mod value_type;

pub use dump::{dump, dump_text};
pub use examples::scalar::fits as value_fits;
pub use passes::build;
pub use places::{Collection, CollectionOwner, Place, Places};
pub(crate) use trace::trace;
pub use trace::{Trace, TracedItem};
pub(crate) use types::bounds::inherited_at_most;

use std::collections::BTreeMap;

pub use self::content::{Body, RawBody, Response, ResponseContent};
pub use self::member::Member;
pub use self::value_type::{TypeRef, ValueType};
use crate::graph::{
    Cloud, Method, OptionSupport, PageSize, PathTemplate, PermissionFacts, RequestKey, Title, TypeName,
    Version,
};
pub use crate::graph::{ROOT_NAMESPACE, ROOT_TYPE};
use crate::span::{FileId, Span};

// What the model carries on from the pages as it is. Later stages know these types by the model alone, so that none of
// them depends on how pages are read.
pub(crate) use crate::markdown::around_include;
pub use crate::markdown::{Inline, InlineKind, Passage, Text};
pub use crate::page::{ExampleBody, ExampleFacts, ExampleJson, ExampleRequest, ExampleResponse, RequestUrl};
pub(crate) use crate::page::{JsonStep, Outline};

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
    /// The type.
    pub ty: ValueType,
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
    /// The value that is meant where none is sent, as the pages spell it.
    pub default: Option<String>,
    /// Whether the pages say `String`, and a closed list of values made it an enumeration.
    pub is_closed_list: bool,
    /// The description; empty where the pages give none.
    pub description: Vec<Passage>,
    /// The sentence that says that the property is deprecated.
    pub deprecated: Option<String>,
    /// How the property is known.
    pub evidence: Evidence,
    /// The place of the evidence.
    pub span: Span,
}

/// What says that a property exists, the strongest evidence first.
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
    pub(crate) fn new(name: impl Into<String>, ty: impl Into<ValueType>, span: Span) -> Self {
        Self {
            name: name.into(),
            ty: ty.into(),
            navigation: false,
            inherited_from: None,
            required: None,
            read_only: false,
            nullable: None,
            supports: OptionSupport::default(),
            values: Vec::new(),
            flags: false,
            default: None,
            is_closed_list: false,
            description: Vec::new(),
            deprecated: None,
            evidence: Evidence::Row,
            span,
        }
    }
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
    /// The keys of the query options that the page says are not supported.
    pub unsupported_options: Vec<&'static str>,
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
    /// The headers of the answer that the page names.
    pub answered_headers: Vec<&'static str>,
    /// How many objects a page of the answer has.
    pub page_size: PageSize,
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
    /// The sentence that says that this path is deprecated.
    pub deprecated: Option<String>,
    /// The place.
    pub span: Span,
}

/// A query option, header or path parameter.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// The name.
    pub name: String,
    /// The type, where the page gives one.
    pub ty: Option<ValueType>,
    /// Whether it must be sent.
    pub required: bool,
    /// The values to which it is limited; empty where the pages list none.
    pub values: Vec<Member>,
    /// The value that is meant where none is sent, as the page spells it.
    pub default: Option<String>,
    /// The description; empty where the pages give none.
    pub description: Vec<Passage>,
    /// The place.
    pub span: Span,
}

impl Operation {
    /// What tells the request on one of the paths from others.
    pub(crate) fn key(&self, path: &OperationPath) -> RequestKey {
        RequestKey::new(self.method, &path.template)
    }
}
