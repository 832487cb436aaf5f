//! Documented examples: which operation a request means, and which documented response is most like its own.

use http::header::{self, HeaderName, HeaderValue};
use http::{Method, StatusCode};
use percent_encoding::percent_decode_str;
use serde_json::Value;

use crate::checks::check_body;
use crate::documentation::{Object, Route, Types, unwrapped};
use crate::error::{GraphError, json_response};
use crate::pages::{ExampleBody, ExampleFacts, ExampleRequest, ExampleResponse};
use crate::pattern::match_path;
use crate::service::{RoutedRequest, status};

/// The operation that a request means, of those of its method. Pages of derived types document the same request; the
/// `@odata.type` of the body tells them apart, or the properties in it.
///
/// # Errors
/// Where there is none.
pub(crate) fn choose_operation<'d>(
    mut routes: Vec<Route<'d>>,
    types: Types<'_>,
    request: &http::Request<Vec<u8>>,
) -> Result<Route<'d>, GraphError> {
    let sent = serde_json::from_slice::<Value>(request.body())
        .ok()
        .as_ref()
        .and_then(type_of);
    let is_meant = |route: &Route<'_>| {
        let mut examples = route
            .operation
            .examples
            .iter()
            .filter_map(|example| example.request.as_ref());
        examples.any(|example| {
            example
                .body
                .json()
                .is_some_and(|body| sent.is_some() && type_of(body) == sent)
        })
    };
    let meant = routes.iter().position(is_meant);
    // A page about this request goes before one that documents many, as those of extended properties do.
    let takes = || {
        let routes = routes.iter().enumerate();
        let takes = routes.filter(|(_, route)| check_body(route.operation, types, request).is_ok());
        Some(takes.min_by_key(|(_, route)| route.operation.paths.len())?.0)
    };
    match meant.or_else(takes) {
        Some(index) => Ok(routes.swap_remove(index)),
        None => routes
            .into_iter()
            .next()
            .ok_or_else(|| GraphError::method_not_allowed(request.method())),
    }
}

fn type_of(value: &Value) -> Option<String> {
    Some(value.get("@odata.type")?.as_str()?.to_owned())
}

impl Route<'_> {
    pub(crate) fn is_of(&self, method: &Method) -> bool {
        self.operation.method.as_str() == method.as_str()
    }

    /// Whether the page names the header by which advanced queries are asked for.
    pub(crate) fn knows_consistency_level(&self) -> bool {
        let mut headers = self.operation.headers.iter();
        headers.any(|header| header.name.eq_ignore_ascii_case("ConsistencyLevel"))
    }

    /// The example whose request is most like one with this body, `None` where it is no object: it has the same path, then the
    /// same type, or no object either, then the most properties in common. Of examples that are equally alike, the first.
    fn most_similar_example(&self, body: Option<&Object>) -> Option<&ExampleFacts> {
        let examples = self.operation.examples.iter();
        let likeness = |example: &&ExampleFacts| {
            let Some(request) = &example.request else {
                return (false, false, 0);
            };
            let shown = request.body.json().and_then(Value::as_object);
            let (Some(body), Some(shown)) = (body, shown) else {
                return (self.is_path_of(request), body.is_none() && shown.is_none(), 0);
            };
            let common = shown.keys().filter(|name| body.contains_key(*name)).count();
            let differing = shown.len() + body.len() - 2 * common;
            let ty = |object: &Object| object.get("@odata.type").cloned();
            (
                self.is_path_of(request),
                ty(body) == ty(shown),
                isize::try_from(differing).map_or(isize::MIN, |differing| -differing),
            )
        };
        // Of several that are equal, `max_by_key` takes the last.
        examples.rev().max_by_key(likeness)
    }

    fn is_path_of(&self, request: &ExampleRequest) -> bool {
        let segments = path_of(request.url.as_str());
        match_path(&self.template, &segments).is_some()
    }

    /// The documented response to the request whose body is most like this one.
    pub(crate) fn example_response(&self, body: Option<&Object>) -> Option<&ExampleResponse> {
        let likest = self
            .most_similar_example(body)
            .and_then(|example| example.response.as_ref());
        let mut all = self.operation.examples.iter();
        likest.or_else(|| all.find_map(|example| example.response.as_ref()))
    }

    /// The object of the documented response, and that of the documented request; empty where the page has none.
    pub(crate) fn example_objects(&self, body: Option<&Object>) -> (Object, Object) {
        let shown = self
            .example_response(body)
            .and_then(|response| response.body.json());
        let sent = self
            .most_similar_example(body)
            .and_then(|example| example.request.as_ref());
        let sent = sent.and_then(|request| request.body.json());
        (
            shown
                .and_then(Value::as_object)
                .map(unwrapped)
                .unwrap_or_default(),
            sent.and_then(Value::as_object).cloned().unwrap_or_default(),
        )
    }

    /// Whether a documented response to a request without `$select` has a property.
    pub(crate) fn example_has(&self, name: &str) -> bool {
        let mut examples = self.operation.examples.iter();
        examples.any(|example| {
            let selects = |request: &ExampleRequest| request.url.as_str().contains("$select");
            let shown = example
                .response
                .as_ref()
                .and_then(|response| response.body.json());
            let shown = shown.filter(|_| !example.request.as_ref().is_some_and(selects));
            let has = |object: &Value| object.get(name).is_some();
            shown.is_some_and(|shown| match shown.get("value") {
                Some(Value::Array(objects)) => objects.iter().any(has),
                Some(object @ Value::Object(_)) => has(object) || has(shown),
                _ => has(shown),
            })
        })
    }

    /// Whether the operation reads the object at its path. A function may return an object, but none stands at its path.
    pub(crate) fn returns_object(&self) -> bool {
        let is_function = self
            .matched
            .segments
            .last()
            .is_some_and(|last| last.ends_with(')'));
        !is_function && !self.example_objects(None).0.is_empty()
    }
}

/// The segments of the URL of an example, decoded and without its version.
pub(crate) fn path_of(url: &str) -> Vec<String> {
    let path = url.split('?').next().unwrap_or_default();
    let path = path.split_once("://").map_or(path, |(_, rest)| rest);
    let segments = path.split('/').skip(2);
    let decoded = segments.map(|segment| percent_decode_str(segment).decode_utf8_lossy().into_owned());
    decoded.collect()
}

impl RoutedRequest<'_> {
    /// The documented response, or one without a body and with the documented status.
    pub(crate) fn example_response(&self) -> http::Response<Vec<u8>> {
        let route = &self.route;
        let documented = route.operation.response.status.first().copied();
        let body: Option<Object> = serde_json::from_slice(self.body).ok();
        let Some(shown) = route.example_response(body.as_ref()) else {
            let code = documented.and_then(|code| StatusCode::from_u16(code).ok());
            return status(code.unwrap_or(StatusCode::NO_CONTENT));
        };
        let code = StatusCode::from_u16(shown.status.value).unwrap_or(StatusCode::OK);
        let mut response = match &shown.body {
            ExampleBody::None => status(code),
            ExampleBody::Json(json) => json_response(code, &json.value),
            ExampleBody::Broken(text) | ExampleBody::Text(text) => {
                status(code).map(|_| text.clone().into_bytes())
            }
        };
        for (name, value) in &shown.headers {
            let name = HeaderName::try_from(name.as_str()).ok();
            // The length on the page is that of the text there.
            let name =
                name.filter(|name| *name != header::CONTENT_LENGTH && *name != header::TRANSFER_ENCODING);
            if let (Some(name), Ok(value)) = (name, HeaderValue::try_from(value)) {
                response.headers_mut().insert(name, value);
            }
        }
        response
    }
}
