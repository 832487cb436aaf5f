//! Tells which rows of a table of members repeat a name. The first row of a name stays, and each later one is reported.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::span::{Span, Spanned};

use crate::page::sink::PageSink;

/// The first row of each name, by its place.
#[derive(Default)]
pub(in crate::page) struct FirstRows(BTreeMap<String, Span>);

impl FirstRows {
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
