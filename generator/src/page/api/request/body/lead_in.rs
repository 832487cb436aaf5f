//! What the paragraphs of the section say of the body, and of the table behind them.

use crate::page::TypeFacts;
use crate::page::sink::PageSink;
use crate::rules::prose::Prose;
use crate::rules::required::{are_optional, are_required, are_required_to_create};
use crate::span::Span;

use crate::page::api::answer::mention;
use crate::page::api::request::body::{BodyStatements, RowMeaning, Silence};
use crate::page::api::request::media_type;

/// Ways to say that a body can be left out, in lower case.
const NOT_REQUIRED: &[&str] = &[
    "not require a request body",
    "not require any request body",
    "not need a request body",
    "n't require a request body",
    "n't require any request body",
    "n't need a request body",
    "request body isn't required",
    "request body is not required",
];

/// Ways to say that there is no body, in lower case.
const NOTHING: &[&str] = &[
    "do not supply a request body",
    "don't supply a request body",
    "do not provide a request body",
    "do not include a request body",
    "no request body",
    "doesn't have a request body",
    "does not have a request body",
    "request body should be empty",
    "request body is empty",
    "request body must be empty",
    "no request content",
];

/// Ways to say that an object without properties is sent, in lower case.
const EMPTY_OBJECT: &[&str] = &["an empty json", "an empty object"];

/// The lead-in of parameters that stand in the URL though the section is that of the body.
const IN_URL: &[&str] = &["in the request url", "in the url"];

/// Words of a sentence that says what is sent, in lower case.
const SUPPLIES: &[&str] = &[
    "supply",
    "provide",
    "include",
    "representation",
    "contain",
    "specify",
];

/// What the paragraphs before a table say.
#[derive(Default)]
pub(super) struct LeadIn {
    /// Where what the table lists is sent, by the paragraph before it.
    pub(super) sent_in: SentIn,
    /// What the rows are, by all paragraphs before the table.
    pub(super) rows: RowMeaning,
    /// "The following table lists the parameters that are required when you call this action.", "You can optionally provide
    /// a JSON object with the following parameters."; `None` where nothing is said of all of them.
    pub(super) required: Option<bool>,
    /// The place of "The following table shows the properties that are required when you create the x".
    pub(super) required_to_create: Option<Span>,
    /// Which of the types that follow is that of the body.
    types: NamedTypes,
}

/// What the types that paragraphs name have to do with the body.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum NamedTypes {
    /// A paragraph that is nothing but a type names that of the body.
    #[default]
    Sent,
    /// "A JSON representation of one of the following types": none of those that are listed is the type of all bodies.
    Choices,
}

/// Whether a paragraph says that no body may be sent.
pub(super) fn refuses_body(prose: &Prose<'_>) -> bool {
    says(prose, NOTHING) || matches!(prose.lower.trim(), "none" | "none." | "empty")
}

/// Whether a sentence in lower case says that no body may or need be sent.
pub(super) fn leaves_body_out(lower: &str) -> bool {
    NOTHING
        .iter()
        .chain(NOT_REQUIRED)
        .any(|words| lower.contains(words))
}

fn says(prose: &Prose<'_>, ways: &[&str]) -> bool {
    ways.iter().any(|words| prose.lower.contains(words))
}

/// Where what a table lists is sent.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum SentIn {
    #[default]
    Body,
    /// "In the request URL, provide the following query parameters with values."
    Url,
}

impl LeadIn {
    pub(super) fn read(&mut self, prose: &Prose<'_>, statements: &mut BodyStatements, sink: &mut PageSink) {
        self.required = match are_required(prose) {
            true => Some(true),
            false => are_optional(prose).then_some(false),
        };
        self.required_to_create =
            are_required_to_create(prose).then(|| prose.locate(0..prose.seen.len()).span);
        if refuses_body(prose) || says(prose, NOT_REQUIRED) {
            statements.silence = Silence::NoBody;
            return;
        }
        if says(prose, IN_URL) {
            self.sent_in = SentIn::Url;
            statements.silence = Silence::NoBody;
            return;
        }
        self.sent_in = SentIn::Body;
        let supplies = says(prose, SUPPLIES);
        if supplies && says(prose, EMPTY_OBJECT) && statements.ty.is_none() {
            statements.ty = Some(TypeFacts::untyped(prose.locate(0..prose.seen.len()).span));
            return;
        }
        let sentence = prose.sentences().into_iter().next();
        if let Some(sentence) = sentence {
            let first = prose.lower.get(sentence.clone()).unwrap_or_default();
            if first.contains("parameter") && !first.contains("query parameter") {
                self.rows = RowMeaning::Parameters;
            }
            let is_bare_type = first.len() < 60 && self.types == NamedTypes::Sent;
            if supplies && first.contains("one of the following") {
                self.types = NamedTypes::Choices;
            }
            let names_type = self.rows == RowMeaning::Properties && (supplies || is_bare_type);
            if statements.ty.is_none() && names_type {
                statements.ty = mention::find(prose, sentence.clone(), sink);
                if let Some(first) = &statements.ty {
                    statements.alternatives = mention::alternatives(prose, sentence, first, sink);
                }
            } else if let Some(first) = &statements.ty
                && supplies
                && statements.alternatives.is_empty()
                && let Some(again) = mention::find(prose, sentence.clone(), sink)
                && again.name == first.name
            {
                // The type is said for one case first, and a choice with it for another.
                statements.alternatives = mention::alternatives(prose, sentence, &again, sink);
            }
        }
        if statements.content_type.is_none() {
            statements.content_type = media_type::in_prose(prose);
        }
    }
}
