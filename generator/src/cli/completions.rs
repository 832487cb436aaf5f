//! Completions of the command line, for a shell to read.

use clap::{Args, CommandFactory as _};
use clap_complete::Shell;

use super::{Cli, Failure, Outcome, print};

/// The arguments of `completions`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The shell.
    shell: Shell,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let mut command = Cli::command();
    let name = command.get_name().to_owned();
    let mut text = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, name, &mut text);
    print(&String::from_utf8_lossy(&text))?;
    Ok(Outcome::Done)
}
