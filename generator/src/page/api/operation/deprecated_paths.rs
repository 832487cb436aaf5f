//! Paths that a note says are deprecated, while others of the page are not: "The `/shelves/{id}/label` endpoint is
//! deprecated."

use crate::graph::{PathTemplate, without_notice};
use crate::markdown::Block;
use crate::page::RequestUrl;
use crate::page::context::PageContext;
use crate::page::sections::Section;
use crate::rules::deprecated::{DeprecatedThing, deprecated, thing};
use crate::rules::prose::Prose;
use crate::span::Spanned;

use crate::page::api::operation::grouping::behind;
use crate::page::api::request::http_request::RequestLine;

/// Marks the lines whose paths a note names, and those that lead on from such a path.
pub(super) fn mark(lines: &mut [RequestLine], page: &PageContext<'_>) {
    let sections = page.sections.outside_examples();
    let blocks = sections.flat_map(|(_, section)| Section::all_blocks(section));
    for text in blocks.filter_map(Block::paragraph) {
        let Some(said) = deprecated(&Prose::new(text)) else {
            continue;
        };
        let sentence = without_notice(&said.value);
        let DeprecatedThing::Part { end } = thing(sentence) else {
            continue;
        };
        let subject = sentence.get(..end).unwrap_or_default();
        let words = subject.split_whitespace().filter(|word| word.starts_with('/'));
        let named = words.map(|word| {
            let path = word.trim_end_matches(',');
            RequestUrl::parse(Spanned::new(path.to_owned(), said.span))
        });
        let named: Vec<RequestUrl> = named.collect();
        let named: Vec<&PathTemplate> = named.iter().filter_map(RequestUrl::path).collect();
        for line in &mut *lines {
            let leads_on = |path: &&PathTemplate| behind(&line.path.template, path).is_some();
            if named.iter().any(leads_on) {
                line.deprecated.get_or_insert_with(|| sentence.to_owned());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::page::api::{operation, testing};

    /// The paths that a page says are deprecated.
    fn deprecated(note: &str) -> Vec<String> {
        let page = format!(
            "# rack: label\n\n## HTTP request\n\n```http\nGET /racks/{{rackId}}/label\nGET /rooms/{{id}}/racks/{{id}}/label\n```\n\n{note}\n\n## Response\n\nIf successful, this method returns a `200 OK` response code.\n"
        );
        let (operations, _) = testing::read(&page, operation::operations);
        let paths = operations.iter().flat_map(|operation| &operation.paths);
        let paths = paths.filter(|path| path.deprecated.is_some());
        paths.map(|path| path.documented.value.clone()).collect()
    }

    #[test]
    fn a_note_deprecates_the_paths_that_it_names() {
        for (note, paths) in [
            (
                "> [!CAUTION]\n> The `/racks/{id}/label` endpoint is deprecated and will stop returning data on May 2, 2027.",
                &["/racks/{rackId}/label"][..],
            ),
            (
                "The `/rooms` path is deprecated. Use `/racks/{id}/label`.",
                &["/rooms/{id}/racks/{id}/label"],
            ),
            (
                "> **Note:** `/rooms` and `/racks` are deprecated.",
                &["/racks/{rackId}/label", "/rooms/{id}/racks/{id}/label"],
            ),
            ("The `/shelves` path is deprecated.", &[]),
            ("This API is deprecated.", &[]),
            ("The **label** property is deprecated.", &[]),
        ] {
            assert_eq!(deprecated(note), paths, "{note}");
        }
    }
}
