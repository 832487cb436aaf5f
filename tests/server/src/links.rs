//! Links between objects: `$ref`, and `@odata.bind` in what is created or changed.

use http::StatusCode;
use serde_json::Value;

use crate::collections::{Changed, position};
use crate::documentation::Object;
use crate::error::GraphError;
use crate::examples::path_of;
use crate::names::property;
use crate::pages::{BIND, ResponseContent, Segment, Version};
use crate::pattern::split_keys;
use crate::query;
use crate::resource_path::ResourcePath;
use crate::service::{Answer, RoutedRequest, Service, object, status};

/// How many links the service takes in one request.
const MAX_BOUND: usize = 20;

/// The objects that a body links, by relationship.
pub(crate) type Bound = Vec<(String, Vec<Object>)>;

impl RoutedRequest<'_> {
    /// Whether the request is about a link, and not about the object at its end.
    pub(crate) fn is_link(&self) -> bool {
        self.path.name() == Some("$ref")
            && matches!(
                self.route.operation.response.content,
                ResponseContent::Empty | ResponseContent::Unsaid
            )
    }
}

impl Service {
    /// `POST …/members/$ref`
    pub(crate) fn add_link(&self, routed: &RoutedRequest<'_>) -> Answer {
        let linked = self.linked_by(routed)?;
        self.link(&routed.path.parent(), &[linked])?;
        Ok(status(StatusCode::NO_CONTENT))
    }

    /// `PUT …/manager/$ref`
    pub(crate) fn set_link(&self, routed: &RoutedRequest<'_>) -> Answer {
        let linked = self.linked_by(routed)?;
        let relationship = routed.path.parent();
        self.state().put_singleton(&relationship.key(), linked);
        Ok(status(StatusCode::NO_CONTENT))
    }

    /// `DELETE …/members/{id}/$ref`, `DELETE …/manager/$ref`
    pub(crate) fn remove_link(&self, routed: &RoutedRequest<'_>) -> Answer {
        let mut path = routed.path.parent();
        // Of a collection, the query says which object it is.
        if path.name().is_some() && self.seeds(&path).is_some() {
            let Some(url) = query::parameter(routed.query, "$id") else {
                return self.answer_with_example(routed);
            };
            let linked = self.linked(path.version, &url)?;
            path = path.object(property(&linked, "id"));
        }
        self.remove(routed, &path)?;
        Ok(status(StatusCode::NO_CONTENT))
    }

    /// Takes the links out of a body.
    pub(crate) fn take_bound(&self, version: Version, body: &mut Object) -> Result<Bound, GraphError> {
        let names: Vec<String> = body.keys().filter(|name| name.ends_with(BIND)).cloned().collect();
        let mut bound = Bound::new();
        for name in names {
            let urls = match body.remove(&name) {
                Some(Value::Array(urls)) => urls,
                Some(url) => vec![url],
                None => continue,
            };
            let linked: Result<Vec<Object>, _> = urls
                .iter()
                .map(|url| self.linked(version, url.as_str().unwrap_or_default()))
                .collect();
            bound.push((name.trim_end_matches(BIND).to_owned(), linked?));
        }
        if bound.iter().map(|(_, linked)| linked.len()).sum::<usize>() > MAX_BOUND {
            let message = format!("A request binds at most {MAX_BOUND} references.");
            return Err(GraphError::request_bad_request(message));
        }
        Ok(bound)
    }

    /// Adds the links of a body to the object at a path.
    pub(crate) fn bind(&self, object: &ResourcePath, bound: Bound) -> Result<(), GraphError> {
        for (relationship, linked) in bound {
            self.link(&object.child(&relationship), &linked)?;
        }
        Ok(())
    }

    fn link(&self, relationship: &ResourcePath, linked: &[Object]) -> Result<(), GraphError> {
        let path = relationship.key();
        let seeds = self.seeds(relationship);
        let mut state = self.state();
        let objects = state.at(&path, seeds);
        if linked
            .iter()
            .any(|linked| position(objects, property(linked, "id")).is_ok())
        {
            return Err(GraphError::reference_exists(relationship.last()));
        }
        objects.extend(linked.iter().cloned());
        for linked in linked {
            state.changed(&path, property(linked, "id"), Changed::All);
        }
        Ok(())
    }

    /// The object that the body of a request links.
    fn linked_by(&self, routed: &RoutedRequest<'_>) -> Result<Object, GraphError> {
        let body = object(routed.body)?;
        match (body.get("@odata.id").and_then(Value::as_str), body.len()) {
            (Some(url), 1) => self.linked(routed.path.version, url),
            _ => {
                let message = "The body of a reference has '@odata.id' and nothing else.";
                Err(GraphError::request_bad_request(message))
            }
        }
    }

    /// The object at a URL: one of any collection, or any of the directory.
    fn linked(&self, version: Version, url: &str) -> Result<Object, GraphError> {
        let segments = split_keys(path_of(url));
        if let [collection, id] = segments.as_slice()
            && collection == "directoryObjects"
        {
            let mut collections = self.documentation.top_collections(version);
            let found = collections.find_map(|name| self.object_in(&ResourcePath::top(version, name), id));
            let found = found.or_else(|| self.object_in(&ResourcePath::top(version, collection), id));
            return found.ok_or_else(|| GraphError::not_found(id));
        }
        let routes = self.documentation.routes(version, &segments);
        let route = routes.iter().find(|route| {
            let last = route.template.segments.last();
            matches!(last, Some(Segment::Parameter(_)))
        });
        let Some(route) = route else {
            let message = format!("Invalid URL format specified in @odata.id: '{url}'.");
            return Err(GraphError::request_bad_request(message));
        };
        let path = self.path_of(version, route)?;
        let found = path
            .of_object()
            .and_then(|(collection, id)| self.object_in(&collection, id));
        found.ok_or_else(|| GraphError::not_found(path.last()))
    }

    /// An object of a collection, which says of which type it is. It is there if the URL of an example names it.
    fn object_in(&self, collection: &ResourcePath, id: &str) -> Option<Object> {
        let mut state = self.state();
        let objects = self.objects(&mut state, collection, id, Object::new);
        let mut object = objects.get(position(objects, id).ok()?)?.clone();
        if let Some(ty) = self.documentation.type_in(collection) {
            object
                .entry("@odata.type")
                .or_insert_with(|| format!("#{ty}").into());
        }
        Some(object)
    }
}
