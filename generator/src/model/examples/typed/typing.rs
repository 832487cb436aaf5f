//! The reading of examples against the types of a version.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use unicase::Ascii;

use super::{Direction, ExampleEvidence, Role, TypeClaims, TypedExample, TypedExamples, TypedValue};
use crate::graph::{NO_CONTENT, TypeName};
use crate::model::examples::object_type::TypeClue;
use crate::model::examples::reading::{Answered, Member, Rows, read_members};
use crate::model::types::property_names::PropertyNames;
use crate::model::types::{PropertyRef, TypeTable};
use crate::model::{Property, ResponseContent, TypeRef};
use crate::page::{ExampleBody, ExampleFacts, ExampleJson, JsonStep};

/// What an operation sends.
#[derive(Clone, Copy)]
pub(in crate::model) enum DeclaredBody<'o> {
    Unknown,
    /// An object, or a list of objects, of the type.
    Value(&'o TypeRef),
    /// The parameters of an action.
    Parameters(&'o [Property]),
}

/// What the examples of an operation are read against.
pub(in crate::model) struct Declaration<'o> {
    /// The position of the operation.
    pub(in crate::model) operation: usize,
    pub(in crate::model) sent: DeclaredBody<'o>,
    pub(in crate::model) answered: &'o ResponseContent,
}

/// Reads examples against the types of a version.
pub(in crate::model) struct Typing<'t, 'p> {
    types: &'t TypeTable,
    names: PropertyNames<'t>,
    /// The rows of the properties of each type that was met, by name.
    rows: BTreeMap<TypeName, TypeRows<'t>>,
    examples: Vec<TypedExample<'p>>,
}

impl<'t, 'p> Typing<'t, 'p> {
    pub(in crate::model) fn new(types: &'t TypeTable) -> Self {
        Self {
            types,
            names: PropertyNames::new(types.iter()),
            rows: BTreeMap::new(),
            examples: Vec::new(),
        }
    }

    pub(in crate::model) fn finish(self) -> TypedExamples<'p> {
        TypedExamples(self.examples)
    }

    /// Reads an example on the page of the operation. The operations come in their order.
    pub(in crate::model) fn add(
        &mut self,
        declaration: &Declaration<'_>,
        example: &'p ExampleFacts,
        evidence: ExampleEvidence,
    ) {
        let Some(whole) = example.span() else { return };
        let typed = |direction, place, json, values| TypedExample {
            operation: declaration.operation,
            evidence,
            direction,
            example: whole,
            place,
            json,
            values,
            outline: OnceCell::new(),
        };
        let is_call = evidence == ExampleEvidence::Call;
        if let Some(request) = &example.request
            && let ExampleBody::Json(json) = &request.body
        {
            let mut body = self.body(json);
            match declaration.sent {
                // Its values stand for nothing that the operation declares.
                _ if !is_call => {}
                DeclaredBody::Unknown => body.root(None, &json.value, None),
                DeclaredBody::Value(ty) => body.root(ty.type_name(), &json.value, None),
                DeclaredBody::Parameters(rows) => body.parameters(rows),
            }
            let sent = typed(Direction::Sent, request.url.span(), json, body.values);
            self.examples.push(sent);
        }
        // An answer without content has no body, whatever stands there.
        if let Some(response) = &example.response
            && is_call
            && response.status.value != NO_CONTENT
            && let ExampleBody::Json(json) = &response.body
        {
            let mut body = self.body(json);
            body.answer(declaration.answered);
            let answered = typed(Direction::Answered, response.status.span, json, body.values);
            self.examples.push(answered);
        }
    }

    fn body(&mut self, json: &'p ExampleJson) -> BodyTyping<'_, 't, 'p> {
        BodyTyping {
            typing: self,
            body: &json.value,
            values: Vec::new(),
        }
    }

    /// The rows of a type: of those of one name that of the farthest base.
    fn rows_of(&mut self, ty: &TypeName) -> &TypeRows<'t> {
        let types = self.types;
        self.rows.entry(ty.clone()).or_insert_with(|| {
            // The farthest base comes last, so its rows replace those of nearer types.
            let mut rows = TypeRows::default();
            for owner in types.chain(ty) {
                for (at, row) in owner.properties.iter().enumerate() {
                    let name = row.name.as_str();
                    rows.by_name.insert(name, PropertyRef::new(owner, at));
                    rows.in_any_case.insert(Ascii::new(name), name);
                }
            }
            rows
        })
    }
}

/// The rows of a type and of its bases.
#[derive(Default)]
struct TypeRows<'t> {
    by_name: BTreeMap<&'t str, PropertyRef>,
    in_any_case: BTreeMap<Ascii<&'t str>, &'t str>,
}

impl Rows for TypeRows<'_> {
    type Row = PropertyRef;

    fn row(&self, name: &str) -> Option<PropertyRef> {
        self.by_name.get(name).cloned()
    }

    fn row_in_other_case(&self, name: &str) -> Option<(PropertyRef, &str)> {
        let spelled = *self.in_any_case.get(&Ascii::new(name))?;
        Some((self.by_name.get(spelled)?.clone(), spelled))
    }
}

/// The parameters of an action.
struct Parameters<'o>(BTreeMap<&'o str, &'o Property>);

impl<'o> Rows for Parameters<'o> {
    type Row = &'o Property;

    fn row(&self, name: &str) -> Option<&'o Property> {
        self.0.get(name).copied()
    }

    /// Parameters have the spelling of examples already.
    fn row_in_other_case(&self, _: &str) -> Option<(&'o Property, &str)> {
        None
    }
}

/// Reads one body.
struct BodyTyping<'b, 't, 'p> {
    typing: &'b mut Typing<'t, 'p>,
    body: &'p Value,
    values: Vec<TypedValue<'p>>,
}

/// Where a value stands: the position of what it stands in, and the step from there.
type Inside<'p> = Option<(usize, JsonStep<'p>)>;

impl<'p> BodyTyping<'_, '_, 'p> {
    fn push(&mut self, json: &'p Value, role: Role, inside: Inside<'p>) -> usize {
        self.values.push(TypedValue {
            json,
            role,
            object: None,
            inside,
        });
        self.values.len() - 1
    }

    /// What is answered, out of its envelope.
    fn answer(&mut self, content: &ResponseContent) {
        let answered = match content {
            ResponseContent::One(TypeRef::Type(name)) => Answered::Object(name),
            ResponseContent::One(ty) if ty.is_any_json() => Answered::Unknown,
            ResponseContent::Many(TypeRef::Type(_)) => Answered::Objects,
            ResponseContent::One(_) | ResponseContent::Many(_) => Answered::Value,
            ResponseContent::Unsaid
            | ResponseContent::Empty
            | ResponseContent::Bytes
            | ResponseContent::Count => Answered::Unknown,
        };
        let body = self.body;
        let answer = self.typing.names.read_answer(body, answered);
        let inside = answer
            .wrap
            .map(|step| (self.push(body, Role::Envelope, None), step));
        self.root(content.type_name(), answer.value, inside);
    }

    /// What is sent or answered; a list is several of it.
    fn root(&mut self, ty: Option<&TypeName>, value: &'p Value, inside: Inside<'p>) {
        if let Value::Array(items) = value {
            let list = self.push(value, Role::Envelope, inside);
            for (index, item) in items.iter().enumerate() {
                let at = self.push(item, Role::Root, Some((list, JsonStep::Item(index))));
                self.object(at, ty);
            }
        } else {
            let at = self.push(value, Role::Root, inside);
            self.object(at, ty);
        }
    }

    /// The parameters of an action.
    fn parameters(&mut self, rows: &[Property]) {
        let rows = rows.iter().map(|row| (row.name.as_str(), row)).collect();
        let root = self.push(self.body, Role::Root, None);
        let Some(object) = self.body.as_object() else {
            return;
        };
        for (name, value, member) in read_members(&Parameters(rows), object) {
            if let Member::Row(row) = member {
                let at = self.push(value, Role::Parameter, Some((root, JsonStep::Key(name))));
                self.inner(at, &row.ty.item);
            }
        }
    }

    /// What is in the value of a property.
    fn inner(&mut self, at: usize, ty: &TypeRef) {
        if let Some(name) = ty.type_name() {
            self.of_type(at, name);
        }
    }

    fn of_type(&mut self, at: usize, ty: &TypeName) {
        let Some(value) = self.values.get(at).map(|value| value.json) else {
            return;
        };
        if let Value::Array(items) = value {
            for (index, item) in items.iter().enumerate() {
                let item = self.push(item, Role::Item, Some((at, JsonStep::Item(index))));
                self.of_type(item, ty);
            }
        } else {
            self.object(at, Some(ty));
        }
    }

    /// An object of a declared type, or of the one that it names.
    fn object(&mut self, at: usize, declared: Option<&TypeName>) {
        let Some(Value::Object(map)) = self.values.get(at).map(|value| value.json) else {
            return;
        };
        let types = self.typing.types;
        let read = self.typing.names.read_object(declared, map);
        let Some(own) = read.told.or(declared).cloned() else {
            return;
        };
        let named = match read.clue {
            TypeClue::Named(ty) => Some(ty.clone()),
            TypeClue::OtherName(_)
            | TypeClue::Undocumented(_)
            | TypeClue::Properties(_)
            | TypeClue::Nothing => None,
        };
        // The properties of an object of an undocumented type are not evidence for the declared type.
        let is_documented = !matches!(read.clue, TypeClue::Undocumented(_));
        if let Some(value) = self.values.get_mut(at) {
            value.object = Some(TypeClaims {
                declared: declared.cloned(),
                named,
            });
        }
        let mut unlisted = Vec::new();
        let mut listed = BTreeSet::new();
        for (name, value, member) in read_members(self.typing.rows_of(&own), map) {
            let row = match member {
                Member::Row(row) => row,
                // Whether the table or the example has the right spelling is asked when all examples are read.
                Member::OtherCase(_) | Member::Unlisted => {
                    unlisted.push((name, value));
                    continue;
                }
                Member::TypeName | Member::Annotation => continue,
            };
            listed.insert(name);
            let ty = types.row(&row).map(|property| &property.ty.item);
            let member = self.push(value, Role::Property(row), Some((at, JsonStep::Key(name))));
            if let Some(ty) = ty {
                self.inner(member, ty);
            }
        }
        let names = &self.typing.names;
        let is_of_type = names.is_empty(&own) || names.show_membership(&listed, unlisted.len());
        if !is_of_type || !is_documented {
            return;
        }
        for (name, value) in unlisted {
            let step = JsonStep::Key(name);
            self.push(value, Role::Unlisted(own.clone()), Some((at, step)));
        }
    }
}
