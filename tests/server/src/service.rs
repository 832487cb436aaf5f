//! The service: requests in, responses out. No network.

use std::sync::{Mutex, PoisonError};

use generator::Error;
use generator::graph::{PathTemplate, Segment, Version};
use http::{HeaderMap, Method, StatusCode};
use percent_encoding::percent_decode_str;

use crate::collections::{Collections, position};
use crate::documentation::{Documentation, Object, Route, Settings, is_of_signed_in, user_of};
use crate::error::GraphError;
use crate::faults::Faults;
use crate::names::named;
use crate::shown::choose;
use crate::{batch, drive, pattern};

/// A service that answers as the documentation says, and remembers what it was told.
pub struct Service {
    pub(crate) documentation: Documentation,
    faults: Faults,
    state: Mutex<Collections>,
}

pub(crate) type Answer = Result<http::Response<Vec<u8>>, GraphError>;

/// A request that the documentation knows.
pub(crate) struct Asked<'a> {
    pub(crate) version: Version,
    pub(crate) route: Route<'a>,
    /// The place that the path leads to, whatever way it takes; its template and its segments.
    pub(crate) template: Vec<Segment>,
    pub(crate) place: Vec<String>,
    /// Whether a page of the request names the header by which advanced queries are asked for.
    pub(crate) knows_consistency_level: bool,
    /// The URL without its query.
    pub(crate) url: String,
    pub(crate) query: &'a str,
    pub(crate) headers: &'a HeaderMap,
    pub(crate) body: &'a [u8],
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
        if let Some(answer) = self.answer_outside(request) {
            return answer.unwrap_or_else(|error| error.into_response(request.headers()));
        }
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
        let mut of_method = routes.iter().filter(|route| route.is_of(request.method()));
        let knows_consistency_level = of_method.any(Route::knows_consistency_level);
        let route = choose(routes, request)?;
        let (template, place) = self.place(version, &route)?;
        let asked = Asked {
            version,
            route,
            template,
            place,
            knows_consistency_level,
            url: uri.to_string().split('?').next().unwrap_or_default().to_owned(),
            query: uri.query().unwrap_or_default(),
            headers: request.headers(),
            body: request.body(),
        };
        if let Some(answer) = self.answer_in_drive(&asked) {
            return answer;
        }
        match *request.method() {
            Method::GET => self.read(&asked),
            Method::POST => self.create(&asked),
            Method::PATCH => self.update(&asked),
            Method::DELETE => self.delete(&asked),
            Method::PUT => self.put(&asked),
            _ => Ok(asked.shown()),
        }
    }

    /// The place that a path leads to: `/me` is a user, and an object that the path calls by a name has an id.
    ///
    /// # Errors
    /// Where one of the objects that the path leads through is not there.
    fn place(&self, version: Version, route: &Route<'_>) -> Result<(Vec<Segment>, Vec<String>), GraphError> {
        let template = user_of(route.template).segments;
        let mut place = route.matched.segments.clone();
        if is_of_signed_in(route.template) {
            let id = self.documentation.signed_in(version);
            place.splice(..1, ["users".to_owned(), id.to_owned()]);
        }
        // Where an item of a drive is, whatever leads to it, the drive knows.
        let end = drive::start(&template).unwrap_or(template.len());
        for end in 1..end.min(template.len()).min(place.len()) {
            let (Some(Segment::Parameter(_)), Some(text)) = (template.get(end), place.get(end)) else {
                continue;
            };
            let Some(seeds) = self.seeds(version, template.get(..end)) else {
                continue;
            };
            let path = key(version, place.get(..end).unwrap_or_default());
            let collection = place.get(end - 1).map(String::as_str).unwrap_or_default();
            let mut state = self.state();
            let objects = state.at(&path, Some(seeds));
            if position(objects, text).is_ok() {
                continue;
            }
            match named(objects, collection, text) {
                Some(id) => place[end] = id,
                None if end + 1 < template.len() => return Err(GraphError::not_found(text)),
                None => {}
            }
        }
        Ok((template, place))
    }

    /// Does something to the object that the path leads to.
    pub(crate) fn with_object<T>(
        &self,
        asked: &Asked<'_>,
        with: impl FnOnce(&mut Object) -> T,
    ) -> Result<T, GraphError> {
        let mut state = self.state();
        match (asked.template.split_last(), asked.place.split_last()) {
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
                let shown = self
                    .documentation
                    .shown_object(asked.version, asked.route.template);
                Ok(with(state.singleton(&key(asked.version, &asked.place), shown)))
            }
        }
    }

    /// The objects that the collection of a template has at the beginning.
    pub(crate) fn seeds(&self, version: Version, template: Option<&[Segment]>) -> Option<&[Object]> {
        let segments = template?.to_vec();
        self.documentation
            .seeds(version, &PathTemplate { segments }.shape())
    }

    /// The state. A request that failed halfway, which cannot happen, would leave it as it was.
    pub(crate) fn state(&self) -> std::sync::MutexGuard<'_, Collections> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The path by which the state knows a place.
pub(crate) fn key(version: Version, path: &[String]) -> String {
    // A segment can hold a slash that was encoded; a line break it cannot.
    format!("{}\n{}", version.as_str(), path.join("\n"))
}

/// A response without a body.
pub(crate) fn status(status: StatusCode) -> http::Response<Vec<u8>> {
    let mut response = http::Response::new(Vec::new());
    *response.status_mut() = status;
    response
}

/// The body of a request, which is one object.
pub(crate) fn object(body: &[u8]) -> Result<Object, GraphError> {
    serde_json::from_slice(body)
        .map_err(|error| GraphError::bad_request(format!("Unable to read JSON request payload: {error}.")))
}
