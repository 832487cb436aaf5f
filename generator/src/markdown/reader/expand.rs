//! Includes: reads the file that a directive names into its place.

use std::ops::Range;
use std::sync::Arc;

use super::{Content, MarkdownReader, block, push_paragraph};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::markdown::included::Included;
use crate::markdown::{Block, BlockKind, Include, front_matter, include};
use crate::span::{FileId, Spanned};

/// Includes nest this deep; the documentation's own never nest.
const MAX_INCLUDES: usize = 8;

impl MarkdownReader<'_> {
    pub(super) fn includes(&mut self, content: &Content<'_>, line: &Range<usize>, blocks: &mut Vec<Block>) {
        let source = content.get(line);
        let (directives, end) = include::directives(source);
        let at = |range: &Range<usize>| line.start + range.start..line.start + range.end;
        for directive in directives {
            let range = at(&directive.range);
            if directive.broken {
                let message = "the include directive is broken";
                self.sink.push(Diagnostic::new(
                    Code::BrokenInclude,
                    content.span(&range),
                    message,
                ));
            }
            let target = Spanned::new(
                content.get(&at(&directive.target)).trim().to_owned(),
                content.span(&at(&directive.target)),
            );
            let label = content.get(&at(&directive.label)).to_owned();
            let included = self.include(content.file, &label, &target);
            let include = Include {
                label,
                target,
                blocks: included,
            };
            blocks.push(block(content, &range, BlockKind::Include(include)));
        }
        let rest = line.start + end..line.end;
        if !content.get(&rest).trim().is_empty() {
            push_paragraph(content.parse(&rest), blocks);
        }
    }

    /// The blocks of an included file.
    fn include(&mut self, including: FileId, label: &str, target: &Spanned<String>) -> Option<Arc<[Block]>> {
        let Some(file) = include::resolve(self.sources, including, &target.value) else {
            if !include::is_without_meaning(label, &target.value) {
                let message = format!("the included file `{}` does not exist", target.value);
                self.sink
                    .push(Diagnostic::new(Code::MissingInclude, target.span, message));
            }
            return None;
        };
        let cycle = self.including.contains(&file);
        if cycle || self.including.len() > MAX_INCLUDES {
            let message = if cycle {
                format!("`{}` includes itself", target.value)
            } else {
                format!("the includes nest deeper than {MAX_INCLUDES}")
            };
            self.sink.push(
                Diagnostic::new(Code::IncludeCycle, target.span, message).help("the file was left out"),
            );
            return None;
        }
        let text = &self.sources.file(file).text;
        let Some(room) = self.room.checked_sub(text.len()) else {
            let message = "the page includes more than any page holds";
            self.sink.push(
                Diagnostic::new(Code::IncludeTooLarge, target.span, message).help("the file was left out"),
            );
            return None;
        };
        self.room = room;
        if include::mentioned(text) {
            self.including.push(file);
            let blocks = self.blocks_of(file);
            self.including.pop();
            return Some(blocks.into());
        }
        let included = self.includes.get_or_read(file, || {
            let mut sink = Diagnostics::new();
            let mut reader = MarkdownReader {
                sources: self.sources,
                includes: self.includes,
                sink: &mut sink,
                including: Vec::new(),
                included: Vec::new(),
                room,
            };
            Included {
                blocks: reader.blocks_of(file).into(),
                diagnostics: sink.into_sorted(),
            }
        });
        self.included.push(file);
        Some(Arc::clone(&included.blocks))
    }

    /// The blocks of a file behind its front matter.
    fn blocks_of(&mut self, file: FileId) -> Vec<Block> {
        let (_, start) = front_matter::read(file, &self.sources.file(file).text, self.sink);
        self.file(file, start)
    }
}
