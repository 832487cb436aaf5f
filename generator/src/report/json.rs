//! One JSON document: a list with an object a diagnostic, in the words of the model dump.

use serde::Serialize;

use super::{Region, page_path};
use crate::diagnostic::Diagnostic;
use crate::source::SourceMap;
use crate::span::Span;
use crate::text::pretty_json;

#[derive(Serialize)]
struct Report<'a> {
    diagnostics: Vec<JsonDiagnostic<'a>>,
}

#[derive(Serialize)]
struct JsonDiagnostic<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    #[serde(flatten)]
    place: JsonSpan,
    labels: Vec<LabelEntry<'a>>,
    help: Option<&'a str>,
}

#[derive(Serialize)]
struct LabelEntry<'a> {
    text: &'a str,
    #[serde(flatten)]
    place: JsonSpan,
}

#[derive(Serialize)]
struct JsonSpan {
    page: String,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
}

impl JsonSpan {
    fn of(sources: &SourceMap, span: Span) -> Self {
        let region = Region::of(sources, span);
        Self {
            page: page_path(sources, None, span),
            line: region.line,
            column: region.column,
            end_line: region.end_line,
            end_column: region.end_column,
        }
    }
}

/// The diagnostics as a JSON document with a line end.
///
/// # Errors
///
/// Fails where `serde_json` does, which for these values it does not.
pub fn render(sources: &SourceMap, diagnostics: &[Diagnostic]) -> serde_json::Result<String> {
    let diagnostics = diagnostics
        .iter()
        .map(|diagnostic| JsonDiagnostic {
            code: diagnostic.code.as_str(),
            severity: diagnostic.severity().as_str(),
            message: &diagnostic.message,
            place: JsonSpan::of(sources, diagnostic.span),
            labels: diagnostic
                .labels
                .iter()
                .map(|label| LabelEntry {
                    text: &label.text,
                    place: JsonSpan::of(sources, label.span),
                })
                .collect(),
            help: diagnostic.help.as_deref(),
        })
        .collect();
    let mut text = pretty_json(&Report { diagnostics })?;
    text.push('\n');
    Ok(text)
}
