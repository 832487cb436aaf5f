//! Requests in the plan.

use crate::graph::{Method, PathTemplate, Version};
use crate::resolve::plan::{EnumPlan, ExampleCall, ExamplePlan, FieldType, Scalar, StructPlan, TypePath};

/// The requests of one owner.
#[derive(Clone, Debug)]
pub struct RequestModule {
    /// The module below `requests`.
    pub module: String,
    /// Lines of documentation.
    pub docs: Vec<String>,
    /// The operations in the order of their names.
    pub operations: Vec<OperationPlan>,
}

/// A request.
#[derive(Clone, Debug)]
pub struct OperationPlan {
    /// The name of the marker type.
    pub name: String,
    /// The page's title.
    pub title: String,
    /// Lines of documentation.
    pub docs: Vec<String>,
    /// What the deprecation says.
    pub deprecated: Option<String>,
    /// The URL of the page.
    pub documentation: String,
    /// The version.
    pub version: Version,
    /// The method.
    pub method: Method,
    /// The documented paths.
    pub paths: Vec<PathPlan>,
    /// The body.
    pub body: BodyPlan,
    /// The struct of the body, where it has one of its own.
    pub body_struct: Option<StructPlan>,
    /// Enumerations that only the body uses.
    pub enums: Vec<EnumPlan>,
    /// The response.
    pub response: ResponsePlan,
    /// Status codes that mean success; empty: any of 200 to 299.
    pub success: Vec<u16>,
    /// The system query options that the page offers.
    pub query: Vec<QueryOption>,
    /// Other query options, and headers.
    pub parameters: Vec<ParameterPlan>,
    /// Permissions.
    pub permissions: PermissionPlan,
    /// The documented examples.
    pub examples: Vec<ExamplePlan>,
    /// The call that the documentation shows.
    pub sample: Option<ExampleCall>,
}

/// A documented path of a request.
#[derive(Clone, Debug)]
pub struct PathPlan {
    /// The name of the constructor.
    pub constructor: String,
    /// The path taken apart; its rendering is the template that the runtime expands.
    pub route: PathTemplate,
    /// Lines of documentation.
    pub docs: Vec<String>,
    /// The arguments in the order of the holes.
    pub arguments: Vec<ArgumentPlan>,
}

/// An argument of a path.
#[derive(Clone, Debug)]
pub struct ArgumentPlan {
    /// The name in Rust.
    pub name: String,
    /// The type of the value.
    pub ty: ArgumentType,
}

/// The type of a path's argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArgumentType {
    /// Text: an identifier, or a string in quotes.
    Text,
    /// A value of a type that the page names.
    Scalar(Scalar),
    /// A literal whose type the page does not tell.
    Literal,
}

/// The body of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BodyPlan {
    /// None.
    None,
    /// A model or holder as JSON.
    Model(TypePath),
    /// A list of models or holders as JSON.
    Models(TypePath),
    /// An update of what a holder holds, which tells an absent value from `null`.
    Changes(TypePath),
    /// The struct in [`OperationPlan::body_struct`].
    Struct,
    /// Any JSON, where the type is documented nowhere.
    Json,
    /// `{"@odata.id": …}`: the address of an object that is to be linked.
    Reference,
    /// Bytes of a content type.
    Bytes(String),
}

impl BodyPlan {
    /// The model or holder that is sent.
    pub fn model(&self) -> Option<&TypePath> {
        match self {
            Self::Model(path) | Self::Models(path) | Self::Changes(path) => Some(path),
            _ => None,
        }
    }
}

/// The response of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResponsePlan {
    /// None.
    None,
    /// An object.
    Model(TypePath),
    /// A page of objects.
    Page(TypePath),
    /// `{"value": …}` with a value that is no object, or a list of such.
    Value(FieldType),
    /// Any JSON, where the type is documented nowhere.
    Json,
    /// Bytes.
    Bytes,
    /// A number as plain text.
    Count,
    /// Where the state of work that goes on can be asked for.
    Accepted,
}

impl ResponsePlan {
    /// Whether several come back, so that the request lists them.
    pub fn is_list(&self) -> bool {
        match self {
            Self::Page(_) => true,
            Self::Value(value) => value.collection,
            _ => false,
        }
    }
}

/// A system query option.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names say all")]
pub enum QueryOption {
    Count,
    Expand,
    Filter,
    OrderBy,
    Search,
    Select,
    Skip,
    Top,
}

impl QueryOption {
    /// The option of a key, `$select`, in any case and with or without the `$`.
    pub fn of_key(key: &str) -> Option<Self> {
        match key.trim_start_matches('$').to_ascii_lowercase().as_str() {
            "count" => Some(Self::Count),
            "expand" => Some(Self::Expand),
            "filter" => Some(Self::Filter),
            "orderby" => Some(Self::OrderBy),
            "search" => Some(Self::Search),
            "select" => Some(Self::Select),
            "skip" => Some(Self::Skip),
            "top" => Some(Self::Top),
            _ => None,
        }
    }
}

/// A query option or header that only some operations have.
#[derive(Clone, Debug)]
pub struct ParameterPlan {
    /// The name of the constant.
    pub constant: String,
    /// The name of the constructor's argument; `None` where the parameter need not be sent.
    pub argument: Option<String>,
    /// The name as sent.
    pub name: String,
    /// Where it is sent.
    pub place: ParameterPlace,
    /// Lines of documentation.
    pub docs: Vec<String>,
}

/// Where a parameter is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterPlace {
    /// As a header.
    Header,
    /// Behind the `?`.
    Query,
}

/// Permissions by kind; `None`: not documented, empty: not supported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PermissionPlan {
    /// Delegated, work or school account.
    pub delegated_work: Option<Vec<String>>,
    /// Delegated, personal account.
    pub delegated_personal: Option<Vec<String>>,
    /// Application.
    pub application: Option<Vec<String>>,
}
