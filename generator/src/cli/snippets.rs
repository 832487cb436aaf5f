//! `snippets`: the documented requests as code, for the Rust tab of the pages.

use std::path::PathBuf;

use clap::Args;
use generator::Config;
use generator::report::snippets;
use generator::write::package::crate_name;
use generator::write::tree::Tree;

use super::generate::written_line;
use super::progress::Bar;
use super::workspace::Workspace;
use super::{Failure, Input, Outcome, say};

/// The arguments of `snippets`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    input: Input,
    /// The folder with the folders of the versions, `api-reference` of a checkout: the files go to
    /// `v1.0/includes/snippets/rust` below it.
    #[arg(long, short, value_name = "DIR")]
    output: PathBuf,
    /// Name of the package that the code uses.
    #[arg(long, value_name = "NAME", default_value = "graph")]
    package_name: String,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let emitted = crate_name(&arguments.package_name);
    let inputs = Workspace::find().inputs(&arguments.input)?;
    let analysis = Bar::watch(arguments.input.quiet, |progress| {
        inputs
            .config(Config::new)
            .crate_name(&emitted)
            .analyze_with(progress)
    })?;
    let texts = snippets::files(&analysis.plan, &emitted);
    let versions = analysis.plan.versions.iter().map(|plan| plan.version);
    let written = Tree::of_snippets(texts, versions.collect())?.write(&arguments.output)?;
    if !arguments.input.quiet {
        say(&written_line(&arguments.output, written));
    }
    Ok(Outcome::Done)
}
