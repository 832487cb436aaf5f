//! Errors in the form that the service documents for all operations.

use std::borrow::Cow;

use http::StatusCode;
use http::header::{self, HeaderMap, HeaderValue};
use serde_json::{Value, json};
use time::OffsetDateTime;
use time::macros::format_description;
use uuid::Uuid;

use crate::pages::QueryOption;

/// How many seconds to wait where requests come too fast. The service asks for more; nobody waits that long for a
/// demonstration.
const RETRY_AFTER: &str = "0.05";

/// What a request is answered with that cannot be carried out.
#[derive(Debug)]
pub(crate) struct GraphError {
    status: StatusCode,
    code: Cow<'static, str>,
    message: String,
    /// The value of `Retry-After`.
    retry_after: Option<Cow<'static, str>>,
}

impl GraphError {
    fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            status,
            code: code.into(),
            message: message.into(),
            retry_after: None,
        }
    }

    /// An error that a test asked for.
    pub(crate) fn asked_for(status: StatusCode, code: Option<String>, retry_after: Option<String>) -> Self {
        let default = match status {
            StatusCode::TOO_MANY_REQUESTS => "TooManyRequests",
            StatusCode::INTERNAL_SERVER_ERROR => "generalException",
            StatusCode::BAD_GATEWAY => "BadGateway",
            StatusCode::SERVICE_UNAVAILABLE => "serviceNotAvailable",
            StatusCode::GATEWAY_TIMEOUT => "UnknownError",
            _ => "BadRequest",
        };
        Self {
            code: code.map_or(default.into(), Cow::from),
            retry_after: retry_after.map(Cow::from),
            ..Self::new(status, default, "A test asked for this answer.")
        }
    }

    /// The request makes no sense.
    pub(crate) fn bad_request(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "BadRequest", message)
    }

    /// The request makes no sense to the directory, which has a code of its own for that.
    pub(crate) fn request_bad_request(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "Request_BadRequest", message)
    }

    /// The body is of a media type that the request does not take.
    pub(crate) fn unsupported_media_type(ty: &str) -> Self {
        let message =
            format!("The media type '{ty}' is not that of the request, which takes application/json.");
        Self::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "UnsupportedMediaType",
            message,
        )
    }

    /// A type has no such property.
    pub(crate) fn unknown_property(name: &str, ty: &str) -> Self {
        Self::bad_request(format!(
            "Could not find a property named '{name}' on type '{ty}'."
        ))
    }

    /// The value of a property is none of its type.
    pub(crate) fn wrong_value(name: &str, expected: &str) -> Self {
        Self::bad_request(format!(
            "Invalid value specified for property '{name}': {expected} is expected."
        ))
    }

    /// A condition compares a property to what is none of its values.
    pub(crate) fn incompatible(name: &str, expected: &str) -> Self {
        let message =
            format!("A comparison of '{name}' has incompatible types: it is of the type '{expected}'.");
        Self::bad_request(message)
    }

    /// The page says that an option does not take a property.
    pub(crate) fn unsupported_option(option: QueryOption, name: &str) -> Self {
        Self::request_bad_request(format!(
            "{} does not support the property '{name}'.",
            option.key()
        ))
    }

    /// The page does not name an operator for a property.
    pub(crate) fn unsupported_clause(name: &str) -> Self {
        let message = format!("Unsupported or invalid query filter clause specified for property '{name}'.");
        Self::new(StatusCode::BAD_REQUEST, "Request_UnsupportedQuery", message)
    }

    /// The token lacks the permissions that the page names.
    pub(crate) fn denied(needed: &str) -> Self {
        let message = format!("Insufficient privileges to complete the operation. It needs {needed}.");
        Self::new(StatusCode::FORBIDDEN, "Authorization_RequestDenied", message)
    }

    /// The query needs the index, and does not say that it takes an answer of it.
    pub(crate) fn unsupported_query() -> Self {
        let message =
            "Unsupported query: it needs the header ConsistencyLevel with eventual, and $count=true.";
        Self::new(StatusCode::BAD_REQUEST, "Request_UnsupportedQuery", message)
    }

    /// There is a link already that is to be added.
    pub(crate) fn reference_exists(relationship: &str) -> Self {
        let message = format!(
            "One or more added object references already exist for the following modified properties: \
             '{relationship}'."
        );
        Self::request_bad_request(message)
    }

    /// Nobody gets the message.
    pub(crate) fn invalid_recipients() -> Self {
        let message = "At least one recipient is not valid.";
        Self::new(StatusCode::BAD_REQUEST, "ErrorInvalidRecipients", message)
    }

    /// A drive cannot do what is asked.
    pub(crate) fn invalid_request(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalidRequest", message)
    }

    /// There is no such item in the drive.
    pub(crate) fn item_not_found(item: &str) -> Self {
        let message = format!("The item '{item}' could not be found.");
        Self::new(StatusCode::NOT_FOUND, "itemNotFound", message)
    }

    /// Another item of the folder has the name.
    pub(crate) fn name_exists() -> Self {
        let message = "The specified item name already exists.";
        Self::new(StatusCode::CONFLICT, "nameAlreadyExists", message)
    }

    /// The item has changed since the caller read it.
    pub(crate) fn precondition_failed() -> Self {
        let message = "The entity tag is not that of the item.";
        Self::new(StatusCode::PRECONDITION_FAILED, "notAllowed", message)
    }

    /// The upload session is not there: it was never begun, or it has ended.
    pub(crate) fn no_session() -> Self {
        let message = "The upload session was not found.";
        Self::new(StatusCode::NOT_FOUND, "itemNotFound", message)
    }

    /// The bytes are not those that come next, or there are none such.
    pub(crate) fn out_of_range() -> Self {
        let message = "The range is not the one that is expected.";
        Self::new(StatusCode::RANGE_NOT_SATISFIABLE, "invalidRange", message)
    }

    /// A token went where none belongs.
    pub(crate) fn unauthenticated() -> Self {
        let message = "The URL says who may use it; a token is not accepted.";
        Self::new(StatusCode::UNAUTHORIZED, "unauthenticated", message)
    }

    /// There is no token.
    pub(crate) fn unauthorized() -> Self {
        let message = "Access token is empty.";
        Self::new(StatusCode::UNAUTHORIZED, "InvalidAuthenticationToken", message)
    }

    /// The token was good once.
    pub(crate) fn token_expired() -> Self {
        let message = "Lifetime validation failed, the token is expired.";
        Self::new(StatusCode::UNAUTHORIZED, "InvalidAuthenticationToken", message)
    }

    /// Requests come too fast.
    pub(crate) fn too_many_requests() -> Self {
        let message = "Too many requests. Try again after the time that 'Retry-After' names.";
        Self {
            retry_after: Some(RETRY_AFTER.into()),
            ..Self::new(StatusCode::TOO_MANY_REQUESTS, "TooManyRequests", message)
        }
    }

    /// The state that a delta query starts from is forgotten.
    pub(crate) fn sync_state_not_found() -> Self {
        let message = "The sync state is not found. Begin again without a token.";
        Self::new(StatusCode::GONE, "syncStateNotFound", message)
    }

    /// The state that a delta query of a drive starts from is forgotten.
    pub(crate) fn resync() -> Self {
        let message = "The token is not known. Begin again without one, and apply the differences.";
        Self::new(StatusCode::GONE, "resyncChangesApplyDifferences", message)
    }

    /// A segment of the path begins with `$`, and is none of the service's own.
    pub(crate) fn unknown_segment(segment: &str) -> Self {
        let message = format!("Resource not found for the segment '{segment}'.");
        Self::new(StatusCode::BAD_REQUEST, "BadRequest", message)
    }

    /// No page documents such a path.
    pub(crate) fn unknown_path(path: &str) -> Self {
        let message = format!("Resource not found for the path '{path}': no page documents it.");
        Self::new(StatusCode::BAD_REQUEST, "BadRequest", message)
    }

    /// The path is documented, the method is not.
    pub(crate) fn method_not_allowed(method: &http::Method) -> Self {
        let message = format!("No page documents the method {method} for this path.");
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "methodNotAllowed", message)
    }

    /// There is no such object.
    pub(crate) fn not_found(id: &str) -> Self {
        let message = format!("Resource '{id}' does not exist.");
        Self::new(StatusCode::NOT_FOUND, "ResourceNotFound", message)
    }

    /// The request was not carried out since one that it waits for failed.
    pub(crate) fn failed_dependency(id: &str) -> Self {
        let message = format!("The request '{id}' that it depends on failed.");
        Self::new(StatusCode::FAILED_DEPENDENCY, "FailedDependency", message)
    }

    /// The response; `request` are the headers of the request.
    pub(crate) fn into_response(self, request: &HeaderMap) -> http::Response<Vec<u8>> {
        let id = Uuid::new_v4().to_string();
        let format = format_description!("[year]-[month]-[day]T[hour]:[minute]:[second]");
        let date = OffsetDateTime::now_utc().format(format).unwrap_or_default();
        let client_request_id = request.get("client-request-id").cloned();
        let body = json!({"error": {
            "code": self.code,
            "message": self.message,
            "innerError": {
                "date": date,
                "request-id": id,
                "client-request-id": client_request_id.as_ref().and_then(|id| id.to_str().ok()).unwrap_or(&id),
            },
        }});
        let mut response = json_response(self.status, &body);
        if let Some(pause) = self
            .retry_after
            .and_then(|pause| HeaderValue::try_from(&*pause).ok())
        {
            response.headers_mut().insert(header::RETRY_AFTER, pause);
        }
        if let Ok(id) = HeaderValue::try_from(id) {
            response.headers_mut().insert("request-id", id);
        }
        if let Some(id) = client_request_id {
            response.headers_mut().insert("client-request-id", id);
        }
        response
    }
}

/// A response with a body of JSON.
pub(crate) fn json_response(status: StatusCode, body: &Value) -> http::Response<Vec<u8>> {
    let mut response = http::Response::new(body.to_string().into_bytes());
    *response.status_mut() = status;
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}
