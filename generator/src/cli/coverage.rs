//! `coverage`: what became of each item of the pages.

use clap::{Args, ValueEnum};
use generator::Config;
use generator::coverage::{self, PageCoverage};
use generator::report::coverage as report;
use generator::source::SourceMap;

use super::progress::Bar;
use super::workspace::Workspace;
use super::{Failure, Input, Outcome, print};

/// The arguments of `coverage`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A page, by the end of its path: `api/user-get.md`. Each of its items is listed. Without a page, the items
    /// of all pages are counted, and those that were not read are listed.
    page: Option<String>,
    #[command(flatten)]
    input: Input,
    /// List the items of this outcome instead: `used`, `not-read`, the name of a reason or the code of a diagnostic.
    #[arg(long, value_name = "FATE")]
    only: Option<String>,
    /// The form of the report.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// The forms of the report.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// A table, and a line an item.
    Human,
    /// One JSON document.
    Json,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let inputs = Workspace::find().inputs(&arguments.input)?;
    let mut analysis = Bar::watch(arguments.input.quiet, |progress| {
        inputs.config(Config::new).analyze_with(progress)
    })?;
    if let Some(page) = &arguments.page {
        analysis.coverage = vec![find(&analysis.sources, analysis.coverage, page)?];
    }
    let outcomes = match (&arguments.only, &arguments.page) {
        (Some(name), _) => report::Listed::Outcome(name),
        (None, Some(_)) => report::Listed::All,
        (None, None) => report::Listed::Outcome(coverage::Outcome::NotRead.as_str()),
    };
    let text = match arguments.format {
        Format::Human => report::human(&analysis.sources, &analysis.coverage, outcomes),
        Format::Json => report::json(&analysis.sources, &analysis.coverage, outcomes)?,
    };
    print(&text)?;
    let mut items = analysis.coverage.iter().flat_map(|page| &page.items);
    Ok(if items.any(|item| item.outcome == coverage::Outcome::NotRead) {
        Outcome::Found
    } else {
        Outcome::Done
    })
}

/// What became of the items of the one page whose path ends so.
fn find(sources: &SourceMap, pages: Vec<PageCoverage>, wanted: &str) -> Result<PageCoverage, Failure> {
    let wanted = wanted.replace('\\', "/");
    let path = |page: &PageCoverage| sources.file(page.file).path.as_str();
    let fits = |page: &PageCoverage| {
        // The page may be named as seen from here, or as diagnostics name it.
        let path = path(page);
        let ends = |long: &str, short: &str| {
            long.strip_suffix(short)
                .is_some_and(|before| before.is_empty() || before.ends_with('/'))
        };
        ends(path, &wanted) || ends(&wanted, path)
    };
    let mut found: Vec<PageCoverage> = pages.into_iter().filter(fits).collect();
    match (found.pop(), found.last()) {
        (Some(page), None) => Ok(page),
        (Some(first), Some(second)) => Err(Failure::Usage(format!(
            "`{wanted}` is several pages: {}, {}",
            path(second),
            path(&first)
        ))),
        (None, _) => Err(Failure::Usage(format!(
            "no page has a path that ends with `{wanted}`"
        ))),
    }
}
