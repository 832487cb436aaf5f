//! What the tests that span the crates share: where things lie, how models are scored and compared.

use std::fs;
use std::path::{Path, PathBuf};

pub mod eras;
pub mod json;
pub mod score;
pub mod send;
pub mod shape;

/// The root of the workspace.
pub fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .map(Path::to_path_buf)
        .unwrap_or_default()
}

/// The pages that the crate `generated` is made from.
pub fn docs_input() -> PathBuf {
    workspace().join("docs-input")
}

/// All files below a folder, as paths below it, in their order.
pub fn pages(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(below) = folders.pop() {
        for entry in fs::read_dir(folder.join(&below)).into_iter().flatten().flatten() {
            let path = below.join(entry.file_name());
            if entry.path().is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The settings with which the crate `generated` is made of pages.
pub fn sdk(pages: impl Into<PathBuf>) -> generator::Config {
    generator::Config::new(pages)
        .crate_name("generated")
        .documented_tests(true)
}

/// The folder that `GRAPH_DOCS` names; without it, says in one line that a test is skipped.
pub fn corpus() -> Option<PathBuf> {
    let folder = std::env::var_os("GRAPH_DOCS").map(PathBuf::from);
    if folder.is_none() {
        // The test runner shows this line with `--nocapture`, and CI sets the variable.
        #[allow(clippy::print_stderr, reason = "a skipped test says so")]
        {
            eprintln!("skipped: GRAPH_DOCS names no folder with the pages of the documentation");
        }
    }
    folder
}

/// The code in the README compiles and does what it says.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;
