//! How a page is built: headings, paragraphs, tables, fences, annotations, with their places.
//!
//! Two readers yield the same tree: one for markdown, one for text copied from the rendered site.
//!
//! Every [`Text`] holds the very bytes that its span covers, so that an offset in the text is an offset in
//! the file. Where markdown puts marks at the start of a continued line (the `>` of a quote, for example)
//! the mark is replaced by blanks of the same length.

mod commonmark;
mod content;
mod fences;
mod front_matter;
mod html;
mod include;
mod included;
mod inline;
mod lines;
mod passage;
mod reader;
mod references;
mod rendered;
mod swapped_links;
mod table;
mod text;

use std::ops::Range;
use std::sync::Arc;

use crate::span::{FileId, Span, Spanned};
use crate::text::ListKind;

pub(crate) use include::around_include;
pub use included::Includes;
pub use passage::Passage;
#[cfg(any(test, feature = "fuzzing"))]
pub(crate) use reader::read_as;
pub use reader::{read, read_with};
pub use references::References;

/// Which reader read a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Markdown, of any era.
    Markdown,
    /// Text copied from the rendered site.
    Rendered,
}

/// A page as a tree.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file.
    pub file: FileId,
    /// Which reader read it.
    pub layout: Layout,
    /// The `key: value` lines between the two `---` at the start; empty where there are none.
    pub front_matter: Vec<FrontMatterEntry>,
    /// The blocks in the order of the page. An include that was found stands as [`BlockKind::Include`] with
    /// the blocks of the included file.
    pub blocks: Vec<Block>,
    /// The included files that pages share; what there is to say about them is in [`Includes::diagnostics`].
    pub included: Vec<FileId>,
}

impl Document {
    /// The value of a front matter key, with quotes removed.
    pub fn front_matter(&self, key: &str) -> Option<&Spanned<String>> {
        self.front_matter
            .iter()
            .find(|entry| entry.key == key)
            .map(|entry| &entry.value)
    }
}

/// One line of the front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrontMatterEntry {
    /// The key, as written.
    pub key: String,
    /// The value without its quotes.
    pub value: Spanned<String>,
}

/// A block and its place.
#[derive(Clone, Debug)]
pub struct Block {
    /// The block's whole source, without the line end.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

impl Block {
    /// The text of a paragraph; `None` where the block is something else.
    pub fn paragraph(&self) -> Option<&Text> {
        match &self.kind {
            BlockKind::Paragraph(text) => Some(text),
            _ => None,
        }
    }
}

/// What a block is.
#[derive(Clone, Debug)]
pub enum BlockKind {
    /// A heading that is not the label of a tab.
    Heading {
        /// 1 to 6.
        level: u8,
        /// The heading's text without `#` and without `<a name>` anchors.
        text: Text,
    },
    /// The label of a tab: `# [HTTP](#tab/http)`.
    Tab {
        /// `HTTP`.
        label: String,
        /// `http`.
        id: String,
    },
    /// A paragraph.
    Paragraph(Text),
    /// A bulleted or numbered list.
    List {
        /// How the items are marked.
        kind: ListKind,
        /// The blocks of each item.
        items: Vec<Vec<Block>>,
    },
    /// A quote, such as a note.
    Quote(Vec<Block>),
    /// A fenced block.
    Fence(Fence),
    /// A table.
    Table(Table),
    /// `<!-- … -->`; the text between the marks.
    Comment(Text),
    /// `[!INCLUDE [label](target)]`.
    Include(Include),
    /// A block of HTML that is not a comment.
    Html(Text),
    /// `---`, which also ends a group of tabs.
    Rule,
}

/// A fenced block.
#[derive(Clone, Debug)]
pub struct Fence {
    /// What stands behind the opening fence, trimmed: `http`, `json`, often nothing.
    pub info: String,
    /// The lines without indentation of the fence itself, with their places. Never holds the fence lines.
    pub lines: Vec<Spanned<String>>,
}

/// The lines of a fence as one text.
pub(crate) fn joined(lines: &[Spanned<String>]) -> String {
    let lines: Vec<&str> = lines.iter().map(|line| line.value.as_str()).collect();
    lines.join("\n")
}

/// A table. Rows have as many cells as the header: short rows were filled with empty cells, surplus cells
/// folded into the last.
#[derive(Clone, Debug)]
pub struct Table {
    /// The header.
    pub header: Row,
    /// The rows below the delimiter row.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug)]
pub struct Row {
    /// The row's whole source.
    pub span: Span,
    /// The cells, trimmed. A cell that the row lacks is empty and stands at the end of the row.
    pub cells: Vec<Text>,
    /// How many cells the row has on the page, before filling and folding.
    pub written: usize,
}

/// An include directive.
#[derive(Clone, Debug)]
pub struct Include {
    /// The text in the inner brackets.
    pub label: String,
    /// The path, as written.
    pub target: Spanned<String>,
    /// The blocks of the file, with spans in that file; `None` where it was not found. Pages that include one file share
    /// them.
    pub blocks: Option<Arc<[Block]>>,
}

/// A run of inline markdown: a paragraph, a heading, a cell. What is copied of a page shares the text with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The place; as long as `raw`.
    pub span: Span,
    /// The source, trimmed at both ends.
    pub raw: Arc<str>,
    /// The raw text taken apart.
    pub inlines: Arc<[Inline]>,
}

/// A piece of a [`Text`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inline {
    /// The bytes of [`Text::raw`] that the piece covers, marks included.
    pub range: Range<usize>,
    /// What it is.
    pub kind: InlineKind,
}

/// What a piece of text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InlineKind {
    /// Plain text; backslash escapes and character entities are resolved, line ends are blanks.
    Text(String),
    /// A code span, without its back-ticks, trimmed.
    Code(String),
    /// `**strong**`.
    Strong(Vec<Inline>),
    /// `*emphasis*` or `_emphasis_`.
    Emphasis(Vec<Inline>),
    /// A link; `target` is empty where a reference has no definition.
    Link {
        /// The link's text.
        text: Vec<Inline>,
        /// Where it leads, as written (or as the reference's definition says).
        target: String,
    },
    /// An image, with its alternative text.
    Image(String),
    /// One HTML tag, as written. Its content stands beside it.
    Html(String),
    /// `<br>`, in any spelling.
    Break,
}

/// Appends what a reader sees of the pieces; their depth is bounded by the scanner.
fn push_plain(inlines: &[Inline], plain: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) => {
                plain.extend(text.chars().map(|c| if c == '\u{a0}' { ' ' } else { c }));
            }
            InlineKind::Code(code) => plain.push_str(code),
            InlineKind::Break => plain.push(' '),
            InlineKind::Html(_) | InlineKind::Image(_) => {}
            kind => push_plain(kind.children(), plain),
        }
    }
}
