//! `Cargo.toml` of an emitted crate.

use std::collections::{BTreeMap, BTreeSet};

use super::vendored::{self, Runtime};
use super::{ALL_AREAS, HOMEPAGE, Package, RuntimeSource, name};
use crate::error::Error;
use crate::mark::MARK;
use crate::resolve::plan::VersionPlan;
use crate::text::one_line;

/// A feature that a generated crate passes on to the runtime, by the same name.
pub(super) struct PassedOn {
    pub(super) name: &'static str,
    /// What it brings.
    pub(super) about: &'static str,
    /// The features of the generated crate that it needs.
    needs: &'static [&'static str],
}

/// The package `generated` of this repository has the same.
pub(super) const PASSED_ON: [PassedOn; 8] = [
    PassedOn {
        name: "client",
        about: "Sends the requests. Without it the crate does no I/O.",
        needs: &[],
    },
    PassedOn {
        name: "azure",
        about: "Tokens from the credentials of the Azure SDK.",
        needs: &["client"],
    },
    PassedOn {
        name: "sign-in",
        about: "Signs a person in: with a code on another device, or in the browser.",
        needs: &["client"],
    },
    PassedOn {
        name: "tracing",
        about: "Spans and events of the crate `tracing`.",
        needs: &["client"],
    },
    PassedOn {
        name: "time-zones",
        about: "Times with the name of a time zone, also that of Windows.",
        needs: &[],
    },
    PassedOn {
        name: "jiff",
        about: "Dates, times and durations of the crate `jiff`.",
        needs: &[],
    },
    PassedOn {
        name: "chrono",
        about: "Dates, times and durations of the crate `chrono`.",
        needs: &[],
    },
    PassedOn {
        name: "notifications",
        about: "Change notifications: validation, decryption, and the check of who sent them.",
        needs: &[],
    },
];

impl PassedOn {
    /// Its lines in the manifest.
    fn lines(&self) -> String {
        let Self { name, about, needs } = self;
        let needs: String = needs.iter().map(|feature| format!("\"{feature}\", ")).collect();
        format!("# {about}\n{name} = [{needs}\"graph-runtime/{name}\"]\n")
    }
}

impl Package {
    /// The text of `Cargo.toml`. Each version is a feature, and so is the client, so that a program compiles only
    /// what it uses.
    ///
    /// # Errors
    ///
    /// Fails where the name is none that Cargo takes.
    pub(super) fn manifest(&self, versions: &[VersionPlan], runtime: &Runtime) -> Result<String, Error> {
        name::check(&self.name)?;
        let modules: Vec<&str> = versions.iter().map(VersionPlan::name).collect();
        let areas = area_lines(versions);
        let of_areas = (!areas.is_empty()).then_some(ALL_AREAS);
        let default = quoted(modules.iter().copied().chain(["client"]).chain(of_areas));
        let mut features: String = modules.iter().map(|name| format!("{name} = []\n")).collect();
        features.push_str(&areas);
        features.extend(PASSED_ON.iter().map(PassedOn::lines));
        let members = match self.runtime {
            RuntimeSource::Vendored => {
                let folder = vendored::FOLDER;
                format!("members = [\"{folder}\"]\ndefault-members = [\".\", \"{folder}\"]\n")
            }
            _ => String::new(),
        };
        Ok(format!(
            r#"# {MARK}; delete this line to edit the file by hand.

[package]
name = "{name}"
description = "Microsoft Graph: typed models and requests, generated from the API reference."
version = "{CRATE_VERSION}"
edition = "{edition}"
rust-version = "{rust_version}"
license = "{license}"
homepage = "{HOMEPAGE}"

[package.metadata.docs.rs]
all-features = true

[features]
default = [{default}]
{features}
[dependencies]
graph-runtime = {runtime}

# For the examples of the documentation.
[dev-dependencies]
tokio = {{ version = "{tokio}", default-features = false, features = ["fs", "macros", "rt"] }}

# The crate stands alone, wherever it lies. Remove the table to make it a member of a workspace.
[workspace]
{members}"#,
            name = self.name,
            edition = runtime.of_workspace("edition"),
            rust_version = runtime.of_workspace("rust-version"),
            license = runtime.of_workspace("license"),
            tokio = runtime.version_of("tokio"),
            runtime = self.dependency(runtime),
        ))
    }

    /// What stands behind `graph-runtime =`.
    fn dependency(&self, runtime: &Runtime) -> toml::Value {
        let table = |entries: &[(&str, &str)]| {
            let entries = entries.iter();
            let entries = entries.map(|(key, value)| ((*key).to_owned(), toml::Value::from(*value)));
            toml::Value::Table(entries.collect())
        };
        match &self.runtime {
            RuntimeSource::Vendored => table(&[
                ("package", &vendored::name(&self.name)),
                ("path", vendored::FOLDER),
                ("version", &format!("={}", runtime.of_workspace("version"))),
            ]),
            RuntimeSource::Path(path) => table(&[("path", path)]),
            RuntimeSource::Version(version) => table(&[("version", version)]),
            RuntimeSource::Git { url, rev: None } => table(&[("git", url)]),
            RuntimeSource::Git { url, rev: Some(rev) } => table(&[("git", url), ("rev", rev)]),
        }
    }
}

/// Names in quotes, as in a list of a manifest.
fn quoted<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = names.into_iter().map(|name| format!("\"{name}\"")).collect();
    quoted.join(", ")
}

/// The features of the areas of all versions, each with the paths that it is about.
fn area_lines(versions: &[VersionPlan]) -> String {
    let mut areas: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for area in versions.iter().flat_map(|version| &version.areas.areas) {
        let roots = areas.entry(&area.feature).or_default();
        roots.extend(area.roots.iter().map(String::as_str));
    }
    if areas.is_empty() {
        return String::new();
    }
    // Where there is one version, there is nothing to choose.
    let version = match versions {
        [version] => quoted([version.name()]),
        _ => String::new(),
    };
    let mut lines = "# The areas of the service. Tests and examples need all of them.\n".to_owned();
    lines.push_str(&format!("{ALL_AREAS} = [{}]\n", quoted(areas.keys().copied())));
    for (feature, roots) in areas {
        let about = if roots.is_empty() {
            "Types that no request names.".to_owned()
        } else {
            let roots: Vec<String> = roots.iter().map(|root| format!("`{}`", one_line(root))).collect();
            format!("What stands below {}.", roots.join(", "))
        };
        lines.push_str(&format!("# {about}\n{feature} = [{version}]\n"));
    }
    lines
}

/// The version of every emitted crate; whoever publishes one gives it their own.
const CRATE_VERSION: &str = "0.1.0";
