//! The facts of an operation.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::graph::{
    Cloud, Method, PageSize, PathTemplate, PermissionFacts, Primitive, content_type, essence, is_failure,
    is_json,
};
use crate::markdown::Text;
use crate::span::{Span, Spanned};

use crate::page::{EnumMember, PropertyFacts, RequestUrl, TypeFacts};

/// One operation: a method with its paths. A page whose paths have several methods holds several.
#[derive(Clone, Debug)]
pub struct OperationFacts {
    /// The method, in capitals.
    pub method: Method,
    /// The documented paths, aliases included, in the order of the page.
    pub paths: Vec<PathFacts>,
    /// The query options: from the path itself, from tables, from prose.
    pub query: Vec<ParameterFacts>,
    /// The keys of the options that the page says are not supported.
    pub unsupported_options: Vec<Spanned<&'static str>>,
    /// The request headers but `Authorization` and `Content-Type`.
    pub headers: Vec<ParameterFacts>,
    /// Parameters of the path or of a function, where a table describes them.
    pub path_parameters: Vec<ParameterFacts>,
    /// The request's body.
    pub body: BodyFacts,
    /// The types that the sentence about the body names beside its type, as a choice.
    pub body_alternatives: Vec<TypeFacts>,
    /// The place of a sentence that calls all rows of the body's table required when an object is created.
    pub required_to_create: Option<Span>,
    /// Whether the page says that what it describes of the body is sent as a part of another object.
    pub body_is_part: bool,
    /// What can be sent in place of a body of JSON.
    pub raw_body: Option<RawBodyFacts>,
    /// What the service answers.
    pub response: ResponseFacts,
    /// The types that the sentence about the response names beside its type, as a choice.
    pub response_alternatives: Vec<TypeFacts>,
    /// The permissions, a table each.
    pub permissions: Vec<PermissionFacts>,
    /// The national clouds that have it; `None` where the page does not say.
    pub clouds: Option<Vec<Cloud>>,
    /// The least privileged roles of which a signed-in person needs one.
    pub roles: Vec<Spanned<String>>,
    /// The headers of the answer that the page names.
    pub answered_headers: Vec<&'static str>,
    /// How many objects a page of the answer has.
    pub page_size: PageSize,
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
    /// The sentence that says that this path is deprecated.
    pub deprecated: Option<String>,
}

/// A query option, header or parameter. It is no [`PropertyFacts`], which is a row of a table: a parameter may stand in
/// prose, in a path or in an example alone, where nothing says its type, and of what a property has beside it has nothing.
#[derive(Clone, Debug)]
pub struct ParameterFacts {
    /// The name: `$select`, `If-Match`.
    pub name: Spanned<String>,
    /// The type, where the page gives one.
    pub ty: Option<TypeFacts>,
    /// Whether it must be sent; `None` where nothing says so.
    pub required: Option<bool>,
    /// The description.
    pub description: Option<Text>,
    /// "Possible values are: …", empty where the page lists none.
    pub values: Vec<EnumMember>,
    /// Whether several of the values hold at once.
    pub flags: bool,
    /// "The default value is 1."
    pub default: Option<String>,
}

impl ParameterFacts {
    /// A parameter of which nothing but the name is known.
    pub fn named(name: Spanned<String>) -> Self {
        Self {
            name,
            ty: None,
            required: None,
            description: None,
            values: Vec::new(),
            flags: false,
            default: None,
        }
    }
}

/// What a page says of the request's body.
#[derive(Clone, Debug)]
pub enum BodyFacts {
    /// Nothing.
    Unsaid,
    /// That there is none: "Do not supply a request body for this method."
    None,
    /// An object: "supply a JSON representation of the `[x]` object".
    Object {
        /// The type that the lead-in names.
        ty: Option<TypeFacts>,
        /// The rows of the table, which are properties of the type.
        properties: Vec<PropertyFacts>,
    },
    /// The parameters of an action, by the rows of the table.
    Parameters(Vec<PropertyFacts>),
    /// Content that is not JSON.
    Bytes {
        /// The content type.
        content_type: Spanned<String>,
        /// What a table describes nevertheless.
        properties: Vec<PropertyFacts>,
    },
}

impl BodyFacts {
    /// The type of the object that is sent, where the page names it.
    pub fn ty(&self) -> Option<&TypeFacts> {
        match self {
            Self::Object { ty, .. } => ty.as_ref(),
            Self::Unsaid | Self::None | Self::Parameters(_) | Self::Bytes { .. } => None,
        }
    }

    /// The rows of the table, whatever they describe.
    pub fn rows(&self) -> &[PropertyFacts] {
        match self {
            Self::Object { properties, .. }
            | Self::Parameters(properties)
            | Self::Bytes { properties, .. } => properties,
            Self::Unsaid | Self::None => &[],
        }
    }
}

/// Bytes that a request can send in place of JSON: "Use `application/json` for a JSON object and `text/plain` for
/// MIME content."
#[derive(Clone, Debug)]
pub struct RawBodyFacts {
    /// `text/plain`.
    pub content_type: Spanned<String>,
    /// What the page calls such content: `MIME`.
    pub name: Option<String>,
    /// Whether it is sent in base64.
    pub is_base64: bool,
}

/// What a page says of the response.
#[derive(Clone, Debug)]
pub struct ResponseFacts {
    /// The status codes that mean success, in the order of the sentence.
    pub status: Vec<u16>,
    /// What comes back.
    pub content: ContentFacts,
}

/// What a page says of the content of a response.
#[derive(Clone, Debug)]
pub enum ContentFacts {
    /// Nothing.
    Unsaid,
    /// That there is no content.
    Empty,
    /// A value of a type, or a collection of such values.
    Value(TypeFacts),
    /// Bytes: a stream, the content of a file.
    Stream,
    /// The number of objects, in plain text: what `…/$count` answers.
    Count,
}

impl ResponseFacts {
    /// The type of the value that comes back, where the page names it.
    pub fn ty(&self) -> Option<&TypeFacts> {
        match &self.content {
            ContentFacts::Value(ty) => Some(ty),
            ContentFacts::Unsaid | ContentFacts::Empty | ContentFacts::Stream | ContentFacts::Count => None,
        }
    }
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
    pub fn span(&self) -> Option<Span> {
        let of_request = self.request.as_ref().map(|request| request.url.span());
        of_request.or(self.response.as_ref().map(|response| response.status.span))
    }

    /// Whether the page shows a call that did what it asks: its answer is no failure, or stands nowhere.
    pub(crate) fn succeeds(&self) -> bool {
        self.response.as_ref().is_none_or(ExampleResponse::succeeds)
    }
}

/// An example request.
#[derive(Clone, Debug)]
pub struct ExampleRequest {
    /// The name in the annotation, after which the files with the code of the request are called: `get_user`.
    pub name: Option<String>,
    /// The method.
    pub method: Method,
    /// The URL.
    pub url: RequestUrl,
    /// The headers, as spelled.
    pub headers: BTreeMap<String, String>,
    /// The body.
    pub body: ExampleBody,
    /// The type in the annotation.
    pub annotated: Option<AnnotatedType>,
}

impl ExampleRequest {
    /// Whether it calls an operation of a method and paths, be it of this version or the other.
    pub(crate) fn calls<'t>(
        &self,
        method: Method,
        paths: impl IntoIterator<Item = &'t PathTemplate>,
    ) -> bool {
        let path = self.url.path().filter(|_| self.method == method);
        path.is_some_and(|path| paths.into_iter().any(|known| known.matches(path)))
    }

    /// The media type of its body, where it says one other than JSON.
    pub(crate) fn content_type(&self) -> Option<&str> {
        let essence = essence(content_type(&self.headers)?);
        let is_token = |text: &str| {
            let is_part = |letter: char| letter.is_ascii_alphanumeric() || "!#$&^_.+-".contains(letter);
            !text.is_empty() && text.chars().all(is_part)
        };
        let (kind, format) = essence.split_once('/')?;
        (is_token(kind) && is_token(format) && !is_json(essence)).then_some(essence)
    }
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
    /// The type in the annotation.
    pub annotated: Option<AnnotatedType>,
}

impl ExampleResponse {
    /// Whether the request did what it asks. A redirect to the content of a file did.
    pub(crate) fn succeeds(&self) -> bool {
        !is_failure(self.status.value)
    }

    /// Whether the annotation says that the body is bytes: `"@odata.type": "stream"`.
    pub(crate) fn is_stream(&self) -> bool {
        let annotated = self.annotated.as_ref();
        annotated.is_some_and(|ty| matches!(Primitive::from_word(&ty.name), Some(Primitive::Stream)))
    }
}

/// The type that the annotation of an example names: `"@odata.type": "Collection(microsoft.graph.user)"`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnnotatedType {
    /// The qualified name, as spelled.
    pub name: String,
    /// Whether the example holds a collection of the type.
    pub collection: bool,
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
    pub abridged: bool,
}
