//! What a request returns.

use crate::graph::Method;
use crate::model::{Operation, Response, ResponseContent};
use crate::resolve::plan::models::{FieldType, Indirection, Kind, Scalar};
use crate::resolve::plan::operations::ResponsePlan;
use crate::resolve::registry::Registry;

/// What an operation returns, by its response and by the end of its path.
pub(super) fn plan(registry: &Registry<'_>, operation: &Operation) -> ResponsePlan {
    let gets = operation.method == Method::Get;
    let last = operation
        .paths
        .iter()
        .find_map(|path| path.template.last_literal());
    if gets && last == Some("$count") {
        return ResponsePlan::Count;
    }
    match &operation.response.content {
        ResponseContent::Bytes => ResponsePlan::Bytes,
        ResponseContent::None if gets && last == Some("$value") => ResponsePlan::Bytes,
        // The client follows the redirect to the file.
        ResponseContent::None if gets && redirects(&operation.response) => ResponsePlan::Bytes,
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

fn redirects(response: &Response) -> bool {
    response.status.iter().any(|status| (300..400).contains(status))
}
