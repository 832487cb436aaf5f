//! `dump names`: what each request is called, and why.

use clap::Args;
use generator::{Config, resolve};

use super::progress::Bar;
use super::workspace::Workspace;
use super::{Failure, Input, Outcome, print};

/// The arguments of `dump names`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    input: Input,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let inputs = Workspace::find().inputs(&arguments.input)?;
    let analysis = Bar::watch(arguments.input.quiet, |progress| {
        inputs.config(Config::new).analyze_with(progress)
    })?;
    print(&resolve::explain_names(&analysis.sources, &analysis.model))?;
    Ok(Outcome::Done)
}
