//! Pages in the forms of other years.
//!
//! The documentation of one year, written as other years would have written it, must give the same model. So the
//! readers of those forms are tested on thousands of pages, though few pages of those years are at hand.

use std::fmt::Write;

use generator::markdown::{Block, BlockKind, Document, Inline, InlineKind, Row, Text};

/// A form that loses nothing: the model of the rewritten pages is that of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Era {
    /// Files of a Windows editor: byte order mark, `\r\n`.
    Windows,
    /// 2017: no front matter, sections at level three, no blank line before a heading.
    Early,
    /// 2017 to 2019: each sentence twice, the translation first.
    Localized,
    /// 2023: headings with anchors of their English names.
    Anchored,
}

impl Era {
    /// All forms.
    pub const ALL: [Self; 4] = [Self::Windows, Self::Early, Self::Localized, Self::Anchored];

    /// The page in this form.
    #[must_use]
    pub fn rewrite(self, page: &str) -> String {
        match self {
            Self::Windows => format!("\u{feff}{}", page.replace('\n', "\r\n")),
            Self::Early => lines(without_front_matter(page), |line| match line.strip_prefix("##") {
                Some(rest) => format!("###{rest}"),
                None => line.to_owned(),
            })
            .replace("\n\n###", "\n###"),
            Self::Localized => lines(page, localized),
            Self::Anchored => lines(page, anchored),
        }
    }
}

fn without_front_matter(page: &str) -> &str {
    let body = page
        .strip_prefix("---\n")
        .and_then(|rest| rest.split_once("\n---\n"));
    body.map_or(page, |(_, body)| body)
}

/// Rewrites the lines outside of the front matter, fences and comments.
fn lines(page: &str, mut rewrite: impl FnMut(&str) -> String) -> String {
    let mut out = String::with_capacity(page.len() * 2);
    let body = without_front_matter(page);
    out.push_str(&page[..page.len() - body.len()]);
    let (mut in_fence, mut in_comment) = (false, false);
    for line in body.split_inclusive('\n') {
        let is_mark = line.trim_start().starts_with("```");
        in_fence ^= is_mark;
        in_comment |= !in_fence && line.contains("<!--");
        if is_mark || in_fence || in_comment {
            out.push_str(line);
        } else {
            let (text, end) = line.strip_suffix('\n').map_or((line, ""), |text| (text, "\n"));
            out.push_str(&rewrite(text));
            out.push_str(end);
        }
        in_comment &= !line.contains("-->");
    }
    out
}

fn localized(line: &str) -> String {
    let is_structure = line.contains("[!INCLUDE")
        || line.contains("(#tab/")
        || line.starts_with('[')
        || line.chars().all(|c| "|:- \t".contains(c));
    if is_structure {
        return line.to_owned();
    }
    if line.starts_with('|') {
        // A `|` in code or behind a backslash separates no cells; such rows stay.
        let is_plain = !line.contains(['`', '\\']);
        let cells: Vec<String> = line.split('|').map(twice).collect();
        return if is_plain {
            cells.join("|")
        } else {
            line.to_owned()
        };
    }
    let text = line.trim_start_matches(['#', '>', '-', '*', ' ']);
    // What stands before the text is a mark, unless it belongs to bold or slanted words.
    let mark = &line[..line.len() - text.len()];
    match mark.trim() {
        "" | "-" | "*" | ">" => format!("{mark}{}", twice(text)),
        hashes if hashes.chars().all(|c| c == '#') => format!("{mark}{}", twice(text)),
        _ => line.to_owned(),
    }
}

/// A text with a translation before it.
fn twice(text: &str) -> String {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return text.to_owned();
    }
    let blanks = &text[..text.len() - text.trim_start().len()];
    let behind = &text[text.trim_end().len()..];
    format!(
        "{blanks}<span data-ttu-id=\"a1b2c-101\">Перевод</span><span class=\"sxs-lookup\">\
         <span data-stu-id=\"a1b2c-101\">{trimmed}</span></span>{behind}"
    )
}

fn anchored(line: &str) -> String {
    let text = line.trim_start_matches('#');
    if text.len() == line.len() || !text.starts_with(' ') || text.contains("(#tab/") {
        return line.to_owned();
    }
    let slug: String = text
        .trim()
        .to_lowercase()
        .chars()
        .filter_map(|c| match c {
            ' ' => Some('-'),
            c => (c.is_ascii_alphanumeric() || c == '-').then_some(c),
        })
        .collect();
    let marks = &line[..line.len() - text.len()];
    format!("{marks} <a name=\"{slug}\"></a>{}", text.trim_start())
}

/// A page as it is copied from the rendered site: no title, no marks, a line each cell, no blank lines.
#[must_use]
pub fn rendered(page: &Document) -> String {
    let mut out = String::new();
    let mut has_title = false;
    for block in &page.blocks {
        match &block.kind {
            BlockKind::Heading { level: 1, .. } if !has_title => has_title = true,
            _ => print(block, &mut out),
        }
    }
    out
}

fn print(block: &Block, out: &mut String) {
    match &block.kind {
        BlockKind::Heading { text, .. } | BlockKind::Paragraph(text) => line(text, "", out),
        BlockKind::Quote(blocks) => blocks.iter().for_each(|block| print(block, out)),
        BlockKind::List { items, .. } => items.iter().flatten().for_each(|block| print(block, out)),
        BlockKind::Fence(fence) => {
            for line in fence.lines.iter().filter(|line| !line.value.trim().is_empty()) {
                let _ = writeln!(out, "{}", line.value.trim());
            }
        }
        BlockKind::Table(table) => {
            for Row { cells, .. } in std::iter::once(&table.header).chain(&table.rows) {
                cells.iter().for_each(|cell| line(cell, " |", out));
            }
        }
        BlockKind::Include(include) => {
            let blocks = include.blocks.as_deref().unwrap_or_default();
            blocks.iter().for_each(|block| print(block, out));
        }
        BlockKind::Tab { .. } | BlockKind::Comment(_) | BlockKind::Html(_) | BlockKind::Rule => {}
    }
}

fn line(text: &Text, end: &str, out: &mut String) {
    let mut seen = String::new();
    for inline in text.inlines.iter() {
        push(inline, &mut seen);
    }
    // A `<br>` begins a line.
    let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    let lines: Vec<String> = seen.lines().map(words).filter(|line| !line.is_empty()).collect();
    let shown = lines.join("\n");
    if !shown.is_empty() || !end.is_empty() {
        let _ = writeln!(out, "{}", format!("{shown}{end}").trim_start());
    }
}

fn push(inline: &Inline, out: &mut String) {
    match &inline.kind {
        InlineKind::Text(text) => out.push_str(&text.replace('\n', " ")),
        // The site sets code off by blanks.
        InlineKind::Code(code) => {
            let _ = write!(out, " {code} ");
        }
        InlineKind::Strong(inner) | InlineKind::Emphasis(inner) | InlineKind::Link { text: inner, .. } => {
            inner.iter().for_each(|inline| push(inline, out));
        }
        InlineKind::Break => out.push('\n'),
        InlineKind::Html(tag) if tag.contains("li>") || tag.contains("p>") => out.push('\n'),
        InlineKind::Image(_) | InlineKind::Html(_) => {}
    }
}
