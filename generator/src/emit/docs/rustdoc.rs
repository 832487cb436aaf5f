//! Descriptions of pages as the markdown of doc comments.
//!
//! Rustdoc reads markdown in its own way and has other link targets. Text of a page must stay text, so every character
//! that rustdoc could take for a mark is escaped, and only what the page marked is marked.

use crate::emit::modules::paths::Paths;
use crate::resolve::plan::docs::{DocBlock, DocInline, LinkTarget};
use crate::text::{ListKind, longest_run, single_spaced, steers_writing};

/// HTML tags that end a line.
const BLOCK_TAGS: &[&str] = &["p", "ul", "ol", "table", "tr", "div"];

/// HTML tags that are dropped; their text stays.
const SILENT_TAGS: &[&str] = &[
    "a", "b", "br", "caption", "code", "em", "font", "h1", "h2", "h3", "h4", "i", "img", "li", "small",
    "span", "strong", "sub", "sup", "tbody", "td", "th", "thead", "u",
];

/// The lines of a description, as they are written in the module of `paths`.
pub(in crate::emit) fn blocks(blocks: &[DocBlock], paths: &Paths<'_>) -> Vec<String> {
    let paths = &paths.without_imports();
    let mut lines = Vec::new();
    for block in blocks {
        let rendered = match block {
            DocBlock::Paragraph(inlines) => text(inlines, paths),
            DocBlock::List { kind, items } => list(*kind, items, paths),
        };
        if !rendered.is_empty() && !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(rendered);
    }
    lines
}

/// A list, whose items are indented as far as their marks are wide.
fn list(kind: ListKind, items: &[Vec<DocBlock>], paths: &Paths<'_>) -> Vec<String> {
    let rendered = items.iter().map(|item| blocks(item, paths));
    let said = rendered.filter(|lines| lines.iter().any(|line| !line.is_empty()));
    let mut out = Vec::new();
    for (number, lines) in said.enumerate() {
        let mark = kind.mark(number);
        for (at, line) in lines.into_iter().enumerate() {
            out.push(match (at, line.is_empty()) {
                (0, _) => format!("{mark}{line}"),
                (_, true) => line,
                (_, false) => format!("{}{line}", " ".repeat(mark.len())),
            });
        }
    }
    out
}

/// The lines of a paragraph or of the cell of a table.
fn text(inlines: &[DocInline], paths: &Paths<'_>) -> Vec<String> {
    let mut writer = Writer {
        paths,
        lines: vec![String::new()],
        depth: 0,
    };
    writer.inlines(inlines);
    let mut lines = Vec::new();
    for line in writer.lines {
        let line = single_spaced(&line);
        if line.is_empty() {
            continue;
        }
        // A line of its own is a paragraph of its own, but for the items of a list.
        if !lines.is_empty() && !line.starts_with("- ") {
            lines.push(String::new());
        }
        lines.push(line);
    }
    lines
}

struct Writer<'w> {
    paths: &'w Paths<'w>,
    lines: Vec<String>,
    /// How many marks and links are open; inside them no line starts.
    depth: usize,
}

impl Writer<'_> {
    fn inlines(&mut self, inlines: &[DocInline]) {
        for inline in inlines {
            self.inline(inline);
        }
    }

    fn text(&mut self, text: &str) {
        let starts_line = self.depth == 0 && self.lines.last().is_none_or(|line| line.trim().is_empty());
        let escaped = escape(&without_gaps(text));
        self.push(&if starts_line {
            escape_start(&escaped)
        } else {
            escaped
        });
    }

    fn push(&mut self, text: &str) {
        match self.lines.last_mut() {
            Some(line) => line.push_str(text),
            None => self.lines.push(text.to_owned()),
        }
    }

    fn inline(&mut self, inline: &DocInline) {
        match inline {
            DocInline::Text(text) => self.text(text),
            DocInline::Code(code) => self.push(&code_span(code)),
            DocInline::Strong(inner) => self.marked("**", inner),
            DocInline::Emphasis(inner) => self.marked("*", inner),
            DocInline::Link { text, target } => self.link(text, target.as_ref()),
            DocInline::Image(alternative) => self.push(&escape(alternative)),
            DocInline::Html(tag) => self.html(tag),
            DocInline::Break => self.lines.push(String::new()),
        }
    }

    /// Marked text. Marks hold only when they touch the text, so blanks at its ends move out.
    fn marked(&mut self, mark: &str, inner: &[DocInline]) {
        let text = self.on_one_line(inner);
        let trimmed = text.trim();
        // `**TODO: Add Description**` stands where an author has not written a description yet.
        if trimmed.is_empty() || trimmed.starts_with("TODO:") {
            return self.push(" ");
        }
        let lead = if text.starts_with(' ') { " " } else { "" };
        let tail = if text.ends_with(' ') { " " } else { "" };
        self.push(&format!("{lead}{mark}{trimmed}{mark}{tail}"));
    }

    fn link(&mut self, text: &[DocInline], target: Option<&LinkTarget>) {
        let text = self.on_one_line(text);
        let target = target.map(|target| match target {
            LinkTarget::Url(url) => escaped_url(url),
            LinkTarget::Item(item) => self.paths.item(*item),
        });
        match target {
            Some(target) if !text.trim().is_empty() => self.push(&format!("[{}]({target})", text.trim())),
            _ => self.push(&text),
        }
    }

    /// The inner part of something marked, on one line.
    fn on_one_line(&mut self, inlines: &[DocInline]) -> String {
        let outer = std::mem::replace(&mut self.lines, vec![String::new()]);
        self.depth += 1;
        self.inlines(inlines);
        self.depth -= 1;
        std::mem::replace(&mut self.lines, outer).join(" ")
    }

    fn html(&mut self, tag: &str) {
        let name: String = tag
            .trim_start_matches(['<', '/'])
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_lowercase())
            .collect();
        let opens = !tag.starts_with("</");
        if name == "li" && opens {
            self.lines.push("- ".to_owned());
        } else if BLOCK_TAGS.contains(&name.as_str()) {
            self.lines.push(String::new());
        } else if !SILENT_TAGS.contains(&name.as_str()) && !tag.starts_with("<!") {
            // `<languagecode2>` and its like are no tags but placeholders in a text.
            self.push(&escape(tag));
        }
    }
}

/// Text without the blanks that stand before a full stop or comma, and without a full stop behind another.
fn without_gaps(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let ends = characters.peek().is_none_or(|next| next.is_whitespace());
        if matches!(c, '.' | ',' | ';') && ends && out.ends_with(' ') {
            out.truncate(out.trim_end_matches(' ').len());
            if c == '.' && out.ends_with('.') {
                continue;
            }
        }
        out.push(c);
    }
    out
}

/// A code span; its fence is longer than any run of back-ticks inside.
fn code_span(code: &str) -> String {
    let code = single_spaced(&code.replace(steers_writing, "\u{fffd}"));
    if code.is_empty() {
        return String::new();
    }
    let fence = "`".repeat(longest_run(&code, '`') + 1);
    let pad = if code.starts_with('`') || code.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{pad}{code}{pad}{fence}")
}

/// Text of a page for the inside of a code span or an attribute: one line without back-ticks.
pub(in crate::emit) fn plain(text: &str) -> String {
    single_spaced(text).replace('`', "'").replace('|', "/")
}

/// The lines of a doc comment before its first empty one.
pub(in crate::emit) fn first_paragraph(lines: &[String]) -> &[String] {
    lines.split(String::is_empty).next().unwrap_or_default()
}

/// Text in which nothing is markdown. URLs become links of their own.
pub(in crate::emit) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = find_url(rest) {
        let (head, tail) = rest.split_at(at);
        let end = tail
            .find(|c: char| c.is_whitespace() || "<>\"'`|)]}".contains(c))
            .unwrap_or(tail.len());
        let url = tail[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_', '\\']);
        escape_plain(head, &mut escaped);
        if url.ends_with("://") {
            escape_plain(&tail[..end], &mut escaped);
            rest = &tail[end..];
        } else {
            escaped.push('<');
            escaped.push_str(url);
            escaped.push('>');
            rest = &tail[url.len()..];
        }
    }
    escape_plain(rest, &mut escaped);
    escaped
}

fn find_url(text: &str) -> Option<usize> {
    let colons = text.match_indices(':').map(|(at, _)| text.split_at(at));
    let mut schemes = colons.filter(|(_, behind)| behind.starts_with("://"));
    schemes.find_map(|(before, _)| {
        let rest = before
            .strip_suffix("https")
            .or_else(|| before.strip_suffix("http"))?;
        Some(rest.len())
    })
}

fn escape_plain(text: &str, into: &mut String) {
    for (at, c) in text.char_indices() {
        let behind = &text[at + c.len_utf8()..];
        let means_something = match c {
            '\\' | '[' | ']' | '>' | '*' | '_' | '`' | '~' | '|' => true,
            // A tag begins with a letter, an entity has a name or a number.
            '<' => {
                behind.is_empty()
                    || behind.starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c))
            }
            '&' => behind.is_empty() || behind.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '#'),
            _ => false,
        };
        match c {
            '\n' | '\r' | '\t' => into.push(' '),
            c if means_something => {
                into.push('\\');
                into.push(c);
            }
            c if c.is_control() || steers_writing(c) => into.push('\u{fffd}'),
            c => into.push(c),
        }
    }
}

/// A URL that cannot end the link it stands in.
fn escaped_url(url: &str) -> String {
    let mut escaped = String::with_capacity(url.len());
    for c in url.chars() {
        match c {
            '(' => escaped.push_str("%28"),
            ')' => escaped.push_str("%29"),
            '<' => escaped.push_str("%3C"),
            '>' => escaped.push_str("%3E"),
            '"' => escaped.push_str("%22"),
            '\\' => escaped.push_str("%5C"),
            c if c.is_whitespace() || c.is_control() => escaped.push_str("%20"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Escapes what means something only at the start of a line: headings, lists, rules, set-off lines.
fn escape_start(line: &str) -> String {
    let trimmed = line.trim_start();
    let digits = trimmed.chars().take_while(char::is_ascii_digit).count();
    let number = digits > 0 && trimmed[digits..].starts_with(['.', ')']);
    if number {
        format!("{}\\{}", &trimmed[..digits], &trimmed[digits..])
    } else if trimmed.starts_with(['#', '-', '+', '=', ':']) {
        format!("\\{trimmed}")
    } else {
        line.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        assert_eq!(escape("a[b] <c> *d* e_f `g`"), r"a\[b\] \<c\> \*d\* e\_f \`g\`");
        assert_eq!(escape_start("# no heading"), r"\# no heading");
        assert_eq!(escape_start("1. no list"), r"1\. no list");
    }

    #[test]
    fn only_what_could_mean_something_is_escaped() {
        assert_eq!(escape("0 <= x & y"), "0 <= x & y");
        assert_eq!(escape("T&C &amp <b </b <!-- <"), r"T\&C \&amp \<b \</b \<!-- \<");
    }

    #[test]
    fn gaps_before_full_stops_are_closed() {
        for (text, tidy) in [
            ("linked to. . Possible", "linked to. Possible"),
            (" , `ge`", ", `ge`"),
            ("part of .", "part of."),
            ("in .NET , too", "in .NET, too"),
            ("a ... b", "a ... b"),
        ] {
            assert_eq!(without_gaps(text), tidy.to_owned(), "{text}");
        }
    }

    #[test]
    fn urls_become_links() {
        assert_eq!(escape("see https://a.b/c_d."), "see <https://a.b/c_d>.");
        assert_eq!(escape("(http://x)"), "(<http://x>)");
        assert_eq!(escape("https:// alone"), "https:// alone");
    }

    #[test]
    fn text_of_a_page_stays_within_its_code_span() {
        assert_eq!(plain("a`b\n c|d"), "a'b c/d");
    }

    #[test]
    fn code_keeps_its_back_ticks() {
        assert_eq!(code_span("a`b"), "``a`b``");
        assert_eq!(code_span("`"), "`` ` ``");
    }
}
