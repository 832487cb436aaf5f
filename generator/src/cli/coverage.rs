//! `coverage`: what became of each item of the pages.

use clap::Args;
use generator::Config;
use generator::coverage::{self, PageCoverage};
use generator::report::coverage as report;
use generator::source::SourceMap;

use super::page_ending::PageEnding;
use super::progress::Bar;
use super::workspace::Workspace;
use super::{Failure, Input, Outcome, ReportFormat, print};

/// The arguments of `coverage`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A page, by the end of its path: `api/user-get.md`. Each of its items is listed. Without a page, the items
    /// of all pages are counted, and those that were not read are listed.
    page: Option<PageEnding>,
    #[command(flatten)]
    input: Input,
    /// List the items of this outcome instead: `used`, `not-read`, the name of a reason or the code of a diagnostic.
    #[arg(long, value_name = "OUTCOME", value_parser = outcome)]
    only: Option<coverage::Outcome>,
    /// The form of the report.
    #[arg(long, value_enum, default_value_t = ReportFormat::Human)]
    format: ReportFormat,
}

fn outcome(name: &str) -> Result<coverage::Outcome, String> {
    coverage::Outcome::from_name(name).ok_or_else(|| "no item can have this outcome".to_owned())
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let inputs = Workspace::find().inputs(&arguments.input)?;
    let mut analysis = Bar::watch(arguments.input.quiet, |progress| {
        inputs.config(Config::new).analyze_with(progress)
    })?;
    if let Some(page) = &arguments.page {
        analysis.coverage = vec![find(&analysis.sources, analysis.coverage, page)?];
    }
    let outcomes = match (arguments.only, &arguments.page) {
        (Some(outcome), _) => report::Listed::Outcome(outcome),
        (None, Some(_)) => report::Listed::All,
        (None, None) => report::Listed::Outcome(coverage::Outcome::NotRead),
    };
    let text = match arguments.format {
        ReportFormat::Human => report::human(&analysis.sources, &analysis.coverage, outcomes),
        ReportFormat::Json => report::json(&analysis.sources, &analysis.coverage, outcomes)?,
    };
    print(&text)?;
    let mut items = analysis.coverage.iter().flat_map(|page| &page.items);
    Ok(if items.any(|item| item.outcome == coverage::Outcome::NotRead) {
        Outcome::Found
    } else {
        Outcome::Done
    })
}

/// What became of the items of the one page with such a path.
fn find(sources: &SourceMap, pages: Vec<PageCoverage>, wanted: &PageEnding) -> Result<PageCoverage, Failure> {
    let path = |page: &PageCoverage| sources.file(page.file).path.as_str();
    let mut found = pages.into_iter().filter(|page| wanted.fits(path(page)));
    match (found.next(), found.next()) {
        (Some(page), None) => Ok(page),
        (Some(first), Some(second)) => Err(Failure::Usage(format!(
            "`{wanted}` is several pages: {}, {}",
            path(&first),
            path(&second)
        ))),
        (None, _) => Err(Failure::Usage(format!(
            "no page has a path that ends with `{wanted}`"
        ))),
    }
}
