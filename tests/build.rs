//! Makes a module of every expected output, so that the compiler proves each snapshot, and the tables of all
//! models and documented examples of the crate `generated`, so that no test lists them by hand.

#[path = "build/tables.rs"]
mod tables;

use std::env;
use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let out = env::var_os("OUT_DIR").ok_or("Cargo sets OUT_DIR")?;
    let out = PathBuf::from(out);
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::write(out.join("cases.rs"), cases(&package.join("cases"))?)?;

    let pages = package.join("../docs-input");
    println!("cargo::rerun-if-changed={}", pages.display());
    let analysis = generator::Config::new(pages).analyze_with(&())?;
    fs::write(out.join("models.rs"), tables::models(&analysis.plan))?;
    fs::write(out.join("examples.rs"), tables::examples(&analysis))?;
    Ok(())
}

/// A module for the expected output of each case.
fn cases(folder: &Path) -> io::Result<String> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.join("expected.rs").is_file()
            && let Some(name) = path.file_name().and_then(|name| name.to_str())
        {
            names.push(name.to_owned());
        }
    }
    names.sort();
    let mut modules = String::new();
    for name in names {
        let path = folder.join(&name).join("expected.rs");
        let module = name.replace('-', "_");
        // Writing to a string does not fail.
        let _ = writeln!(modules, "#[path = {path:?}]\npub mod case_{module};");
    }
    Ok(modules)
}
