//! Lists the files that go with an emitted crate, for `src/write/package/embedded.rs`.
//!
//! In `embedded` are links to where the files lie in the repository; `cargo package` puts the files themselves there.

#![allow(clippy::print_stdout, reason = "Cargo reads what a build script prints")]

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    let variable = |name| PathBuf::from(std::env::var_os(name).unwrap_or_default());
    let embedded = variable("CARGO_MANIFEST_DIR").join("embedded");
    let mut text = String::new();
    for (name, file) in [
        ("GUIDE", "guide.md"),
        ("RUNTIME_MANIFEST", "runtime.toml"),
        ("WORKSPACE_MANIFEST", "workspace.toml"),
    ] {
        let include = include(&target(&embedded.join(file))?);
        push_line(&mut text, &format!("pub(super) const {name}: &str = {include};"));
    }
    let workspace = fs::read_to_string(target(&embedded.join("workspace.toml"))?)?;
    println!("cargo::rustc-env=RUNTIME_VERSION={}", version(&workspace));
    let sources = target(&embedded.join("runtime"))?;
    println!("cargo::rerun-if-changed={}", sources.display());
    let mut files = Vec::new();
    list(&sources, &mut files)?;
    push_line(&mut text, "pub(super) const RUNTIME: &[(&str, &str)] = &[");
    for file in files {
        let below = file.strip_prefix(&sources).unwrap_or(&file);
        let below: Vec<_> = below.iter().map(|name| name.to_string_lossy()).collect();
        push_line(
            &mut text,
            &format!("    ({:?}, {}),", below.join("/"), include(&file)),
        );
    }
    push_line(&mut text, "];");
    fs::write(variable("OUT_DIR").join("embedded.rs"), text)
}

/// The version that all packages of the workspace have.
fn version(manifest: &str) -> &str {
    let package = manifest.split("[workspace.package]").nth(1).unwrap_or_default();
    let mut lines = package.lines();
    let version = lines.find_map(|line| line.strip_prefix("version = "));
    version.unwrap_or_default().trim_matches('"')
}

fn push_line(text: &mut String, line: &str) {
    // Writing to a string does not fail.
    let _ = writeln!(text, "{line}");
}

fn include(file: &Path) -> String {
    format!("include_str!({:?})", file.to_string_lossy())
}

/// Where a link leads. A checkout on Windows can have a file with the path in place of the link.
fn target(link: &Path) -> io::Result<PathBuf> {
    if link.is_file() {
        let text = fs::read_to_string(link)?;
        let named = link.with_file_name("").join(text.trim());
        if !text.contains('\n') && named.exists() {
            return named.canonicalize();
        }
    }
    link.canonicalize()
}

/// The files below a folder, sorted.
fn list(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    let mut entries = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<Vec<_>>>()?;
    entries.sort();
    for path in entries {
        if path.is_dir() {
            list(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
