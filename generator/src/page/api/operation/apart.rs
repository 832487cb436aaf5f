//! The operations of a page that tells two requests apart: each has what the page says of it.

use crate::page::api::cases::Cases;
use crate::page::api::operation::body::report_unused;
use crate::page::api::operation::grouping::{self, Group};
use crate::page::api::operation::own_examples::share_examples;
use crate::page::api::operation::{AllOperations, PageFacts, operation};
use crate::page::api::request::http_request::RequestLine;
use crate::page::context::PageContext;
use crate::page::sink::PageSink;
use crate::page::{ExampleFacts, OperationFacts};
use crate::rules::new_or_existing::Case;

/// The operations in the order of the page. Those of which it is not known to which of the two requests they belong have
/// what the page says of both.
pub(super) fn operations<'p>(
    lines: Vec<RequestLine>,
    examples: &[ExampleFacts],
    cases: &Cases<'p>,
    page: &PageContext<'p>,
    sink: &mut PageSink,
) -> Vec<OperationFacts> {
    let groups = grouping::group(lines);
    let of_groups: Vec<Option<Case>> = groups.iter().map(|group| cases.of_group(group)).collect();
    let shares = share_examples(examples, &groups);
    let mut told: Vec<(Option<Case>, PageFacts)> = Vec::new();
    for case in &of_groups {
        if told.iter().any(|(known, _)| known == case) {
            continue;
        }
        let is_own = |other: &Option<Case>| case.is_none() || other == case;
        let own = groups.iter().zip(&of_groups).filter(|(_, other)| is_own(other));
        let own_lines: Vec<RequestLine> = own.flat_map(|(group, _)| group.lines.clone()).collect();
        let own = shares.iter().zip(&of_groups).filter(|(_, other)| is_own(other));
        let own_examples: Vec<ExampleFacts> = own.flat_map(|(share, _)| share.clone()).collect();
        let facts = match case {
            None => PageFacts::read(page, &own_lines, own_examples, sink),
            Some(case) => {
                let sections = cases.about(page.sections, *case);
                let part = PageContext {
                    sections: &sections,
                    ..*page
                };
                PageFacts::read(&part, &own_lines, own_examples, sink)
            }
        };
        told.push((*case, facts));
    }
    let told: Vec<(Option<Case>, &PageFacts, AllOperations<'_>)> = told
        .iter()
        .map(|(case, facts)| (*case, facts, AllOperations::new(&groups, facts)))
        .collect();
    let mut operations = Vec::new();
    let groups: Vec<(Group, Option<Case>)> = groups.into_iter().zip(of_groups).collect();
    for ((group, case), examples) in groups.into_iter().zip(shares) {
        let own = told.iter().find(|(known, ..)| *known == case);
        if let Some((_, facts, all)) = own {
            operations.push(operation(group, examples, all, facts, page, sink));
        }
    }
    for (_, facts, _) in &told {
        report_unused(&operations, facts, sink);
    }
    operations
}
