//! What the tests that span the crates share: where things lie, how models are scored and compared.

use std::fs;
use std::path::{Path, PathBuf};

pub mod compile;
pub mod eras;
pub mod json;
pub mod score;
pub mod send;
pub mod shape;
pub mod shown;

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

/// The code in the README compiles and does what it says.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;

/// So does the code in that of the generator.
#[cfg(doctest)]
#[doc = include_str!("../../generator/README.md")]
pub struct GeneratorReadme;
