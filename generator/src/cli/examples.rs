//! `examples`: whether the typed requests and responses agree with the documented examples.

use clap::Args;
use clap::builder::PossibleValuesParser;
use generator::Config;
use generator::report::examples::{self as report, Examples};

use super::page_ending::PageEnding;
use super::progress::Bar;
use super::workspace::Workspace;
use super::{Failure, Input, Outcome, ReportFormat, print};

/// The arguments of `examples`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Pages, by the end of their paths: `api/user-get.md`. Without it, the examples of all pages are looked at.
    page: Option<PageEnding>,
    #[command(flatten)]
    input: Input,
    /// List the examples of this class only. Without it, all that disagrees is listed.
    #[arg(long, value_name = "CLASS", value_parser = PossibleValuesParser::new(report::class_names()), hide_possible_values = true)]
    class: Option<String>,
    /// The form of the report.
    #[arg(long, value_enum, default_value_t = ReportFormat::Human)]
    format: ReportFormat,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let inputs = Workspace::find().inputs(&arguments.input)?;
    let analysis = Bar::watch(arguments.input.quiet, |progress| {
        inputs.config(Config::new).analyze_with(progress)
    })?;
    let mut examples = Examples::new(&analysis.plan);
    if let Some(page) = &arguments.page {
        examples = examples.on_pages(&analysis.sources, |path| page.fits(path));
        if examples.iter().next().is_none() {
            return Err(Failure::Usage(format!(
                "no page with examples has a path that ends with `{page}`"
            )));
        }
    }
    let class = arguments.class.as_deref();
    print(&match arguments.format {
        ReportFormat::Human => report::human(&analysis.sources, &examples, class),
        ReportFormat::Json => report::json(&analysis.sources, &examples, class)?,
    })?;
    Ok(Outcome::Done)
}
