//! `docs.toml`: what the folders of an input document, where their names do not tell.
//!
//! ```toml
//! [[folder]]
//! path = "rest-api"
//! version = "v1.0"
//! namespace = "oneDrive"
//!
//! [[folder]]
//! path = "rest-api/concepts"
//! exclude = true
//! ```

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fs;
use std::path::{Component, Path, PathBuf};

use serde::Deserialize;
use toml::Spanned;

use super::SourceError;
use crate::graph::{Version, is_qualified_name};

/// The name of the file, which lies directly in an input folder.
pub(super) const FILE_NAME: &str = "docs.toml";

/// No such file is larger.
const MAX_SIZE: u64 = 1 << 20;

/// What is said of the folders of an input.
#[derive(Debug, Default)]
pub(super) struct DocsToml {
    /// By the path below the input; empty for all of it.
    folders: BTreeMap<PathBuf, FolderStatement>,
}

/// What is said of a folder.
#[derive(Debug)]
struct FolderStatement {
    version: Option<Version>,
    namespace: Option<String>,
    is_excluded: bool,
}

/// What is said of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct PageStatement<'s> {
    /// Whether it is left out.
    pub(super) is_excluded: bool,
    /// The version that it documents.
    pub(super) version: Option<Version>,
    /// The namespace of what it documents, unless it names one itself.
    pub(super) namespace: Option<&'s str>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    #[serde(default)]
    folder: Vec<FolderEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FolderEntry {
    path: Spanned<String>,
    version: Option<Spanned<String>>,
    namespace: Option<Spanned<String>>,
    #[serde(default)]
    exclude: bool,
}

impl DocsToml {
    /// Reads the file of an input folder; without one, nothing is said.
    pub(super) fn read(input: &Path) -> Result<Self, SourceError> {
        let path = input.join(FILE_NAME);
        let size = match fs::symlink_metadata(&path) {
            Ok(found) if found.is_file() => found.len(),
            _ => return Ok(Self::default()),
        };
        if size > MAX_SIZE {
            return Err(SourceError::Settings {
                path,
                line: 1,
                column: 1,
                reason: format!("the file has {size} bytes, which is more than 1 MiB"),
            });
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
        let table: Content = toml::from_str(text)
            .map_err(|error| (error.span().unwrap_or_default().start, error.message().to_owned()))?;
        let entries = table.folder.into_iter().map(|entry| {
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
            let namespace = entry.namespace.as_ref();
            if let Some(name) = namespace.filter(|name| !is_qualified_name(name.get_ref())) {
                let reason = format!("`{}` is no namespace", name.get_ref().escape_debug());
                return Err((name.span().start, reason));
            }
            if version.is_none() && namespace.is_none() && !entry.exclude {
                let reason =
                    "the entry says neither `version` nor `namespace` nor `exclude = true`".to_owned();
                return Err((entry.path.span().start, reason));
            }
            let path: PathBuf = path
                .components()
                .filter(|part| *part != Component::CurDir)
                .collect();
            let statement = FolderStatement {
                version,
                namespace: namespace.map(|name| name.get_ref().clone()),
                is_excluded: entry.exclude,
            };
            Ok((path, statement))
        });
        let mut folders = BTreeMap::new();
        for entry in entries {
            let (path, statement) = entry?;
            match folders.entry(path) {
                Entry::Vacant(place) => {
                    place.insert(statement);
                }
                Entry::Occupied(mut first) => first.get_mut().add(statement),
            }
        }
        Ok(Self { folders })
    }

    /// What is said of a page, by its path below the input. Where several entries say a thing, the one of the
    /// innermost folder counts.
    pub(super) fn of(&self, page: &Path) -> PageStatement<'_> {
        let entries = || page.ancestors().filter_map(|folder| self.folders.get(folder));
        PageStatement {
            is_excluded: entries().next().is_some_and(|folder| folder.is_excluded),
            version: entries().find_map(|folder| folder.version),
            namespace: entries().find_map(|folder| folder.namespace.as_deref()),
        }
    }
}

impl FolderStatement {
    /// Adds what a further entry says of the folder. The first entry that says a thing counts, and the very first says
    /// whether the folder is left out.
    fn add(&mut self, further: Self) {
        self.version = self.version.or(further.version);
        self.namespace = self.namespace.take().or(further.namespace);
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
            [[folder]]\npath = \".\"\nversion = \"v1.0\"\nnamespace = \"crates.depot\"\n";
        let file = DocsToml::parse(text, input.path()).unwrap();
        let of = |path: &str| {
            let said = file.of(Path::new(path));
            (said.is_excluded, said.version, said.namespace)
        };
        let namespace = Some("crates.depot");
        assert_eq!(of("rest/api/a.md"), (false, Some(Version::Beta), namespace));
        assert!(of("rest/concepts/a.md").0);
        assert_eq!(of("restless/a.md"), (false, Some(Version::V1), namespace));
        assert_eq!(
            DocsToml::default().of(Path::new("a.md")),
            PageStatement::default()
        );
    }

    #[test]
    fn several_entries_may_be_about_one_folder() {
        let input = input();
        let text = "[[folder]]\npath = \"rest\"\nversion = \"beta\"\n[[folder]]\npath = \"./rest\"\nversion = \"v1.0\"\n\
            namespace = \"crates\"\nexclude = true\n";
        let file = DocsToml::parse(text, input.path()).unwrap();
        let said = file.of(Path::new("rest/a.md"));
        let expected = (false, Some(Version::Beta), Some("crates"));
        assert_eq!((said.is_excluded, said.version, said.namespace), expected);
    }

    #[test]
    fn a_file_too_large_is_an_error() {
        let input = input();
        let path = input.path().join(FILE_NAME);
        fs::write(&path, "#\n".repeat(1 << 19)).unwrap();
        assert!(DocsToml::read(input.path()).is_ok());
        fs::write(&path, "#\n".repeat((1 << 19) + 1)).unwrap();
        let error = DocsToml::read(input.path()).unwrap_err().to_string();
        assert!(
            error.ends_with("docs.toml:1:1: the file has 1048578 bytes, which is more than 1 MiB"),
            "{error}"
        );
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
                "the entry says neither `version` nor `namespace` nor `exclude = true`",
            ),
            (
                "[[folder]]\npath = \"rest\"\nnamespace = \"a..b\"\n",
                37,
                "`a..b` is no namespace",
            ),
            (
                "[[folder]]\npath = \"rest\"\nvrsion = \"beta\"\n",
                25,
                "unknown field `vrsion`, expected one of `path`, `version`, `namespace`, `exclude`",
            ),
        ] {
            assert_eq!(
                DocsToml::parse(text, input.path()).unwrap_err(),
                (offset, reason.to_owned())
            );
        }
    }
}
