//! Requests in the plan.

use crate::graph::{Cloud, Method, PathTemplate, Scalar, Version, is_created};
use crate::resolve::plan::arena::Planned;
use crate::resolve::plan::bytes::BytesPlan;
use crate::resolve::plan::docs::{DocBlock, DocsPlan, Sentence};
use crate::resolve::plan::ids::{EnumId, ModuleId, OperationId, StructId, kinds};
use crate::resolve::plan::models::{FieldType, ObjectType};
use crate::resolve::plan::permissions::{PermissionCase, PermissionPlan};
use crate::resolve::plan::query::QueryPlan;
use crate::span::FileId;

/// The requests of one owner.
#[derive(Clone, Debug)]
pub struct RequestModule {
    /// The module below `requests`.
    pub module: ModuleId,
    /// The type that the requests are about; `None` where the pages name none.
    pub owner: Option<StructId>,
    /// The name of the type where no page is about it.
    pub undocumented_owner: Option<String>,
    /// The operations in the order of their names.
    pub operations: Vec<OperationId>,
}

/// A request.
#[derive(Clone, Debug)]
pub struct OperationPlan {
    /// The name of the marker type.
    pub name: String,
    /// The module in which it is written.
    pub module: ModuleId,
    /// The page's title.
    pub title: String,
    /// Whether the page has other requests under this title.
    pub shares_title: bool,
    /// Documentation.
    pub docs: DocsPlan,
    /// The sentence that says that the request is deprecated.
    pub deprecated: Option<String>,
    /// The page, which tells the requests of one page from those of others.
    pub page: FileId,
    /// The address of the page; a loose page has none.
    pub documentation: Option<String>,
    /// The version.
    pub version: Version,
    /// The method.
    pub method: Method,
    /// The documented paths.
    pub paths: Vec<PathPlan>,
    /// The body.
    pub body: BodyPlan,
    /// Properties of the object that is created which are not sent, since the service sets them.
    pub set_by_service: Vec<String>,
    /// Enumerations that only the body uses.
    pub enums: Vec<EnumId>,
    /// The response.
    pub response: ResponsePlan,
    /// Status codes that mean success; empty: any of 200 to 299.
    pub success: Vec<u16>,
    /// The query options that OData defines for all services.
    pub query: QueryPlan,
    /// Whether the page names the header `ConsistencyLevel`, by which advanced queries are asked for.
    pub consistency_level: bool,
    /// Other query options, and headers.
    pub parameters: Vec<ParameterPlan>,
    /// The permissions of all cases.
    pub permissions: PermissionPlan,
    /// The national clouds that have it; `None` where the page does not say.
    pub clouds: Option<Vec<Cloud>>,
    /// The least privileged roles of which a signed-in person needs one.
    pub roles: Vec<String>,
    /// The permissions by path, where they are not the same on all paths or the pages leave it open which count.
    pub permission_cases: Vec<PermissionCase>,
}

impl Planned for OperationPlan {
    type Kind = kinds::Operation;
}

impl OperationPlan {
    /// Whether the page says that the request creates an object.
    pub fn creates(&self) -> bool {
        self.success.iter().copied().any(is_created)
    }

    /// Whether the request stands for those of pages which each create or update an object of one derived type.
    pub fn takes_any_type(&self) -> bool {
        matches!(
            self.docs.fallback,
            Sentence::CreatesAnyOf(_) | Sentence::UpdatesAnyOf(_)
        )
    }

    /// The parameters that must be sent, with the names of their arguments.
    pub fn required(&self) -> impl Iterator<Item = (&ParameterPlan, &str)> {
        let parameters = self.parameters.iter();
        parameters.filter_map(|parameter| Some((parameter, parameter.argument.as_deref()?)))
    }
}

/// A documented path of a request.
#[derive(Clone, Debug)]
pub struct PathPlan {
    /// The path taken apart; its rendering is the template that the runtime expands.
    pub route: PathTemplate,
    /// The arguments in the order of the parameters in the path.
    pub arguments: Vec<ArgumentPlan>,
    /// The argument that the page requires and that this path leaves out, while another path of the request has it.
    pub left_out: Option<String>,
    /// Whether the path is deprecated.
    pub is_deprecated: bool,
}

/// An argument of a path.
#[derive(Clone, Debug)]
pub struct ArgumentPlan {
    /// The name in Rust.
    pub name: String,
    /// The type of the value.
    pub ty: ArgumentType,
    /// What a table of the page says of it.
    pub description: Vec<DocBlock>,
}

/// The type of a path's argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArgumentType {
    /// Text: an identifier, or a string in quotes.
    Text,
    /// A value of a type that the page names.
    Scalar(Scalar),
    /// A value of a type that the page names, or `null`: the page calls the argument optional, and no path leaves it out.
    Optional(Scalar),
    /// A literal whose type the page does not tell.
    Literal,
}

/// The body of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BodyPlan {
    /// None.
    None,
    /// An object as JSON.
    Model(ObjectType),
    /// A list of objects as JSON.
    Models(ObjectType),
    /// An update of an object of a type or of one derived from it, which tells an absent value from `null`.
    Update(ObjectType),
    /// The struct that was made for this request.
    Own(StructId),
    /// Any JSON, where the type is documented nowhere.
    Json,
    /// `{"@odata.id": …}`: the address of an object that is to be linked.
    Reference,
    /// Bytes.
    Bytes(BytesPlan),
}

impl BodyPlan {
    /// The struct that was made for this request.
    pub fn own(&self) -> Option<StructId> {
        match self {
            Self::Own(id) => Some(*id),
            _ => None,
        }
    }

    /// Whether the request encodes bytes in base64.
    pub fn is_base64(&self) -> bool {
        matches!(self, Self::Bytes(bytes) if bytes.is_base64)
    }
}

/// The response of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResponsePlan {
    /// None.
    None,
    /// An object.
    Model(ObjectType),
    /// A page of objects.
    Page(ObjectType),
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

/// A query option or header that only some operations have.
#[derive(Clone, Debug)]
pub struct ParameterPlan {
    /// The name of the constant.
    pub constant: String,
    /// The name of the call's argument; `None` where the parameter need not be sent.
    pub argument: Option<String>,
    /// The name as sent.
    pub name: String,
    /// Where it is sent.
    pub place: ParameterLocation,
    /// What the page says of it.
    pub description: Vec<DocBlock>,
}

/// Where a parameter is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ParameterLocation {
    /// As a header.
    Header,
    /// Behind the `?`.
    Query,
}
