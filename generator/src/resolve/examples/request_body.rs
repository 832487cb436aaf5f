//! The body of an example's request as a typed one.

use serde_json::{Map, Value};

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::graph::ODATA_ID;
use crate::model::{ExampleBody, ExampleJson, ExampleRequest};
use crate::resolve::examples::Checker;
use crate::resolve::examples::walk::Walk;
use crate::resolve::plan::examples::{BodyLiteral, Literal, StructLiteral};
use crate::resolve::plan::models::{FieldType, Indirection, Kind, StructId};
use crate::resolve::plan::operations::{BodyPlan, OperationPlan};

impl Checker<'_, '_> {
    /// The body; the inner `None` where none is sent, the outer where it is not what the operation sends.
    pub(super) fn body(
        &mut self,
        plan: &OperationPlan,
        request: &ExampleRequest,
    ) -> Option<Option<BodyLiteral>> {
        let at = request.url.span;
        match (&plan.body, &request.body) {
            (_, ExampleBody::Broken(_)) => None,
            (BodyPlan::None, ExampleBody::None) => Some(None),
            (BodyPlan::None, ExampleBody::Json(json)) if is_empty(&json.value) => Some(None),
            (BodyPlan::None, _) => {
                self.report(
                    Code::ExampleBody,
                    at,
                    "the example sends a body, the operation has none",
                );
                None
            }
            (BodyPlan::Bytes(_), ExampleBody::None) => Some(Some(BodyLiteral::Text(String::new()))),
            (BodyPlan::Own(id), ExampleBody::None) if self.can_be_empty(*id) => {
                let nothing = StructLiteral {
                    ty: *id,
                    fields: Vec::new(),
                    partial: true,
                    additional: Vec::new(),
                };
                Some(Some(BodyLiteral::Typed(Literal::Struct(nothing))))
            }
            (_, ExampleBody::None) => {
                self.report(
                    Code::ExampleBody,
                    at,
                    "the example sends no body, the operation has one",
                );
                None
            }
            (BodyPlan::Bytes(_), ExampleBody::Text(text)) => Some(Some(BodyLiteral::Text(text.clone()))),
            (BodyPlan::Bytes(_), ExampleBody::Json(json)) => {
                Some(Some(BodyLiteral::Text(json.value.to_string())))
            }
            (_, ExampleBody::Text(_)) => {
                self.report(Code::ExampleBody, at, "the body of the example is no JSON");
                None
            }
            (BodyPlan::Json, ExampleBody::Json(json)) => Some(Some(BodyLiteral::Json(json.value.clone()))),
            (BodyPlan::Reference, ExampleBody::Json(json)) => self.reference(json).map(Some),
            (BodyPlan::Update(_), ExampleBody::Json(json)) => {
                let members = json.value.as_object().into_iter().flatten();
                let cleared = members.filter(|(_, value)| value.is_null());
                let cleared = cleared.map(|(name, _)| name.clone()).collect();
                self.typed_body(plan, json, |literal| BodyLiteral::Update(literal, cleared))
                    .map(Some)
            }
            (BodyPlan::Model(_) | BodyPlan::Models(_) | BodyPlan::Own(_), ExampleBody::Json(json)) => {
                self.typed_body(plan, json, BodyLiteral::Typed).map(Some)
            }
        }
    }

    /// Whether all parameters of an action are optional.
    fn can_be_empty(&self, body: StructId) -> bool {
        let plan = &self.types.items.structs[body];
        plan.graph_name.is_empty() && plan.fields.iter().all(|field| field.required == Some(false))
    }

    fn reference(&mut self, json: &ExampleJson) -> Option<BodyLiteral> {
        let target = json.value.get(ODATA_ID).and_then(Value::as_str);
        let is_alone = json.value.as_object().is_some_and(|map| map.len() == 1);
        match target {
            Some(target) if is_alone => Some(BodyLiteral::Reference(target.to_owned())),
            _ => {
                let mut walk = Walk::of_request(self.types, self.sources, json);
                walk.findings.report(
                    Code::ExampleBody,
                    "the body of a link is `@odata.id` and nothing else",
                );
                self.take(walk);
                None
            }
        }
    }

    /// The body, where all of it can be sent.
    fn typed_body(
        &mut self,
        plan: &OperationPlan,
        json: &ExampleJson,
        body: impl FnOnce(Literal) -> BodyLiteral,
    ) -> Option<BodyLiteral> {
        let mut walk = Walk::of_request(self.types, self.sources, json);
        let literal = match (&plan.body, &json.value) {
            (BodyPlan::Model(ty) | BodyPlan::Update(ty), value) => walk.model(*ty, value),
            (BodyPlan::Models(ty), value) => {
                let ty = FieldType {
                    kind: Kind::Object(*ty),
                    collection: true,
                    indirection: Indirection::None,
                };
                walk.value(ty, value)
            }
            (BodyPlan::Own(id), Value::Object(map)) => Some(Literal::Struct(walk.object(*id, map))),
            (_, value) => {
                walk.findings.mismatch("an object", value);
                None
            }
        };
        let disagrees = |finding: &Diagnostic| finding.severity() > Severity::Note;
        let found = &walk.findings;
        let is_clean = !found.diagnostics.iter().any(disagrees) && !found.has_placeholder;
        self.take(walk);
        let body = literal.map(body);
        if is_clean {
            return body;
        }
        self.partial_body = body;
        None
    }
}

fn is_empty(value: &Value) -> bool {
    value.is_null() || value.as_object().is_some_and(Map::is_empty) || value.as_str() == Some("")
}
