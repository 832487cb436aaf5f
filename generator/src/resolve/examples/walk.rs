//! The walk of an example's JSON along the planned types.

use std::cell::OnceCell;

use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic};
use crate::graph::is_placeholder;
use crate::model::{ExampleJson, JsonStep, Outline};
use crate::resolve::examples::repair::Repair;
use crate::resolve::examples::scalar;
use crate::resolve::examples::types::Types;
use crate::resolve::plan::examples::Literal;
use crate::resolve::plan::models::{EnumId, FieldType, Kind, Scalar, StructId, StructRole};
use crate::source::SourceMap;
use crate::span::Span;

mod object;

/// Goes through one body.
pub(super) struct Walk<'w, 'p> {
    pub(super) types: &'w Types<'p>,
    pub(super) sources: &'w SourceMap,
    /// The body.
    pub(super) json: &'w ExampleJson,
    /// Where its values stand, once that was asked for.
    outline: OnceCell<Outline<'w>>,
    /// The way from the body to the value that is looked at.
    steps: Vec<JsonStep<'w>>,
    /// Whether the body is sent rather than answered.
    sent: bool,
    /// What disagrees.
    pub(super) findings: Vec<Diagnostic>,
    /// Whether a value is a placeholder.
    pub(super) has_placeholder: bool,
    /// Whether an object has properties that the declared type does not, since it is an open type or a derived one.
    pub(super) is_open: bool,
    /// What is put right.
    pub(super) repairs: Vec<Repair>,
    /// Whether it shows properties or parameters that only examples show.
    pub(super) shows_more: bool,
}

impl<'w, 'p> Walk<'w, 'p> {
    /// Of what a request sends.
    pub(super) fn of_request(types: &'w Types<'p>, sources: &'w SourceMap, json: &'w ExampleJson) -> Self {
        let sent = true;
        Self {
            sent,
            ..Self::of_answer(types, sources, json)
        }
    }

    /// Of what is answered.
    pub(super) fn of_answer(types: &'w Types<'p>, sources: &'w SourceMap, json: &'w ExampleJson) -> Self {
        Self {
            types,
            sources,
            json,
            outline: OnceCell::new(),
            sent: false,
            steps: Vec::new(),
            findings: Vec::new(),
            has_placeholder: false,
            is_open: false,
            repairs: Vec::new(),
            shows_more: false,
        }
    }

    /// Does `walk` one step further in.
    pub(super) fn within<T>(&mut self, step: JsonStep<'w>, walk: impl FnOnce(&mut Self) -> T) -> T {
        self.along(&[step], walk)
    }

    /// Does `walk` some steps further in.
    pub(super) fn along<T>(&mut self, steps: &[JsonStep<'w>], walk: impl FnOnce(&mut Self) -> T) -> T {
        let depth = self.steps.len();
        self.steps.extend_from_slice(steps);
        let result = walk(self);
        self.steps.truncate(depth);
        result
    }

    /// Reports what disagrees about the value that is looked at.
    pub(super) fn report(&mut self, code: Code, message: impl Into<String>) {
        let diagnostic = Diagnostic::new(code, self.place(), message);
        self.findings.push(diagnostic);
    }

    fn place(&self) -> Span {
        let outline = self.outline.get_or_init(|| self.json.outline(self.sources));
        outline.place(&self.steps).unwrap_or_else(|| {
            // The first line: the body may be long.
            let span = self.json.span;
            let text = self.sources.file(span.file).text.get(span.range());
            let line = text.and_then(|text| text.lines().next()).map_or(0, str::len);
            span.slice(0, line)
        })
    }

    /// The value of a field.
    fn field(&mut self, ty: StructId, index: usize, value: &'w Value) -> Option<Literal> {
        let plan = &self.types.items.structs[ty];
        if value.is_null() {
            return (plan.role == StructRole::Update).then_some(Literal::Null);
        }
        self.value(plan.fields.get(index)?.ty, value)
    }

    /// A value that is not null, or a list of such.
    pub(super) fn value(&mut self, ty: FieldType, value: &'w Value) -> Option<Literal> {
        if !ty.collection {
            return self.element(ty.kind, value);
        }
        let Value::Array(items) = value else {
            self.mismatch("a list", value);
            return None;
        };
        let mut literals = Vec::new();
        for (index, item) in items.iter().enumerate().filter(|(_, item)| !item.is_null()) {
            literals.extend(self.within(JsonStep::Item(index), |walk| walk.element(ty.kind, item)));
        }
        Some(Literal::List(literals))
    }

    /// One value, or an element of a list.
    fn element(&mut self, kind: Kind, value: &'w Value) -> Option<Literal> {
        match kind {
            Kind::Object(ty) => self.model(ty, value),
            Kind::Scalar(scalar) => self.scalar(scalar, value),
            Kind::Enum(id) => {
                let text = self.text_of_member(value)?;
                Some(Literal::Member(id, self.member(id, text)?))
            }
            Kind::Flags(id) => {
                let text = self.text_of_member(value)?;
                let members = text.split(',').map(str::trim).filter(|text| !text.is_empty());
                let mut variants = Vec::new();
                for text in members {
                    variants.push(self.member(id, text)?);
                }
                Some(Literal::Members(id, variants))
            }
        }
    }

    fn scalar(&mut self, kind: Scalar, value: &Value) -> Option<Literal> {
        match scalar::round_trip(kind, value) {
            Ok(written) => Some(Literal::Scalar(kind, written)),
            Err(message) => {
                let meant = if let Some(meant) = scalar::unquoted(kind, value) {
                    let message = format!("{value} stands in quotes, where the type is no text");
                    self.report(Code::ExampleQuoted, message);
                    meant
                } else if let Some(meant) = scalar::redated(kind, value) {
                    self.report(Code::ExampleDate, format!("{message}; it is read as {meant}"));
                    meant
                } else {
                    self.wrong(value, message);
                    return None;
                };
                self.repairs.push(Repair::replace(&self.steps, meant.clone()));
                Some(Literal::Scalar(kind, meant))
            }
        }
    }

    fn text_of_member<'v>(&mut self, value: &'v Value) -> Option<&'v str> {
        let text = value.as_str();
        if text.is_none() {
            self.mismatch("a member of an enumeration", value);
        }
        text
    }

    /// The index of the variant that a text means.
    fn member(&mut self, id: EnumId, text: &str) -> Option<usize> {
        // As the runtime reads it: where no member has the same case, one in another case is meant.
        let variants = self.types.members(id).get(&text.to_ascii_lowercase());
        let exact = variants.and_then(|variants| variants.iter().find(|(_, variant)| variant.json == text));
        if let Some((index, variant)) = exact.or(variants.and_then(|variants| variants.first())) {
            self.shows_more |= variant.example_only;
            return Some(*index);
        }
        // An empty text in an answer is kept as it is; in a request it means that the author left the value out.
        if text.is_empty() && !self.sent {
            return None;
        }
        if text.is_empty() || is_placeholder(text) {
            self.has_placeholder = true;
            return None;
        }
        self.report(
            Code::ExampleMember,
            format!(
                "`{}` is no member of `{}`",
                text.escape_debug(),
                self.types.items.enums[id].name
            ),
        );
        None
    }

    /// An annotation of an answer that lacks its mark.
    pub(super) fn annotation(&mut self, name: &str) {
        let marked = format!("@{name}");
        self.report(Code::ExampleSpelling, format!("`{name}` is `{marked}`"));
        self.repairs.extend(Repair::rename(&self.steps, &marked));
    }

    /// One object in the place of a list of objects.
    pub(super) fn single(&mut self, repair: Repair) {
        self.report(
            Code::ExampleSingle,
            "the example shows one object, the response is a page of many",
        );
        self.repairs.push(repair);
    }

    /// A value of another kind than the type has.
    pub(super) fn mismatch(&mut self, expected: &str, value: &Value) {
        self.wrong(
            value,
            format!("{} stands where {expected} belongs", kind_of(value)),
        );
    }

    fn wrong(&mut self, value: &Value, message: String) {
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
