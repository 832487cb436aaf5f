//! The settings of a run, for build scripts and the command line alike.
//!
//! A build script that generates an SDK from pages of its own into one file:
//!
//! ```no_run
//! fn main() -> Result<(), generator::Error> {
//!     let output = generator::Config::new("pages").generate()?;
//!     let target = std::env::var_os("OUT_DIR").unwrap_or_default();
//!     output.write_file(std::path::Path::new(&target).join("graph.rs"))?;
//!     for line in output.cargo_instructions() {
//!         println!("{line}");
//!     }
//!     Ok(())
//! }
//! ```
//!
//! The crate then takes the file in with `include!(concat!(env!("OUT_DIR"), "/graph.rs"));`.

use std::path::PathBuf;

use crate::error::Error;
use crate::graph::Version;
use crate::resolve;
use crate::write::package::name;

pub use crate::resolve::VersionClient;
pub use crate::write::package::{Package, ParseRuntimeSourceError, RuntimeSource};

/// The settings of a run.
#[derive(Clone, Debug)]
pub struct Config {
    /// The folders (or pages) to read.
    pub(crate) inputs: Vec<PathBuf>,
    /// Folders and pages, each with the version that it documents.
    pub(crate) versions_of: Vec<(PathBuf, Version)>,
    /// The versions of the service to generate; pages of others are left out.
    pub(crate) versions: Vec<Version>,
    /// How many threads to use; `None`: as many as the machine runs at once.
    pub(crate) threads: Option<usize>,
    /// What the stage that decides how things look in Rust has to know.
    pub(crate) resolve: resolve::Settings,
    pub(crate) form: OutputForm,
}

/// What a run writes to a folder.
#[derive(Clone, Debug, Default)]
pub enum OutputForm {
    /// The modules of an existing crate, `src/v1.rs`, `src/v1/**`, `src/beta.rs`, `src/beta/**`, and
    /// `diagnostics.txt`. The crate's `Cargo.toml` and `src/lib.rs` are made by hand.
    #[default]
    Modules,
    /// The same, with a `Cargo.toml`, a `src/lib.rs`, a README and a guide: a crate that depends on `graph-runtime` only,
    /// which goes with it or is taken from elsewhere ([`Package::runtime`]).
    Crate(Package),
}

impl Config {
    /// Reads the pages below `dir`: a folder with `v1.0` or `beta` below it, or loose pages.
    ///
    /// By default both versions are generated, on as many threads as the machine runs at once, as
    /// [`OutputForm::Modules`].
    pub fn new(dir: impl Into<PathBuf>) -> Self {
        Self {
            inputs: vec![dir.into()],
            versions_of: Vec::new(),
            versions: Version::ALL.to_vec(),
            threads: None,
            resolve: resolve::Settings::default(),
            form: OutputForm::default(),
        }
    }

    /// Reads the pages below another folder too. All folders make one model.
    #[must_use]
    pub fn input(mut self, dir: impl Into<PathBuf>) -> Self {
        self.inputs.push(dir.into());
        self
    }

    /// Says that the pages below `path`, a folder or a page of an input, document a version, whatever their folders and
    /// addresses are called. Where several hold a page, the last counts. `docs.toml` in an input folder says the same:
    ///
    /// ```toml
    /// [[folder]]
    /// path = "rest-api"            # below the input; "." is all of it
    /// version = "v1.0"
    ///
    /// [[folder]]
    /// path = "rest-api/concepts"
    /// exclude = true               # is not read
    /// ```
    #[must_use]
    pub fn version_of(mut self, path: impl Into<PathBuf>, version: Version) -> Self {
        self.versions_of.push((path.into(), version));
        self
    }

    /// What [`Output::write_to`](crate::Output::write_to) writes: modules of a crate that exists, or a whole crate.
    #[must_use]
    pub fn form(mut self, form: OutputForm) -> Self {
        self.resolve.areas = matches!(&form, OutputForm::Crate(package) if package.areas);
        self.form = form;
        self
    }

    /// The Rust path by which generated code names the runtime, where it is not `graph_runtime`: an SDK crate
    /// that re-exports it, for example `crate::runtime`.
    #[must_use]
    pub fn runtime_crate(mut self, path: impl Into<String>) -> Self {
        self.resolve.runtime = path.into();
        self
    }

    /// Whether a client of each version is generated: `v1::Graph`, whose calls can be awaited,
    /// `graph.users().id("…").messages().list().await`. It needs the client of `graph-runtime`, its feature `client`.
    /// Without it the same steps, `v1::users().id("…").messages().list()`, give requests as values.
    ///
    /// By default it stands behind the feature `client` of the generated crate.
    /// [`Output::write_file`](crate::Output::write_file) leaves it out then; [`VersionClient::Always`] puts it in.
    #[must_use]
    pub fn client(mut self, client: VersionClient) -> Self {
        self.resolve.client = client;
        self
    }

    /// The name of the crate in which readers find the emitted modules, as `generated` or `my_graph`. With it the
    /// examples in the documentation of requests are compiled by `cargo test`; without it they are shown only.
    ///
    /// [`OutputForm::Crate`] takes it from the name of the package. The crate must re-export the runtime as `runtime`.
    #[must_use]
    pub fn crate_name(mut self, name: impl Into<String>) -> Self {
        self.resolve.crate_name = Some(name.into());
        self
    }

    /// Whether [`Output::write_to`](crate::Output::write_to) also writes a test, `tests/documented`, that holds each documented example
    /// against the typed request and response. By default it does not. The test needs the name of the crate.
    #[must_use]
    pub fn documented_tests(mut self, tests: bool) -> Self {
        self.resolve.tests = tests;
        self
    }

    /// How many threads to use. The output does not depend on it.
    #[must_use]
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = Some(threads);
        self
    }

    /// The versions to generate; pages of others are left out.
    #[must_use]
    pub fn versions(mut self, versions: impl IntoIterator<Item = Version>) -> Self {
        self.versions = versions.into_iter().collect();
        self.versions.sort_unstable();
        self.versions.dedup();
        self
    }

    /// Fails where the settings contradict each other, or could not stand in Rust.
    pub(crate) fn check(&self) -> Result<(), Error> {
        if self.versions.is_empty() {
            return Err(Error::Settings("no version is to be generated".to_owned()));
        }
        if let OutputForm::Crate(package) = &self.form {
            name::check(&package.name)?;
        }
        let crate_name = &self.resolve.crate_name;
        let is_name = |name: &String| !name.contains('-') && name::fault(name).is_none();
        if let Some(name) = crate_name.as_ref().filter(|name| !is_name(name)) {
            return Err(Error::Settings(format!(
                "`{}` is not the name of a crate",
                name.escape_debug()
            )));
        }
        if self.resolve.tests && crate_name.is_none() && matches!(self.form, OutputForm::Modules) {
            let message = "the test of documented examples needs the name of the crate";
            return Err(Error::Settings(message.to_owned()));
        }
        let runtime = &self.resolve.runtime;
        let is_path = runtime
            .strip_prefix("::")
            .unwrap_or(runtime)
            .split("::")
            .all(|name| {
                !name.is_empty()
                    && !name.starts_with(|first: char| first.is_ascii_digit())
                    && name
                        .bytes()
                        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
            });
        if !is_path {
            return Err(Error::Settings(format!(
                "`{}` is not a Rust path to the runtime",
                runtime.escape_debug()
            )));
        }
        Ok(())
    }
}
