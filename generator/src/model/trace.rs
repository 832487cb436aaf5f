//! The history of a property: which pass made it what it is.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::{Map, Value};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::graph::{TypeName, Version};
use crate::model::corrections::entries::Corrections;
use crate::model::dump::dump_property;
use crate::model::passes::{self, Pass, StorePart};
use crate::model::store::{Input, Store};
use crate::page::Page;
use crate::source::SourceMap;
use crate::span::Span;

/// A property as a person names it: `user.displayName`, or `microsoft.graph.user.displayName`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PropertyPath {
    owner: String,
    property: String,
}

impl PropertyPath {
    /// Reads `TYPE.PROPERTY`; `None` where there is no dot between two names.
    pub fn parse(text: &str) -> Option<Self> {
        let (owner, property) = text.rsplit_once('.')?;
        let is_name = |name: &str| !name.is_empty() && !name.starts_with('.') && !name.ends_with('.');
        (is_name(owner) && is_name(property)).then(|| Self {
            owner: owner.to_owned(),
            property: property.to_owned(),
        })
    }

    fn is_owner(&self, name: &TypeName) -> bool {
        *name == *self.owner || name.has_short_name(&self.owner)
    }
}

/// What the passes made of a row of a type.
#[derive(Clone, Debug)]
pub struct PropertyTrace {
    version: Version,
    owner: TypeName,
    property: String,
    steps: Vec<Step>,
}

/// A pass that changed the property.
#[derive(Clone, Debug)]
struct Step {
    pass: &'static Pass,
    /// The place of the property after the pass.
    place: String,
    changes: Vec<Change>,
    /// The diagnostics of the pass about the property.
    notes: Vec<String>,
}

/// A key of the property in the dump, and its value before and after the pass.
#[derive(Clone, Debug)]
struct Change {
    key: String,
    from: Value,
    to: Value,
}

/// A row as the dump prints it, with its place.
#[derive(Clone, PartialEq)]
struct Row {
    dump: Map<String, Value>,
    span: Span,
}

/// Runs all passes, and follows each row of the property: one trace for each version and type that has one.
pub(crate) fn trace(sources: &SourceMap, pages: &[Page], wanted: &PropertyPath) -> Vec<PropertyTrace> {
    let corrections = Corrections::read(sources, &mut Diagnostics::new());
    let mut traces = Vec::new();
    for version in Version::ALL {
        let input = Input::new(sources, version, pages, &corrections, &mut Diagnostics::new());
        let mut before: BTreeMap<TypeName, Row> = BTreeMap::new();
        let mut steps: BTreeMap<TypeName, Vec<Step>> = BTreeMap::new();
        passes::run(&input, &mut Diagnostics::new(), |pass, store, reported| {
            let after = rows(store, sources, wanted);
            for (owner, row) in &after {
                let old = before.get(owner);
                if old == Some(row) {
                    continue;
                }
                let spans = [Some(row.span), old.map(|old| old.span)];
                let is_about = |note: &&Diagnostic| {
                    let labels = note.labels.iter().map(|label| label.span);
                    labels.chain([note.span]).any(|span| spans.contains(&Some(span)))
                };
                let notes = reported.as_slice().iter().filter(is_about);
                steps.entry(owner.clone()).or_default().push(Step {
                    pass,
                    place: sources.place(row.span),
                    changes: changes(old, row),
                    notes: notes.map(|note| in_one_line(note, sources)).collect(),
                });
            }
            before = after;
        });
        traces.extend(steps.into_iter().map(|(owner, steps)| PropertyTrace {
            version,
            owner,
            property: wanted.property.clone(),
            steps,
        }));
    }
    traces
}

/// The rows of the property, by the types that have one.
fn rows(store: &Store<'_>, sources: &SourceMap, wanted: &PropertyPath) -> BTreeMap<TypeName, Row> {
    let owners = store.types.iter().filter(|ty| wanted.is_owner(&ty.name));
    let rows = owners.filter_map(|ty| {
        let mut properties = ty.properties.iter();
        let property = properties.find(|row| row.name.eq_ignore_ascii_case(&wanted.property))?;
        let Ok(Value::Object(dump)) = serde_json::to_value(dump_property(property, sources)) else {
            return None;
        };
        let span = property.span;
        Some((ty.name.clone(), Row { dump, span }))
    });
    rows.collect()
}

/// The keys of the dump whose values differ.
fn changes(old: Option<&Row>, new: &Row) -> Vec<Change> {
    let value =
        |row: Option<&Row>, key: &str| row.and_then(|row| row.dump.get(key)).cloned().unwrap_or_default();
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
    let mut text = format!("{}: {}", sources.place(note.span), note.message);
    for label in &note.labels {
        text.push_str(&format!("; {}: {}", sources.place(label.span), label.text));
    }
    if let Some(help) = &note.help {
        text.push_str(&format!("; {help}"));
    }
    text
}

impl fmt::Display for PropertyTrace {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            version,
            owner,
            property,
            steps,
        } = self;
        writeln!(out, "{} {owner}.{property}", version.as_str())?;
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
    use super::PropertyPath;

    #[test]
    fn a_property_is_named_with_or_without_namespace() {
        let path = |owner: &str, property: &str| {
            Some(PropertyPath {
                owner: owner.to_owned(),
                property: property.to_owned(),
            })
        };
        assert_eq!(PropertyPath::parse("user.id"), path("user", "id"));
        let qualified = PropertyPath::parse("microsoft.graph.user.id");
        assert_eq!(qualified, path("microsoft.graph.user", "id"));
        for text in ["user", "user.", ".id", ""] {
            assert_eq!(PropertyPath::parse(text), None, "{text}");
        }
    }
}
