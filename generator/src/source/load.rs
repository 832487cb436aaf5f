//! Loads the pages of all inputs into a [`SourceMap`].

mod docs_toml;
mod languages;
mod root;

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use self::root::{InputFile, Root};
use super::{FileRole, Folder, SourceFile, SourceMap};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::Version;
use crate::mark::is_marked;
use crate::source::checkout;
use crate::span::Span;
use crate::text::path_in_line;

fn links_are_not_followed(link: &Path) -> String {
    format!("; links are not followed, as `{}`", path_in_line(link))
}

/// No page is larger; what is, is a mistake or an attack.
const MAX_FILE_SIZE: u64 = 16 * 1024 * 1024;

/// Why the pages cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// The input does not exist.
    #[error("the input `{}` does not exist", path_in_line(path))]
    Missing {
        /// The input as given.
        path: PathBuf,
    },
    /// The input holds no page.
    #[error(
        "the input `{}` holds no page (no file `.md`, `.txt` or `.html`){}",
        path_in_line(path),
        link.as_deref().map(links_are_not_followed).unwrap_or_default()
    )]
    NoPages {
        /// The input as given.
        path: PathBuf,
        /// A link in it, which may lead to pages.
        link: Option<PathBuf>,
    },
    /// `docs.toml` says what cannot be.
    #[error("{}:{line}:{column}: {reason}", path_in_line(path))]
    Settings {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The column in characters, from 1.
        column: usize,
        /// What is wrong.
        reason: String,
    },
    /// A version is said of what is no part of an input.
    #[error(
        "a version is said of `{}`, which is no part of the input",
        path_in_line(path)
    )]
    NotInInput {
        /// The folder or page as given.
        path: PathBuf,
    },
    /// A folder or file cannot be read.
    #[error("cannot read `{}`", path_in_line(path))]
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
/// An input is a page or a folder. A folder is searched for files `.md`, `.txt`, `.html` and `.htm` at any depth; it may be
/// the documentation's `api-reference`, or a checkout that holds it (only `api-reference` is read then, and the folder
/// `includes` beside it), hold `v1.0` and `beta`, be one of them or a folder in them, or hold loose pages. Paths are
/// relative to the input, or to the folder that holds `v1.0` or `beta` where the input lies in one of these.
/// `corrections.toml` directly in an input folder is read too, see [`SourceMap::corrections`], and so is `docs.toml`,
/// which says what version folders document and which are left out.
///
/// Left out are hidden files and folders, `node_modules`, `target`, what the generator wrote, and files that are about a
/// folder or repository rather than about the API: `README`, `toc`, `LICENSE`, `CONTRIBUTING`, `CODE_OF_CONDUCT`,
/// `SECURITY`, `SUPPORT`, `ThirdPartyNotices` (in `api`, `resources` and `includes` the first two only, since a type can
/// bear the other names).
///
/// Only regular files below the input are read. The input itself may be a symbolic link; one below it could lead
/// anywhere, so it is not followed ([`Code::Link`]).
///
/// A file that is not UTF-8 is read with U+FFFD in place of what is not ([`Code::NotUtf8`]); a file of more
/// than 16 MiB is not read ([`Code::FileTooLarge`]). The bytes of a name that are not UTF-8 are in its path as `%FF`.
///
/// # Errors
///
/// Fails where an input does not exist or holds no page, where a folder or file cannot be read, and where `docs.toml` says
/// what cannot be.
pub fn load(inputs: &[PathBuf], sink: &mut Diagnostics) -> Result<SourceMap, SourceError> {
    load_with(inputs, &[], sink)
}

/// Reads the pages of all inputs; folders or pages named here document the version beside them, whatever else tells it.
///
/// # Errors
///
/// As [`load`], and where what is named is no part of an input.
pub fn load_with(
    inputs: &[PathBuf],
    versions: &[(PathBuf, Version)],
    sink: &mut Diagnostics,
) -> Result<SourceMap, SourceError> {
    let mut roots = inputs
        .iter()
        .map(|input| Root::find(input))
        .collect::<Result<Vec<_>, _>>()?;
    for (path, version) in versions {
        root::say_version(&mut roots, path, *version)?;
    }
    root::drop_shared(&mut roots);
    root::name_roots(&mut roots);

    let files: Vec<(String, InputFile)> = roots.into_iter().flat_map(Root::into_files).collect();
    let read = files
        .into_par_iter()
        .filter_map(|(path, file)| read(path, file).transpose())
        .collect::<Result<Vec<_>, _>>()?;

    let mut problems = Vec::new();
    let mut files = Vec::with_capacity(read.len());
    for Read { file, problem } in read {
        problems.extend(problem.map(|problem| (file.path.clone(), problem)));
        files.push(file);
    }
    let mut sources = SourceMap::new(files);
    sources.commit = checkout::commit(inputs);
    for (path, problem) in problems {
        if let Some(file) = sources.find(&path) {
            let span = Span::new(file, problem.offset, problem.offset + problem.length);
            sink.push(Diagnostic::new(problem.code, span, problem.message));
        }
    }
    languages::report(&sources, sink);
    Ok(sources)
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

/// Reads a file; `None` for a snippet that the generator wrote.
fn read(path: String, input: InputFile) -> Result<Option<Read>, SourceError> {
    let unreadable = |source| SourceError::Unreadable {
        path: input.place.clone(),
        source,
    };
    let skipped = |path: String, code, message: String| {
        let mut file = SourceFile::new(path, "");
        file.role = FileRole::Skipped;
        let problem = Problem {
            code,
            offset: 0,
            length: 0,
            message,
        };
        let problem = Some(problem);
        Ok(Some(Read { file, problem }))
    };
    if input.role == FileRole::Skipped {
        let message = "a link is not followed: it could lead out of the input".to_owned();
        return skipped(path, Code::Link, message);
    }
    let file = File::open(&input.place).map_err(unreadable)?;
    let size = file.metadata().map_err(unreadable)?.len();
    // The size is what the system says; the file may be longer when its end is reached.
    let mut bytes = Vec::new();
    file.take(MAX_FILE_SIZE + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    if bytes.len() as u64 > MAX_FILE_SIZE {
        let size = size.max(bytes.len() as u64);
        let message = format!("the file has {size} bytes and was not read; no page has more than 16 MiB");
        return skipped(path, Code::FileTooLarge, message);
    }
    if is_marked(&bytes) {
        // The snippets for the pages of a checkout are thousands, and lie where no page does.
        if SourceFile::new(path.as_str(), "").folder == Some(Folder::Includes) {
            return Ok(None);
        }
        let message =
            "the file begins with the mark of what the generator writes, and was not read".to_owned();
        return skipped(path, Code::GeneratedFile, message);
    }
    let (text, problem) = decode(&bytes);
    let mut file = SourceFile::new(path, &text);
    file.role = input.role;
    file.version = input.version.or(file.version);
    file.namespace = input.namespace;
    Ok(Some(Read { file, problem }))
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

#[cfg(test)]
mod tests;
