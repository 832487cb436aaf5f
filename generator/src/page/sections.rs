//! A page as sections: which heading means what, and which blocks stand under it.

use crate::graph::section_of_heading;
pub(super) use crate::graph::{SectionKind, is_qualified_name};
use crate::markdown::{Block, BlockKind, Document, Text};
use crate::rules::prose;

/// A heading and the blocks under it, up to the next heading of any level.
#[derive(Clone, Debug)]
pub(super) struct Section<'a> {
    /// What the heading means.
    pub(super) kind: SectionKind,
    /// The heading; `None` for the top.
    pub(super) heading: Option<&'a Text>,
    /// The nearest section before this one whose heading is of a lower level. Levels say only which of two is
    /// deeper: pages jump from 2 to 5, and a bold line that stands for a heading is the deepest.
    pub(super) parent: Option<usize>,
    /// The blocks. An include is followed by the blocks of the included file.
    pub(super) blocks: Vec<&'a Block>,
}

impl<'a> Section<'a> {
    /// The blocks with those inside lists and quotes, each container before its content.
    pub(super) fn all_blocks(&self) -> AllBlocks<'a> {
        AllBlocks {
            stack: self.blocks.iter().rev().copied().collect(),
        }
    }

    /// What a reader sees of the heading; empty for the top.
    pub(super) fn heading_text(&self) -> String {
        self.heading.map(prose::plain).unwrap_or_default()
    }
}

/// Walks over blocks and the blocks inside of them.
#[derive(Clone, Debug)]
pub(super) struct AllBlocks<'a> {
    stack: Vec<&'a Block>,
}

impl<'a> AllBlocks<'a> {
    /// Walks over these.
    pub(super) fn of(blocks: &'a [Block]) -> Self {
        Self {
            stack: blocks.iter().rev().collect(),
        }
    }
}

impl<'a> Iterator for AllBlocks<'a> {
    type Item = &'a Block;

    fn next(&mut self) -> Option<&'a Block> {
        let block = self.stack.pop()?;
        match &block.kind {
            BlockKind::Quote(inner) => self.stack.extend(inner.iter().rev()),
            BlockKind::List { items, .. } => self
                .stack
                .extend(items.iter().rev().flat_map(|item| item.iter().rev())),
            _ => {}
        }
        Some(block)
    }
}

/// The sections of a page in the order of the page. The first is the top, which every page has.
#[derive(Debug)]
pub(super) struct Sections<'a> {
    list: Vec<Section<'a>>,
    title: Option<&'a Block>,
}

impl<'a> Sections<'a> {
    /// Takes a page apart. The first heading of level one is the title and opens no section; headings before it
    /// do.
    pub(super) fn new(document: &'a Document) -> Self {
        let mut list = vec![Section {
            kind: SectionKind::Top,
            heading: None,
            parent: None,
            blocks: Vec::new(),
        }];
        let mut title = None;
        // The sections that the next heading may stand below, outermost first.
        let mut open = vec![(0, 0)];
        let mut stack: Vec<&'a Block> = document.blocks.iter().rev().collect();
        while let Some(block) = stack.pop() {
            let heading = match &block.kind {
                BlockKind::Heading { level: 1, .. } if title.is_none() => {
                    title = Some(block);
                    continue;
                }
                BlockKind::Heading { level, text } => Some((*level, text, classify(&prose::plain(text)))),
                BlockKind::Paragraph(text) => pseudo_heading(text).map(|kind| (7, text, kind)),
                _ => None,
            };
            if let Some((level, text, kind)) = heading {
                while open.last().is_some_and(|(of_open, _)| *of_open >= level) {
                    open.pop();
                }
                let parent = open.last().map(|(_, index)| *index);
                open.push((level, list.len()));
                list.push(Section {
                    kind,
                    heading: Some(text),
                    parent,
                    blocks: Vec::new(),
                });
                continue;
            }
            if let Some(section) = list.last_mut() {
                section.blocks.push(block);
            }
            if let BlockKind::Include(include) = &block.kind {
                stack.extend(include.blocks.iter().flat_map(|blocks| blocks.iter()).rev());
            }
        }
        Self { list, title }
    }

    /// The same sections with other blocks.
    pub(super) fn with_blocks(&self, mut blocks: impl FnMut(usize, &Section<'a>) -> Vec<&'a Block>) -> Self {
        let list = self.list.iter().enumerate();
        let list = list.map(|(index, section)| Section {
            blocks: blocks(index, section),
            ..section.clone()
        });
        Self {
            list: list.collect(),
            title: self.title,
        }
    }

    /// All sections.
    pub(super) fn iter(&self) -> std::slice::Iter<'_, Section<'a>> {
        self.list.iter()
    }

    /// The section of an index, as in [`Section::parent`].
    pub(super) fn get(&self, index: usize) -> Option<&Section<'a>> {
        self.list.get(index)
    }

    /// What stands before the first heading but the title.
    pub(super) fn top(&self) -> &Section<'a> {
        &self.list[0]
    }

    /// The heading of level one.
    pub(super) fn title(&self) -> Option<&'a Text> {
        match &self.title?.kind {
            BlockKind::Heading { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The sections of a kind, with their indices.
    pub(super) fn of_kind<'s>(
        &'s self,
        kind: &'s SectionKind,
    ) -> impl Iterator<Item = (usize, &'s Section<'a>)> {
        self.list
            .iter()
            .enumerate()
            .filter(move |(_, section)| section.kind == *kind)
    }

    /// The sections that are no part of an example, with their indices.
    pub(super) fn outside_examples(&self) -> impl Iterator<Item = (usize, &Section<'a>)> {
        let sections = self.list.iter().enumerate();
        sections.filter(|(index, _)| !self.is_within(*index, &SectionKind::Example))
    }

    /// The sections above the section of an index, nearest first.
    pub(super) fn ancestors(&self, index: usize) -> impl Iterator<Item = &Section<'a>> {
        let parent_of = |index: usize| self.list.get(index).and_then(|section| section.parent);
        std::iter::successors(parent_of(index), move |&index| parent_of(index))
            .filter_map(|index| self.list.get(index))
    }

    /// Whether the section of an index is of this kind, or has a heading without a meaning of its own below one.
    pub(super) fn belongs_to(&self, index: usize, kind: &SectionKind) -> bool {
        let own = self.get(index).map(|section| &section.kind);
        let mut above = self.ancestors(index).map(|section| &section.kind);
        let meant = match own {
            Some(SectionKind::Other) => above.find(|kind| **kind != SectionKind::Other).or(own),
            _ => own,
        };
        meant == Some(kind)
    }

    /// Whether the section of an index or one above it is of this kind.
    pub(super) fn is_within(&self, index: usize, kind: &SectionKind) -> bool {
        self.get(index).is_some_and(|section| section.kind == *kind) || self.is_below(index, kind)
    }

    /// Whether a section of this kind stands above the section of an index.
    pub(super) fn is_below(&self, index: usize, kind: &SectionKind) -> bool {
        self.ancestors(index).any(|section| section.kind == *kind)
    }
}

/// What a heading means. Headings such as `responseType values` come first: they hold words of other sections.
fn classify(heading: &str) -> SectionKind {
    match values_heading(heading) {
        Some(name) => SectionKind::Values(name),
        None => section_of_heading(heading),
    }
}

/// The name in `chatType values`; no other words. `type property values` names a property instead of a type.
fn values_heading(heading: &str) -> Option<String> {
    let mut words = heading.trim_end_matches([':', '.']).split_whitespace();
    let name = words.next()?;
    let rest: Vec<String> = words.map(str::to_lowercase).collect();
    let known = matches!(
        rest.iter().map(String::as_str).collect::<Vec<_>>()[..],
        ["values" | "enum" | "enumeration"]
            | ["enum" | "enumeration", "values"]
            | ["enum" | "enumeration", "type"]
    );
    let name = name.trim_matches(['`', '*']);
    (known && is_qualified_name(name) && !name.eq_ignore_ascii_case("possible")).then(|| name.to_owned())
}

/// The bold lines **Request** and **Response** that stand for headings in some examples.
fn pseudo_heading(text: &Text) -> Option<SectionKind> {
    let all_bold = prose::pieces(text)
        .iter()
        .all(|piece| piece.style == prose::Style::Strong || piece.text.trim().trim_matches(':').is_empty());
    if !all_bold || text.inlines.is_empty() {
        return None;
    }
    match classify(&prose::plain(text)) {
        kind @ (SectionKind::Request | SectionKind::Response) => Some(kind),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
