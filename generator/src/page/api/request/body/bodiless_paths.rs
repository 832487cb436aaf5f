//! "For the `/kites/{id}/land` path, don't supply a request body.": the paths of a page on which nothing is sent, though
//! something is sent on others.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::Method;
use crate::markdown::{Block, Text};
use crate::page::context::PageContext;
use crate::page::sections::Section;
use crate::rules::prose::{Prose, Style};
use crate::span::Span;

use super::lead_in::leaves_body_out;
use super::sections;
use crate::page::api::request::http_request::RequestLine;

/// The lines of a page by their paths in lower case, as the page spells them and as they are understood.
pub(in crate::page::api) struct LinesByPath<'l> {
    count: usize,
    by_path: BTreeMap<String, Vec<&'l RequestLine>>,
}

impl<'l> LinesByPath<'l> {
    /// The lines of a page.
    pub(in crate::page::api) fn new(lines: &'l [RequestLine]) -> Self {
        let mut by_path: BTreeMap<String, Vec<&RequestLine>> = BTreeMap::new();
        for line in lines {
            let spelled = line.path.documented.value.to_ascii_lowercase();
            let understood = line.path.template.render().to_ascii_lowercase();
            if understood != spelled {
                by_path.entry(understood).or_default().push(line);
            }
            by_path.entry(spelled).or_default().push(line);
        }
        Self {
            count: lines.len(),
            by_path,
        }
    }

    /// The lines that a text in code is, with its method or without.
    fn named(&self, text: &str) -> impl Iterator<Item = &'l RequestLine> {
        let (method, path) = match text.trim().split_once(' ') {
            Some((method, path)) => (Some(method), path.trim()),
            None => (None, text.trim()),
        };
        let lines = self.by_path.get(&path.to_ascii_lowercase());
        let lines = lines
            .filter(|_| path.starts_with('/'))
            .into_iter()
            .flatten()
            .copied();
        let method = method.map(Method::from_word);
        lines.filter(move |line| method.is_none_or(|method| method == Some(line.method)))
    }
}

/// The places of the lines whose requests have no body; none where a sentence says so of all lines.
pub(in crate::page::api) fn read(page: &PageContext<'_>, lines: &[RequestLine]) -> BTreeSet<Span> {
    let by_path = LinesByPath::new(lines);
    let sections = sections::about_body(page);
    let texts = sections.iter().flat_map(Section::all_blocks);
    let texts = texts.filter_map(Block::paragraph);
    let found: BTreeSet<Span> = texts.flat_map(|text| of_text(text, &by_path)).collect();
    if lines
        .iter()
        .all(|line| found.contains(&line.path.documented.span))
    {
        return BTreeSet::new();
    }
    found
}

/// Whether a text is about a body that only some of the lines do not have.
pub(super) fn is_about_some(text: &Text, lines: &LinesByPath<'_>) -> bool {
    let count = of_text(text, lines).len();
    count > 0 && count < lines.count
}

/// The places of the lines that a text names to say that nothing is sent on them.
fn of_text(text: &Text, lines: &LinesByPath<'_>) -> BTreeSet<Span> {
    let prose = Prose::new(text);
    let mut found = BTreeSet::new();
    for sentence in prose.sentences() {
        if !leaves_body_out(prose.lower.get(sentence.clone()).unwrap_or_default()) {
            continue;
        }
        let pieces = prose.pieces_in(&sentence).iter();
        let codes = pieces.filter(|piece| piece.style == Style::Code);
        let named = codes.flat_map(|piece| lines.named(piece.text));
        found.extend(named.map(|line| line.path.documented.span));
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::page::api::{operation, testing};

    /// The paths of the operations of a page, each with whether it has a body.
    fn bodies(sentence: &str) -> Vec<(Vec<String>, bool)> {
        let page = format!(
            "# kite: land\n\n## HTTP request\n\n```http\nPOST /kites/{{id}}/land\nPOST /me/kite/land\nPOST /users/{{id}}/land\n```\n\n\
             ## Request body\n\n{sentence}\n\nElse supply a JSON object with these parameters.\n\n\
             |Parameter|Type|Description|\n|:--|:--|:--|\n|place|String|Where.|\n\n## Response\n"
        );
        let (operations, _) = testing::read(&page, operation::operations);
        let of_operation = operations.iter().map(|operation| {
            let paths = operation.paths.iter().map(|path| path.documented.value.clone());
            (paths.collect(), !operation.body.rows().is_empty())
        });
        of_operation.collect()
    }

    fn owned(paths: &[&str]) -> Vec<String> {
        paths.iter().map(|path| (*path).to_owned()).collect()
    }

    #[test]
    fn a_path_that_a_sentence_names_has_no_body() {
        for sentence in [
            "For the `/kites/{id}/land` path and for `/me/kite/land`, don't supply a request body.",
            "`POST /kites/{id}/land` and `POST /me/kite/land` do not require a request body.",
        ] {
            assert_eq!(
                bodies(sentence),
                [
                    (owned(&["/kites/{id}/land", "/me/kite/land"]), false),
                    (owned(&["/users/{id}/land"]), true)
                ],
                "{sentence}"
            );
        }
    }

    #[test]
    fn other_sentences_are_about_all_paths() {
        for sentence in [
            "Use the `/kites/{id}/land` path. The body is small.",
            "Unlike `/kites/{id}/fly`, it has parameters. Elsewhere don't supply a request body.",
            "`GET /kites/{id}/land` does not require a request body.",
        ] {
            let found = bodies(sentence);
            assert_eq!(found.len(), 1, "{sentence}");
        }
    }
}
