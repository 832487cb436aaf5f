//! The type on which what stands beside a sentence agrees, where the sentence names another type.
//!
//! Sentences are copied from page to page, and so is any other single statement: "an updated `[folder](…)` object" on the
//! page *Update searchFolder*, whose answers are annotated as a `searchFolder` and say that they are one. Two other
//! statements count for more than the sentence, if nothing else speaks for it.

use serde_json::{Map, Value};

use super::OperationInference;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::{Segment, TypeName};
use crate::model::examples::documented_calls;
use crate::model::examples::typed::Direction;
use crate::model::{Body, Response, ResponseContent, TypeRef};
use crate::page::{AnnotatedType, ExampleFacts, SpelledType, TypeFacts};
use crate::span::Span;

/// What a page says beside a sentence of the type of what is sent, or answered.
struct Witnesses<'w> {
    /// The type that the annotations of all examples name.
    annotated: Option<(Span, &'w TypeName)>,
    /// The type that the title names.
    titled: Option<&'w TypeName>,
    /// The type in the row of what the path leads to.
    listed: Option<&'w TypeName>,
    /// The types that the objects of the examples name.
    objects: Vec<(Span, &'w TypeName)>,
}

impl OperationInference<'_, '_> {
    /// Corrects the types that the sentences about body and response name to those on which the rest of the page agrees.
    pub(in crate::model) fn take_agreed_types(
        &self,
        body: Option<&mut Body>,
        response: &mut Response,
        sink: &mut Diagnostics,
    ) {
        let sent = body.and_then(|body| body.ty.as_mut());
        if let Some(ty) = sent.filter(|_| self.facts.method.writes()) {
            self.take_agreed(&mut ty.item, self.facts.body.ty(), Direction::Sent, sink);
        }
        if let ResponseContent::One(ty) | ResponseContent::Many(ty) = &mut response.content {
            self.take_agreed(ty, self.facts.response.ty(), Direction::Answered, sink);
        }
    }

    fn take_agreed(
        &self,
        ty: &mut TypeRef,
        sentence: Option<&TypeFacts>,
        direction: Direction,
        sink: &mut Diagnostics,
    ) {
        let (TypeRef::Type(said), Some(sentence)) = (&*ty, sentence) else {
            return;
        };
        if !self.is_sentence(sentence.span) {
            return;
        }
        let objects: Vec<_> = self.objects(direction).collect();
        let witnesses = self.witnesses(direction, &objects);
        let documented = self.documented_instead(said, sentence, &witnesses);
        let Some(agreed) = documented.or_else(|| self.agreed(said, &witnesses)) else {
            return;
        };
        let message = match documented {
            Some(_) => {
                format!("the sentence names `{said}`, which no page documents, and the annotation `{agreed}`")
            }
            None => {
                format!("the sentence names `{said}`, and most of what stands beside it names `{agreed}`")
            }
        };
        let mut note = Diagnostic::new(Code::AnnotationMismatch, sentence.span, message);
        let seen = witnesses.annotated.filter(|(_, name)| *name == agreed);
        if let Some((span, _)) = seen.or_else(|| witnesses.objects.first().copied()) {
            note = note.label(span, "an example of it");
        }
        sink.push(note.help(format!("read as `{agreed}`")));
        *ty = TypeRef::Type(agreed.clone());
    }

    /// The type that the annotations name, where no page documents the one of the sentence, which is no link: "a
    /// **glazeColour** object".
    fn documented_instead<'w>(
        &self,
        said: &TypeName,
        sentence: &TypeFacts,
        witnesses: &Witnesses<'w>,
    ) -> Option<&'w TypeName> {
        let is_unlinked = matches!(&sentence.name, SpelledType::Named { link: None, .. });
        let annotated = witnesses.annotated.map(|(_, name)| name);
        annotated.filter(|_| is_unlinked && !self.types.contains(said))
    }

    /// Whether a type was read at a sentence, and not at a path or at the answer of an example.
    pub(super) fn is_sentence(&self, span: Span) -> bool {
        let mut paths = self.facts.paths.iter();
        let mut examples = self.facts.examples.iter();
        let is_at = |example: &ExampleFacts| {
            let response = example.response.as_ref();
            response.is_some_and(|response| response.status.span == span)
        };
        !paths.any(|path| path.documented.span == span) && !examples.any(is_at)
    }

    /// The type for which two statements at least speak, and more than for the one that the sentence names.
    fn agreed<'w>(&self, said: &TypeName, witnesses: &Witnesses<'w>) -> Option<&'w TypeName> {
        let annotated = witnesses.annotated.map(|(_, name)| name);
        let statements = [annotated, witnesses.titled, witnesses.listed];
        let count = |name: &TypeName| {
            statements
                .iter()
                .flatten()
                .filter(|known| **known == name)
                .count()
        };
        let all_below = |name: &TypeName| {
            let mut objects = witnesses.objects.iter();
            !witnesses.objects.is_empty() && objects.all(|(_, object)| self.is_below(object, name))
        };
        let candidates = [annotated, witnesses.titled];
        let mut candidates = candidates.into_iter().flatten().filter(|name| **name != *said);
        candidates.find(|name| {
            // Objects of the one type are objects of its base, too, so that they tell nothing against the derived type.
            let for_name = all_below(name) && (!all_below(said) || self.is_below(name, said));
            let for_said = all_below(said) && !all_below(name);
            let of_name = count(name) + usize::from(for_name);
            let of_said = count(said) + usize::from(for_said) + 1;
            of_name >= 2 && of_name > of_said
        })
    }

    fn witnesses<'w>(
        &'w self,
        direction: Direction,
        objects: &[(Span, &Map<String, Value>)],
    ) -> Witnesses<'w> {
        Witnesses {
            annotated: self.annotated(direction),
            titled: self.titled().filter(|name| self.types.contains(name)),
            listed: self.listed(),
            objects: self.named(objects),
        }
    }

    /// The documented type that the annotations of all calls name that name any.
    pub(super) fn annotated(&self, direction: Direction) -> Option<(Span, &TypeName)> {
        let calls = documented_calls(self.facts, self.page.version());
        let mut annotated = calls.filter_map(|example| annotated_type(example, direction));
        let (span, first) = annotated.next()?;
        let is_same = |(_, other): (Span, &AnnotatedType)| other.name.eq_ignore_ascii_case(&first.name);
        let is_one = annotated.all(is_same);
        let ty = self.types.get(&TypeName::parse(&first.name)).filter(|_| is_one)?;
        Some((span, &ty.name))
    }

    /// The type that the page of the owner gives for what its paths lead to: for `owners` of `/groups/{id}/owners`.
    fn listed(&self) -> Option<&TypeName> {
        let path = self.facts.paths.first()?;
        let segments = path.template.segments.iter().rev();
        let mut segments = segments.skip_while(|segment| matches!(segment, Segment::Parameter(_)));
        let Segment::Literal(name) = segments.next()? else {
            return None;
        };
        self.names().row(self.owner.as_ref()?, name)?.ty.item.type_name()
    }
}

/// The type in the annotation of what is sent, or of a successful answer.
fn annotated_type(example: &ExampleFacts, direction: Direction) -> Option<(Span, &AnnotatedType)> {
    match direction {
        Direction::Sent => {
            let request = example.request.as_ref()?;
            Some((request.url.span(), request.annotated.as_ref()?))
        }
        Direction::Answered => {
            let response = example.response.as_ref()?;
            let annotated = response.annotated.as_ref();
            let annotated = annotated.filter(|_| response.succeeds())?;
            Some((response.status.span, annotated))
        }
    }
}
