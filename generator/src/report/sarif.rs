//! SARIF 2.1.0, which code hosts and editors read.

use serde_json::{Value, json};

use super::{Region, message_with_help, page_path};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::SourceMap;
use crate::span::Span;
use crate::text::pretty_json;

/// What a URI's path need not escape, beside letters and digits (RFC 3986).
const PATH: &percent_encoding::AsciiSet = &percent_encoding::NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The diagnostics as a SARIF log with a line end. `folder` is where the pages lie, relative to the root of the
/// repository.
///
/// # Errors
///
/// Fails where `serde_json` does, which for these values it does not.
pub fn render(
    sources: &SourceMap,
    diagnostics: &[Diagnostic],
    folder: Option<&str>,
) -> serde_json::Result<String> {
    let rules: Vec<Value> = Code::ALL
        .iter()
        .map(|code| {
            json!({
                "id": code.as_str(),
                "shortDescription": { "text": code.meaning() },
                "defaultConfiguration": { "level": level(code.severity()) },
            })
        })
        .collect();
    let results: Vec<Value> = diagnostics
        .iter()
        .map(|diagnostic| {
            let related: Vec<Value> = diagnostic
                .labels
                .iter()
                .map(|label| {
                    let mut place = location(sources, folder, label.span);
                    place["message"] = json!({ "text": label.text });
                    place
                })
                .collect();
            json!({
                "ruleId": diagnostic.code.as_str(),
                "ruleIndex": Code::ALL.iter().position(|code| *code == diagnostic.code),
                "level": level(diagnostic.severity()),
                "message": { "text": message_with_help(diagnostic) },
                "locations": [location(sources, folder, diagnostic.span)],
                "relatedLocations": related,
            })
        })
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": env!("CARGO_PKG_NAME"),
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    let mut text = pretty_json(&log)?;
    text.push('\n');
    Ok(text)
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

fn location(sources: &SourceMap, folder: Option<&str>, span: Span) -> Value {
    let region = Region::of(sources, span);
    let path = page_path(sources, folder, span);
    json!({
        "physicalLocation": {
            "artifactLocation": { "uri": percent_encoding::utf8_percent_encode(&path, PATH).to_string() },
            "region": {
                "startLine": region.line,
                "startColumn": region.column,
                "endLine": region.end_line,
                "endColumn": region.end_column,
            },
        },
    })
}
