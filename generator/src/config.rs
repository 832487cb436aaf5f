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
use crate::model::{PropertyPath, PropertyTrace};
use crate::output::{Output, Shape};
use crate::pipeline::{self, Analysis, Progress};
use crate::resolve::{self, Fluent};
use crate::write::package::{Package, RuntimeSource};

/// The settings of a run.
#[derive(Clone, Debug)]
pub struct Config {
    settings: pipeline::Settings,
    shape: Shape,
    package: Package,
}

impl Config {
    /// Reads the pages below `dir`: a folder with `v1.0` or `beta` below it, or loose pages.
    ///
    /// By default both versions are generated, on as many threads as the machine runs at once, as
    /// [`Shape::Modules`].
    pub fn new(dir: impl Into<PathBuf>) -> Self {
        Self {
            settings: pipeline::Settings {
                inputs: vec![dir.into()],
                versions: Version::ALL.to_vec(),
                threads: None,
                resolve: resolve::Settings::default(),
            },
            shape: Shape::default(),
            package: Package {
                name: "graph".to_owned(),
                runtime: RuntimeSource::Version("0.1".to_owned()),
            },
        }
    }

    /// Reads the pages below another folder too. All folders make one model.
    #[must_use]
    pub fn input(mut self, dir: impl Into<PathBuf>) -> Self {
        self.settings.inputs.push(dir.into());
        self
    }

    /// What [`Output::write_to`] writes: modules of a crate that exists, or a whole crate.
    #[must_use]
    pub fn shape(mut self, shape: Shape) -> Self {
        self.shape = shape;
        self
    }

    /// The name of the package, for [`Shape::Crate`]. The default is `graph`.
    #[must_use]
    pub fn package_name(mut self, name: impl Into<String>) -> Self {
        self.package.name = name.into();
        self
    }

    /// Takes `graph-runtime` from a folder, for [`Shape::Crate`]. The path is written into `Cargo.toml` as it
    /// is given, so it is relative to the generated crate. It replaces [`Config::runtime_version`].
    #[must_use]
    pub fn runtime_path(mut self, path: impl Into<String>) -> Self {
        self.package.runtime = RuntimeSource::Path(path.into());
        self
    }

    /// Takes `graph-runtime` from the registry, for [`Shape::Crate`]: a version requirement such as `0.1`, which
    /// is the default. It replaces [`Config::runtime_path`].
    #[must_use]
    pub fn runtime_version(mut self, version: impl Into<String>) -> Self {
        self.package.runtime = RuntimeSource::Version(version.into());
        self
    }

    /// The Rust path by which generated code names the runtime, where it is not `graph_runtime`: an SDK crate
    /// that re-exports it, for example `crate::runtime`.
    #[must_use]
    pub fn runtime_crate(mut self, path: impl Into<String>) -> Self {
        self.settings.resolve.runtime = path.into();
        self
    }

    /// Whether the fluent layer is generated, `client.users().id("…").messages().list()`. It needs the client of
    /// `graph-runtime`, its feature `client`.
    ///
    /// By default it stands behind the feature `client` of the generated crate. [`Output::write_file`] leaves it
    /// out then; [`Fluent::Always`] puts it in.
    #[must_use]
    pub fn fluent(mut self, fluent: Fluent) -> Self {
        self.settings.resolve.fluent = fluent;
        self
    }

    /// The name of the crate in which readers find the emitted modules, as `generated` or `my_graph`. With it the
    /// examples in the documentation of requests are compiled by `cargo test`; without it they are shown only.
    ///
    /// [`Shape::Crate`] takes it from the name of the package. The crate must re-export the runtime as `runtime`.
    #[must_use]
    pub fn crate_name(mut self, name: impl Into<String>) -> Self {
        self.settings.resolve.crate_name = Some(name.into());
        self
    }

    /// Whether [`Output::write_to`] also writes a test, `tests/documented`, that holds each documented example
    /// against the typed request and response. By default it does not. The test needs the name of the crate.
    #[must_use]
    pub fn documented_tests(mut self, tests: bool) -> Self {
        self.settings.resolve.tests = tests;
        self
    }

    /// How many threads to use. The output does not depend on it.
    #[must_use]
    pub fn threads(mut self, threads: usize) -> Self {
        self.settings.threads = Some(threads);
        self
    }

    /// The versions to generate; pages of others are left out.
    #[must_use]
    pub fn versions(mut self, versions: impl IntoIterator<Item = Version>) -> Self {
        self.settings.versions = versions.into_iter().collect();
        self.settings.versions.sort_unstable();
        self.settings.versions.dedup();
        self.settings.resolve.versions = self.settings.versions.clone();
        self
    }

    /// Reads the pages and makes the text of all files. Nothing is written.
    ///
    /// What is wrong in a page does not stop the run; see [`Output::diagnostics`].
    ///
    /// # Errors
    ///
    /// Fails where a folder cannot be read, or a setting makes no sense.
    pub fn generate(&self) -> Result<Output, Error> {
        self.generate_with(&())
    }

    /// Does what [`Config::generate`] does and tells how far it is.
    ///
    /// # Errors
    ///
    /// Fails where [`Config::generate`] does.
    pub fn generate_with(&self, progress: &dyn Progress) -> Result<Output, Error> {
        self.check()?;
        let mut settings = self.settings.clone();
        if self.shape == Shape::Crate {
            let of_package = || self.package.name.replace('-', "_");
            settings.resolve.crate_name.get_or_insert_with(of_package);
        }
        let run = pipeline::run(&settings, progress)?;
        Output::new(run, &settings, self.shape, &self.package)
    }

    /// Reads the pages, for the model and the diagnostics alone. No Rust is spelled out.
    ///
    /// # Errors
    ///
    /// Fails where [`Config::generate`] does.
    pub fn analyze_with(&self, progress: &dyn Progress) -> Result<Analysis, Error> {
        self.check()?;
        pipeline::analyze(&self.settings, progress)
    }

    /// Which pass over the pages made a property what it is, for each version and type that has a row of it.
    ///
    /// # Errors
    ///
    /// Fails where the settings cannot be carried out, an input cannot be read, or no thread can be started.
    #[doc(hidden)]
    pub fn trace_property(
        &self,
        property: &PropertyPath,
        progress: &dyn Progress,
    ) -> Result<Vec<PropertyTrace>, Error> {
        self.check()?;
        pipeline::trace(&self.settings, property, progress)
    }

    fn check(&self) -> Result<(), Error> {
        if self.settings.versions.is_empty() {
            return Err(Error::Settings("no version is to be generated".to_owned()));
        }
        let crate_name = &self.settings.resolve.crate_name;
        let is_name = |name: &String| {
            let mut bytes = name.bytes();
            bytes.next().is_some_and(|first| first.is_ascii_alphabetic())
                && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        };
        if let Some(name) = crate_name.as_ref().filter(|name| !is_name(name)) {
            return Err(Error::Settings(format!(
                "`{}` is not the name of a crate",
                name.escape_debug()
            )));
        }
        if self.settings.resolve.tests && crate_name.is_none() && self.shape == Shape::Modules {
            let message = "the test of documented examples needs the name of the crate";
            return Err(Error::Settings(message.to_owned()));
        }
        let runtime = &self.settings.resolve.runtime;
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
