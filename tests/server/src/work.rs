//! Long-running operations: an answer that says where to ask after one, and what is found there.

use http::StatusCode;
use http::header;
use serde_json::Value;
use uuid::Uuid;

use crate::collections::position;
use crate::documentation::{Object, Route};
use crate::drive::insert_location;
use crate::examples::path_of;
use crate::exchange::mark_example;
use crate::files::{Download, UNKNOWN_CONTENT, Work, secret};
use crate::names::property;
use crate::pages::{Method, ResponseContent, TypeRef};
use crate::resource_path::ResourcePath;
use crate::service::{Answer, RoutedRequest, Service};

/// The property that says how far work is.
const STATUS: &str = "status";

/// Members of enumerations that say that work goes on, the better ones first.
const RUNNING: &[&str] = &["inProgress", "running", "notStarted"];

/// Members of enumerations that say that work is done.
const DONE: &[&str] = &["succeeded", "completed"];

impl Service {
    /// Answers with the response of the documented example, and says so in a header: the request changes nothing.
    pub(crate) fn answer_with_example(&self, routed: &RoutedRequest<'_>) -> Answer {
        let mut response = self.documented_response(routed)?;
        mark_example(&mut response);
        Ok(response)
    }

    /// The response of the documented example. A `Location` in it is replaced by one of this server: that of an operation
    /// which runs until it was asked after once, or that of a download.
    pub(crate) fn documented_response(&self, routed: &RoutedRequest<'_>) -> Answer {
        let mut response = routed.example_response();
        let location = response.headers().get(header::LOCATION);
        let Some(location) = location.and_then(|url| url.to_str().ok()).map(str::to_owned) else {
            return Ok(response);
        };
        let is_relative = location.starts_with('/');
        let is_of_service = is_relative || location.contains("://graph.microsoft.com/");
        match response.status() {
            StatusCode::ACCEPTED if is_of_service => {
                if let Some(url) = self.start_operation(routed, &location) {
                    insert_location(&mut response, &url);
                }
            }
            StatusCode::ACCEPTED => {
                let secret = secret();
                let work = Work {
                    was_asked_for: false,
                    result: Ok(Uuid::new_v4().to_string()),
                };
                self.state().files.works.insert(secret.clone(), work);
                insert_location(&mut response, &routed.outside(&format!("monitor/{secret}")));
            }
            status if status.is_redirection() && !is_relative => {
                let secret = secret();
                let bytes = Download::Bytes(UNKNOWN_CONTENT.to_vec());
                self.state().files.downloads.insert(secret.clone(), bytes);
                insert_location(&mut response, &routed.outside(&format!("download/{secret}")));
            }
            _ => {}
        }
        Ok(response)
    }

    /// Starts a long-running operation like that at a documented URL, and returns the URL of the new one. `None` where no
    /// page documents what stands at the URL.
    fn start_operation(&self, routed: &RoutedRequest<'_>, location: &str) -> Option<String> {
        let path = match location.strip_prefix('/') {
            Some(path) => path.split('/').map(str::to_owned).collect(),
            None => path_of(location),
        };
        let segments = crate::pattern::split_keys(path);
        let version = routed.path.version;
        let routes = self.documentation.routes(version, &segments);
        let route = routes
            .into_iter()
            .find(|route| route.operation.method == Method::Get)?;
        let documented = ResourcePath {
            version,
            template: route.template.segments.clone(),
            segments: route.matched.segments.clone(),
            folder: None,
        };
        let (collection, _) = documented.of_object()?;
        let [running, done] = [RUNNING, DONE].map(|words| self.status_word(routed, &route, words));
        let seeds = self.seeds(&collection);
        let path = collection.key();
        let mut operation = seeds.and_then(<[Object]>::first).cloned().unwrap_or_default();
        operation.insert(STATUS.to_owned(), running.into());
        let mut state = self.state();
        let pattern = property(&operation, "id").to_owned();
        let pattern = Some(pattern.as_str()).filter(|id| !id.is_empty());
        let operation = state.create(&path, seeds, operation, pattern);
        let id = property(&operation, "id").to_owned();
        state.running.insert((path, id.clone()), done);
        // The page's URL, with the id of this one.
        let end = location
            .rfind("('")
            .map(|at| at + 2)
            .or_else(|| location.rfind('/').map(|at| at + 1))?;
        let quote = if location.ends_with("')") { "')" } else { "" };
        let url = format!("{}{id}{quote}", location.get(..end)?);
        Some(match url.split_once("://graph.microsoft.com/") {
            Some((_, path)) => routed.outside(path),
            None => url,
        })
    }

    /// The first of the words that is a member of the enumeration which the status of the operation has.
    fn status_word(&self, routed: &RoutedRequest<'_>, route: &Route<'_>, words: &[&'static str]) -> String {
        let default = words.first().copied().unwrap_or_default();
        let ResponseContent::One(TypeRef::Type(ty)) = &route.operation.response.content else {
            return default.to_owned();
        };
        let property = routed.types.property(ty, STATUS);
        let TypeRef::Enum(name) = property
            .map_or(&TypeRef::Type(ty.clone()), |property| &property.ty.item)
            .clone()
        else {
            return default.to_owned();
        };
        let known = routed.types.enumeration(&name);
        let is_member = |word: &&&str| {
            known.is_some_and(|known| {
                known
                    .members
                    .iter()
                    .any(|member| member.name.eq_ignore_ascii_case(word))
            })
        };
        words
            .iter()
            .find(is_member)
            .map_or(default, |word| *word)
            .to_owned()
    }

    /// Ends the long-running operation that the request has read, so that the next request finds it done.
    pub(crate) fn finish_operation(&self, routed: &RoutedRequest<'_>) {
        let id = routed.path.last().to_owned();
        let path = routed.path.parent().key();
        let mut state = self.state();
        let Some(done) = state.running.remove(&(path.clone(), id.clone())) else {
            return;
        };
        let objects = state.at(&path, None);
        if let Some(operation) = position(objects, &id).ok().and_then(|at| objects.get_mut(at)) {
            operation.insert(STATUS.to_owned(), Value::String(done));
        }
    }
}
