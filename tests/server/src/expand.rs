//! `$expand`: related objects within those that are read.

use serde_json::Value;

use crate::documentation::{Found, Object};
use crate::error::GraphError;
use crate::pages::{ResponseContent, TypeRef};
use crate::query::Query;
use crate::resource_path::ResourcePath;
use crate::service::{RoutedRequest, Service};

impl Service {
    /// Puts the objects into one that its request expands. `path` is that of the object.
    ///
    /// # Errors
    /// Where the type of the object has no such relationship.
    pub(crate) fn expand(
        &self,
        routed: &RoutedRequest<'_>,
        query: &Query,
        path: &ResourcePath,
        object: &mut Object,
    ) -> Result<(), GraphError> {
        for expansion in query.expansions() {
            let name = &expansion.name;
            // What an object has, it has whether it is asked for or not.
            if object.contains_key(name) {
                continue;
            }
            if let Some(related) = self.related(&path.child(name), &expansion.query) {
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
                Found::Property(property) if property.ty.is_many() => {
                    object.insert(name.clone(), Value::Array(Vec::new()));
                }
                Found::Property(_) | Found::Undocumented => {}
                Found::Missing(ty) => return Err(GraphError::unknown_property(name, ty)),
            }
        }
        Ok(())
    }

    /// What stands at the path of a relationship; `None` where no page shows anything there.
    fn related(&self, path: &ResourcePath, query: &Query) -> Option<Value> {
        let path = &self.in_mailbox(path.clone());
        let key = path.key();
        if self.seeds(path).is_some() || self.state().has_collection(&key) {
            return Some(query.expanded(&self.listed(path)).into());
        }
        let mut state = self.state();
        let initial = self
            .documentation
            .initial_object(path.version, &path.template().shape());
        if initial.is_none() && !state.has_singleton(&key) {
            return None;
        }
        let object = state.singleton(&key, initial)?.clone();
        Some(Value::Object(query.select(object)))
    }
}
