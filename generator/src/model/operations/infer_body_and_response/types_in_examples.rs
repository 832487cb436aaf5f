//! Types of bodies and answers that the examples of an operation show to be others than the page says.

use std::collections::BTreeSet;

use serde_json::{Map, Value};
use unicase::Ascii;

use super::OperationInference;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::{KEY, Method, TypeName, ends_with_ignore_case, is_annotation};
use crate::markdown::{Passage, Text};
use crate::model::{Body, Evidence, Property, Response, ResponseContent, TypeRef};
use crate::page::ExampleResponse;
use crate::span::Span;
use crate::text::ListKind;

impl OperationInference<'_, '_> {
    /// Corrects the type of a response to the one that examples show: what is created is what was sent, though an
    /// annotation was copied from another page; and the owner's type is meant where all properties are its own and none
    /// are of the type that the page names.
    pub(in crate::model) fn correct_response_type(
        &self,
        response: &mut Response,
        body: Option<&Body>,
        sink: &mut Diagnostics,
    ) {
        let creates = response.creates();
        let (ResponseContent::One(ty) | ResponseContent::Many(ty)) = &mut response.content else {
            return;
        };
        let TypeRef::Type(said) = &*ty else { return };
        // A type that both the sentence and the annotation of the answer name is no slip.
        if self.is_annotated(said) {
            return;
        }
        let names: BTreeSet<Ascii<&str>> = self
            .answered_objects()
            .flat_map(|(_, object)| object.keys())
            .filter(|name| !is_annotation(name) && *name != KEY)
            .map(|name| Ascii::new(name.as_str()))
            .collect();
        let count = |ty: &TypeName| names.iter().filter(|name| self.has(ty, name)).count();
        let of_said = count(said);
        if of_said == names.len() {
            return;
        }
        let sent = body.filter(|body| self.facts.method == Method::Post && !body.is_many());
        let sent = sent.and_then(Body::type_name);
        let created = sent.filter(|name| creates && count(name) > of_said);
        let owner = self
            .owner
            .as_ref()
            .filter(|name| of_said == 0 && count(name) == names.len());
        let found = created.or(owner);
        let Some(found) = found.filter(|name| !self.is_below(name, said) && !self.is_below(said, name))
        else {
            return;
        };
        if let Some((span, _)) = self.answered_objects().next() {
            let message =
                format!("this is a `{found}` by its properties, not the `{said}` that the page names");
            sink.push(
                Diagnostic::new(Code::AnnotationMismatch, span, message).help("the example was followed"),
            );
        }
        *ty = TypeRef::Type(found.clone());
    }

    /// Corrects the type of what is sent, or answered, to the one that objects of examples name: a table describes what
    /// all members of a chat have, and what is sent is an *aadUserConversationMember*. Where they name others beside the
    /// one that the page names, the type from which all of them derive is meant.
    pub(in crate::model) fn take_named_types(
        &self,
        body: Option<&mut Body>,
        response: &mut Response,
        sink: &mut Diagnostics,
    ) {
        if let Some(body) = body.filter(|_| self.facts.method.writes())
            && let Some(sent) = &mut body.ty
            && let TypeRef::Type(said) = &mut sent.item
        {
            let sent: Vec<_> = self.sent_objects().collect();
            let taken = match body.properties.is_empty() {
                true => self.widened(said, &sent),
                false => self.narrowed(said, &sent, &body.properties),
            };
            if let Some((span, taken)) = taken {
                report(said, taken, span, sink);
                *said = taken.clone();
            }
        }
        if let ResponseContent::One(TypeRef::Type(said)) | ResponseContent::Many(TypeRef::Type(said)) =
            &mut response.content
        {
            let answered: Vec<_> = self.answered_objects().collect();
            if let Some((span, taken)) = self.widened(said, &answered) {
                report(said, taken, span, sink);
                *said = taken.clone();
            }
        }
    }

    /// Whether the sentence of the page names a type, and the annotation of an answer does, too.
    fn is_annotated(&self, said: &TypeName) -> bool {
        let Some(ty) = self.facts.response.ty() else {
            return false;
        };
        let answers = || {
            let examples = self.facts.examples.iter();
            examples.filter_map(|example| example.response.as_ref())
        };
        let names_said = |answer: &ExampleResponse| {
            let annotated = answer.annotated.as_ref();
            annotated.is_some_and(|ty| TypeName::parse(&ty.name) == *said)
        };
        // A type that only an annotation names was read at its answer.
        answers().all(|answer| answer.status.span != ty.span) && answers().any(names_said)
    }

    /// The common base of the types that examples name, where the type that the page names is one of them. An example
    /// whose type no other example names can be a copy that was not adapted.
    fn widened(&self, said: &TypeName, objects: &[(Span, &Map<String, Value>)]) -> Option<(Span, &TypeName)> {
        let named = self.named(objects);
        let (span, _) = *named.first()?;
        let all_below = |base: &TypeName| named.iter().all(|(_, name)| self.is_below(name, base));
        let names_said = named.iter().any(|(_, name)| self.is_below(name, said));
        if all_below(said) || !names_said {
            return None;
        }
        let mut bases = self.types.chain(said).map(|ty| &ty.name);
        let base = bases.find(|base| !base.is_root() && all_below(base))?;
        Some((span, base))
    }

    /// The one type derived from what the page names that all objects are of, where the table of the body fits it and
    /// speaks of no other.
    fn narrowed(
        &self,
        said: &TypeName,
        objects: &[(Span, &Map<String, Value>)],
        rows: &[Property],
    ) -> Option<(Span, &TypeName)> {
        let named = self.named(objects);
        let (span, first) = *named.first()?;
        let is_one = named.len() == objects.len() && named.iter().all(|(_, name)| *name == first);
        if !is_one || first == said || !self.is_below(first, said) {
            return None;
        }
        let fits = |row: &Property| is_annotation(&row.name) || self.has(first, &row.name);
        let speaks_of = |name: &TypeName| {
            let short = name.short().to_ascii_lowercase();
            rows.iter().any(|row| {
                Passage::markdown(&row.description)
                    .to_ascii_lowercase()
                    .contains(&short)
            })
        };
        let others = self.types.iter().map(|ty| &ty.name);
        let mut others = others.filter(|name| *name != first && self.is_below(name, said) && *name != said);
        (rows.iter().all(fits) && !others.any(speaks_of)).then_some((span, first))
    }

    /// Finds bodies that examples send as a parameter which bears the name of the type that the page describes:
    /// `{"passwordCredential": {…}}`.
    pub(in crate::model) fn take_as_parameter(&self, body: &mut Body, sink: &mut Diagnostics) {
        let name = body.type_name().filter(|_| self.facts.method == Method::Post);
        let Some(name) = name.cloned() else { return };
        let is_listed = |row: &Property| self.has(&name, &row.name);
        // A row that is no property of the type could no longer be sent.
        if !body.properties.iter().all(is_listed) {
            return;
        }
        let mut wrapped = self.sent_objects().map(|(span, object)| {
            let mut members = object.iter();
            let (key, value) = members.next().filter(|_| object.len() == 1)?;
            let is_own_name = ends_with_ignore_case(name.short(), key) && !self.has(&name, key);
            let inner = value.as_object().filter(|_| is_own_name)?;
            let says_more = inner.keys().any(|name| name != KEY);
            (says_more && self.fits(&name, inner)).then_some((span, key))
        });
        let Some(Some((span, key))) = wrapped.next() else {
            return;
        };
        if !wrapped.all(|other| other.is_some_and(|(_, other)| other == key)) {
            return;
        }
        let message = format!("the `{name}` is sent as the parameter `{key}` here");
        let mut note = Diagnostic::new(Code::ExampleOnlyBody, span, message);
        if let Some(row) = body.properties.first() {
            note = note.label(row.span, "its properties are described here");
        }
        sink.push(note);
        *body = Body {
            properties: vec![Property {
                description: list(&body.properties),
                evidence: Evidence::Body,
                ..Property::new(key, TypeRef::Type(name.clone()), span)
            }],
            ..Body::new(None, &body.content_type)
        };
    }
}

fn report(said: &TypeName, taken: &TypeName, span: Span, sink: &mut Diagnostics) {
    let message = format!("the objects here name their types; read as `{taken}`, not as `{said}`");
    sink.push(Diagnostic::new(Code::AnnotationMismatch, span, message).help("the example was followed"));
}

/// What a table says of the properties of an object that is sent as one parameter.
fn list(rows: &[Property]) -> Vec<Passage> {
    let Some(first) = rows.first() else {
        return Vec::new();
    };
    let item = |row: &Property| {
        let name = Text::parse(&format!("`{}`", row.name), row.span);
        let mut item = Passage::of_text(&name);
        item.extend(row.description.iter().cloned());
        item
    };
    let mut list = Passage::of_text(&Text::parse("An object with these properties:", first.span));
    list.push(Passage::List {
        kind: ListKind::Bulleted,
        items: rows.iter().map(item).collect(),
    });
    list
}
