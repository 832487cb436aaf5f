//! Finds and reads the files of the documentation: their text, and what page of the documentation each is.

mod checkout;
mod load;
mod localized;
mod original;
mod published;
mod saved;
mod translated;

use std::collections::BTreeMap;

use crate::graph::{PageName, Version};
use crate::span::{FileId, Span};

use original::Original;

pub use load::{SourceError, load, load_with};

/// The folder of the documentation in which a page stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Folder {
    /// `api`: a page is an operation.
    Api,
    /// `resources`: a page is a type, an enumeration or a concept.
    Resources,
    /// `includes`: a page is a part of other pages.
    Includes,
    /// `concepts`: a page documents no operation and no type.
    Concepts,
}

impl Folder {
    /// The folder of a name.
    fn from_name(name: &str) -> Option<Self> {
        match name {
            "api" => Some(Self::Api),
            "resources" => Some(Self::Resources),
            "includes" => Some(Self::Includes),
            "concepts" => Some(Self::Concepts),
            _ => None,
        }
    }
}

/// What a file is to the generator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileRole {
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
    /// The content: no byte order mark, line ends `\n`, of a localised page only the English source, of a page saved
    /// as HTML the markdown that it stands for.
    pub text: String,
    /// What the file is; [`SourceFile::new`] makes pages.
    pub role: FileRole,
    /// The version that the folder names, or the address of a page from the site.
    pub version: Option<Version>,
    /// The namespace of a page that names none, where `docs.toml` says it.
    pub namespace: Option<String>,
    /// The folder that the path names, or the address of a page from the site; `None` for a loose page.
    pub folder: Option<Folder>,
    /// The name of a page from the site, whatever its file is called.
    published_stem: Option<String>,
    /// Offsets of the starts of the lines of the file, the first of which is 0.
    line_starts: Vec<u32>,
    /// How many characters stand before each [`STRIDE`] of bytes of the file. A column is counted from the nearest of them,
    /// since a line can be a megabyte long.
    counts: Vec<u32>,
    /// The file as it is, where `text` is not all of it.
    original: Option<Original>,
    /// The locale of a page in another language than English: `ru-RU`. Its layout is read, its prose is not.
    pub language: Option<String>,
}

/// The bytes between two counts of characters.
const STRIDE: usize = 1024;

/// All files of a run, in the order of their paths.
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
    by_path: BTreeMap<String, FileId>,
    /// The bytes of all files.
    bytes: usize,
    /// The commit of the documentation's checkout.
    commit: Option<String>,
}

impl SourceMap {
    /// A map of the files, which are sorted by path. Where two have one path, the first stays.
    pub fn new(mut files: Vec<SourceFile>) -> Self {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files.dedup_by(|b, a| a.path == b.path);
        let by_path = files
            .iter()
            .zip(0..)
            .map(|(file, index)| (file.path.clone(), FileId(index)))
            .collect();
        let bytes = files.iter().map(|file| file.text.len()).sum();
        Self {
            files,
            by_path,
            bytes,
            commit: None,
        }
    }

    /// The commit of the documentation's checkout, where the pages lie in one.
    pub fn commit(&self) -> Option<&str> {
        self.commit.as_deref()
    }

    /// How many files there are.
    pub fn count(&self) -> usize {
        self.files.len()
    }

    /// How many bytes a file has on average.
    pub fn average_size(&self) -> usize {
        self.bytes / self.files.len().max(1)
    }

    /// The pages with their names, in the order of their paths.
    pub fn files(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.of_role(FileRole::Page)
    }

    /// The files `corrections.toml`, of which every input folder may hold one.
    pub fn corrections(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.of_role(FileRole::Corrections)
    }

    fn of_role(&self, role: FileRole) -> impl Iterator<Item = (FileId, &SourceFile)> {
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

    /// The path and the line of a span's start as `path:line`, the form of `source` in the model dump.
    pub fn path_and_line(&self, span: Span) -> String {
        format!("{}:{}", self.file(span.file).path, self.position(span).0)
    }
}

/// The name of a page's file without its folders and its ending, from a path or the target of a link: `user-get`
/// of `../api/user-get.md`.
pub fn stem(path: &str) -> &str {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path).trim();
    let name = [".txt", ".html", ".htm"]
        .iter()
        .find_map(|ending| name.strip_suffix(ending))
        .unwrap_or(name);
    name.trim_end_matches(".md")
}

impl SourceFile {
    /// The name of the page.
    pub fn page_name(&self) -> PageName {
        PageName::new(self.published_stem.as_deref().unwrap_or_else(|| stem(&self.path)))
    }

    /// A file of this text; byte order mark and line ends are put right, translations are left out, HTML is read as
    /// markdown.
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
        let counts = counts(&text);
        let path = path.into();
        let (text, original) = match saved::markdown(&path, &text) {
            Some((markdown, original)) => (markdown, Some(original)),
            None => (text, None),
        };
        let (text, original, language) = in_english(text, original);
        let mut folders = path.split('/').rev().skip(1);
        let folder = folders.clone().find_map(Folder::from_name);
        let version = folders.find_map(|name| name.parse().ok());
        let published = published::page(&text);
        Self {
            path,
            role: FileRole::Page,
            version: version.or_else(|| published.as_ref()?.version),
            namespace: None,
            folder: folder.or_else(|| published.as_ref().map(|page| page.folder)),
            published_stem: published.map(|page| page.stem),
            text,
            line_starts,
            counts,
            original,
            language,
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
        let before = |at: usize| {
            let mark = at / STRIDE;
            let counted = self.counts.get(mark).map_or(0, |count| *count as usize);
            counted + characters(text.as_bytes().get(mark * STRIDE..at).unwrap_or_default())
        };
        let column = before(end) - before(start);
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        (narrow(line), narrow(column + 1))
    }
}

/// The English text of a page, as far as it holds any, and the locale of a page that is in another language.
fn in_english(text: String, original: Option<Original>) -> (String, Option<Original>, Option<String>) {
    if let Some((english, cut)) = localized::english(&text) {
        return (english, Some(cut.on_top_of(original)), None);
    }
    let Some(locale) = translated::language(&text).map(str::to_owned) else {
        return (text, original, None);
    };
    let (english, layout) = translated::layout_in_english(&text, &locale);
    (english, Some(layout.on_top_of(original)), Some(locale))
}

/// The characters before each [`STRIDE`] of bytes.
fn counts(text: &str) -> Vec<u32> {
    let mut counts = vec![0];
    let mut all = 0;
    for chunk in text.as_bytes().chunks(STRIDE) {
        all += characters(chunk);
        counts.push(u32::try_from(all).unwrap_or(u32::MAX));
    }
    counts
}

/// The characters that begin in these bytes of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_in_lines_of_any_length() {
        for long in ["a", "é", "a€"].map(|part| part.repeat(3 * STRIDE)) {
            let text = format!("{long}x\n{long}y");
            let file = SourceFile::new("v1.0/api/x.md", &text);
            let length = u32::try_from(long.chars().count()).unwrap();
            for (line, mark) in [(1, 'x'), (2, 'y')] {
                let at = u32::try_from(text.find(mark).unwrap()).unwrap();
                assert_eq!(file.position(at), (line, length + 1));
            }
            let end = u32::try_from(text.len()).unwrap();
            assert_eq!(file.position(end), (2, length + 2));
            assert_eq!(file.position(0), (1, 1));
        }
    }

    #[test]
    fn a_stem_lacks_folders_and_endings_of_pages() {
        for (path, name) in [
            ("v1.0/api/user-get.md", "user-get"),
            ("..\\resources\\user.md", "user"),
            ("user.md.txt", "user"),
            ("a.b-c.txt", "a.b-c"),
            ("user-get.html", "user-get"),
            ("user", "user"),
        ] {
            assert_eq!(stem(path), name);
        }
    }
}
