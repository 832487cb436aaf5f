//! The walk of an example's JSON along the planned types.

use serde_json::{Map, Value};

use crate::diagnostic::{Code, Diagnostic};
use crate::page::ExampleJson;
use crate::resolve::examples::locate::{Step, locate};
use crate::resolve::examples::types::{Home, Types, variant};
use crate::resolve::examples::{placeholder, scalar};
use crate::resolve::plan::{
    FieldLiteral, FieldPlan, FieldType, HolderPlan, Item, Kind, Literal, Scalar, StructLiteral, StructPlan,
    TypePath, Wrap,
};
use crate::source::SourceMap;
use crate::span::Span;

const TYPE: &str = "@odata.type";

/// Goes through one body.
pub(super) struct Walk<'w, 'p> {
    pub(super) types: &'w Types<'p>,
    pub(super) sources: &'w SourceMap,
    /// The body.
    pub(super) json: &'w ExampleJson,
    /// The way from the body to the value that is looked at.
    steps: Vec<Step<'w>>,
    /// What disagrees.
    pub(super) findings: Vec<Diagnostic>,
    /// Whether a value is a placeholder.
    pub(super) has_placeholder: bool,
    /// Whether an object has properties that are documented nowhere, as its type lets it.
    pub(super) is_open: bool,
    /// The values that are put right, by the JSON pointers to them.
    pub(super) repairs: Vec<(String, Value)>,
}

impl<'w, 'p> Walk<'w, 'p> {
    pub(super) fn new(types: &'w Types<'p>, sources: &'w SourceMap, json: &'w ExampleJson) -> Self {
        Self {
            types,
            sources,
            json,
            steps: Vec::new(),
            findings: Vec::new(),
            has_placeholder: false,
            is_open: false,
            repairs: Vec::new(),
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

    fn help(&mut self, text: String) {
        if let Some(last) = self.findings.pop() {
            self.findings.push(last.help(text));
        }
    }

    fn place(&self) -> Span {
        let span = self.json.span;
        let text = self.sources.file(span.file).text.get(span.range());
        match text.and_then(|text| locate(text, &self.steps)) {
            Some((start, end)) => span.slice(start, end),
            // The first line: the body may be long.
            None => {
                let line = text.and_then(|text| text.lines().next()).map_or(0, str::len);
                span.slice(0, line)
            }
        }
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
        let named = map.get(TYPE).and_then(Value::as_str).map(bare);
        let named = named.and_then(|name| variant(holder, name));
        let found = self.types.held(named.unwrap_or(&holder.base), home);
        let inner = found.map(|(plan, seen, home)| self.object(plan, seen, home, map));
        match inner {
            Some(inner) => Literal::Held(seen, inner),
            None => Literal::Null,
        }
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
        for (name, value) in map {
            let step = Step::Key(name);
            match self.types.field(plan, name) {
                Some(index) => {
                    let field = &plan.fields[index];
                    let literal = self.within(step, |walk| walk.field(field, home, plan.patch, value));
                    set.extend(literal.map(|value| {
                        let wrapped = field.ty.wrap != Wrap::Plain;
                        let name = field.name.clone();
                        (index, FieldLiteral { name, wrapped, value })
                    }));
                }
                None if name == TYPE => self.within(step, |walk| walk.type_name(plan, value)),
                None if name.contains('@') || plan.open => {
                    self.is_open |= !name.contains('@');
                    annotations.push((name.clone(), value.clone()));
                }
                None => self.within(step, |walk| walk.unknown(plan, name)),
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
        if placeholder::stands_for_a_value(text) {
            self.has_placeholder = true;
            return;
        }
        let message = format!("the object is a `{}`, not a `{}`", plan.graph_name, bare(text));
        self.report(Code::ExampleType, message);
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
        let is_known = |plan: &StructPlan| self.types.field(plan, name).is_some();
        if of_type.is_some_and(is_known) {
            let message = format!("`{name}` of `{graph_name}` is not among what the request sends");
            self.report(Code::ExampleReadOnly, message);
            return;
        }
        self.report(
            Code::ExampleProperty,
            format!("`{name}` is no property of {}", of(graph_name)),
        );
        let mut fields = plan.fields.iter();
        if let Some(field) = fields.find(|field| field.json.eq_ignore_ascii_case(name)) {
            self.help(format!("the property is documented as `{}`", field.json));
        }
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
                    self.repairs.push((pointer(&self.steps), meant.clone()));
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
            return Some((variant.name.clone(), seen));
        }
        if placeholder::stands_for_a_value(text) {
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
            Value::String(text) => placeholder::stands_for_a_value(text),
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

/// The JSON pointer (RFC 6901) to which steps lead.
fn pointer(steps: &[Step<'_>]) -> String {
    let mut pointer = String::new();
    for step in steps {
        pointer.push('/');
        match step {
            Step::Key(key) => pointer.push_str(&key.replace('~', "~0").replace('/', "~1")),
            Step::Item(index) => pointer.push_str(&index.to_string()),
        }
    }
    pointer
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
