//! Workflow commands of GitHub Actions, which the site shows beside the lines of a pull request.

use super::{Region, message_with_help, page_path};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::SourceMap;
use crate::text::one_line;

/// A line `::warning file=…,line=…::message` a diagnostic. `folder` is where the pages lie, relative to the root
/// of the repository.
pub fn render(sources: &SourceMap, diagnostics: &[Diagnostic], folder: Option<&str>) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        let command = match diagnostic.severity() {
            Severity::Note => "notice",
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        let region = Region::of(sources, diagnostic.span);
        let path = property(&page_path(sources, folder, diagnostic.span));
        text.push_str(&format!("::{command} file={path},line={}", region.line));
        // Columns hold within one line only.
        if region.line == region.end_line {
            text.push_str(&format!(",col={},endColumn={}", region.column, region.end_column));
        } else {
            text.push_str(&format!(",endLine={}", region.end_line));
        }
        let title = property(diagnostic.code.as_str());
        let message = data(&message_with_help(diagnostic));
        text.push_str(&format!(",title={title}::{message}\n"));
    }
    text
}

/// Escapes a message. Control characters other than line ends have no escape; they become blanks.
fn data(text: &str) -> String {
    let lines: Vec<String> = text
        .lines()
        .map(|line| one_line(line).replace('%', "%25"))
        .collect();
    lines.join("%0A")
}

/// Escapes the value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
