//! Requests that read.

use http::StatusCode;
use http::header::{self, HeaderValue};
use serde_json::Value;

use crate::checks::check_names;
use crate::delta;
use crate::documentation::Object;
use crate::error::{GraphError, json_response};
use crate::names::{folder_named, property};
use crate::pages::{Property, QueryOption, ResponseContent, Returned, TypeRef};
use crate::query::Query;
use crate::service::{Answer, RoutedRequest, Service};

impl Service {
    pub(crate) fn read(&self, routed: &RoutedRequest<'_>) -> Answer {
        let route = &routed.route;
        if routed.path.name() == Some("$count") {
            check_count(routed)?;
            let collection = routed.path.parent();
            let count = Query::parse(routed.query)?.count(&self.listed(&collection));
            let mut response = http::Response::new(count.to_string().into_bytes());
            let text = HeaderValue::from_static("text/plain");
            response.headers_mut().insert(header::CONTENT_TYPE, text);
            return Ok(response);
        }
        match &route.operation.response.content {
            ResponseContent::Many(_) if self.is_delta(routed) => self.read_changes(routed),
            ResponseContent::Many(_) => {
                let query = Query::parse(routed.query)?;
                check_advanced(routed, &query)?;
                self.page(routed, &query, &self.listed(&routed.path))
            }
            ResponseContent::One(_) if route.returns_object() => {
                let object = self.with_object(routed, |object| object.clone())?;
                self.finish_operation(routed);
                self.one(routed, object)
            }
            ResponseContent::Bytes => {
                let bytes = self.state().files.bytes.get(&routed.path.key()).cloned();
                let Some((ty, bytes)) = bytes else {
                    return self.answer_with_example(routed);
                };
                let mut response = http::Response::new(bytes);
                if let Ok(ty) = HeaderValue::try_from(ty) {
                    response.headers_mut().insert(header::CONTENT_TYPE, ty);
                }
                Ok(response)
            }
            _ => self.answer_with_example(routed),
        }
    }

    /// A page of objects that stand at the path.
    pub(crate) fn page(&self, routed: &RoutedRequest<'_>, query: &Query, objects: &[Object]) -> Answer {
        check_names(routed, query, objects)?;
        let page = query.page(objects, self.page_size, &routed.url, |object| {
            let path = routed.path.object(property(object, "id"));
            self.expand(routed, query, &path, object)?;
            remove_unselected(routed, query, object);
            Ok(())
        })?;
        Ok(json_response(StatusCode::OK, &page))
    }

    /// The object that stands at the path.
    pub(crate) fn one(&self, routed: &RoutedRequest<'_>, mut object: Object) -> Answer {
        let query = Query::parse(routed.query)?;
        check_names(routed, &query, std::slice::from_ref(&object))?;
        self.expand(routed, &query, &routed.path, &mut object)?;
        remove_unselected(routed, &query, &mut object);
        let object = Value::Object(query.select(object));
        Ok(json_response(StatusCode::OK, &object))
    }

    /// Whether a function at the end of the path tells what has changed in the collection before it.
    fn is_delta(&self, routed: &RoutedRequest<'_>) -> bool {
        matches!(routed.path.last(), "delta" | "delta()") && self.seeds(&routed.path.parent()).is_some()
    }

    /// What has changed in a collection.
    fn read_changes(&self, routed: &RoutedRequest<'_>) -> Answer {
        let query = Query::parse(routed.query)?;
        let collection = routed.path.parent();
        let path = collection.key();
        let mut objects = self.state().at(&path, self.seeds(&collection)).clone();
        let mut changes = self.state().changes(&path);
        if let Some(folder) = &collection.folder {
            let is_there = self.lies_in(&collection, folder);
            objects.retain(|object| is_there(folder_named(object)));
            changes.retain(|change| is_there(&change.folder));
        }
        let feed = delta::Feed {
            objects: &objects,
            changes: &changes,
            kind: delta::Kind::Objects,
            token: query.delta_token(),
        };
        let page = feed.page(&query, self.page_size, &routed.url)?;
        Ok(json_response(StatusCode::OK, &page))
    }
}

/// Removes the properties that the service returns only where they are selected, unless an example of the page has them
/// without a selection.
fn remove_unselected(routed: &RoutedRequest<'_>, query: &Query, object: &mut Object) {
    let content = &routed.route.operation.response.content;
    let (ResponseContent::Many(TypeRef::Type(ty)) | ResponseContent::One(TypeRef::Type(ty))) = content else {
        return;
    };
    if query.selects() {
        return;
    }
    object.retain(|name, _| {
        let property = routed.types.property(ty, name);
        let comes_back =
            |property: &Property| property.supports.returned != Returned::OnlyOn(QueryOption::Select);
        property.is_none_or(comes_back) || routed.route.example_has(name)
    });
}

/// Whether the request accepts an answer from the index of the directory, which may lag behind.
fn takes_eventual(routed: &RoutedRequest<'_>) -> bool {
    let level = routed.headers.get("ConsistencyLevel");
    level.is_some_and(|level| level.as_bytes().eq_ignore_ascii_case(b"eventual"))
}

/// Refuses an advanced query of objects of the directory that does not say that it is one
/// (<https://learn.microsoft.com/graph/aad-advanced-queries>).
fn check_advanced(routed: &RoutedRequest<'_>, query: &Query) -> Result<(), GraphError> {
    let says_so = takes_eventual(routed) && query.counts();
    if query.is_advanced() && routed.knows_consistency_level && !says_so {
        return Err(GraphError::unsupported_query());
    }
    Ok(())
}

fn check_count(routed: &RoutedRequest<'_>) -> Result<(), GraphError> {
    if routed.knows_consistency_level && !takes_eventual(routed) {
        let message = "$count is not currently supported.";
        return Err(GraphError::request_bad_request(message));
    }
    Ok(())
}
