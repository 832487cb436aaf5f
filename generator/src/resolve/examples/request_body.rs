//! The body of an example's request as a typed one.

use serde_json::{Map, Value};

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::graph::ODATA_ID;
use crate::model::{ExampleBody, ExampleJson, ExampleRequest};
use crate::resolve::examples::Checker;
use crate::resolve::examples::base64_body::Base64Body;
use crate::resolve::examples::repair::Repair;
use crate::resolve::examples::walk::BodyWalk;
use crate::resolve::plan::examples::{BodyLiteral, Literal, StructLiteral};
use crate::resolve::plan::ids::StructId;
use crate::resolve::plan::models::{FieldType, Indirection, Kind};
use crate::resolve::plan::operations::{BodyPlan, OperationPlan};

/// What the typed request sends of the body of an example.
pub(super) enum SentBody {
    /// The operation has no body, and the example sends none.
    Nothing,
    /// All that the example sends.
    Whole(BodyLiteral),
    /// Not what the example sends, but the part of it that the operation does send.
    Partial(BodyLiteral),
    /// The example does not send what the operation sends.
    Unfit,
}

/// What was made of the body of an example's request.
pub(super) struct BodyReading {
    pub(super) sent: SentBody,
    /// What is put right in the body on the wire.
    pub(super) repairs: Vec<Repair>,
}

impl From<SentBody> for BodyReading {
    /// A body in which there is nothing to put right.
    fn from(sent: SentBody) -> Self {
        let repairs = Vec::new();
        Self { sent, repairs }
    }
}

impl Checker<'_, '_> {
    /// The body of a request as the operation sends it.
    pub(super) fn body(&mut self, plan: &OperationPlan, request: &ExampleRequest) -> BodyReading {
        let at = request.url.span();
        let sent = match (&plan.body, &request.body) {
            (BodyPlan::Reference, ExampleBody::Json(json)) => return self.reference(json),
            (BodyPlan::Update(_), ExampleBody::Json(json)) => {
                let members = json.value.as_object().into_iter().flatten();
                let cleared = members.filter(|(_, value)| value.is_null());
                let cleared = cleared.map(|(name, _)| name.clone()).collect();
                return self.typed_body(plan, json, |literal| BodyLiteral::Update(literal, cleared));
            }
            (BodyPlan::Model(_) | BodyPlan::Models(_) | BodyPlan::Own(_), ExampleBody::Json(json)) => {
                return self.typed_body(plan, json, BodyLiteral::Typed);
            }
            (_, ExampleBody::Broken(_)) => SentBody::Unfit,
            (BodyPlan::None, ExampleBody::None) => SentBody::Nothing,
            (BodyPlan::None, ExampleBody::Json(json)) if is_empty(&json.value) => SentBody::Nothing,
            (BodyPlan::None, _) => {
                self.report(
                    Code::ExampleBody,
                    at,
                    "the example sends a body, the operation has none",
                );
                SentBody::Unfit
            }
            (BodyPlan::Bytes(_), ExampleBody::None) => SentBody::Whole(BodyLiteral::Text(String::new())),
            (BodyPlan::Own(id), ExampleBody::None) if self.can_be_empty(*id) => {
                let nothing = StructLiteral {
                    ty: *id,
                    fields: Vec::new(),
                    partial: true,
                    bindings: Vec::new(),
                    additional: Vec::new(),
                };
                SentBody::Whole(BodyLiteral::Typed(Literal::Struct(nothing)))
            }
            (_, ExampleBody::None) => {
                self.report(
                    Code::ExampleBody,
                    at,
                    "the example sends no body, the operation has one",
                );
                SentBody::Unfit
            }
            (BodyPlan::Bytes(bytes), ExampleBody::Text(text)) if bytes.is_base64 => {
                match Base64Body::read(text) {
                    Base64Body::Whole(text) => SentBody::Whole(BodyLiteral::Text(text)),
                    Base64Body::Cut(text) => SentBody::Partial(BodyLiteral::Text(text)),
                    Base64Body::Other => {
                        self.report(
                            Code::ExampleBody,
                            at,
                            "the body of the example is no text in base64",
                        );
                        SentBody::Unfit
                    }
                }
            }
            (BodyPlan::Bytes(_), ExampleBody::Text(text)) => SentBody::Whole(BodyLiteral::Text(text.clone())),
            (BodyPlan::Bytes(_), ExampleBody::Json(json)) => {
                SentBody::Whole(BodyLiteral::Text(json.value.to_string()))
            }
            (_, ExampleBody::Text(_)) => {
                self.report(Code::ExampleBody, at, "the body of the example is no JSON");
                SentBody::Unfit
            }
            (BodyPlan::Json, ExampleBody::Json(json)) => {
                SentBody::Whole(BodyLiteral::Json(json.value.clone()))
            }
        };
        sent.into()
    }

    /// Whether all parameters of an action are optional.
    fn can_be_empty(&self, body: StructId) -> bool {
        let plan = &self.types.items.structs[body];
        plan.graph_name.is_none() && plan.fields.iter().all(|field| field.required == Some(false))
    }

    fn reference(&mut self, json: &ExampleJson) -> BodyReading {
        let target = json.value.get(ODATA_ID).and_then(Value::as_str);
        let is_alone = json.value.as_object().is_some_and(|map| map.len() == 1);
        match target {
            Some(target) if is_alone => SentBody::Whole(BodyLiteral::Reference(target.to_owned())).into(),
            _ => {
                let mut walk = BodyWalk::of_request(self.types, self.sources, json);
                walk.findings.report(
                    Code::ExampleBody,
                    "the body of a link is `@odata.id` and nothing else",
                );
                BodyReading {
                    sent: SentBody::Unfit,
                    repairs: self.take(walk),
                }
            }
        }
    }

    /// The body as a value of the types that the operation sends.
    fn typed_body(
        &mut self,
        plan: &OperationPlan,
        json: &ExampleJson,
        body: impl FnOnce(Literal) -> BodyLiteral,
    ) -> BodyReading {
        let mut walk = BodyWalk::of_request(self.types, self.sources, json);
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
        let sent = match literal.map(body) {
            Some(body) if is_clean => SentBody::Whole(body),
            Some(body) => SentBody::Partial(body),
            None => SentBody::Unfit,
        };
        BodyReading {
            sent,
            repairs: self.take(walk),
        }
    }
}

fn is_empty(value: &Value) -> bool {
    value.is_null() || value.as_object().is_some_and(Map::is_empty) || value.as_str() == Some("")
}
