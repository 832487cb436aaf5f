//! The service: requests in, responses out. No network.

use std::sync::{Mutex, PoisonError};

use generator::Error;
use generator::graph::{PathTemplate, Segment, Version};
use generator::model::ResponseContent;
use generator::page::ExampleBody;
use http::header::{self, HeaderName, HeaderValue};
use http::{Method, StatusCode};
use percent_encoding::percent_decode_str;
use serde_json::Value;

use crate::collections::{Changed, Collections, merge, position};
use crate::documentation::{Documentation, Object, Route, Settings, unwrapped};
use crate::error::{GraphError, json_response};
use crate::faults::Faults;
use crate::pattern;
use crate::query::Query;
use crate::{batch, delta};

/// A service that answers as the documentation says, and remembers what it was told.
pub struct Service {
    documentation: Documentation,
    faults: Faults,
    state: Mutex<Collections>,
}

type Answer = Result<http::Response<Vec<u8>>, GraphError>;

/// A request that the documentation knows.
struct Asked<'a> {
    version: Version,
    route: Route<'a>,
    /// The URL without its query.
    url: String,
    query: &'a str,
    body: &'a [u8],
}

impl Service {
    /// A service of the pages.
    ///
    /// # Errors
    /// When the pages cannot be read.
    pub fn new(settings: Settings) -> Result<Self, Error> {
        Ok(Self {
            faults: Faults::new(settings.faults.clone()),
            documentation: Documentation::read(settings)?,
            state: Mutex::default(),
        })
    }

    /// Answers a request. Its URI is a whole URL, with the version in front of the path.
    pub fn respond(&self, request: &http::Request<Vec<u8>>) -> http::Response<Vec<u8>> {
        match self.faults.check_token(request.headers()) {
            Ok(()) => self.respond_to_known(request),
            Err(error) => error.into_response(request.headers()),
        }
    }

    /// Answers a request of a caller whose token was looked at.
    pub(crate) fn respond_to_known(&self, request: &http::Request<Vec<u8>>) -> http::Response<Vec<u8>> {
        let answer = self.answer(request);
        answer.unwrap_or_else(|error| error.into_response(request.headers()))
    }

    fn answer(&self, request: &http::Request<Vec<u8>>) -> Answer {
        let uri = request.uri();
        let unknown = || GraphError::unknown_path(uri.path());
        let mut path = uri.path().split('/').skip(1);
        let version = path.next().unwrap_or_default();
        let version = Version::ALL
            .into_iter()
            .find(|known| known.as_str() == version)
            .ok_or_else(unknown)?;
        let segments: Vec<String> = path
            .map(|segment| percent_decode_str(segment).decode_utf8_lossy().into_owned())
            .collect();
        if segments == ["$batch"] {
            return batch::answer(self, request);
        }
        if let Some(segment) = segments.iter().find(|segment| pattern::is_reserved(segment)) {
            return Err(GraphError::unknown_segment(segment));
        }
        self.faults.check(request)?;
        let segments = pattern::split_keys(segments);
        let routes = self.documentation.routes(version, &segments);
        if routes.is_empty() {
            return Err(unknown());
        }
        let asked = Asked {
            version,
            route: choose(routes, request)?,
            url: uri.to_string().split('?').next().unwrap_or_default().to_owned(),
            query: uri.query().unwrap_or_default(),
            body: request.body(),
        };
        self.check_parents(&asked)?;
        match *request.method() {
            Method::GET => self.read(&asked),
            Method::POST => self.create(&asked),
            Method::PATCH => self.update(&asked),
            Method::DELETE => self.delete(&asked),
            _ => Ok(shown(&asked.route)),
        }
    }

    /// Fails where one of the objects that the path leads through is not there.
    fn check_parents(&self, asked: &Asked<'_>) -> Result<(), GraphError> {
        let template = &asked.route.template.segments;
        let matched = &asked.route.matched.segments;
        for end in 1..template.len().min(matched.len()).saturating_sub(1) {
            let (Some(Segment::Parameter(_)), Some(id)) = (template.get(end), matched.get(end)) else {
                continue;
            };
            let Some(seeds) = self.seeds(asked.version, template.get(..end)) else {
                continue;
            };
            let path = key(asked.version, matched.get(..end).unwrap_or_default());
            if !self.state().contains(&path, Some(seeds), id) {
                return Err(GraphError::not_found(id));
            }
        }
        Ok(())
    }

    fn read(&self, asked: &Asked<'_>) -> Answer {
        let route = &asked.route;
        if let (Some(Segment::Literal(last)), Some((_, before))) = (
            route.template.segments.last(),
            route.matched.segments.split_last(),
        ) && last == "$count"
        {
            let seeds = self.seeds(asked.version, route.template.segments.get(..before.len()));
            let count = self.state().at(&key(asked.version, before), seeds).len();
            let mut response = http::Response::new(count.to_string().into_bytes());
            let text = HeaderValue::from_static("text/plain");
            response.headers_mut().insert(header::CONTENT_TYPE, text);
            return Ok(response);
        }
        match &route.operation.response.content {
            ResponseContent::Many(_) if self.is_delta(asked) => self.read_changes(asked),
            ResponseContent::Many(_) => {
                let query = Query::parse(asked.query)?;
                let seeds = self.seeds(asked.version, Some(&route.template.segments));
                let path = key(asked.version, &route.matched.segments);
                let page_size = self.documentation.page_size;
                let page = query.page(self.state().at(&path, seeds), page_size, &asked.url);
                Ok(json_response(StatusCode::OK, &page))
            }
            ResponseContent::One(_) if is_object(route) => {
                let query = Query::parse(asked.query)?;
                let object = self.with_object(asked, |object| object.clone())?;
                Ok(json_response(
                    StatusCode::OK,
                    &Value::Object(query.select(object)),
                ))
            }
            _ => Ok(shown(route)),
        }
    }

    /// Whether a function at the end of the path tells what has changed in the collection before it.
    fn is_delta(&self, asked: &Asked<'_>) -> bool {
        let Some((last, before)) = asked.route.matched.segments.split_last() else {
            return false;
        };
        let above = asked.route.template.segments.get(..before.len());
        matches!(last.as_str(), "delta" | "delta()") && self.seeds(asked.version, above).is_some()
    }

    /// What has changed in a collection.
    fn read_changes(&self, asked: &Asked<'_>) -> Answer {
        let (template, matched) = (&asked.route.template.segments, &asked.route.matched.segments);
        let above = matched.len() - 1;
        let query = Query::parse(asked.query)?;
        let seeds = self.seeds(asked.version, template.get(..above));
        let path = key(asked.version, &matched[..above]);
        let mut state = self.state();
        let changes = state.changes(&path);
        let page_size = self.documentation.page_size;
        let page = delta::page(&query, state.at(&path, seeds), &changes, page_size, &asked.url)?;
        Ok(json_response(StatusCode::OK, &page))
    }

    fn create(&self, asked: &Asked<'_>) -> Answer {
        let route = &asked.route;
        let is_creation = matches!(route.operation.response.content, ResponseContent::One(_))
            && route
                .operation
                .response
                .status
                .contains(&StatusCode::CREATED.as_u16())
            && route
                .template
                .segments
                .last()
                .is_some_and(|last| *last != Segment::Literal("$ref".to_owned()));
        if !is_creation {
            return Ok(shown(route));
        }
        let body = object(asked.body)?;
        let shown = shown_object(route).unwrap_or_default();
        // What the service adds is what the response shows and the request does not.
        let sent = route
            .operation
            .examples
            .iter()
            .find_map(|example| example.request.as_ref()?.body.json()?.as_object())
            .cloned()
            .unwrap_or_default();
        let mut created: Object = shown
            .iter()
            .filter(|(name, _)| !sent.contains_key(*name))
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        created.extend(body);
        let seeds = self.seeds(asked.version, Some(&route.template.segments));
        let path = key(asked.version, &route.matched.segments);
        let pattern = shown.get("id").and_then(Value::as_str);
        let created = self.state().create(&path, seeds, created, pattern);
        Ok(json_response(StatusCode::CREATED, &Value::Object(created)))
    }

    fn update(&self, asked: &Asked<'_>) -> Answer {
        let changes = object(asked.body)?;
        let properties = Changed::Named(changes.keys().cloned().collect());
        let changed = self.with_object(asked, |object| {
            merge(object, changes);
            object.clone()
        })?;
        if let Some((id, before)) = asked.route.matched.segments.split_last() {
            self.state().changed(&key(asked.version, before), id, properties);
        }
        Ok(match asked.route.operation.response.content {
            ResponseContent::None => status(StatusCode::NO_CONTENT),
            _ => json_response(StatusCode::OK, &Value::Object(changed)),
        })
    }

    fn delete(&self, asked: &Asked<'_>) -> Answer {
        let route = &asked.route;
        let (Some(Segment::Parameter(_)), Some((id, before))) = (
            route.template.segments.last(),
            route.matched.segments.split_last(),
        ) else {
            return Ok(shown(route));
        };
        let seeds = self.seeds(asked.version, route.template.segments.get(..before.len()));
        let mut state = self.state();
        let path = key(asked.version, before);
        let objects = state.at(&path, seeds);
        objects.remove(position(objects, id)?);
        state.changed(&path, id, Changed::All);
        Ok(status(StatusCode::NO_CONTENT))
    }

    /// Does something to the object that the path leads to.
    fn with_object<T>(
        &self,
        asked: &Asked<'_>,
        with: impl FnOnce(&mut Object) -> T,
    ) -> Result<T, GraphError> {
        let (template, matched) = (asked.route.template, &asked.route.matched.segments);
        let mut state = self.state();
        match (template.segments.split_last(), matched.split_last()) {
            (Some((Segment::Parameter(_), before)), Some((id, path))) => {
                let seeds = self.seeds(asked.version, Some(before));
                let objects = state.at(&key(asked.version, path), seeds);
                let index = position(objects, id)?;
                objects
                    .get_mut(index)
                    .map(with)
                    .ok_or_else(|| GraphError::not_found(id))
            }
            _ => {
                let shown = self.documentation.shown_object(asked.version, template);
                Ok(with(state.singleton(&key(asked.version, matched), shown)))
            }
        }
    }

    fn seeds(&self, version: Version, template: Option<&[Segment]>) -> Option<&[Object]> {
        let segments = template?.to_vec();
        self.documentation
            .seeds(version, &PathTemplate { segments }.shape())
    }

    /// The state. A request that failed halfway, which cannot happen, would leave it as it was.
    fn state(&self) -> std::sync::MutexGuard<'_, Collections> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The operation that is meant. Pages of derived types document the same request; the type in the body tells them
/// apart.
fn choose<'d>(routes: Vec<Route<'d>>, request: &http::Request<Vec<u8>>) -> Result<Route<'d>, GraphError> {
    let mut routes: Vec<Route<'d>> = routes
        .into_iter()
        .filter(|route| route.is_of(request.method()))
        .collect();
    let ty = |value: &Value| Some(value.get("@odata.type")?.as_str()?.to_owned());
    let sent = serde_json::from_slice::<Value>(request.body())
        .ok()
        .as_ref()
        .and_then(ty);
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
                .is_some_and(|body| sent.is_some() && ty(body) == sent)
        })
    };
    match routes.iter().position(is_meant) {
        Some(index) => Ok(routes.swap_remove(index)),
        None => routes
            .into_iter()
            .next()
            .ok_or_else(|| GraphError::method_not_allowed(request.method())),
    }
}

/// Whether an object stands at the path: it does not where a function returns one.
fn is_object(route: &Route<'_>) -> bool {
    let is_function = route
        .matched
        .segments
        .last()
        .is_some_and(|last| last.ends_with(')'));
    !is_function && shown_object(route).is_some_and(|shown| !shown.is_empty())
}

fn shown_object(route: &Route<'_>) -> Option<Object> {
    let body = &route.shown_response()?.body;
    body.json()?.as_object().map(unwrapped)
}

/// The response that the page shows, or one of the status that it names.
fn shown(route: &Route<'_>) -> http::Response<Vec<u8>> {
    let documented = route.operation.response.status.first().copied();
    let Some(shown) = route.shown_response() else {
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
        let name = name.filter(|name| *name != header::CONTENT_LENGTH && *name != header::TRANSFER_ENCODING);
        if let (Some(name), Ok(value)) = (name, HeaderValue::try_from(value)) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

fn status(status: StatusCode) -> http::Response<Vec<u8>> {
    let mut response = http::Response::new(Vec::new());
    *response.status_mut() = status;
    response
}

fn object(body: &[u8]) -> Result<Object, GraphError> {
    serde_json::from_slice(body)
        .map_err(|error| GraphError::bad_request(format!("Unable to read JSON request payload: {error}.")))
}

fn key(version: Version, path: &[String]) -> String {
    // A segment can hold a slash that was encoded; a line break it cannot.
    format!("{}\n{}", version.as_str(), path.join("\n"))
}
