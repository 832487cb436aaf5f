//! What lies on disk: the files, their text, their place in the documentation.

mod load;
mod localized;

use std::collections::BTreeMap;

use crate::span::{FileId, Span};

use localized::Original;

pub use load::{SourceError, load};

/// The version of the service that a page documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Version {
    /// `v1.0`, the version for production.
    V1,
    /// `beta`.
    Beta,
}

impl Version {
    /// Both versions.
    pub const ALL: [Self; 2] = [Self::V1, Self::Beta];

    /// The name in URLs and folders.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::V1 => "v1.0",
            Self::Beta => "beta",
        }
    }

    /// Whether a segment of a URL names a version, be it one that the service does not have: `v1.0`, `beta`, `v1`.
    pub fn is_named(segment: &str) -> bool {
        let known = Self::ALL.into_iter().map(Self::as_str).chain(["v1"]);
        known.into_iter().any(|name| segment.eq_ignore_ascii_case(name))
    }
}

/// The folder of the documentation in which a page stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Folder {
    /// `api`: a page is an operation.
    Api,
    /// `resources`: a page is a type, an enumeration or a concept.
    Resources,
    /// `includes`: a page is a part of other pages.
    Includes,
}

/// What a file is to the generator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// A page, or a part of pages (`includes`).
    Page,
    /// `corrections.toml`: what the pages get wrong, put right.
    Corrections,
    /// A file that was not read; its text is empty. It is in the map so that a diagnostic can point to it.
    Skipped,
}

/// One file.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The path below the input folder, with `/`: `v1.0/api/user-get.md`. Two inputs whose files would bear
    /// one path keep their last folder's name in front.
    pub path: String,
    /// The content: no byte order mark, line ends `\n`, of a localised page only the English source.
    pub text: String,
    /// What the file is; [`SourceFile::new`] makes pages.
    pub role: Role,
    /// The version that the folder names.
    pub version: Option<Version>,
    /// The folder that the path names; `None` for a loose page.
    pub folder: Option<Folder>,
    /// Offsets of the starts of the lines of the file, the first of which is 0.
    line_starts: Vec<u32>,
    /// The file as it is, where `text` is not all of it.
    original: Option<Original>,
}

/// All files of a run, in the order of their paths.
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
    by_path: BTreeMap<String, FileId>,
}

impl SourceMap {
    /// A map of the files, which are sorted by path. Of two files with one path the first stays.
    pub fn new(mut files: Vec<SourceFile>) -> Self {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files.dedup_by(|b, a| a.path == b.path);
        let by_path = files
            .iter()
            .zip(0..)
            .map(|(file, index)| (file.path.clone(), FileId(index)))
            .collect();
        Self { files, by_path }
    }

    /// The pages with their names, in the order of their paths.
    pub fn files(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.of_role(Role::Page)
    }

    /// The files `corrections.toml`, of which every input folder may hold one.
    pub fn corrections(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.of_role(Role::Corrections)
    }

    fn of_role(&self, role: Role) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files
            .iter()
            .zip(0..)
            .filter(move |(file, _)| file.role == role)
            .map(|(file, index)| (FileId(index), file))
    }

    /// The file of an id that this map gave out.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// The file at a path, in the spelling of [`SourceFile::path`].
    pub fn find(&self, path: &str) -> Option<FileId> {
        self.by_path.get(path).copied()
    }

    /// The line and column of a span's start; both count from 1, columns in characters.
    pub fn position(&self, span: Span) -> (u32, u32) {
        self.file(span.file).position(span.start)
    }

    /// The place as `path:line`, the form of `source` in the model dump.
    pub fn place(&self, span: Span) -> String {
        format!("{}:{}", self.file(span.file).path, self.position(span).0)
    }
}

impl SourceFile {
    /// A file of this text; byte order mark and line ends are put right, translations are left out.
    pub fn new(path: impl Into<String>, text: &str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let text = if text.contains('\r') {
            text.replace("\r\n", "\n").replace('\r', "\n")
        } else {
            text.to_owned()
        };
        let line_starts = std::iter::once(0)
            .chain(
                text.bytes()
                    .zip(1..)
                    .filter_map(|(byte, next)| (byte == b'\n').then_some(next)),
            )
            .collect();
        let (text, original) = match localized::english(&text) {
            Some((english, original)) => (english, Some(original)),
            None => (text, None),
        };
        let path = path.into();
        let mut folders = path.split('/').rev().skip(1);
        let folder = folders.clone().find_map(|name| match name {
            "api" => Some(Folder::Api),
            "resources" => Some(Folder::Resources),
            "includes" => Some(Folder::Includes),
            _ => None,
        });
        let version = folders.find_map(|name| match name {
            "v1.0" => Some(Version::V1),
            "beta" => Some(Version::Beta),
            _ => None,
        });
        Self {
            path,
            text,
            role: Role::Page,
            version,
            folder,
            line_starts,
            original,
        }
    }

    /// The line and column in the file of an offset in the text; both count from 1, columns in characters.
    pub fn position(&self, offset: u32) -> (u32, u32) {
        let (text, offset) = match &self.original {
            Some(original) => (&original.text, original.offset(offset)),
            None => (&self.text, offset),
        };
        let line = self.line_starts.partition_point(|&start| start <= offset).max(1);
        let start = self.line_starts[line - 1] as usize;
        let end = (offset as usize).min(text.len());
        let column = text.get(start..end).map_or(0, |head| head.chars().count());
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        (narrow(line), narrow(column + 1))
    }
}
