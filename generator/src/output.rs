//! What a run yields: files, diagnostics, instructions for Cargo.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::config::{Config, OutputForm};
use crate::diagnostic::{Diagnostic, Severity};
use crate::emit;
use crate::error::Error;
use crate::model::{Model, Trace, TracedItem};
use crate::pipeline::{self, Analysis, Progress, Run, Stats};
use crate::report::{Summary, text};
use crate::source::SourceMap;
use crate::text::one_line;
use crate::write::layout::{ChangeKind, DIAGNOSTICS_FILE};
use crate::write::package::Origin;
use crate::write::tree::{Tree, Written};
use crate::write::{documented, format, single};

/// How many errors a build script repeats as warnings of Cargo.
const SHOWN_ERRORS: usize = 10;

/// A finished run, in memory. Nothing of it depends on time, on the machine, or on the number of threads.
#[derive(Debug)]
pub struct Output {
    analysis: Analysis,
    tree: Tree,
    inputs: Vec<PathBuf>,
    threads: Option<usize>,
}

/// A file on disk that is not what the pages say.
#[derive(Clone, Debug)]
pub struct Difference {
    /// The path below the output crate, with `/`.
    pub path: String,
    /// What a run would do to it.
    pub kind: ChangeKind,
    /// The change as a unified diff, with the two lines of its header.
    pub diff: String,
}

impl Config {
    /// Reads the pages and makes the text of all files. Nothing is written.
    ///
    /// A fault of a page does not stop the run; see [`Output::diagnostics`].
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
        let mut config = self.clone();
        if let OutputForm::Crate(package) = &self.form {
            let of_package = || package.crate_name();
            config.resolve.crate_name.get_or_insert_with(of_package);
        }
        Output::new(pipeline::run(&config, progress)?, &config)
    }

    /// Reads the pages, for the model and the diagnostics alone. No Rust is spelled out.
    ///
    /// # Errors
    ///
    /// Fails where [`Config::generate`] does.
    pub fn analyze_with(&self, progress: &dyn Progress) -> Result<Analysis, Error> {
        self.check()?;
        pipeline::analyze(self, progress)
    }

    /// Reads the pages, for what they say together. Nothing is decided about Rust. Where several operations document
    /// one request, the one whose page leads comes first.
    ///
    /// # Errors
    ///
    /// Fails where [`Config::generate`] does.
    #[doc(hidden)]
    pub fn model_with(&self, progress: &dyn Progress) -> Result<Model, Error> {
        self.check()?;
        pipeline::model(self, progress)
    }

    /// Which pass over the pages made a property or a request what it is, for each version, and each type that has a row of
    /// the property or page that documents the request.
    ///
    /// # Errors
    ///
    /// Fails where the settings cannot be carried out, an input cannot be read, or no thread can be started.
    #[doc(hidden)]
    pub fn trace(&self, item: &TracedItem, progress: &dyn Progress) -> Result<Vec<Trace>, Error> {
        self.check()?;
        pipeline::trace(self, item, progress)
    }
}

impl Output {
    fn new(run: Run, config: &Config) -> Result<Self, Error> {
        let Run {
            analysis,
            files,
            tests,
        } = run;
        let mut files: BTreeMap<String, String> = files
            .into_iter()
            .map(|(path, text)| (format!("src/{path}"), text))
            .collect();
        if !tests.is_empty() {
            let in_test = |path: &str| format!("{}/{path}", documented::FOLDER);
            files.extend(tests.into_iter().map(|(path, text)| (in_test(&path), text)));
            let fixed = documented::files(&analysis.plan.versions);
            files.extend(fixed.map(|(path, text)| (in_test(path), text)));
        }
        if let OutputForm::Crate(package) = &config.form {
            let origin = Origin {
                pages: analysis.stats.pages,
                revised: analysis
                    .revised
                    .map(|(first, last)| (first.to_string(), last.to_string())),
                commit: analysis.sources.commit().map(str::to_owned),
            };
            files.extend(package.files(&analysis.plan, &origin)?);
        }
        let listing = text::listing(&analysis.sources, &analysis.plan.versions, &analysis.diagnostics);
        files.insert(DIAGNOSTICS_FILE.to_owned(), listing);
        Ok(Self {
            tree: Tree::of_crate(files)?,
            analysis,
            inputs: config.inputs.clone(),
            threads: config.threads,
        })
    }

    /// Every file of the output by its path below the output crate, with `/`.
    pub fn files(&self) -> &BTreeMap<String, String> {
        self.tree.files()
    }

    /// What there is to say about the pages, sorted by place.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.analysis.diagnostics
    }

    /// The pages, to which the places in diagnostics point.
    pub fn sources(&self) -> &SourceMap {
        &self.analysis.sources
    }

    /// All that the run found out of the pages.
    pub fn analysis(&self) -> &Analysis {
        &self.analysis
    }

    /// Counts and time.
    pub fn stats(&self) -> Stats {
        self.analysis.stats
    }

    /// Counts of what was found, and of diagnostics by code.
    pub fn summary(&self) -> Summary {
        Summary::new(self.analysis.stats, &self.analysis.diagnostics)
    }

    /// Makes the crate at `dir` hold the output: writes what differs, deletes what is stale. Files that the
    /// generator did not write stay as they are.
    ///
    /// # Errors
    ///
    /// Fails where such a file is in the way, or the system refuses; then nothing is changed.
    pub fn write_to(&self, dir: impl AsRef<Path>) -> Result<Written, Error> {
        let dir = dir.as_ref();
        pipeline::on_threads(self.threads, || self.tree.write(dir))?
    }

    /// Compares the output with the crate at `dir`. Changes nothing.
    ///
    /// # Errors
    ///
    /// Fails where a run was interrupted that is to be completed first, a file that the generator did not write is in the way, or one cannot be read.
    pub fn check(&self, dir: impl AsRef<Path>) -> Result<Vec<Difference>, Error> {
        let dir = dir.as_ref();
        pipeline::on_threads(self.threads, || {
            let changes = self.tree.check(dir)?;
            let differences = changes.into_par_iter().map(|change| {
                let header = |there: bool, side: &str| {
                    if there {
                        format!("{side}/{}", change.path)
                    } else {
                        "/dev/null".to_owned()
                    }
                };
                let old = header(change.kind != ChangeKind::Create, "a");
                let new = header(change.kind != ChangeKind::Remove, "b");
                let diff = similar::TextDiff::from_lines(change.old.as_str(), change.new)
                    .unified_diff()
                    .header(&old, &new)
                    .to_string();
                Difference {
                    path: change.path,
                    kind: change.kind,
                    diff,
                }
            });
            Ok(differences.collect())
        })?
    }

    /// All modules in one text, each in the braces of its parent, for `include!`.
    ///
    /// # Errors
    ///
    /// Fails where emitted code is no Rust, which would be a fault of the generator.
    pub fn single_file(&self) -> Result<String, Error> {
        Ok(format::text(emit::single_file(&self.analysis.plan))?)
    }

    /// Writes the text of [`Output::single_file`], for the crate of a build script. A file that is right already
    /// is not touched.
    ///
    /// # Errors
    ///
    /// Fails where the file cannot be written; then it is as it was.
    pub fn write_file(&self, path: impl AsRef<Path>) -> Result<(), Error> {
        single::update_file(path.as_ref(), &self.single_file()?)
    }

    /// What a build script prints for Cargo: that a change of the pages makes it run again, and the errors in
    /// the pages as warnings.
    ///
    /// An input folder stands for all files below it; Cargo looks for changes in each of them.
    pub fn cargo_instructions(&self) -> impl Iterator<Item = String> {
        let inputs = self.inputs.iter().map(|input| {
            let path = input.display().to_string();
            format!("cargo::rerun-if-changed={}", one_line(&path))
        });
        let is_error = |diagnostic: &&Diagnostic| diagnostic.severity() == Severity::Error;
        let errors = self.analysis.diagnostics.iter().filter(is_error);
        let hidden = errors.clone().count().saturating_sub(SHOWN_ERRORS);
        let shown = errors
            .take(SHOWN_ERRORS)
            .map(|error| format!("cargo::warning={}", text::line(&self.analysis.sources, error)));
        let rest = (hidden > 0).then(|| format!("cargo::warning=and {hidden} more errors in the pages"));
        inputs.chain(shown).chain(rest)
    }
}

#[cfg(test)]
mod tests;
