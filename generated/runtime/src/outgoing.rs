//! Requests on their way out: URL, headers and body put together.

use http::header::{self, HeaderMap, HeaderName, HeaderValue};

use crate::error::RequestError;
use crate::operation::Metadata;
use crate::query_string::push_query;

/// The header that asks for the service's index instead of its store.
const CONSISTENCY_LEVEL: HeaderName = HeaderName::from_static("consistencylevel");

/// A request without its type.
pub(crate) struct Parts<'a> {
    pub(crate) metadata: &'static Metadata,
    pub(crate) path: String,
    pub(crate) query: &'a [(String, String)],
    pub(crate) headers: &'a HeaderMap,
    pub(crate) text_headers: &'a [(&'static str, String)],
    pub(crate) content_type: Option<HeaderValue>,
    pub(crate) accept: Option<&'static str>,
}

impl Parts<'_> {
    /// Whether the request counts or searches, for which the service needs its index.
    fn is_advanced(&self) -> bool {
        let advanced = |(key, value): &(String, String)| match key.as_str() {
            "$search" => true,
            "$count" => value == "true",
            _ => false,
        };
        self.path.ends_with("/$count") || self.query.iter().any(advanced)
    }

    /// The request as HTTP.
    pub(crate) fn into_http(
        self,
        base_url: &str,
        body: Vec<u8>,
    ) -> Result<http::Request<Vec<u8>>, RequestError> {
        let mut url = format!(
            "{}/{}{}",
            base_url.trim_end_matches('/'),
            self.metadata.version,
            self.path
        );
        push_query(&mut url, self.query);
        let mut request = http::Request::new(body);
        *request.method_mut() = self.metadata.method.into();
        *request.uri_mut() = url.parse()?;
        let headers = request.headers_mut();
        if let Some(accept) = self.accept {
            headers.insert(header::ACCEPT, HeaderValue::from_static(accept));
        }
        if let Some(content_type) = &self.content_type {
            headers.insert(header::CONTENT_TYPE, content_type.clone());
        }
        if self.metadata.consistency_level && self.is_advanced() {
            headers.insert(CONSISTENCY_LEVEL, HeaderValue::from_static("eventual"));
        }
        for (name, value) in self.text_headers {
            headers.insert(HeaderName::try_from(*name)?, HeaderValue::from_str(value)?);
        }
        for name in self.headers.keys() {
            headers.remove(name);
            for value in self.headers.get_all(name) {
                headers.append(name, value.clone());
            }
        }
        Ok(request)
    }
}
