//! What the examples of an operation and the properties of types say where its page leaves something open.
//!
//! Pages of updates often only say "supply the values for relevant fields"; some creates show the body in an
//! example and nowhere else; some responses have no sentence. The page's type and the type that owns the operation
//! are the ones that can be meant; the names in the examples, or in the table of the body, tell which it is.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};
use unicase::Ascii;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::{BIND, CHANGED, Cardinality, JSON, Method, TypeName, is_annotation};
use crate::markdown::Passage;
use crate::model::examples::object_type::said_type;
use crate::model::examples::typed::{Direction, TypedExample, calls, sent_bodies};
use crate::model::names::index::Index;
use crate::model::operations::operation_owner::named_by_title;
use crate::model::types::TypeTable;
use crate::model::types::property_names::PropertyNames;
use crate::model::{Body, Evidence, Property, Response, ResponseContent, TypeRef, ValueType};
use crate::page::{OperationFacts, Page};
use crate::rules::bound_objects::{Binding, binding};
use crate::rules::prose::Prose;
use crate::span::Span;

mod agreed_type;
mod choice_of_types;
mod required_to_create;
mod titled_body;
mod types_in_examples;

/// Finds out what an operation sends and answers where its page leaves that open.
pub(in crate::model) struct OperationInference<'m, 'p> {
    pub(in crate::model) types: &'m TypeTable,
    /// The names of their properties. They are indexed once for all operations, where an inference asks for them; a set
    /// for each operation would take time by operations times properties.
    pub(in crate::model) names: &'m OnceCell<PropertyNames<'m>>,
    /// The type whose operation it is.
    pub(in crate::model) owner: Option<TypeName>,
    /// Which type a name on a page means.
    pub(in crate::model) index: &'m Index,
    /// The type that the words of the title name, where an inference has asked for it.
    pub(in crate::model) titled: OnceCell<Option<TypeName>>,
    /// The examples on the page of the operation.
    pub(in crate::model) examples: &'m [TypedExample<'p>],
    /// What the page says.
    pub(in crate::model) facts: &'m OperationFacts,
    /// The page.
    pub(in crate::model) page: &'m Page,
}

impl<'m, 'p> OperationInference<'m, 'p> {
    fn names(&self) -> &PropertyNames<'m> {
        self.names.get_or_init(|| PropertyNames::new(self.types.iter()))
    }

    /// The type that the words of the title name.
    fn titled(&self) -> Option<&TypeName> {
        let titled = || named_by_title(self.index, self.page);
        self.titled.get_or_init(titled).as_ref()
    }

    /// Finds the type of a response of which the page names none.
    pub(in crate::model) fn infer_response_type(&self, response: &mut Response, sink: &mut Diagnostics) {
        let (ResponseContent::One(ty) | ResponseContent::Many(ty)) = &mut response.content else {
            return;
        };
        if !ty.is_untyped() {
            return;
        }
        if let Some((span, object)) = self.answered_objects().next()
            && let Some(owner) = &self.owner
            && self.fits(owner, object)
        {
            report(
                span,
                &format!("the response is read as `{owner}`, whose properties this example shows"),
                sink,
            );
            *ty = TypeRef::Type(owner.clone());
        }
    }

    /// The objects that the examples answer with, with the places of the responses.
    fn answered_objects(&self) -> impl Iterator<Item = (Span, &Map<String, Value>)> {
        self.objects(Direction::Answered)
    }

    /// The objects that the examples send, with the places of the requests.
    fn sent_objects(&self) -> impl Iterator<Item = (Span, &Map<String, Value>)> {
        self.objects(Direction::Sent)
    }

    fn objects(&self, direction: Direction) -> impl Iterator<Item = (Span, &Map<String, Value>)> {
        let examples = calls(self.examples).filter(move |example| example.direction == direction);
        examples.flat_map(|example| example.objects().map(|object| (example.place, object)))
    }

    /// The documented types that objects name.
    fn named<'s>(&'s self, objects: &[(Span, &Map<String, Value>)]) -> Vec<(Span, &'s TypeName)> {
        let named = objects
            .iter()
            .filter_map(|(span, object)| Some((*span, &self.types.get(&said_type(object)?)?.name)));
        named.collect()
    }

    /// Whether a type is another one or derives from it.
    fn is_below(&self, name: &TypeName, base: &TypeName) -> bool {
        self.types.derives(name, base)
    }

    /// Completes the body: its type, what only examples show of it, and what they link.
    pub(in crate::model) fn infer_body(
        &self,
        body: &mut Option<Body>,
        response: &Response,
        sink: &mut Diagnostics,
    ) {
        let links = self.facts.paths.iter().any(|path| path.template.is_link());
        if links || !self.facts.method.writes() {
            return;
        }
        match body {
            None => {
                let shown = self.body_in_examples(response, sink);
                *body = shown.or_else(|| self.body_by_title(sink));
            }
            Some(body) if body.ty.is_none() && !body.properties.is_empty() => {
                body.ty = self.type_of_rows(body, response, sink).map(ValueType::one);
            }
            Some(_) => {}
        }
        if let Some(body) = body {
            self.take_types_of_properties(body);
            self.take_as_parameter(body, sink);
            self.take_spelling(body, sink);
            self.add_links(body, sink);
            self.add_left_out_properties(body, sink);
            self.take_required_to_create(body, sink);
        }
    }

    /// Takes the types of rows from the page of the type, where that has a row of the name, too: the tables of what is sent
    /// are the less exact ones. That the two differ was told when they were joined.
    fn take_types_of_properties(&self, body: &mut Body) {
        let Some(name) = body.type_name().cloned() else {
            return;
        };
        for row in body.properties.iter_mut().filter(|row| !is_annotation(&row.name)) {
            let own = self.names().row(&name, &row.name);
            let own = own.filter(|own| own.evidence == Evidence::Row && !own.navigation && !row.navigation);
            if let Some(own) = own.filter(|own| !own.ty.item.is_untyped()) {
                row.is_closed_list =
                    row.ty.item == TypeRef::STRING && matches!(own.ty.item, TypeRef::Enum(_));
                row.ty = own.ty.clone();
            }
        }
    }

    /// Replaces names that a table begins with a capital by the spelling in examples: JSON names begin in lower case.
    fn take_spelling(&self, body: &mut Body, sink: &mut Diagnostics) {
        let sent: BTreeMap<Ascii<&str>, (Span, &str)> = self
            .sent_names()
            .filter(|(_, key)| key.starts_with(char::is_lowercase))
            .map(|(span, key)| (Ascii::new(key), (span, key)))
            .collect();
        for row in &mut body.properties {
            let other = sent.get(&Ascii::new(row.name.as_str())).copied();
            if let Some((span, key)) = other.filter(|_| row.name.starts_with(char::is_uppercase)) {
                let message = format!("`{key}` is sent here, which the table calls `{}`", row.name);
                report(span, &message, sink);
                key.clone_into(&mut row.name);
            }
        }
    }

    /// Adds the properties of the type that examples send though they are no part of the body: those that its table
    /// leaves out, related objects that are created with the new one, what only the page of the type calls
    /// read-only. What the table of the body itself calls read-only stays out.
    fn add_left_out_properties(&self, body: &mut Body, sink: &mut Diagnostics) {
        let Some(name) = body.type_name().cloned() else {
            return;
        };
        let updates = self.facts.method == Method::Patch;
        let has_table = body.properties.iter().any(|row| !is_annotation(&row.name));
        if body.properties.is_empty() && !updates {
            // The whole type is sent.
            return;
        }
        let rows = body.properties.iter().chain(&body.example_properties);
        let mut known: BTreeSet<Ascii<String>> = rows.map(|row| Ascii::new(row.name.clone())).collect();
        let root = TypeName::root();
        for (span, key) in self.sent_names().filter(|(_, key)| !is_annotation(key)) {
            // The key of an object is that of the root type, whether the page says so or not.
            let of_root = self.names().row(&root, key);
            let Some(property) = self.names().row(&name, key).or(of_root) else {
                continue;
            };
            let is_left_out = property.navigation || property.read_only || of_root.is_some();
            let is_left_out = is_left_out || (updates && has_table);
            if !is_left_out || !known.insert(Ascii::new(key.to_owned())) {
                continue;
            }
            let message = format!("`{key}` is sent here, but the page does not describe it");
            report(span, &message, sink);
            body.example_properties.push(Property {
                read_only: false,
                required: None,
                ..property.clone()
            });
        }
    }

    /// The body that an example shows and the page does not describe.
    fn body_in_examples(&self, response: &Response, sink: &mut Diagnostics) -> Option<Body> {
        let (span, sent) = self.sent_on_page().find(|(_, object)| !object.is_empty())?;
        let fitting = self.candidates(response).find(|name| self.fits(name, sent));
        // An update sends what it answers with, whether a page tells its properties or not.
        let updated = || {
            let mut names = self.candidates(response);
            names.find(|name| self.facts.method == Method::Patch && !self.types.contains(name))
        };
        let titled = || self.updated_by_title();
        let read_as = |name: &TypeName, why: &str| format!("; read as `{name}`, {why}");
        let (ty, read_as) = match fitting.or_else(updated).or_else(titled) {
            Some(name) if fitting.is_some() => (
                TypeRef::Type(name.clone()),
                read_as(name, "whose properties it has"),
            ),
            Some(name) if self.types.contains(name) => (
                TypeRef::Type(name.clone()),
                read_as(name, "which the title names"),
            ),
            Some(name) => (
                TypeRef::Type(name.clone()),
                read_as(name, "which no page documents"),
            ),
            // Other pages may tell what stands at the path.
            None => (TypeRef::UNTYPED, "; this page tells no type".to_owned()),
        };
        report(
            span,
            &format!("the body that this example sends is described nowhere{read_as}"),
            sink,
        );
        Some(Body::new(Some(ty.into()), JSON))
    }

    /// The type to which the rows of an untyped body belong. An action takes parameters, not a resource, even if some
    /// parameters are named like properties.
    fn type_of_rows(&self, body: &Body, response: &Response, sink: &mut Diagnostics) -> Option<TypeRef> {
        let is_creation = response.creates() && !self.page.title.value.is_of_call();
        let makes = self.facts.method != Method::Post || is_creation;
        let fits = |name: &&TypeName| {
            let rows = body.properties.iter().filter(|row| !is_annotation(&row.name));
            let (known, unknown): (Vec<_>, Vec<_>) = rows.partition(|row| self.has(name, &row.name));
            // A page may know a property that the page of the type does not.
            !known.is_empty() && unknown.len() * 4 <= known.len()
        };
        let fitting = self.candidates(response).filter(|_| makes).find(fits);
        let found = match fitting {
            Some(fitting) => fitting,
            None if is_creation => self.sent_as_answered(response, sink)?,
            None => return None,
        };
        Some(TypeRef::Type(found.clone()))
    }

    /// The type of the one object that is answered, where examples send and answer objects that name the same type, as a
    /// rule one that derives from it and has the rows that it lacks.
    fn sent_as_answered<'w>(
        &'w self,
        response: &'w Response,
        sink: &mut Diagnostics,
    ) -> Option<&'w TypeName> {
        let ResponseContent::One(item) = &response.content else {
            return None;
        };
        let name = item.type_name()?;
        let answered: BTreeSet<TypeName> = self
            .answered_objects()
            .filter_map(|(_, object)| said_type(object))
            .collect();
        let mut sent = self
            .sent_objects()
            .filter_map(|(span, object)| Some((span, said_type(object)?)));
        let (span, said) = sent.find(|(_, said)| answered.contains(said))?;
        let message =
            format!("the body is read as `{name}`, which is answered: both are a `{said}` in examples");
        report(span, &message, sink);
        Some(name)
    }

    /// Adds what examples link, and what they change of related objects. Tables name the relationship, `teamsApp`, where
    /// `teamsApp@odata.bind` is sent. Where a row says that its value can be bound, the value can be sent as well.
    fn add_links(&self, body: &mut Body, sink: &mut Diagnostics) {
        let sent = self
            .sent_on_page()
            .flat_map(|(span, object)| object.iter().map(move |pair| (span, pair)));
        for (span, (name, value)) in sent {
            let Some(plain) = name.strip_suffix(BIND).or_else(|| name.strip_suffix(CHANGED)) else {
                continue;
            };
            if body
                .properties
                .iter()
                .any(|row| row.name.eq_ignore_ascii_case(name))
            {
                continue;
            }
            let sends_plain = self.sent_on_page().any(|(_, object)| object.contains_key(plain));
            let ty = ValueType::new(self.bound(value), Cardinality::of_list(value.is_array()));
            let of_table = body.properties.iter_mut().find(|row| row.name == plain);
            let said = of_table.as_deref().and_then(said_binding);
            if said.is_none() || !name.ends_with(BIND) {
                let message = format!("`{name}` is sent here, but the page does not describe it");
                report(span, &message, sink);
            }
            let is_in_place = !sends_plain && said != Some(Binding::Either);
            match of_table {
                Some(row) if is_in_place && name.ends_with(BIND) => {
                    name.clone_into(&mut row.name);
                    row.ty = ty;
                }
                _ => body.properties.push(Property {
                    evidence: Evidence::Body,
                    ..Property::new(name, ty, span)
                }),
            }
        }
    }

    /// What a link of an example holds: the addresses of objects, or the objects themselves, of the type that they name.
    fn bound(&self, value: &Value) -> TypeRef {
        let first = match value {
            Value::Array(items) => items.first(),
            value => Some(value),
        };
        let Some(object) = first.and_then(Value::as_object) else {
            return TypeRef::STRING;
        };
        let documented = said_type(object).and_then(|said| self.types.get(&said));
        documented.map_or(TypeRef::UNTYPED, |ty| TypeRef::Type(ty.name.clone()))
    }

    /// The types that the body can be: that of the annotation, what comes back, the owner, and that of the title.
    fn candidates<'w>(&'w self, response: &'w Response) -> impl Iterator<Item = &'w TypeName> {
        let returned = match &response.content {
            ResponseContent::One(item) => item.type_name(),
            _ => None,
        };
        let annotated = self.annotated(Direction::Sent).map(|(_, name)| name);
        annotated
            .into_iter()
            .chain(returned)
            .chain(&self.owner)
            .chain(self.titled())
    }

    /// The objects that all examples of the page send, with the places of the requests. Some of them call a path that the
    /// page does not list, so that only names are taken from these objects; types are taken from calls of the operation.
    fn sent_on_page(&self) -> impl Iterator<Item = (Span, &'p Map<String, Value>)> {
        sent_bodies(self.examples)
    }

    /// The names that the examples send, with the places of the requests.
    fn sent_names(&self) -> impl Iterator<Item = (Span, &str)> {
        self.sent_on_page()
            .flat_map(|(span, object)| object.keys().map(move |key| (span, key.as_str())))
    }

    /// Whether all names of an object, and more than none, are those of properties of a type.
    fn fits(&self, name: &TypeName, object: &Map<String, Value>) -> bool {
        let mut names = object.keys().filter(|name| !is_annotation(name)).peekable();
        names.peek().is_some() && names.all(|key| self.has(name, key))
    }

    /// Whether a type has a property of a name, whatever its case.
    fn has(&self, ty: &TypeName, name: &str) -> bool {
        self.names().spelled(ty, name).is_some()
    }
}

fn report(span: Span, message: &str, sink: &mut Diagnostics) {
    sink.push(Diagnostic::new(Code::ExampleOnlyBody, span, message));
}

/// What the description of a row says of binding its object.
fn said_binding(row: &Property) -> Option<Binding> {
    let mut texts = row.description.iter().filter_map(Passage::text);
    texts.find_map(|text| binding(&Prose::new(text)))
}
