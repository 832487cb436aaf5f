//! Work that takes time: an answer that says where to ask after it, and what is found there.

use http::StatusCode;
use http::header;
use serde_json::Value;
use uuid::Uuid;

use crate::collections::position;
use crate::documentation::{Object, Route};
use crate::drive::insert_location;
use crate::files::{Download, UNKNOWN_CONTENT, Work, secret};
use crate::keys::key;
use crate::names::property;
use crate::pages::{Method, ResponseContent, Segment, TypeRef};
use crate::service::{Answer, Asked, Service};
use crate::shown::path_of;

/// The property that says how far work is.
const STATUS: &str = "status";

/// Members of enumerations that say that work goes on, the better ones first.
const GOES_ON: &[&str] = &["inProgress", "running", "notStarted"];

/// Members of enumerations that say that work is done.
const DONE: &[&str] = &["succeeded", "completed"];

impl Service {
    /// The documented answer. Where it leads elsewhere, it leads to this server: to an operation that goes on until it was
    /// asked after once, or to bytes.
    pub(crate) fn shown(&self, asked: &Asked<'_>) -> Answer {
        let mut response = asked.shown();
        let location = response.headers().get(header::LOCATION);
        let Some(location) = location.and_then(|url| url.to_str().ok()).map(str::to_owned) else {
            return Ok(response);
        };
        let is_relative = location.starts_with('/');
        let is_of_service = is_relative || location.contains("://graph.microsoft.com/");
        match response.status() {
            StatusCode::ACCEPTED if is_of_service => {
                if let Some(url) = self.begin(asked, &location) {
                    insert_location(&mut response, &url);
                }
            }
            StatusCode::ACCEPTED => {
                let secret = secret();
                let work = Work {
                    asked: false,
                    result: Ok(Uuid::new_v4().to_string()),
                };
                self.state().files.works.insert(secret.clone(), work);
                insert_location(&mut response, &asked.outside(&format!("monitor/{secret}")));
            }
            status if status.is_redirection() && !is_relative => {
                let secret = secret();
                let bytes = Download::Bytes(UNKNOWN_CONTENT.to_vec());
                self.state().files.downloads.insert(secret.clone(), bytes);
                insert_location(&mut response, &asked.outside(&format!("download/{secret}")));
            }
            _ => {}
        }
        Ok(response)
    }

    /// Begins an operation at a documented URL; what is returned is its own. `None` where no page documents what stands there.
    fn begin(&self, asked: &Asked<'_>, location: &str) -> Option<String> {
        let path = match location.strip_prefix('/') {
            Some(path) => path.split('/').map(str::to_owned).collect(),
            None => path_of(location),
        };
        let segments = crate::pattern::split_keys(path);
        let routes = self.documentation.routes(asked.version, &segments);
        let route = routes
            .into_iter()
            .find(|route| route.operation.method == Method::Get)?;
        let (Some(Segment::Parameter(_)), Some((_, above))) = (
            route.template.segments.last(),
            route.matched.segments.split_last(),
        ) else {
            return None;
        };
        let [goes_on, done] = [GOES_ON, DONE].map(|words| self.status(asked, &route, words));
        let before = route.template.segments.len() - 1;
        let seeds = self.seeds(asked.version, route.template.segments.get(..before));
        let path = key(asked.version, above);
        let mut operation = seeds.and_then(<[Object]>::first).cloned().unwrap_or_default();
        operation.insert(STATUS.to_owned(), goes_on.into());
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
            Some((_, path)) => asked.outside(path),
            None => url,
        })
    }

    /// The word for a state of an operation.
    fn status(&self, asked: &Asked<'_>, route: &Route<'_>, words: &[&'static str]) -> String {
        let default = words.first().copied().unwrap_or_default();
        let ResponseContent::One(TypeRef::Type(ty)) = &route.operation.response.content else {
            return default.to_owned();
        };
        let property = asked.types.property(ty, STATUS);
        let TypeRef::Enum(name) = property
            .map_or(&TypeRef::Type(ty.clone()), |property| &property.ty)
            .clone()
        else {
            return default.to_owned();
        };
        let known = asked.types.enumeration(&name);
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

    /// Ends the work that was asked after.
    pub(crate) fn go_on(&self, asked: &Asked<'_>) {
        let Some((id, above)) = asked.place.split_last() else {
            return;
        };
        let path = key(asked.version, above);
        let mut state = self.state();
        let Some(done) = state.running.remove(&(path.clone(), id.clone())) else {
            return;
        };
        let objects = state.at(&path, None);
        if let Some(operation) = position(objects, id).ok().and_then(|at| objects.get_mut(at)) {
            operation.insert(STATUS.to_owned(), Value::String(done));
        }
    }
}
