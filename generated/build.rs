//! Brings `src` up to date with the pages in `../docs-input`.
//!
//! A published crate has no pages; there is nothing to do then. With `GENERATED_BUILD=check` in the environment
//! nothing is written, and a stale file is an error: so CI sees what somebody forgot to check in.

#![allow(clippy::print_stdout, reason = "Cargo reads what a build script prints")]

use std::path::Path;
use std::process::ExitCode;

use generator::{Config, Error};

const PAGES: &str = "../docs-input";
const MODE: &str = "GENERATED_BUILD";
const CHECK: &str = "check";

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=build.rs");
    if !Path::new(PAGES).is_dir() {
        return ExitCode::SUCCESS;
    }
    println!("cargo::rerun-if-env-changed={MODE}");
    let check = std::env::var_os(MODE).is_some_and(|mode| mode == CHECK);
    match regenerate(check) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            println!("cargo::error={}", error.chain().to_string().replace('\n', " "));
            ExitCode::FAILURE
        }
    }
}

/// Tells whether the files are, or were brought, up to date.
fn regenerate(check: bool) -> Result<bool, Error> {
    let output = Config::new(PAGES)
        .crate_name("generated")
        .documented_tests(true)
        .generate()?;
    for line in output.cargo_instructions() {
        println!("{line}");
    }
    let package = Path::new(".");
    if check {
        let differences = output.check(package)?;
        for difference in &differences {
            println!(
                "cargo::error={} is stale; build without {MODE}={CHECK}",
                difference.path
            );
        }
        return Ok(differences.is_empty());
    }
    let changed = output.write_to(package)?.changed();
    if changed > 0 {
        // Cargo repeats the warnings of a script until it runs again.
        println!("cargo::warning=when {PAGES} last changed, src was brought up to date: {changed} files");
    }
    Ok(true)
}
