//! Reports links whose halves are swapped, `(groups)[../resources/group.md]`. They are read as the links that they are
//! meant to be.

use super::{Block, BlockKind, Inline, InlineKind, Text};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// Reports the swapped links of the blocks of a file.
pub(super) fn report(blocks: &[Block], sink: &mut Diagnostics) {
    for block in blocks {
        match &block.kind {
            BlockKind::Heading { text, .. } | BlockKind::Paragraph(text) => in_text(text, sink),
            BlockKind::List { items, .. } => items.iter().for_each(|item| report(item, sink)),
            BlockKind::Quote(inner) => report(inner, sink),
            BlockKind::Table(table) => {
                let rows = std::iter::once(&table.header).chain(&table.rows);
                rows.flat_map(|row| &row.cells)
                    .for_each(|cell| in_text(cell, sink));
            }
            // An included file reports its own.
            BlockKind::Include(_)
            | BlockKind::Tab { .. }
            | BlockKind::Fence(_)
            | BlockKind::Comment(_)
            | BlockKind::Html(_)
            | BlockKind::Rule => {}
        }
    }
}

fn in_text(text: &Text, sink: &mut Diagnostics) {
    if !text.raw.contains(")[") {
        return;
    }
    let is_swapped = |inline: &&Inline| {
        matches!(inline.kind, InlineKind::Link { .. })
            && text
                .raw
                .get(inline.range.clone())
                .is_some_and(|raw| raw.starts_with('('))
    };
    for inline in text.descend().into_iter().filter(is_swapped) {
        let message = "the text of the link stands in parentheses and its target in brackets";
        sink.push(
            Diagnostic::new(Code::SwappedLink, text.span_of(&inline.range), message).help("read as a link"),
        );
    }
}
