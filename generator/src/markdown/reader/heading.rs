//! Headings and the labels of tabs, which are written as headings.

use std::ops::Range;

use super::{Content, MarkdownReader, block};
use crate::diagnostic::{Code, Diagnostic};
use crate::markdown::lines::ParagraphPart;
use crate::markdown::{Block, BlockKind, InlineKind, html, lines};

/// What starts a quote that is glued to a heading: `# Create user> **Note:** …`.
const GLUED_QUOTES: &[&str] = &["> **", "> [!"];

impl MarkdownReader<'_> {
    pub(super) fn heading(&mut self, content: &Content<'_>, level: u8, blocks: &mut Vec<Block>) {
        let source = content.text;
        if let Some(range) = title(source) {
            self.title(content, level, 0..source.len(), range, blocks);
            return;
        }
        // Underlined. A single line of text is a heading; anything else is text with the rule that ends a
        // group of tabs directly below it.
        let (above, _) = source.rsplit_once('\n').unwrap_or((source, ""));
        let parts = lines::parts(above);
        if let [ParagraphPart::Text(range)] = parts.as_slice()
            && !content.get(range).contains('\n')
        {
            let title = html::without_anchors(above);
            self.title(content, level, 0..source.len(), title, blocks);
            return;
        }
        self.parts(content, parts, blocks);
        blocks.push(block(content, &(above.len() + 1..source.len()), BlockKind::Rule));
    }

    /// Pushes a heading or the label of a tab.
    pub(super) fn title(
        &mut self,
        content: &Content<'_>,
        level: u8,
        whole: Range<usize>,
        title: Range<usize>,
        blocks: &mut Vec<Block>,
    ) {
        let source = content.get(&title);
        let quote = source.match_indices('>').map(|(at, _)| at).find(|at| {
            let tail = source.get(*at..).unwrap_or_default();
            *at > 0 && GLUED_QUOTES.iter().any(|mark| tail.starts_with(mark))
        });
        let head = match quote {
            Some(at) => title.start..title.start + at,
            None => title.clone(),
        };
        let text = content.parse(&head);
        if let [inline] = &*text.inlines
            && let InlineKind::Link { target, .. } = &inline.kind
            && let Some(tab) = target.strip_prefix("#tab/")
        {
            let id = tab.split('/').next().unwrap_or(tab).to_owned();
            let label = text.plain();
            blocks.push(block(content, &whole, BlockKind::Tab { label, id }));
            return;
        }
        let Some(at) = quote else {
            blocks.push(block(content, &whole, BlockKind::Heading { level, text }));
            return;
        };
        let message = "a quote stands on the line of a heading";
        self.sink
            .push(Diagnostic::new(Code::RepairedHeading, text.span, message));
        blocks.push(block(
            content,
            &(whole.start..head.end),
            BlockKind::Heading { level, text },
        ));
        let quote = title.start + at..whole.end;
        let inner = content.parse(&(quote.start + 1..quote.end));
        let paragraph = Block {
            span: inner.span,
            kind: BlockKind::Paragraph(inner),
        };
        blocks.push(block(content, &quote, BlockKind::Quote(vec![paragraph])));
    }
}

/// The range of the title in a line `## Title ##`.
fn title(line: &str) -> Option<Range<usize>> {
    let trimmed = line.trim_start();
    let behind = trimmed.trim_start_matches('#');
    if behind.len() == trimmed.len() || line.contains('\n') {
        return None;
    }
    let start = line.len() - behind.len();
    let text = behind.trim_end();
    let unmarked = text.trim_end_matches('#');
    let closed = unmarked.is_empty() || unmarked.ends_with([' ', '\t']);
    let text = if closed { unmarked } else { text };
    let range = html::without_anchors(text);
    Some(start + range.start..start + range.end)
}
