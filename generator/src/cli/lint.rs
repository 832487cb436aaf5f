//! `lint`: diagnostics alone.

use clap::Args;
use generator::Config;
use generator::diagnostic::Severity;
use generator::report::Summary;

use super::progress::Bar;
use super::show::Shown;
use super::workspace::Workspace;
use super::{Failure, Format, Input, Outcome, print, say};

/// The arguments of `lint`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    input: Input,
    /// The form of the diagnostics.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let inputs = Workspace::find().inputs(&arguments.input)?;
    let analysis = Bar::watch(arguments.input.quiet, |progress| {
        inputs.config(Config::new).analyze_with(progress)
    })?;
    let folder = inputs.shown_folder(&analysis.sources);
    let shown = Shown {
        sources: &analysis.sources,
        diagnostics: &analysis.diagnostics,
        folder: folder.as_deref(),
    };
    print(&shown.render(arguments.format)?)?;
    let summary = Summary::new(analysis.stats, &analysis.diagnostics);
    if !arguments.input.quiet {
        say(&summary.to_string());
    }
    Ok(match summary.count(Severity::Error) {
        0 => Outcome::Done,
        _ => Outcome::Found,
    })
}
