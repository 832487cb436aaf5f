//! The files that make the emitted modules a crate of their own: `Cargo.toml`, `src/lib.rs`, the guide, the README, and
//! the runtime where it goes with the crate.

mod embedded;
pub(in crate::write) mod guide;
mod library;
mod manifest;
pub(crate) mod name;
mod origin;
pub(in crate::write) mod readme;
mod runtime_source;
pub(in crate::write) mod vendored;

use crate::error::Error;
use crate::resolve::plan::Plan;

pub use self::origin::Origin;
pub use self::runtime_source::{ParseRuntimeSourceError, RuntimeSource};

pub(in crate::write) use self::library::condition;
use self::vendored::Runtime;

/// The feature that brings all areas.
const ALL_AREAS: &str = "all-areas";

/// What the crate is about. Cargo wants an address, and nobody knows that of the crate itself.
const HOMEPAGE: &str = "https://learn.microsoft.com/graph/overview";

/// The package that a run writes.
#[derive(Clone, Debug)]
pub struct Package {
    pub(crate) name: String,
    runtime: RuntimeSource,
    pub(crate) areas: bool,
}

impl Default for Package {
    /// A package with the name `graph`.
    fn default() -> Self {
        Self::new("graph")
    }
}

impl Package {
    /// A package with a name.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            runtime: RuntimeSource::default(),
            areas: false,
        }
    }

    /// Where it takes its runtime from. By default the sources are written into the package, which then builds wherever it
    /// lies.
    #[must_use]
    pub fn runtime(mut self, source: RuntimeSource) -> Self {
        self.runtime = source;
        self
    }

    /// Whether each area of the service, what stands below a first segment of paths, is a feature of the package. A program
    /// of some areas compiles these alone; by default all are on.
    #[must_use]
    pub fn areas(mut self, areas: bool) -> Self {
        self.areas = areas;
        self
    }

    /// The files beside those of the versions, by path below the crate.
    ///
    /// # Errors
    ///
    /// Fails where the name is none that Cargo takes.
    pub fn files(&self, plan: &Plan, origin: &Origin) -> Result<Vec<(String, String)>, Error> {
        let versions = plan.versions.as_slice();
        let runtime = Runtime::embedded()?;
        let mut files = vec![
            ("Cargo.toml".to_owned(), self.manifest(versions, &runtime)?),
            ("src/lib.rs".to_owned(), library::text(versions)),
            (readme::FILE.to_owned(), self.readme(versions, origin)),
        ];
        let with_calls = versions.iter().find(|version| !version.steps.modules.is_empty());
        files.extend(
            with_calls.map(|version| (guide::FILE.to_owned(), guide::text(&self.crate_name(), version))),
        );
        if self.runtime == RuntimeSource::Vendored {
            files.extend(runtime.files(&self.name));
        }
        Ok(files)
    }

    /// The name by which Rust knows the package.
    pub fn crate_name(&self) -> String {
        crate_name(&self.name)
    }
}

/// The name by which Rust knows a package of this name.
pub fn crate_name(package: &str) -> String {
    package.replace('-', "_")
}

#[cfg(test)]
mod tests;
