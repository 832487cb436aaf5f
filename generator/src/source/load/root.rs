//! The files of an input: which files below a folder are pages.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::SourceError;
use super::docs_toml::{self, DocsToml};
use crate::graph::Version;
use crate::source::checkout::{PAGES, is_own_folder};
use crate::source::{FileRole, Folder, saved};

/// The endings of the names of pages but for those of HTML.
const EXTENSIONS: [&str; 2] = ["md", "txt"];

/// The name of the table that puts right what the pages get wrong.
const CORRECTIONS: &str = "corrections.toml";

/// Files that describe a folder or a repository and document no operation and no type, without extension
/// and in lower case. Outside of the folders of
/// pages only; there, such a name can be a type's.
const NOT_PAGES: &[&str] = &[
    "code_of_conduct",
    "code-of-conduct",
    "contributing",
    "license",
    "readme",
    "security",
    "support",
    "thirdpartynotices",
    "toc",
];

/// Files that are no pages within the folders of pages either.
const NEVER_PAGES: &[&str] = &["readme", "toc"];

/// The folder beside the pages of a checkout from which they include, too.
const SHARED: &str = "includes";

/// Folders that hold no documentation.
const SKIPPED_FOLDERS: &[&str] = &["node_modules", "target"];

/// How the folder is called in which a browser puts the images, scripts and frames of a page that it saves.
const BESIDE_HTML: &str = "_files";

/// A file of an input.
pub(super) struct InputFile {
    /// Where it lies.
    pub(super) place: PathBuf,
    /// What it is; a link is skipped.
    pub(super) role: FileRole,
    /// The version that `docs.toml` or the command line says it documents.
    pub(super) version: Option<Version>,
    /// The namespace that `docs.toml` or the command line says it is of.
    pub(super) namespace: Option<String>,
}

/// The files of one input.
pub(super) struct Root {
    /// Stands in front of the paths where two inputs would have files of one path.
    prefix: Option<String>,
    /// The last folder's name of the input.
    name: String,
    /// The files by their paths below the root.
    files: BTreeMap<String, InputFile>,
}

impl Root {
    pub(super) fn find(input: &Path) -> Result<Self, SourceError> {
        let unreadable = |source: io::Error| match source.kind() {
            io::ErrorKind::NotFound => SourceError::Missing {
                path: input.to_owned(),
            },
            _ => SourceError::Unreadable {
                path: input.to_owned(),
                source,
            },
        };
        // The true path, since `.` has no name and two spellings may lead to one folder.
        let start = fs::canonicalize(input).map_err(unreadable)?;
        let checkout = start.join(PAGES);
        let (start, shared) = if is_own_folder(&checkout) {
            (checkout, Some(start.join(SHARED)))
        } else {
            (start, None)
        };
        let base = base(&start);
        let docs_toml = DocsToml::read(&start)?;
        let mut files = BTreeMap::new();
        let walk = WalkDir::new(&start).sort_by_file_name();
        for entry in walk.into_iter().filter_entry(|entry| !is_skipped(entry)) {
            let entry = entry.map_err(|error| SourceError::Unreadable {
                path: error.path().unwrap_or(input).to_owned(),
                source: error.into(),
            })?;
            let path = relative(entry.path(), &base);
            let Some(role) = role(&entry, &path, &start) else {
                continue;
            };
            let below = entry.path().strip_prefix(&start).unwrap_or(entry.path());
            let said = docs_toml.of(below);
            if said.is_excluded && role != FileRole::Corrections {
                continue;
            }
            let file = InputFile {
                place: entry.path().to_owned(),
                role,
                version: said.version,
                namespace: said.namespace.map(str::to_owned),
            };
            files.insert(path, file);
        }
        if let Some(shared) = shared {
            add_shared(&shared, &mut files);
        }
        if !files.values().any(|file| file.role == FileRole::Page) {
            let mut links = files.values().filter(|file| file.role == FileRole::Skipped);
            return Err(SourceError::NoPages {
                path: input.to_owned(),
                link: links.next().map(|link| link.place.clone()),
            });
        }
        let name = base
            .file_name()
            .map_or_else(|| "input".to_owned(), |name| name.to_string_lossy().into_owned());
        Ok(Self {
            prefix: None,
            name,
            files,
        })
    }

    /// The files by their paths for the [`SourceMap`](crate::source::SourceMap).
    pub(super) fn into_files(self) -> impl Iterator<Item = (String, InputFile)> {
        let prefix = self.prefix.map(|prefix| prefix + "/").unwrap_or_default();
        let files = self.files.into_iter();
        files.map(move |(path, file)| (format!("{prefix}{path}"), file))
    }
}

/// Adds what lies in the folder of a checkout beside its pages that they include from: `../../../includes/note.md`. It is
/// of no version, and what the pages' own folder of that name has counts.
fn add_shared(folder: &Path, files: &mut BTreeMap<String, InputFile>) {
    let beside = folder.parent().unwrap_or(folder);
    let walk = WalkDir::new(folder).follow_root_links(false);
    let entries = walk.sort_by_file_name().into_iter();
    for entry in entries
        .filter_entry(|entry| !is_skipped(entry))
        .filter_map(Result::ok)
    {
        let path = relative(entry.path(), beside);
        if !is_page(&path) && !leads_to_folder(&entry) {
            continue;
        }
        let Some(role) = role_of_kind(&entry, FileRole::Page) else {
            continue;
        };
        files.entry(path).or_insert(InputFile {
            place: entry.into_path(),
            role,
            version: None,
            namespace: None,
        });
    }
}

/// The role of an entry below an input, by its path for the source map; `None` where it is not read.
fn role(entry: &DirEntry, path: &str, input: &Path) -> Option<FileRole> {
    let in_input_folder = entry.path().parent() == Some(input);
    let of_file = if entry.file_name() == CORRECTIONS && in_input_folder {
        FileRole::Corrections
    } else if entry.file_name() == docs_toml::FILE_NAME && in_input_folder && entry.path_is_symlink() {
        FileRole::Skipped
    } else if entry.depth() == 0 || is_page(path) || leads_to_folder(entry) {
        FileRole::Page
    } else {
        return None;
    };
    role_of_kind(entry, of_file)
}

/// The role of an entry that has this role as a regular file; `None` where there is nothing to read.
fn role_of_kind(entry: &DirEntry, of_file: FileRole) -> Option<FileRole> {
    match entry.file_type() {
        kind if kind.is_file() => Some(of_file),
        kind if kind.is_symlink() => Some(FileRole::Skipped),
        _ => None,
    }
}

/// The folder to which paths are relative: the first above the input that is no part of the documentation.
fn base(start: &Path) -> PathBuf {
    let mut base = if start.is_file() {
        start.parent().unwrap_or(start)
    } else {
        start
    };
    let folders = base.components().rev();
    let in_version = folders
        .take_while(|folder| is_named(*folder))
        .any(|folder| version_of(folder).is_some());
    if in_version {
        while let Some(parent) = base.parent()
            && base.components().next_back().is_some_and(is_named)
        {
            base = parent;
        }
    }
    base.to_owned()
}

/// Whether the name of a folder is a part of a page's path: an input that is such a folder is read as a part of the
/// documentation around it.
fn is_named(folder: Component<'_>) -> bool {
    version_of(folder).is_some() || folder.as_os_str().to_str().is_some_and(holds_pages)
}

/// The version that a folder is named after.
fn version_of(folder: Component<'_>) -> Option<Version> {
    folder.as_os_str().to_str()?.parse().ok()
}

/// Whether the folders of this name hold pages of the documentation of the API.
fn holds_pages(folder: &str) -> bool {
    match Folder::from_name(folder) {
        Some(Folder::Api | Folder::Resources | Folder::Includes) => true,
        Some(Folder::Concepts) | None => false,
    }
}

/// The path below the base, with `/`.
fn relative(path: &Path, base: &Path) -> String {
    let below = path.strip_prefix(base).unwrap_or(path);
    let names: Vec<String> = below
        .components()
        .map(|component| text(component.as_os_str()))
        .collect();
    names.join("/")
}

/// A name as text, in which each byte that is not UTF-8 stands as `%FF`: two names that differ in such bytes alone are
/// two files. So that no name reads like that text of another, a `%` stands as `%25` where it would be read as such a byte
/// or as a `%`.
fn text(name: &OsStr) -> String {
    let mut text = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        let mut rest = chunk.valid();
        while let Some((before, behind)) = rest.split_once('%') {
            text.push_str(before);
            text.push_str(if is_code(behind) { "%25" } else { "%" });
            rest = behind;
        }
        text.push_str(rest);
        for byte in chunk.invalid() {
            text.push_str(&format!("%{byte:02X}"));
        }
    }
    text
}

/// Whether a text begins with the two digits that [`text`] writes behind a `%`: of `%` itself, or of a byte that is not
/// ASCII.
fn is_code(text: &str) -> bool {
    matches!(
        text.as_bytes(),
        [b'2', b'5', ..] | [b'8'..=b'9' | b'A'..=b'F', b'0'..=b'9' | b'A'..=b'F', ..]
    )
}

/// Whether an entry is a link to a folder.
fn leads_to_folder(entry: &DirEntry) -> bool {
    entry.path_is_symlink() && fs::metadata(entry.path()).is_ok_and(|behind| behind.is_dir())
}

fn is_skipped(entry: &DirEntry) -> bool {
    if entry.depth() == 0 {
        return false;
    }
    let name = entry.file_name().to_string_lossy();
    let is_skipped_folder = SKIPPED_FOLDERS.contains(&name.as_ref()) || name.ends_with(BESIDE_HTML);
    name.starts_with('.') || (entry.file_type().is_dir() && is_skipped_folder)
}

/// Whether the name is that of a page.
fn is_page(path: &str) -> bool {
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    let Some((stem, extension)) = name.rsplit_once('.') else {
        return false;
    };
    let stem = stem.to_lowercase();
    let in_page_folder = folders.split('/').any(holds_pages);
    let not_pages = if in_page_folder { NEVER_PAGES } else { NOT_PAGES };
    let is_text = EXTENSIONS
        .iter()
        .chain(&saved::EXTENSIONS)
        .any(|known| extension.eq_ignore_ascii_case(known));
    is_text && !not_pages.contains(&stem.as_str())
}

/// Leaves every file to the first of the inputs that hold it.
pub(super) fn drop_shared(roots: &mut Vec<Root>) {
    if roots.len() < 2 {
        return;
    }
    let mut seen = BTreeSet::new();
    for root in roots.iter_mut() {
        root.files.retain(|_, file| seen.insert(file.place.clone()));
    }
    roots.retain(|root| !root.files.is_empty());
}

/// Says that a folder or page documents a version.
pub(super) fn say_version(roots: &mut [Root], path: &Path, version: Version) -> Result<(), SourceError> {
    let not_in_input = || SourceError::NotInInput {
        path: path.to_owned(),
    };
    let place = fs::canonicalize(path).map_err(|_| not_in_input())?;
    let files = roots.iter_mut().flat_map(|root| root.files.values_mut());
    let mut named = files.filter(|file| file.place.starts_with(&place)).peekable();
    named.peek().ok_or_else(not_in_input)?;
    named.for_each(|file| file.version = Some(version));
    Ok(())
}

/// Gives a prefix to the inputs that have a path in common.
pub(super) fn name_roots(roots: &mut [Root]) {
    let mut owners: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, root) in roots.iter().enumerate() {
        for path in root.files.keys() {
            owners.entry(path).or_default().push(index);
        }
    }
    let clashing: BTreeSet<usize> = owners
        .into_values()
        .filter(|owners| owners.len() > 1)
        .flatten()
        .collect();
    // A prefix is no folder of another input, and none of two.
    let first = |path: &String| path.split('/').next().unwrap_or_default().to_owned();
    let folders = roots.iter().flat_map(|root| root.files.keys().map(first));
    let mut taken: BTreeSet<String> = folders.collect();
    for index in clashing {
        if let Some(root) = roots.get_mut(index) {
            let numbered = (2..).map(|times| format!("{}-{times}", root.name));
            let mut names = std::iter::once(root.name.clone()).chain(numbered);
            root.prefix = names.find(|name| taken.insert(name.clone()));
        }
    }
}
