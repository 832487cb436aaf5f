//! The walk of an example's JSON along the planned types.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic};
use crate::graph::is_placeholder;
use crate::model::{ExampleJson, Outline, Step};
use crate::resolve::examples::repair::Repair;
use crate::resolve::examples::scalar;
use crate::resolve::examples::types::{Home, Types};
use crate::resolve::plan::{EnumPlan, FieldPlan, FieldType, Kind, Literal, Scalar, TypePath, VariantPlan};
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
    steps: Vec<Step<'w>>,
    /// Whether the body is sent rather than answered.
    sent: bool,
    /// The members of the enumerations that were met, by their names in lower case; the enumerations by their places in
    /// memory.
    members: BTreeMap<*const EnumPlan, BTreeMap<String, Vec<&'p VariantPlan>>>,
    /// What disagrees.
    pub(super) findings: Vec<Diagnostic>,
    /// Whether a value is a placeholder.
    pub(super) has_placeholder: bool,
    /// Whether an object has properties that are documented nowhere, as its type lets it.
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
            members: BTreeMap::new(),
            steps: Vec::new(),
            findings: Vec::new(),
            has_placeholder: false,
            is_open: false,
            repairs: Vec::new(),
            shows_more: false,
        }
    }

    /// Does `walk` one step further in.
    pub(super) fn within<T>(&mut self, step: Step<'w>, walk: impl FnOnce(&mut Self) -> T) -> T {
        self.along(&[step], walk)
    }

    /// Does `walk` some steps further in.
    pub(super) fn along<T>(&mut self, steps: &[Step<'w>], walk: impl FnOnce(&mut Self) -> T) -> T {
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

    fn field(&mut self, field: &FieldPlan, home: Home<'p>, patch: bool, value: &'w Value) -> Option<Literal> {
        if value.is_null() {
            return patch.then_some(Literal::Null);
        }
        self.value(&field.ty, home, value)
    }

    /// A value that is not null, or a list of such.
    pub(super) fn value(&mut self, ty: &FieldType, home: Home<'p>, value: &'w Value) -> Option<Literal> {
        if !ty.collection {
            return self.one(&ty.kind, home, value);
        }
        let Value::Array(items) = value else {
            self.mismatch("a list", value);
            return None;
        };
        let mut literals = Vec::new();
        for (index, item) in items.iter().enumerate().filter(|(_, item)| !item.is_null()) {
            literals.extend(self.within(Step::Item(index), |walk| walk.one(&ty.kind, home, item)));
        }
        Some(Literal::List(literals))
    }

    fn one(&mut self, kind: &Kind, home: Home<'p>, value: &'w Value) -> Option<Literal> {
        match kind {
            Kind::Model(path) => self.model(path, home, value),
            Kind::Scalar(scalar) => self.scalar(*scalar, value),
            Kind::Enum(path) => {
                let text = self.text_of_member(value)?;
                let (variant, seen) = self.member(path, home, text)?;
                Some(Literal::Member(seen, variant))
            }
            Kind::Flags(path) => {
                let text = self.text_of_member(value)?;
                let members = text.split(',').map(str::trim).filter(|text| !text.is_empty());
                let mut seen = path.clone();
                let mut variants = Vec::new();
                for text in members {
                    let (variant, path) = self.member(path, home, text)?;
                    seen = path;
                    variants.push(variant);
                }
                Some(Literal::Members(seen, variants))
            }
        }
    }

    fn scalar(&mut self, kind: Scalar, value: &Value) -> Option<Literal> {
        match scalar::round_trip(kind, value) {
            Ok(written) => Some(Literal::Scalar(kind, written)),
            Err(message) => match scalar::unquoted(kind, value) {
                Some(meant) => {
                    self.report(
                        Code::ExampleQuoted,
                        format!("{value} stands in quotes, where the type is no text"),
                    );
                    self.repairs.push(Repair::replace(&self.steps, meant.clone()));
                    Some(Literal::Scalar(kind, meant))
                }
                None => {
                    self.wrong(value, message);
                    None
                }
            },
        }
    }

    fn text_of_member<'v>(&mut self, value: &'v Value) -> Option<&'v str> {
        let text = value.as_str();
        if text.is_none() {
            self.mismatch("a member of an enumeration", value);
        }
        text
    }

    fn member(&mut self, path: &TypePath, home: Home<'p>, text: &str) -> Option<(String, TypePath)> {
        let (plan, seen) = self.types.enumeration(path, home)?;
        // As the runtime reads it: where no member has the same case, one in another case is meant.
        let by_letters = self.members.entry(plan).or_insert_with(|| {
            let mut by_letters: BTreeMap<String, Vec<&VariantPlan>> = BTreeMap::new();
            for variant in &plan.variants {
                let variants = by_letters.entry(variant.json.to_ascii_lowercase()).or_default();
                variants.push(variant);
            }
            by_letters
        });
        let variants = by_letters.get(&text.to_ascii_lowercase()).map(Vec::as_slice);
        let exact = variants.and_then(|variants| variants.iter().find(|variant| variant.json == text));
        if let Some(variant) = exact.or(variants.and_then(<[_]>::first)) {
            self.shows_more |= variant.example_only;
            return Some((variant.name.clone(), seen));
        }
        // An answer without a value is kept as it is; who sends one has left it out.
        if text.is_empty() && !self.sent {
            return None;
        }
        if text.is_empty() || is_placeholder(text) {
            self.has_placeholder = true;
            return None;
        }
        self.report(
            Code::ExampleMember,
            format!("`{}` is no member of `{}`", text.escape_debug(), plan.name),
        );
        None
    }

    /// An annotation of an answer that lacks its mark.
    pub(super) fn annotation(&mut self, name: &str) {
        let marked = format!("@{name}");
        self.report(Code::ExampleSpelling, format!("`{name}` is `{marked}`"));
        self.repairs.extend(Repair::rename(&self.steps, &marked));
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
