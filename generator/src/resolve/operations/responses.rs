//! What a request returns.

use crate::graph::{ACCEPTED, Method, Scalar, TypeName};
use crate::model::{Operation, ResponseContent, TypeRef};
use crate::resolve::plan::models::{FieldType, Indirection, Kind};
use crate::resolve::plan::operations::ResponsePlan;
use crate::resolve::types::models::kind;
use crate::resolve::types::registry::Registry;

/// What an operation returns.
pub(in crate::resolve) fn plan(registry: &Registry<'_>, operation: &Operation) -> ResponsePlan {
    let objects = |ty: &TypeRef| match type_at_paths(registry, operation, ty) {
        Some(found) => found,
        None => ty.clone(),
    };
    match &operation.response.content {
        ResponseContent::Bytes => ResponsePlan::Bytes,
        ResponseContent::Count => ResponsePlan::Count,
        ResponseContent::Empty | ResponseContent::Unsaid => {
            match operation.response.status.contains(&ACCEPTED) {
                true => ResponsePlan::Accepted,
                false => ResponsePlan::None,
            }
        }
        ResponseContent::One(ty) => match kind(registry, &objects(ty)) {
            Kind::Object(ty) => ResponsePlan::Model(ty),
            Kind::Scalar(Scalar::Json) => ResponsePlan::Json,
            kind => ResponsePlan::Value(FieldType {
                kind,
                collection: false,
                indirection: Indirection::None,
            }),
        },
        ResponseContent::Many(ty) => match kind(registry, &objects(ty)) {
            Kind::Object(ty) => ResponsePlan::Page(ty),
            kind => ResponsePlan::Value(FieldType {
                kind,
                collection: true,
                indirection: Indirection::None,
            }),
        },
    }
}

/// The type of what stands at the paths of a reading request, where its page speaks of a derived type only: the request
/// reads the objects of all derived types.
fn type_at_paths(registry: &Registry<'_>, operation: &Operation, answered: &TypeRef) -> Option<TypeRef> {
    let TypeRef::Type(answered) = answered else {
        return None;
    };
    if operation.method != Method::Get {
        return None;
    }
    let mut paths = operation.paths.iter();
    let held = paths.try_fold(None, |held: Option<&TypeName>, path| {
        let here = registry.place(&path.template.keys())?.type_name();
        (held.is_none_or(|held| held == here)).then_some(Some(here))
    })??;
    registry
        .bases(answered)
        .any(|base| base == held)
        .then(|| TypeRef::Type(held.clone()))
}
