//! The place of a request: what stands at its path, and what the path adds to it.

#[cfg(test)]
mod tests;

use crate::graph::{COUNT, DELTA, Method, PathTemplate, RAW_VALUE, REF, Segment, short_name, singular};
use crate::resolve::names::words;
use crate::resolve::operations::request_names::owner_name::is_segment_of_owner;
use crate::resolve::operations::request_names::request::UnnamedRequest;
use crate::resolve::operations::verbs;

/// Actions on a collection; the collection before them is all that the name needs.
const ACTIONS_OF_COLLECTIONS: &[&str] = &["add", "remove"];

/// A segment at the end of a path that is no place of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Suffix<'p> {
    /// `$count`
    Count,
    /// `$ref`
    Ref,
    /// `$value`
    Value,
    /// `microsoft.graph.user`, by its short name.
    Cast(&'p str),
}

/// Where a path leads.
#[derive(Debug)]
pub(super) struct PathEnd<'p> {
    /// The fixed segments, without the suffix.
    fixed: Vec<&'p str>,
    /// The last fixed segment, which may be the suffix.
    end: Option<&'p str>,
    pub(super) suffix: Option<Suffix<'p>>,
    /// Whether the path ends with a key: `/me/messages/{id}` is one message.
    pub(super) by_key: bool,
    /// The name of the key at the end, as documented.
    key: Option<&'p str>,
    /// The last segment, where it can be the name of an action or function.
    call: Option<Call<'p>>,
    /// The collection of the item that the action or function is called on.
    pub(super) called_on: Option<&'p str>,
}

/// A segment that may be the name of an action or function.
#[derive(Debug)]
struct Call<'p> {
    name: &'p str,
    /// Whether it can be nothing else.
    is_certain: bool,
}

impl<'p> PathEnd<'p> {
    pub(super) fn new(request: &UnnamedRequest<'p>, owner: &str) -> Self {
        let path = request.operation.paths.first().map(|path| &path.template);
        let all = path.map_or(&[][..], |path| &path.segments);
        let (segments, suffix) = without_suffix(all, request.operation.method);
        let spell = |word: &'p str| request.segment_case.of(word);
        let mut fixed: Vec<&str> = path.map(PathTemplate::fixed_names).unwrap_or_default();
        fixed.iter_mut().for_each(|word| *word = spell(word));
        let end = fixed.last().copied();
        fixed.truncate(fixed.len().saturating_sub(all.len() - segments.len()));
        let last = segments
            .last()
            .filter(|_| suffix.is_none_or(|suffix| suffix != Suffix::Count));
        let call = segments.last().and_then(|last| call(request, last));
        let call = call.filter(|call| suffix.is_none() && !is_segment_of_owner(call.name, owner));
        let called_on = match segments {
            [.., collection, key, _] if call.is_some() && key.is_key() => collection.fixed_name().map(spell),
            _ => None,
        };
        Self {
            fixed,
            end,
            suffix,
            by_key: last.is_some_and(Segment::is_key),
            key: match last {
                Some(Segment::Parameter(name)) => Some(name),
                _ => None,
            },
            call,
            called_on,
        }
    }

    /// The action or function that the path calls. If the verb of the title is a usual one, only a name that begins with
    /// a verb is taken for one.
    pub(super) fn called(&self, verb_of_title: Option<&str>) -> Option<&'p str> {
        let is_usual = verb_of_title.is_some_and(verbs::is_usual);
        let call = self.call.as_ref();
        call.filter(|call| call.is_certain || !is_usual)
            .map(|call| call.name)
    }

    /// The name of the key at the end, unless it is an identifier: the `size` of a thumbnail.
    pub(super) fn key(&self) -> Option<&'p str> {
        self.key
            .filter(|name| !words(name).iter().any(|word| word == "id"))
    }

    /// The last fixed segment before the suffix.
    pub(super) fn last(&self) -> Option<&'p str> {
        self.fixed.last().copied()
    }

    /// The fixed segment before that.
    pub(super) fn before(&self) -> Option<&'p str> {
        self.fixed.iter().rev().nth(1).copied()
    }

    /// Whether a word of a title is the name of the collection, action or function at the end of the path.
    pub(super) fn is_named(&self, word: &str) -> bool {
        let mut ends = [self.last(), self.end].into_iter().flatten();
        ends.any(|end| end.eq_ignore_ascii_case(word))
    }

    /// Whether the path leads to the owner, or to a collection of owners.
    pub(super) fn is_owners(&self, owner: &str) -> bool {
        self.suffix.is_none() && self.last().is_some_and(|last| is_segment_of_owner(last, owner))
    }
}

/// The segments before the suffix, and the suffix.
fn without_suffix(segments: &[Segment], method: Method) -> (&[Segment], Option<Suffix<'_>>) {
    let Some((end, before)) = segments.split_last() else {
        return (segments, None);
    };
    if let Some(cast) = end.cast().filter(|_| method == Method::Get) {
        return (before, Some(Suffix::Cast(short_name(cast))));
    }
    let Segment::Literal(end) = end else {
        return (segments, None);
    };
    match end.as_str() {
        COUNT => (before, Some(Suffix::Count)),
        REF => (before, Some(Suffix::Ref)),
        RAW_VALUE => (before, Some(Suffix::Value)),
        other if other.starts_with('$') => (before, None),
        other if method == Method::Post && ACTIONS_OF_COLLECTIONS.contains(&other) => (before, None),
        _ => (segments, None),
    }
}

/// The last segment as the name of an action or function, where it can be one.
fn call<'p>(request: &UnnamedRequest<'p>, end: &'p Segment) -> Option<Call<'p>> {
    let operation = request.operation;
    match end {
        Segment::Function { name, .. } => Some(Call {
            name: request.segment_case.of(short_name(name)),
            is_certain: true,
        }),
        Segment::Literal(text) if operation.method == Method::Get && text == DELTA => Some(Call {
            name: text,
            is_certain: true,
        }),
        Segment::Literal(text) if operation.method == Method::Post => {
            let name = request.segment_case.of(short_name(text));
            let is_certain = match &words(name)[..] {
                [verb, _, ..] => verbs::begins_action(verb),
                _ => false,
            };
            // A plural is a collection, and so is a place where the request creates an object.
            let is_collection = singular(name) != name || operation.response.creates();
            (is_certain || !is_collection).then_some(Call { name, is_certain })
        }
        _ => None,
    }
}
