//! What became of the items of the pages, for people and machines: counts of all items, and a list of some.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;

use crate::coverage::{Item, ItemKind, Outcome, PageCoverage, Tally};
use crate::source::SourceMap;
use crate::text::{one_line, pretty_json};

/// Which items are listed one by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listed {
    /// All of them.
    All,
    /// Those that have this outcome.
    Outcome(Outcome),
}

impl Listed {
    fn includes(self, item: &Item) -> bool {
        match self {
            Self::All => true,
            Self::Outcome(outcome) => item.outcome == outcome,
        }
    }
}

/// How many items of each kind met which outcome.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    tallies: BTreeMap<ItemKind, Tally>,
    by_outcome: BTreeMap<Outcome, BTreeMap<ItemKind, usize>>,
}

impl Counts {
    /// Counts the items of the pages.
    pub fn new(pages: &[PageCoverage]) -> Self {
        let mut counts = Self::default();
        for item in pages.iter().flat_map(|page| &page.items) {
            *counts.tallies.entry(item.kind).or_default() += item.outcome;
            let of_outcome = counts.by_outcome.entry(item.outcome).or_default();
            *of_outcome.entry(item.kind).or_default() += 1;
        }
        counts
    }

    /// The counts of a kind.
    pub fn tally(&self, kind: ItemKind) -> Tally {
        self.tallies.get(&kind).copied().unwrap_or_default()
    }

    fn of(&self, outcome: Outcome) -> Vec<usize> {
        let counts = self.by_outcome.get(&outcome);
        let count = |kind: &ItemKind| counts.and_then(|counts| counts.get(kind)).copied().unwrap_or(0);
        ItemKind::ALL.iter().map(count).collect()
    }

    /// The reasons in the order of their declaration, and the codes, with their counts by kind.
    fn reasons(&self) -> impl Iterator<Item = (Outcome, Vec<usize>)> {
        Outcome::all()
            .filter(|outcome| matches!(outcome, Outcome::Ignored(_) | Outcome::Reported(_)))
            .filter(|outcome| self.by_outcome.contains_key(outcome))
            .map(|outcome| (outcome, self.of(outcome)))
    }
}

/// The counts as a table, with a line for each listed item.
pub fn human(sources: &SourceMap, pages: &[PageCoverage], listed: Listed) -> String {
    let counts = Counts::new(pages);
    let mut out = String::new();
    for page in pages {
        for item in page.items.iter().filter(|item| listed.includes(item)) {
            let file = sources.file(item.span.file);
            let (line, column) = sources.position(item.span);
            let text = one_line(first_line(file.text.get(item.span.range()).unwrap_or_default()));
            let (kind, outcome) = (item.kind.as_str(), item.outcome.as_str());
            let _ = writeln!(
                out,
                "{}:{line}:{column}: {kind:<10} {outcome:<22} {text}",
                file.path
            );
        }
    }
    if !out.is_empty() {
        out.push('\n');
    }
    let _ = writeln!(
        out,
        "{:<12}{:>9}{:>9}{:>9}{:>9}{:>13}",
        "", "read", "used", "ignored", "reported", "not read"
    );
    for kind in ItemKind::ALL {
        let tally = counts.tally(kind);
        let _ = writeln!(
            out,
            "{:<12}{:>9}{:>9}{:>9}{:>9}{:>13}",
            format!("{}s", kind.as_str()),
            tally.read(),
            tally.used,
            tally.ignored,
            tally.reported,
            tally.not_read
        );
    }
    let mut heading = "\n    rows   fences  annot.  oper.\n";
    for (outcome, numbers) in counts.reasons() {
        out.push_str(std::mem::take(&mut heading));
        let reason = match outcome {
            Outcome::Ignored(reason) => format!("ignored: {} ({})", reason.reason(), reason.as_str()),
            other => format!("reported: {}", other.as_str()),
        };
        for number in numbers {
            let _ = write!(out, "{number:>8}");
        }
        let _ = writeln!(out, "  {reason}");
    }
    out
}

/// What is shown of an item.
fn first_line(text: &str) -> &str {
    const WIDTH: usize = 100;
    let line = text.trim_start().lines().next().unwrap_or_default();
    let end = line.char_indices().nth(WIDTH).map_or(line.len(), |(at, _)| at);
    line.get(..end).unwrap_or(line)
}

#[derive(Serialize)]
struct Document {
    kinds: BTreeMap<&'static str, Kind>,
    ignored: BTreeMap<&'static str, Reason>,
    reported: BTreeMap<&'static str, Reason>,
    items: Vec<CoverageEntry>,
}

#[derive(Serialize)]
struct Kind {
    read: usize,
    used: usize,
    ignored: usize,
    reported: usize,
    not_read: usize,
}

#[derive(Serialize)]
struct Reason {
    reason: &'static str,
    items: BTreeMap<&'static str, usize>,
}

#[derive(Serialize)]
struct CoverageEntry {
    page: String,
    line: u32,
    column: u32,
    kind: &'static str,
    outcome: &'static str,
}

/// A JSON document with a line end: the counts, and the listed items.
///
/// # Errors
///
/// Fails where `serde_json` does, which for these values it does not.
pub fn json(sources: &SourceMap, pages: &[PageCoverage], listed: Listed) -> serde_json::Result<String> {
    let counts = Counts::new(pages);
    let kinds = ItemKind::ALL.into_iter().map(|kind| {
        let tally = counts.tally(kind);
        let counts = Kind {
            read: tally.read(),
            used: tally.used,
            ignored: tally.ignored,
            reported: tally.reported,
            not_read: tally.not_read,
        };
        (kind.as_str(), counts)
    });
    let mut document = Document {
        kinds: kinds.collect(),
        ignored: BTreeMap::new(),
        reported: BTreeMap::new(),
        items: Vec::new(),
    };
    for (outcome, numbers) in counts.reasons() {
        let items = ItemKind::ALL
            .iter()
            .map(|kind| kind.as_str())
            .zip(numbers)
            .collect();
        match outcome {
            Outcome::Ignored(ignored) => {
                let reason = ignored.reason();
                document
                    .ignored
                    .insert(ignored.as_str(), Reason { reason, items });
            }
            Outcome::Reported(code) => {
                let reason = code.meaning();
                document.reported.insert(code.as_str(), Reason { reason, items });
            }
            Outcome::Used | Outcome::NotRead => {}
        }
    }
    for item in pages
        .iter()
        .flat_map(|page| &page.items)
        .filter(|item| listed.includes(item))
    {
        let (line, column) = sources.position(item.span);
        document.items.push(CoverageEntry {
            page: sources.file(item.span.file).path.clone(),
            line,
            column,
            kind: item.kind.as_str(),
            outcome: item.outcome.as_str(),
        });
    }
    let mut text = pretty_json(&document)?;
    text.push('\n');
    Ok(text)
}
