//! What the generator makes of the whole documentation compiles, without a warning, and can be used.
//!
//! `GRAPH_DOCS` names a checkout of the documentation.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use generator::{Config, Output, Shape};
use graph_tests::send;

/// A folder below the target folder that is kept between runs, so that dependencies are compiled once.
fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// The lints of the workspace as arguments of rustc; a warning is an error.
fn lints() -> String {
    let manifest = fs::read_to_string(graph_tests::workspace().join("Cargo.toml")).unwrap();
    let manifest: toml::Table = manifest.parse().unwrap();
    let lints = manifest["workspace"]["lints"]["rust"].as_table().unwrap();
    let mut flags = "-Dwarnings".to_owned();
    for (name, level) in lints {
        let level = level.as_str().or_else(|| level["level"].as_str()).unwrap();
        write!(flags, " --{level}={name}").unwrap();
    }
    flags
}

/// Generates a crate that lies beside others in the target folder.
fn generate(pages: &Path, name: &str) -> (Output, PathBuf) {
    let runtime = graph_tests::workspace().join("generated/runtime");
    let output = Config::new(pages)
        .shape(Shape::Crate)
        .package_name(name)
        .runtime_path(runtime.to_str().unwrap())
        .generate()
        .unwrap();
    let target = folder(name);
    output.write_to(&target).unwrap();
    (output, target)
}

/// Checks a crate with the versions of the dependencies that the workspace has, so that nothing is downloaded.
fn check(package: &Path) {
    fs::copy(
        graph_tests::workspace().join("Cargo.lock"),
        package.join("Cargo.lock"),
    )
    .unwrap();
    let checked = Command::new(env!("CARGO"))
        .args(["check", "--quiet", "--offline"])
        .current_dir(package)
        .env("CARGO_TARGET_DIR", folder("target"))
        .env("RUSTFLAGS", lints())
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .output()
        .unwrap();
    let messages = String::from_utf8_lossy(&checked.stderr);
    let messages: Vec<&str> = messages.lines().take(80).collect();
    assert!(checked.status.success(), "{}", messages.join("\n"));
}

/// Writes a program that uses every model. The compiler proves for each that it is `Send`, from the outside.
fn write_user(models: &[String], package: &str) -> PathBuf {
    let name = format!("{package}-user");
    let folder = folder(&name);
    fs::create_dir_all(folder.join("src")).unwrap();
    fs::write(folder.join("Cargo.toml"), send::manifest(&name, package)).unwrap();
    fs::write(folder.join("src/main.rs"), send::program(models)).unwrap();
    folder
}

fn count(folder: &Path) -> usize {
    let is_page = |path: &PathBuf| {
        path.extension().is_some_and(|ending| ending == "md")
            && !path.components().any(|part| part.as_os_str() == "includes")
    };
    graph_tests::pages(folder)
        .iter()
        .filter(|path| is_page(path))
        .count()
}

#[test]
fn the_corpus_becomes_a_crate_without_warnings() {
    let Some(docs) = graph_tests::corpus() else {
        return;
    };
    let (output, package) = generate(&docs, "graph-corpus");
    assert_eq!(output.stats().pages, count(&docs));
    check(&package);

    let models = send::models(&output.run().plan, "graph_corpus");
    assert!(models.len() > 900, "{} models", models.len());
    check(&write_user(&models, "graph-corpus"));
}

#[test]
fn loose_pages_beside_the_corpus_become_a_crate_without_warnings() {
    let Some(seeds) = graph_tests::corpus().map(|docs| docs.join("../seeds")) else {
        return;
    };
    if !seeds.is_dir() {
        return;
    }
    let (output, package) = generate(&seeds, "graph-seeds");
    let errors: Vec<_> = output
        .diagnostics()
        .iter()
        .filter(|found| found.severity() == generator::diagnostic::Severity::Error)
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    assert_eq!(output.stats().operations, output.stats().pages);
    check(&package);
}
