//! The words by which text copied from the rendered site is taken apart. A synonym is one line in a table.

use super::columns;
use crate::graph::{SectionKind, section_of_line};

/// What a section holds, as far as it decides how its lines are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    /// Paths with their methods.
    Operations,
    /// Request, code samples and response.
    Example,
    /// One side of an example.
    Message,
    /// Anything else.
    Other,
}

/// The level of a section in markdown.
const LEVEL: u8 = 2;

/// Headings of one side of an example, one level below the example's own.
const MESSAGES: &[&str] = &["request", "response"];

/// How headings of level three start that name what a table or path is about.
const GROUPS: &[&str] = &["permissions acting on ", "permissions for "];

/// Lines of the site itself: buttons, labels of tabs and of code blocks.
const SITE: &[&str] = &[
    "additional resources",
    "article",
    "c#",
    "cli",
    "console",
    "copy",
    "expand table",
    "feedback",
    "go",
    "http",
    "in this article",
    "java",
    "javascript",
    "json",
    "msgraph-interactive",
    "objective-c",
    "php",
    "powershell",
    "python",
    "reference",
    "try it",
];

/// The line above the list of the page's headings.
const CONTENTS: &str = "in this article";

/// How the sample in another language than HTTP starts.
const SAMPLES: &[&str] = &[
    "# Code snippets are only available",
    "// Code snippets are only available",
    "<?php",
    "GraphServiceClient ",
    "Import-Module ",
    "const options = {",
    "from msgraph ",
    "import (",
    "mgc ",
    "mgc-beta ",
    "using Microsoft.Graph",
];

/// How the sentence starts that ends a sample.
const SAMPLE_END: &str = "For details about how to add the SDK";

/// The methods of HTTP that Graph uses.
const METHODS: &[&str] = &["DELETE", "GET", "HEAD", "PATCH", "POST", "PUT"];

/// A heading's level and section. `example` is the level of the example that the line stands in.
pub(super) fn heading(line: &str, example: Option<u8>) -> Option<(u8, Section)> {
    if line.len() > 160 {
        return None;
    }
    let folded = line.to_lowercase();
    if MESSAGES.contains(&folded.as_str()) && (example.is_some() || folded == "request") {
        return Some((example.unwrap_or(2) + 1, Section::Message));
    }
    if let Some(kind) = section_of_line(line) {
        let section = match kind {
            SectionKind::HttpRequest => Section::Operations,
            SectionKind::Example => Section::Example,
            _ => Section::Other,
        };
        return Some((LEVEL, section));
    }
    let is_sentence = folded.ends_with(['.', ':', ',', '|']);
    let is_group = GROUPS.iter().any(|start| folded.starts_with(start));
    let is_values = folded
        .strip_suffix(" values")
        .is_some_and(|name| columns::is_identifier(name) && name != "possible");
    if (is_group && !is_sentence) || is_values {
        return Some((3, Section::Other));
    }
    let number = folded.strip_prefix("example ")?;
    let behind = number.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_numbered = behind.len() < number.len()
        && (behind.is_empty() || behind.starts_with([':', '.', '-']) || behind.starts_with(" -"));
    is_numbered.then_some((3, Section::Example))
}

/// Whether a line is of the site and not of the page.
pub(super) fn is_site(line: &str) -> bool {
    let folded = line.to_lowercase();
    let date = line.len() <= 10 && line.split('/').count() == 3 && line.split('/').all(is_number);
    let contributors = folded
        .strip_suffix(" contributors")
        .or_else(|| folded.strip_suffix(" contributor"))
        .is_some_and(is_number);
    SITE.contains(&folded.as_str()) || date || contributors
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether the list of the page's headings follows.
pub(super) fn starts_contents(line: &str) -> bool {
    line.eq_ignore_ascii_case(CONTENTS)
}

/// Whether a code sample starts here.
pub(super) fn starts_sample(line: &str) -> bool {
    SAMPLES.iter().any(|start| line.starts_with(start))
}

/// Whether a code sample ends here.
pub(super) fn ends_sample(line: &str) -> bool {
    line.starts_with(SAMPLE_END)
}

/// What stands behind the method in a line `METHOD …`.
pub(super) fn behind_method(line: &str) -> Option<&str> {
    let (method, rest) = line.split_once(' ')?;
    METHODS.contains(&method).then(|| rest.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_in_any_case() {
        assert_eq!(heading("HTTP Request", None), Some((2, Section::Operations)));
        assert_eq!(heading("Response", None), Some((2, Section::Other)));
        assert_eq!(heading("Response", Some(2)), Some((3, Section::Message)));
        assert_eq!(heading("Example 2: Get all", None), Some((3, Section::Example)));
        assert_eq!(heading("appState values", None), Some((3, Section::Other)));
        for line in [
            "Permissions.",
            "Response | ",
            "Example of a request",
            "Possible values",
        ] {
            assert_eq!(heading(line, None), None, "{line}");
        }
    }

    #[test]
    fn tables_are_sorted_and_in_lower_case() {
        for table in [SITE, MESSAGES, GROUPS] {
            assert!(table.is_sorted_by(|a, b| a < b));
            assert!(table.iter().all(|word| *word == word.to_lowercase()));
        }
    }
}
