//! `dump model`: the model as JSON, or the history of one property or request.

use std::io::{self, BufWriter, Write as _};

use clap::{Args, ValueEnum};
use generator::Config;
use generator::model::{self, TracedItem};

use super::progress::Bar;
use super::workspace::{Inputs, Workspace};
use super::{Failure, Input, Outcome};

/// The arguments of `dump model`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    input: Input,
    /// The form of the model.
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
    /// Print which pass made a property or a request what it is, in place of the model: the pages and lines that it
    /// was read from, and each change with the values before and after. A request is named by its method and its path
    /// as a page documents it: "GET /users/{id}".
    #[arg(long, value_name = "TYPE.PROPERTY | METHOD PATH", value_parser = traced_item)]
    trace: Option<TracedItem>,
}

fn traced_item(text: &str) -> Result<TracedItem, String> {
    TracedItem::parse(text).ok_or_else(|| {
        "name a type and its property, as in `user.displayName`, or a request, as in `GET /me/messages`"
            .to_owned()
    })
}

/// The forms of a dump.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// One JSON document.
    Json,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let inputs = Workspace::find().inputs(&arguments.input)?;
    if let Some(item) = &arguments.trace {
        return trace(arguments, &inputs, item);
    }
    let analysis = Bar::watch(arguments.input.quiet, |progress| {
        inputs.config(Config::new).analyze_with(progress)
    })?;
    let mut out = BufWriter::new(io::stdout().lock());
    match arguments.format {
        Format::Json => {
            let text = model::dump_text(&analysis.model, &analysis.sources, &analysis.diagnostics)?;
            out.write_all(text.as_bytes())?;
        }
    }
    out.write_all(b"\n")?;
    out.flush()?;
    Ok(Outcome::Done)
}

fn trace(arguments: &Arguments, inputs: &Inputs, item: &TracedItem) -> Result<Outcome, Failure> {
    let traces = Bar::watch(arguments.input.quiet, |progress| {
        inputs.config(Config::new).trace(item, progress)
    })?;
    if traces.is_empty() {
        let message = "no type has a row of this property (an inherited one is traced by the type that lists it), or no page \
             documents this request";
        return Err(Failure::Usage(message.to_owned()));
    }
    let mut out = io::stdout().lock();
    for trace in &traces {
        write!(out, "{trace}")?;
    }
    Ok(Outcome::Done)
}
