//! Requests that read.

use http::StatusCode;
use http::header::{self, HeaderValue};
use serde_json::Value;

use crate::checks::check_names;
use crate::delta;
use crate::documentation::Object;
use crate::error::{GraphError, json_response};
use crate::keys::key;
use crate::names::property;
use crate::pages::{Property, QueryOption, ResponseContent, Returned, Segment, TypeRef};
use crate::query::Query;
use crate::service::{Answer, Asked, Service};

impl Service {
    pub(crate) fn read(&self, asked: &Asked<'_>) -> Answer {
        let route = &asked.route;
        if let (Some(Segment::Literal(last)), Some((_, before))) =
            (asked.template.last(), asked.place.split_last())
            && last == "$count"
        {
            check_count(asked)?;
            let seeds = self.seeds(asked.version, asked.template.get(..before.len()));
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
                check_advanced(asked, &query)?;
                let seeds = self.seeds(asked.version, Some(&asked.template));
                let path = key(asked.version, &asked.place);
                let objects = self.state().at(&path, seeds).clone();
                self.page(asked, &query, &objects)
            }
            ResponseContent::One(_) if route.is_object() => {
                let object = self.with_object(asked, |object| object.clone())?;
                self.go_on(asked);
                self.one(asked, object)
            }
            ResponseContent::Bytes => match self.state().files.bytes.get(&key(asked.version, &asked.place)) {
                Some((ty, bytes)) => {
                    let mut response = http::Response::new(bytes.clone());
                    if let Ok(ty) = HeaderValue::try_from(ty) {
                        response.headers_mut().insert(header::CONTENT_TYPE, ty);
                    }
                    Ok(response)
                }
                None => self.shown(asked),
            },
            _ => self.shown(asked),
        }
    }

    /// A page of objects that stand at the path.
    pub(crate) fn page(&self, asked: &Asked<'_>, query: &Query, objects: &[Object]) -> Answer {
        check_names(asked, query, objects)?;
        let page = query.page(objects, self.page_size, &asked.url, |object| {
            let id = property(object, "id").to_owned();
            let template = [asked.template.as_slice(), &[Segment::Parameter("id".to_owned())]].concat();
            let place = [asked.place.as_slice(), &[id]].concat();
            self.expand(asked, query, &template, &place, object)?;
            hide(asked, query, object);
            Ok(())
        })?;
        Ok(json_response(StatusCode::OK, &page))
    }

    /// The object that stands at the path.
    pub(crate) fn one(&self, asked: &Asked<'_>, mut object: Object) -> Answer {
        let query = Query::parse(asked.query)?;
        check_names(asked, &query, std::slice::from_ref(&object))?;
        self.expand(asked, &query, &asked.template, &asked.place, &mut object)?;
        hide(asked, &query, &mut object);
        let object = Value::Object(query.select(object));
        Ok(json_response(StatusCode::OK, &object))
    }

    /// Whether a function at the end of the path tells what has changed in the collection before it.
    fn is_delta(&self, asked: &Asked<'_>) -> bool {
        let Some((last, before)) = asked.place.split_last() else {
            return false;
        };
        let above = asked.template.get(..before.len());
        matches!(last.as_str(), "delta" | "delta()") && self.seeds(asked.version, above).is_some()
    }

    /// What has changed in a collection.
    fn read_changes(&self, asked: &Asked<'_>) -> Answer {
        let above = asked.place.len() - 1;
        let query = Query::parse(asked.query)?;
        let seeds = self.seeds(asked.version, asked.template.get(..above));
        let path = key(asked.version, &asked.place[..above]);
        let mut state = self.state();
        let changes = state.changes(&path);
        let page_size = self.page_size;
        let page = delta::page(&query, state.at(&path, seeds), &changes, page_size, &asked.url)?;
        Ok(json_response(StatusCode::OK, &page))
    }
}

/// Takes the properties out of an object that come back only where they are selected. What the page of the request shows
/// without that comes back.
fn hide(asked: &Asked<'_>, query: &Query, object: &mut Object) {
    let content = &asked.route.operation.response.content;
    let (ResponseContent::Many(TypeRef::Type(ty)) | ResponseContent::One(TypeRef::Type(ty))) = content else {
        return;
    };
    if query.selects() {
        return;
    }
    object.retain(|name, _| {
        let property = asked.types.property(ty, name);
        let comes_back =
            |property: &Property| property.supports.returned != Returned::OnlyOn(QueryOption::Select);
        property.is_none_or(comes_back) || asked.route.shows(name)
    });
}

/// Whether the request takes an answer of the index, which may lag behind.
fn takes_eventual(asked: &Asked<'_>) -> bool {
    let level = asked.headers.get("ConsistencyLevel");
    level.is_some_and(|level| level.as_bytes().eq_ignore_ascii_case(b"eventual"))
}

/// Refuses an advanced query of objects of the directory that does not say that it is one
/// (<https://learn.microsoft.com/graph/aad-advanced-queries>).
fn check_advanced(asked: &Asked<'_>, query: &Query) -> Result<(), GraphError> {
    let says_so = takes_eventual(asked) && query.counts();
    if query.is_advanced() && asked.knows_consistency_level && !says_so {
        return Err(GraphError::unsupported_query());
    }
    Ok(())
}

fn check_count(asked: &Asked<'_>) -> Result<(), GraphError> {
    if asked.knows_consistency_level && !takes_eventual(asked) {
        let message = "$count is not currently supported.";
        return Err(GraphError::request_bad_request(message));
    }
    Ok(())
}
