//! Compiles emitted crates.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

/// How many lines of what the compiler says are shown.
const SHOWN: usize = 80;

/// Runs a command of cargo on a crate, with the versions of the dependencies that the workspace has, so that nothing is
/// downloaded. A warning is an error.
///
/// # Errors
///
/// Fails with what cargo and the compiler say.
///
/// # Panics
///
/// Panics where the workspace cannot be read, or cargo cannot be started.
pub fn cargo(package: &Path, target: &Path, arguments: &[&str]) -> Result<(), String> {
    cargo_with(package, target, arguments, &[])
}

/// Does what [`cargo`] does, with further variables of the environment.
///
/// # Errors
///
/// Fails where [`cargo`] does.
///
/// # Panics
///
/// Panics where [`cargo`] does.
pub fn cargo_with(
    package: &Path,
    target: &Path,
    arguments: &[&str],
    variables: &[(&str, &str)],
) -> Result<(), String> {
    let quiet = [arguments, &["--quiet"]].concat();
    run(package, target, &quiet, variables).map(|_| ())
}

/// Does what [`cargo`] does, and returns what cargo itself warns of.
///
/// # Errors
///
/// Fails where [`cargo`] does.
///
/// # Panics
///
/// Panics where [`cargo`] does.
pub fn warnings(package: &Path, target: &Path, arguments: &[&str]) -> Result<Vec<String>, String> {
    let said = run(package, target, arguments, &[])?;
    let warnings = said.lines().filter(|line| line.starts_with("warning"));
    Ok(warnings.map(str::to_owned).collect())
}

/// Runs a command of cargo on a crate. Returns what it says of its work.
fn run(
    package: &Path,
    target: &Path,
    arguments: &[&str],
    variables: &[(&str, &str)],
) -> Result<String, String> {
    let lock = graph_test_pages::workspace().join("Cargo.lock");
    fs::copy(lock, package.join("Cargo.lock")).expect("a place for the lock file");
    let ran = Command::new(env!("CARGO"))
        .args(arguments)
        .arg("--offline")
        .current_dir(package)
        .env("CARGO_TARGET_DIR", target)
        .env("RUSTFLAGS", lints())
        .env("RUSTDOCFLAGS", "-Dwarnings")
        .envs(variables.iter().copied())
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .output()
        .expect("cargo");
    if ran.status.success() {
        return Ok(String::from_utf8_lossy(&ran.stderr).into_owned());
    }
    let said = [ran.stderr, ran.stdout].concat();
    let messages = String::from_utf8_lossy(&said);
    let messages: Vec<&str> = messages.lines().take(SHOWN).collect();
    Err(messages.join("\n"))
}

/// The lints of the workspace as arguments of rustc; a warning is an error.
fn lints() -> String {
    let manifest = graph_test_pages::workspace().join("Cargo.toml");
    let manifest = fs::read_to_string(manifest).expect("the manifest of the workspace");
    let manifest: toml::Table = manifest.parse().expect("a manifest");
    let lints = manifest["workspace"]["lints"]["rust"].as_table().expect("lints");
    let mut flags = "-Dwarnings".to_owned();
    for (name, level) in lints {
        let level = level.as_str().or_else(|| level["level"].as_str());
        let level = level.expect("the level of a lint");
        write!(flags, " --{level}={name}").expect("room for a flag");
    }
    flags
}
