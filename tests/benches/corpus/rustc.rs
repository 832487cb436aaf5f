//! What one run of the compiler takes.
//!
//! Cargo starts this very program in the compiler's place (`RUSTC_WRAPPER`, `RUSTDOC`); it starts the compiler,
//! and writes down what the system says that this one process used. So the figures are those of one crate, without
//! cargo and without its dependencies, and other work on the machine disturbs them little.

use std::env;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use crate::measure::{self, Cost};

/// The file to which runs of the compiler are written; where it is set, this program stands for the compiler.
const LOG: &str = "GRAPH_BENCH_LOG";
/// The rustdoc to start.
const RUSTDOC: &str = "GRAPH_BENCH_RUSTDOC";

/// Does the work of the compiler, where this program was started in its place.
pub(crate) fn stand_in() -> Option<ExitCode> {
    let log = env::var_os(LOG)?;
    let mut arguments = env::args_os().skip(1).peekable();
    // Cargo names the compiler first. To rustdoc it only gives the arguments.
    let is_rustc = arguments
        .peek()
        .is_some_and(|first| Path::new(first).file_stem().is_some_and(|stem| stem == "rustc"));
    let program = if is_rustc {
        arguments.next()
    } else {
        env::var_os(RUSTDOC)
    };
    let arguments: Vec<_> = arguments.collect();
    let name = arguments.iter().position(|argument| argument == "--crate-name");
    let name = name.and_then(|at| arguments.get(at + 1)?.to_str()).unwrap_or("-");

    let mut compiler = Command::new(program.unwrap());
    let (status, used) = measure::run(compiler.args(&arguments)).unwrap();
    let mut log = File::options().create(true).append(true).open(log).unwrap();
    writeln!(log, "{name} {} {} {}", used.cpu, used.wall, used.memory).unwrap();
    Some(match status.success() {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
}

/// Crates beside each other that share a target folder.
pub(crate) struct Crates {
    pub(crate) root: PathBuf,
    /// The only crates to measure, such as `graph-all`; empty: all.
    pub(crate) only: Vec<String>,
}

impl Crates {
    pub(crate) fn folder(&self, package: &str) -> PathBuf {
        self.root.join(package)
    }

    pub(crate) fn target(&self) -> PathBuf {
        self.root.join("target")
    }

    /// What the compiler takes for one crate. `arguments` are those of cargo: `["build", "--release"]`; `main` is
    /// the crate's main file. `None` where the crate is not to be measured.
    pub(crate) fn cost(&self, package: &str, main: &str, arguments: &[&str]) -> Option<Cost> {
        if !self.only.is_empty() && !self.only.iter().any(|only| only == package) {
            return None;
        }
        // Cargo compiles what is newer than its output.
        let main = self.folder(package).join(main);
        let text = fs::read(&main).unwrap();
        fs::write(&main, text).unwrap();
        let cost = self.run(package, arguments);
        assert!(cost.is_some(), "cargo did not compile `{package}`");
        cost
    }

    /// Runs cargo on a crate. `None` where the crate was compiled already.
    fn run(&self, package: &str, arguments: &[&str]) -> Option<Cost> {
        let folder = self.folder(package);
        // The versions of the workspace, so that nothing is downloaded.
        fs::copy(
            graph_test_pages::workspace().join("Cargo.lock"),
            folder.join("Cargo.lock"),
        )
        .unwrap();
        let log = self.root.join("rustc.log");
        fs::write(&log, "").unwrap();
        let this = env::current_exe().unwrap();
        let done = Command::new(env!("CARGO"))
            .args(arguments)
            .args(["--quiet", "--offline"])
            .current_dir(&folder)
            .env("CARGO_TARGET_DIR", self.target())
            .env("CARGO_INCREMENTAL", "0")
            .env("RUSTC_WRAPPER", &this)
            .env(
                RUSTDOC,
                env::var_os("RUSTDOC").unwrap_or_else(|| "rustdoc".into()),
            )
            .env("RUSTDOC", &this)
            .env("RUSTDOCFLAGS", "-Dwarnings")
            .env(LOG, &log)
            .output()
            .unwrap();
        assert!(
            done.status.success(),
            "{package}: {}",
            String::from_utf8_lossy(&done.stderr)
        );
        let name = package.replace('-', "_");
        let log = fs::read_to_string(log).unwrap();
        let line = log.lines().rfind(|line| line.split(' ').next() == Some(&name))?;
        let mut numbers = line.split(' ').skip(1).map(|number| number.parse().unwrap());
        Some(Cost {
            cpu: numbers.next()?,
            wall: numbers.next()?,
            memory: numbers.next()?,
        })
    }
}
