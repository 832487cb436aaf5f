//! `explain`: what a code means.

use clap::Args;
use generator::diagnostic::Code;

use super::{Failure, Outcome, parse_code, print};

/// The arguments of `explain`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The code, as it stands between brackets: `row-width`. Without one, all codes are listed.
    #[arg(value_parser = parse_code)]
    code: Option<Code>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let line = |code: Code| {
        let (name, severity) = (code.as_str(), code.severity().as_str());
        format!("{severity}[{name}]: {}\n", code.meaning())
    };
    let text: String = match arguments.code {
        Some(code) => line(code),
        None => Code::ALL.iter().copied().map(line).collect(),
    };
    print(&text)?;
    Ok(Outcome::Done)
}
