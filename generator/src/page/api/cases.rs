//! Pages that document two requests side by side: one about an object that there is already, and one that makes a new
//! object.
//!
//! "Add a member" links an existing user and creates a new group; "Create open extension" extends an existing event and
//! makes a new one that has the extension. What such a page says of permissions, bodies, answers and roles stands in
//! sections and paragraphs of their own, each about one of the two requests.

use std::cell::OnceCell;

use crate::markdown::{Block, BlockKind};
use crate::page::context::PageContext;
use crate::page::sections::{AllBlocks, SectionKind, Sections};
use crate::rules::new_or_existing::{Case, case, case_of_words};
use crate::rules::prose::Prose;
use crate::span::Span;

use crate::page::api::agreement::agreed;
use crate::page::api::operation::grouping::Group;
use crate::page::api::request::http_request::RequestLine;

/// The blocks of a section, and what each of them speaks of. Most pages have lines of one request only, and then nobody asks
/// for sections without lines.
type SectionCases<'a> = OnceCell<Vec<(&'a Block, Option<Case>)>>;

/// Tells of each request line of a page, and of each block, which of the two requests it is about.
pub(super) struct Cases<'a> {
    sections: Vec<SectionCases<'a>>,
    /// The fences with request lines, and what the text before each of them speaks of.
    fences: Vec<(Span, Case)>,
}

impl<'a> Cases<'a> {
    /// The cases of a page; `None` where its lines are not of both. `lines`: those of the page.
    pub(super) fn of(page: &PageContext<'a>, lines: &[RequestLine]) -> Option<Self> {
        let mut cases = Self {
            sections: page.sections.iter().map(|_| OnceCell::new()).collect(),
            fences: Vec::new(),
        };
        let mut fences = Vec::new();
        for (index, _) in page.sections.outside_examples() {
            if !page.sections.belongs_to(index, &SectionKind::HttpRequest) {
                continue;
            }
            for (block, case) in cases.of_section(page.sections, index) {
                if let (BlockKind::Fence(_), Some(case)) = (&block.kind, case) {
                    fences.push((block.span, *case));
                }
            }
        }
        cases.fences = fences;
        let has = |wanted| {
            let mut lines = lines.iter();
            lines.any(|line| cases.of_line(line) == Some(wanted))
        };
        (has(Case::New) && has(Case::Existing)).then_some(cases)
    }

    fn of_section(&self, sections: &Sections<'a>, index: usize) -> &[(&'a Block, Option<Case>)] {
        let (Some(cases), Some(section)) = (self.sections.get(index), sections.get(index)) else {
            return &[];
        };
        cases.get_or_init(|| with_cases(&section.blocks, case_of_heading(sections, index)))
    }

    fn of_line(&self, line: &RequestLine) -> Option<Case> {
        let span = line.path.documented.span;
        let mut fences = self.fences.iter();
        let fence = fences
            .find(|(fence, _)| fence.file == span.file && fence.start <= span.start && span.end <= fence.end);
        fence.map(|(_, case)| *case)
    }

    /// The case of an operation; `None` where its lines are of both or of none.
    pub(super) fn of_group(&self, group: &Group) -> Option<Case> {
        agreed(group.lines.iter().filter_map(|line| self.of_line(line)))
    }

    /// The sections of the page without what they say of the other request. Examples stay as they are: their requests
    /// tell what they show.
    pub(super) fn about(&self, sections: &Sections<'a>, wanted: Case) -> Sections<'a> {
        sections.with_blocks(|index, section| {
            if sections.is_within(index, &SectionKind::Example) {
                return section.blocks.clone();
            }
            let blocks = self.of_section(sections, index).iter();
            let own = blocks.filter(|(_, case)| case.is_none_or(|case| case == wanted));
            own.map(|(block, _)| *block).collect()
        })
    }
}

/// What the heading of a section speaks of, or the nearest one above it that speaks of one of the two.
fn case_of_heading(sections: &Sections<'_>, index: usize) -> Option<Case> {
    let own = sections.get(index).into_iter();
    let mut all = own.chain(sections.ancestors(index));
    all.find_map(|section| case_of_words(&section.heading_text().to_lowercase()))
}

/// Each block with the request of which it speaks: that of the heading, or that of its own text, or, where it has no text of
/// sentences, as a table or a fence, that of the last paragraph before it which speaks of one.
fn with_cases<'a>(blocks: &[&'a Block], of_heading: Option<Case>) -> Vec<(&'a Block, Option<Case>)> {
    let mut last = None;
    let blocks = blocks.iter().map(|block| {
        let own = case_of_block(block);
        last = own.or(last);
        let is_text = matches!(block.kind, BlockKind::Paragraph(_) | BlockKind::Quote(_));
        let case = if is_text { own } else { last };
        (*block, of_heading.or(case))
    });
    blocks.collect()
}

/// What the paragraphs of a block speak of together.
fn case_of_block(block: &Block) -> Option<Case> {
    let paragraphs = AllBlocks::of(std::slice::from_ref(block)).filter_map(Block::paragraph);
    agreed(paragraphs.filter_map(|text| case(&Prose::new(text))))
}
