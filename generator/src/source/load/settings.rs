//! `docs.toml`: what the folders of an input document, where their names do not tell.
//!
//! ```toml
//! [[folder]]
//! path = "rest-api"
//! version = "v1.0"
//!
//! [[folder]]
//! path = "rest-api/concepts"
//! exclude = true
//! ```

use std::fs;
use std::path::{Component, Path, PathBuf};

use serde::Deserialize;
use toml::Spanned;

use super::SourceError;
use crate::graph::Version;

/// The name of the file, which lies directly in an input folder.
pub(super) const SETTINGS: &str = "docs.toml";

/// No such file is larger.
const MAX_SIZE: u64 = 1 << 20;

/// What is said of the folders of an input.
#[derive(Debug, Default)]
pub(super) struct Settings {
    folders: Vec<FolderSettings>,
}

#[derive(Debug)]
struct FolderSettings {
    /// Below the input; empty for all of it.
    path: PathBuf,
    version: Option<Version>,
    is_excluded: bool,
}

/// What is said of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// It is left out.
    Excluded,
    /// It documents this version.
    Version(Version),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SettingsFile {
    #[serde(default)]
    folder: Vec<FolderEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FolderEntry {
    path: Spanned<String>,
    version: Option<Spanned<String>>,
    #[serde(default)]
    exclude: bool,
}

impl Settings {
    /// Reads the file of an input folder; without one, nothing is said.
    pub(super) fn read(input: &Path) -> Result<Self, SourceError> {
        let path = input.join(SETTINGS);
        let is_file =
            fs::symlink_metadata(&path).is_ok_and(|found| found.is_file() && found.len() <= MAX_SIZE);
        if !is_file {
            return Ok(Self::default());
        }
        let text = fs::read_to_string(&path).map_err(|source| SourceError::Unreadable {
            path: path.clone(),
            source,
        })?;
        Self::parse(&text, input).map_err(|(offset, reason)| {
            let before = text.get(..offset).unwrap_or_default();
            SourceError::Settings {
                path,
                line: before.matches('\n').count() + 1,
                column: before.chars().rev().take_while(|c| *c != '\n').count() + 1,
                reason,
            }
        })
    }

    /// Reads the text; fails with an offset in it and a reason.
    fn parse(text: &str, input: &Path) -> Result<Self, (usize, String)> {
        let table: SettingsFile = toml::from_str(text)
            .map_err(|error| (error.span().unwrap_or_default().start, error.message().to_owned()))?;
        let folders = table.folder.into_iter().map(|entry| {
            let path = Path::new(entry.path.get_ref());
            let is_below = path
                .components()
                .all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
            if !is_below || !input.join(path).exists() {
                let reason = format!(
                    "the input has no folder or page `{}`",
                    entry.path.get_ref().escape_debug()
                );
                return Err((entry.path.span().start, reason));
            }
            let version = match &entry.version {
                Some(name) => {
                    let named = name.get_ref().parse::<Version>();
                    Some(named.map_err(|error| (name.span().start, error.to_string()))?)
                }
                None => None,
            };
            if version.is_none() && !entry.exclude {
                let reason = "the entry says neither `version` nor `exclude = true`".to_owned();
                return Err((entry.path.span().start, reason));
            }
            Ok(FolderSettings {
                path: path
                    .components()
                    .filter(|part| *part != Component::CurDir)
                    .collect(),
                version,
                is_excluded: entry.exclude,
            })
        });
        let folders = folders.collect::<Result<_, _>>()?;
        Ok(Self { folders })
    }

    /// What is said of a page, by its path below the input. The entry of the innermost folder counts.
    pub(super) fn of(&self, page: &Path) -> Option<Said> {
        let entries = self
            .folders
            .iter()
            .filter(|folder| page.starts_with(&folder.path));
        let innermost = entries.max_by_key(|folder| folder.path.components().count())?;
        match innermost.version {
            _ if innermost.is_excluded => Some(Said::Excluded),
            version => version.map(Said::Version),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("rest/concepts")).unwrap();
        folder
    }

    #[test]
    fn the_innermost_folder_counts() {
        let input = input();
        let text = "[[folder]]\npath = \"./rest\"\nversion = \"beta\"\n[[folder]]\npath = \"rest/concepts\"\nexclude = true\n\
            [[folder]]\npath = \".\"\nversion = \"v1.0\"\n";
        let settings = Settings::parse(text, input.path()).unwrap();
        let of = |path: &str| settings.of(Path::new(path));
        assert_eq!(of("rest/api/a.md"), Some(Said::Version(Version::Beta)));
        assert_eq!(of("rest/concepts/a.md"), Some(Said::Excluded));
        assert_eq!(of("restless/a.md"), Some(Said::Version(Version::V1)));
        assert_eq!(Settings::default().of(Path::new("a.md")), None);
    }

    #[test]
    fn what_is_wrong_has_a_place() {
        let input = input();
        for (text, offset, reason) in [
            (
                "[[folder]]\npath = \"x\"\nversion = \"beta\"\n",
                18,
                "the input has no folder or page `x`",
            ),
            (
                "[[folder]]\npath = \"../x\"\n",
                18,
                "the input has no folder or page `../x`",
            ),
            (
                "[[folder]]\npath = \"rest\"\nversion = \"2\"\n",
                35,
                "`2` is not a version; there are `v1.0` and `beta`",
            ),
            (
                "[[folder]]\npath = \"rest\"\n",
                18,
                "the entry says neither `version` nor `exclude = true`",
            ),
            (
                "[[folder]]\npath = \"rest\"\nvrsion = \"beta\"\n",
                25,
                "unknown field `vrsion`, expected one of `path`, `version`, `exclude`",
            ),
        ] {
            assert_eq!(
                Settings::parse(text, input.path()).unwrap_err(),
                (offset, reason.to_owned())
            );
        }
    }
}
