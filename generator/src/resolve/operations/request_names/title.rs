//! What the title of a page says about a request.

#[cfg(test)]
mod tests;

use crate::graph::Method;
use crate::resolve::names::words;
use crate::resolve::operations::request_names::context::Context;
use crate::resolve::operations::request_names::owner_name::{
    full_name_length, is_owner, short_name_length, words_of,
};
use crate::resolve::operations::request_names::path_end::PathEnd;
use crate::resolve::operations::verbs;

/// Words that say nothing about the request.
const FILLERS: &[&str] = &["a", "an", "the", "new"];

/// Words that say nothing more behind the owner's name at the end of a phrase: "Get a site resource".
const KINDS_OF_OWNER: &[&str] = &["collection", "object", "objects", "resource", "resources"];

/// Words for what the last segment of the path is: "getOrder function".
const KINDS_OF_SEGMENT: &[&str] = &["action", "collection", "function", "method"];

/// Words between the object of a request and its owner: "Remove member *from* channel".
pub(super) const PREPOSITIONS: &[&str] = &[
    "at", "by", "for", "from", "in", "of", "on", "to", "with", "within",
];

/// Words that join two verbs: "Create *or* replace".
const CONJUNCTIONS: &[&str] = &["and", "or"];

/// A title of more words is a sentence, which makes no name.
const LONGEST: usize = 6;

/// A title without the name of the owner.
#[derive(Debug)]
pub(super) struct TitlePhrase {
    /// The words, in lower case, without fillers and without the owner's name.
    pub(super) words: Vec<String>,
    /// How many of the words stand before the owner's name, where the title has that name.
    pub(super) before_owner: Option<usize>,
    /// Whether the first word is a verb: "List members", but not "getOrder function".
    pub(super) is_imperative: bool,
    /// Whether something else than the owner stands before a colon: "teamsAppInstallation: upgrade".
    pub(super) has_other_subject: bool,
}

impl TitlePhrase {
    /// Reads the title of a request; `None` where it leaves no words, or too many for a name.
    pub(super) fn read(context: &Context<'_>) -> Option<Self> {
        let owner = context.owner;
        let title = &context.request.operation.title;
        let all = significant_words(&title.words);
        let aside_is_owner = title.aside.as_deref().is_some_and(|aside| is_owner(aside, owner));
        let (mut kept, before_owner) = match &all[..] {
            // "Get a delegated permission grant (oAuth2PermissionGrant)": all but the verb is the owner.
            [verb, _, ..] if aside_is_owner => (vec![*verb], Some(1)),
            _ => without_owner(&all, owner),
        };
        leave_out_kind_of_segment(&mut kept, &context.place);
        if !(1..=LONGEST).contains(&kept.len()) {
            return None;
        }
        let is_other = |subject: &str| {
            let words: Vec<&str> = subject.split_whitespace().collect();
            let length = full_name_length(&words, owner).or_else(|| short_name_length(&words, owner));
            !subject.is_empty() && !owner.is_empty() && length.is_none()
        };
        let mut phrase = Self {
            before_owner: before_owner.map(|end| words_of(kept.get(..end).unwrap_or(&kept)).len()),
            words: words_of(&kept),
            is_imperative: kept.first().is_some_and(|first| words(first).len() == 1),
            has_other_subject: title.subject.as_deref().is_some_and(is_other),
        };
        phrase.make_imperative(context.method());
        Some(phrase)
    }

    /// The first word, where it is a verb.
    pub(super) fn verb(&self) -> Option<&str> {
        let first = self.words.first().filter(|_| self.is_imperative);
        first.map(String::as_str)
    }

    /// Replaces a gerund or a rare verb by the usual imperative: "Listing versions", "Enumerate items". Any other gerund
    /// is a noun: "Training campaigns".
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

/// The words of a title that say something about the request.
fn significant_words(title: &[String]) -> Vec<&str> {
    let words = title.iter().map(String::as_str);
    words.filter(|word| !is_one_of(FILLERS, word)).collect()
}

/// Leaves out what the last segment of the path is, behind the name of that segment: "List excludes collection", but not
/// "Get authentication method".
fn leave_out_kind_of_segment(kept: &mut Vec<&str>, place: &PathEnd<'_>) {
    let Some((kind, before)) = kept.split_last() else {
        return;
    };
    let is_named = (0..before.len())
        .filter_map(|at| before.get(at..))
        .any(|end| place.is_named(&end.concat()));
    if is_named && is_one_of(KINDS_OF_SEGMENT, kind) {
        kept.pop();
    }
}

/// The words of a title without the owner's name, and how many of them stand before that name.
fn without_owner<'t>(all: &[&'t str], owner: &str) -> (Vec<&'t str>, Option<usize>) {
    let mut kept: Vec<&str> = Vec::new();
    let mut before_owner = None;
    let mut at = 0;
    while let Some(word) = all.get(at) {
        let rest = all.get(at..).unwrap_or_default();
        let full = full_name_length(rest, owner);
        let short = short_name_length(rest, owner).filter(|_| can_end_before_owner(&kept));
        let Some(length) = full.max(short) else {
            kept.push(word);
            at += 1;
            continue;
        };
        at += length;
        let is_kind = all.get(at).is_some_and(|next| is_one_of(KINDS_OF_OWNER, next));
        let behind = all.get(at + 1);
        if full.is_some() && is_kind && behind.is_none_or(|behind| is_one_of(PREPOSITIONS, behind)) {
            at += 1;
        }
        leave_out_link(&mut kept);
        before_owner.get_or_insert(kept.len());
    }
    (kept, before_owner)
}

/// Whether a short name of the owner can follow these words: "Send message" of `chatMessage`, "Create or replace item" of
/// `historyItem`, but not "Create child folder" of `mailFolder`.
fn can_end_before_owner(kept: &[&str]) -> bool {
    match kept {
        [] | [_] => true,
        [_, joint, _] if is_one_of(CONJUNCTIONS, joint) => true,
        [.., last] => is_one_of(PREPOSITIONS, last),
    }
}

/// Leaves out the words that join something with the owner's name: "members *of* a team", "appRoleAssignments *granted
/// to* a user".
fn leave_out_link(kept: &mut Vec<&str>) {
    let has_preposition = kept.last().is_some_and(|last| is_one_of(PREPOSITIONS, last));
    if !has_preposition || kept.len() < 2 {
        return;
    }
    kept.pop();
    if kept.len() > 2 && kept.last().is_some_and(|word| word.ends_with("ed")) {
        kept.pop();
    }
}

/// Whether a list has a word, in capitals or not.
fn is_one_of(list: &[&str], word: &str) -> bool {
    list.iter().any(|known| known.eq_ignore_ascii_case(word))
}
