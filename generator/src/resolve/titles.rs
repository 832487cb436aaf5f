//! The name of a request, from the title of its page.
//!
//! Titles say what a request does in the words that people search for: "List deviceConfigurations",
//! "assign action", "message: forward". The owner's name is left out, since the request stands in the module of
//! its owner: "List members of a directory role" is `directory_role::ListMembers`.

#[cfg(test)]
mod tests;

use crate::model::Operation;
use crate::page::{Method, Segment};
use crate::resolve::names::{pascal, type_name, words};
use crate::resolve::registry::split;
use crate::resolve::routes::literals;
use crate::rules::plural::singular;

/// Words of a title that say nothing of the request.
const FILLERS: &[&str] = &[
    "a",
    "an",
    "the",
    "action",
    "function",
    "method",
    "new",
    "preview",
    "deprecated",
];

/// Words behind the owner's name that say nothing more: "Get a site resource".
const KINDS: &[&str] = &["object", "objects", "resource", "resources"];

/// Words between what a request works on and its owner: "Remove member *from* channel".
const PREPOSITIONS: &[&str] = &[
    "at", "by", "for", "from", "in", "of", "on", "to", "with", "within",
];

/// A title of more words is a sentence, which makes no name.
const LONGEST: usize = 6;

/// The names that an operation can take, the best first. Never empty; the later ones are there only for
/// operations that would share the first. `shares`: another operation of the same page has the same title, so
/// that the title alone tells neither.
pub(super) fn candidates(operation: &Operation, shares: bool) -> Vec<String> {
    let owner = operation
        .owner
        .as_deref()
        .map(|owner| split(owner).1)
        .unwrap_or_default();
    let template = operation.paths.first().map(|path| &path.template);
    let fixed = template.map(literals).unwrap_or_default();
    let verb = verb(operation);
    let end = template.and_then(|template| template.segments.last());
    // What a key leads to is one of the collection: `/me/messages/{id}` is a message.
    let by_key = matches!(end, Some(Segment::Parameter(_) | Segment::Keyed { .. }));
    let named = |word: &str| {
        if by_key {
            pascal(&singular(word))
        } else {
            pascal(word)
        }
    };
    let last = fixed
        .last()
        .copied()
        .filter(|last| !is_owner(last, owner) && !is_end_of_owner(last, owner))
        .map(named)
        .unwrap_or_default();
    let before = fixed
        .iter()
        .rev()
        .nth(1)
        .copied()
        .filter(|word| !is_owner(word, owner))
        .map(pascal)
        .unwrap_or_default();
    let hole = match end {
        Some(Segment::Parameter(name)) if !words(name).iter().any(|word| word == "id") => pascal(name),
        _ => String::new(),
    };
    let base = from_title(&operation.name, owner).unwrap_or_else(|| format!("{verb}{last}"));
    // "List thumbnails" says what `/thumbnails/{size}` is as well.
    let one = singular(&base);
    let ends_so = |word: &str| {
        [&base, &one]
            .into_iter()
            .any(|base| base.ends_with(word) || base.ends_with(&pascal(&singular(word))))
    };
    let mut names = vec![base.clone()];
    if !last.is_empty() && !ends_so(&last) {
        // Where a page has a request for each of several places, none of them is the one that its title names.
        names.insert(usize::from(!shares), format!("{base}{last}"));
    }
    if !hole.is_empty() {
        names.push(format!("{base}By{hole}"));
    }
    if !before.is_empty() && !ends_so(&before) {
        let preposition = match operation.method {
            Method::Get | Method::Head | Method::Delete => "From",
            Method::Patch | Method::Post | Method::Put => "In",
        };
        names.push(format!("{base}{preposition}{before}"));
    }
    if !base.starts_with(verb) {
        names.push(format!("{verb}{base}"));
    }
    names.iter().map(|name| type_name(name)).collect()
}

/// The title without fillers and owner; `None` where nothing or too much is left.
pub(super) fn from_title(title: &str, owner: &str) -> Option<String> {
    let title = title.split_once('(').map_or(title, |(head, _)| head);
    let title = title.split_once(':').map_or(title, |(_, tail)| tail);
    let all: Vec<&str> = title
        .split(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .filter(|word| !word.is_empty() && !is_one_of(FILLERS, word))
        .collect();
    let mut kept: Vec<&str> = Vec::new();
    let mut at = 0;
    while let Some(word) = all.get(at) {
        let rest = all.get(at..).unwrap_or_default();
        let full = run(rest, owner);
        // "Send message" of `chatMessage`, but not "Create child folder" of `mailFolder`.
        let stands_alone = kept.len() <= 1 || kept.last().is_some_and(|last| is_one_of(PREPOSITIONS, last));
        let tail = run(rest, without_first_word(owner)).filter(|_| stands_alone);
        let Some(length) = full.or(tail) else {
            kept.push(word);
            at += 1;
            continue;
        };
        at += length;
        if full.is_some() && all.get(at).is_some_and(|next| is_one_of(KINDS, next)) {
            at += 1;
        }
        // "members of a team" are members, but "granted to a user" is not "granted".
        let is_of_noun = kept.len() > 1 && !kept.iter().rev().nth(1).is_some_and(|word| word.ends_with("ed"));
        if is_of_noun && kept.last().is_some_and(|last| is_one_of(PREPOSITIONS, last)) {
            kept.pop();
        }
    }
    let fits = (1..=LONGEST).contains(&kept.len());
    fits.then(|| kept.iter().map(|word| pascal(word)).collect())
}

fn is_one_of(list: &[&str], word: &str) -> bool {
    list.iter().any(|known| known.eq_ignore_ascii_case(word))
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
            .is_some_and(|(start, _)| start.eq_ignore_ascii_case(name));
        is_owner(&joined, name) || collected
    })
}

/// `chartAxis` of `workbookChartAxis`; nothing of a name of one word.
fn without_first_word(name: &str) -> &str {
    let first = words(name).first().map_or(0, String::len);
    name.get(first..).unwrap_or_default()
}

fn is_owner(word: &str, owner: &str) -> bool {
    word.eq_ignore_ascii_case(owner) || singular(word).eq_ignore_ascii_case(owner)
}

/// Whether a collection holds what the owner's name ends with: `deviceStatuses` those of
/// `deviceComplianceDeviceStatus`.
fn is_end_of_owner(word: &str, owner: &str) -> bool {
    let end = pascal(singular(word).as_str());
    !end.is_empty() && pascal(owner).ends_with(&end)
}

/// What the method does, for titles that do not say it.
fn verb(operation: &Operation) -> &'static str {
    match operation.method {
        Method::Delete => "Delete",
        Method::Get => "Get",
        Method::Head => "Head",
        Method::Patch => "Update",
        Method::Post if operation.response.status.contains(&201) => "Create",
        Method::Post => "Post",
        Method::Put => "Put",
    }
}
