//! Requests on their way out: URL, headers and body put together.

use http::Method;
use http::header::{self, HeaderMap, HeaderName, HeaderValue};

use crate::error::RequestError;
use crate::operation::Metadata;
use crate::query::option::QueryOption;
use crate::query::query_string::push_query;
use crate::request::multipart::with_boundary;

/// The header that asks for the service's index instead of its store.
const CONSISTENCY_LEVEL: HeaderName = HeaderName::from_static("consistencylevel");

/// A request without the type of its operation: the code that puts it together is compiled once, not for each operation.
pub(crate) struct UntypedRequest<'a> {
    pub(crate) metadata: &'static Metadata,
    pub(crate) method: &'a Method,
    pub(crate) version: &'static str,
    pub(crate) path: String,
    pub(crate) query: &'a [(String, String)],
    pub(crate) headers: &'a HeaderMap,
    pub(crate) content_type: Option<HeaderValue>,
    pub(crate) accept: Option<&'static str>,
}

impl UntypedRequest<'_> {
    /// Whether the request counts, searches, narrows a collection to a type, or filters and sorts in a way for which the
    /// service needs its index.
    fn is_advanced(&self) -> bool {
        let value = |option: QueryOption| {
            let mut pairs = self.query.iter();
            pairs.find_map(|(key, value)| (key == option.key()).then_some(value.as_str()))
        };
        let filter = value(QueryOption::Filter);
        self.path.ends_with("/$count")
            || ends_in_cast(&self.path)
            || value(QueryOption::Search).is_some()
            || value(QueryOption::Count) == Some("true")
            || filter.is_some_and(is_advanced_filter)
            || (filter.is_some() && value(QueryOption::OrderBy).is_some())
    }

    /// Whether the page is to be counted, which the service wants of every advanced query of a collection. What the
    /// caller says of it counts, and what the page says cannot be asked for is not asked for.
    fn must_be_counted(&self) -> bool {
        let count = QueryOption::Count.key();
        !self.path.ends_with("/$count")
            && !self.query.iter().any(|(key, _)| key == count)
            && !self.metadata.unsupported_query.contains(&QueryOption::Count)
    }

    /// The request as HTTP.
    pub(crate) fn into_http(
        self,
        base_url: &str,
        body: Vec<u8>,
    ) -> Result<http::Request<Vec<u8>>, RequestError> {
        let mut url = format!("{}/{}{}", base_url.trim_end_matches('/'), self.version, self.path);
        push_query(&mut url, self.query);
        let is_advanced = self.metadata.consistency_level && self.is_advanced();
        if is_advanced && self.must_be_counted() {
            push_query(
                &mut url,
                &[(QueryOption::Count.key().to_owned(), "true".to_owned())],
            );
        }
        let content_type = self.content_type.clone().map(|name| with_boundary(name, &body));
        let mut request = http::Request::new(body);
        *request.method_mut() = self.method.clone();
        *request.uri_mut() = url.parse()?;
        let headers = request.headers_mut();
        if let Some(accept) = self.accept {
            headers.insert(header::ACCEPT, HeaderValue::from_static(accept));
        }
        if let Some(content_type) = content_type {
            headers.insert(header::CONTENT_TYPE, content_type);
        }
        if is_advanced {
            headers.insert(CONSISTENCY_LEVEL, HeaderValue::from_static("eventual"));
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

/// Whether a path ends in the name of a type: `/groups/1/members/microsoft.graph.user`.
fn ends_in_cast(path: &str) -> bool {
    let last = path.rsplit('/').next().unwrap_or_default();
    last.starts_with("microsoft.graph.") && !last.contains('(')
}

/// Whether a condition has an operator that the service answers from its index only: `ne`, `not`, `endsWith`, and the
/// count of a collection (<https://learn.microsoft.com/graph/aad-advanced-queries>).
fn is_advanced_filter(condition: &str) -> bool {
    // What stands in quotes is a value. A quote in it is doubled, which parts it into two values.
    let outside = condition.split('\'').step_by(2);
    let mut words =
        outside.flat_map(|text| text.split(|c: char| !(c.is_ascii_alphanumeric() || "$_".contains(c))));
    words.any(|word| {
        matches!(
            word.to_ascii_lowercase().as_str(),
            "ne" | "not" | "endswith" | "$count"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::{ends_in_cast, is_advanced_filter};

    #[test]
    fn casts_end_in_the_name_of_a_type() {
        assert!(ends_in_cast("/groups/1/members/microsoft.graph.user"));
        for path in [
            "/groups/1/members",
            "/me/drive/root:/microsoft.graph.txt:/content",
            "/me/microsoft.graph.delta()",
        ] {
            assert!(!ends_in_cast(path), "{path}");
        }
    }

    #[test]
    fn operators_count_and_values_do_not() {
        for condition in [
            "name ne 'a'",
            "not(startsWith(name, 'a'))",
            "endsWith(mail, 'x')",
            "tags/$count eq 0",
        ] {
            assert!(is_advanced_filter(condition), "{condition}");
        }
        for condition in [
            "name eq 'ne'",
            "name eq 'it''s not'",
            "startsWith(name, 'endsWith')",
            "notes/any(n:n eq 'x')",
        ] {
            assert!(!is_advanced_filter(condition), "{condition}");
        }
    }
}
