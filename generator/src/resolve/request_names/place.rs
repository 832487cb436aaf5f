//! What the path of a request says of it.

use super::{Request, is_of_owner, is_one_of};
use crate::graph::{Method, Segment, singular};
use crate::resolve::names::words;
use crate::resolve::routes::{literal, literals, short};
use crate::resolve::verbs;

#[cfg(test)]
mod tests;

/// Actions of collections; what they work on says the collection only.
const OF_COLLECTIONS: &[&str] = &["add", "remove"];

/// The function that reads what has changed. It stands in paths without parentheses.
const DELTA: &str = "delta";

/// A segment at the end of a path that stands for no place of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark<'p> {
    /// `$count`
    Count,
    /// `$ref`
    Ref,
    /// `$value`
    Value,
    /// `microsoft.graph.user`, by the short name.
    Cast(&'p str),
}

/// Where a path leads.
pub(super) struct Place<'p> {
    /// The fixed words of the path, without a mark.
    fixed: Vec<&'p str>,
    /// The last fixed word, be it a mark.
    end_word: Option<&'p str>,
    /// The mark at the end.
    pub(super) mark: Option<Mark<'p>>,
    /// Whether a key is the end: `/me/messages/{id}` is a message.
    pub(super) by_key: bool,
    /// The name of the key at the end, as documented.
    key: Option<&'p str>,
    /// The last segment, where it can be the name of an action or function.
    call: Option<Call<'p>>,
    /// The collection of the item that an action or function is called on.
    pub(super) called_on: Option<&'p str>,
}

/// A segment that may be the name of an action or function.
struct Call<'p> {
    name: &'p str,
    /// Whether it can be nothing else.
    is_sure: bool,
}

impl<'p> Place<'p> {
    pub(super) fn of(request: &Request<'p>, owner: &str) -> Self {
        let path = request.operation.paths.first().map(|path| &path.template);
        let all = path.map_or(&[][..], |path| &path.segments);
        let (segments, mark) = without_mark(all, request.operation.method);
        let spell = |word: &'p str| request.segment_case.of(word);
        let mut fixed: Vec<&str> = path.map(literals).unwrap_or_default();
        fixed.iter_mut().for_each(|word| *word = spell(word));
        let end_word = fixed.last().copied();
        // A mark is a fixed word itself.
        fixed.truncate(fixed.len().saturating_sub(all.len() - segments.len()));
        let end = segments
            .last()
            .filter(|_| mark.is_none_or(|mark| mark != Mark::Count));
        let call = segments.last().and_then(|end| call(request, end));
        let call = call.filter(|call| mark.is_none() && !is_of_owner(call.name, owner));
        let called_on = match segments {
            [.., collection, key, _] if call.is_some() && is_key(key) => literal(collection).map(spell),
            _ => None,
        };
        Self {
            fixed,
            end_word,
            mark,
            by_key: end.is_some_and(is_key),
            key: match end {
                Some(Segment::Parameter(name)) => Some(name),
                _ => None,
            },
            call,
            called_on,
        }
    }

    /// The action or function that is called. Of a title with a usual verb only a name that begins with a verb
    /// knows better.
    pub(super) fn called(&self, has_usual_verb: bool) -> Option<&'p str> {
        let call = self.call.as_ref();
        call.filter(|call| call.is_sure || !has_usual_verb)
            .map(|call| call.name)
    }

    /// What the key at the end is, where that is no identifier: the `size` of a thumbnail.
    pub(super) fn key(&self) -> Option<&'p str> {
        self.key
            .filter(|name| !words(name).iter().any(|word| word == "id"))
    }

    /// The last fixed word.
    pub(super) fn last(&self) -> Option<&'p str> {
        self.fixed.last().copied()
    }

    /// Whether a word of a title is the name of the collection, action or function with which the path ends.
    pub(super) fn is_named(&self, word: &str) -> bool {
        let mut ends = [self.last(), self.end_word].into_iter().flatten();
        ends.any(|end| end.eq_ignore_ascii_case(word))
    }

    /// The fixed word before it.
    pub(super) fn before(&self) -> Option<&'p str> {
        self.fixed.iter().rev().nth(1).copied()
    }

    /// Whether the place is the owner, or holds owners.
    pub(super) fn is_owners(&self, owner: &str) -> bool {
        self.mark.is_none() && self.last().is_some_and(|last| is_of_owner(last, owner))
    }
}

fn is_key(segment: &Segment) -> bool {
    matches!(segment, Segment::Parameter(_) | Segment::Keyed { .. })
}

/// The segments before a mark, and the mark.
fn without_mark(segments: &[Segment], method: Method) -> (&[Segment], Option<Mark<'_>>) {
    let Some((Segment::Literal(end), before)) = segments.split_last() else {
        return (segments, None);
    };
    match end.as_str() {
        "$count" => (before, Some(Mark::Count)),
        "$ref" => (before, Some(Mark::Ref)),
        "$value" => (before, Some(Mark::Value)),
        other if other.starts_with('$') => (before, None),
        cast if cast.contains('.') && method == Method::Get => (before, Some(Mark::Cast(short(cast)))),
        other if method == Method::Post && is_one_of(OF_COLLECTIONS, other) => (before, None),
        _ => (segments, None),
    }
}

fn call<'p>(request: &Request<'p>, end: &'p Segment) -> Option<Call<'p>> {
    let operation = request.operation;
    match end {
        Segment::Function { name, .. } => Some(Call {
            name: request.segment_case.of(short(name)),
            is_sure: true,
        }),
        Segment::Literal(text) if operation.method == Method::Get && text == DELTA => Some(Call {
            name: text,
            is_sure: true,
        }),
        Segment::Literal(text) if operation.method == Method::Post => {
            let name = request.segment_case.of(short(text));
            let is_sure = match &words(name)[..] {
                [verb, _, ..] => verbs::begins_action(verb),
                _ => false,
            };
            // What many are posted to is a collection, and so is where something is made.
            let is_collection = singular(name) != name || operation.response.status.contains(&201);
            (is_sure || !is_collection).then_some(Call { name, is_sure })
        }
        _ => None,
    }
}
