//! The headings of pages: which words open a section about what. A synonym is one line in a table.

use self::Form::{Bare, Marked};
use self::HeadingPart::{Start, Whole};
use self::SectionKind::{
    Derived, Errors, Example, FunctionParameters, Headers, HttpRequest, Json, Members, Methods, Other,
    Parameters, PathParameters, Permissions, Properties, Query, Reading, Relationships, Request, RequestBody,
    Response,
};

/// What a section is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SectionKind {
    /// What stands between the title and the first other heading.
    Top,
    /// `## Permissions`, `## Prerequisites`, `### Permissions acting on self`.
    Permissions,
    /// `## HTTP request`, `### HTTP request (to replace an existing item)`.
    HttpRequest,
    /// `## Request headers`, `## Optional request headers`.
    Headers,
    /// `## Optional query parameters`, `### OData query parameters`.
    Query,
    /// `## Function parameters`.
    FunctionParameters,
    /// `## Path parameters`.
    PathParameters,
    /// `## Parameters`: of which part of the request, the table must tell.
    Parameters,
    /// `## Request body`.
    RequestBody,
    /// `### Request` in an example, and the bold line **Request**.
    Request,
    /// `## Response`, also that of an example, and the bold line **Response**.
    Response,
    /// `## Example`, `## Examples`, `### Example 2: Get only a count`.
    Example,
    /// `## Error responses`, `### Exceptions`.
    Errors,
    /// `## Methods`.
    Methods,
    /// `## Properties`.
    Properties,
    /// `## Relationships`.
    Relationships,
    /// `## Members` of an enumeration.
    Members,
    /// `## JSON representation`.
    Json,
    /// `### chatType values`; the name before the word *values*.
    Values(String),
    /// `## Derived types`.
    Derived,
    /// A heading that says where to read on, or that describes something else (`Properties of a token lifetime
    /// policy definition`); its tables and fences hold no facts of the page's subject.
    Reading,
    /// Any other heading.
    Other,
}

/// How much of a heading a word is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum HeadingPart {
    /// The whole heading, except for a number at its end.
    Whole,
    /// How it begins: a number, a title or a case may follow.
    Start,
}

/// Where a line of its own with nothing but the word is a heading.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// In markdown, where marks say that it is one.
    Marked,
    /// In text copied from the rendered site, too, where nothing marks a heading. A word that is also the header of a
    /// table or the label of a tab is not taken for a heading there.
    Bare,
}

/// The words, in lower case.
const HEADINGS: &[(&str, SectionKind, HeadingPart, Form)] = &[
    ("actions", Methods, Whole, Marked),
    ("attributes", Properties, Whole, Marked),
    ("common operations", Methods, Whole, Marked),
    ("derived resources", Derived, Whole, Marked),
    ("derived types", Derived, Whole, Bare),
    ("error codes", Errors, Whole, Marked),
    ("error conditions", Errors, Start, Marked),
    ("error handling", Errors, Start, Bare),
    ("error response", Errors, Start, Marked),
    ("error responses", Errors, Start, Bare),
    ("errors", Errors, Whole, Bare),
    ("example", Example, Start, Bare),
    ("examples", Example, Start, Bare),
    ("exceptions", Errors, Start, Bare),
    ("function parameters", FunctionParameters, Start, Bare),
    ("functions", Methods, Whole, Marked),
    ("header", Headers, Whole, Marked),
    ("headers", Headers, Whole, Marked),
    ("http request", HttpRequest, Start, Bare),
    ("http requests", HttpRequest, Start, Bare),
    ("http response", Response, Start, Bare),
    ("http responses", Response, Start, Bare),
    ("instance attributes", Properties, Whole, Bare),
    ("json", Json, Whole, Marked),
    ("json representation", Json, Whole, Bare),
    ("member", Members, Whole, Marked),
    ("members", Members, Whole, Bare),
    ("methods", Methods, Whole, Bare),
    ("navigation properties", Relationships, Whole, Marked),
    ("next steps", Reading, Whole, Bare),
    ("odata query parameters", Query, Start, Bare),
    ("optional odata query parameters", Query, Start, Bare),
    ("optional query parameters", Query, Start, Bare),
    ("optional request body", RequestBody, Start, Bare),
    ("optional request headers", Headers, Start, Bare),
    ("parameters", Parameters, Whole, Bare),
    ("path parameters", PathParameters, Start, Bare),
    ("permission", Permissions, Whole, Marked),
    ("permissions", Permissions, Start, Bare),
    ("prerequisites", Permissions, Whole, Bare),
    ("properties", Properties, Whole, Bare),
    ("properties of", Reading, Start, Marked),
    ("property", Properties, Whole, Marked),
    ("query options", Query, Whole, Marked),
    ("query parameter", Query, Whole, Marked),
    ("query parameters", Query, Start, Bare),
    ("query string parameters", Query, Whole, Marked),
    ("related content", Reading, Whole, Bare),
    ("relationship", Relationships, Whole, Marked),
    ("relationships", Relationships, Whole, Bare),
    ("remarks", Other, Whole, Bare),
    ("representation", Json, Whole, Bare),
    ("request", Request, Whole, Marked),
    ("request body", RequestBody, Start, Bare),
    ("request example", Request, Whole, Marked),
    ("request header", Headers, Start, Bare),
    ("request headers", Headers, Start, Bare),
    ("required permissions", Permissions, Whole, Marked),
    ("response", Response, Whole, Bare),
    ("response body", Response, Whole, Bare),
    ("response example", Response, Whole, Marked),
    ("response headers", Other, Whole, Bare),
    ("returns", Response, Whole, Marked),
    ("sample request", Request, Whole, Marked),
    ("sample response", Response, Whole, Marked),
    ("see also", Reading, Whole, Bare),
    ("subtypes", Derived, Whole, Marked),
    ("supported query parameters", Query, Start, Marked),
    ("supported query patterns", Query, Whole, Bare),
    ("tasks", Methods, Whole, Marked),
    ("tasks on", Methods, Start, Marked),
    ("url parameters", PathParameters, Start, Marked),
    ("what's new", Reading, Whole, Marked),
];

/// What the section under a heading of markdown is about.
pub(crate) fn section_of_heading(heading: &str) -> SectionKind {
    let key = heading.to_lowercase();
    let key = key.trim_end_matches([':', '.', ' ']);
    let unnumbered = key.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    let is_whole =
        |(word, _, part, _): &&(&str, SectionKind, HeadingPart, Form)| *part == Whole && *word == unnumbered;
    // A start counts only where a word ends behind it: `Example 2: …` and `Examples.`, not `Exampled`.
    let is_start = |(word, _, part, _): &&(&str, SectionKind, HeadingPart, Form)| {
        let behind = key.strip_prefix(word).filter(|_| *part == Start);
        behind.is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
    };
    let found = HEADINGS.iter().find(is_whole);
    let found = found.or_else(|| HEADINGS.iter().find(is_start));
    found.map_or(Other, |(_, kind, ..)| kind.clone())
}

/// What the section under a line of text from the rendered site is about; `None` where the line is no heading.
pub(crate) fn section_of_line(line: &str) -> Option<&'static SectionKind> {
    let key = line.to_lowercase();
    let mut known = HEADINGS.iter();
    let (_, kind, ..) = known.find(|(word, _, _, form)| *form == Bare && *word == key)?;
    Some(kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_sorted_and_in_lower_case() {
        assert!(HEADINGS.is_sorted_by(|a, b| a.0 < b.0));
        assert!(HEADINGS.iter().all(|(word, ..)| *word == word.to_lowercase()));
    }

    #[test]
    fn headings_of_markdown_may_go_on_and_lines_of_text_may_not() {
        assert_eq!(section_of_heading("Permissions acting on self"), Permissions);
        assert_eq!(section_of_heading("Response 2"), Response);
        assert_eq!(section_of_heading("Exampled"), Other);
        assert_eq!(section_of_line("HTTP request"), Some(&HttpRequest));
        assert_eq!(section_of_line("Permissions acting on self"), None);
        assert_eq!(section_of_line("Property"), None, "the header of a table");
    }
}
