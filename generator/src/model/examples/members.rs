//! Members of enumerations that only examples show.
//!
//! A page lists `Approve`, `Deny` and `Recommendation`; four examples of other pages answer with `None`. One value that
//! no list has can be a slip of an author, so that it takes two examples to make a member of it. Any other value is
//! kept by the enumeration as unknown.
//!
//! Where prose alone lists the members, and all examples that show one of them agree on other capitals, these are what is
//! sent. The table of an enumeration has its way, and one example is not enough for a capital at the start: the service's
//! own members begin with a small letter.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use unicase::Ascii;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::{TypeName, is_placeholder, letters};
use crate::model::examples::typed::Role;
use crate::model::store::{Input, Store};
use crate::model::types::PropertyRef;
use crate::model::{Member, Property, TypeRef};
use crate::span::Span;

/// Adds the members to enumerations, and to the values of properties that are limited to a list.
pub(in crate::model) fn add<'p>(input: &Input<'p>, store: &mut Store<'p>, sink: &mut Diagnostics) {
    let SeenMembers { unlisted, respelled } = SeenMembers::new(input, store);
    let Store { types, enums, .. } = store;
    for ((list, name), seen) in respelled {
        let is_believed =
            |text: &String| *text != name && (seen.often || text.starts_with(char::is_lowercase));
        let Some(text) = seen.text.filter(is_believed) else {
            continue;
        };
        let members = match &list {
            List::Enum(name) => enums.get_mut(name).map(|enumeration| &mut enumeration.members),
            List::Property(row) => types.row_mut(row).map(|property| &mut property.values),
        };
        let mut members = members.into_iter().flatten();
        if let Some(member) = members.find(|member| member.name == name) {
            let message = format!("`{name}` is spelled `{text}` in all examples");
            sink.push(
                Diagnostic::new(Code::MemberConflict, seen.span, message)
                    .help("no table lists it; the spelling of the examples was taken"),
            );
            member.name = text;
        }
    }
    for ((list, _), seen) in unlisted {
        if !seen.often {
            continue;
        }
        let members = match &list {
            List::Enum(name) => enums.get_mut(name).map(|enumeration| &mut enumeration.members),
            List::Property(row) => types.row_mut(row).map(|property| &mut property.values),
        };
        let Some(members) = members else { continue };
        let text = format!(
            "`{}` stands in several examples, but in no list of values",
            seen.text
        );
        sink.push(Diagnostic::new(Code::ExampleOnly, seen.span, text).help("it was added"));
        members.push(Member {
            example_only: true,
            ..Member::named(seen.text)
        });
    }
}

/// A list of values: an enumeration, or what a property is limited to.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum List {
    Enum(TypeName),
    Property(PropertyRef),
}

/// A value that no list has.
struct SeenMember {
    text: String,
    /// The first place.
    span: Span,
    /// The first example.
    example: Span,
    /// Whether another example has it, too.
    often: bool,
}

/// How examples spell a value of a list.
struct SeenSpelling {
    /// The one spelling of all examples; `None` where they differ.
    text: Option<String>,
    /// The first place.
    span: Span,
    /// The first example.
    example: Span,
    /// Whether another example has it, too.
    often: bool,
}

/// What examples show of lists.
struct SeenMembers {
    /// The values that no list has, by the list and the letters of the value.
    unlisted: BTreeMap<(List, String), SeenMember>,
    /// The values that prose lists, by the list and the value.
    respelled: BTreeMap<(List, String), SeenSpelling>,
}

impl SeenMembers {
    fn new<'p>(input: &Input<'p>, store: &Store<'p>) -> Self {
        // The letters of the values of each list that was met.
        let mut listed: BTreeMap<List, BTreeSet<String>> = BTreeMap::new();
        let mut in_prose: BTreeMap<List, BTreeMap<Ascii<String>, String>> = BTreeMap::new();
        let mut unlisted: BTreeMap<(List, String), SeenMember> = BTreeMap::new();
        let mut respelled: BTreeMap<(List, String), SeenSpelling> = BTreeMap::new();
        for example in store.examples.iter() {
            for value in example.values() {
                let Role::Property(row) = &value.role else {
                    continue;
                };
                let Some(property) = store.types.row(row) else {
                    continue;
                };
                let Some((list, members, flags)) = list_of(property, row, store) else {
                    continue;
                };
                // Another spelling of a member is not a new member: `on-off` is `onOff`.
                let listed = listed.entry(list.clone()).or_insert_with(|| {
                    let names = members.iter().map(|member| letters(&member.name));
                    names.collect()
                });
                let texts = texts(value.json).into_iter();
                let texts: Vec<&str> = match flags {
                    true => texts.flat_map(members_of_set).collect(),
                    false => texts.collect(),
                };
                let in_prose = in_prose.entry(list.clone()).or_insert_with(|| {
                    let members = members.iter().filter(|_| !has_table(&list, store));
                    members
                        .map(|member| (Ascii::new(member.name.clone()), member.name.clone()))
                        .collect()
                });
                for text in texts {
                    if let Some(name) = in_prose.get(&Ascii::new(text.to_owned())) {
                        let seen = respelled.entry((list.clone(), name.clone()));
                        let seen = seen.or_insert_with(|| SeenSpelling {
                            text: Some(text.to_owned()),
                            span: example.span(value, input.sources),
                            example: example.example,
                            often: false,
                        });
                        seen.often |= seen.example != example.example;
                        if seen.text.as_deref() != Some(text) {
                            seen.text = None;
                        }
                    }
                    if !can_be_member(text) || listed.contains(&letters(text)) {
                        continue;
                    }
                    let seen = unlisted.entry((list.clone(), letters(text)));
                    let seen = seen.or_insert_with(|| SeenMember {
                        text: text.to_owned(),
                        span: example.span(value, input.sources),
                        example: example.example,
                        often: false,
                    });
                    seen.often |= seen.example != example.example;
                }
            }
        }
        Self { unlisted, respelled }
    }
}

/// Whether a page or a table of its own lists an enumeration.
fn has_table(list: &List, store: &Store<'_>) -> bool {
    let List::Enum(name) = list else { return false };
    let enumeration = store.enums.get(name);
    enumeration.is_some_and(|enumeration| enumeration.page.is_some() || enumeration.section.is_some())
}

/// The list of values of a property, with the members in it and whether several hold at once.
fn list_of<'s>(
    property: &'s Property,
    row: &PropertyRef,
    store: &'s Store<'_>,
) -> Option<(List, &'s [Member], bool)> {
    match &property.ty.item {
        TypeRef::Enum(name) => {
            let enumeration = store.enums.get(name)?;
            Some((List::Enum(name.clone()), &enumeration.members, enumeration.flags))
        }
        _ if property.values.is_empty() => None,
        _ => Some((List::Property(row.clone()), &property.values, property.flags)),
    }
}

/// The texts of a value or of a list of values.
fn texts(value: &Value) -> Vec<&str> {
    match value {
        Value::Array(items) => items.iter().filter_map(Value::as_str).collect(),
        Value::String(text) => vec![text.as_str()],
        _ => Vec::new(),
    }
}

/// The members of a set in one text.
fn members_of_set(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim)
}

/// Whether a text is a value that can be a member: it begins with a letter and is not a placeholder.
fn can_be_member(text: &str) -> bool {
    text.starts_with(char::is_alphabetic) && !is_placeholder(text)
}
