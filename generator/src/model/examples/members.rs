//! Members of enumerations that only examples show.
//!
//! A page lists `Approve`, `Deny` and `Recommendation`; four examples of other pages answer with `None`. One value that
//! no list has can be a slip of an author, so that it takes two examples to make a member of it. Any other value is
//! kept by the enumeration as unknown.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::{TypeName, is_placeholder, letters};
use crate::model::build::{Input, Store};
use crate::model::enums::Enums;
use crate::model::examples::example_walk::{ExampleWalk, Place, Visitor};
use crate::model::examples::property_names::PropertyNames;
use crate::model::{Member, Property, TypeRef};
use crate::span::Span;

/// Adds the members to enumerations, and to the values of properties that are limited to a list.
pub(in crate::model) fn add(input: &Input<'_>, store: &mut Store<'_>, sink: &mut Diagnostics) {
    let Store {
        types,
        enums,
        operations,
        ..
    } = store;
    let finder = Finder {
        enums,
        listed: BTreeMap::new(),
        seen: BTreeMap::new(),
    };
    let names = PropertyNames::new(types);
    let mut walk = ExampleWalk::new(types, &names, input.sources, finder);
    for draft in &*operations {
        walk.operation(draft);
    }
    let seen = walk.visitor.seen;
    for ((list, _), seen) in seen {
        if !seen.often {
            continue;
        }
        let members = match &list {
            List::Enum(name) => enums.get_mut(name).map(|enumeration| &mut enumeration.members),
            List::Property(owner, name) => types.get_mut(owner).and_then(|ty| {
                let mut properties = ty.properties.iter_mut();
                let property = properties.find(|property| property.name == *name);
                property.map(|property| &mut property.values)
            }),
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

/// A list of values: an enumeration, or what a property is limited to, by its type and its name.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum List {
    Enum(TypeName),
    Property(TypeName, String),
}

/// A value that no list has.
struct Seen {
    text: String,
    /// The first place.
    span: Span,
    /// The first example.
    example: Span,
    /// Whether another example has it, too.
    often: bool,
}

struct Finder<'e> {
    enums: &'e Enums,
    /// The letters of the values of each list that was met.
    listed: BTreeMap<List, BTreeSet<String>>,
    /// By the list and the letters of the value.
    seen: BTreeMap<(List, String), Seen>,
}

impl<'m> Visitor<'m> for Finder<'_> {
    fn known(&mut self, at: &Place<'m>, declaring: &TypeName, property: &'m Property, value: &'m Value) {
        let (list, members, flags) = match &property.ty {
            TypeRef::Enum(name) => {
                let Some(enumeration) = self.enums.get(name) else {
                    return;
                };
                (List::Enum(name.clone()), &enumeration.members, enumeration.flags)
            }
            _ if property.values.is_empty() => return,
            _ => {
                let list = List::Property(declaring.clone(), property.name.clone());
                (list, &property.values, property.flags)
            }
        };
        let texts = match value {
            Value::Array(items) => items.iter().filter_map(Value::as_str).collect(),
            Value::String(text) => vec![text.as_str()],
            _ => Vec::new(),
        };
        let texts = texts.into_iter().flat_map(|text: &str| match flags {
            true => text.split(',').map(str::trim).collect(),
            false => vec![text],
        });
        // Another spelling of a member is none: `on-off` of `onOff`.
        let listed = self.listed.entry(list.clone()).or_insert_with(|| {
            let names = members.iter().map(|member| letters(&member.name));
            names.collect()
        });
        for text in texts.filter(|text| is_value(text) && !listed.contains(&letters(text))) {
            let seen = self.seen.entry((list.clone(), letters(text)));
            let seen = seen.or_insert_with(|| Seen {
                text: text.to_owned(),
                span: at.name(),
                example: at.example,
                often: false,
            });
            seen.often |= seen.example != at.example;
        }
    }
}

/// Whether an author wrote a value rather than what stands for one. A value without a letter makes no member.
fn is_value(text: &str) -> bool {
    text.starts_with(char::is_alphabetic) && !is_placeholder(text)
}
