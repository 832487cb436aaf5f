//! What the title of a page says.

#[cfg(test)]
mod tests;

use super::place::Place;
use super::{Request, is_one_of, is_owner};
use crate::graph::{Method, singular};
use crate::resolve::names::words;
use crate::resolve::verbs;

/// Words of a title that say nothing of the request.
const FILLERS: &[&str] = &["a", "an", "the", "new"];

/// Words behind the owner's name that say nothing more where what is spoken of ends: "Get a site resource".
const KINDS: &[&str] = &["collection", "object", "objects", "resource", "resources"];

/// Words that say what the last word of the path is: "getOrder function".
const KINDS_OF_END: &[&str] = &["action", "collection", "function", "method"];

/// Words between what a request works on and its owner: "Remove member *from* channel".
pub(super) const PREPOSITIONS: &[&str] = &[
    "at", "by", "for", "from", "in", "of", "on", "to", "with", "within",
];

/// Words that join two verbs: "Create *or* replace".
const CONJUNCTIONS: &[&str] = &["and", "or"];

/// A title of more words is a sentence, which makes no name.
const LONGEST: usize = 6;

/// What a title says of a request.
pub(super) struct TitlePhrase {
    /// The words, in lower case, without fillers and the owner's name.
    pub(super) words: Vec<String>,
    /// How many of the words stand before the owner's name, where the title has it.
    pub(super) before_owner: Option<usize>,
    /// Whether the first word alone says what is done: "List members", but not "getOrder function".
    pub(super) is_imperative: bool,
    /// Whether something else than the owner stands before a colon: "teamsAppInstallation: upgrade".
    pub(super) has_other_subject: bool,
}

impl TitlePhrase {
    /// Reads the title of a request; `None` where nothing or too much is left.
    pub(super) fn read(request: &Request<'_>, place: &Place<'_>, owner: &str) -> Option<Self> {
        let title = request.operation.name.as_str();
        let (title, aside) = title.split_once('(').unwrap_or((title, ""));
        let (subject, title) = title.split_once(':').unwrap_or(("", title));
        let all = tokens(title);
        let (mut kept, before_owner) = match &all[..] {
            // "Get a delegated permission grant (oAuth2PermissionGrant)": all but the verb is the owner.
            [verb, _, ..] if is_owner(aside.trim().trim_end_matches(')'), owner) => (vec![*verb], Some(1)),
            _ => without_owner(&all, owner),
        };
        leave_out_kind_of_end(&mut kept, place);
        if !(1..=LONGEST).contains(&kept.len()) {
            return None;
        }
        let subject = tokens(subject);
        let is_owner = run(&subject, owner)
            .or_else(|| short_run(&subject, owner))
            .is_some();
        let mut sentence = Self {
            before_owner: before_owner.map(|end| words_of(kept.get(..end).unwrap_or(&kept)).len()),
            words: words_of(&kept),
            is_imperative: kept.first().is_some_and(|first| words(first).len() == 1),
            has_other_subject: !subject.is_empty() && !owner.is_empty() && !is_owner,
        };
        sentence.make_imperative(request.operation.method);
        Some(sentence)
    }

    /// What is done, where the first word says it.
    pub(super) fn verb(&self) -> Option<&str> {
        let first = self.words.first().filter(|_| self.is_imperative);
        first.map(String::as_str)
    }

    /// Puts the usual imperative in the place of a gerund or a rare verb: "Listing versions", "Enumerate items".
    /// Another gerund is a noun: "Training campaigns".
    fn make_imperative(&mut self, method: Method) {
        let Some(first) = self.words.first_mut().filter(|_| self.is_imperative) else {
            return;
        };
        if let Some(imperative) = verbs::imperative(first, method) {
            imperative.clone_into(first);
        } else if verbs::is_gerund(first) {
            self.is_imperative = false;
        } else if let Some(usual) = verbs::usual(first, method) {
            *first = usual.to_owned();
        } else {
            self.is_imperative = false;
        }
    }
}

/// The words of a title that say something.
fn tokens(title: &str) -> Vec<&str> {
    title
        .split(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .filter(|word| !word.is_empty() && !is_one_of(FILLERS, word))
        .collect()
}

fn words_of(tokens: &[&str]) -> Vec<String> {
    tokens.iter().flat_map(|token| words(token)).collect()
}

/// Leaves out what the last word of the path is, behind that word: "List excludes collection", but not "Get
/// authentication method".
fn leave_out_kind_of_end(kept: &mut Vec<&str>, place: &Place<'_>) {
    let Some((kind, before)) = kept.split_last() else {
        return;
    };
    let is_named = (0..before.len())
        .filter_map(|at| before.get(at..))
        .any(|end| place.is_named(&end.concat()));
    if is_named && is_one_of(KINDS_OF_END, kind) {
        kept.pop();
    }
}

/// What is left of a title without the owner's name, and how much of it stands before that name.
fn without_owner<'t>(all: &[&'t str], owner: &str) -> (Vec<&'t str>, Option<usize>) {
    let mut kept: Vec<&str> = Vec::new();
    let mut before_owner = None;
    let mut at = 0;
    while let Some(word) = all.get(at) {
        let rest = all.get(at..).unwrap_or_default();
        let full = run(rest, owner);
        let short = short_run(rest, owner).filter(|_| stands_alone(&kept));
        let Some(length) = full.max(short) else {
            kept.push(word);
            at += 1;
            continue;
        };
        at += length;
        let is_kind = all.get(at).is_some_and(|next| is_one_of(KINDS, next));
        let behind = all.get(at + 1);
        if full.is_some() && is_kind && behind.is_none_or(|behind| is_one_of(PREPOSITIONS, behind)) {
            at += 1;
        }
        drop_link(&mut kept);
        before_owner.get_or_insert(kept.len());
    }
    (kept, before_owner)
}

/// Whether a short name can be the owner's behind these words: "Send message" of `chatMessage`, "Create or replace
/// item" of `historyItem`, but not "Create child folder" of `mailFolder`.
fn stands_alone(kept: &[&str]) -> bool {
    match kept {
        [] | [_] => true,
        [_, joint, _] if is_one_of(CONJUNCTIONS, joint) => true,
        [.., last] => is_one_of(PREPOSITIONS, last),
    }
}

/// Takes away what joins something with the owner's name: "members *of* a team", "appRoleAssignments *granted to* a
/// user".
fn drop_link(kept: &mut Vec<&str>) {
    let has_preposition = kept.last().is_some_and(|last| is_one_of(PREPOSITIONS, last));
    if !has_preposition || kept.len() < 2 {
        return;
    }
    kept.pop();
    if kept.len() > 2 && kept.last().is_some_and(|word| word.ends_with("ed")) {
        kept.pop();
    }
}

/// How many of the first words together are a name: "directory role" is `directoryRole`, "chartaxistitle"
/// `chartAxisTitle`. Plurals and collections of what has the name count too.
fn run(title: &[&str], name: &str) -> Option<usize> {
    if name.is_empty() {
        return None;
    }
    let longest = words(name).len().min(title.len());
    (1..=longest).rev().find(|length| {
        let joined = title.get(..*length).unwrap_or_default().concat();
        let collection = joined.len().checked_sub("collection".len());
        let collected = collection
            .and_then(|end| Some((joined.get(..end)?, joined.get(end..)?)))
            .filter(|(_, end)| end.eq_ignore_ascii_case("collection"))
            .is_some_and(|(start, _)| is_owner(start, name));
        is_owner(&joined, name) || collected
    })
}

/// How many of the first words are a name without some of its words: "ChartAxis" of `workbookChartAxis`, "open
/// extension" of `openTypeExtension`.
fn short_run(title: &[&str], name: &str) -> Option<usize> {
    let all = words(name);
    let first = all.first().map_or(0, String::len);
    run(title, name.get(first..).unwrap_or_default()).or_else(|| {
        let longest = all.len().min(title.len());
        (1..=longest)
            .rev()
            .find(|length| shortens(&words_of(title.get(..*length).unwrap_or_default()), &all))
    })
}

/// Whether two or more words are those of a name in their order, of which only some before the last are left out.
fn shortens(short: &[String], name: &[String]) -> bool {
    let ([before @ .., last], [all @ .., end]) = (short, name) else {
        return false;
    };
    let mut all = all.iter();
    !before.is_empty()
        && (last == end || singular(last) == *end)
        && before.iter().all(|word| all.any(|known| known == word))
}
