//! The default command: write the SDK, or show what a run would write.

use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

use clap::Args;
use generator::config::{OutputForm, Package, RuntimeSource};
use generator::output::Difference;
use generator::write::journal;
use generator::write::layout::ChangeKind;
use generator::write::tree::Written;
use generator::{Code, Config, Diagnostic, Output};

use super::progress::Bar;
use super::show::Shown;
use super::workspace::{GENERATED, Inputs, Workspace, relative_to};
use super::{Failure, Format, Input, Outcome, print, program, say};

/// The arguments of the default command.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    input: Input,
    /// Folder to write a whole crate to. A Cargo.toml, README.md or src/lib.rs of your own that lies there stays. [default: the modules of the workspace's crate `generated`]
    #[arg(long, short, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Write nothing; print what a run would change as a diff, and exit with 1 if it is anything.
    #[arg(long)]
    check: bool,
    /// Name of the package that --output writes.
    #[arg(long, value_name = "NAME", default_value = "graph", requires = "output")]
    package_name: String,
    /// Make a feature of each area, which is what stands below a first segment of paths: `users`, `device-management`. All
    /// are on by default; a program of some areas compiles these alone.
    #[arg(long, requires = "output")]
    areas: bool,
    /// Also write a test that holds each documented example against its typed request and response.
    #[arg(long, requires = "output")]
    tests: bool,
    /// Where the package takes its runtime from: `vendored` (the sources go into the package, which builds wherever it
    /// lies), `path=DIR`, `version=REQ` of a registry, or `git=URL[#REV]`. [default: the path of the runtime in the
    /// workspace of the generator; elsewhere `vendored`]
    #[arg(long, value_name = "SOURCE", requires = "output")]
    runtime: Option<RuntimeSource>,
    /// Print all diagnostics, in this form. Without it, errors are printed in full and the rest is counted.
    #[arg(long, value_enum)]
    format: Option<Format>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let workspace = Workspace::find();
    let inputs = workspace.inputs(&arguments.input)?;
    let (target, config) = settings(arguments, &workspace, &inputs)?;
    if !arguments.check {
        journal::recover(&target)?;
    }
    // The process ends with this run, and the system takes all its memory back at once.
    let output = ManuallyDrop::new(Bar::watch(arguments.input.quiet, |progress| {
        config.generate_with(progress)
    })?);
    show_diagnostics(arguments, &inputs, &output)?;
    if arguments.check {
        let differences = output.check(&target)?;
        show_summary(arguments, &output);
        return show_differences(arguments, &target, &differences);
    }
    let written = output.write_to(&target)?;
    show_summary(arguments, &output);
    if !arguments.input.quiet {
        say(&written_line(&target, written));
    }
    // Such a crate is documented in that language, and lacks what only sentences say: hardly what was meant.
    let is_foreign = |diagnostic: &Diagnostic| diagnostic.code == Code::OtherLanguage;
    match output.diagnostics().iter().any(is_foreign) {
        true => Ok(Outcome::Found),
        false => Ok(Outcome::Done),
    }
}

/// Where the output goes, and the settings of the run.
fn settings(
    arguments: &Arguments,
    workspace: &Workspace,
    inputs: &Inputs,
) -> Result<(PathBuf, Config), Failure> {
    let config = inputs.config(Config::new);
    let Some(target) = &arguments.output else {
        let target = workspace.generated().ok_or_else(|| {
            Failure::Usage("name the folder for the crate to write: --output DIR".to_owned())
        })?;
        if !workspace.is_own_input(&arguments.input) {
            let message =
                "--input needs --output: the crate `generated` belongs to the pages in `docs-input`";
            return Err(Failure::Usage(message.to_owned()));
        }
        let config = config.form(OutputForm::Modules).crate_name(GENERATED);
        return Ok((target, config.documented_tests(true)));
    };
    let of_workspace = || {
        let path = workspace.runtime()?;
        Some(RuntimeSource::Path(path.to_string_lossy().into_owned()))
    };
    let runtime = match arguments
        .runtime
        .clone()
        .or_else(of_workspace)
        .unwrap_or_default()
    {
        // It is given as seen from here, and written as seen from the package.
        RuntimeSource::Path(path) => {
            let path = relative_to(Path::new(&path), target);
            RuntimeSource::Path(path.to_string_lossy().replace('\\', "/"))
        }
        other => other,
    };
    let package = Package::new(&arguments.package_name)
        .runtime(runtime)
        .areas(arguments.areas);
    let config = config.form(OutputForm::Crate(package));
    Ok((target.clone(), config.documented_tests(arguments.tests)))
}

fn show_diagnostics(arguments: &Arguments, inputs: &Inputs, output: &Output) -> Result<(), Failure> {
    let folder = inputs.shown_folder(output.sources());
    let shown = Shown {
        sources: output.sources(),
        diagnostics: output.diagnostics(),
        folder: folder.as_deref(),
    };
    match arguments.format {
        Some(format) => print(&shown.render(format)?),
        None => {
            say(&shown.errors());
            Ok(())
        }
    }
}

fn show_summary(arguments: &Arguments, output: &Output) {
    if arguments.input.quiet {
        return;
    }
    let summary = output.summary();
    say(&summary.to_string());
    if arguments.format.is_none() && !summary.codes.is_empty() {
        let program = program();
        say(&format!(
            "`{program} lint` shows the places, `{program} explain CODE` what a code means\n"
        ));
    }
}

fn show_differences(
    arguments: &Arguments,
    target: &Path,
    differences: &[Difference],
) -> Result<Outcome, Failure> {
    let diff: String = differences
        .iter()
        .map(|difference| difference.diff.as_str())
        .collect();
    match arguments.format {
        // One document stands on standard output already.
        Some(Format::Json | Format::Sarif) => say(&diff),
        None | Some(Format::Human | Format::Github) => print(&diff)?,
    }
    let target = target.display();
    if differences.is_empty() {
        if !arguments.input.quiet {
            say(&format!("{target}: up to date\n"));
        }
        return Ok(Outcome::Done);
    }
    let count = |kind| {
        differences
            .iter()
            .filter(|difference| difference.kind == kind)
            .count()
    };
    say(&format!(
        "{target}: {} stale, {} missing, {} surplus; run the generator without --check\n",
        count(ChangeKind::Replace),
        count(ChangeKind::Create),
        count(ChangeKind::Remove),
    ));
    Ok(Outcome::Found)
}

pub(super) fn written_line(target: &Path, written: Written) -> String {
    let Written {
        created,
        replaced,
        removed,
        unchanged,
    } = written;
    let target = target.display();
    format!(
        "{target}: {created} files created, {replaced} replaced, {removed} removed, {unchanged} unchanged\n"
    )
}
