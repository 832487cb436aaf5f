//! OData options in prose: "This method supports the `$select` and `$expand` OData query parameters".

use super::super::mention::pieces_in;
use crate::markdown::Text;
use crate::page::ParameterFacts;
use crate::rules::prose::{Prose, Style};
use crate::span::{Span, Spanned};

/// The options of OData that pages speak of, as the service spells them.
const OPTIONS: &[&str] = &[
    "$count",
    "$deltatoken",
    "$expand",
    "$filter",
    "$format",
    "$orderby",
    "$search",
    "$select",
    "$skip",
    "$skiptoken",
    "$top",
];

/// The options of a single object where a page says only that "the OData query parameters" are supported.
const OF_OBJECT: &[&str] = &["$expand", "$select"];

/// The options of a collection, likewise.
const OF_COLLECTION: &[&str] = &[
    "$count", "$expand", "$filter", "$orderby", "$search", "$select", "$skip", "$top",
];

/// What the service answers a request with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::page::api) enum AnswerShape {
    Object,
    Collection,
}

/// How a word is set on the page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Setting {
    Code,
    Prose,
}

/// Words of sentences that say that an option is not there.
const DENIALS: &[&str] = &[
    "not support",
    "no support",
    "not currently support",
    "does not currently",
    "not supported",
    "isn't supported",
    "aren't supported",
    "n't support",
    "unsupported",
];

/// What the prose says of the options.
#[derive(Clone, Debug, Default)]
pub(in crate::page::api) struct Options {
    named: Vec<Named>,
    /// "This method supports the OData query parameters", which names none.
    any: Option<(Span, Text)>,
}

/// An option that the prose names.
#[derive(Clone, Debug)]
struct Named {
    option: &'static str,
    required: bool,
    place: Span,
    text: Text,
}

impl Options {
    /// Reads a paragraph or an item of a list under *Query parameters*.
    pub(super) fn read(&mut self, text: &Text, prose: &Prose<'_>) {
        for sentence in prose.sentences() {
            let lower = prose.lower.get(sentence.clone()).unwrap_or_default();
            let denied = DENIALS.iter().any(|words| lower.contains(words))
                || pieces_in(prose, &sentence).iter().any(|piece| {
                    piece.style == Style::Strong
                        && piece.text.eq_ignore_ascii_case("not")
                        && sentence.contains(&piece.seen.start)
                });
            if denied {
                continue;
            }
            let mut named = false;
            // "This method requires planId [filter](/graph/query-parameters) to be specified."
            let required = lower.starts_with("this method requires");
            for piece in pieces_in(prose, &sentence) {
                let part = piece.seen.start.max(sentence.start)..piece.seen.end.min(sentence.end);
                let setting = match piece.style {
                    Style::Code => Setting::Code,
                    // The text of such a link is the name of an option, too.
                    Style::Link(target) if target.contains("query-parameters") => Setting::Code,
                    _ => Setting::Prose,
                };
                for word in prose
                    .lower
                    .get(part.clone())
                    .unwrap_or_default()
                    .split(|c: char| !(c.is_ascii_alphanumeric() || c == '$'))
                {
                    if let Some(option) = option(word, setting) {
                        named = true;
                        let place = prose.locate(part.clone()).span;
                        self.name(option, required, place, text);
                    }
                }
            }
            // "some of the OData query parameters" does not say which; what the page offers can be asked for.
            let generic = lower.contains("support") && lower.contains("odata query param");
            if !named && generic && self.any.is_none() {
                self.any = Some((text.span, text.clone()));
            }
        }
    }

    fn name(&mut self, option: &'static str, required: bool, place: Span, text: &Text) {
        if self.named.iter().all(|known| known.option != option) {
            self.named.push(Named {
                option,
                required,
                place,
                text: text.clone(),
            });
        }
    }

    /// The options as parameters of a request with this answer.
    pub(in crate::page::api) fn parameters(&self, answer: AnswerShape) -> Vec<ParameterFacts> {
        let parameter = |name: &str, required: bool, span: Span, text: &Text| ParameterFacts {
            name: Spanned::new(name.to_owned(), span),
            ty: None,
            value: None,
            required,
            description: Some(text.clone()),
        };
        if let (true, Some((span, text))) = (self.named.is_empty(), &self.any) {
            let options = match answer {
                AnswerShape::Object => OF_OBJECT,
                AnswerShape::Collection => OF_COLLECTION,
            };
            return options
                .iter()
                .map(|name| parameter(name, false, *span, text))
                .collect();
        }
        self.named
            .iter()
            .map(|named| parameter(named.option, named.required, named.place, &named.text))
            .collect()
    }
}

/// The option that a word in lower case names. In code the `$` may be missing: "the `select` parameter".
fn option(word: &str, setting: Setting) -> Option<&'static str> {
    OPTIONS.iter().copied().find(|option| {
        *option == word || (setting == Setting::Code && option.strip_prefix('$') == Some(word))
    })
}

/// The spelling of the service for an option in a table: `$orderBy` is `$orderby`.
pub(in crate::page::api) fn canonical(name: &str) -> &str {
    OPTIONS
        .iter()
        .find(|option| option.eq_ignore_ascii_case(name))
        .copied()
        .unwrap_or(name)
}
