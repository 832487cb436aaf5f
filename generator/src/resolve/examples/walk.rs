//! The walk of an example's JSON along the planned types.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::diagnostic::{Code, Diagnostic};
use crate::page::{ExampleJson, Outline, Step};
use crate::resolve::examples::repair::Repair;
use crate::resolve::examples::scalar;
use crate::resolve::examples::types::{Home, Types};
use crate::resolve::plan::{
    FieldLiteral, FieldPlan, FieldType, HolderPlan, Item, Kind, Literal, Scalar, StructLiteral, StructPlan,
    TypePath, Wrap,
};
use crate::rules::stand_in::stands_for_a_value;
use crate::source::SourceMap;
use crate::span::Span;

const TYPE: &str = "@odata.type";

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

    /// A value of a model or of a holder.
    pub(super) fn model(&mut self, path: &TypePath, home: Home<'p>, value: &'w Value) -> Option<Literal> {
        let Value::Object(map) = value else {
            self.mismatch("an object", value);
            return None;
        };
        let (item, seen, home) = self.types.get(path, home)?;
        match item {
            Item::Struct(plan) => Some(Literal::Struct(self.object(plan, seen, home, map))),
            Item::Holder(plan) => Some(self.held(plan, seen, home, map)),
            Item::Enum(_) => None,
        }
    }

    fn held(
        &mut self,
        holder: &'p HolderPlan,
        seen: TypePath,
        home: Home<'p>,
        map: &'w Map<String, Value>,
    ) -> Literal {
        let named = match map.get(TYPE).and_then(Value::as_str).map(bare) {
            Some(name) => self.types.variant(holder, name),
            None => self.unnamed(holder, home, map),
        };
        let found = self.types.held(named.unwrap_or(&holder.base), home);
        let inner = found.map(|(plan, seen, home)| self.object(plan, seen, home, map));
        match inner {
            Some(inner) => Literal::Held(seen, inner),
            None => Literal::Null,
        }
    }

    /// The derived type of an object that does not say which one it is of, but has properties that only this one
    /// has.
    fn unnamed(
        &mut self,
        holder: &'p HolderPlan,
        home: Home<'p>,
        map: &Map<String, Value>,
    ) -> Option<&'p TypePath> {
        let derived = self.types.derived_with(holder, home, map)?;
        let message = format!(
            "the object has properties of `{}`, but does not say that it is one",
            derived.graph_name
        );
        self.report(Code::ExampleUnnamed, message);
        let name = Value::String(format!("#{}", derived.graph_name));
        self.repairs.push(Repair::insert(&self.steps, TYPE, name));
        Some(&derived.ty)
    }

    /// An object, as far as the struct knows it.
    pub(super) fn object(
        &mut self,
        plan: &'p StructPlan,
        seen: TypePath,
        home: Home<'p>,
        map: &'w Map<String, Value>,
    ) -> StructLiteral {
        let mut set: Vec<(usize, FieldLiteral)> = Vec::new();
        let mut annotations = Vec::new();
        let mut respelled = BTreeSet::new();
        for (name, value) in map {
            let step = Step::Key(name);
            match self.types.field(plan, name) {
                Some(index) => {
                    let field = &plan.fields[index];
                    self.shows_more |= field.example_only;
                    let literal = self.within(step, |walk| walk.field(field, home, plan.patch, value));
                    set.extend(literal.map(|value| (index, literal_of(field, value))));
                }
                None if name == TYPE => self.within(step, |walk| walk.type_name(plan, value)),
                None if name.contains('@') || plan.open => {
                    self.is_open |= !name.contains('@');
                    annotations.push((name.clone(), value.clone()));
                }
                None => match spelled_otherwise(plan, map, name) {
                    // Of two keys that mean one field the first is taken.
                    Some(index) if respelled.insert(index) => {
                        let field = &plan.fields[index];
                        self.shows_more |= field.example_only;
                        let literal = self.within(step, |walk| {
                            walk.respell(name, &field.json);
                            walk.field(field, home, plan.patch, value)
                        });
                        set.extend(literal.map(|value| (index, literal_of(field, value))));
                    }
                    _ => self.within(step, |walk| walk.unknown(plan, name)),
                },
            }
        }
        set.sort_by_key(|(index, _)| *index);
        StructLiteral {
            path: seen,
            patch: plan.patch,
            partial: set.len() < plan.fields.len() || annotations.is_empty(),
            fields: set.into_iter().map(|(_, field)| field).collect(),
            additional: (plan.additional.clone(), annotations),
        }
    }

    /// The name of the type that an object says it has.
    fn type_name(&mut self, plan: &StructPlan, value: &Value) {
        let Some(text) = value.as_str() else {
            self.mismatch("the name of a type", value);
            return;
        };
        if plan.graph_name.is_empty() || bare(text) == plan.graph_name {
            return;
        }
        if self.types.is_other_name(&plan.graph_name, bare(text)) {
            let message = format!("`{}` is another name of `{}`", bare(text), plan.graph_name);
            self.report(Code::ExampleTypeName, message);
            let name = Value::String(format!("#{}", plan.graph_name));
            self.repairs.push(Repair::replace(&self.steps, name));
            return;
        }
        if self.types.named(bare(text)).is_none() && stands_for_a_value(text) {
            self.has_placeholder = true;
            return;
        }
        let message = format!("the object is a `{}`, not a `{}`", plan.graph_name, bare(text));
        self.report(Code::ExampleType, message);
    }

    /// Takes the documented spelling of a name in what is sent. What is answered is not read by it.
    fn respell(&mut self, name: &str, documented: &str) {
        let message = format!("`{name}` is documented as `{documented}`");
        if self.sent {
            self.report(Code::ExampleSpelling, message);
            self.repairs.extend(Repair::rename(&self.steps, documented));
        } else {
            self.report(Code::ExampleProperty, message);
        }
    }

    /// A property that the struct does not have.
    fn unknown(&mut self, plan: &StructPlan, name: &str) {
        let graph_name = plan.graph_name.as_str();
        let of = |name: &str| match name {
            "" => "the body".to_owned(),
            name => format!("`{name}`"),
        };
        let of_type = self
            .types
            .named(graph_name)
            .filter(|whole| !std::ptr::eq(*whole, plan));
        let of_type = of_type.and_then(|plan| plan.fields.get(self.types.field(plan, name)?));
        if let Some(field) = of_type {
            if field.read_only {
                let message = format!("`{name}` of `{graph_name}` is read-only; the request leaves it out");
                self.report(Code::ExampleReadOnly, message);
                self.repairs.extend(Repair::remove(&self.steps));
            } else {
                let message = format!("`{name}` of `{graph_name}` is not among what the request sends");
                self.report(Code::ExampleUnsent, message);
            }
            return;
        }
        self.report(
            Code::ExampleProperty,
            format!("`{name}` is no property of {}", of(graph_name)),
        );
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
        let mut variants = plan.variants.iter();
        let exact = variants.clone().find(|variant| variant.json == text);
        let found = exact.or_else(|| variants.find(|variant| variant.json.eq_ignore_ascii_case(text)));
        if let Some(variant) = found {
            self.shows_more |= variant.example_only;
            return Some((variant.name.clone(), seen));
        }
        // An answer without a value is kept as it is; who sends one has left it out.
        if text.is_empty() && !self.sent {
            return None;
        }
        if text.is_empty() || stands_for_a_value(text) {
            self.has_placeholder = true;
            return None;
        }
        self.report(
            Code::ExampleMember,
            format!("`{}` is no member of `{}`", text.escape_debug(), plan.name),
        );
        None
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
            Value::String(text) => stands_for_a_value(text),
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

fn literal_of(field: &FieldPlan, value: Literal) -> FieldLiteral {
    FieldLiteral {
        name: field.name.clone(),
        wrapped: field.ty.wrap != Wrap::Plain,
        value,
    }
}

/// The field whose name is that of a key but for the case of letters, where the object has no key of that very name.
fn spelled_otherwise(plan: &StructPlan, map: &Map<String, Value>, key: &str) -> Option<usize> {
    let mut fields = plan.fields.iter();
    fields.position(|field| field.json.eq_ignore_ascii_case(key) && !map.contains_key(&field.json))
}

/// The name of a type without the mark in front.
fn bare(name: &str) -> &str {
    name.strip_prefix('#').unwrap_or(name)
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
