//! Prose of several blocks: paragraphs, and lists among them.

use super::{Block, BlockKind, Text};
use crate::text::ListKind;

/// How deep lists in lists are followed. No description of the documentation nests deeper.
const MAX_DEPTH: usize = 4;

/// A block of prose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Passage {
    /// A paragraph.
    Paragraph(Text),
    /// A bulleted or numbered list.
    List {
        /// How the items are marked.
        kind: ListKind,
        /// The prose of each item; no item is empty.
        items: Vec<Vec<Passage>>,
    },
}

impl Passage {
    /// The prose of a block; `None` for blocks that are not prose, and for lists without any.
    pub fn of(block: &Block) -> Option<Self> {
        passage(block, 0)
    }

    /// A list of nothing but this text; empty where the text is.
    pub fn of_text(text: &Text) -> Vec<Self> {
        if text.raw.is_empty() {
            Vec::new()
        } else {
            vec![Self::Paragraph(text.clone())]
        }
    }

    /// The text of a paragraph.
    pub fn text(&self) -> Option<&Text> {
        match self {
            Self::Paragraph(text) => Some(text),
            Self::List { .. } => None,
        }
    }

    /// All texts in their order, those in lists too.
    pub fn texts(passages: &[Self]) -> Vec<&Text> {
        let mut out = Vec::new();
        for passage in passages {
            match passage {
                Self::Paragraph(text) => out.push(text),
                Self::List { items, .. } => {
                    out.extend(items.iter().flat_map(|item| Self::texts(item)));
                }
            }
        }
        out
    }

    /// The passages as markdown, as the page marks them.
    pub fn markdown(passages: &[Self]) -> String {
        let mut lines = Vec::new();
        write(passages, "", &mut lines);
        lines.join("\n")
    }
}

fn passage(block: &Block, depth: usize) -> Option<Passage> {
    match &block.kind {
        BlockKind::Paragraph(text) if !text.is_empty() => Some(Passage::Paragraph(text.clone())),
        BlockKind::List { kind, items } if depth < MAX_DEPTH => {
            let items: Vec<Vec<Passage>> = items
                .iter()
                .map(|item| {
                    item.iter()
                        .filter_map(|block| passage(block, depth + 1))
                        .collect::<Vec<_>>()
                })
                .filter(|item| !item.is_empty())
                .collect();
            (!items.is_empty()).then_some(Passage::List { kind: *kind, items })
        }
        _ => None,
    }
}

/// Writes passages a blank line apart, each line behind the indentation.
fn write(passages: &[Passage], indent: &str, lines: &mut Vec<String>) {
    for (at, passage) in passages.iter().enumerate() {
        if at > 0 {
            lines.push(String::new());
        }
        match passage {
            Passage::Paragraph(text) => {
                lines.extend(text.raw.lines().map(|line| format!("{indent}{}", line.trim())));
            }
            Passage::List { kind, items } => {
                for (number, item) in items.iter().enumerate() {
                    let mark = kind.mark(number);
                    let first = lines.len();
                    let inner = format!("{indent}{}", " ".repeat(mark.len()));
                    write(item, &inner, lines);
                    if let Some(line) = lines.get_mut(first) {
                        line.replace_range(indent.len()..inner.len().min(line.len()), &mark);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Diagnostics;
    use crate::markdown::{self, Layout};
    use crate::source::{SourceFile, SourceMap};
    use crate::span::FileId;

    use super::*;

    fn passages(text: &str) -> Vec<Passage> {
        let sources = SourceMap::new(vec![SourceFile::new("v1.0/resources/x.md", text)]);
        let document = markdown::read_as(Layout::Markdown, &sources, FileId(0), &mut Diagnostics::new());
        document.blocks.iter().filter_map(Passage::of).collect()
    }

    #[test]
    fn lists_keep_their_items_and_their_order() {
        let text = "A thing is:\n\n- round\n- red, that is\n  - light\n  - dark\n\n1. First.\n2. Second.\n";
        let found = passages(text);
        let said: Vec<&str> = Passage::texts(&found)
            .into_iter()
            .map(|text| &*text.raw)
            .collect();
        assert_eq!(
            said,
            [
                "A thing is:",
                "round",
                "red, that is",
                "light",
                "dark",
                "First.",
                "Second."
            ]
        );
        assert_eq!(
            Passage::markdown(&found),
            "A thing is:\n\n- round\n- red, that is\n\n  - light\n  - dark\n\n1. First.\n2. Second."
        );
    }

    #[test]
    fn tables_and_fences_are_no_prose() {
        assert_eq!(
            passages("|a|\n|:--|\n|b|\n\n```json\n{}\n```\n\n- \n"),
            Vec::new()
        );
    }
}
