//! Types of bodies and answers that the examples of an operation show to be others than the page says.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{ANNOTATION, Witness};
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::markdown::{Passage, Text};
use crate::model::types::chain;
use crate::model::{Body, Property, ROOT_TYPE, Response, ResponseContent, TypeRef};
use crate::page::Method;
use crate::span::Span;

/// The property that objects of nearly all types have.
const KEY: &str = "id";

impl Witness<'_> {
    /// Corrects the type of a response to the one that examples show: what is created is what was sent, though an
    /// annotation was copied from another page; and the owner's type is meant where all properties are its own and none
    /// are of the type that the page names.
    pub(in crate::model) fn correct(&self, response: &mut Response, body: Option<&Body>, sink: &mut Sink) {
        let (ResponseContent::One(ty) | ResponseContent::Many(ty)) = &mut response.content else {
            return;
        };
        let TypeRef::Type(said) = &*ty else { return };
        let names: BTreeSet<String> = self
            .answered()
            .flat_map(|(_, object)| object.keys())
            .filter(|name| !name.contains(ANNOTATION) && *name != KEY)
            .map(|name| name.to_lowercase())
            .collect();
        let count = |ty: &str| self.properties(ty).intersection(&names).count();
        let of_said = count(said);
        if of_said == names.len() {
            return;
        }
        let sent = body.filter(|body| self.facts.method == Method::Post && !body.collection);
        let sent = sent.and_then(|body| match &body.ty {
            Some(TypeRef::Type(name)) => Some(name.as_str()),
            _ => None,
        });
        let created = sent.filter(|name| response.status.contains(&201) && count(name) > of_said);
        let owner = self
            .owner
            .filter(|name| of_said == 0 && count(name) == names.len());
        let derives = |from: &str, to: &str| {
            chain(self.types, &from.to_lowercase()).any(|ty| ty.name.eq_ignore_ascii_case(to))
        };
        let shown = created.or(owner);
        let Some(shown) = shown.filter(|name| !derives(name, said) && !derives(said, name)) else {
            return;
        };
        if let Some((span, _)) = self.answered().next() {
            let message =
                format!("this is a `{shown}` by its properties, not the `{said}` that the page names");
            sink.push(
                Diagnostic::new(Code::AnnotationMismatch, span, message).help("the example was followed"),
            );
        }
        *ty = TypeRef::Type(shown.to_owned());
    }

    /// Corrects the type of what is sent, or answered, to the one that objects of examples name: a table describes what
    /// all members of a chat have, and what is sent is an *aadUserConversationMember*. Where they name several types, or
    /// others than what the page names, the type from which all of them derive is meant.
    pub(in crate::model) fn name(&self, body: Option<&mut Body>, response: &mut Response, sink: &mut Sink) {
        let writes = matches!(self.facts.method, Method::Patch | Method::Post | Method::Put);
        if let Some(body) = body.filter(|_| writes)
            && let Some(TypeRef::Type(said)) = &mut body.ty
        {
            let sent: Vec<_> = self.shown().collect();
            self.take_named(said, &sent, !body.properties.is_empty(), sink);
        }
        if let ResponseContent::One(TypeRef::Type(said)) | ResponseContent::Many(TypeRef::Type(said)) =
            &mut response.content
        {
            let answered: Vec<_> = self.answered().collect();
            self.take_named(said, &answered, false, sink);
        }
    }

    /// `narrows`: whether the one type that derives from what is said is taken, too.
    fn take_named(
        &self,
        said: &mut String,
        objects: &[(Span, &Map<String, Value>)],
        narrows: bool,
        sink: &mut Sink,
    ) {
        let named = objects.iter().filter_map(|(span, object)| {
            let name = object.get("@odata.type")?.as_str()?.trim_start_matches('#');
            let ty = self.types.get(&name.to_lowercase())?;
            Some((*span, ty.name.as_str()))
        });
        let named: Vec<(Span, &str)> = named.collect();
        let Some((span, first)) = named.first().copied() else {
            return;
        };
        let bases = |name: &str| -> Vec<&str> {
            chain(self.types, &name.to_lowercase())
                .map(|ty| ty.name.as_str())
                .collect()
        };
        let is_below = |name: &str, base: &str| bases(name).iter().any(|ty| ty.eq_ignore_ascii_case(base));
        let all_below = |base: &str| named.iter().all(|(_, name)| is_below(name, base));
        let taken = if all_below(said) {
            let is_one = named.len() == objects.len() && named.iter().all(|(_, name)| *name == first);
            (narrows && is_one && !first.eq_ignore_ascii_case(said)).then_some(first)
        } else {
            let of_said = bases(said).into_iter().filter(|base| *base != ROOT_TYPE);
            of_said.into_iter().find(|base| all_below(base))
        };
        if let Some(taken) = taken {
            let message = format!("the objects here name their types; read as `{taken}`, not as `{said}`");
            sink.push(
                Diagnostic::new(Code::AnnotationMismatch, span, message).help("the example was followed"),
            );
            taken.clone_into(said);
        }
    }

    /// Sees where examples send the object that the page describes as a parameter of its own name:
    /// `{"passwordCredential": {…}}`.
    pub(super) fn wrap(&self, body: &mut Body, sink: &mut Sink) {
        let Some(TypeRef::Type(name)) = body.ty.clone().filter(|_| self.facts.method == Method::Post) else {
            return;
        };
        let mut wrapped = self.shown().map(|(span, object)| {
            let mut members = object.iter();
            let (key, value) = members.next().filter(|_| object.len() == 1)?;
            let is_own = self.properties(&name).contains(&key.to_lowercase());
            let inner = value.as_object().filter(|_| !is_own)?;
            self.fits(&name, inner).then_some((span, key))
        });
        let Some(Some((span, key))) = wrapped.next() else {
            return;
        };
        if !wrapped.all(|other| other.is_some_and(|(_, other)| other == key)) {
            return;
        }
        let message = format!("the `{name}` is sent as the parameter `{key}` here");
        let mut note = Diagnostic::new(Code::ShownBody, span, message);
        if let Some(row) = body.properties.first() {
            note = note.label(row.span, "its properties are described here");
        }
        sink.push(note);
        *body = Body {
            ty: None,
            properties: vec![Property {
                description: list(&body.properties),
                ..Property::new(key, TypeRef::Type(name), span)
            }],
            shown: Vec::new(),
            ..body.clone()
        };
    }
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
        ordered: false,
        items: rows.iter().map(item).collect(),
    });
    list
}
