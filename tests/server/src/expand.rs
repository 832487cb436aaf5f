//! `$expand`: related objects within those that are read.

use serde_json::Value;

use crate::documentation::{Found, Object};
use crate::error::GraphError;
use crate::keys::key;
use crate::pages::{PathTemplate, ResponseContent, Segment, TypeRef};
use crate::query::Query;
use crate::service::{RoutedRequest, Service};

impl Service {
    /// Puts the objects into one that its request expands. `template` and `place` are those of the object.
    ///
    /// # Errors
    /// Where the type of the object has no such relationship.
    pub(crate) fn expand(
        &self,
        routed: &RoutedRequest<'_>,
        query: &Query,
        template: &[Segment],
        place: &[String],
        object: &mut Object,
    ) -> Result<(), GraphError> {
        for expansion in query.expansions() {
            let name = &expansion.name;
            // What an object has, it has whether it is asked for or not.
            if object.contains_key(name) {
                continue;
            }
            let template = [template, &[Segment::Literal(name.clone())]].concat();
            let place = [place, std::slice::from_ref(name)].concat();
            if let Some(related) = self.related(routed, &template, &place, &expansion.query) {
                object.insert(name.clone(), related);
                continue;
            }
            let content = &routed.route.operation.response.content;
            let (ResponseContent::Many(TypeRef::Type(ty)) | ResponseContent::One(TypeRef::Type(ty))) =
                content
            else {
                continue;
            };
            match routed.types.find(ty, [name.as_str()]) {
                Found::Property(property) if property.collection => {
                    object.insert(name.clone(), Value::Array(Vec::new()));
                }
                Found::Property(_) | Found::Undocumented => {}
                Found::Missing(ty) => return Err(GraphError::unknown_property(name, ty)),
            }
        }
        Ok(())
    }

    /// What stands at the place of a relationship; `None` where no page shows anything there.
    fn related(
        &self,
        routed: &RoutedRequest<'_>,
        template: &[Segment],
        place: &[String],
        query: &Query,
    ) -> Option<Value> {
        let path = key(routed.version, place);
        let seeds = self.seeds(routed.version, Some(template));
        let mut state = self.state();
        if seeds.is_some() || state.has_collection(&path) {
            return Some(query.expanded(state.at(&path, seeds)).into());
        }
        let template = PathTemplate {
            segments: template.to_vec(),
        };
        let initial = self.documentation.initial_object(routed.version, &template);
        if initial.is_none() && !state.has_singleton(&path) {
            return None;
        }
        let object = state.singleton(&path, initial).clone();
        Some(Value::Object(query.select(object)))
    }
}
