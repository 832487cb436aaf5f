//! The form that is checked in: a line a diagnostic, without the folder of the pages, so that it is the same on
//! every machine.

use super::examples::Examples;
use crate::diagnostic::{Diagnostic, Severity};
use crate::resolve::plan::VersionPlan;
use crate::source::SourceMap;
use crate::text::one_line;
use crate::write::MARK;

/// `path:line:column: severity[code]: message`.
pub fn line(sources: &SourceMap, diagnostic: &Diagnostic) -> String {
    let (line, column) = sources.position(diagnostic.span);
    let path = &sources.file(diagnostic.span.file).path;
    format!(
        "{path}:{line}:{column}: {severity}[{code}]: {message}",
        path = one_line(path),
        severity = diagnostic.severity().as_str(),
        code = diagnostic.code.as_str(),
        message = one_line(&diagnostic.message),
    )
}

/// The content of `diagnostics.txt`: the mark, how many there are of each severity, how many examples agree with the
/// typed requests and responses, and the lines.
pub fn listing(sources: &SourceMap, versions: &[VersionPlan], diagnostics: &[Diagnostic]) -> String {
    let count = |severity| {
        diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity() == severity)
            .count()
    };
    let mut text = format!(
        "# {MARK}; what it repaired, guessed or skipped in the pages.\n\
         # errors: {}, warnings: {}, notes: {}\n",
        count(Severity::Error),
        count(Severity::Warning),
        count(Severity::Note),
    );
    for version in versions {
        let examples = Examples::of(std::slice::from_ref(version));
        if examples.judged() > 0 {
            text.push_str(&format!(
                "# examples of {}: {} of {} agree\n",
                version.version.as_str(),
                examples.agreeing(),
                examples.judged()
            ));
        }
    }
    for diagnostic in diagnostics {
        text.push_str(&line(sources, diagnostic));
        text.push('\n');
    }
    text
}
