//! Generates an SDK from the pages in `pages`, as one file.

#![allow(clippy::print_stdout, reason = "Cargo reads what a build script prints")]

use std::path::PathBuf;

fn main() -> Result<(), generator::Error> {
    let output = generator::Config::new("pages").generate()?;
    let target = PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default());
    output.write_file(target.join("graph.rs"))?;
    for line in output.cargo_instructions() {
        println!("{line}");
    }
    Ok(())
}
