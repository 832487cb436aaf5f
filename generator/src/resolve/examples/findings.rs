//! What disagrees in the body of an example, each at its place, and what is put right there.

use std::cell::OnceCell;

use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic};
use crate::graph::{ODATA_TYPE, TypeName, is_placeholder};
use crate::model::{ExampleJson, JsonStep, Outline};
use crate::resolve::examples::repair::Repair;
use crate::source::SourceMap;
use crate::span::Span;

/// The findings in one body, with the way to the value that is looked at.
pub(super) struct Findings<'w> {
    sources: &'w SourceMap,
    json: &'w ExampleJson,
    /// Where the values stand, once that was asked for.
    outline: OnceCell<Outline<'w>>,
    /// The way from the body to the value that is looked at.
    steps: Vec<JsonStep<'w>>,
    /// What disagrees.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Whether a value is a placeholder.
    pub(super) has_placeholder: bool,
    /// What is put right.
    pub(super) repairs: Vec<Repair>,
}

impl<'w> Findings<'w> {
    pub(super) fn new(sources: &'w SourceMap, json: &'w ExampleJson) -> Self {
        Self {
            sources,
            json,
            outline: OnceCell::new(),
            steps: Vec::new(),
            diagnostics: Vec::new(),
            has_placeholder: false,
            repairs: Vec::new(),
        }
    }

    /// Goes some steps further in; returns the depth to come back to.
    pub(super) fn enter(&mut self, steps: &[JsonStep<'w>]) -> usize {
        let depth = self.steps.len();
        self.steps.extend_from_slice(steps);
        depth
    }

    /// Comes back to a depth.
    pub(super) fn leave(&mut self, depth: usize) {
        self.steps.truncate(depth);
    }

    /// Reports what disagrees about the value that is looked at.
    pub(super) fn report(&mut self, code: Code, message: impl Into<String>) {
        let diagnostic = Diagnostic::new(code, self.span(), message);
        self.diagnostics.push(diagnostic);
    }

    fn span(&self) -> Span {
        let outline = self.outline.get_or_init(|| self.json.outline(self.sources));
        outline.span_at(&self.steps).unwrap_or_else(|| {
            // The first line: the body may be long.
            let span = self.json.span;
            let text = self.sources.file(span.file).text.get(span.range());
            let line = text.and_then(|text| text.lines().next()).map_or(0, str::len);
            span.slice(0, line)
        })
    }

    /// A value of another kind than the type has.
    pub(super) fn mismatch(&mut self, expected: &str, value: &Value) {
        self.wrong(
            value,
            format!("{} stands where {expected} belongs", kind_of(value)),
        );
    }

    /// A value that is none of the type, unless it is a placeholder.
    pub(super) fn wrong(&mut self, value: &Value, message: String) {
        let is_placeholder = match value {
            Value::String(text) => is_placeholder(text),
            // The object of a type that the author's tool did not know.
            Value::Object(map) => map.is_empty(),
            _ => false,
        };
        if is_placeholder {
            self.has_placeholder = true;
        } else {
            self.report(Code::ExampleValue, message);
        }
    }

    /// A value that means another one, which takes its place.
    pub(super) fn meant(&mut self, code: Code, message: String, meant: Value) {
        self.report(code, message);
        self.repairs.push(Repair::replace(&self.steps, meant));
    }

    /// A name that the documentation spells otherwise, which is put right.
    pub(super) fn spelling(&mut self, message: String, documented: &str) {
        self.report(Code::ExampleSpelling, message);
        self.repairs.extend(Repair::rename(&self.steps, documented));
    }

    /// A property that the request leaves out.
    pub(super) fn left_out(&mut self, message: String) {
        self.report(Code::ExampleReadOnly, message);
        self.repairs.extend(Repair::remove(&self.steps));
    }

    /// An object that does not say of which derived type it is, but has properties that only this one has.
    pub(super) fn unnamed(&mut self, derived: &TypeName) {
        let message = format!("the object has properties of `{derived}`, but does not say that it is one");
        self.report(Code::ExampleUnnamed, message);
        let name = Value::String(format!("#{derived}"));
        self.repairs.push(Repair::insert(&self.steps, ODATA_TYPE, name));
    }

    /// One object in the place of a list of objects.
    pub(super) fn single(&mut self, repair: Repair) {
        self.report(
            Code::ExampleSingle,
            "the example shows one object, the response is a page of many",
        );
        self.repairs.push(repair);
    }
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "`null`",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
