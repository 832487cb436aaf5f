//! The response of an example as the typed one reads it.

use serde_json::{Map, Value};

use crate::diagnostic::Code;
use crate::graph::{
    ACCEPTED, Envelope, NO_CONTENT, PathTemplate, VALUE, is_annotation, is_own_header, is_success,
};
use crate::model::examples::reading::Answered;
use crate::model::{ExampleBody, ExampleJson, ExampleResponse, JsonStep};
use crate::resolve::examples::Checker;
use crate::resolve::examples::repair::{self, Repair};
use crate::resolve::examples::walk::BodyWalk;
use crate::resolve::plan::examples::{WireBody, WireResponse};
use crate::resolve::plan::models::{FieldType, ObjectType};
use crate::resolve::plan::operations::{OperationPlan, ResponsePlan};

/// What the service sends of the body that a page shows.
#[derive(Default)]
struct AnswerOnWire {
    /// The steps to the object that the page wraps and the service does not.
    wraps: Vec<JsonStep<'static>>,
    /// Whether an object has properties that the declared type does not, since it is an open type or a derived one.
    is_open: bool,
}

impl Checker<'_, '_> {
    /// What the typed response makes of the documented one; `called` is the path of the request.
    pub(super) fn response(
        &mut self,
        plan: &OperationPlan,
        called: Option<&PathTemplate>,
        response: &ExampleResponse,
    ) -> WireResponse {
        let status = response.status.value;
        let is_success = is_success(status);
        let documented = plan.success.contains(&status) || (plan.success.is_empty() && is_success);
        if !documented {
            let codes: Vec<String> = plan.success.iter().map(u16::to_string).collect();
            let message = format!("the example answers {status}, the page says {}", codes.join(", "));
            self.report(Code::ExampleStatus, response.status.span, message);
        }
        let mut body = crate::resolve::examples::wire_body(&response.body);
        let mut read = AnswerOnWire::default();
        if status == NO_CONTENT && !matches!(response.body, ExampleBody::None) {
            let message = "the example shows a body, which an answer of this status does not have";
            self.report(Code::ExampleNoContent, response.status.span, message);
            body = WireBody::Empty;
        }
        // A redirect is followed by whoever sends the request.
        else if is_success {
            match &response.body {
                ExampleBody::Json(json) => {
                    let (found, repairs) = self.check_json(plan, called, json);
                    repair::apply(repairs, &mut body);
                    if let WireBody::Json(value) = &mut body {
                        *value = unwrapped(value, &found.wraps).clone();
                    }
                    read = found;
                }
                ExampleBody::Broken(_) => {}
                other => self.check_other_body(plan, response, other),
            }
        }
        WireResponse {
            status,
            headers: response
                .headers
                .iter()
                .filter(|(name, _)| !is_own_header(name))
                .map(|(name, value)| (name.clone(), value.clone()))
                .collect(),
            body,
            wrapped: !read.wraps.is_empty(),
            open: read.is_open,
        }
    }

    /// Holds a body against the response; returns what is to be put right in it, too.
    fn check_json(
        &mut self,
        plan: &OperationPlan,
        called: Option<&PathTemplate>,
        json: &ExampleJson,
    ) -> (AnswerOnWire, Vec<Repair>) {
        let mut walk = BodyWalk::of_answer(self.types, self.sources, json);
        let mut wraps = Vec::new();
        match plan.response {
            ResponsePlan::Model(ty) => match self.wraps_of_object(plan, called, ty, &json.value) {
                Some(found) => {
                    wraps = found;
                    let object = unwrapped(&json.value, &wraps);
                    walk.along(&wraps, |walk| walk.model(ty, object));
                }
                None => {
                    walk.findings.report(
                        Code::ExampleShape,
                        "the example shows many objects, the response is one",
                    );
                }
            },
            ResponsePlan::Page(ty) => page(&mut walk, ty, &json.value),
            ResponsePlan::Value(ty) => value_of(&mut walk, ty, &json.value),
            ResponsePlan::Count if !json.value.is_u64() => {
                walk.findings.mismatch("a number of objects", &json.value);
            }
            ResponsePlan::Json | ResponsePlan::Bytes | ResponsePlan::Count => {}
            ResponsePlan::None | ResponsePlan::Accepted => {
                let is_empty = json.value.as_object().is_some_and(Map::is_empty);
                if !is_empty {
                    walk.findings.report(
                        Code::ExampleShape,
                        "the example answers with a body, the response has none",
                    );
                }
            }
        }
        let is_open = walk.is_open;
        (AnswerOnWire { wraps, is_open }, self.take(walk))
    }

    /// The steps to the object that is answered, out of `{"value": {…}}`; `None` where the body shows many objects.
    ///
    /// A list of one object is a wrap, too, where the path leads to one object by its key. The model, which learns from
    /// examples, reads the items of other lists; here they disagree with the response, and are reported.
    fn wraps_of_object(
        &self,
        plan: &OperationPlan,
        called: Option<&PathTemplate>,
        ty: ObjectType,
        body: &Value,
    ) -> Option<Vec<JsonStep<'static>>> {
        let are_all_by_key = || plan.paths.iter().all(|path| path.route.ends_in_key());
        let is_one = called.map_or_else(are_all_by_key, PathTemplate::ends_in_key);
        let answer = self.types.read_object_answer(ty, body);
        let mut wraps = Vec::from_iter(answer.wrap);
        match answer.envelope {
            Envelope::Bare(_) | Envelope::Object(_) => Some(wraps),
            // A value that is no object is looked for where the object belongs.
            Envelope::Scalar(_) => Some(Vec::new()),
            Envelope::List([Value::Object(_)]) if is_one => {
                wraps.push(JsonStep::Item(0));
                Some(wraps)
            }
            Envelope::List(_) => None,
        }
    }

    /// A response whose body is absent or no JSON.
    fn check_other_body(&mut self, plan: &OperationPlan, response: &ExampleResponse, body: &ExampleBody) {
        let text = match body {
            ExampleBody::Text(text) => Some(text.trim()),
            _ => None,
        };
        let fits = match (&plan.response, text) {
            (ResponsePlan::Bytes, _) => true,
            (ResponsePlan::None | ResponsePlan::Accepted, None) => true,
            (ResponsePlan::Count, Some(text)) => text.parse::<u64>().is_ok(),
            // What answers 204 has no body, and what answers 202 can have none yet, whatever the page says of other
            // answers.
            (
                ResponsePlan::Model(_) | ResponsePlan::Page(_) | ResponsePlan::Json | ResponsePlan::Value(_),
                None,
            ) => matches!(response.status.value, ACCEPTED | NO_CONTENT),
            _ => false,
        };
        if fits {
            return;
        }
        let message = match (&plan.response, text) {
            (_, None) => "the example answers without a body, the response has one",
            (ResponsePlan::None | ResponsePlan::Accepted, Some(_)) => {
                "the example answers with a body, the response has none"
            }
            (_, Some(_)) => "the body of the example is not what the response is",
        };
        self.report(Code::ExampleShape, response.status.span, message);
    }
}

/// The value to which steps lead.
fn unwrapped<'v>(value: &'v Value, steps: &[JsonStep<'_>]) -> &'v Value {
    steps.iter().fold(value, |value, step| match step {
        JsonStep::Key(key) => &value[*key],
        JsonStep::Item(index) => &value[*index],
    })
}

/// `{"value": […]}` with links and counts.
fn page<'w>(walk: &mut BodyWalk<'w, '_>, ty: ObjectType, value: &'w Value) {
    let Some(map) = value.as_object() else {
        walk.findings.mismatch("a page of objects", value);
        return;
    };
    let items = match walk.types.read_answer(Answered::Objects, value).envelope {
        Envelope::List(items) => items,
        Envelope::Object(object) => {
            walk.findings.single(Repair::list(&[JsonStep::Key(VALUE)]));
            walk.within(JsonStep::Key(VALUE), |walk| walk.model(ty, object));
            return;
        }
        Envelope::Bare(object) if !map.is_empty() => {
            walk.findings.single(Repair::page());
            walk.model(ty, object);
            return;
        }
        Envelope::Bare(_) | Envelope::Scalar(_) => {
            walk.findings.report(
                Code::ExampleShape,
                "the example shows no objects, the response is a page of many",
            );
            return;
        }
    };
    for name in map.keys().filter(|name| *name != VALUE && !name.contains('@')) {
        walk.within(JsonStep::Key(name), |walk| {
            // Older versions of the protocol have no mark: `odata.count`.
            if is_annotation(name) {
                let marked = format!("@{name}");
                let message = format!("`{name}` is `{marked}`");
                walk.findings.spelling(message, &marked);
            } else {
                walk.findings
                    .report(Code::ExampleProperty, format!("`{name}` is no member of a page"));
            }
        });
    }
    walk.within(JsonStep::Key(VALUE), |walk| {
        for (index, item) in items.iter().enumerate().filter(|(_, item)| !item.is_null()) {
            walk.within(JsonStep::Item(index), |walk| walk.model(ty, item));
        }
    });
}

/// `{"value": 5}`, or `5` alone.
fn value_of<'w>(walk: &mut BodyWalk<'w, '_>, ty: FieldType, body: &'w Value) {
    let Some(map) = body.as_object() else {
        walk.value(ty, body);
        return;
    };
    let answer = walk.types.read_answer(Answered::Value, body);
    if answer.wrap.is_none() {
        walk.findings.report(
            Code::ExampleShape,
            "the response is `value` with a value that is no object",
        );
    } else if !answer.value.is_null() {
        walk.along(answer.wrap.as_slice(), |walk| walk.value(ty, answer.value));
    }
    for name in map.keys() {
        if name != VALUE && !is_annotation(name) {
            let message = format!("`{name}` stands beside the value");
            walk.within(JsonStep::Key(name), |walk| {
                walk.findings.report(Code::ExampleProperty, message);
            });
        }
    }
}
