//! The paragraphs of a page that say what comes back: which of its sections *Response* count, and which of their parts.

use crate::markdown::{Block, BlockKind, Fence, Text};
use crate::page::context::PageContext;
use crate::page::sections::{Section, SectionKind};
use crate::rules::prose::Prose;

use crate::page::api::answer::response::{BYTES, UNTYPED, statuses};

/// Headings of the parts of what is said of one answer, and of the formats in which it comes, in lower case.
const PARTS: &[&str] = &["csv", "json", "response code", "response codes"];

/// Which sections *Response* are read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ResponseSections {
    /// Those of the page itself.
    OfPage,
    /// Those of its examples.
    OfExamples,
}

/// The paragraphs of the sections *Response* that say what comes back. Pages of several requests have a section for
/// each of them; of the sections in examples only the first counts.
pub(super) fn sentences<'a>(page: &PageContext<'a>, wanted: ResponseSections) -> Vec<&'a Text> {
    let in_examples = wanted == ResponseSections::OfExamples;
    let mut spoken = Vec::new();
    let mut is_answered = false;
    for (index, section) in page.sections.of_kind(&SectionKind::Response) {
        if page.sections.is_below(index, &SectionKind::Example) != in_examples {
            continue;
        }
        // A part of the section, or what answers the requests of other sections.
        let belongs = !is_answered || page.sections.is_below(index, &SectionKind::Response);
        if !belongs {
            continue;
        }
        let texts: Vec<&Text> = section
            .all_blocks()
            .chain(parts(page, index))
            .filter_map(Block::paragraph)
            .collect();
        let speaks = texts.iter().any(|text| {
            let prose = Prose::new(text);
            let mut status = Vec::new();
            statuses(&prose, 0..prose.lower.len(), &mut status);
            let returns = ["return", "response body", "if successful", UNTYPED]
                .iter()
                .any(|words| prose.lower.contains(words));
            // "Here is an example of the response. The object shown might be shortened": no statement.
            returns
                && !(in_examples && (prose.lower.contains("example") || prose.lower.contains("shortened")))
                || (!in_examples && !status.is_empty())
        });
        // An answer that is shown and not spoken of is the page's answer, too.
        let shows = || {
            let mut blocks = section.all_blocks();
            blocks.any(|block| matches!(&block.kind, BlockKind::Fence(fence) if is_answer(fence)))
        };
        is_answered |= !in_examples && (speaks || shows());
        if speaks {
            spoken.extend(texts);
            if in_examples {
                break;
            }
        }
    }
    spoken
}

/// Whether a fence begins with the status of an answer.
fn is_answer(fence: &Fence) -> bool {
    let mut lines = fence.lines.iter().map(|line| line.value.trim());
    let first = lines.find(|line| !line.is_empty());
    first.is_some_and(|line| {
        line.get(..5)
            .is_some_and(|start| start.eq_ignore_ascii_case("http/"))
    })
}

/// The blocks under the headings below a *Response* that tell apart the formats in which one answer comes, `### CSV`,
/// `### JSON`, or what is said of it: `### Response code`. Other headings tell apart what different paths answer, which the
/// paths do as well where one of them leads to bytes: `### Response for getting the photo`.
fn parts<'a>(page: &PageContext<'a>, response: usize) -> impl Iterator<Item = &'a Block> {
    let below = page.sections.iter().enumerate().skip(response + 1);
    let below = below.take_while(move |(index, _)| page.sections.is_below(*index, &SectionKind::Response));
    let parts: Vec<&Section<'a>> = below.map(|(_, section)| section).collect();
    let is_of_path =
        |section: &&Section<'a>| section.heading_text().to_lowercase().starts_with("response for ");
    let speaks_of_bytes = |section: &Section<'a>| {
        let mut texts = section.all_blocks().filter_map(Block::paragraph);
        texts.any(|text| BYTES.iter().any(|words| Prose::new(text).lower.contains(words)))
    };
    let are_told_apart = parts
        .iter()
        .any(|section| is_of_path(section) && speaks_of_bytes(section));
    let of_answer = parts.into_iter().filter(move |section| {
        PARTS.contains(&section.heading_text().to_lowercase().as_str())
            || are_told_apart && is_of_path(section)
    });
    of_answer.flat_map(Section::all_blocks)
}
