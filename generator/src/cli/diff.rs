//! `diff`: what changed between two editions of the pages.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use generator::report::changes::Changes;
use generator::{Config, Error};

use super::progress::Bar;
use super::{Failure, Outcome, print};

/// The arguments of `diff`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The folder of the pages as they were.
    old: PathBuf,
    /// The folder of the pages as they are.
    new: PathBuf,
    /// The form of the answer.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Print no progress.
    #[arg(long, short)]
    quiet: bool,
}

/// The forms of an answer.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// Lines for people.
    Text,
    /// One JSON document.
    Json,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let plan = |pages: &PathBuf| {
        let analysis = Bar::watch(arguments.quiet, |progress| {
            Config::new(pages).analyze_with(progress)
        });
        analysis.map(|analysis| analysis.plan)
    };
    let (old, new) = (plan(&arguments.old)?, plan(&arguments.new)?);
    let changes = Changes::between(&old, &new).map_err(Error::from)?;
    print(&match arguments.format {
        Format::Text => changes.to_string(),
        Format::Json => changes.to_json()? + "\n",
    })?;
    Ok(Outcome::Done)
}
