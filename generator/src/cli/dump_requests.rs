//! `dump names` and `dump paths`: what each request is called, and why; each method and path that the SDK can say.

use clap::Args;
use generator::{Config, resolve};

use super::progress::Bar;
use super::workspace::Workspace;
use super::{Failure, Input, Outcome, print};

/// The arguments of both.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    input: Input,
}

/// What is told of the requests.
#[derive(Clone, Copy)]
pub(super) enum Listing {
    /// Their names, with the names that were considered.
    Names,
    /// Their methods and paths.
    Paths,
}

pub(super) fn run(arguments: &Arguments, listing: Listing) -> Result<Outcome, Failure> {
    let inputs = Workspace::find().inputs(&arguments.input)?;
    let analysis = Bar::watch(arguments.input.quiet, |progress| {
        inputs.config(Config::new).analyze_with(progress)
    })?;
    print(&match listing {
        Listing::Names => resolve::explain_names(&analysis.sources, &analysis.model),
        Listing::Paths => resolve::list_paths(&analysis.model, &analysis.plan),
    })?;
    Ok(Outcome::Done)
}
