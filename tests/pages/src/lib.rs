//! The pages that tests read: fixtures in a string, `docs-input`, a checkout of the documentation.
//!
//! The crate does not depend on the generator, so the tests of all crates can use it, those of the generator too.

use std::env;
use std::path::{Path, PathBuf};

mod fixture;

pub use fixture::Fixture;

/// The variable that names the folder of the documentation: a checkout's `api-reference`, with `v1.0` below it.
pub const CORPUS: &str = "GRAPH_DOCS";

/// The root of the workspace.
///
/// # Panics
///
/// Panics where this crate does not lie two folders below it.
#[must_use]
pub fn workspace() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2);
    root.expect("this crate lies in `tests/pages`").to_path_buf()
}

/// The pages that the crate `generated` is made from.
#[must_use]
pub fn docs_input() -> PathBuf {
    workspace().join("docs-input")
}

/// The folder of the documentation, for tests that are ignored where it is not at hand:
/// `#[ignore = "needs GRAPH_DOCS: …"]`.
///
/// # Panics
///
/// Panics where `GRAPH_DOCS` names no folder: a test that was asked for and cannot run has failed.
#[must_use]
pub fn corpus() -> PathBuf {
    let Some(folder) = env::var_os(CORPUS).map(PathBuf::from) else {
        panic!("set {CORPUS} to a checkout of the documentation, a folder with `v1.0` below it");
    };
    assert!(
        folder.join("v1.0").is_dir(),
        "{CORPUS} names {}, which is no folder with `v1.0` below it",
        folder.display()
    );
    folder
}

/// A file or folder that lies beside that of the documentation: facts of the metadata, pages of other kinds.
///
/// # Panics
///
/// Panics where it does not lie there, and where [`corpus`] does.
#[must_use]
pub fn beside_corpus(path: &str) -> PathBuf {
    let path = corpus().join("..").join(path);
    assert!(path.exists(), "{} is needed, beside {CORPUS}", path.display());
    path
}
