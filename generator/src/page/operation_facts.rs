//! The facts of an operation.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::graph::{Method, PathTemplate, PermissionFacts};
use crate::markdown::Text;
use crate::span::{Span, Spanned};

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

/// A documented path.
#[derive(Clone, Debug)]
pub struct PathFacts {
    /// The line as the page spells it, without the method.
    pub documented: Spanned<String>,
    /// The path taken apart.
    pub template: PathTemplate,
}

/// A query option, header or parameter.
#[derive(Clone, Debug)]
pub struct ParameterFacts {
    /// The name: `$select`, `If-Match`.
    pub name: Spanned<String>,
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
    pub content_type: Option<Spanned<String>>,
    /// Bytes that can be sent in place of JSON.
    pub raw: Option<RawBodyFacts>,
}

/// Bytes that a request can send in place of JSON: "Use `application/json` for a JSON object and `text/plain` for
/// MIME content."
#[derive(Clone, Debug)]
pub struct RawBodyFacts {
    /// `text/plain`.
    pub content_type: Spanned<String>,
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

/// An example request.
#[derive(Clone, Debug)]
pub struct ExampleRequest {
    /// The method.
    pub method: Method,
    /// The URL as the page spells it.
    pub url: Spanned<String>,
    /// The headers, as spelled.
    pub headers: BTreeMap<String, String>,
    /// The body.
    pub body: ExampleBody,
}

/// An example response.
#[derive(Clone, Debug)]
pub struct ExampleResponse {
    /// The status code.
    pub status: Spanned<u16>,
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
