//! "Note that the **If-Match** header is required", "You must include the `If-Match` header in the request."

use super::prose::Prose;
use crate::graph::is_header_name;
use crate::span::Spanned;

/// Ways to say that the header of a sentence must be sent, in lower case.
const NEEDED: &[&str] = &[
    "header is required",
    "header is mandatory",
    "headers are required",
    "header must be included",
    "header must be provided",
    "header must be sent",
    "header must be set",
    "header must be specified",
    "header must be supplied",
    "must include the",
    "must pass the",
    "must provide the",
    "must send the",
    "must set the",
    "must specify the",
    "must supply the",
];

/// Words that make a sentence hold in some cases only, or of one of several, or of another request.
const CONDITIONS: &[&str] = &[
    " if ",
    " when ",
    " where ",
    "unless",
    " only ",
    "either",
    " or ",
    " not ",
    "n't ",
    " for ",
    " to use ",
    " to get ",
    "because",
    "example",
    "graph explorer",
    "$",
];

/// Words that do so at the begin of a sentence.
const CONDITIONAL_BEGINNINGS: &[&str] = &["if ", "when ", "to ", "for "];

/// A header that a sentence calls required.
pub(crate) struct RequiredHeader {
    /// The name, as the sentence spells it.
    pub(crate) name: Spanned<String>,
    /// Whether it is in code or in bold: another word may be no name.
    pub(crate) is_set_off: bool,
}

/// The headers that the sentences call required.
pub(crate) fn required_headers(prose: &Prose<'_>) -> Vec<RequiredHeader> {
    let mut found = Vec::new();
    if !prose.lower.contains("header") {
        return found;
    }
    for sentence in prose.sentences() {
        let lower = &prose.lower[sentence.clone()];
        let begins = lower.trim_start();
        let is_conditional = CONDITIONS.iter().any(|words| lower.contains(words))
            || CONDITIONAL_BEGINNINGS.iter().any(|word| begins.starts_with(word));
        if is_conditional || !NEEDED.iter().any(|words| lower.contains(words)) {
            continue;
        }
        let nouns = lower.match_indices(" header").map(|(at, _)| sentence.start + at);
        found.extend(nouns.filter_map(|noun| name_before(prose, sentence.start, noun)));
    }
    found
}

/// Whether the row of a header says that requests need it which narrow a collection to a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NeededForCast {
    /// It says nothing of that.
    Unsaid,
    /// They need it, and `$count` beside it, where the row says so.
    Needed { with_count: bool },
}

/// "This header and `$count` are required when using the `$search` or OData cast query parameters."
pub(crate) fn needed_for_cast(prose: &Prose<'_>) -> NeededForCast {
    let sentences = prose.sentences();
    let mut cases = sentences
        .iter()
        .filter_map(|sentence| prose.lower[sentence.clone()].split_once("required when "));
    let of_cast = cases.find(|(_, cases)| {
        cases
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| word == "cast")
    });
    of_cast.map_or(NeededForCast::Unsaid, |(needed, _)| NeededForCast::Needed {
        with_count: needed.contains("$count"),
    })
}

/// The name before the word *header* that begins at an offset: "the **If-Match** request header".
fn name_before(prose: &Prose<'_>, start: usize, noun: usize) -> Option<RequiredHeader> {
    let before = prose.seen.get(start..noun)?.trim_end();
    let before = before.strip_suffix(" request").unwrap_or(before);
    // `Prefer: respond-async` holds the value, too.
    let end = start + before.len();
    let set_off = prose
        .piece_at(end.checked_sub(1)?)
        .filter(|piece| piece.is_set_off());
    let from = match set_off {
        Some(piece) => piece.seen.start,
        None => start + before.rfind(char::is_whitespace).map_or(0, |at| at + 1),
    };
    let spelled = prose.seen.get(from..end)?;
    let name = spelled.split([':', '=']).next()?.trim();
    is_header_name(name).then(|| RequiredHeader {
        name: prose.locate(from..from + name.len()),
        is_set_off: set_off.is_some(),
    })
}

#[cfg(test)]
mod tests {
    use super::{NeededForCast, needed_for_cast, required_headers};
    use crate::rules::prose::Prose;
    use crate::rules::text;

    #[test]
    fn headers_that_a_sentence_calls_required() {
        for (sentence, names) in [
            (
                "Note that workbook-session-id header is required.",
                &["workbook-session-id"][..],
            ),
            (
                "**Note:** The **If-Match** request header is required.",
                &["If-Match"],
            ),
            (
                "You must include the `If-Match` header in the request.",
                &["If-Match"],
            ),
            (
                "The `Prefer: respond-async` header must be set. Others are not.",
                &["Prefer"],
            ),
            ("The header is required.", &["The"]),
            ("The session header is not required.", &[]),
            ("The **If-Match** header is required if the kite flies.", &[]),
            (
                "To use `$search`, the **ConsistencyLevel** header is required.",
                &[],
            ),
            ("This header and `$count` are required when using `$search`.", &[]),
            (
                "If you try it in Graph Explorer, you must include the **Accept-Language** header.",
                &[],
            ),
            ("These URLs do not require an `Authorization` header.", &[]),
            ("The **sail** property is required.", &[]),
        ] {
            let text = text(sentence);
            let found = required_headers(&Prose::new(&text));
            let found: Vec<&str> = found.iter().map(|header| header.name.value.as_str()).collect();
            assert_eq!(found, names, "{sentence}");
        }
    }

    #[test]
    fn rows_say_what_casts_need() {
        for (row, expected) in [
            (
                "eventual. This header and `$count` are required when using the `$search`, `$filter`, or OData cast query parameters.",
                NeededForCast::Needed { with_count: true },
            ),
            (
                "This header is required when using an OData cast.",
                NeededForCast::Needed { with_count: false },
            ),
            (
                "This header and `$count` are required when using `$search`.",
                NeededForCast::Unsaid,
            ),
            (
                "Casts do without this header. Required when broadcasting.",
                NeededForCast::Unsaid,
            ),
        ] {
            let text = text(row);
            assert_eq!(needed_for_cast(&Prose::new(&text)), expected, "{row}");
        }
    }
}
