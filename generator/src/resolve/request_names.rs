//! The name of a request, from the title of its page.
//!
//! Titles say what a request does in the words that people search for: "List deviceConfigurations",
//! "assign action", "message: forward". The owner's name is left out, since the request stands in the module of
//! its owner: "List members of a directory role" is `directory_role::ListMembers`. Where the title describes an
//! action or function that the path names, the path's name is the better one; and where it says something else
//! than what the request does, the request is believed.

mod place;
#[cfg(test)]
mod tests;
mod title;

use self::place::{Mark, Place};
use self::title::{PREPOSITIONS, TitlePhrase};
use crate::graph::{Method, singular};
use crate::model::Operation;
use crate::resolve::names::{pascal, type_name, words};
use crate::resolve::plan::operations::ResponsePlan;
use crate::resolve::registry::split;
use crate::resolve::segment_case::SegmentCase;
use crate::resolve::verbs;

/// Words behind the owner's name that say where it is: "Create an item *in* a list".
const WHERE: &[&str] = &["at", "in", "of", "on", "within"];

/// What the addresses of linked objects are called.
const REFS: &str = "refs";

/// Of a word of fewer letters so many are looked at: short words begin alike by chance.
const STEM: usize = 6;

/// An operation that is to be named.
pub(super) struct Request<'r> {
    pub(super) operation: &'r Operation,
    pub(super) response: &'r ResponsePlan,
    pub(super) segment_case: &'r SegmentCase<'r>,
    /// Whether its page has another operation, so that the title alone tells neither.
    pub(super) shares_title: bool,
}

/// The names that an operation can take.
pub(super) struct Names {
    /// The best one.
    pub(super) best: String,
    /// Those for operations that would share the best one, the better ones first.
    pub(super) others: Vec<String>,
    /// Those that tell it by its method, the better ones first.
    pub(super) by_method: Vec<String>,
    /// Whether the title says what the path leads to, so that of two operations that would share a name this one
    /// keeps it.
    pub(super) says_place: bool,
}

/// The names that an operation can take.
pub(super) fn names(request: &Request<'_>) -> Names {
    let owner = request
        .operation
        .owner
        .as_deref()
        .map(|owner| split(owner).1)
        .unwrap_or_default();
    let place = Place::of(request, owner);
    let own = own_words(request, &place, owner);
    let base = pascal_of(&own);
    let last = place.last().filter(|last| !is_of_owner(last, owner));
    let last = last.map(|last| noun(request, &place, last));
    let tail = tail(&place, &own, last.as_deref());
    // Where a page has a request for each of several places, none of them is the one that its title names.
    let is_vague = request.shares_title && tail.is_some();
    let end = tail.as_deref().unwrap_or_default();
    let says_verb = own.first().is_some_and(|first| verbs::is_usual(first));
    let by_verb = by_verb(request, &own, if is_vague { end } else { "" });
    let names = [
        (!is_vague).then(|| base.clone()),
        // "Grant an assignment" at `/assignedTo` and at `/assignments`.
        own.split_first()
            .filter(|(_, rest)| {
                !rest.is_empty() && !end.is_empty() && !request.shares_title && place.mark.is_none()
            })
            .and_then(|(first, _)| Some(format!("{}{}", pascal(first), last.as_deref()?))),
        (!end.is_empty()).then(|| format!("{base}{end}")),
        // A title may say "Create" of what updates.
        by_verb.clone().filter(|_| says_verb),
        place.key().map(|key| by_key(&base, key)),
        by_place_before(request, &place, &base, owner),
        by_verb.clone(),
        is_vague.then(|| base.clone()),
        last.as_ref().map(|last| format!("{base}{last}")),
    ];
    let mut names = names.iter().flatten().map(|name| type_name(name));
    let by_method_and_key = self::by_verb(request, &own, "")
        .zip(place.key())
        .map(|(name, key)| by_key(&name, key));
    let by_method = by_verb.iter().chain(&by_method_and_key);
    Names {
        by_method: by_method.map(|name| type_name(name)).collect(),
        best: names.next().unwrap_or_default(),
        others: names.collect(),
        says_place: last.is_none_or(|last| says(&base, &last)),
    }
}

/// What the path adds to a name that does not say it.
fn tail(place: &Place<'_>, own: &[String], last: Option<&str>) -> Option<String> {
    let base = pascal_of(own);
    match place.mark {
        Some(Mark::Cast(ty)) => (!says(&base, ty)).then(|| format!("As{}", pascal(ty))),
        Some(Mark::Value) => Some("Value".to_owned()),
        Some(Mark::Ref) if says(&base, REFS) => None,
        _ => {
            let last = words(last.filter(|last| !says(&base, last))?);
            // `/transitiveMemberOf` of "List transitive groups" adds `MemberOf`.
            let is_said = |word: &&String| own.iter().any(|said| said == *word || are_akin(said, word));
            let new: Vec<String> = last.iter().skip_while(is_said).cloned().collect();
            (!new.is_empty()).then(|| pascal_of(&new))
        }
    }
}

/// Whether two words are forms of one: `localized` and `localizations`. An ending is less than a third of a word.
fn are_akin(one: &str, other: &str) -> bool {
    let common = one.chars().zip(other.chars()).take_while(|(a, b)| a == b);
    let shorter = one.chars().count().min(other.chars().count());
    common.count() * 3 > shorter.max(STEM) * 2
}

/// The name with the verb of the method.
fn by_verb(request: &Request<'_>, own: &[String], end: &str) -> Option<String> {
    let verb = verb(request);
    let rest = match own {
        [first, ..] if first == verb => return None,
        [first, rest @ ..] if verbs::is_usual(first) => rest,
        _ => own,
    };
    Some(format!("{}{}{end}", pascal(verb), pascal_of(rest)))
}

/// The name with what the key at the end of the path is.
fn by_key(name: &str, key: &str) -> String {
    format!("{name}By{}", pascal(key))
}

/// The name with the last but one fixed word of the path.
fn by_place_before(request: &Request<'_>, place: &Place<'_>, base: &str, owner: &str) -> Option<String> {
    let before = place.before()?;
    let preposition = match request.operation.method {
        Method::Get | Method::Head | Method::Delete => "From",
        Method::Patch | Method::Post | Method::Put => "In",
    };
    let is_said = is_owner(before, owner) || says(base, before);
    (!is_said).then(|| format!("{base}{preposition}{}", pascal(before)))
}

/// The words of the name that an operation has but for others.
fn own_words(request: &Request<'_>, place: &Place<'_>, owner: &str) -> Vec<String> {
    let verb = verb(request);
    let title = TitlePhrase::read(request, place, owner);
    let usual = title.as_ref().and_then(TitlePhrase::verb);
    if let Some(called) = place.called(usual.is_some_and(verbs::is_usual)) {
        return call_words(title, called, place.called_on);
    }
    let Some(mut title) = title else {
        let last = place.last().filter(|last| !is_of_owner(last, owner));
        let noun = last.map(|last| noun(request, place, last));
        let words = words(&noun.unwrap_or_default());
        return std::iter::once(verb.to_owned()).chain(words).collect();
    };
    if place.is_owners(owner) {
        leave_out_owners_place(request, place, &mut title);
    }
    if title.is_imperative {
        correct_verb(request, place, &mut title.words);
    }
    if let Some(last) = place.last() {
        correct_noun(request, place, last, owner, &mut title.words);
    }
    title.words
}

/// Leaves out what a title says of the owner at its own place: all that is to say there is where that is.
fn leave_out_owners_place(request: &Request<'_>, place: &Place<'_>, title: &mut TitlePhrase) {
    let names = |said: &[String], word: Option<&str>| {
        !said.is_empty()
            && word.is_some_and(|word| singular(&said.concat()) == words(&singular(word)).concat())
    };
    let behind_verb = title.words.get(1..).unwrap_or_default();
    let Some(end) = title.before_owner else {
        // "List policies" at `/conditionalAccess/policies` names the owner by the end of its name.
        if title.is_imperative && names(behind_verb, place.last()) {
            title.words.truncate(1);
        }
        return;
    };
    let is_whole = match (request.operation.method, title.verb()) {
        (Method::Post, Some("create")) => true,
        (Method::Get, Some("get"))
        | (Method::Patch | Method::Put, Some("update"))
        | (Method::Delete, Some("delete")) => place.by_key,
        // "List callRecord sessions" at `/callRecords/{id}/sessions`.
        _ => names(behind_verb, place.before()),
    };
    let says_where = title.words.get(end).is_some_and(|word| is_one_of(WHERE, word));
    if is_whole {
        title.words.truncate(1);
    } else if says_where && end > 0 {
        title.words.truncate(end);
    }
}

/// The words of the name of what calls an action or function. What the title says of the item beside it is kept:
/// "Restore deleted item"; an item that is not the owner is named: "teamsAppInstallation: upgrade" of a chat.
fn call_words(title: Option<TitlePhrase>, called: &str, on: Option<&str>) -> Vec<String> {
    let mut of_call = words(called);
    let Some(title) = title else {
        return of_call;
    };
    match on {
        Some(item) if title.has_other_subject => {
            of_call.extend(words(&singular(item)));
            of_call
        }
        Some(item) if says(&pascal_of(&title.words), item) => title.words,
        _ if says(&pascal_of(&title.words), called) => title.words,
        _ => of_call,
    }
}

/// Puts what the request does in the place of a verb that says something else.
fn correct_verb(request: &Request<'_>, place: &Place<'_>, words: &mut [String]) {
    let Some(verb) = words.first_mut() else {
        return;
    };
    let gets = request.operation.method == Method::Get;
    let is_many = request.response.is_list();
    let is_one = !is_many && *request.response != ResponsePlan::None;
    let right = match (verb.as_str(), place.mark) {
        ("get" | "list", Some(Mark::Count)) if gets => "count",
        // What is linked is neither made nor deleted.
        ("create", Some(Mark::Ref)) if request.operation.method == Method::Post => "add",
        ("delete", Some(Mark::Ref)) if request.operation.method == Method::Delete => "remove",
        ("list", Some(Mark::Value) | None) if gets && is_one => "get",
        ("get", None) if gets && is_many => "list",
        _ => return,
    };
    right.clone_into(verb);
}

/// Gives the noun that the path ends with the number that it has there, and leaves out what the owner says: "Create
/// plannerPlan" at `/planner/plans` creates a plan.
fn correct_noun(request: &Request<'_>, place: &Place<'_>, last: &str, owner: &str, words: &mut Vec<String>) {
    let one = self::words(&singular(last));
    let Some((end, noun)) = words
        .len()
        .checked_sub(one.len())
        .filter(|end| *end > 0)
        .and_then(|end| Some((end, words.get(end..)?.concat())))
    else {
        return;
    };
    let is_where = words.get(..end).and_then(<[String]>::last);
    if one.is_empty() || is_where.is_some_and(|word| is_one_of(PREPOSITIONS, word)) {
        // "in excludes" says where, not what.
        return;
    }
    if singular(&noun) != one.concat() && noun != one.concat() {
        return;
    }
    let mut right = self::words(&self::noun(request, place, last));
    if request.operation.method == Method::Get && place.mark == Some(Mark::Ref) {
        right = one;
        right.push(REFS.to_owned());
    }
    words.truncate(end);
    let of_owner = self::words(owner);
    let says_owner =
        |said: &[String]| !said.is_empty() && of_owner.windows(said.len()).any(|part| part == said);
    if words.get(1..).is_some_and(says_owner) {
        words.truncate(1);
    }
    words.append(&mut right);
}

/// What a fixed word at the end of a path stands for: one of a collection where a key follows, or where the request
/// adds one.
fn noun(request: &Request<'_>, place: &Place<'_>, word: &str) -> String {
    let links = place.mark == Some(Mark::Ref) && request.operation.method != Method::Get;
    if place.by_key || links || request.operation.method == Method::Post {
        pascal(&singular(word))
    } else {
        pascal(word)
    }
}

/// Whether a name ends with a word, be it in the plural: "List thumbnails" says what `/thumbnails/{size}` is as
/// well.
fn says(name: &str, word: &str) -> bool {
    let one = singular(name);
    let (word, one_word) = (pascal(word), pascal(&singular(word)));
    [name, one.as_str()]
        .into_iter()
        .any(|name| name.ends_with(&word) || name.ends_with(&one_word))
}

fn pascal_of(words: &[String]) -> String {
    if words.is_empty() {
        return String::new();
    }
    pascal(&words.join("_"))
}

fn is_one_of(list: &[&str], word: &str) -> bool {
    list.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// Whether a word is the owner's name, or its plural, be that spelled by rule only: `skus`, `conditionses`.
fn is_owner(word: &str, owner: &str) -> bool {
    let is = |word: &str| word.eq_ignore_ascii_case(owner);
    let is_plural = |ending| word.strip_suffix(ending).is_some_and(is);
    !owner.is_empty() && (is(word) || is(&singular(word)) || is_plural("s") || is_plural("es"))
}

/// Whether a fixed word of a path stands for the owner.
fn is_of_owner(word: &str, owner: &str) -> bool {
    is_owner(word, owner) || is_end_of_owner(word, owner)
}

/// Whether a collection holds what the owner's name ends with: `deviceStatuses` those of
/// `deviceComplianceDeviceStatus`.
fn is_end_of_owner(word: &str, owner: &str) -> bool {
    let end = pascal(singular(word).as_str());
    !end.is_empty() && pascal(owner).ends_with(&end)
}

/// What the method does, for titles that do not say it. What is posted makes something only where the page says so.
fn verb(request: &Request<'_>) -> &'static str {
    let operation = request.operation;
    match operation.method {
        Method::Post if !operation.response.status.contains(&201) => "post",
        method => verbs::of_request(method, request.response),
    }
}
