//! The words that name a request, as if it were the only one of its owner.
//!
//! They are those of the action or function that the path calls, those of the page's title, or the verb of the method,
//! in this order. A title is corrected where it says something else than what the request does.

use crate::graph::{Method, singular};
use crate::resolve::names::{pascal, words};
use crate::resolve::operations::request_names::context::Context;
use crate::resolve::operations::request_names::owner_name::is_segment_of_owner;
use crate::resolve::operations::request_names::path_end::Suffix;
use crate::resolve::operations::request_names::title::{PREPOSITIONS, TitlePhrase};
use crate::resolve::operations::verbs::AnswerCount;

/// Words behind the owner's name that say where it is: "Create an item *in* a list".
const WHERE: &[&str] = &["at", "in", "of", "on", "within"];

/// What the addresses of linked objects are called.
pub(super) const REFS: &str = "refs";

/// Where the words of a stem are from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// The action or function that the path calls.
    FunctionInPath,
    /// The title of the page.
    Title,
    /// The verb of the method and the last segment of the path, because the title has no name.
    MethodAndPlace,
}

/// The words that name a request.
#[derive(Debug)]
pub(super) struct Stem {
    pub(super) origin: Origin,
    /// In lower case.
    pub(super) words: Vec<String>,
}

impl Stem {
    pub(super) fn new(context: &Context<'_>) -> Self {
        let title = TitlePhrase::read(context);
        let verb = title.as_ref().and_then(TitlePhrase::verb);
        let called = context.place.called(verb);
        match (called, title) {
            (Some(called), title) => Self::of_call(title, called, context.place.called_on),
            (None, Some(title)) => Self::of_title(context, title),
            (None, None) => Self::of_method(context),
        }
    }

    /// The stem of a request that calls an action or function. `called_on` is the collection of the item that it is
    /// called on. The title is preferred where it names the action or the item too: "Restore deleted item". An item that
    /// is not the owner is named: "teamsAppInstallation: upgrade" of a chat.
    fn of_call(title: Option<TitlePhrase>, called: &str, called_on: Option<&str>) -> Self {
        let mut words_of_call = words(called);
        match (title, called_on) {
            (Some(title), Some(item)) if title.has_other_subject => {
                words_of_call.extend(words(&singular(item)));
            }
            (Some(title), item)
                if title.words != words_of_call
                    && item
                        .into_iter()
                        .chain([called])
                        .any(|said| ends_with(&title.words, said)) =>
            {
                return Self {
                    origin: Origin::Title,
                    words: title.words,
                };
            }
            _ => {}
        }
        Self {
            origin: Origin::FunctionInPath,
            words: words_of_call,
        }
    }

    fn of_title(context: &Context<'_>, mut title: TitlePhrase) -> Self {
        if context.place.is_owners(context.owner) {
            leave_out_owners_place(context, &mut title);
        }
        if title.is_imperative
            && let Some(verb) = title.words.first_mut()
            && let Some(right) = right_verb(context, verb)
        {
            right.clone_into(verb);
        }
        if let Some(last) = context.place.last() {
            correct_noun(context, last, &mut title.words);
        }
        Self {
            origin: Origin::Title,
            words: title.words,
        }
    }

    fn of_method(context: &Context<'_>) -> Self {
        let noun = words(&noun(context).unwrap_or_default());
        Self {
            origin: Origin::MethodAndPlace,
            words: std::iter::once(context.verb().to_owned()).chain(noun).collect(),
        }
    }

    /// The name that the words make.
    pub(super) fn name(&self) -> String {
        name_of(&self.words)
    }

    /// Whether the name ends with a word, in the singular or the plural.
    pub(super) fn ends_with(&self, word: &str) -> bool {
        ends_with(&self.words, word)
    }
}

/// Leaves out what a title says of the owner where the path leads to the owner itself, since a verb is enough there.
/// The words about where the owner stands are left out too.
fn leave_out_owners_place(context: &Context<'_>, title: &mut TitlePhrase) {
    let is_name_of = |said: &[String], segment: Option<&str>| {
        !said.is_empty()
            && segment.is_some_and(|segment| singular(&said.concat()) == words(&singular(segment)).concat())
    };
    let behind_verb = title.words.get(1..).unwrap_or_default();
    let Some(end) = title.before_owner else {
        // "List policies" at `/conditionalAccess/policies` names the owner by the end of its name.
        if title.is_imperative && is_name_of(behind_verb, context.place.last()) {
            title.words.truncate(1);
        }
        return;
    };
    let is_whole = match (context.method(), title.verb()) {
        (Method::Post, Some("create")) => true,
        (Method::Get, Some("get"))
        | (Method::Patch | Method::Put, Some("update"))
        | (Method::Delete, Some("delete")) => context.place.by_key,
        // "List callRecord sessions" at `/callRecords/{id}/sessions`.
        _ => is_name_of(behind_verb, context.place.before()),
    };
    let says_where = title
        .words
        .get(end)
        .is_some_and(|word| WHERE.contains(&word.as_str()));
    if is_whole {
        title.words.truncate(1);
    } else if says_where && end > 0 {
        title.words.truncate(end);
    }
}

/// The verb of what the request does, where the verb of the title says something else.
fn right_verb(context: &Context<'_>, said: &str) -> Option<&'static str> {
    use AnswerCount::{Many, One};
    use Method::{Delete, Get, Post};
    match (
        said,
        context.method(),
        context.place.suffix,
        context.request.answer,
    ) {
        ("get" | "list", Get, Some(Suffix::Count), _) => Some("count"),
        // A link is added and removed; the object stays.
        ("create", Post, Some(Suffix::Ref), _) => Some("add"),
        ("delete", Delete, Some(Suffix::Ref), _) => Some("remove"),
        ("list", Get, Some(Suffix::Value) | None, One) => Some("get"),
        ("get", Get, None, Many) => Some("list"),
        _ => None,
    }
}

/// Gives the noun at the end of a title the number that it has in the path, and leaves out what the owner's name says:
/// "Create plannerPlan" at `/planner/plans` creates a plan.
fn correct_noun(context: &Context<'_>, last: &str, title: &mut Vec<String>) {
    let one = words(&singular(last));
    let Some((before, said)) = title
        .len()
        .checked_sub(one.len())
        .and_then(|end| title.split_at_checked(end))
        .filter(|(before, _)| !before.is_empty() && !one.is_empty())
    else {
        return;
    };
    // "in excludes" says where, not what.
    let is_where = before
        .last()
        .is_some_and(|word| PREPOSITIONS.contains(&word.as_str()));
    let (said, one_word) = (said.concat(), one.concat());
    if is_where || (singular(&said) != one_word && said != one_word) {
        return;
    }
    let of_owner = words(context.owner);
    let says_owner =
        |said: &[String]| !said.is_empty() && of_owner.windows(said.len()).any(|part| part == said);
    let kept = if before.get(1..).is_some_and(says_owner) {
        1
    } else {
        before.len()
    };
    title.truncate(kept);
    if context.method() == Method::Get && context.place.suffix == Some(Suffix::Ref) {
        title.extend(one);
        title.push(REFS.to_owned());
    } else {
        title.extend(words(&noun_of(context, last)));
    }
}

/// What the path leads to, where that is not the owner.
pub(super) fn noun(context: &Context<'_>) -> Option<String> {
    let last = context.place.last();
    let other = last.filter(|last| !is_segment_of_owner(last, context.owner));
    other.map(|last| noun_of(context, last))
}

/// What the last segment of a path stands for: one object of a collection where a key follows, or where the request adds
/// one.
fn noun_of(context: &Context<'_>, segment: &str) -> String {
    let links = context.place.suffix == Some(Suffix::Ref) && context.method() != Method::Get;
    if context.place.by_key || links || context.method() == Method::Post {
        pascal(&singular(segment))
    } else {
        pascal(segment)
    }
}

/// Whether words end with a segment of a path, in the singular or the plural: "List thumbnails" ends with the noun of
/// `/thumbnails/{size}` too.
fn ends_with(words: &[String], segment: &str) -> bool {
    let name = name_of(words);
    let one = singular(&name);
    let (segment, one_segment) = (pascal(segment), pascal(&singular(segment)));
    [name, one]
        .iter()
        .any(|name| name.ends_with(&segment) || name.ends_with(&one_segment))
}

/// The name that words make.
pub(super) fn name_of(words: &[String]) -> String {
    if words.is_empty() {
        return String::new();
    }
    pascal(&words.join("_"))
}
