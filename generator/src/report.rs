//! Diagnostics for people and machines.
//!
//! Each form is one file. All of them take the diagnostics in the order that
//! [`Diagnostics::into_sorted`](crate::diagnostic::Diagnostics::into_sorted) gives.

pub mod changes;
pub mod coverage;
pub mod examples;
pub mod github;
#[cfg(feature = "cli")]
pub mod human;
pub mod json;
pub mod sarif;
pub mod snippets;
mod summary;
pub mod text;

pub use summary::{CodeCount, Summary};

use crate::diagnostic::Diagnostic;
use crate::source::SourceMap;
use crate::span::Span;

/// Where a diagnostic points: lines and columns count from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Region {
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
}

impl Region {
    fn of(sources: &SourceMap, span: Span) -> Self {
        let (line, column) = sources.position(span);
        let (end_line, end_column) = sources.file(span.file).position(span.end);
        Self {
            line,
            column,
            end_line,
            end_column,
        }
    }
}

/// The path of a diagnostic's page, behind the folder in which the pages lie, if that is known.
fn page_path(sources: &SourceMap, folder: Option<&str>, span: Span) -> String {
    let path = &sources.file(span.file).path;
    match folder.map(|folder| folder.trim_end_matches('/')) {
        None | Some("." | "") => path.clone(),
        Some(folder) => format!("{folder}/{path}"),
    }
}

/// The message and, behind it, the help.
fn message_with_help(diagnostic: &Diagnostic) -> String {
    match &diagnostic.help {
        None => diagnostic.message.clone(),
        Some(help) => format!("{}; help: {help}", diagnostic.message),
    }
}

#[cfg(test)]
mod tests;
