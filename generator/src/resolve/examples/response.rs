//! The response of an example as the typed one reads it.

use serde_json::{Map, Value};

use crate::diagnostic::Code;
use crate::page::{ExampleBody, ExampleJson, ExampleResponse, is_own_header};
use crate::resolve::examples::Checker;
use crate::resolve::examples::locate::Step;
use crate::resolve::examples::types::Home;
use crate::resolve::examples::walk::Walk;
use crate::resolve::plan::{FieldType, Item, OperationPlan, ResponsePlan, TypePath, WireBody, WireResponse};

const VALUE: &str = "value";
/// Members of a page beside its objects that are no annotations by their name.
const PAGE_ANNOTATIONS: &str = "@";

impl<'p> Checker<'_, 'p> {
    /// What the typed response makes of the documented one.
    pub(super) fn response(&mut self, plan: &'p OperationPlan, response: &ExampleResponse) -> WireResponse {
        let status = response.status.value;
        let is_success = (200..300).contains(&status);
        let documented = plan.success.contains(&status) || (plan.success.is_empty() && is_success);
        if !documented {
            let codes: Vec<String> = plan.success.iter().map(u16::to_string).collect();
            let message = format!("the example answers {status}, the page says {}", codes.join(", "));
            self.report(Code::ExampleStatus, response.status.span, message);
        }
        let mut body = super::wire_body(&response.body);
        let mut wrapped = false;
        // A redirect is followed by whoever sends the request.
        if is_success {
            match &response.body {
                ExampleBody::Json(json) => {
                    if let Some(inner) = self.wrapped_object(plan, &json.value) {
                        body = WireBody::Json(inner.clone());
                        wrapped = true;
                    }
                    self.json(plan, json, wrapped);
                }
                ExampleBody::Broken(_) => {}
                other => self.no_json(plan, response, other),
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
            wrapped,
            open: self.is_open,
        }
    }

    /// The object in `{"value": {…}}`, where the response is the object itself: the page wraps what the service
    /// does not.
    fn wrapped_object<'v>(&self, plan: &'p OperationPlan, value: &'v Value) -> Option<&'v Value> {
        let ResponsePlan::Model(path) = &plan.response else {
            return None;
        };
        let map = value.as_object()?;
        let inner = map.get(VALUE).filter(|inner| inner.is_object())?;
        let alone = map.keys().all(|key| key == VALUE || key.contains('@'));
        let has_field = |item: &Item| {
            let fields = match item {
                Item::Struct(plan) => &plan.fields,
                Item::Holder(plan) => &plan.getters,
                Item::Enum(_) => return false,
            };
            fields.iter().any(|field| field.json == VALUE)
        };
        let (item, ..) = self.types.get(path, Home::Request(&plan.enums))?;
        (alone && !has_field(item)).then_some(inner)
    }

    fn json(&mut self, plan: &'p OperationPlan, json: &ExampleJson, wrapped: bool) {
        let mut walk = Walk::new(self.types, self.sources, json);
        let home = Home::Request(&plan.enums);
        match &plan.response {
            ResponsePlan::Model(path) if wrapped => {
                walk.within(Step::Key(VALUE), |walk| {
                    walk.model(path, home, &json.value[VALUE])
                });
            }
            ResponsePlan::Model(path) => match json.value.get(VALUE) {
                Some(Value::Array(_)) if !self.has_value(path, home) => {
                    walk.report(
                        Code::ExampleShape,
                        "the example shows many objects, the response is one",
                    );
                }
                _ => {
                    walk.model(path, home, &json.value);
                }
            },
            ResponsePlan::Page(path) => page(&mut walk, path, home, &json.value),
            ResponsePlan::Value(ty) => value_of(&mut walk, ty, home, &json.value),
            ResponsePlan::Count if !json.value.is_u64() => walk.mismatch("a number of objects", &json.value),
            ResponsePlan::Json | ResponsePlan::Bytes | ResponsePlan::Count => {}
            ResponsePlan::None | ResponsePlan::Accepted => {
                let is_empty = json.value.as_object().is_some_and(Map::is_empty);
                if !is_empty {
                    walk.report(
                        Code::ExampleShape,
                        "the example answers with a body, the response has none",
                    );
                }
            }
        }
        self.take(walk);
    }

    fn has_value(&self, path: &TypePath, home: Home<'p>) -> bool {
        let item = self.types.get(path, home).map(|(item, ..)| item);
        match item {
            Some(Item::Struct(plan)) => plan.fields.iter().any(|field| field.json == VALUE),
            Some(Item::Holder(plan)) => plan.getters.iter().any(|field| field.json == VALUE),
            _ => false,
        }
    }

    /// A response whose body is absent or no JSON.
    fn no_json(&mut self, plan: &OperationPlan, response: &ExampleResponse, body: &ExampleBody) {
        let text = match body {
            ExampleBody::Text(text) => Some(text.trim()),
            _ => None,
        };
        let fits = match (&plan.response, text) {
            (ResponsePlan::Bytes, _) => true,
            (ResponsePlan::None | ResponsePlan::Accepted, None) => true,
            (ResponsePlan::Count, Some(text)) => text.parse::<u64>().is_ok(),
            // What answers 204 has no body, whatever the page says of other answers.
            (
                ResponsePlan::Model(_) | ResponsePlan::Page(_) | ResponsePlan::Json | ResponsePlan::Value(_),
                None,
            ) => response.status.value == 204,
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

/// `{"value": […]}` with links and counts.
fn page<'w, 'p>(walk: &mut Walk<'w, 'p>, path: &TypePath, home: Home<'p>, value: &'w Value) {
    let Some(map) = value.as_object() else {
        walk.mismatch("a page of objects", value);
        return;
    };
    let Some(items) = map.get(VALUE) else {
        walk.report(
            Code::ExampleShape,
            "the example shows one object, the response is a page of many",
        );
        return;
    };
    let Value::Array(items) = items else {
        walk.report(
            Code::ExampleShape,
            "the example shows one object, the response is a page of many",
        );
        return;
    };
    for name in map.keys() {
        if name != VALUE && !name.contains(PAGE_ANNOTATIONS) {
            let message = format!("`{name}` is no member of a page");
            walk.within(Step::Key(name), |walk| {
                walk.report(Code::ExampleProperty, message);
            });
        }
    }
    walk.within(Step::Key(VALUE), |walk| {
        for (index, item) in items.iter().enumerate().filter(|(_, item)| !item.is_null()) {
            walk.within(Step::Item(index), |walk| walk.model(path, home, item));
        }
    });
}

/// `{"value": 5}`, or `5` alone.
fn value_of<'w, 'p>(walk: &mut Walk<'w, 'p>, ty: &'p FieldType, home: Home<'p>, value: &'w Value) {
    let Some(map) = value.as_object() else {
        walk.value(ty, home, value);
        return;
    };
    match map.get(VALUE) {
        Some(Value::Null) => {}
        Some(inner) => {
            walk.within(Step::Key(VALUE), |walk| walk.value(ty, home, inner));
        }
        None => walk.report(
            Code::ExampleShape,
            "the response is `value` with a value that is no object",
        ),
    }
    for name in map.keys() {
        if name != VALUE && !name.contains(PAGE_ANNOTATIONS) {
            let message = format!("`{name}` stands beside the value");
            walk.within(Step::Key(name), |walk| {
                walk.report(Code::ExampleProperty, message);
            });
        }
    }
}
