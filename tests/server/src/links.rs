//! Links between objects: `$ref`, and `@odata.bind` in what is created or changed.

use http::StatusCode;
use serde_json::Value;

use crate::collections::{Changed, position};
use crate::documentation::Object;
use crate::error::GraphError;
use crate::examples::path_of;
use crate::keys::key;
use crate::names::property;
use crate::pages::{ResponseContent, Segment, Version};
use crate::service::{Answer, RoutedRequest, Service, object, status};

/// How many links the service takes in one request.
const MAX_BOUND: usize = 20;

/// The end of the name under which a body links objects to a relationship.
const BIND: &str = "@odata.bind";

/// The objects that a body links, by relationship.
pub(crate) type Bound = Vec<(String, Vec<Object>)>;

impl RoutedRequest<'_> {
    /// Whether the request is about a link, and not about the object at its end.
    pub(crate) fn is_link(&self) -> bool {
        self.template.last() == Some(&Segment::Literal("$ref".to_owned()))
            && matches!(self.route.operation.response.content, ResponseContent::None)
    }
}

impl Service {
    /// `POST …/members/$ref`
    pub(crate) fn add_link(&self, routed: &RoutedRequest<'_>) -> Answer {
        let linked = self.linked_by(routed)?;
        let collection = routed.place.len() - 1;
        let place = routed.place.get(..collection).unwrap_or_default();
        self.link(
            routed.version,
            routed.template.get(..collection).unwrap_or_default(),
            place,
            &[linked],
        )?;
        Ok(status(StatusCode::NO_CONTENT))
    }

    /// `PUT …/manager/$ref`
    pub(crate) fn set_link(&self, routed: &RoutedRequest<'_>) -> Answer {
        let linked = self.linked_by(routed)?;
        let place = routed.place.get(..routed.place.len() - 1).unwrap_or_default();
        *self.state().singleton(&key(routed.version, place), None) = linked;
        Ok(status(StatusCode::NO_CONTENT))
    }

    /// `DELETE …/members/{id}/$ref`
    pub(crate) fn remove_link(&self, routed: &RoutedRequest<'_>) -> Answer {
        let end = routed.place.len() - 2;
        let (Some(Segment::Parameter(_)), Some(id)) = (routed.template.get(end), routed.place.get(end))
        else {
            return self.answer_with_example(routed);
        };
        let seeds = self.seeds(routed.version, routed.template.get(..end));
        let path = key(routed.version, routed.place.get(..end).unwrap_or_default());
        let mut state = self.state();
        let objects = state.at(&path, seeds);
        objects.remove(position(objects, id)?);
        state.changed(&path, id, Changed::All);
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

    /// Adds the links of a body to the object at a place.
    pub(crate) fn bind(
        &self,
        version: Version,
        template: &[Segment],
        place: &[String],
        bound: Bound,
    ) -> Result<(), GraphError> {
        for (relationship, linked) in bound {
            let mut template = template.to_vec();
            template.push(Segment::Literal(relationship.clone()));
            let place: Vec<String> = place.iter().cloned().chain([relationship]).collect();
            self.link(version, &template, &place, &linked)?;
        }
        Ok(())
    }

    fn link(
        &self,
        version: Version,
        template: &[Segment],
        place: &[String],
        linked: &[Object],
    ) -> Result<(), GraphError> {
        let path = key(version, place);
        let seeds = self.seeds(version, Some(template));
        let mut state = self.state();
        let relationship = place.last().map(String::as_str).unwrap_or_default();
        let objects = state.at(&path, seeds);
        if linked
            .iter()
            .any(|linked| position(objects, property(linked, "id")).is_ok())
        {
            return Err(GraphError::reference_exists(relationship));
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
            (Some(url), 1) => self.linked(routed.version, url),
            _ => {
                let message = "The body of a reference has '@odata.id' and nothing else.";
                Err(GraphError::request_bad_request(message))
            }
        }
    }

    /// The object at a URL: one of a collection at the top, or any of the directory.
    fn linked(&self, version: Version, url: &str) -> Result<Object, GraphError> {
        let segments = path_of(url);
        let [collection, id] = segments.as_slice() else {
            let message = format!("Invalid URL format specified in @odata.id: '{url}'.");
            return Err(GraphError::request_bad_request(message));
        };
        let mut state = self.state();
        let collections = self.documentation.top_collections(version);
        let mut collections =
            collections.filter(|(name, _)| name == collection || collection == "directoryObjects");
        collections
            .find_map(|(name, ty)| {
                let literal = [Segment::Literal(name.to_owned())];
                let seeds = self.seeds(version, Some(&literal));
                let objects = state.at(&key(version, &[name.to_owned()]), seeds);
                let index = position(objects, id).ok()?;
                let mut object = objects.get(index)?.clone();
                object
                    .entry("@odata.type")
                    .or_insert_with(|| format!("#{ty}").into());
                Some(object)
            })
            .ok_or_else(|| GraphError::not_found(id))
    }
}
