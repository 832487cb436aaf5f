//! What can go wrong outside of the pages.
//!
//! What is wrong *in* a page is a [`Diagnostic`](crate::diagnostic::Diagnostic) and stops nothing. An
//! [`Error`] means that the input cannot be read or the output cannot be written.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::emit::EmitError;
use crate::source::SourceError;
use crate::text::path_in_line;

/// Why a run stopped. Nothing was changed on disk unless the message says so.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The pages cannot be read.
    #[error(transparent)]
    Source(#[from] SourceError),

    /// The generator made code that is no Rust, which is a fault of its own.
    #[error(transparent)]
    Emit(#[from] EmitError),

    /// The operating system refused an operation on the output.
    #[error("cannot {action} {}", path_in_line(path))]
    Io {
        /// What was tried, as a verb: `read`, `write`.
        action: &'static str,
        /// On which file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },

    /// Files stand where generated files belong, but do not bear the generator's mark. They may be somebody's
    /// work, so they are neither overwritten nor deleted.
    #[error(
        "not written by the generator, but in the way of its output; move or delete: {}",
        list(paths)
    )]
    Foreign {
        /// The files and folders, sorted.
        paths: Vec<PathBuf>,
    },

    /// An earlier run was interrupted while it changed the output, which is half old and half new.
    #[error(
        "an earlier run was interrupted while it changed the output; run the generator to complete what {} lists",
        path_in_line(journal)
    )]
    Interrupted {
        /// The list of what is to be completed.
        journal: PathBuf,
    },

    /// The path of an emitted file could lead out of the output folder, or occurs twice.
    #[error("refused to write to `{}`: {reason}", path.escape_debug())]
    Path {
        /// The path as emitted.
        path: String,
        /// What is wrong with it.
        reason: &'static str,
    },

    /// The settings of the run contradict each other or make no sense.
    #[error("{0}")]
    Settings(String),

    /// The threads of the run cannot be started.
    #[error("cannot start the worker threads")]
    Threads(#[from] rayon::ThreadPoolBuildError),
}

impl Error {
    /// Adds what was tried, and on what, to an error of the operating system.
    pub(crate) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { action, path, source }
    }

    /// The message and the messages of its causes, joined by `: `.
    pub fn chain(&self) -> impl fmt::Display + '_ {
        Chain(self)
    }
}

struct Chain<'a>(&'a Error);

impl fmt::Display for Chain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)?;
        let mut cause = std::error::Error::source(self.0);
        while let Some(error) = cause {
            write!(f, ": {error}")?;
            cause = error.source();
        }
        Ok(())
    }
}

/// The first paths, one a line where there are several, and how many follow.
fn list(paths: &[PathBuf]) -> String {
    const SHOWN: usize = 10;
    if let [path] = paths {
        return path_in_line(path);
    }
    let mut text = String::new();
    for path in paths.iter().take(SHOWN) {
        text.push_str("\n  ");
        text.push_str(&path_in_line(path));
    }
    if paths.len() > SHOWN {
        text.push_str(&format!("\n  and {} more", paths.len() - SHOWN));
    }
    text
}
