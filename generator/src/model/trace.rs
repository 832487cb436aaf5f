//! The history of a property or of a request: which pass made it what it is.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::graph::{Method, TypeName, Version};
use crate::model::corrections::entries::Corrections;
use crate::model::dump::{dump_operation, dump_property};
use crate::model::passes::{self, Pass, StorePart};
use crate::model::store::{Input, Store};
use crate::page::Page;
use crate::source::SourceMap;
use crate::span::Span;

/// A property or a request, as a person names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TracedItem {
    /// `user.displayName`, or `microsoft.graph.user.displayName`.
    Property {
        /// The name of the type, with or without its namespace.
        owner: String,
        /// The name of the property.
        property: String,
    },
    /// `GET /me/messages`.
    Request {
        /// The method.
        method: Method,
        /// The path, as a page documents it.
        path: String,
    },
}

impl TracedItem {
    /// Reads `TYPE.PROPERTY` or `METHOD /path`; `None` where the text is neither.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some((method, path)) = text.split_once(' ') {
            let path = path.trim();
            return Some(Self::Request {
                method: Method::from_word(method).filter(|_| path.starts_with('/'))?,
                path: path.to_owned(),
            });
        }
        let (owner, property) = text.rsplit_once('.')?;
        let is_name = |name: &str| !name.is_empty() && !name.starts_with('.') && !name.ends_with('.');
        (is_name(owner) && is_name(property)).then(|| Self::Property {
            owner: owner.to_owned(),
            property: property.to_owned(),
        })
    }
}

/// What the passes made of a row of a type, or of a request of a page.
#[derive(Clone, Debug)]
pub struct Trace {
    version: Version,
    /// The property with its type, or the request with the title of its page.
    name: String,
    steps: Vec<Step>,
}

/// A pass that changed the item.
#[derive(Clone, Debug)]
struct Step {
    pass: &'static Pass,
    /// The place of the item after the pass.
    place: String,
    changes: Vec<Change>,
    /// The diagnostics of the pass about the item.
    notes: Vec<String>,
}

/// A key of the item in the dump, and its value before and after the pass.
#[derive(Clone, Debug)]
struct Change {
    key: String,
    from: Value,
    to: Value,
}

/// A property or a request as the dump prints it, with its place.
#[derive(Clone, PartialEq)]
struct DumpedItem {
    dump: Map<String, Value>,
    span: Span,
}

/// Runs all passes, and follows the item: one trace for each version, and for each type that has a row of the property or
/// page that documents the request.
pub(crate) fn trace(sources: &SourceMap, pages: &[Page], wanted: &TracedItem) -> Vec<Trace> {
    let corrections = Corrections::read(sources, &mut Diagnostics::new());
    let mut traces = Vec::new();
    for version in Version::ALL {
        let input = Input::new(sources, version, pages, &corrections, &mut Diagnostics::new());
        let mut before: BTreeMap<String, DumpedItem> = BTreeMap::new();
        let mut steps: BTreeMap<String, Vec<Step>> = BTreeMap::new();
        passes::run(&input, &mut Diagnostics::new(), |pass, store, reported| {
            let after = items(store, sources, wanted);
            for (name, row) in &after {
                let old = before.get(name);
                if old == Some(row) {
                    continue;
                }
                let spans = [Some(row.span), old.map(|old| old.span)];
                let is_about = |note: &&Diagnostic| {
                    let labels = note.labels.iter().map(|label| label.span);
                    labels.chain([note.span]).any(|span| spans.contains(&Some(span)))
                };
                let notes = reported.as_slice().iter().filter(is_about);
                steps.entry(name.clone()).or_default().push(Step {
                    pass,
                    place: sources.path_and_line(row.span),
                    changes: changes(old, row),
                    notes: notes.map(|note| in_one_line(note, sources)).collect(),
                });
            }
            before = after;
        });
        traces.extend(
            steps
                .into_iter()
                .map(|(name, steps)| Trace { version, name, steps }),
        );
    }
    traces
}

/// The rows of the property or the requests, by what the trace calls them.
fn items(store: &Store<'_>, sources: &SourceMap, wanted: &TracedItem) -> BTreeMap<String, DumpedItem> {
    match wanted {
        TracedItem::Property { owner, property } => rows(store, sources, owner, property).collect(),
        TracedItem::Request { method, path } => requests(store, sources, *method, path).collect(),
    }
}

fn rows(
    store: &Store<'_>,
    sources: &SourceMap,
    owner: &str,
    property: &str,
) -> impl Iterator<Item = (String, DumpedItem)> {
    let is_owner = |name: &TypeName| *name == *owner || name.has_short_name(owner);
    let owners = store.types.iter().filter(move |ty| is_owner(&ty.name));
    owners.filter_map(move |ty| {
        let mut properties = ty.properties.iter();
        let row = properties.find(|row| row.name.eq_ignore_ascii_case(property))?;
        let item = DumpedItem {
            dump: as_map(&dump_property(row, sources))?,
            span: row.span,
        };
        Some((format!("{}.{property}", ty.name), item))
    })
}

fn requests(
    store: &Store<'_>,
    sources: &SourceMap,
    method: Method,
    path: &str,
) -> impl Iterator<Item = (String, DumpedItem)> {
    let operations = store.operations.iter().map(|draft| &draft.operation);
    operations.filter_map(move |operation| {
        let mut paths = operation.paths.iter().filter(|_| operation.method == method);
        let span = paths.find(|known| known.template.is_spelled(path))?.span;
        let item = DumpedItem {
            dump: as_map(&dump_operation(operation, sources))?,
            span,
        };
        let title = &operation.title.text;
        Some((format!("{} {path}, \"{title}\"", method.as_str()), item))
    })
}

fn as_map(dump: &impl Serialize) -> Option<Map<String, Value>> {
    match serde_json::to_value(dump) {
        Ok(Value::Object(map)) => Some(map),
        _ => None,
    }
}

/// The keys of the dump whose values differ.
fn changes(old: Option<&DumpedItem>, new: &DumpedItem) -> Vec<Change> {
    let value = |row: Option<&DumpedItem>, key: &str| {
        row.and_then(|row| row.dump.get(key)).cloned().unwrap_or_default()
    };
    let old_keys = old.into_iter().flat_map(|old| old.dump.keys());
    let gone = old_keys.filter(|key| !new.dump.contains_key(*key));
    let changes = new.dump.keys().chain(gone).map(|key| Change {
        key: key.clone(),
        from: value(old, key),
        to: value(Some(new), key),
    });
    changes.filter(|change| change.from != change.to).collect()
}

/// A diagnostic in one line, with its place.
fn in_one_line(note: &Diagnostic, sources: &SourceMap) -> String {
    let mut text = format!("{}: {}", sources.path_and_line(note.span), note.message);
    for label in &note.labels {
        text.push_str(&format!(
            "; {}: {}",
            sources.path_and_line(label.span),
            label.text
        ));
    }
    if let Some(help) = &note.help {
        text.push_str(&format!("; {help}"));
    }
    text
}

impl fmt::Display for Trace {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { version, name, steps } = self;
        writeln!(out, "{} {name}", version.as_str())?;
        for step in steps {
            let Pass {
                name, reads, changes, ..
            } = step.pass;
            let changes: Vec<&str> = changes.iter().copied().map(StorePart::as_str).collect();
            writeln!(out, "  {name}: reads {reads}; may change {}", changes.join(", "))?;
            writeln!(out, "    at {}", step.place)?;
            for Change { key, from, to } in &step.changes {
                writeln!(out, "    {key}: {from} → {to}")?;
            }
            for note in &step.notes {
                writeln!(out, "    note: {note}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::TracedItem;
    use crate::graph::Method;

    #[test]
    fn a_property_is_named_with_or_without_namespace() {
        let property = |owner: &str, property: &str| {
            Some(TracedItem::Property {
                owner: owner.to_owned(),
                property: property.to_owned(),
            })
        };
        assert_eq!(TracedItem::parse("user.id"), property("user", "id"));
        let qualified = TracedItem::parse("microsoft.graph.user.id");
        assert_eq!(qualified, property("microsoft.graph.user", "id"));
        for text in ["user", "user.", ".id", ""] {
            assert_eq!(TracedItem::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_request_is_named_by_method_and_path() {
        let request = TracedItem::Request {
            method: Method::Get,
            path: "/kites/{id}".to_owned(),
        };
        assert_eq!(TracedItem::parse("GET /kites/{id}"), Some(request));
        for text in ["FLY /kites", "GET kites"] {
            assert_eq!(TracedItem::parse(text), None, "{text}");
        }
    }
}
