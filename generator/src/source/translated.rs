//! Pages in another language than English.
//!
//! > ms.contentlocale: ru-RU
//! > ## <a name="request-headers"></a>Заголовки запросов
//!
//! Each heading has an anchor made of the English one. So the layout of a page can be read in any language: headings by
//! their anchors, columns and callers by their words ([`words`]) or, where those are not known, by their place. What is of
//! the layout is written in English here; what is prose stays as it is, and is not understood.

mod cells;
mod line;
mod sentences;
mod table;
mod words;

use std::ops::Range;

use self::line::Heading;
use self::words::Language;
use super::original::{Original, Rewriter};
use super::published::{CANONICAL_URL, front_matter};
use crate::span::line_ranges;

/// The keys of front matter that tell the language of a page, and how the site names it in an address.
const KEYS: &[&str] = &["ms.contentlocale", "ms.locale", "locale"];

/// The language of a page, where its front matter or the address in it says that it is not English: `ru-RU`.
pub(super) fn language(text: &str) -> Option<&str> {
    let said = front_matter(text).filter_map(|(key, value)| {
        let value = value.trim_matches(['"', '\'']);
        match key {
            CANONICAL_URL => value.split("learn.microsoft.com/").nth(1)?.split('/').next(),
            key => KEYS.contains(&key).then_some(value),
        }
    });
    let mut locales = said.filter(|locale| is_locale(locale));
    locales.find(|locale| !locale.to_ascii_lowercase().starts_with("en"))
}

/// `pt-br`, `zh-Hans`, `de`.
fn is_locale(text: &str) -> bool {
    let language = text.split('-').next().unwrap_or_default();
    (2..=3).contains(&language.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// The page with its layout in English.
pub(super) fn layout_in_english(text: &str, locale: &str) -> (String, Original) {
    let mut page = Page {
        text,
        out: Rewriter::new(text),
        language: Language::of(locale),
        section: String::new(),
        has_answer: false,
    };
    page.rewrite();
    page.out.finish()
}

/// A page while it is written anew.
struct Page<'a> {
    text: &'a str,
    out: Rewriter<'a>,
    language: &'static Language,
    /// The anchor of the last heading whose section has a layout.
    section: String,
    /// Whether a sentence of the section about the answer was read.
    has_answer: bool,
}

impl Page<'_> {
    fn rewrite(&mut self) {
        let lines = line_ranges(self.text);
        let mut at = 0;
        // Fences and comments hold what the service takes and gives.
        let mut verbatim: Option<&str> = None;
        while let Some(range) = lines.get(at) {
            let source = self.text.get(range.clone()).unwrap_or_default();
            let trimmed = source.trim();
            at += 1;
            match verbatim {
                Some(end) => {
                    if trimmed.contains(end) {
                        verbatim = None;
                    }
                }
                None if trimmed.starts_with("```") => verbatim = Some("```"),
                None if trimmed.starts_with("<!--") => {
                    if !trimmed.contains("-->") {
                        verbatim = Some("-->");
                    }
                }
                None => {
                    if let Some(heading) = Heading::of(source) {
                        self.heading(range, &heading);
                        continue;
                    }
                    if trimmed.starts_with('|') || trimmed.contains(" | ") {
                        let rows = table::rows(self.text, lines.get(at - 1..).unwrap_or_default());
                        if rows > 1 {
                            self.table(lines.get(at - 1..at - 1 + rows).unwrap_or_default());
                            at += rows - 1;
                            continue;
                        }
                    }
                    if self.sentence(range, source) {
                        continue;
                    }
                }
            }
            self.copy_line(range);
        }
    }

    /// Copies a line and what ends it.
    fn copy_line(&mut self, range: &Range<usize>) {
        let end = (range.end + 1).min(self.text.len());
        self.out.copy(range.start..end);
    }

    /// Writes a line in place of one.
    fn write_line(&mut self, text: &str, range: &Range<usize>) {
        let source = self.text.get(range.clone()).unwrap_or_default();
        let place = range.start + source.len() - source.trim_start().len();
        self.out.write(text, place);
        self.end_line(range);
    }

    fn end_line(&mut self, range: &Range<usize>) {
        self.out.copy(range.end..(range.end + 1).min(self.text.len()));
    }

    fn heading(&mut self, range: &Range<usize>, heading: &Heading<'_>) {
        if table::Layout::of_section(&heading.anchor.to_lowercase()).is_some() || heading.level <= 2 {
            self.section = heading.anchor.to_lowercase();
            self.has_answer = false;
        }
        let title = heading.english();
        let marks = "#".repeat(heading.level);
        self.write_line(&format!("{marks} {title}"), range);
    }
}

#[cfg(test)]
mod tests;
