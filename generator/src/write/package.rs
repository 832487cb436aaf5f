//! The files that make the emitted modules a crate of their own: `Cargo.toml` and `src/lib.rs`.

use super::{MARK, format};
use crate::error::Error;
use crate::graph::Version;
use crate::resolve::module_of;

/// A feature that a generated crate passes on to the runtime, by the same name.
struct PassedOn {
    name: &'static str,
    /// What it brings.
    about: &'static str,
    /// The features of the generated crate that it needs.
    needs: &'static [&'static str],
}

/// The package `generated` of this repository has the same.
const PASSED_ON: [PassedOn; 6] = [
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

/// Where Cargo finds the crate `graph-runtime`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuntimeSource {
    /// In a registry; a version requirement such as `0.1`.
    Version(String),
    /// In a folder; relative to the generated crate, with `/`.
    Path(String),
}

/// What the manifest of a generated crate says.
#[derive(Clone, Debug)]
pub struct Package {
    /// The package's name.
    pub name: String,
    /// Where the runtime comes from.
    pub runtime: RuntimeSource,
}

impl Package {
    /// The text of `Cargo.toml`. Each version is a feature, and so is the client, so that a program compiles only
    /// what it uses.
    ///
    /// # Errors
    ///
    /// Fails where the name is none that Cargo takes, or the place of the runtime cannot be written in a
    /// manifest.
    pub fn manifest(&self, versions: &[Version]) -> Result<String, Error> {
        check_name(&self.name)?;
        let (key, value) = match &self.runtime {
            RuntimeSource::Version(version) => ("version", version),
            RuntimeSource::Path(path) => ("path", path),
        };
        let value = toml::Value::String(value.clone());
        let modules: Vec<&str> = versions.iter().copied().map(module_of).collect();
        let default = modules
            .iter()
            .chain([&"client"])
            .map(|name| format!("\"{name}\""))
            .collect::<Vec<_>>()
            .join(", ");
        let mut features: String = modules.iter().map(|name| format!("{name} = []\n")).collect();
        features.extend(PASSED_ON.iter().map(PassedOn::lines));
        Ok(format!(
            r#"# {MARK}; delete this line to edit the file by hand.

[package]
name = "{name}"
description = "Microsoft Graph: typed models and requests, generated from the API reference."
version = "0.1.0"
edition = "2024"
publish = false

[features]
default = [{default}]
{features}
[dependencies]
graph-runtime = {{ {key} = {value} }}

# The crate stands alone, wherever it lies. Remove the table to make it a member of a workspace.
[workspace]
"#,
            name = self.name,
        ))
    }

    /// The text of `src/lib.rs`.
    pub fn library(versions: &[Version]) -> String {
        let mut text = format::mark_line();
        text.push_str(
            "\n//! Microsoft Graph: typed models and requests, generated from the API reference.\n//!\n\
             //! Each version of the service is a module, and a feature of its own.\n\
             \npub use graph_runtime as runtime;\n",
        );
        for &version in versions {
            let module = module_of(version);
            let about = version.as_str();
            text.push_str(&format!(
                "\n/// Version {about} of the service.\n#[cfg(feature = \"{module}\")]\n#[rustfmt::skip]\npub mod {module};\n"
            ));
        }
        text
    }
}

/// A package name that is also a crate name: letters, digits, `-` and `_`, a letter first.
fn check_name(name: &str) -> Result<(), Error> {
    let starts_well = name.starts_with(|first: char| first.is_ascii_alphabetic());
    let reads_well = name
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    if starts_well && reads_well {
        Ok(())
    } else {
        Err(Error::Settings(format!(
            "`{}` is not a package name: it starts with a letter and goes on in letters, digits, `-` and `_`",
            name.escape_debug()
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::{Package, RuntimeSource};
    use crate::graph::Version;
    use crate::write::is_marked;

    fn package(name: &str, path: &str) -> Package {
        Package {
            name: name.to_owned(),
            runtime: RuntimeSource::Path(path.to_owned()),
        }
    }

    #[test]
    fn the_manifest_names_the_features_and_the_runtime() {
        let text = package("graph", "../runtime").manifest(&Version::ALL).unwrap();
        assert!(is_marked(text.as_bytes()));
        let manifest: toml::Table = text.parse().unwrap();
        assert_eq!(manifest["package"]["name"].as_str(), Some("graph"));
        assert_eq!(
            manifest["dependencies"]["graph-runtime"]["path"].as_str(),
            Some("../runtime")
        );
        let default = manifest["features"]["default"].as_array().unwrap();
        let default: Vec<_> = default.iter().filter_map(toml::Value::as_str).collect();
        assert_eq!(default, ["v1", "beta", "client"]);
        let features = |name: &str| -> Vec<_> {
            let list = manifest["features"][name].as_array().unwrap();
            list.iter().filter_map(toml::Value::as_str).collect()
        };
        assert_eq!(features("client"), ["graph-runtime/client"]);
        assert_eq!(features("azure"), ["client", "graph-runtime/azure"]);
        assert_eq!(features("notifications"), ["graph-runtime/notifications"]);
        assert!(manifest["features"]["beta"].as_array().unwrap().is_empty());
    }

    #[test]
    fn settings_cannot_break_the_manifest() {
        let path = "a\"b\\c\nd = 1 ü";
        let manifest: toml::Table = package("graph", path).manifest(&[]).unwrap().parse().unwrap();
        assert_eq!(
            manifest["dependencies"]["graph-runtime"]["path"].as_str(),
            Some(path)
        );
        for name in ["", "1a", "a b", "a\"", "a\nb", "ä", "-a"] {
            assert!(package(name, "x").manifest(&[]).is_err(), "{name:?}");
        }
    }

    #[test]
    fn the_library_declares_the_versions_that_are_there() {
        let text = Package::library(&[Version::V1]);
        assert!(is_marked(text.as_bytes()));
        let items = syn::parse_file(&text).unwrap().items;
        assert_eq!(items.len(), 2);
        assert!(text.contains("pub mod v1;") && !text.contains("beta"));
        assert!(text.contains("pub use graph_runtime as runtime;"));
    }
}
