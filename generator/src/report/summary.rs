//! What a run found, in a few lines.

use std::collections::BTreeMap;
use std::fmt;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::pipeline::Stats;

/// How often a code occurred.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeCount {
    /// The code.
    pub code: Code,
    /// How many diagnostics bear it.
    pub count: usize,
}

/// Counts of what the pages hold and of what there is to say about them.
///
/// `Display` gives the lines that the command line prints at its end.
#[derive(Clone, Debug)]
pub struct Summary {
    /// Counts of what was found, and the time.
    pub stats: Stats,
    /// Diagnostics by code: errors first, then by number, then by name.
    pub codes: Vec<CodeCount>,
}

impl Summary {
    /// Counts the diagnostics.
    pub fn new(stats: Stats, diagnostics: &[Diagnostic]) -> Self {
        let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
        for diagnostic in diagnostics {
            *counts.entry(diagnostic.code).or_default() += 1;
        }
        let mut codes: Vec<CodeCount> = counts
            .into_iter()
            .map(|(code, count)| CodeCount { code, count })
            .collect();
        codes.sort_by_key(|entry| {
            let severity = std::cmp::Reverse(entry.code.severity());
            (severity, std::cmp::Reverse(entry.count), entry.code.as_str())
        });
        Self { stats, codes }
    }

    /// How many diagnostics are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.codes
            .iter()
            .filter(|entry| entry.code.severity() == severity)
            .map(|entry| entry.count)
            .sum()
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let stats = &self.stats;
        writeln!(
            f,
            "{}, {}, {}, {}, {} in {:.2} s",
            counted(stats.pages, "page", "pages"),
            counted(stats.types, "type", "types"),
            counted(stats.properties, "property", "properties"),
            counted(stats.enums, "enum", "enums"),
            counted(stats.operations, "operation", "operations"),
            stats.elapsed.as_secs_f64(),
        )?;
        if self.codes.is_empty() {
            return writeln!(f, "no diagnostics");
        }
        writeln!(
            f,
            "{}, {}, {}",
            counted(self.count(Severity::Error), "error", "errors"),
            counted(self.count(Severity::Warning), "warning", "warnings"),
            counted(self.count(Severity::Note), "note", "notes"),
        )?;
        let width = self
            .codes
            .iter()
            .map(|entry| entry.code.as_str().len())
            .max()
            .unwrap_or_default();
        for CodeCount { code, count } in &self.codes {
            writeln!(
                f,
                "{count:>7}  {:<7}  {:<width$}  {}",
                code.severity().as_str(),
                code.as_str(),
                first_sentence(code.meaning()),
            )?;
        }
        Ok(())
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// The part of a meaning that fits into a line of a table.
fn first_sentence(text: &str) -> &str {
    let end = text
        .find([';', ':'])
        .into_iter()
        .chain(text.find(". "))
        .min()
        .unwrap_or(text.len());
    text.get(..end).unwrap_or(text).trim_end_matches('.')
}
