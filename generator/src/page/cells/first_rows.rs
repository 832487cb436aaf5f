//! Tells which rows of a table repeat a name. The first row of a name stays, and each later one is reported.

use std::collections::BTreeMap;

use crate::coverage::IgnoreReason;
use crate::diagnostic::{Code, Diagnostic};
use crate::graph::is_annotation;
use crate::span::{Span, Spanned};

use crate::page::PropertyFacts;
use crate::page::sink::PageSink;

/// The first row of each name, by its place.
#[derive(Default)]
pub(in crate::page) struct FirstRows(BTreeMap<String, Span>);

impl FirstRows {
    /// Those of rows that were read before.
    pub(in crate::page) fn of<'r>(names: impl IntoIterator<Item = &'r Spanned<String>>) -> Self {
        let names = names.into_iter();
        Self(names.map(|name| (name.value.clone(), name.span)).collect())
    }

    /// Takes one more row of a type; whether it is a property, and the first of its name.
    pub(in crate::page) fn take_property(&mut self, row: &PropertyFacts, sink: &mut PageSink) -> bool {
        // Annotations such as `@microsoft.graph.conflictBehavior` are no properties of the type; nor are those whose mark
        // is forgotten.
        if is_annotation(&row.name.value) {
            sink.ignored(row.span, IgnoreReason::AnnotationRow);
            return false;
        }
        let is_first = self.take(&row.name, sink);
        if is_first {
            sink.used(row.span);
        }
        is_first
    }

    /// Takes one more row; whether it is the first of its name. If it is not, that is reported.
    pub(in crate::page) fn take(&mut self, name: &Spanned<String>, sink: &mut PageSink) -> bool {
        let Some(first) = self.0.get(&name.value) else {
            self.0.insert(name.value.clone(), name.span);
            return true;
        };
        let message = format!("`{}` stands twice", name.value);
        sink.push(
            Diagnostic::new(Code::RepeatedRow, name.span, message)
                .label(*first, "it stands here first")
                .help("the first row was kept"),
        );
        false
    }
}
