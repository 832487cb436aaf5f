//! Where an emitted crate takes its runtime from.

use std::str::FromStr;

/// Where Cargo finds the crate `graph-runtime`, on which generated code stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum RuntimeSource {
    /// In the emitted crate: its sources are written to the folder `runtime` there, as a package of its own. The crate
    /// then builds wherever it lies.
    #[default]
    Vendored,
    /// In a folder. The path is written into `Cargo.toml` as it is, so it is relative to the generated crate; with `/`.
    Path(String),
    /// In a registry; a version requirement such as `0.1`.
    Version(String),
    /// In a repository.
    Git {
        /// The address of the repository.
        url: String,
        /// The commit; `None` for that at the head of the default branch.
        rev: Option<String>,
    },
}

/// A text that names no source of the runtime.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("none of `vendored`, `path=DIR`, `version=REQ` and `git=URL[#REV]`")]
pub struct ParseRuntimeSourceError(());

impl FromStr for RuntimeSource {
    type Err = ParseRuntimeSourceError;

    /// Reads `vendored`, `path=DIR`, `version=REQ` or `git=URL[#REV]`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "vendored" {
            return Ok(Self::Vendored);
        }
        let (kind, value) = text.split_once('=').ok_or(ParseRuntimeSourceError(()))?;
        match (kind, value) {
            (_, "") => Err(ParseRuntimeSourceError(())),
            ("path", path) => Ok(Self::Path(path.to_owned())),
            ("version", version) => Ok(Self::Version(version.to_owned())),
            ("git", address) => Ok(match address.split_once('#') {
                Some((url, rev)) => Self::Git {
                    url: url.to_owned(),
                    rev: Some(rev.to_owned()),
                },
                None => Self::Git {
                    url: address.to_owned(),
                    rev: None,
                },
            }),
            _ => Err(ParseRuntimeSourceError(())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RuntimeSource;

    #[test]
    fn sources_are_read() {
        let git = |url: &str, rev: Option<&str>| RuntimeSource::Git {
            url: url.to_owned(),
            rev: rev.map(str::to_owned),
        };
        for (text, source) in [
            ("vendored", RuntimeSource::Vendored),
            ("path=../a=b", RuntimeSource::Path("../a=b".to_owned())),
            (
                "version=>=0.1, <0.3",
                RuntimeSource::Version(">=0.1, <0.3".to_owned()),
            ),
            (
                "git=https://example.org/sdk",
                git("https://example.org/sdk", None),
            ),
            (
                "git=https://example.org/sdk#1a2b",
                git("https://example.org/sdk", Some("1a2b")),
            ),
        ] {
            assert_eq!(text.parse(), Ok(source), "{text}");
        }
        for text in [
            "",
            "path",
            "path=",
            "version=",
            "git=",
            "Vendored",
            "vendored=1",
            "registry=x",
        ] {
            assert!(text.parse::<RuntimeSource>().is_err(), "{text}");
        }
    }
}
