//! Makes a module of every expected output, so that the compiler proves each snapshot.

use std::env;
use std::fmt::Write;
use std::fs;
use std::io;
use std::path::Path;

fn main() -> io::Result<()> {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    println!("cargo::rerun-if-changed={}", cases.display());
    let mut names = Vec::new();
    for entry in fs::read_dir(&cases)? {
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
        let path = cases.join(&name).join("expected.rs");
        let module = name.replace('-', "_");
        // Writing to a string does not fail.
        let _ = writeln!(modules, "#[path = {path:?}]\npub mod case_{module};");
    }
    let out = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("Cargo sets OUT_DIR"))?;
    fs::write(Path::new(&out).join("cases.rs"), modules)
}
