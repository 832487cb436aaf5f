//! OData options in prose: "This method supports the `$select` and `$expand` OData query parameters".

use std::collections::BTreeSet;

use crate::graph::{QueryOption, option_keys};
use crate::markdown::Text;
use crate::page::ParameterFacts;
use crate::rules::page_size::page_size;
use crate::rules::prose::Prose;
use crate::span::{Span, Spanned};

use super::option_clauses::{clauses, exception, head, holds_always, is_denial, options_in};

/// What the service answers a request with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::page::api) enum AnsweredContent {
    Object,
    Collection,
    /// The number of the objects that another operation of the page answers with.
    CountBesideObjects,
}

/// How many bytes of a list describe an option.
const MAX_DESCRIPTION: usize = 2 << 10;

/// Words of a sentence that offers the options that it names, in lower case.
const OFFERS: &[&str] = &["support", "method requires"];

/// What the prose says of the options.
#[derive(Clone, Debug, Default)]
pub(in crate::page::api) struct Options {
    named: Vec<Named>,
    /// "This method supports the OData query parameters", which names none.
    any: Option<(Span, Text)>,
    /// Whether a list behind that sentence names them: "the following OData query parameters:".
    are_listed_behind: bool,
    /// What is not supported.
    denials: Vec<(Denied, Span)>,
    /// How many objects a page has where `$top` is not sent.
    default_top: Option<String>,
}

/// An option that the prose names.
#[derive(Clone, Debug)]
struct Named {
    key: &'static str,
    need: Need,
    place: Span,
    /// The text that names it; a line of a fence only shows it.
    text: Option<Text>,
    statement: OptionStatement,
}

/// What a text that names an option does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum OptionStatement {
    /// It offers the option.
    Offer,
    /// It says more of an option, whether that is offered or not: "Valid `$expand` values are `pages`."
    Remark,
}

/// Whether a request must have an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Need {
    Required,
    Optional,
}

/// What a page says is not supported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Denied {
    /// The option of a key.
    Option(&'static str),
    /// All options but those that the page offers.
    Others,
}

/// Whether a text announces that the options follow in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Announces {
    Options,
    Nothing,
}

/// Whether a list behind a text names what is not supported: "There is no support for:".
pub(super) fn announces_denials(text: &Text, prose: &Prose<'_>) -> bool {
    let sentence = prose.sentences().pop().unwrap_or_default();
    text.raw.trim_end().ends_with(':')
        && is_denial(prose, &sentence)
        && exception(prose.lower.get(sentence.clone()).unwrap_or_default()).is_none()
        && options_in(prose, &sentence).is_empty()
}

/// Where a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OptionContext {
    Paragraph,
    /// An item of a list, which offers what it begins with: "`$top` for the size of pages", "You can use `$filter` …".
    Item,
}

impl Options {
    /// Reads a paragraph or an item of a list under *Query parameters*.
    pub(super) fn read(&mut self, text: &Text, prose: &Prose<'_>, stands: OptionContext) -> Announces {
        let mut announces = Announces::Nothing;
        self.default_top = self.default_top.take().or_else(|| default_top(prose));
        // A text that denies an option goes on to say how to do without it.
        let mut denied_here = BTreeSet::new();
        for clause in prose
            .sentences()
            .iter()
            .flat_map(|sentence| clauses(prose, sentence))
        {
            let lower = prose.lower.get(clause.clone()).unwrap_or_default();
            if is_denial(prose, &clause) {
                let place = prose.locate(clause.clone()).span;
                let options = options_in(prose, &head(prose, &clause));
                if exception(lower).is_some() {
                    self.deny(&[], place, lower);
                    for (key, place) in options {
                        self.name(key, Need::Optional, place, Some(text), OptionStatement::Offer);
                    }
                    continue;
                }
                denied_here.extend(options.iter().map(|(key, _)| *key));
                if holds_always(lower) && !announces_denials(text, prose) {
                    self.deny(&options, place, lower);
                }
                continue;
            }
            // "This method requires planId [filter](/graph/query-parameters) to be specified."
            let need = match lower.starts_with("this method requires") {
                true => Need::Required,
                false => Need::Optional,
            };
            let generic = lower.contains("support") && lower.contains("odata query param");
            let mut offered = options_in(prose, &clause);
            if generic && let Some(at) = exception(lower).map(|at| clause.start + at) {
                // "supports the OData query parameters except `$search`"; not "supports `$expand`, except for the **sail**
                // property", which excepts no option.
                let excepted = options_in(prose, &(at..clause.end));
                if !excepted.is_empty() {
                    denied_here.extend(excepted.iter().map(|(key, _)| *key));
                    self.deny(&excepted, prose.locate(clause.clone()).span, "");
                    offered = options_in(prose, &(clause.start..at));
                    if offered.is_empty() {
                        self.any.get_or_insert_with(|| (text.span, text.clone()));
                        continue;
                    }
                }
            }
            let begins = || {
                ["$", "you can use "]
                    .iter()
                    .any(|words| lower.trim_start().starts_with(words))
            };
            let offers =
                OFFERS.iter().any(|words| lower.contains(words)) || stands == OptionContext::Item && begins();
            let statement = if offers {
                OptionStatement::Offer
            } else {
                OptionStatement::Remark
            };
            for (key, place) in &offered {
                if !denied_here.contains(key) {
                    self.name(key, need, *place, Some(text), statement);
                }
            }
            self.are_listed_behind |=
                lower.contains("following") && lower.contains("query param") && offered.is_empty();
            if offered.is_empty() && generic {
                if lower.contains("the following") {
                    announces = Announces::Options;
                }
                self.are_listed_behind |= lower.trim_end().ends_with(':');
                if lower.contains("for paging") {
                    for option in QueryOption::OF_PAGING {
                        self.name(
                            option.key(),
                            Need::Optional,
                            text.span,
                            Some(text),
                            OptionStatement::Offer,
                        );
                    }
                    continue;
                }
                self.any.get_or_insert_with(|| (text.span, text.clone()));
            }
        }
        announces
    }

    /// Takes the options that a paragraph above the sections denies: "`$top` and `$skiptoken` are not supported." What it
    /// says of options beside that is no offer.
    pub(super) fn read_introduction(&mut self, prose: &Prose<'_>) {
        for sentence in prose.sentences() {
            let lower = prose.lower.get(sentence.clone()).unwrap_or_default();
            if is_denial(prose, &sentence) && exception(lower).is_none() && holds_always(lower) {
                let mut options = options_in(prose, &head(prose, &sentence));
                options.retain(|(key, _)| lower.contains(key));
                self.denials
                    .extend(options.iter().map(|(key, place)| (Denied::Option(key), *place)));
            }
        }
    }

    /// Adds a text to the descriptions of the options that the text before it announces, "There is limited support for
    /// `$filter` and `$orderby`:", but not to those of which it names only others.
    pub(super) fn go_on(&mut self, announcing: &Text, text: &Text, prose: &Prose<'_>) {
        let about = options_in(prose, &(0..prose.seen.len()));
        let is_about = |key: &str| about.is_empty() || about.iter().any(|(known, _)| *known == key);
        for named in self.named.iter_mut().filter(|named| is_about(named.key)) {
            if let Some(said) = named
                .text
                .as_mut()
                .filter(|said| said.span.start == announcing.span.start)
                && said.raw.len() + text.raw.len() <= MAX_DESCRIPTION
            {
                *said = said.joined(text);
            }
        }
    }

    /// Whether the prose offers an option.
    pub(super) fn offers(&self, key: &str) -> bool {
        let mut named = self.named.iter();
        named.any(|named| named.key == key && named.statement == OptionStatement::Offer)
    }

    /// Takes the options that a line of a fence shows: `GET /kites?$top=5&$orderby=name`.
    pub(super) fn read_url(&mut self, line: &Spanned<String>) {
        let Some((_, query)) = line.value.split_once('?') else {
            return;
        };
        let keys = query
            .split('&')
            .map(|option| option.split('=').next().unwrap_or_default());
        let keys = keys
            .filter(|key| key.starts_with('$'))
            .filter_map(QueryOption::of_key);
        for option in keys {
            self.name(
                option.key(),
                Need::Optional,
                line.span,
                None,
                OptionStatement::Remark,
            );
        }
    }

    /// A table of options stands behind a sentence, and has what "the following" options are, where the sentence announces
    /// these.
    pub(super) fn see_table(&mut self, announced: Announces) {
        if announced == Announces::Options {
            self.any = None;
        }
    }

    /// Takes the options that an item names behind a text that [announces denials](announces_denials).
    pub(super) fn deny_item(&mut self, prose: &Prose<'_>) {
        for (option, place) in options_in(prose, &(0..prose.seen.len())) {
            self.deny(&[(option, place)], place, "");
        }
    }

    /// Takes options that a table of patterns crosses out.
    pub(super) fn deny_pattern(&mut self, options: Vec<Spanned<&'static str>>) {
        for Spanned { value, span } in options {
            self.deny(&[(value, span)], span, "");
        }
    }

    fn deny(&mut self, options: &[(&'static str, Span)], place: Span, lower: &str) {
        let is_of_all = lower.trim().trim_end_matches('.') == "not supported"
            || lower.contains("query param")
            || lower.contains("query option");
        if options.is_empty() && is_of_all {
            self.denials.push((Denied::Others, place));
        }
        self.denials
            .extend(options.iter().map(|(key, place)| (Denied::Option(key), *place)));
    }

    fn name(
        &mut self,
        key: &'static str,
        need: Need,
        place: Span,
        text: Option<&Text>,
        statement: OptionStatement,
    ) {
        match self.named.iter_mut().find(|known| known.key == key) {
            Some(known) => {
                if statement == OptionStatement::Offer {
                    known.statement = statement;
                }
                if known.text.is_none() {
                    known.text = text.cloned();
                }
            }
            None => self.named.push(Named {
                key,
                need,
                place,
                text: text.cloned(),
                statement,
            }),
        }
    }

    /// The options as parameters of a request with this answer.
    pub(in crate::page::api) fn parameters(&self, answer: AnsweredContent) -> Vec<ParameterFacts> {
        let parameter = |name: &str, need: Need, span: Span, text: Option<&Text>| ParameterFacts {
            required: Some(need == Need::Required),
            default: self
                .default_top
                .clone()
                .filter(|_| name == QueryOption::Top.key()),
            description: text.cloned(),
            ..ParameterFacts::named(Spanned::new(name.to_owned(), span))
        };
        let is_of_answer = |named: &&Named| {
            let mut of_count = QueryOption::OF_COUNT.iter();
            answer != AnsweredContent::CountBesideObjects || of_count.any(|option| option.key() == named.key)
        };
        let named = self.named.iter().filter(is_of_answer);
        let mut found: Vec<ParameterFacts> = named
            .map(|named| parameter(named.key, named.need, named.place, named.text.as_ref()))
            .collect();
        let are_remarks = !self.are_listed_behind
            && !self
                .named
                .iter()
                .any(|named| named.statement == OptionStatement::Offer);
        if let Some((span, text)) = self.any.as_ref().filter(|_| are_remarks || self.named.is_empty()) {
            let options: &[QueryOption] = match answer {
                AnsweredContent::Object => QueryOption::OF_OBJECT,
                AnsweredContent::Collection => &QueryOption::ALL,
                AnsweredContent::CountBesideObjects => QueryOption::OF_COUNT,
            };
            let is_denied = |option: &QueryOption| {
                let mut denials = self.denials.iter();
                denials.any(|(denied, _)| *denied == Denied::Option(option.key()))
            };
            let is_named = |option: &QueryOption| self.named.iter().any(|named| named.key == option.key());
            let more = options
                .iter()
                .filter(|option| !is_denied(option) && !is_named(option));
            found.extend(more.map(|option| parameter(option.key(), Need::Optional, *span, Some(text))));
        }
        found
    }

    /// The keys of the options that the page says are not supported, for a request that has these. What is offered in one
    /// place and denied in another is not supported in some cases only.
    pub(in crate::page::api) fn unsupported(&self, offered: &[ParameterFacts]) -> Vec<Spanned<&'static str>> {
        let is_offered = |key: &str| offered.iter().any(|known| known.name.value == key);
        let options = option_keys().filter(|key| !is_offered(key));
        // Tokens stand in the links that the service answers with: to say that no other option is supported is not about
        // them.
        let is_of_others = |key: &str| QueryOption::of_key(key).is_some();
        let denial = |key: &'static str| {
            let mut denials = self.denials.iter();
            let (_, place) = denials.find(|(denied, _)| match denied {
                Denied::Others => is_of_others(key),
                Denied::Option(denied) => *denied == key,
            })?;
            Some(Spanned::new(key, *place))
        };
        options.filter_map(denial).collect()
    }
}

/// The size of a page without `$top`, which is the default of that option.
fn default_top(prose: &Prose<'_>) -> Option<String> {
    page_size(prose).default.map(|size| size.to_string())
}
