//! The command line: options, commands, exit codes.
//!
//! Results (diffs, the model, diagnostics) go to standard output, everything else to standard error.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};
use generator::diagnostic::Code;
use generator::graph::ParseVersionError;
use generator::{Error, Version};

use self::dump_requests::Listing;

mod completions;
mod coverage;
mod diff;
mod dump;
mod dump_requests;
mod examples;
mod explain;
mod generate;
mod lint;
mod man;
mod page_ending;
mod progress;
mod show;
mod snippets;
mod workspace;

const EXAMPLES: &str = "\
Examples (behind `cargo run -p generator --` in the workspace):
  generator                                  pages in docs-input -> Rust in generated/src
  generator --check                          show what a run would change; exit 1 if anything
  generator --input api-reference --output ../graph
                                             a crate of its own from a checkout of the documentation
  generator lint                             what the pages get wrong, with the place in the page
  generator coverage                         what became of each row, fence and annotation
  generator examples                         which documented examples the typed requests agree with
  generator diff old new                     what changed between two editions of the pages
  generator snippets --output api-reference
                                             the Rust tab of the pages: each documented request as code
  generator explain row-width                what a diagnostic means
  generator dump model > model.json          what the pages say, as JSON
  generator dump names                       what each request is called, and why
  generator dump paths                       each method and path that the SDK can say

Exit codes:
  0  done
  1  --check found a difference, lint found an error, or coverage something that was not read
  2  wrong usage, or a file that cannot be read or written";

/// The version of the program, and that of the runtime which goes with what it emits.
const VERSION: &str = concat!(
    env!("CARGO_PKG_VERSION"),
    "\nemitted code goes with graph-runtime ",
    env!("RUNTIME_VERSION")
);

/// Reads the Microsoft Graph API reference (markdown) and writes a typed Rust SDK.
///
/// Without a command it generates: in the workspace of the generator it reads the pages below `docs-input` and
/// brings `generated/src` up to date. Files that are right already are not touched, files that the generator did
/// not write are never overwritten, and a run that is interrupted leaves the old files or the new ones.
#[derive(Debug, Parser)]
#[command(name = "generator", version = VERSION, after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    generate: generate::Arguments,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print what the generator knows.
    Dump {
        #[command(subcommand)]
        what: Dump,
    },
    /// Report what the pages get wrong. Exits with 1 where a page has an error.
    Lint(lint::Arguments),
    /// Tell what became of each table row, fence, annotation and operation line of the pages: used, ignored and why,
    /// reported, or not read. Exits with 1 where something was not read.
    Coverage(coverage::Arguments),
    /// Hold the documented examples against the typed requests and responses: how many agree, and what differs in
    /// the others, with its place in the page.
    Examples(examples::Arguments),
    /// Tell what changed for the users of the SDK between two editions of the pages: the names that are gone, declared
    /// otherwise, and new, and what this means for the version of the crate (major, minor, patch).
    Diff(diff::Arguments),
    /// Write the documented requests as Rust code, a file each, where pages include the code of their tabs from.
    Snippets(snippets::Arguments),
    /// Tell what the code of a diagnostic means.
    Explain(explain::Arguments),
    /// Print what completes the command line in a shell.
    #[command(hide = true)]
    Completions(completions::Arguments),
    /// Print the page of the manual, in roff.
    #[command(hide = true)]
    Man,
}

#[derive(Debug, Subcommand)]
enum Dump {
    /// The model: types, enumerations and operations of all pages, as one JSON document.
    Model(dump::Arguments),
    /// The name of each request and why it is that, a line each: method and first path, page, name, source of the name,
    /// and all candidates, the better ones first, each with the request that has it.
    Names(dump_requests::Arguments),
    /// Each method and path that the SDK can say, a line each: method, path, name of the operation, type of the place on
    /// which it is called, and whether the pages document it (`documented`) or it follows from the type (`by type`).
    Paths(dump_requests::Arguments),
}

/// The pages of a run.
#[derive(Debug, Args)]
struct Input {
    /// A page, or a folder with pages: `v1.0` and `beta` with `api` and `resources` below them, or loose pages. Can be
    /// given several times. [default: docs-input of the workspace]
    #[arg(long, short, value_name = "PATH")]
    input: Vec<PathBuf>,
    /// The version that a folder or page of the input documents, where neither its folders nor the pages tell: `v1.0` or
    /// `beta`. Can be given several times. A file `docs.toml` in the input can say the same.
    #[arg(long, value_name = "PATH=VERSION", value_parser = version_of)]
    version_of: Vec<(PathBuf, Version)>,
    /// Number of threads [default: as many as the machine runs at once]. The output does not depend on it.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
    /// Print neither progress nor summary.
    #[arg(long, short)]
    quiet: bool,
}

fn version_of(text: &str) -> Result<(PathBuf, Version), String> {
    let (path, version) = text
        .rsplit_once('=')
        .ok_or_else(|| "name a folder and its version, as in `rest-api=v1.0`".to_owned())?;
    let version = version
        .parse()
        .map_err(|error: ParseVersionError| error.to_string())?;
    Ok((path.into(), version))
}

/// The form of a report that is read by people or by a program.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum ReportFormat {
    /// Text for people.
    Human,
    /// One JSON document.
    Json,
}

/// The form of diagnostics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// As rustc prints them, with the line of the page.
    Human,
    /// One JSON document.
    Json,
    /// SARIF 2.1.0, for code hosts and editors.
    Sarif,
    /// Annotations of GitHub Actions.
    Github,
}

/// How a command ended.
enum Outcome {
    Done,
    /// What was looked for was found: a stale file, an error in a page.
    Found,
}

/// Why a command did not come to its end.
enum Failure {
    /// The command line cannot be carried out.
    Usage(String),
    /// The run stopped.
    Run(Error),
    /// Standard output does not take any more.
    Print(io::Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Run(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Print(error)
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Print(error.into())
    }
}

/// Runs the program.
pub(crate) fn main() -> ExitCode {
    let cli = Cli::parse();
    let result = match cli.command {
        None => generate::run(&cli.generate),
        Some(Command::Dump {
            what: Dump::Model(arguments),
        }) => dump::run(&arguments),
        Some(Command::Dump {
            what: Dump::Names(arguments),
        }) => dump_requests::run(&arguments, Listing::Names),
        Some(Command::Dump {
            what: Dump::Paths(arguments),
        }) => dump_requests::run(&arguments, Listing::Paths),
        Some(Command::Lint(arguments)) => lint::run(&arguments),
        Some(Command::Coverage(arguments)) => coverage::run(&arguments),
        Some(Command::Examples(arguments)) => examples::run(&arguments),
        Some(Command::Diff(arguments)) => diff::run(&arguments),
        Some(Command::Snippets(arguments)) => snippets::run(&arguments),
        Some(Command::Explain(arguments)) => explain::run(&arguments),
        Some(Command::Completions(arguments)) => completions::run(&arguments),
        Some(Command::Man) => man::run(),
    };
    let message = match result {
        Ok(Outcome::Done) => return ExitCode::SUCCESS,
        Ok(Outcome::Found) => return ExitCode::from(1),
        // The reader, `head` for example, has seen enough.
        Err(Failure::Print(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
            return ExitCode::SUCCESS;
        }
        Err(Failure::Print(error)) => format!("cannot print: {error}"),
        Err(Failure::Usage(message)) => message,
        Err(Failure::Run(error)) => error.chain().to_string(),
    };
    say(&format!("error: {message}\n"));
    ExitCode::from(2)
}

/// How the user called the program, for hints what to type next.
fn program() -> &'static str {
    // Cargo tells the programs that it runs where it lies itself.
    if std::env::var_os("CARGO").is_some() {
        "cargo run -p generator --"
    } else {
        "generator"
    }
}

/// Prints to standard error. There is nobody left to tell where that fails.
fn say(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Prints to standard output.
fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}

/// The code of that name.
fn parse_code(name: &str) -> Result<Code, String> {
    Code::ALL
        .iter()
        .copied()
        .find(|code| code.as_str() == name)
        .ok_or_else(|| "there is no such code; `explain` without a code lists all".to_owned())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_consistent() {
        super::Cli::command().debug_assert();
    }
}
