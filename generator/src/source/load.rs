//! Finds and reads the files.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::{Role, SourceFile, SourceMap};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::span::Span;

/// No page is larger; what is, is a mistake or an attack.
const MAX_FILE_SIZE: u64 = 16 * 1024 * 1024;

/// The name of the table that puts right what the pages get wrong.
const CORRECTIONS: &str = "corrections.toml";

/// Files that describe a folder or a repository and document no operation and no type, without extension
/// and in lower case. Outside of [`PAGE_FOLDERS`] only; there, such a name can be a type's.
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

/// The same within [`PAGE_FOLDERS`].
const NEVER_PAGES: &[&str] = &["readme", "toc"];

/// The folders of the documentation that hold pages.
const PAGE_FOLDERS: &[&str] = &["api", "resources", "includes"];

/// Folders whose name is a part of a page's path: an input that is one of them is read as a part of the
/// documentation around it.
const NAMED_FOLDERS: &[&str] = &["v1.0", "beta", "api", "resources", "includes"];

/// Folders that hold no documentation.
const SKIPPED_FOLDERS: &[&str] = &["node_modules", "target"];

/// Why the pages cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// The input does not exist.
    #[error("the input `{}` does not exist", path.display())]
    Missing {
        /// The input as given.
        path: PathBuf,
    },
    /// The input holds no page.
    #[error("the input `{}` holds no page (no file `.md` or `.txt`)", path.display())]
    NoPages {
        /// The input as given.
        path: PathBuf,
    },
    /// A folder or file cannot be read.
    #[error("cannot read `{}`", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the operating system says.
        #[source]
        source: io::Error,
    },
}

/// Reads the pages of all inputs.
///
/// An input is a page or a folder. A folder is searched for files `.md` and `.txt` at any depth; it may be
/// the documentation's `api-reference`, or a checkout that holds it (only `api-reference` is read then), hold
/// `v1.0` and `beta`, be one of them or a folder in them, or hold loose pages. Paths are relative to the
/// input, or to the folder that holds `v1.0` or `beta` where the input lies in one of these. `corrections.toml`
/// directly in an input folder is read too, see [`SourceMap::corrections`].
///
/// Left out are hidden files and folders, `node_modules`, `target`, symbolic links that lead back to a folder
/// above them, and files that are about a folder or repository rather than about the API: `README`, `toc`,
/// `LICENSE`, `CONTRIBUTING`, `CODE_OF_CONDUCT`, `SECURITY`, `SUPPORT`, `ThirdPartyNotices` (in `api`,
/// `resources` and `includes` the first two only, since a type can bear the other names).
///
/// A file that is not UTF-8 is read with U+FFFD in place of what is not ([`Code::NotUtf8`]); a file of more
/// than 16 MiB is not read ([`Code::FileTooLarge`]).
///
/// # Errors
///
/// Fails where an input does not exist or holds no page, and where a folder or file cannot be read.
pub fn load(inputs: &[PathBuf], sink: &mut Diagnostics) -> Result<SourceMap, SourceError> {
    let mut roots = inputs
        .iter()
        .map(|input| Root::find(input))
        .collect::<Result<Vec<_>, _>>()?;
    drop_shared(&mut roots);
    name_roots(&mut roots);

    let wanted: Vec<Wanted> = roots.into_iter().flat_map(Root::into_wanted).collect();
    let read = wanted
        .into_par_iter()
        .map(Wanted::read)
        .collect::<Result<Vec<_>, _>>()?;

    let mut problems = Vec::new();
    let mut files = Vec::with_capacity(read.len());
    for Read { file, problem } in read {
        problems.extend(problem.map(|problem| (file.path.clone(), problem)));
        files.push(file);
    }
    let sources = SourceMap::new(files);
    for (path, problem) in problems {
        if let Some(file) = sources.find(&path) {
            let span = Span::new(file, problem.offset, problem.offset + problem.length);
            sink.push(Diagnostic::new(problem.code, span, problem.message));
        }
    }
    Ok(sources)
}

/// A file to read.
struct Wanted {
    /// Where it lies.
    file: PathBuf,
    /// Its path for the [`SourceMap`].
    path: String,
    role: Role,
}

/// A file that was read.
struct Read {
    file: SourceFile,
    problem: Option<Problem>,
}

/// A diagnostic whose file has no id yet.
struct Problem {
    code: Code,
    offset: usize,
    length: usize,
    message: String,
}

impl Wanted {
    fn read(self) -> Result<Read, SourceError> {
        let unreadable = |source| SourceError::Unreadable {
            path: self.file.clone(),
            source,
        };
        let size = fs::metadata(&self.file).map_err(unreadable)?.len();
        if size > MAX_FILE_SIZE {
            let mut file = SourceFile::new(self.path, "");
            file.role = Role::Skipped;
            let message = format!("the file has {size} bytes and was not read; no page has more than 16 MiB");
            let problem = Problem {
                code: Code::FileTooLarge,
                offset: 0,
                length: 0,
                message,
            };
            return Ok(Read {
                file,
                problem: Some(problem),
            });
        }
        let bytes = fs::read(&self.file).map_err(unreadable)?;
        let (text, problem) = decode(&bytes);
        let mut file = SourceFile::new(self.path, &text);
        file.role = self.role;
        Ok(Read { file, problem })
    }
}

/// The bytes as text, and what is wrong with them.
fn decode(bytes: &[u8]) -> (Cow<'_, str>, Option<Problem>) {
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return (Cow::Borrowed(text), None),
        Err(error) => error,
    };
    // The offset in the text as `SourceFile` holds it: without byte order mark, with line ends put right.
    let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
    let offset = SourceFile::new("", &String::from_utf8_lossy(good)).text.len();
    let message = "the file is not UTF-8 here; U+FFFD was read in place of what is not".to_owned();
    let problem = Problem {
        code: Code::NotUtf8,
        offset,
        length: char::REPLACEMENT_CHARACTER.len_utf8(),
        message,
    };
    (String::from_utf8_lossy(bytes), Some(problem))
}

/// The files of one input.
struct Root {
    /// Stands in front of the paths where two inputs would have files of one path.
    prefix: Option<String>,
    /// The last folder's name of the input.
    name: String,
    /// Where a file lies, by its path below the root.
    files: BTreeMap<String, (PathBuf, Role)>,
}

impl Root {
    fn find(input: &Path) -> Result<Self, SourceError> {
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
        let checkout = start.join("api-reference");
        let start = if checkout.is_dir() { checkout } else { start };
        let base = base(&start);
        let mut files = BTreeMap::new();
        let walk = WalkDir::new(&start).follow_links(true).sort_by_file_name();
        for entry in walk.into_iter().filter_entry(|entry| !is_skipped(entry)) {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) if error.loop_ancestor().is_some() => continue,
                Err(error) => {
                    return Err(SourceError::Unreadable {
                        path: error.path().unwrap_or(input).to_owned(),
                        source: error.into(),
                    });
                }
            };
            let path = relative(entry.path(), &base);
            if !entry.file_type().is_file() {
                continue;
            }
            let in_input_folder = entry.path().parent() == Some(start.as_path());
            if entry.file_name() == CORRECTIONS && in_input_folder {
                files.insert(path, (entry.into_path(), Role::Corrections));
            } else if entry.depth() == 0 || is_page(&path) {
                files.insert(path, (entry.into_path(), Role::Page));
            }
        }
        if !files.values().any(|(_, role)| *role == Role::Page) {
            return Err(SourceError::NoPages {
                path: input.to_owned(),
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

    fn into_wanted(self) -> impl Iterator<Item = Wanted> {
        let prefix = self.prefix.map(|prefix| prefix + "/").unwrap_or_default();
        self.files.into_iter().map(move |(path, (file, role))| Wanted {
            file,
            path: format!("{prefix}{path}"),
            role,
        })
    }
}

/// The folder to which paths are relative: the first above the input that is no part of the documentation.
fn base(start: &Path) -> PathBuf {
    let mut base = if start.is_file() {
        start.parent().unwrap_or(start)
    } else {
        start
    };
    let in_version = base
        .components()
        .rev()
        .map_while(named_folder)
        .any(|name| name == "v1.0" || name == "beta");
    if in_version {
        while let Some(parent) = base.parent()
            && base
                .components()
                .next_back()
                .is_some_and(|last| named_folder(last).is_some())
        {
            base = parent;
        }
    }
    base.to_owned()
}

/// The name of a folder of the documentation.
fn named_folder(component: Component<'_>) -> Option<&'static str> {
    let name = component.as_os_str();
    NAMED_FOLDERS.iter().find(|known| name == **known).copied()
}

/// The path below the base, with `/`.
fn relative(path: &Path, base: &Path) -> String {
    let below = path.strip_prefix(base).unwrap_or(path);
    let names: Vec<_> = below
        .components()
        .map(|component| component.as_os_str().to_string_lossy())
        .collect();
    names.join("/")
}

fn is_skipped(entry: &DirEntry) -> bool {
    if entry.depth() == 0 {
        return false;
    }
    let name = entry.file_name().to_string_lossy();
    name.starts_with('.') || (entry.file_type().is_dir() && SKIPPED_FOLDERS.contains(&name.as_ref()))
}

/// Whether the name is that of a page.
fn is_page(path: &str) -> bool {
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    let Some((stem, extension)) = name.rsplit_once('.') else {
        return false;
    };
    let stem = stem.to_lowercase();
    let in_page_folder = folders.split('/').any(|folder| PAGE_FOLDERS.contains(&folder));
    let not_pages = if in_page_folder { NEVER_PAGES } else { NOT_PAGES };
    let text = extension.eq_ignore_ascii_case("md") || extension.eq_ignore_ascii_case("txt");
    text && !not_pages.contains(&stem.as_str())
}

/// Leaves every file to the first of the inputs that hold it.
fn drop_shared(roots: &mut Vec<Root>) {
    if roots.len() < 2 {
        return;
    }
    let mut seen = BTreeSet::new();
    for root in roots.iter_mut() {
        root.files.retain(|_, (file, _)| seen.insert(file.clone()));
    }
    roots.retain(|root| !root.files.is_empty());
}

/// Gives a prefix to the inputs that have a path in common.
fn name_roots(roots: &mut [Root]) {
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
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    for index in clashing {
        if let Some(root) = roots.get_mut(index) {
            let times = taken.entry(root.name.clone()).or_default();
            *times += 1;
            root.prefix = Some(match *times {
                1 => root.name.clone(),
                times => format!("{}-{times}", root.name),
            });
        }
    }
}

#[cfg(test)]
mod tests;
