//! `dump paths`: each method and path that the SDK can say.

use clap::Args;
use generator::{Config, resolve};

use super::progress::Bar;
use super::workspace::Workspace;
use super::{Failure, Input, Outcome, print};

/// The arguments of `dump paths`.
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
    print(&resolve::list_paths(&analysis.model, &analysis.plan))?;
    Ok(Outcome::Done)
}
