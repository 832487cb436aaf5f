//! Types of the program's own, as bodies and as answers.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::{DecodeError, DecodeErrorKind, ResponseError};
use crate::json::{ReadOptions, WriteError};
use crate::operation::body::Body;
use crate::response::Response;

/// A value of a type of the program's own, which serde writes and reads: the body or the answer of a request that no page
/// documents, see [`Step::request`](crate::Step::request).
///
/// ```
/// use graph_runtime::http::Method;
/// use graph_runtime::{Json, Step};
///
/// #[derive(serde::Serialize)]
/// struct Booking {
///     room: String,
/// }
///
/// #[derive(serde::Deserialize)]
/// struct Booked {
///     id: u32,
/// }
///
/// let body = Json(Booking { room: "2.17".into() });
/// let request = Step::new((), "beta").request::<_, Json<Booked>>(Method::POST, "/rooms/book", &[], body);
/// let sent = request.to_http("https://graph.microsoft.com")?;
/// assert_eq!(sent.body(), br#"{"room":"2.17"}"#);
///
/// let answer = graph_runtime::http::Response::new(br#"{"id": 7, "room": "2.17"}"#.to_vec());
/// let Json(booked) = request.read_response(answer)?;
/// assert_eq!(booked.id, 7);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Json<T>(
    /// The value.
    pub T,
);

impl<T: Serialize> Body for Json<T> {
    fn content_type(&self) -> Option<&'static str> {
        Some("application/json")
    }

    fn to_bytes(&self, _: &str) -> Result<Vec<u8>, WriteError> {
        Ok(serde_json::to_vec(&self.0)?)
    }
}

impl<T: DeserializeOwned> Response for Json<T> {
    const ACCEPT: Option<&'static str> = Some("application/json");

    fn read_with(response: http::Response<Vec<u8>>, _: ReadOptions) -> Result<Self, ResponseError> {
        match serde_json::from_slice(response.body()) {
            Ok(value) => Ok(Self(value)),
            Err(error) => Err(DecodeError::of(response, DecodeErrorKind::OwnType(error)).into()),
        }
    }
}
