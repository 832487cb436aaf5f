//! Which of a page's paths are aliases of one operation, and which are operations of their own.
//!
//! The paths of one method are aliases (`/me/messages/{id}`, `/users/{id}/mailFolders/{id}/messages/{id}`),
//! except where what they lead to differs in kind:
//!
//! 1. the part of the resource: `$ref`, `$count`, its bytes (`$value`, `content`), or the resource itself;
//! 2. two fixed last segments below one and the same parent: `…/visibleView/rows`, `…/visibleView/range`;
//! 3. a collection and something in it: `/me/insights/used`, `/me/insights/used/{id}/resource`;
//! 4. a collection and the part of it that a cast narrows it to: `/groups/{id}/members/microsoft.graph.user`, and
//!    any two paths that end in different casts, or of which only one does;
//! 5. an object and a property of it: `/me/mailboxSettings`, `/me/mailboxSettings/timeZone`;
//! 6. what expands what others lead to: `/me?$expand=manager`, `/me/manager`; and of what expands or filters, objects of
//!    collections with different names: `/me/events/{id}?$expand=…`, `/me/messages/{id}?$expand=…`.
//!
//! Paths that agree in their last fixed segment stay together, whatever the rules say of two of them.

use std::collections::BTreeMap;

use unicase::Ascii;

use crate::graph::{
    COUNT, ME, Method, PathTemplate, RAW_VALUE, REF, Segment, USERS, canonical_key, singular,
};
use crate::page::{ExampleFacts, ExampleRequest, SpelledType, TypeFacts};

use crate::span::Span;

use crate::page::api::request::http_request::RequestLine;

/// The lines of one operation.
pub(in crate::page::api) struct Group {
    pub(in crate::page::api) method: Method,
    /// The place of the first line.
    span: Span,
    /// There is always one.
    pub(in crate::page::api) lines: Vec<RequestLine>,
}

impl Group {
    fn new(line: RequestLine) -> Self {
        Self {
            method: line.method,
            span: line.path.documented.span,
            lines: vec![line],
        }
    }

    /// The place of the first line.
    pub(in crate::page::api) fn span(&self) -> Span {
        self.span
    }

    /// The paths.
    pub(in crate::page::api) fn templates(&self) -> impl Iterator<Item = &PathTemplate> {
        self.lines.iter().map(|line| &line.path.template)
    }

    /// Whether all paths lead into an element of one of these collections.
    pub(in crate::page::api) fn leads_into(&self, collections: &[(Method, PathTemplate)]) -> bool {
        self.lines.iter().all(|line| {
            collections
                .iter()
                .any(|(method, path)| *method == self.method && is_member_of(&line.path.template, path))
        })
    }

    /// Whether all paths are collections of which other paths name an element: `/me/photos` beside `/me/photos/{size}`.
    pub(in crate::page::api) fn holds_elements(&self, paths: &[(Method, PathTemplate)]) -> bool {
        self.lines.iter().all(|line| {
            let path = &line.path.template;
            let mut paths = paths.iter();
            paths.any(|(method, other)| {
                let is_element = other.segments.len() == path.segments.len() + 1 && is_member_of(other, path);
                *method == self.method && is_element && !other.ends_in_property_name()
            })
        })
    }

    /// Whether all paths have a query option with a value of this kind.
    fn all_have(&self, name: &str, fits: impl Fn(&str) -> bool) -> bool {
        self.lines.iter().all(|line| {
            let mut options = line.path.query.iter();
            options.any(|option| canonical_key(&option.name) == name && fits(&option.value))
        })
    }

    /// Whether all paths expand something: what comes back is not what they name last.
    pub(in crate::page::api) fn expands(&self) -> bool {
        self.all_have("$expand", |_| true)
    }

    /// Whether the paths end in the name of a property: `/organization/{id}/branding/{property name}`.
    pub(in crate::page::api) fn leads_to_property(&self) -> bool {
        let mut lines = self.lines.iter();
        lines.all(|line| line.path.template.ends_in_property_name())
    }

    /// The last fixed names of the paths.
    pub(in crate::page::api) fn ends(&self) -> Vec<Ascii<String>> {
        let ends = self.lines.iter().map(|line| Destination::of(&line.path.template));
        ends.map(|end| end.name).collect()
    }

    /// Whether all paths expand one of these names, to which other paths lead.
    pub(in crate::page::api) fn expands_any_of(&self, ends: &[Ascii<String>]) -> bool {
        self.all_have("$expand", |value| {
            ends.contains(&Ascii::new(first_name(value).to_owned()))
        })
    }

    /// Whether all paths end in fixed text.
    pub(in crate::page::api) fn ends_fixed(&self) -> bool {
        let mut lines = self.lines.iter();
        lines.all(|line| matches!(line.path.template.segments.last(), Some(Segment::Literal(_))))
    }

    /// Whether all paths have a filter: such a path returns all objects that match.
    pub(in crate::page::api) fn filters(&self) -> bool {
        self.all_have("$filter", |_| true)
    }

    /// Whether all paths expand what a type is named after: `$expand=Extensions(…)` and `openTypeExtension`,
    /// `singleValueExtendedProperties` and `singleValueLegacyExtendedProperty`.
    pub(in crate::page::api) fn expands_type(&self, ty: &TypeFacts) -> bool {
        let SpelledType::Named { name, .. } = &ty.name else {
            return false;
        };
        self.all_have("$expand", |value| {
            is_shortened(&singular(first_name(value)), name)
        })
    }

    /// Whether the operation reads or writes bytes rather than JSON.
    pub(in crate::page::api) fn is_bytes(&self) -> bool {
        self.lines
            .iter()
            .all(|line| part(&line.path.template) == ResourcePart::Bytes)
    }

    /// Whether the operation counts objects.
    pub(in crate::page::api) fn is_count(&self) -> bool {
        self.lines
            .iter()
            .all(|line| part(&line.path.template) == ResourcePart::Count)
    }

    /// The examples that show what the operation answers: those that call it, or else all with its method, since pages
    /// get paths wrong. An answer without a request belongs to the request before it. Examples with another method or of
    /// another host show something else.
    pub(in crate::page::api) fn answering_examples<'e>(
        &self,
        examples: &'e [ExampleFacts],
    ) -> Vec<&'e ExampleFacts> {
        let mut calls = Vec::new();
        let mut others = Vec::new();
        let mut into = Some(&mut others);
        for example in examples {
            if let Some(request) = &example.request {
                into = if self.is_called_by(request) {
                    Some(&mut calls)
                } else {
                    let is_like = request.method == self.method && request.url.path().is_some();
                    is_like.then_some(&mut others)
                };
            }
            if let Some(own) = &mut into {
                own.push(example);
            }
        }
        if calls.is_empty() { others } else { calls }
    }

    /// Whether a request of an example calls the operation.
    pub(in crate::page::api) fn is_called_by(&self, request: &ExampleRequest) -> bool {
        request.calls(self.method, self.templates())
    }

    /// Whether one of the paths ends in the fixed name in which a path of a request ends.
    pub(in crate::page::api) fn ends_as(&self, path: &PathTemplate) -> bool {
        fn last(path: &PathTemplate) -> Option<Ascii<&str>> {
            path.last_literal().map(Ascii::new)
        }
        let end = last(path);
        end.is_some() && self.lines.iter().any(|line| last(&line.path.template) == end)
    }

    /// Whether the operation adds, lists or removes links rather than resources.
    pub(in crate::page::api) fn is_reference(&self) -> bool {
        self.lines
            .iter()
            .all(|line| part(&line.path.template) == ResourcePart::Reference)
    }
}

/// The part of a resource that a path leads to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum ResourcePart {
    Whole,
    Reference,
    Count,
    Bytes,
}

fn part(template: &PathTemplate) -> ResourcePart {
    match template.last_literal() {
        Some(REF) => ResourcePart::Reference,
        Some(COUNT) => ResourcePart::Count,
        Some(RAW_VALUE | "content") => ResourcePart::Bytes,
        _ => ResourcePart::Whole,
    }
}

/// What a path leads to.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Destination {
    /// The last fixed name.
    name: Ascii<String>,
    /// Whether a key stands behind it: one of the objects of that name.
    is_keyed: bool,
}

impl Destination {
    fn of(template: &PathTemplate) -> Self {
        let mut is_keyed = false;
        for segment in template.segments.iter().rev() {
            let name = match segment {
                Segment::Literal(name) if name.starts_with('$') || name.is_empty() => continue,
                Segment::Literal(name) => name,
                Segment::Keyed { name, .. } | Segment::Function { name, .. } if !name.is_empty() => name,
                _ => {
                    is_keyed = true;
                    continue;
                }
            };
            let name = Ascii::new(name.clone());
            return Self { name, is_keyed };
        }
        let name = Ascii::new(String::new());
        Self { name, is_keyed }
    }

    /// The signed-in user as one of the users.
    fn with_me_as_user(self) -> Self {
        if self.name == Ascii::new(ME.to_owned()) {
            let name = Ascii::new(USERS.to_owned());
            return Self { name, is_keyed: true };
        }
        self
    }
}

/// Puts the lines into groups, in the order of the page.
pub(in crate::page::api) fn group(lines: Vec<RequestLine>) -> Vec<Group> {
    // Lines that agree in method, part and last fixed segment come together first.
    let mut kernels: Vec<Group> = Vec::new();
    let mut index_of = BTreeMap::new();
    for line in lines {
        let template = &line.path.template;
        let is_of_property = line.method == Method::Get && template.ends_in_property_name();
        let key = (
            line.method,
            part(template),
            Destination::of(template),
            is_of_property,
        );
        let index = *index_of.entry(key).or_insert(kernels.len());
        match kernels.get_mut(index) {
            Some(kernel) => kernel.lines.push(line),
            None => kernels.push(Group::new(line)),
        }
    }
    let mut groups: Vec<Group> = Vec::new();
    for kernel in kernels {
        let aliases = groups.iter_mut().find(|group| are_aliases(group, &kernel));
        match aliases {
            Some(group) => group.lines.extend(kernel.lines),
            None => groups.push(kernel),
        }
    }
    groups
}

/// Whether none of the rules keeps the paths of two groups apart.
fn are_aliases(a: &Group, b: &Group) -> bool {
    let reads_part = a.expands() || a.filters() && b.filters();
    if a.expands() != b.expands() || (reads_part && lead_to_others(a, b)) {
        return false;
    }
    let mut pairs = a
        .lines
        .iter()
        .flat_map(|a| b.lines.iter().map(move |b| (&a.path.template, &b.path.template)));
    a.method == b.method
        && pairs.all(|(a, b)| {
            part(a) == part(b)
                && !are_siblings(a, b)
                && !is_member_of(a, b)
                && !is_member_of(b, a)
                && !narrows(a, b)
                && !narrows(b, a)
                && last_cast(a) == last_cast(b)
                && !is_property_of(a, b)
                && !is_property_of(b, a)
        })
}

/// Whether the paths of two groups lead to collections with different names, or to objects of such.
fn lead_to_others(a: &Group, b: &Group) -> bool {
    let destination = |group: &Group| {
        let first = group.lines.first();
        first.map(|line| Destination::of(&line.path.template).with_me_as_user())
    };
    destination(a) != destination(b)
}

/// Whether two paths have one parent and different fixed names behind it.
fn are_siblings(a: &PathTemplate, b: &PathTemplate) -> bool {
    match (a.segments.split_last(), b.segments.split_last()) {
        (Some((a_last, a_parent)), Some((b_last, b_parent))) => {
            let is_fixed = |segment: &Segment| {
                matches!(
                    segment,
                    Segment::Literal(_) | Segment::Keyed { .. } | Segment::Function { .. }
                )
            };
            are_same(a_parent, b_parent) && a_last != b_last && is_fixed(a_last) && is_fixed(b_last)
        }
        _ => false,
    }
}

/// Whether `inner` leads into an element of the collection that `outer` is.
fn is_member_of(inner: &PathTemplate, outer: &PathTemplate) -> bool {
    behind(inner, outer).is_some_and(|rest| matches!(rest.first(), Some(Segment::Parameter(_))))
}

/// The name at the start of what `$expand` takes: `members` of `members($select=id)`.
fn first_name(value: &str) -> &str {
    let name = value.split(|c: char| !c.is_alphanumeric()).next();
    name.unwrap_or_default()
}

/// Whether a name is another one without some of its words, but with the last.
fn is_shortened(short: &str, name: &str) -> bool {
    let (short, name) = (capitalized_words(short), capitalized_words(name));
    let mut rest = name.iter();
    let are_in_order = short.iter().all(|word| rest.any(|other| other == word));
    !short.is_empty() && are_in_order && short.last() == name.last()
}

/// The parts of a name that begin with capitals, in lower case.
fn capitalized_words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for letter in name.chars() {
        match words.last_mut() {
            Some(word) if !letter.is_uppercase() => word.push(letter),
            _ => words.push(letter.to_lowercase().collect()),
        }
    }
    words
}

/// The type to which a path casts at its end.
fn last_cast(template: &PathTemplate) -> Option<Ascii<&str>> {
    template.segments.last()?.cast().map(Ascii::new)
}

/// Whether `inner` is a property of the object `outer`.
fn is_property_of(inner: &PathTemplate, outer: &PathTemplate) -> bool {
    matches!(behind(inner, outer), Some([Segment::Literal(_)]))
}

/// Whether `inner` is the part of the collection `outer` that is of one type.
fn narrows(inner: &PathTemplate, outer: &PathTemplate) -> bool {
    let rest = behind(inner, outer);
    rest.is_some_and(|rest| rest.first().is_some_and(|first| first.cast().is_some()))
}

/// What `inner` has behind the path `outer`, whatever the parameters are called.
pub(in crate::page::api) fn behind<'p>(
    inner: &'p PathTemplate,
    outer: &PathTemplate,
) -> Option<&'p [Segment]> {
    let (start, rest) = inner.segments.split_at_checked(outer.segments.len())?;
    are_same(start, &outer.segments).then_some(rest)
}

/// Whether segments are the same, whatever their parameters are called.
fn are_same(a: &[Segment], b: &[Segment]) -> bool {
    let is_same = |(a, b): (&Segment, &Segment)| {
        a == b || matches!((a, b), (Segment::Parameter(_), Segment::Parameter(_)))
    };
    a.len() == b.len() && a.iter().zip(b).all(is_same)
}
