//! Makes a test of every case and a module of its expected Rust, so that each case fails by its own name and the
//! compiler proves each snapshot, and the tables of all models and documented examples of the crate `generated`, so
//! that no test lists them by hand.

#[path = "build/cases.rs"]
mod cases;
#[path = "build/tables.rs"]
mod tables;

use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let out = env::var_os("OUT_DIR").ok_or("Cargo sets OUT_DIR")?;
    let out = PathBuf::from(out);
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));

    let folder = package.join("cases");
    println!("cargo::rerun-if-changed={}", folder.display());
    let stages = cases::stages(&folder)?;
    fs::write(out.join("snapshots.rs"), cases::tests(&stages))?;
    fs::write(out.join("expected.rs"), cases::modules(&folder, &stages))?;

    let pages = package.join("../docs-input");
    println!("cargo::rerun-if-changed={}", pages.display());
    let analysis = generator::Config::new(pages).analyze_with(&())?;
    fs::write(out.join("models.rs"), tables::models(&analysis.plan))?;
    fs::write(out.join("examples.rs"), tables::examples(&analysis))?;
    Ok(())
}
