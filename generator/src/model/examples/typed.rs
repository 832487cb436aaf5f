//! Documented requests and responses, each value of them with the declaration that it stands for.

use std::cell::OnceCell;

use serde_json::{Map, Value};

use crate::graph::TypeName;
use crate::model::types::PropertyRef;
use crate::page::{ExampleJson, JsonStep, Outline};
use crate::source::SourceMap;
use crate::span::Span;

pub(in crate::model) mod typing;

/// All examples of a version, in the order of the operations on whose pages they stand.
#[derive(Default)]
pub(in crate::model) struct TypedExamples<'p>(Vec<TypedExample<'p>>);

/// What an example sends, or what it is answered.
pub(in crate::model) struct TypedExample<'p> {
    /// The position of the operation among those that the examples were read for.
    operation: usize,
    evidence: ExampleEvidence,
    pub(in crate::model) direction: Direction,
    /// The place of the example, which tells it from others.
    pub(in crate::model) example: Span,
    /// The place of the request or of the response.
    pub(in crate::model) place: Span,
    json: &'p ExampleJson,
    /// The values; each stands before those inside it.
    values: Vec<TypedValue<'p>>,
    /// Where the values stand in the page, once that was asked for.
    outline: OnceCell<Outline<'p>>,
}

/// What an example says of the operation on whose page it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::model) enum ExampleEvidence {
    /// It is a call of the operation that succeeds: it shows what the operation sends and answers.
    Call,
    /// It calls something else, or fails. Names of what it sends can still be those that its page means.
    Names,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    Sent,
    Answered,
}

/// A value with what it stands for.
pub(in crate::model) struct TypedValue<'p> {
    pub(in crate::model) json: &'p Value,
    pub(in crate::model) role: Role,
    /// What is said of the type of an object; `None` for other values, and where no type is known.
    pub(in crate::model) object: Option<TypeClaims>,
    /// The position of the value that this one stands in, and the step from there.
    inside: Option<(usize, JsonStep<'p>)>,
}

/// The role of a value in the value around it.
#[derive(Debug)]
pub(in crate::model) enum Role {
    /// It wraps what is answered.
    Envelope,
    /// It is what is sent or answered, or one of several.
    Root,
    /// It is an item of a list.
    Item,
    /// It is the value of a documented property: the row of the farthest base that has one.
    Property(PropertyRef),
    /// It is the value of a parameter of an action.
    Parameter,
    /// It is a value for which the type has no row. That the object is of the type is known by its other values, or the
    /// type has no properties at all.
    Unlisted(TypeName),
}

/// What is said of the type of an object.
#[derive(Debug)]
pub(in crate::model) struct TypeClaims {
    /// The type that is declared in its place.
    pub(in crate::model) declared: Option<TypeName>,
    /// The documented type that the object names.
    pub(in crate::model) named: Option<TypeName>,
}

impl<'p> TypedExamples<'p> {
    /// The calls of the operation at a position.
    pub(in crate::model) fn of_operation(&self, operation: usize) -> impl Iterator<Item = &TypedExample<'p>> {
        calls(self.on_page_of(operation))
    }

    /// The examples on the page of the operation at a position, what calls something else included.
    pub(in crate::model) fn on_page_of(&self, operation: usize) -> &[TypedExample<'p>] {
        let start = self.0.partition_point(|example| example.operation < operation);
        let end = self.0.partition_point(|example| example.operation <= operation);
        self.0.get(start..end).unwrap_or_default()
    }

    /// The calls of all operations.
    pub(in crate::model) fn iter(&self) -> impl Iterator<Item = &TypedExample<'p>> {
        calls(&self.0)
    }
}

/// The examples that are calls of their operation.
pub(in crate::model) fn calls<'e, 'p>(
    examples: &'e [TypedExample<'p>],
) -> impl Iterator<Item = &'e TypedExample<'p>> {
    examples
        .iter()
        .filter(|example| example.evidence == ExampleEvidence::Call)
}

/// The objects that examples send, each as the whole body.
pub(in crate::model) fn sent_bodies<'e, 'p>(
    examples: &'e [TypedExample<'p>],
) -> impl Iterator<Item = (Span, &'p Map<String, Value>)> + use<'e, 'p> {
    let examples = examples.iter();
    examples.filter_map(|example| Some((example.place, example.sent_object()?)))
}

impl<'p> TypedExample<'p> {
    /// The object that is sent as the whole body.
    pub(in crate::model) fn sent_object(&self) -> Option<&'p Map<String, Value>> {
        let sent = Some(self.json).filter(|_| self.direction == Direction::Sent);
        sent?.value.as_object()
    }

    /// The values; each stands before those inside it.
    pub(in crate::model) fn values(&self) -> impl Iterator<Item = &TypedValue<'p>> {
        self.values.iter()
    }

    /// The objects that are sent or answered, out of their envelope.
    pub(in crate::model) fn objects(&self) -> impl Iterator<Item = &'p Map<String, Value>> {
        let roots = self
            .values
            .iter()
            .filter(|value| matches!(value.role, Role::Root));
        roots.filter_map(|root| root.json.as_object())
    }

    /// The place of a value's name, or of the body where the name is not found in the text.
    pub(in crate::model) fn span(&self, value: &TypedValue<'p>, sources: &'p SourceMap) -> Span {
        let mut steps = Vec::new();
        let mut at = Some(value);
        while let Some((inside, step)) = at.and_then(|value| value.inside) {
            steps.push(step);
            at = self.values.get(inside);
        }
        steps.reverse();
        self.span_of(&steps, sources)
    }

    /// The place of a member of the body, or of the body where the name is not found in the text.
    pub(in crate::model) fn span_of_member(&self, name: &str, sources: &'p SourceMap) -> Span {
        self.span_of(&[JsonStep::Key(name)], sources)
    }

    fn span_of(&self, steps: &[JsonStep<'_>], sources: &'p SourceMap) -> Span {
        let outline = self.outline.get_or_init(|| self.json.outline(sources));
        outline.span_at(steps).unwrap_or(self.json.span)
    }
}

impl<'p> TypedValue<'p> {
    /// The name of the member of an object that the value is.
    pub(in crate::model) fn name(&self) -> Option<&'p str> {
        match self.inside {
            Some((_, JsonStep::Key(name))) => Some(name),
            _ => None,
        }
    }
}
