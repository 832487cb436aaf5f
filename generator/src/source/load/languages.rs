//! Tells which folders hold pages in another language: once for each, since such pages come by the thousand.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{Folder, SourceFile, SourceMap};
use crate::span::{FileId, Span};

/// The pages of a folder.
#[derive(Default)]
struct Pages<'a> {
    count: usize,
    /// The first that is in another language, its locale, and how many are.
    translated: Option<(FileId, &'a str, usize)>,
}

/// Reports the folders that hold pages in another language.
pub(super) fn report(sources: &SourceMap, sink: &mut Diagnostics) {
    let mut folders: BTreeMap<&str, Pages<'_>> = BTreeMap::new();
    for (id, file) in sources
        .files()
        .filter(|(_, file)| file.folder != Some(Folder::Includes))
    {
        let pages = folders.entry(folder(file)).or_default();
        pages.count += 1;
        if let Some(locale) = &file.language {
            pages.translated.get_or_insert((id, locale, 0)).2 += 1;
        }
    }
    for (folder, pages) in folders {
        let Some((first, locale, translated)) = pages.translated else {
            continue;
        };
        let place = if folder.is_empty() {
            "the input".to_owned()
        } else {
            format!("`{folder}`")
        };
        let (code, message) = if translated == pages.count {
            (
                Code::OtherLanguage,
                format!("{place} is in another language, `{locale}`; pages: {translated}"),
            )
        } else {
            (
                Code::TranslatedPages,
                format!(
                    "{translated} of {} pages of {place} are in another language, this one in `{locale}`",
                    pages.count
                ),
            )
        };
        let help = "types, properties, paths and permissions were read; what only sentences say was not";
        sink.push(Diagnostic::new(code, Span::new(first, 0, 0), message).help(help));
    }
}

fn folder(file: &SourceFile) -> &str {
    file.path.rsplit_once('/').map_or("", |(folder, _)| folder)
}
