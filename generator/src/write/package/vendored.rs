//! The runtime as a package below an emitted crate.
//!
//! It is a package and no module of the crate: it is compiled beside the crate's dependencies and not again when the crate
//! changes, and its sources are those of this repository, letter by letter.

use toml::{Table, Value};

use super::embedded::{RUNTIME, RUNTIME_MANIFEST, WORKSPACE_MANIFEST};
use crate::error::Error;
use crate::mark::MARK;

/// The folder of the package below the emitted crate.
pub(in crate::write) const FOLDER: &str = "runtime";

/// The name by which code names the library, whatever its package is called.
const LIBRARY: &str = "graph_runtime";

/// What the package of the runtime says of itself.
pub(super) struct Runtime {
    manifest: Table,
    workspace: Table,
}

impl Runtime {
    /// The runtime of this generator.
    ///
    /// # Errors
    ///
    /// Fails where its manifests are none, which is a fault of the generator.
    pub(super) fn embedded() -> Result<Self, Error> {
        let table = |text: &str| {
            let fault = |error| Error::Settings(format!("the embedded runtime: {error}"));
            text.parse::<Table>().map_err(fault)
        };
        Ok(Self {
            manifest: table(RUNTIME_MANIFEST)?,
            workspace: table(WORKSPACE_MANIFEST)?,
        })
    }

    /// A value that all packages of the workspace have: `version`, `edition`, `rust-version`, `license`.
    pub(super) fn of_workspace(&self, key: &str) -> &str {
        let package = self.workspace.get("workspace").and_then(|it| it.get("package"));
        let value = package.and_then(|package| package.get(key));
        value.and_then(Value::as_str).unwrap_or_default()
    }

    /// What the workspace says of a dependency.
    fn shared(&self, dependency: &str) -> Option<&Value> {
        self.workspace
            .get("workspace")?
            .get("dependencies")?
            .get(dependency)
    }

    /// The version of a dependency that the workspace has.
    pub(super) fn version_of(&self, dependency: &str) -> &str {
        let version = match self.shared(dependency) {
            Some(Value::Table(table)) => table.get("version"),
            other => other,
        };
        version.and_then(Value::as_str).unwrap_or_default()
    }

    /// The files of the package, by path below the emitted crate, which is called `package`.
    pub(super) fn files(&self, package: &str) -> impl Iterator<Item = (String, String)> {
        let manifest = (format!("{FOLDER}/Cargo.toml"), self.package_manifest(package));
        let sources = RUNTIME.iter().map(|(path, text)| {
            // A text that examples take in is code whose lines are hidden.
            let comment = if path.ends_with(".md") { "# //" } else { "//" };
            let text = format!("{comment} {MARK}, which it goes with.\n{text}");
            (format!("{FOLDER}/src/{path}"), text)
        });
        std::iter::once(manifest).chain(sources)
    }

    fn package_manifest(&self, package: &str) -> String {
        let description = self.manifest.get("package").and_then(|it| it.get("description"));
        let description = description.cloned().unwrap_or_else(|| String::new().into());
        let mut text = format!(
            "# {MARK}, which it goes with.\n\n[package]\nname = \"{}\"\n",
            name(package)
        );
        text.push_str(&format!("description = {description}\n"));
        for key in ["version", "edition", "rust-version", "license"] {
            text.push_str(&format!("{key} = \"{}\"\n", self.of_workspace(key)));
        }
        text.push_str(&format!(
            "homepage = \"{}\"\n\n# Its tests stand in the repository of the generator.\n[lib]\nname = \"{LIBRARY}\"\n\
             test = false\ndoctest = false\n\n[package.metadata.docs.rs]\nall-features = true\n\n{}\n[dependencies]\n",
            super::HOMEPAGE,
            features(),
        ));
        let dependencies = self.manifest.get("dependencies").and_then(Value::as_table);
        for (name, own) in dependencies.into_iter().flatten() {
            text.push_str(&format!("{name} = {}\n", self.dependency(name, own)));
        }
        text
    }

    /// A dependency with what the workspace says of it.
    fn dependency(&self, name: &str, own: &Value) -> Value {
        let (Some(own), Some(shared)) = (own.as_table(), self.shared(name)) else {
            return own.clone();
        };
        let mut all = match shared {
            Value::Table(shared) => shared.clone(),
            version => Table::from_iter([("version".to_owned(), version.clone())]),
        };
        for (key, value) in own.iter().filter(|(key, _)| *key != "workspace") {
            match (all.get_mut(key), value) {
                (Some(Value::Array(there)), Value::Array(more)) => there.extend(more.iter().cloned()),
                _ => {
                    all.insert(key.clone(), value.clone());
                }
            }
        }
        match all.remove("version") {
            Some(version) if all.is_empty() => version,
            Some(version) => {
                all.insert("version".to_owned(), version);
                Value::Table(all)
            }
            None => Value::Table(all),
        }
    }
}

/// The name of the package that goes with the emitted crate `package`.
pub(super) fn name(package: &str) -> String {
    format!("{package}-runtime")
}

/// The table of features as the runtime has it, with its comments.
fn features() -> String {
    let lines = RUNTIME_MANIFEST.lines().skip_while(|line| *line != "[features]");
    let ends = |line: &&str| line.starts_with('[') && *line != "[features]";
    let lines: Vec<&str> = lines.take_while(|line| !ends(line)).collect();
    format!("{}\n", lines.join("\n").trim_end())
}
