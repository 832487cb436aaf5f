//! Writes the blocks of a page as markdown.

use std::ops::Range;

use super::content::{Page, is_of_site};
use super::inline::{Line, TextKind};
use super::tree::{Element, Node, elements};
use super::writer::{Writer, texts};
use crate::graph::notice_of_word;
use crate::source::original::Rewriter;
use crate::text::single_spaced;

/// Elements that stand among text.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "br", "cite", "code", "del", "em", "font", "i", "img", "ins", "kbd", "mark",
    "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
];

/// Writes a page.
pub(super) fn write<'a>(html: &'a str, page: &Page<'_>) -> Rewriter<'a> {
    let mut writer = Writer::new(html, page.address.clone());
    writer.front_matter(page);
    for content in &page.content {
        writer.blocks(content);
    }
    writer.out.write("\n", html.len());
    writer.out
}

impl<'a> Writer<'a> {
    fn front_matter(&mut self, page: &Page<'_>) {
        if page.metadata.is_empty() {
            return;
        }
        self.out.write("---\n", 0);
        for (key, value, place) in &page.metadata {
            let value = single_spaced(value);
            self.out.write(&format!("{key}: {value}\n"), *place);
        }
        self.out.write("---\n\n", 0);
    }

    /// Writes nodes, of which those among text make paragraphs.
    pub(super) fn blocks(&mut self, nodes: &[Node]) {
        let mut rest = nodes;
        while let Some(first) = rest.first() {
            let inline = rest.iter().take_while(|node| is_inline(node)).count();
            let (text, behind) = rest.split_at(inline.max(1));
            match first {
                _ if inline > 0 => self.paragraph(text),
                Node::Comment(range) => self.comment(range.clone()),
                Node::Element(element) => self.block(element),
                Node::Text(_) => {}
            }
            rest = behind;
        }
    }

    fn block(&mut self, element: &Element) {
        if is_of_site(element) {
            return;
        }
        match element.name.as_str() {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(element),
            "p" => self.blocks(&element.children),
            "pre" => self.fence(element),
            "ul" | "ol" => self.list(element),
            "blockquote" => self.contained(element.place, "> ", "> ", |writer| {
                writer.blocks(&element.children);
            }),
            "table" => self.table(element),
            "hr" => self.line("---", element.place),
            "div" if element.has_class("tabGroup") => self.tabs(element),
            "div" => match note(element) {
                Some(kind) => self.note(kind, element),
                None => self.blocks(&element.children),
            },
            _ => self.blocks(&element.children),
        }
    }

    fn line(&mut self, text: &str, place: usize) {
        self.start(place);
        self.out.write(text, place);
    }

    fn paragraph(&mut self, nodes: &[Node]) {
        if let Some(place) = start_of_text(self.html, nodes) {
            self.start(place);
            Line::new(self, TextKind::Paragraph).write(nodes);
        }
    }

    fn heading(&mut self, element: &Element) {
        self.start(element.place);
        let level = element
            .name
            .bytes()
            .last()
            .map_or(1, |digit| usize::from(digit.saturating_sub(b'0')));
        self.out.write(&"#".repeat(level), element.place);
        self.out.write(" ", element.place);
        // The id is made of the English heading, in pages of other languages too.
        let id = element
            .attribute("id")
            .filter(|id| id.chars().all(|c| c.is_alphanumeric() || c == '-'));
        if let Some(id) = id {
            self.out.write(&format!("<a name=\"{id}\"></a>"), element.place);
        }
        Line::new(self, TextKind::Line).write(&element.children);
    }

    fn comment(&mut self, range: Range<usize>) {
        self.start(range.start);
        self.copy_lines(&range);
    }

    fn copy_lines(&mut self, range: &Range<usize>) {
        let mut at = range.start;
        for (number, line) in self.source(range).split('\n').enumerate() {
            if number > 0 {
                self.place = at;
                self.new_line();
            }
            self.out.copy(at..at + line.len());
            at += line.len() + 1;
        }
    }

    /// Writes a block of code.
    fn fence(&mut self, element: &Element) {
        let code = elements(&element.children)
            .find(|inner| inner.name == "code")
            .unwrap_or(element);
        let language = code
            .classes()
            .find_map(|class| class.strip_prefix("lang-"))
            .unwrap_or_default();
        // The site runs such requests where they stand.
        let language = if code.attribute("data-interactive").is_some() {
            "http"
        } else {
            language
        };
        let is_word = language
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '+' | '#'));
        let mut text = Vec::new();
        texts(&element.children, &mut text);
        let longest = self.longest_run(&text);
        let mark = "`".repeat(longest.max(2) + 1);
        self.start(element.place);
        self.out.write(&mark, element.place);
        self.out.write(if is_word { language } else { "" }, element.place);
        self.code_lines(text);
        self.new_line();
        self.out.write(&mark, self.place);
    }

    /// Writes the lines of a block of code, less the blank ones at its ends. A line may be broken up: the site colours
    /// its words.
    fn code_lines(&mut self, text: Vec<Range<usize>>) {
        let mut line_ends = 1;
        let mut blanks: Vec<Range<usize>> = Vec::new();
        let mut is_blank = true;
        for range in text {
            let mut at = range.start;
            for (number, line) in self.source(&range).split('\n').enumerate() {
                if number > 0 {
                    line_ends += usize::from(!is_blank);
                    blanks.clear();
                }
                let part = at..at + line.len();
                at = part.end + 1;
                if line.trim().is_empty() {
                    blanks.push(part);
                    continue;
                }
                is_blank = false;
                self.place = part.start;
                for _ in 0..std::mem::take(&mut line_ends) {
                    self.new_line();
                }
                for blank in blanks.drain(..) {
                    self.out.copy(blank);
                }
                self.code(part);
            }
        }
    }

    fn list(&mut self, element: &Element) {
        if self.is_full() {
            self.blocks(&element.children);
            return;
        }
        let is_ordered = element.name == "ol";
        for (number, item) in element.elements().filter(|item| item.name == "li").enumerate() {
            let mark = if is_ordered {
                format!("{}. ", number + 1)
            } else {
                "- ".to_owned()
            };
            if number == 0 {
                self.start(item.place);
            } else {
                self.place = item.place;
                self.new_line();
            }
            self.within(&mark, &" ".repeat(mark.len()), |writer| {
                writer.blocks(&item.children);
            });
        }
    }

    /// Writes a note. Its first paragraph is its kind, in the language of the page.
    fn note(&mut self, kind: &str, element: &Element) {
        let title = element
            .children
            .iter()
            .position(|node| matches!(node, Node::Element(_)));
        let behind = title.map_or(0, |title| title + 1);
        self.contained(element.place, "> ", "> ", |writer| {
            writer
                .out
                .write(&format!("[!{}]", kind.to_ascii_uppercase()), element.place);
            writer.new_line();
            writer.blocks(element.children.get(behind..).unwrap_or_default());
        });
    }

    fn tabs(&mut self, group: &Element) {
        let mut labels = Vec::new();
        links(group, &mut labels);
        for panel in group
            .elements()
            .filter(|panel| panel.attribute("role") == Some("tabpanel"))
        {
            let id = panel.attribute("data-tab").unwrap_or_default();
            let label = labels
                .iter()
                .find(|label| label.attribute("data-tab") == Some(id));
            self.start(panel.place);
            self.out.write("# [", panel.place);
            match label {
                Some(label) => Line::new(self, TextKind::Line).write(&label.children),
                None => self.out.write(id, panel.place),
            }
            self.out.write(&format!("](#tab/{id})"), panel.place);
            self.blocks(&panel.children);
        }
        self.line("---", self.place);
    }
}

/// The kind of the note that an element is.
fn note(element: &Element) -> Option<&'static str> {
    element.classes().find_map(notice_of_word)
}

fn is_inline(node: &Node) -> bool {
    match node {
        Node::Text(_) => true,
        Node::Comment(_) => false,
        Node::Element(element) => INLINE.contains(&element.name.as_str()),
    }
}

/// Where the first text stands that is not blank; an image counts as text.
fn start_of_text(html: &str, nodes: &[Node]) -> Option<usize> {
    nodes.iter().find_map(|node| match node {
        Node::Text(range) => {
            let text = html.get(range.clone()).unwrap_or_default();
            let lead = text.len() - text.trim_start().len();
            (lead < text.len()).then_some(range.start + lead)
        }
        Node::Comment(_) => None,
        Node::Element(element) if is_of_site(element) => None,
        Node::Element(element) if element.name == "img" => Some(element.place),
        Node::Element(element) => start_of_text(html, &element.children),
    })
}

/// The labels of the tabs of a group.
fn links<'e>(element: &'e Element, found: &mut Vec<&'e Element>) {
    for inner in element
        .elements()
        .filter(|inner| inner.attribute("role") != Some("tabpanel"))
    {
        if inner.name == "a" {
            found.push(inner);
        }
        links(inner, found);
    }
}
