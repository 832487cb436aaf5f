//! Whether the body of a request says its type, by `@odata.type`.

use crate::graph::TypeName;
use crate::model::examples::object_type::said_type;
use crate::model::{ExampleBody, Operation};
use crate::resolve::types::registry::{Registry, writes_type};

/// Whether a body of this type says so: the type derives from what stands at the place of the request, or the page sends
/// it in all examples. Where the pages do not tell what stands there, the body of each derived type does.
pub(in crate::resolve) fn says_type(registry: &Registry<'_>, operation: &Operation, name: &TypeName) -> bool {
    if registry.get(name).is_none_or(|entry| entry.ty.is_abstract) {
        return false;
    }
    let paths = operation.paths.iter();
    let places = paths.map(|path| Some(registry.place(&path.template.keys())?.type_name()));
    let stands_for_itself = |place: Option<&TypeName>| place == Some(name);
    let is_exact = places.into_iter().all(stands_for_itself);
    (!is_exact && writes_type(registry, name)) || is_shown(operation, name)
}

/// Whether all examples that send an object say that it is of the type.
fn is_shown(operation: &Operation, name: &TypeName) -> bool {
    let requests = operation
        .examples
        .iter()
        .filter_map(|example| example.request.as_ref());
    let mut objects = requests
        .filter_map(|request| match &request.body {
            ExampleBody::Json(json) => json.value.as_object(),
            _ => None,
        })
        .peekable();
    objects.peek().is_some() && objects.all(|object| said_type(object).as_ref() == Some(name))
}
