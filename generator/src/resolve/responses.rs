//! What a request returns.

use crate::model::{Operation, ResponseContent};
use crate::resolve::plan::models::{FieldType, Indirection, Kind, Scalar};
use crate::resolve::plan::operations::ResponsePlan;
use crate::resolve::registry::Registry;

/// What an operation returns.
pub(super) fn plan(registry: &Registry<'_>, operation: &Operation) -> ResponsePlan {
    match &operation.response.content {
        ResponseContent::Bytes => ResponsePlan::Bytes,
        ResponseContent::Count => ResponsePlan::Count,
        ResponseContent::None if operation.response.status.contains(&202) => ResponsePlan::Accepted,
        ResponseContent::None => ResponsePlan::None,
        ResponseContent::One(ty) => match registry.kind(ty) {
            Kind::Object(ty) => ResponsePlan::Model(ty),
            Kind::Scalar(Scalar::Json) => ResponsePlan::Json,
            kind => ResponsePlan::Value(FieldType {
                kind,
                collection: false,
                indirection: Indirection::None,
            }),
        },
        ResponseContent::Many(ty) => match registry.kind(ty) {
            Kind::Object(ty) => ResponsePlan::Page(ty),
            kind => ResponsePlan::Value(FieldType {
                kind,
                collection: true,
                indirection: Indirection::None,
            }),
        },
    }
}
