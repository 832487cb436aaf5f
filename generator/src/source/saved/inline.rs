//! Writes the text of a block as inline markdown.

use std::ops::Range;

use super::content::is_of_site;
use super::tree::{Element, Node};
use super::writer::{Writer, texts};

/// Elements that a cell of markdown holds as HTML, as the documentation's own cells do.
const HTML_IN_CELL: &[&str] = &["li", "ol", "table", "tbody", "td", "th", "thead", "tr", "ul"];

/// What the text is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum TextKind {
    /// A paragraph, which a blank line ends.
    Paragraph,
    /// A heading or a label, which the end of the line ends.
    Line,
    /// A cell, which a `|` ends.
    Cell,
}

/// A line of text.
pub(super) struct Line<'w, 'a> {
    writer: &'w mut Writer<'a>,
    kind: TextKind,
    /// Whether something was written.
    started: bool,
    /// Where a blank stands before what follows.
    blank: Option<usize>,
    /// Marks that are written as soon as text follows, each with its place. So none ends with a blank behind it or
    /// holds nothing.
    marks: Vec<(&'static str, usize)>,
}

impl<'w, 'a> Line<'w, 'a> {
    pub(super) fn new(writer: &'w mut Writer<'a>, kind: TextKind) -> Self {
        Self {
            writer,
            kind,
            started: false,
            blank: None,
            marks: Vec::new(),
        }
    }

    pub(super) fn write(mut self, nodes: &[Node]) {
        self.nodes(nodes);
    }

    fn nodes(&mut self, nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Text(range) => self.text(range),
                Node::Comment(_) => {}
                Node::Element(element) if is_of_site(element) => {}
                Node::Element(element) => self.element(element),
            }
        }
    }

    fn element(&mut self, element: &Element) {
        match element.name.as_str() {
            "b" | "strong" => self.marked("**", element),
            "em" | "i" => self.marked("*", element),
            "code" | "pre" => self.code(element),
            "a" => self.link(element),
            "br" => self.put("<br>", element.place),
            "img" => self.image(element),
            "sub" | "sup" => self.as_html(element),
            name if self.kind == TextKind::Cell && HTML_IN_CELL.contains(&name) => self.as_html(element),
            "div" | "p" if self.kind == TextKind::Cell => {
                if self.started {
                    self.put("<br>", element.place);
                }
                self.nodes(&element.children);
            }
            _ => self.nodes(&element.children),
        }
    }

    /// Writes the blank and the marks that wait for text, before the text.
    fn open(&mut self) {
        if let Some(place) = self.blank.take()
            && self.started
        {
            self.writer.out.write(" ", place);
        }
        for (mark, place) in std::mem::take(&mut self.marks) {
            self.writer.out.write(mark, place);
        }
        self.started = true;
    }

    fn put(&mut self, text: &str, place: usize) {
        self.open();
        self.writer.out.write(text, place);
    }

    fn marked(&mut self, mark: &'static str, element: &Element) {
        let waiting = self.marks.len();
        self.marks.push((mark, element.place));
        self.nodes(&element.children);
        if self.marks.len() > waiting {
            self.marks.truncate(waiting);
        } else {
            self.writer.out.write(mark, element.place);
        }
    }

    fn link(&mut self, element: &Element) {
        let Some(target) = element.attribute("href") else {
            self.nodes(&element.children);
            return;
        };
        let waiting = self.marks.len();
        self.marks.push(("[", element.place));
        self.nodes(&element.children);
        if self.marks.len() > waiting {
            self.marks.truncate(waiting);
            return;
        }
        let target = self.target(target);
        self.writer.out.write(&format!("]({target})"), element.place);
    }

    fn image(&mut self, element: &Element) {
        let text: String = element
            .attribute("alt")
            .unwrap_or_default()
            .chars()
            .map(|c| if c.is_alphanumeric() { c } else { ' ' })
            .collect();
        let target = self.target(element.attribute("src").unwrap_or_default());
        self.put(&format!("![{}]({target})", text.trim()), element.place);
    }

    /// The address of a link, escaped so that nothing in it ends the link or the cell.
    fn target(&self, target: &str) -> String {
        let mut address = self.writer.address(target);
        for (mark, escaped) in [
            ("<", "%3C"),
            (">", "%3E"),
            ("|", "%7C"),
            ("`", "%60"),
            ("\n", ""),
            ("\\", "%5C"),
        ] {
            address = address.replace(mark, escaped);
        }
        if address.contains([' ', '(', ')']) {
            format!("<{address}>")
        } else {
            address
        }
    }

    /// Writes an element as it is, without its attributes.
    fn as_html(&mut self, element: &Element) {
        self.put(&format!("<{}>", element.name), element.place);
        self.blank = None;
        self.nodes(&element.children);
        self.blank = None;
        self.put(&format!("</{}>", element.name), element.place);
    }

    fn code(&mut self, element: &Element) {
        let mut found = Vec::new();
        texts(&element.children, &mut found);
        if found
            .iter()
            .all(|range| self.writer.source(range).trim().is_empty())
        {
            self.nodes(&element.children);
            return;
        }
        let longest = self.writer.longest_run(&found);
        let has_tick = longest > 0;
        let mark = "`".repeat(longest + 1);
        self.put(&mark, element.place);
        if has_tick {
            self.put(" ", element.place);
        }
        for range in found {
            let mut at = range.start;
            for piece in self.writer.source(&range).split_inclusive(['\n', '|']) {
                let text = piece.trim_end_matches(['\n', '|']);
                self.writer.code(at..at + text.len());
                match piece.get(text.len()..) {
                    Some("|") if self.kind == TextKind::Cell => self.put("\\|", at + text.len()),
                    Some("|") => self.put("|", at + text.len()),
                    Some("\n") => self.put(" ", at + text.len()),
                    _ => {}
                }
                at += piece.len();
            }
        }
        if has_tick {
            self.put(" ", element.place);
        }
        self.put(&mark, element.place);
    }

    /// Writes text: its character references mean the same in markdown, and what would be a mark is escaped.
    fn text(&mut self, range: &Range<usize>) {
        let text = self.writer.source(range);
        let mut copied = 0;
        let mut before = ' ';
        for (at, c) in text.char_indices() {
            let place = range.start + at;
            if c.is_ascii_whitespace() {
                self.copy(range.start + copied..place);
                copied = at + 1;
                self.blank.get_or_insert(place);
            } else {
                let behind = text.get(at + c.len_utf8()..).unwrap_or_default();
                if self.is_mark(c, before, behind) {
                    self.copy(range.start + copied..place);
                    self.put("\\", place);
                    copied = at;
                }
            }
            before = c;
        }
        self.copy(range.start + copied..range.end);
    }

    fn copy(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            self.open();
            self.writer.out.copy(range);
        }
    }

    /// Whether a character would be a mark of markdown where it stands.
    fn is_mark(&self, c: char, before: char, behind: &str) -> bool {
        let next = behind.chars().next().unwrap_or(' ');
        let starts_line = !self.started && self.kind == TextKind::Paragraph && before.is_whitespace();
        match c {
            '*' | '`' | '[' | ']' | '<' => true,
            '\\' => next.is_ascii_punctuation(),
            '_' => !(before.is_alphanumeric() && next.is_alphanumeric()),
            '|' => self.kind == TextKind::Cell,
            '#' | '>' | '~' | '=' => starts_line,
            '-' | '+' => starts_line && (next.is_whitespace() || next == c),
            _ => false,
        }
    }
}
