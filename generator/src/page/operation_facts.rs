//! The facts of an operation.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::markdown::Text;
use crate::span::{Located, Span};

use super::{PropertyFacts, TypeFacts};

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
    /// Fixed text and holes side by side: `roleTemplateId={roleTemplateId}`, `{hostname},{siteId}`.
    Mixed(Vec<Part>),
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
        /// What stands before the colon: `root`, `{site-id}`, a literal without text where nothing does.
        before: Box<Segment>,
        /// The hole.
        parameter: String,
        /// Whether a colon closes the path because segments follow.
        closed: bool,
    },
}

/// A piece of a [`Segment::Mixed`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Fixed text.
    Text(String),
    /// The name of a hole, without braces.
    Hole(String),
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
    /// The type that the lead-in links: "supply a JSON representation of the `[x]` object".
    pub ty: Option<TypeFacts>,
    /// The rows of the body table.
    pub properties: Vec<PropertyFacts>,
    /// Whether the table's rows are parameters of an action rather than properties of `ty`.
    pub parameters: bool,
    /// The content type, where it is not JSON.
    pub content_type: Option<Located<String>>,
    /// Bytes that can be sent in place of JSON.
    pub raw: Option<RawBodyFacts>,
}

/// Bytes that a request can send in place of JSON: "Use `application/json` for a JSON object and `text/plain` for
/// MIME content."
#[derive(Clone, Debug)]
pub struct RawBodyFacts {
    /// `text/plain`.
    pub content_type: Located<String>,
    /// What the page calls such content: `MIME`.
    pub name: Option<String>,
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

/// A permission table. Each entry is one way to be allowed; permissions that are needed together are one entry,
/// with blanks between them.
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

impl ExampleFacts {
    /// The URL of the request, or the status of a response that has none.
    pub fn place(&self) -> Option<Span> {
        let of_request = self.request.as_ref().map(|request| request.url.span);
        of_request.or(self.response.as_ref().map(|response| response.status.span))
    }
}

/// The status of an answer that has no body.
pub const NO_CONTENT: u16 = 204;

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
    Json(ExampleJson),
    /// JSON that is broken beyond repair, as the page spells it.
    Broken(String),
    /// Text that is not JSON.
    Text(String),
}

impl ExampleBody {
    /// The JSON, where it is any.
    pub fn json(&self) -> Option<&Value> {
        match self {
            Self::Json(json) => Some(&json.value),
            Self::None | Self::Broken(_) | Self::Text(_) => None,
        }
    }
}

/// The JSON of an example.
#[derive(Clone, Debug, PartialEq)]
pub struct ExampleJson {
    /// The value.
    pub value: Value,
    /// The lines that it was read from.
    pub span: Span,
    /// Whether the page leaves parts out: `...` stands where members or items belong.
    pub sketch: bool,
}

/// Headers that the runtime or the HTTP client sets, in lower case.
const OWN_HEADERS: &[&str] = &[
    "accept",
    "accept-encoding",
    "authorization",
    "connection",
    "content-length",
    "content-type",
    "host",
    "user-agent",
];

/// Whether a header belongs to the connection or to every request, and so is no parameter of an operation.
pub fn is_own_header(name: &str) -> bool {
    OWN_HEADERS.iter().any(|own| own.eq_ignore_ascii_case(name))
}
