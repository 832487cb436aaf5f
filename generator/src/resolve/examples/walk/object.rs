//! Objects in the JSON of an example, and what they say of themselves.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::Walk;
use crate::diagnostic::Code;
use crate::graph::is_placeholder;
use crate::model::Step;
use crate::resolve::examples::repair::Repair;
use crate::resolve::examples::types::Home;
use crate::resolve::plan::{
    FieldLiteral, FieldPlan, Item, Literal, PolymorphicPlan, StructLiteral, StructPlan, TypePath, Wrap,
};

const TYPE: &str = "@odata.type";

impl<'w, 'p> Walk<'w, 'p> {
    /// A value of a model or of a holder.
    pub(in crate::resolve::examples) fn model(
        &mut self,
        path: &TypePath,
        home: Home<'p>,
        value: &'w Value,
    ) -> Option<Literal> {
        let Value::Object(map) = value else {
            self.mismatch("an object", value);
            return None;
        };
        let (item, seen, home) = self.types.get(path, home)?;
        match item {
            Item::Struct(plan) => Some(Literal::Struct(self.object(plan, seen, home, map))),
            Item::Polymorphic(plan) => Some(self.held(plan, seen, home, map)),
            Item::Enum(_) => None,
        }
    }

    fn held(
        &mut self,
        holder: &'p PolymorphicPlan,
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
        holder: &'p PolymorphicPlan,
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
    pub(in crate::resolve::examples) fn object(
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
                None => match self.spelled_otherwise(plan, map, name) {
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

    /// The field whose name is that of a key but for the case of letters, where the object has no key of that very name.
    fn spelled_otherwise(&self, plan: &StructPlan, map: &Map<String, Value>, key: &str) -> Option<usize> {
        let index = self.types.field_in_other_case(plan, key)?;
        let field = plan.fields.get(index)?;
        (!map.contains_key(&field.json)).then_some(index)
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
        if self.types.named(bare(text)).is_none() && is_placeholder(text) {
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
}

fn literal_of(field: &FieldPlan, value: Literal) -> FieldLiteral {
    FieldLiteral {
        name: field.name.clone(),
        wrapped: field.ty.wrap != Wrap::Plain,
        value,
    }
}

/// The name of a type without the mark in front.
fn bare(name: &str) -> &str {
    name.strip_prefix('#').unwrap_or(name)
}
