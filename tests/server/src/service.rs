//! The service: requests in, responses out. No network.

use std::sync::{Mutex, PoisonError};

use http::{HeaderMap, Method, StatusCode};
use percent_encoding::percent_decode_str;
use serde_json::Value;

use crate::collections::{Collections, position};
use crate::documentation::{Documentation, Object, Route, Types, is_of_signed_in, user_of};
use crate::error::GraphError;
use crate::examples::choose_operation;
use crate::exchange::{CalledOperation, Exchange, Exchanges};
use crate::faults::{Carrier, Effect, Fault, Faults};
use crate::item_path::items_start;
use crate::names::id_of_name;
use crate::pages::{USERS, Version};
use crate::resource_path::ResourcePath;
use crate::settings::{Listener, Settings};
use crate::{Error, batch, checks, faults, pattern, permissions};

/// A service that answers as the documentation says, and remembers what it was told.
pub struct Service {
    pub(crate) documentation: Documentation,
    pub(crate) page_size: usize,
    pub(crate) faults: Faults,
    pub(crate) exchanges: Exchanges,
    checks_permissions: bool,
    listener: Listener,
    state: Mutex<Collections>,
    /// What the state is before the first request.
    initial: Collections,
}

pub(crate) type Answer = Result<http::Response<Vec<u8>>, GraphError>;

/// A request with the documented operation that it calls, and the path of what it is about.
pub(crate) struct RoutedRequest<'a> {
    pub(crate) route: Route<'a>,
    pub(crate) path: ResourcePath,
    pub(crate) types: Types<'a>,
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
    /// When the pages cannot be read, or do not document the path of a seed.
    pub fn new(settings: Settings) -> Result<Self, Error> {
        let mut service = Self {
            documentation: Documentation::read(&settings)?,
            page_size: settings.page_size,
            faults: Faults::new(settings.faults),
            exchanges: Exchanges::default(),
            checks_permissions: settings.checks_permissions,
            listener: settings.listener,
            state: Mutex::default(),
            initial: Collections::default(),
        };
        for entry in settings.seeds.iter().flat_map(|seed| &seed.0) {
            if !entry.is_template() {
                service.apply(entry)?;
            }
        }
        let initial = service.state().clone();
        service.initial = initial;
        Ok(service)
    }

    /// Answers a request. Its URI is a whole URL, with the version in front of the path.
    ///
    /// An extension of type [`Transmission`](crate::Transmission) asks whoever sends the answer to break the connection,
    /// or to be late.
    pub fn respond(&self, request: &http::Request<Vec<u8>>) -> http::Response<Vec<u8>> {
        if let Some(answer) = self.answer_test(request) {
            return answer.unwrap_or_else(|error| error.into_response(request.headers()));
        }
        self.exchange(request, Carrier::Connection, |operation| {
            if let Some(answer) = self.answer_outside(request) {
                return answer;
            }
            self.faults.check_token(request.headers())?;
            self.answer(request, operation)
        })
    }

    /// Answers a request of a batch. The token of the batch has been checked.
    pub(crate) fn respond_in_batch(&self, request: &http::Request<Vec<u8>>) -> http::Response<Vec<u8>> {
        self.exchange(request, Carrier::Batch, |operation| {
            self.answer(request, operation)
        })
    }

    /// Answers a request by a function, or by the fault that a test asked for, and records the exchange.
    fn exchange(
        &self,
        request: &http::Request<Vec<u8>>,
        carrier: Carrier,
        answer: impl FnOnce(&mut Option<CalledOperation>) -> Answer,
    ) -> http::Response<Vec<u8>> {
        let mut operation = None;
        let answer = match self.faults.meet(request, carrier) {
            Ok(None) => answer(&mut operation),
            Ok(Some(Effect::Status {
                status,
                code,
                retry_after,
            })) => Err(GraphError::asked_for(status, code, retry_after)),
            Ok(Some(Effect::Transmission(transmission))) => answer(&mut operation).map(|mut response| {
                response.extensions_mut().insert(transmission);
                response
            }),
            Err(error) => Err(error),
        };
        let response = answer.unwrap_or_else(|error| error.into_response(request.headers()));
        let exchange = Exchange::new(request, operation, &response);
        self.listener.hear(&exchange);
        self.exchanges.add(exchange);
        response
    }

    /// Lets requests fail from now on.
    pub fn fail(&self, fault: Fault) {
        self.faults.add(fault);
    }

    /// The last thousand requests, those of batches included, the oldest first.
    pub fn exchanges(&self) -> Vec<Exchange> {
        self.exchanges.all()
    }

    /// The objects at the paths of the seeds and of the requests so far, in the form of a [`Seed`](crate::Seed). Contents
    /// of files are left out.
    pub fn dump(&self) -> Value {
        self.state().dump()
    }

    /// Begins anew: with the seeds and the faults of the settings.
    pub fn reset(&self) {
        *self.state() = self.initial.clone();
        self.faults.reset();
        self.exchanges.clear();
    }

    /// The number of the operations that the pages document.
    pub fn operation_count(&self) -> usize {
        self.documentation.model.operations.len()
    }

    fn answer(&self, request: &http::Request<Vec<u8>>, operation: &mut Option<CalledOperation>) -> Answer {
        let uri = request.uri();
        let unknown = || GraphError::unknown_path(uri.path());
        let mut path = uri.path().split('/').skip(1);
        let version = path.next().unwrap_or_default();
        let version = Version::ALL
            .into_iter()
            .find(|known| known.as_str().eq_ignore_ascii_case(version))
            .ok_or_else(unknown)?;
        let mut segments: Vec<String> = path
            .map(|segment| percent_decode_str(segment).decode_utf8_lossy().into_owned())
            .collect();
        // The service takes a slash at the end.
        if segments.len() > 1 && segments.last().is_some_and(String::is_empty) {
            segments.pop();
        }
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
        let routes = Documentation::best(routes, request.method());
        let knows_consistency_level = routes.iter().any(Route::knows_consistency_level);
        let types = self.documentation.types(version);
        let route = choose_operation(routes, types, request)?;
        *operation = Some(CalledOperation {
            title: route.operation.title.text.clone(),
            is_by_type: route.is_by_type,
        });
        let path = self.path_of(version, &route)?;
        let routed = RoutedRequest {
            route,
            path,
            types,
            knows_consistency_level,
            url: uri.to_string().split('?').next().unwrap_or_default().to_owned(),
            query: uri.query().unwrap_or_default(),
            headers: request.headers(),
            body: request.body(),
        };
        if self.checks_permissions {
            permissions::check(&routed, faults::token(request.headers())?)?;
        }
        checks::check_headers(&routed)?;
        checks::check_options(&routed)?;
        checks::check_body(routed.route.operation, types, request)?;
        if let Some(answer) = self.answer_in_drive(&routed) {
            return answer;
        }
        match *request.method() {
            Method::GET => self.read(&routed),
            Method::POST => self.create(&routed),
            Method::PATCH => self.update(&routed),
            Method::DELETE => self.delete(&routed),
            Method::PUT => self.put(&routed),
            _ => self.answer_with_example(&routed),
        }
    }

    /// The path of what a request is about: `/me` becomes `/users/{id}`, the name of an object becomes its id, and what is in
    /// a folder of a mailbox is in the mailbox.
    ///
    /// # Errors
    /// Where one of the objects that the path leads through is not there.
    pub(crate) fn path_of(&self, version: Version, route: &Route<'_>) -> Result<ResourcePath, GraphError> {
        let mut path = ResourcePath {
            version,
            template: user_of(&route.template).segments,
            segments: route.matched.segments.clone(),
            folder: None,
        };
        if is_of_signed_in(&route.template) {
            let id = self.documentation.signed_in(version);
            path.segments.splice(..1, [USERS.to_owned(), id.to_owned()]);
        }
        // Items of a drive are looked up by the drive.
        let known = items_start(&path.template).unwrap_or(path.template.len());
        let mut end = 1;
        while end <= known.min(path.template.len()).min(path.segments.len()) {
            let collection = self.in_mailbox(path.first(end));
            let length = collection.template.len();
            path.begin_with(end, collection);
            end = length;
            if end < known && path.segments.len() > end {
                self.name_by_id(&mut path, end)?;
            }
            end += 1;
        }
        Ok(path)
    }

    /// Puts the id of the object at a place of a path there, where the path has its name.
    fn name_by_id(&self, path: &mut ResourcePath, at: usize) -> Result<(), GraphError> {
        let object = path.first(at + 1);
        let Some((collection, text)) = object.of_object() else {
            return Ok(());
        };
        path.folder = None;
        // Objects that no page shows along this very path may be there all the same.
        let shape = collection.template().shape();
        let Some(seeds) = self.documentation.seeds(path.version, &shape) else {
            return Ok(());
        };
        let id = {
            let mut state = self.state();
            let objects = state.at(&collection.key(), Some(seeds));
            if position(objects, text).is_ok() {
                return Ok(());
            }
            id_of_name(objects, collection.last(), text)
        };
        match id.or_else(|| self.well_known_folder(&collection, text, None)) {
            Some(id) => path.segments[at] = id,
            // An object that the URL of an example names is there, even if no example has it.
            None if at + 1 < path.template.len()
                && !self.documentation.is_named_in_urls(&collection, text) =>
            {
                return Err(GraphError::not_found(text));
            }
            None => {}
        }
        Ok(())
    }

    /// Calls a function with the object that the path leads to.
    ///
    /// # Errors
    /// Where its collection has no such object.
    pub(crate) fn with_object<T>(
        &self,
        routed: &RoutedRequest<'_>,
        with: impl FnOnce(&mut Object) -> T,
    ) -> Result<T, GraphError> {
        let mut state = self.state();
        match routed.path.of_object() {
            Some((collection, id)) => {
                let shown = || routed.route.example_objects(None).0;
                let objects = self.objects(&mut state, &collection, id, shown);
                let index = position(objects, id)?;
                objects
                    .get_mut(index)
                    .map(with)
                    .ok_or_else(|| GraphError::not_found(id))
            }
            None => {
                let version = routed.path.version;
                let initial = self
                    .documentation
                    .initial_object_of_kind(version, &routed.route.template);
                let there = state.singleton(&routed.path.key(), initial).map(with);
                there.ok_or_else(|| GraphError::not_found(routed.path.last()))
            }
        }
    }

    /// The objects of a collection in which an object is asked for. It is there if the URL of an example names it, even if
    /// no page shows it, unless it was deleted; `shown` is what a page shows like it.
    pub(crate) fn objects<'s>(
        &self,
        state: &'s mut Collections,
        collection: &ResourcePath,
        id: &str,
        shown: impl FnOnce() -> Object,
    ) -> &'s mut Vec<Object> {
        let key = collection.key();
        let may_be_there = state.may_have(&key, id) && self.documentation.is_named_in_urls(collection, id);
        let objects = state.at(&key, self.seeds(collection));
        if may_be_there && position(objects, id).is_err() {
            let mut object = shown();
            object.insert("id".to_owned(), id.into());
            objects.push(object);
        }
        objects
    }

    /// The objects that the collection at a path has before the first request; `None` where no collection is there.
    pub(crate) fn seeds(&self, collection: &ResourcePath) -> Option<&[Object]> {
        self.documentation.seeds_of_kind(collection)
    }

    /// The state. After a panic with the lock held the state is used as it is: a request changes it in one step.
    pub(crate) fn state(&self) -> std::sync::MutexGuard<'_, Collections> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
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
