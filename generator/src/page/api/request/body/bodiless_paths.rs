//! "For the `/kites/{id}/land` path, don't supply a request body.": the paths of a page on which nothing is sent, though
//! something is sent on others.

use crate::graph::Method;
use crate::markdown::{Block, Text};
use crate::page::context::PageContext;
use crate::page::sections::Section;
use crate::rules::prose::{Prose, Style};
use crate::span::Span;

use super::lead_in::leaves_body_out;
use super::sections;
use crate::page::api::request::http_request::RequestLine;

/// The places of the lines whose requests have no body; none where a sentence says so of all lines.
pub(in crate::page::api) fn read(page: &PageContext<'_>, lines: &[RequestLine]) -> Vec<Span> {
    let sections = sections::about_body(page);
    let texts = sections.iter().flat_map(Section::all_blocks);
    let mut found = Vec::new();
    for text in texts.filter_map(Block::paragraph) {
        found.extend(of_text(text, lines));
    }
    if lines
        .iter()
        .all(|line| found.contains(&line.path.documented.span))
    {
        return Vec::new();
    }
    found
}

/// Whether a text is about a body that only some of the lines do not have.
pub(super) fn is_about_some(text: &Text, lines: &[RequestLine]) -> bool {
    let count = of_text(text, lines).len();
    count > 0 && count < lines.len()
}

/// The places of the lines that a text names to say that nothing is sent on them.
fn of_text(text: &Text, lines: &[RequestLine]) -> Vec<Span> {
    let prose = Prose::new(text);
    let sentences = prose.sentences().into_iter();
    let of_sentence = sentences.flat_map(|sentence| {
        let lower = prose.lower.get(sentence.clone()).unwrap_or_default();
        let pieces = prose.pieces_in(&sentence).iter();
        let named = pieces.filter(|piece| leaves_body_out(lower) && piece.style == Style::Code);
        named.map(|piece| piece.text).collect::<Vec<_>>()
    });
    let named: Vec<&str> = of_sentence.collect();
    let is_named = |line: &&RequestLine| named.iter().any(|name| names(name, line));
    lines
        .iter()
        .filter(is_named)
        .map(|line| line.path.documented.span)
        .collect()
}

/// Whether a text in code is a line, with its method or without.
fn names(text: &str, line: &RequestLine) -> bool {
    let (method, path) = match text.trim().split_once(' ') {
        Some((method, path)) => (Some(method), path.trim()),
        None => (None, text.trim()),
    };
    let documented = line.path.documented.value.as_str();
    let is_same = path.eq_ignore_ascii_case(documented) || path == line.path.template.render();
    path.starts_with('/')
        && is_same
        && method.is_none_or(|method| Method::from_word(method) == Some(line.method))
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
