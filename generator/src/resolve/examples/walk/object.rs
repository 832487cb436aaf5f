//! Objects in the JSON of an example, and the types that they name.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::Walk;
use crate::diagnostic::Code;
use crate::graph::{TypeName, is_placeholder};
use crate::model::JsonStep;
use crate::model::examples::object_type::{ODATA_TYPE, TypeClue};
use crate::resolve::examples::repair::Repair;
use crate::resolve::plan::examples::{FieldLiteral, Literal, StructLiteral};
use crate::resolve::plan::models::{FieldPlan, ObjectType, PolymorphicId, StructId, StructPlan};

impl<'w> Walk<'w, '_> {
    /// A value of a model or of a polymorphic type.
    pub(in crate::resolve::examples) fn model(
        &mut self,
        ty: ObjectType,
        value: &'w Value,
    ) -> Option<Literal> {
        let Value::Object(map) = value else {
            self.mismatch("an object", value);
            return None;
        };
        Some(match ty {
            ObjectType::Model(id) => {
                let read = self.types.derived(ty, map).filter(|_| !self.sent);
                self.is_open |= read.is_some();
                Literal::Struct(self.object(read.unwrap_or(id), map))
            }
            ObjectType::Polymorphic(id) => self.polymorphic(id, map),
        })
    }

    fn polymorphic(&mut self, id: PolymorphicId, map: &'w Map<String, Value>) -> Literal {
        let ty = match self.types.type_clue(id, map) {
            // A type that does not derive from the declared one is reported where its name is read.
            TypeClue::Named(name) => self.types.variant(id, name),
            TypeClue::Undocumented(name) => self.types.variant_by_other_name(id, bare(name)),
            TypeClue::Properties(name) => self.types.variant(id, name).inspect(|_| self.unnamed(name)),
            TypeClue::Nothing => None,
        };
        let ty = ty.unwrap_or(self.types.items.polymorphics[id].base);
        Literal::Polymorphic(id, self.object(ty, map))
    }

    /// Reports an object that does not say of which derived type it is, but has properties that only this one has.
    fn unnamed(&mut self, derived: &TypeName) {
        let message = format!("the object has properties of `{derived}`, but does not say that it is one");
        self.report(Code::ExampleUnnamed, message);
        let name = Value::String(format!("#{derived}"));
        self.repairs.push(Repair::insert(&self.steps, ODATA_TYPE, name));
    }

    /// An object, as far as the struct knows it.
    pub(in crate::resolve::examples) fn object(
        &mut self,
        ty: StructId,
        map: &'w Map<String, Value>,
    ) -> StructLiteral {
        let plan = &self.types.items.structs[ty];
        let mut fields: Vec<FieldLiteral> = Vec::new();
        let mut annotations = Vec::new();
        let mut respelled = BTreeSet::new();
        for (name, value) in map {
            let step = JsonStep::Key(name);
            match self.types.field(ty, name) {
                Some(index) => {
                    self.shows_more |= plan.fields[index].example_only;
                    let literal = self.within(step, |walk| walk.field(ty, index, value));
                    fields.extend(literal.map(|value| FieldLiteral { index, value }));
                }
                None if name == ODATA_TYPE => self.within(step, |walk| walk.type_name(plan, value)),
                None if name.contains('@') || plan.open => {
                    self.is_open |= !name.contains('@');
                    annotations.push((name.clone(), value.clone()));
                }
                None => match self.spelled_otherwise(ty, map, name) {
                    // Of two keys that mean one field the first is taken.
                    Some(index) if respelled.insert(index) => {
                        let field = &plan.fields[index];
                        self.shows_more |= field.example_only;
                        let literal = self.within(step, |walk| {
                            walk.respell(name, field);
                            walk.field(ty, index, value)
                        });
                        fields.extend(literal.map(|value| FieldLiteral { index, value }));
                    }
                    _ => self.within(step, |walk| walk.unknown(ty, name)),
                },
            }
        }
        fields.sort_by_key(|field| field.index);
        StructLiteral {
            ty,
            partial: fields.len() < plan.fields.len() || annotations.is_empty(),
            fields,
            additional: annotations,
        }
    }

    /// The field whose name is that of a key but for the case of letters, where the object has no key of that very name.
    fn spelled_otherwise(&self, ty: StructId, map: &Map<String, Value>, key: &str) -> Option<usize> {
        let index = self.types.field_in_other_case(ty, key)?;
        let field = self.types.items.structs[ty].fields.get(index)?;
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

    /// Reports a name in another case, which is corrected. In an answer a table has to have the documented spelling: of
    /// two that only examples have the service may send either, and the SDK keeps the other as an unknown property.
    fn respell(&mut self, name: &str, field: &FieldPlan) {
        let documented = &field.json;
        let message = format!("`{name}` is documented as `{documented}`");
        if self.sent || !field.example_only {
            self.report(Code::ExampleSpelling, message);
            self.repairs.extend(Repair::rename(&self.steps, documented));
        } else {
            self.report(Code::ExampleProperty, message);
        }
    }

    /// A property that the struct does not have.
    fn unknown(&mut self, ty: StructId, name: &str) {
        let structs = &self.types.items.structs;
        let graph_name = structs[ty].graph_name.as_str();
        let of = |name: &str| match name {
            "" => "the body".to_owned(),
            name => format!("`{name}`"),
        };
        let model = self.types.named(graph_name).filter(|model| *model != ty);
        let of_model = model.and_then(|model| structs[model].fields.get(self.types.field(model, name)?));
        if let Some(field) = of_model {
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

/// The name of a type without the mark in front.
fn bare(name: &str) -> &str {
    name.strip_prefix('#').unwrap_or(name)
}
