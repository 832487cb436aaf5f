//! The JSON of an example as expressions of the planned types. What fits none is a finding at its place.

use serde_json::{Map, Value};

use crate::diagnostic::Code;
use crate::graph::{Scalar, TypeName, is_placeholder};
use crate::model::examples::object_type::TypeClue;
use crate::model::examples::reading::{Member, Rows, read_members};
use crate::model::examples::scalar::round_trip;
use crate::model::examples::typed::Direction;
use crate::model::{ExampleJson, JsonStep};
use crate::resolve::examples::binding::binding;
use crate::resolve::examples::findings::Findings;
use crate::resolve::examples::scalar;
use crate::resolve::examples::types::Types;
use crate::resolve::plan::examples::{FieldLiteral, Literal, StructLiteral};
use crate::resolve::plan::ids::{EnumId, PolymorphicId, StructId};
use crate::resolve::plan::models::{FieldPlan, FieldType, Kind, ObjectType, StructPlan, StructRole};
use crate::source::SourceMap;

/// Goes through one body.
pub(super) struct BodyWalk<'w, 'p> {
    pub(super) types: &'w Types<'p>,
    direction: Direction,
    pub(super) findings: Findings<'w>,
    /// Whether an object has properties that the declared type does not, since it is an open type or a derived one.
    pub(super) is_open: bool,
    /// Whether it shows properties or parameters that only examples show.
    pub(super) shows_more: bool,
}

impl<'w, 'p> BodyWalk<'w, 'p> {
    /// Of what a request sends.
    pub(super) fn of_request(types: &'w Types<'p>, sources: &'w SourceMap, json: &'w ExampleJson) -> Self {
        Self::new(Direction::Sent, types, sources, json)
    }

    /// Of what is answered.
    pub(super) fn of_answer(types: &'w Types<'p>, sources: &'w SourceMap, json: &'w ExampleJson) -> Self {
        Self::new(Direction::Answered, types, sources, json)
    }

    fn new(
        direction: Direction,
        types: &'w Types<'p>,
        sources: &'w SourceMap,
        json: &'w ExampleJson,
    ) -> Self {
        Self {
            types,
            direction,
            findings: Findings::new(sources, json),
            is_open: false,
            shows_more: false,
        }
    }

    /// Does `walk` one step further in.
    pub(super) fn within<T>(&mut self, step: JsonStep<'w>, walk: impl FnOnce(&mut Self) -> T) -> T {
        self.along(&[step], walk)
    }

    /// Does `walk` some steps further in.
    pub(super) fn along<T>(&mut self, steps: &[JsonStep<'w>], walk: impl FnOnce(&mut Self) -> T) -> T {
        let depth = self.findings.enter(steps);
        let result = walk(self);
        self.findings.leave(depth);
        result
    }

    /// A value that is not null, or a list of such.
    pub(super) fn value(&mut self, ty: FieldType, value: &'w Value) -> Option<Literal> {
        if !ty.collection {
            return self.element(ty.kind, value);
        }
        let Value::Array(items) = value else {
            self.findings.mismatch("a list", value);
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
            Kind::Enum(id) if !self.types.items.enums[id].flags => {
                let text = self.text_of_member(value)?;
                Some(Literal::Member(id, self.member(id, text)?))
            }
            Kind::Enum(id) => {
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

    /// A value of a model or of a polymorphic type.
    pub(super) fn model(&mut self, ty: ObjectType, value: &'w Value) -> Option<Literal> {
        let Value::Object(map) = value else {
            self.findings.mismatch("an object", value);
            return None;
        };
        Some(match ty {
            ObjectType::Model(id) => {
                let read = self
                    .types
                    .derived(ty, map)
                    .filter(|_| self.direction == Direction::Answered);
                self.is_open |= read.is_some();
                Literal::Struct(self.object(read.unwrap_or(id), map))
            }
            ObjectType::Polymorphic(id) => self.polymorphic(id, map),
        })
    }

    fn polymorphic(&mut self, id: PolymorphicId, map: &'w Map<String, Value>) -> Literal {
        let read = self.types.read_object(ObjectType::Polymorphic(id), map);
        // A type that does not derive from the declared one is reported where its name is read.
        let told = read.told.and_then(|name| self.types.variant(id, name));
        if let (Some(_), TypeClue::Properties(name)) = (told, read.clue) {
            self.findings.unnamed(name);
        }
        let ty = told.unwrap_or(self.types.items.polymorphics[id].base);
        Literal::Polymorphic(id, self.object(ty, map))
    }

    /// An object, as far as the struct knows it.
    pub(super) fn object(&mut self, ty: StructId, map: &'w Map<String, Value>) -> StructLiteral {
        let plan = &self.types.items.structs[ty];
        let mut fields: Vec<FieldLiteral> = Vec::new();
        let (mut bindings, mut additional) = (Vec::new(), Vec::new());
        for (name, value, member) in read_members(self.types.fields(ty), map) {
            let step = JsonStep::Key(name);
            let index = match member {
                Member::Row(index) => index,
                Member::TypeName => {
                    self.within(step, |walk| walk.type_name(plan, value));
                    continue;
                }
                Member::Annotation => {
                    match binding(self.types, plan.made_of.unwrap_or(ty), name, value) {
                        Some(binding) => bindings.push(binding),
                        None => additional.push((name.to_owned(), value.clone())),
                    }
                    continue;
                }
                // An object of an open type can have a property of any name.
                Member::OtherCase(_) | Member::Unlisted if plan.open => {
                    self.is_open = true;
                    additional.push((name.to_owned(), value.clone()));
                    continue;
                }
                Member::OtherCase(index) => {
                    self.within(step, |walk| walk.respell(name, &plan.fields[index]));
                    index
                }
                Member::Unlisted => {
                    self.within(step, |walk| walk.unknown(ty, name));
                    continue;
                }
            };
            let literal = self.within(step, |walk| walk.field(plan, index, value));
            fields.extend(literal.map(|value| FieldLiteral { index, value }));
        }
        fields.sort_by_key(|field| field.index);
        StructLiteral {
            ty,
            partial: fields.len() < plan.fields.len() || additional.is_empty(),
            fields,
            bindings,
            additional,
        }
    }

    /// The value of a field.
    fn field(&mut self, plan: &StructPlan, index: usize, value: &'w Value) -> Option<Literal> {
        let field = plan.fields.get(index)?;
        self.shows_more |= field.example_only;
        if value.is_null() {
            return (plan.role == StructRole::Update).then_some(Literal::Null);
        }
        self.value(field.ty, value)
    }

    fn scalar(&mut self, kind: Scalar, value: &Value) -> Option<Literal> {
        let message = match round_trip(kind, value) {
            Ok(written) => return Some(Literal::Scalar(kind, written)),
            Err(message) => message,
        };
        let (code, message, meant) = if let Some(meant) = scalar::unquoted(kind, value) {
            let message = format!("{value} stands in quotes, where the type is no text");
            (Code::ExampleQuoted, message, meant)
        } else if let Some(meant) = scalar::redated(kind, value) {
            (
                Code::ExampleDate,
                format!("{message}; it is read as {meant}"),
                meant,
            )
        } else {
            self.findings.wrong(value, message);
            return None;
        };
        self.findings.meant(code, message, meant.clone());
        Some(Literal::Scalar(kind, meant))
    }

    fn text_of_member<'v>(&mut self, value: &'v Value) -> Option<&'v str> {
        let text = value.as_str();
        if text.is_none() {
            self.findings.mismatch("a member of an enumeration", value);
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
        if text.is_empty() && self.direction == Direction::Answered {
            return None;
        }
        if text.is_empty() || is_placeholder(text) {
            self.findings.has_placeholder = true;
            return None;
        }
        let (text, name) = (text.escape_debug(), &self.types.items.enums[id].name);
        let message = format!("`{text}` is no member of `{name}`");
        self.findings.report(Code::ExampleMember, message);
        None
    }

    /// The name of the type that an object says it has.
    fn type_name(&mut self, plan: &StructPlan, value: &Value) {
        let Some(text) = value.as_str() else {
            self.findings.mismatch("the name of a type", value);
            return;
        };
        let name = TypeName::parse(text);
        let Some(declared) = &plan.graph_name else {
            return;
        };
        if name.as_str() == declared.as_str() {
            return;
        }
        if self.types.is_other_name(declared, &name) {
            let message = format!("`{name}` is another name of `{declared}`");
            let meant = Value::String(format!("#{declared}"));
            self.findings.meant(Code::ExampleTypeName, message, meant);
        } else if self.types.named(&name).is_none() && is_placeholder(text) {
            self.findings.has_placeholder = true;
        } else {
            let message = format!("the object is a `{declared}`, not a `{name}`");
            self.findings.report(Code::ExampleType, message);
        }
    }

    /// Reports a name in another case, which is corrected. In an answer a table has to have the documented spelling: of
    /// two that only examples have the service may send either, and the SDK keeps the other as an unknown property.
    fn respell(&mut self, name: &str, field: &FieldPlan) {
        let documented = &field.json;
        let message = format!("`{name}` is documented as `{documented}`");
        if self.direction == Direction::Sent || !field.example_only {
            self.findings.spelling(message, documented);
        } else {
            self.findings.report(Code::ExampleProperty, message);
        }
    }

    /// A property that the struct does not have.
    fn unknown(&mut self, ty: StructId, name: &str) {
        let structs = &self.types.items.structs;
        let Some(graph_name) = &structs[ty].graph_name else {
            let message = format!("`{name}` is no property of the body");
            self.findings.report(Code::ExampleProperty, message);
            return;
        };
        let model = self.types.named(graph_name).filter(|model| *model != ty);
        let of_model = model.and_then(|model| structs[model].fields.get(self.types.fields(model).row(name)?));
        match of_model {
            Some(field) if field.read_only => self.findings.left_out(format!(
                "`{name}` of `{graph_name}` is read-only; the request leaves it out"
            )),
            Some(_) => self.findings.report(
                Code::ExampleUnsent,
                format!("`{name}` of `{graph_name}` is not among what the request sends"),
            ),
            None => self.findings.report(
                Code::ExampleProperty,
                format!("`{name}` is no property of `{graph_name}`"),
            ),
        }
    }
}
