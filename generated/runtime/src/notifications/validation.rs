//! The request by which the service checks a notification URL.

use http::header::{self, HeaderName, HeaderValue};

const NO_SNIFF: (HeaderName, HeaderValue) = (
    header::X_CONTENT_TYPE_OPTIONS,
    HeaderValue::from_static("nosniff"),
);

/// The answer to the request by which the service checks a notification URL: status 200 and the token of the request
/// as plain text. `query` is the query of the request without its `?`. `None` means that the request is a notification.
///
/// The token is text of whoever sends the request. The headers of the answer keep a browser from taking it for a
/// page; so a program that copies the token into an answer of its own must send it as `text/plain` too.
#[must_use]
pub fn answer_validation(query: &str) -> Option<http::Response<String>> {
    let (_, token) = form_urlencoded::parse(query.as_bytes())
        .find(|(name, token)| name == "validationToken" && !token.is_empty())?;
    let mut response = http::Response::new(token.into_owned());
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/plain; charset=utf-8"),
    );
    headers.extend([NO_SNIFF]);
    Some(response)
}
