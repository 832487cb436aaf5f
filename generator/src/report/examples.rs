//! What the typed requests and responses make of the documented examples, for people and machines.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;

use crate::diagnostic::{Code, Diagnostic};
use crate::resolve::plan::examples::{ExamplePlan, SkipReason};
use crate::resolve::plan::{Plan, VersionPlan};
use crate::source::SourceMap;
use crate::span::Span;
use crate::text::{one_line, pretty_json};

/// The class of examples that agree.
pub const AGREES: &str = "agrees";

/// The examples of a plan, and how many are of each class.
///
/// Every example is in one class: it agrees, it is skipped since it can prove nothing, or it disagrees; then the
/// code of the first thing that was found is its class.
#[derive(Clone, Debug, Default)]
pub struct Examples<'p> {
    all: Vec<&'p ExamplePlan>,
}

/// How many examples disagree in a way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClassCount {
    /// Examples of which it is the first thing that disagrees.
    pub examples: usize,
    /// All places at which it was found.
    pub findings: usize,
}

impl<'p> Examples<'p> {
    /// The examples of all operations, by place.
    pub fn new(plan: &'p Plan) -> Self {
        Self::of(&plan.versions)
    }

    /// The examples of some versions, by place.
    pub fn of(versions: &'p [VersionPlan]) -> Self {
        let examples = versions.iter().flat_map(|version| {
            let operations = version.operations();
            operations.flat_map(|(id, _)| &version.examples[id].documented)
        });
        let mut all: Vec<&ExamplePlan> = examples.collect();
        all.sort_by_key(|example| example.span);
        Self { all }
    }

    /// Those on pages with such paths.
    #[must_use]
    pub fn on_pages(mut self, sources: &SourceMap, fits: impl Fn(&str) -> bool) -> Self {
        self.all
            .retain(|example| fits(&sources.file(example.span.file).path));
        self
    }

    /// The examples, by place.
    pub fn iter(&self) -> impl Iterator<Item = &'p ExamplePlan> {
        self.all.iter().copied()
    }

    /// How many are skipped for this reason.
    pub fn skipped(&self, reason: SkipReason) -> usize {
        let skipped = |example: &&ExamplePlan| example.skipped == Some(reason);
        self.iter().filter(skipped).count()
    }

    /// How many prove something: all that are not skipped.
    pub fn judged(&self) -> usize {
        self.iter().filter(|example| example.skipped.is_none()).count()
    }

    /// How many agree.
    pub fn agreeing(&self) -> usize {
        self.iter().filter(|example| example.agrees()).count()
    }

    /// How many agree once the object that the page wraps in `{"value": …}` is unwrapped.
    pub fn unwrapped(&self) -> usize {
        self.agreeing_that(|example| example.response.as_ref().is_some_and(|response| response.wrapped))
    }

    /// How many agree that show properties or parameters which only examples show: of these the pages know no more.
    pub fn showing_more(&self) -> usize {
        self.agreeing_that(|example| example.shows_more)
    }

    /// How many agree that send what the pages call read-only, which is left out.
    pub fn leaving_out(&self) -> usize {
        let is_left_out = |finding: &Diagnostic| finding.code == Code::ExampleReadOnly;
        self.agreeing_that(|example| example.findings.iter().any(is_left_out))
    }

    fn agreeing_that(&self, does: impl Fn(&ExamplePlan) -> bool) -> usize {
        self.iter()
            .filter(|example| example.agrees() && does(example))
            .count()
    }

    /// How many lose nothing between the wire and the typed values, though the types may not know all of it.
    pub fn lossless(&self) -> usize {
        self.iter().filter(|example| example.is_lossless()).count()
    }

    /// What disagrees, by code, in those that are not skipped.
    pub fn classes(&self) -> BTreeMap<Code, ClassCount> {
        let mut classes: BTreeMap<Code, ClassCount> = BTreeMap::new();
        for example in self.iter().filter(|example| example.skipped.is_none()) {
            for finding in &example.findings {
                classes.entry(finding.code).or_default().findings += 1;
            }
            if let Some(first) = example.disagreement() {
                classes.entry(first.code).or_default().examples += 1;
            }
        }
        classes
    }

    /// Hundredths of the judged examples that agree.
    pub fn percent(&self) -> f64 {
        match self.judged() {
            0 => 100.0,
            judged => self.agreeing() as f64 * 100.0 / judged as f64,
        }
    }
}

/// Which class an example belongs to.
fn class(example: &ExamplePlan) -> &'static str {
    match (example.skipped, example.disagreement()) {
        (Some(reason), _) => reason.as_str(),
        (None, Some(finding)) => finding.code.as_str(),
        (None, None) => AGREES,
    }
}

/// All names of classes.
pub fn class_names() -> impl Iterator<Item = &'static str> {
    let codes = Code::ALL.iter().map(|code| code.as_str());
    std::iter::once(AGREES)
        .chain(SkipReason::ALL.iter().map(|reason| reason.as_str()))
        .chain(codes.filter(|code| code.starts_with("example-")))
}

/// One line of the report: a thing that disagrees, or an example of which none is to be told.
struct Line<'e> {
    span: Span,
    /// Where the example begins.
    example: Span,
    class: &'static str,
    text: &'e str,
}

/// What is listed: what disagrees in examples that are not skipped, or whatever is of the wanted class.
fn lines<'e>(examples: &'e Examples<'_>, wanted: Option<&'e str>) -> Vec<Line<'e>> {
    let mut lines = Vec::new();
    for example in examples.iter() {
        let own = class(example);
        let is_skipped = example.skipped.is_some();
        if wanted == Some(own) && (is_skipped || own == AGREES) {
            let text = example.title.as_deref().unwrap_or_default();
            lines.push(Line {
                span: example.span,
                example: example.span,
                class: own,
                text,
            });
        }
        let findings = example.findings.iter().filter(|finding| match wanted {
            None => !is_skipped,
            Some(name) => !is_skipped && finding.code.as_str() == name,
        });
        lines.extend(findings.map(|finding| Line {
            span: finding.span,
            example: example.span,
            class: finding.code.as_str(),
            text: &finding.message,
        }));
    }
    lines
}

/// The single findings, a line each, then how many examples are of which class.
pub fn human(sources: &SourceMap, examples: &Examples<'_>, wanted: Option<&str>) -> String {
    let mut out = String::new();
    for line in lines(examples, wanted) {
        let (row, column) = sources.position(line.span);
        let path = &sources.file(line.span.file).path;
        let (class, text) = (line.class, one_line(line.text));
        let _ = writeln!(out, "{path}:{row}:{column}: {class}: {text}");
    }
    if !out.is_empty() {
        out.push('\n');
    }
    let _ = writeln!(out, "{:>6} examples", examples.all.len());
    let skipped = SkipReason::ALL
        .iter()
        .map(|reason| (reason, examples.skipped(*reason)));
    for (reason, count) in skipped.filter(|(_, count)| *count > 0) {
        let _ = writeln!(
            out,
            "{count:>6} skipped: {} ({})",
            reason.reason(),
            reason.as_str()
        );
    }
    let (judged, agreeing, percent) = (examples.judged(), examples.agreeing(), examples.percent());
    let _ = writeln!(out, "{judged:>6} judged");
    let _ = writeln!(out, "{agreeing:>6} agree ({percent:.1} % of those judged)");
    let of_these = [
        (
            examples.unwrapped(),
            "after their object was taken out of {\"value\": …}",
        ),
        (
            examples.showing_more(),
            "with properties or parameters that only examples show",
        ),
        (examples.leaving_out(), "without what their pages call read-only"),
    ];
    for (count, what) in of_these.into_iter().filter(|(count, _)| *count > 0) {
        let _ = writeln!(out, "{count:>6} of these {what}");
    }
    let _ = writeln!(
        out,
        "{:>6} lose nothing, those included whose unknown properties and members are kept",
        examples.lossless()
    );
    for (code, count) in examples.classes() {
        let _ = writeln!(
            out,
            "{:>6} disagree, {:>4} places: {}",
            count.examples,
            count.findings,
            code.as_str()
        );
    }
    out
}

#[derive(Serialize)]
struct Document<'e> {
    examples: usize,
    skipped: BTreeMap<&'static str, usize>,
    judged: usize,
    agreeing: usize,
    unwrapped: usize,
    showing_more: usize,
    leaving_out: usize,
    lossless: usize,
    disagreeing: BTreeMap<&'static str, Class>,
    findings: Vec<ExampleEntry<'e>>,
}

#[derive(Serialize)]
struct Class {
    examples: usize,
    findings: usize,
    meaning: &'static str,
}

#[derive(Serialize)]
struct ExampleEntry<'e> {
    page: &'e str,
    line: u32,
    column: u32,
    /// The line at which the example begins.
    example: u32,
    class: &'static str,
    message: &'e str,
}

/// The same as a JSON document with a line end.
///
/// # Errors
///
/// Fails where `serde_json` does, which for these values it does not.
pub fn json(
    sources: &SourceMap,
    examples: &Examples<'_>,
    wanted: Option<&str>,
) -> serde_json::Result<String> {
    let classes = examples.classes().into_iter().map(|(code, count)| {
        let class = Class {
            examples: count.examples,
            findings: count.findings,
            meaning: code.meaning(),
        };
        (code.as_str(), class)
    });
    let lines = lines(examples, wanted);
    let entries = lines.iter().map(|line| {
        let (row, column) = sources.position(line.span);
        ExampleEntry {
            page: &sources.file(line.span.file).path,
            line: row,
            column,
            example: sources.position(line.example).0,
            class: line.class,
            message: line.text,
        }
    });
    let skipped = SkipReason::ALL
        .iter()
        .map(|reason| (reason.as_str(), examples.skipped(*reason)));
    let document = Document {
        examples: examples.all.len(),
        skipped: skipped.collect(),
        judged: examples.judged(),
        agreeing: examples.agreeing(),
        unwrapped: examples.unwrapped(),
        showing_more: examples.showing_more(),
        leaving_out: examples.leaving_out(),
        lossless: examples.lossless(),
        disagreeing: classes.collect(),
        findings: entries.collect(),
    };
    Ok(pretty_json(&document)? + "\n")
}
