//! Takes inline markdown apart.
//!
//! The block reader gives runs of text whose place in the file is known byte by byte; taking them apart here
//! keeps that knowledge, and lets cells, headings, paragraphs and rendered text share one reader. The rules
//! are those of CommonMark, with what Graph's pages need beside: `<br>` in all spellings is a break, any
//! `<word>` is a tag. Time is linear in the length of the text, and the depth of the result is bounded.

mod emphasis;
mod link;
mod swapped;
mod tag;

use std::collections::BTreeMap;

use self::emphasis::{InlineOrRun, Run};
use self::link::{Bracket, BracketKind};
use super::references::References;
use super::{Inline, InlineKind};

/// Emphasis and links nest this deep; deeper marks are text.
const MAX_DEPTH: usize = 24;

/// The longest entity that is looked for, `&` and `;` included; HTML's longest name has 31 letters.
const MAX_ENTITY: usize = 34;

/// Takes a trimmed text apart.
pub(super) fn scan(raw: &str, references: &References) -> Vec<Inline> {
    scan_in(Container::Block, raw, references)
}

/// Takes the trimmed text of a cell apart.
pub(super) fn scan_cell(raw: &str, references: &References) -> Vec<Inline> {
    scan_in(Container::Cell, raw, references)
}

/// What holds a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Container {
    /// A paragraph or a heading.
    Block,
    /// The cell of a table, where `\|` stands for `|` in code, too.
    Cell,
}

fn scan_in(container: Container, raw: &str, references: &References) -> Vec<Inline> {
    if raw.bytes().any(is_special) {
        return Scanner::new(raw, references, container).run();
    }
    // Most cells are plain.
    let range = 0..raw.len();
    let kind = InlineKind::Text(raw.to_owned());
    if raw.is_empty() {
        Vec::new()
    } else {
        vec![Inline { range, kind }]
    }
}

/// Whether a byte may mean something other than itself.
fn is_special(byte: u8) -> bool {
    matches!(
        byte,
        b'\\' | b'`' | b'<' | b'&' | b'*' | b'_' | b'[' | b'!' | b']' | b'\n'
    )
}

struct Scanner<'a> {
    raw: &'a str,
    references: &'a References,
    container: Container,
    at: usize,
    /// The runs of back-ticks, once there is one.
    ticks: Option<Ticks>,
    /// No `-->` follows, so that it need not be looked for again.
    no_comment_end: bool,
    pieces: Vec<InlineOrRun>,
    brackets: Vec<Bracket>,
    /// How many of the lowest brackets cannot start a link any more, since links do not nest.
    closed_brackets: usize,
    /// Text that is not yet a piece, and where it starts.
    text: String,
    text_start: usize,
}

impl<'a> Scanner<'a> {
    fn new(raw: &'a str, references: &'a References, container: Container) -> Self {
        Self {
            raw,
            references,
            container,
            at: 0,
            ticks: None,
            no_comment_end: false,
            pieces: Vec::new(),
            brackets: Vec::new(),
            closed_brackets: 0,
            text: String::new(),
            text_start: 0,
        }
    }

    fn run(mut self) -> Vec<Inline> {
        while let Some(byte) = self.byte(self.at) {
            match byte {
                b'\\' => self.escape(),
                b'`' => self.code(),
                b'<' => self.angle(),
                b'&' => self.entity(),
                b'*' | b'_' => self.emphasis_run(byte),
                b'[' => self.open_bracket(self.at, BracketKind::Link),
                b'!' if self.byte(self.at + 1) == Some(b'[') => {
                    self.open_bracket(self.at, BracketKind::Image);
                }
                b']' => self.close_bracket(),
                b'\n' => self.line_end(),
                _ => self.plain(),
            }
        }
        self.flush();
        emphasis::resolve(self.pieces).0
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.raw.as_bytes().get(at).copied()
    }

    fn rest(&self) -> &'a str {
        self.raw.get(self.at..).unwrap_or_default()
    }

    /// Takes text as it stands up to the next byte that may mean something.
    fn plain(&mut self) {
        let rest = self.rest();
        // The first byte is taken in any case: it was looked at and means nothing.
        let end = rest
            .bytes()
            .skip(1)
            .position(is_special)
            .map_or(rest.len(), |position| position + 1);
        self.push_text(end, rest.get(..end).unwrap_or_default());
    }

    /// Takes `length` bytes that mean `text`.
    fn push_text(&mut self, length: usize, text: &str) {
        if self.text.is_empty() {
            self.text_start = self.at;
        }
        self.text.push_str(text);
        self.at += length;
    }

    /// Makes a piece of the text gathered so far.
    fn flush(&mut self) {
        if !self.text.is_empty() {
            let kind = InlineKind::Text(std::mem::take(&mut self.text));
            self.pieces
                .push(InlineOrRun::leaf(self.text_start..self.at, kind));
        }
    }

    /// Takes `length` bytes as one piece.
    fn push(&mut self, length: usize, kind: InlineKind) {
        self.flush();
        let start = self.at;
        self.at += length;
        self.pieces.push(InlineOrRun::leaf(start..self.at, kind));
    }

    fn escape(&mut self) {
        match self.byte(self.at + 1) {
            Some(next) if next.is_ascii_punctuation() => {
                let escaped = char::from(next);
                self.push_text(2, escaped.encode_utf8(&mut [0; 4]));
            }
            Some(b'\n') => {
                self.at += 1;
                self.line_end();
            }
            _ => self.push_text(1, "\\"),
        }
    }

    /// A line end, with the blanks around it, is one blank.
    fn line_end(&mut self) {
        let kept = self.text.trim_end_matches([' ', '\t']).len();
        self.text.truncate(kept);
        let rest = self.rest();
        let length = rest.len() - rest.trim_start_matches([' ', '\t', '\n']).len();
        if self.text.is_empty() {
            self.text_start = self.at;
        }
        self.text.push(' ');
        self.at += length;
    }

    fn code(&mut self) {
        let length = run_length(self.raw.as_bytes(), self.at);
        let start = self.at + length;
        let ticks = self.ticks.get_or_insert_with(|| Ticks::new(self.raw));
        let Some(end) = ticks.close(start, length) else {
            let ticks = self.raw.get(self.at..start).unwrap_or_default();
            self.push_text(length, ticks);
            return;
        };
        let content = self.raw.get(start..end).unwrap_or_default().trim();
        let mut code = content.replace('\n', " ");
        if self.container == Container::Cell && code.contains("\\|") {
            code = code.replace("\\|", "|");
        }
        self.push(end + length - self.at, InlineKind::Code(code));
    }

    fn entity(&mut self) {
        let rest = self.rest();
        let end = rest
            .bytes()
            .take(MAX_ENTITY)
            .skip(1)
            .position(|byte| !byte.is_ascii_alphanumeric() && byte != b'#')
            .map(|position| position + 1)
            .filter(|&end| rest.as_bytes().get(end) == Some(&b';'));
        let source = end.and_then(|end| rest.get(..=end)).unwrap_or("&");
        let meaning = html_escape::decode_html_entities(source);
        self.push_text(source.len(), &meaning);
    }

    fn emphasis_run(&mut self, mark: u8) {
        let length = run_length(self.raw.as_bytes(), self.at);
        let before = self.raw.get(..self.at).and_then(|head| head.chars().next_back());
        let after = self
            .raw
            .get(self.at + length..)
            .and_then(|tail| tail.chars().next());
        self.flush();
        let start = self.at;
        self.at += length;
        let run = Run::new(start..self.at, mark, before, after);
        self.pieces.push(InlineOrRun::Run(run));
    }
}

/// How many bytes like the one at `at` follow each other there.
pub(super) fn run_length(bytes: &[u8], at: usize) -> usize {
    let tail = bytes.get(at..).unwrap_or_default();
    let Some(first) = tail.first() else {
        return 0;
    };
    tail.iter().take_while(|byte| *byte == first).count()
}

/// The runs of back-ticks, so that the end of a code span is found without searching twice.
pub(super) struct Ticks {
    /// Where runs start, by their length; those that were passed are gone.
    runs: BTreeMap<usize, std::iter::Peekable<std::vec::IntoIter<usize>>>,
}

impl Ticks {
    pub(super) fn new(raw: &str) -> Self {
        let bytes = raw.as_bytes();
        let mut found: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut at = 0;
        while let Some(next) = raw.get(at..).and_then(|tail| tail.find('`')) {
            let start = at + next;
            let length = run_length(bytes, start);
            found.entry(length).or_default().push(start);
            at = start + length;
        }
        let runs = found
            .into_iter()
            .map(|(length, starts)| (length, starts.into_iter().peekable()))
            .collect();
        Self { runs }
    }

    /// The start of the first run of `length` at or behind `from`; `from` never goes back.
    pub(super) fn close(&mut self, from: usize, length: usize) -> Option<usize> {
        let starts = self.runs.get_mut(&length)?;
        while starts.next_if(|start| *start < from).is_some() {}
        starts.peek().copied()
    }
}

#[cfg(test)]
mod tests;
