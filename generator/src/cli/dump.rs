//! `dump model`: the model as JSON.

use std::io::{self, BufWriter, Write as _};

use clap::{Args, ValueEnum};
use generator::{Config, model};

use super::progress::Bar;
use super::workspace::Workspace;
use super::{Failure, Input, Outcome};

/// The arguments of `dump model`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    input: Input,
    /// The form of the model.
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
}

/// The forms of a dump.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// One JSON document.
    Json,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let inputs = Workspace::find().inputs(&arguments.input)?;
    let analysis = Bar::watch(arguments.input.quiet, |progress| {
        inputs.config(Config::new).analyze_with(progress)
    })?;
    let dump = model::dump(&analysis.model, &analysis.sources, &analysis.diagnostics);
    let mut out = BufWriter::new(io::stdout().lock());
    match arguments.format {
        Format::Json => serde_json::to_writer_pretty(&mut out, &dump)?,
    }
    out.write_all(b"\n")?;
    out.flush()?;
    Ok(Outcome::Done)
}
