//! What one file says: the facts of a resource page, an enumeration page, an API page.
//!
//! Names are spelled as the page spells them; which type a name means is the question of `model`.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::markdown::{Layout, Text};
use crate::source::Version;
use crate::span::{FileId, Located, Span};

/// A page and its facts.
#[derive(Clone, Debug)]
pub struct Page {
    /// The file.
    pub file: FileId,
    /// Which reader read it.
    pub layout: Layout,
    /// The version that folder, front matter, or the page's own URLs tell.
    pub version: Version,
    /// The heading of level one; where the page has none, the front matter's title or what stands for it.
    pub title: Located<String>,
    /// `microsoft.graph.callRecords`, from the line `Namespace: …`.
    pub namespace: Option<Located<String>>,
    /// The paragraphs between the title (and the namespace line) and the first heading, without notes,
    /// disclaimers and includes.
    pub description: Vec<Text>,
    /// Where the page says that the thing is deprecated, and the sentence.
    pub deprecated: Option<Located<String>>,
    /// The type that the page documents.
    pub resources: Vec<ResourceFacts>,
    /// The enumerations that the page lists: its own, and tables under headings such as `### x values`.
    pub enums: Vec<EnumFacts>,
    /// The operations that the page documents. Usually one.
    pub operations: Vec<OperationFacts>,
    /// Whether the page is prose about concepts, from which no fact is expected.
    pub conceptual: bool,
}

/// What a resource page says of a type.
#[derive(Clone, Debug)]
pub struct ResourceFacts {
    /// The name in the title: `deviceConfiguration`.
    pub name: Located<String>,
    /// The name in the annotation, `microsoft.graph.workbookChart`; it is right where the title is an alias.
    pub annotated_name: Option<Located<String>>,
    /// The base type: from the annotation, from prose, from rows, in the order of the page.
    pub bases: Vec<BaseClaim>,
    /// Types that the page says are derived from this one.
    pub derived: Vec<Located<String>>,
    /// Whether the page says that the type is abstract.
    pub is_abstract: bool,
    /// Whether the annotation says that the type is open.
    pub open: bool,
    /// The key property that the annotation names.
    pub key_property: Option<Located<String>>,
    /// Whether the page lists methods on the type.
    pub has_methods: bool,
    /// The rows of *Properties* and *Relationships*.
    pub properties: Vec<PropertyFacts>,
    /// The keys and values of the JSON representation, where it was read.
    pub json: Option<Located<Value>>,
}

/// One statement about a base type.
#[derive(Clone, Debug)]
pub struct BaseClaim {
    /// The base, as spelled.
    pub name: Located<String>,
    /// Where the page says so.
    pub evidence: BaseEvidence,
}

/// Where a page names a base type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BaseEvidence {
    /// "Inherits from [x]".
    Prose,
    /// `"baseType": "microsoft.graph.x"`.
    Annotation,
    /// "Inherited from [x]" in the description of a row; may name an ancestor.
    Row,
}

/// A row of a table of properties, relationships or parameters.
#[derive(Clone, Debug)]
pub struct PropertyFacts {
    /// The name without decoration; the span is the cell's.
    pub name: Located<String>,
    /// The type cell.
    pub ty: TypeFacts,
    /// The description cell.
    pub description: Text,
    /// Whether the row stands in a table of relationships.
    pub navigation: bool,
    /// "Inherited from [x]".
    pub inherited_from: Option<Located<String>>,
    /// Whether the row says that a value must be sent, or need not be.
    pub required: Option<bool>,
    /// "Read-only."
    pub read_only: bool,
    /// "Nullable." or "Not nullable."
    pub nullable: Option<bool>,
    /// "Possible values are: …", empty where the row lists none.
    pub values: Vec<EnumMember>,
    /// "Deprecated", and the sentence that says it.
    pub deprecated: Option<String>,
    /// The whole row.
    pub span: Span,
}

/// A type cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeFacts {
    /// The type, or that of the elements.
    pub name: TypeName,
    /// Whether it is a collection.
    pub collection: bool,
    /// The cell.
    pub span: Span,
}

/// The name in a type cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypeName {
    /// A primitive type; the name without `Edm.`: `String`, `DateTimeOffset`, `Untyped`.
    Primitive(Primitive),
    /// A type of the service, `deviceConfiguration` or `microsoft.graph.callRecords.session` as spelled, and
    /// the file that the link leads to, without folder and fragment.
    Named {
        /// The name.
        name: String,
        /// The target of the link.
        link: Option<String>,
    },
    /// The cell says only that it is an enumeration.
    Enumeration,
    /// Several types are possible.
    Union(Vec<TypeName>),
    /// The cell is empty or not understood; its text.
    Unknown(String),
}

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
    /// Any JSON.
    Untyped,
}

impl Primitive {
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
            Self::SByte => "SByte",
            Self::Single => "Single",
            Self::Stream => "Stream",
            Self::String => "String",
            Self::TimeOfDay => "TimeOfDay",
            Self::Untyped => "Untyped",
        }
    }
}

/// An enumeration on a page.
#[derive(Clone, Debug)]
pub struct EnumFacts {
    /// The name, as the title or heading spells it.
    pub name: Located<String>,
    /// The description, where the page gives one.
    pub description: Vec<Text>,
    /// The members in the order of the page.
    pub members: Vec<EnumMember>,
    /// Whether the page says that values can be combined. Powers of two are judged in `model`.
    pub flags: bool,
    /// Whether the whole page is about this enumeration.
    pub own_page: bool,
}

/// A member of an enumeration.
#[derive(Clone, Debug)]
pub struct EnumMember {
    /// The name as sent.
    pub name: Located<String>,
    /// The number, where the page gives one.
    pub value: Option<i64>,
    /// The description, where the page gives one.
    pub description: Option<Text>,
}

/// One operation: a method with its paths. A page whose paths have several methods holds several.
#[derive(Clone, Debug)]
pub struct OperationFacts {
    /// The method, in capitals.
    pub method: Method,
    /// The documented paths, aliases included, in the order of the page.
    pub paths: Vec<PathFacts>,
    /// The query options: from the path itself, from tables, from prose.
    pub query: Vec<ParameterFacts>,
    /// The request headers but `Authorization` and `Content-Type`.
    pub headers: Vec<ParameterFacts>,
    /// Parameters of the path or of a function, where a table describes them.
    pub path_parameters: Vec<ParameterFacts>,
    /// The request's body.
    pub body: BodyFacts,
    /// What the service answers.
    pub response: ResponseFacts,
    /// The permissions, a table each.
    pub permissions: Vec<PermissionFacts>,
    /// The examples.
    pub examples: Vec<ExampleFacts>,
}

/// An HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names say all")]
pub enum Method {
    Delete,
    Get,
    Head,
    Patch,
    Post,
    Put,
}

impl Method {
    /// The name on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Delete => "DELETE",
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
            Self::Post => "POST",
            Self::Put => "PUT",
        }
    }
}

/// A documented path.
#[derive(Clone, Debug)]
pub struct PathFacts {
    /// The line as the page spells it, without the method.
    pub documented: Located<String>,
    /// The path taken apart.
    pub template: PathTemplate,
}

/// A path with named holes, without host, version and query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathTemplate {
    /// The segments between the slashes.
    pub segments: Vec<Segment>,
}

/// A part of a path between two slashes (or from `:` to `:`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// Fixed text, casts, `$ref`, `$value` and `$count` included: `users`, `microsoft.graph.user`.
    Literal(String),
    /// `{id}`; the name as the page spells it, without braces.
    Parameter(String),
    /// A literal, then an argument in parentheses that has no name: `range(<address>)`.
    Keyed {
        /// What stands before the parenthesis.
        name: String,
        /// The argument.
        argument: Argument,
    },
    /// `name(a={a},b='{b}')`.
    Function {
        /// What stands before the parenthesis.
        name: String,
        /// The arguments with their names, in the order of the page.
        arguments: Vec<(String, Argument)>,
    },
    /// `root:/{path}:`: an item addressed by its path. The `:` before and behind belong to the neighbours in
    /// the URL; the hole takes slashes.
    ColonPath {
        /// The fixed text before the colon (`root`, or empty where a parameter precedes).
        before: Box<Segment>,
        /// The hole.
        parameter: String,
        /// Whether a colon closes the path because segments follow.
        closed: bool,
    },
}

/// The argument of a function in a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Argument {
    /// A hole for a value in quotes: `'{x}'`.
    Quoted(String),
    /// A hole for a value without quotes: `{x}`, `x-value`, `n`.
    Bare(String),
    /// A hole with a type's name before the quotes: `microsoft.graph.timeZoneStandard'{x}'`.
    Typed {
        /// The name of the type.
        ty: String,
        /// The hole.
        parameter: String,
    },
    /// A fixed value, as spelled: `'reviewer'`, `640`.
    Literal(String),
}

/// A query option, header or parameter.
#[derive(Clone, Debug)]
pub struct ParameterFacts {
    /// The name: `$select`, `If-Match`.
    pub name: Located<String>,
    /// The type, where the page gives one.
    pub ty: Option<TypeFacts>,
    /// The value, where the page fixes one.
    pub value: Option<String>,
    /// Whether the page says that it must be sent.
    pub required: bool,
    /// The description.
    pub description: Option<Text>,
}

/// What a page says of the request's body.
#[derive(Clone, Debug, Default)]
pub struct BodyFacts {
    /// "Do not supply a request body for this method."
    pub none: bool,
    /// The type that the lead-in links: "supply a JSON representation of the [x] object".
    pub ty: Option<TypeFacts>,
    /// The rows of the body table.
    pub properties: Vec<PropertyFacts>,
    /// Whether the table's rows are parameters of an action rather than properties of `ty`.
    pub parameters: bool,
    /// The content type, where it is not JSON.
    pub content_type: Option<Located<String>>,
}

/// What a page says of the response.
#[derive(Clone, Debug, Default)]
pub struct ResponseFacts {
    /// The status codes that mean success, in the order of the sentence.
    pub status: Vec<u16>,
    /// The type that the sentence names.
    pub ty: Option<TypeFacts>,
    /// Whether the sentence says that there is no body.
    pub empty: bool,
    /// Whether the response is bytes: a stream, a file's content.
    pub stream: bool,
    /// The sentence.
    pub sentence: Option<Text>,
}

/// A permission table.
#[derive(Clone, Debug, Default)]
pub struct PermissionFacts {
    /// What the table is about, where a page has several: a heading, a column or a row.
    pub subject: Option<String>,
    /// Delegated, work or school account. `None`: not documented; empty: not supported.
    pub delegated_work: Option<Vec<Located<String>>>,
    /// Delegated, personal account.
    pub delegated_personal: Option<Vec<Located<String>>>,
    /// Application.
    pub application: Option<Vec<Located<String>>>,
}

/// An example: a request and its response.
#[derive(Clone, Debug, Default)]
pub struct ExampleFacts {
    /// The heading: `Example 1: …`.
    pub title: Option<String>,
    /// The request.
    pub request: Option<ExampleRequest>,
    /// The response.
    pub response: Option<ExampleResponse>,
}

/// An example request.
#[derive(Clone, Debug)]
pub struct ExampleRequest {
    /// The method.
    pub method: Method,
    /// The URL as the page spells it.
    pub url: Located<String>,
    /// The headers, as spelled.
    pub headers: BTreeMap<String, String>,
    /// The body.
    pub body: ExampleBody,
}

/// An example response.
#[derive(Clone, Debug)]
pub struct ExampleResponse {
    /// The status code.
    pub status: Located<u16>,
    /// The headers, as spelled.
    pub headers: BTreeMap<String, String>,
    /// The body.
    pub body: ExampleBody,
    /// The type in the annotation and whether it is a collection.
    pub annotated: Option<(String, bool)>,
}

/// The body of an example.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum ExampleBody {
    /// There is none.
    #[default]
    None,
    /// JSON, repaired where the page's is broken.
    Json(Value),
    /// Text that is not JSON.
    Text(String),
}
