//! Operations: what is known of a documented request before it is made.

pub(crate) mod body;
pub(crate) mod own_type;

use crate::cloud::Cloud;
use crate::path;
use crate::permissions::list::{PermissionCase, Permissions};
use crate::query;
use crate::query::option::QueryOption;
use crate::response::Response;

pub use crate::operation::body::Body;
pub use crate::path::argument::Argument;

/// A documented operation of Microsoft Graph. Generated marker types implement it; a request is a
/// [`Request`](crate::Request) of such a type.
pub trait Operation: 'static {
    /// What is sent: a model, a list of models, [`UpdateOf`](crate::UpdateOf) of one, [`Reference`](crate::Reference),
    /// JSON without a type, bytes, or `()`.
    type Body: Body;
    /// What comes back: a model, [`Page`](crate::Page), [`ValueOf`](crate::response::ValueOf), [`Bytes`](crate::response::Bytes),
    /// [`Accepted`](crate::response::Accepted) or `()`.
    type Response: Response;
    /// Which query options of OData a request takes: [`query::OfObject`], [`query::OfList`], or others.
    type Query: query::Options;
    /// What the documentation says of the operation.
    const METADATA: &'static Metadata;
}

/// What the documentation says of an operation.
///
/// Start from [`Metadata::V1`] or [`Metadata::BETA`], which say nothing but the version.
#[derive(Clone, Copy, Debug)]
pub struct Metadata {
    /// The resource and the name of the operation, as the title of its page has it.
    pub name: &'static str,
    /// Version of the API, the first segment of the path: `v1.0` or `beta`.
    pub version: &'static str,
    /// Method of the request.
    pub method: Method,
    /// Templates of the documented paths, below the version. `{name}` stands for an argument, in the order
    /// of the arguments.
    pub paths: &'static [&'static str],
    /// Documented status codes of success. Any 2xx is taken as success; these tell the expected one.
    pub success: &'static [u16],
    /// Content type of a body of bytes, where the page names one. `None`: the body's own.
    pub content_type: Option<&'static str>,
    /// Whether a body of bytes is sent in base64. The request encodes it: what it is given are the bytes themselves.
    pub base64: bool,
    /// Properties of the object that a request creates which are not sent: the service sets them. The steps leave them out,
    /// so that an object that was read can be created again.
    pub set_by_service: &'static [&'static str],
    /// Address of the page in the documentation.
    pub documentation: &'static str,
    /// OData query options that the page documents. A request takes others too, as far as the page does not say that
    /// they are not supported.
    pub query: &'static [QueryOption],
    /// OData query options that the page says are not supported.
    pub unsupported_query: &'static [QueryOption],
    /// Whether the documentation names the header `ConsistencyLevel`, without which the service refuses `$search`,
    /// `$count`, paths that narrow a collection to a type, `$filter` together with `$orderby`, and some operators in a
    /// `$filter`. Requests with these set it to `eventual`, and ask for `$count=true` too, which the service wants beside
    /// the header, unless the request says otherwise or the page calls the option unsupported.
    pub consistency_level: bool,
    /// Permissions of which a caller needs one, in all cases.
    pub permissions: Permissions,
    /// The permissions by path, where they are not the same on all paths, or the pages leave it open which count.
    pub permission_cases: &'static [PermissionCase],
    /// The national clouds that have the operation; `None` where the page does not say.
    pub clouds: Option<&'static [Cloud]>,
    /// The least privileged roles of which a signed-in person needs one, where the page names any.
    pub roles: &'static [&'static str],
}

impl Metadata {
    /// An operation of v1.0 of which nothing else is known.
    pub const V1: Self = Self {
        name: "",
        version: "v1.0",
        method: Method::Get,
        paths: &[],
        success: &[],
        content_type: None,
        base64: false,
        set_by_service: &[],
        documentation: "",
        query: &[],
        unsupported_query: &[],
        consistency_level: false,
        permissions: Permissions::UNDOCUMENTED,
        permission_cases: &[],
        clouds: None,
        roles: &[],
    };

    /// An operation of beta of which nothing else is known.
    pub const BETA: Self = Self {
        version: "beta",
        ..Self::V1
    };
}

impl Metadata {
    /// The permissions on a path, by its template; one entry, unless the pages leave it open which count. On a path that
    /// they do not document all count that they name.
    pub(crate) fn permissions_on(&self, template: Option<&str>) -> Vec<Permissions> {
        let is_path = |known: &str| template.is_some_and(|template| path::is_same_template(known, template));
        let index = self.paths.iter().position(|known| is_path(known));
        let counts = |case: &&PermissionCase| match index {
            Some(index) => case.paths.is_empty() || case.paths.contains(&index),
            None => true,
        };
        let cases = self.permission_cases.iter().filter(counts);
        let of_cases: Vec<Permissions> = cases.map(|case| case.permissions).collect();
        if of_cases.is_empty() {
            vec![self.permissions]
        } else {
            of_cases
        }
    }
}

/// The method of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Method {
    Get,
    Head,
    Post,
    Put,
    Patch,
    Delete,
}

impl Method {
    /// The method as it is sent.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

impl From<Method> for http::Method {
    fn from(method: Method) -> Self {
        match method {
            Method::Get => Self::GET,
            Method::Head => Self::HEAD,
            Method::Post => Self::POST,
            Method::Put => Self::PUT,
            Method::Patch => Self::PATCH,
            Method::Delete => Self::DELETE,
        }
    }
}
