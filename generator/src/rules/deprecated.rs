//! "Deprecated", "will be deprecated", "will stop returning data on".

use std::ops::Range;

use crate::span::Spanned;

use super::prose::Prose;

/// The sentence that says that the thing described is deprecated, or going to be: "(deprecated)", "Deprecated
/// -- use `driveItem` instead.", "This property will be deprecated in July 2019". Not a value of that name, and
/// not a property that tells whether something else is deprecated.
///
/// Sentences that go on from there belong to it: what ends when, and what is to be used instead.
pub(crate) fn deprecated(prose: &Prose<'_>) -> Option<Spanned<String>> {
    let sentences = prose.sentences();
    let lower = |sentence: &Range<usize>| &prose.lower[sentence.clone()];
    let first = sentences.iter().position(|sentence| says(lower(sentence)))?;
    let (first, behind) = sentences.get(first..)?.split_first()?;
    let more = behind.iter().take_while(|sentence| goes_on(lower(sentence)));
    let end = more.last().unwrap_or(first).end;
    Some(prose.locate(first.start..end))
}

/// The members of a list of values that the prose says are deprecated, each with the sentence: "The `fax` member is
/// deprecated." `is_value`: whether a word is one of the values.
pub(crate) fn deprecated_members(
    prose: &Prose<'_>,
    is_value: impl Fn(&str) -> bool,
) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for sentence in prose.sentences() {
        if !prose.lower.get(sentence.clone()).is_some_and(is_of_member) {
            continue;
        }
        let mut marked = prose.pieces_within(&sentence).filter(|piece| piece.is_set_off());
        // The sentence names the one to use instead behind the first.
        if let Some(member) = marked.next().filter(|piece| is_value(piece.text)) {
            found.push((member.text.to_owned(), prose.locate(sentence).value));
        }
    }
    found
}

/// Whether a sentence says that a member is deprecated, rather than the thing that is described.
fn is_of_member(sentence: &str) -> bool {
    const SUBJECTS: &[&str] = &[" member", " members", " value", " values"];
    PHRASES.iter().any(|phrase| {
        let before = sentence.split_once(phrase).map(|(before, _)| before);
        let before = before.map(|before| before.strip_suffix(" will").unwrap_or(before));
        before.is_some_and(|before| SUBJECTS.iter().any(|subject| before.ends_with(subject)))
    })
}

/// What a sentence says is deprecated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum DeprecatedThing {
    /// What is described: "This API", "The resource", "Deprecated and …".
    This,
    /// A thing with these words before its kind, in lower case: "The shelf API".
    Named(Vec<String>),
    /// A property, a path, a permission or another part; `end`: where its names end in the sentence.
    Part {
        /// The offset.
        end: usize,
    },
    /// Something else.
    Unknown,
}

/// What a sentence that says that something is deprecated is about.
pub(crate) fn thing(sentence: &str) -> DeprecatedThing {
    /// Words for parts of what a page documents.
    const PARTS: &[&str] = &[
        "property",
        "properties",
        "relationship",
        "relationships",
        "parameter",
        "parameters",
        "member",
        "members",
        "value",
        "values",
        "permission",
        "permissions",
        "header",
        "headers",
        "path",
        "paths",
    ];
    let lower = sentence.to_ascii_lowercase();
    let begins = lower.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    if begins.starts_with("deprecated") || begins.starts_with("for internal use") {
        return DeprecatedThing::This;
    }
    let end = PHRASES.iter().filter_map(|phrase| lower.find(phrase)).min();
    let end = end.or_else(|| unsupported(&lower));
    let subject = without_date(lower.get(..end.unwrap_or(lower.len())).unwrap_or_default());
    let words = subject
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let words: Vec<&str> = words.collect();
    let names_path = || {
        let mut words = subject.split_whitespace();
        words.any(|word| word.len() > 1 && word.starts_with('/'))
    };
    if let Some(end) = end
        && (words.iter().any(|word| PARTS.contains(word)) || names_path())
    {
        return DeprecatedThing::Part { end };
    }
    match words.split_first() {
        Some((&"this" | &"these", _)) => DeprecatedThing::This,
        Some((&"the", names)) => {
            let is_name = |word: &&&str| !KINDS.contains(*word) && !matches!(**word, "will" | "to");
            let names: Vec<String> = names
                .iter()
                .filter(is_name)
                .map(|name| (*name).to_owned())
                .collect();
            if names.is_empty() {
                DeprecatedThing::This
            } else {
                DeprecatedThing::Named(names)
            }
        }
        _ => DeprecatedThing::Unknown,
    }
}

/// Whether a sentence names the thing that a page documents by nothing but its kind: "This API", "These methods".
pub(crate) fn names_this_kind(sentence: &str) -> bool {
    let lower = sentence.to_ascii_lowercase();
    let mut words = without_date(&lower).split(|letter: char| !letter.is_alphanumeric());
    let mut next = || words.find(|word| !word.is_empty());
    let begins = next().is_some_and(|word| matches!(word, "this" | "these"));
    begins && next().is_some_and(is_kind)
}

/// A sentence in lower case without the date before its subject: "Effective May 2027, this call …".
fn without_date(sentence: &str) -> &str {
    const BEGINNINGS: &[&str] = &["effective ", "as of ", "from ", "starting ", "beginning "];
    let begins = sentence.trim_start();
    let has_date = BEGINNINGS.iter().any(|words| begins.starts_with(words));
    let behind = ["this ", "these ", "the "].iter().filter_map(|article| {
        sentence
            .split_once(&format!(", {article}"))
            .map(|(date, _)| date.len() + 2)
    });
    let subject = behind.min().filter(|_| has_date);
    subject.and_then(|at| sentence.get(at..)).unwrap_or(sentence)
}

/// Whether a word in lower case names a kind of thing that a page documents, or several of it.
fn is_kind(word: &str) -> bool {
    KINDS.contains(&word.strip_suffix('s').unwrap_or(word))
}

/// Where a sentence in lower case says of "this API", or another thing by its kind, that it is supported no longer. What else is
/// no longer supported may be a value, or a case.
fn unsupported(sentence: &str) -> Option<usize> {
    let said = UNSUPPORTED.iter().filter_map(|phrase| sentence.find(phrase));
    said.min().filter(|end| {
        let mut words = sentence[..*end].split_whitespace().rev();
        words.next().is_some_and(is_kind) && words.next().is_some_and(|word| matches!(word, "this" | "these"))
    })
}

/// Ways to say that something is supported no longer, in lower case.
const UNSUPPORTED: &[&str] = &[
    " will no longer be supported",
    " is no longer supported",
    " are no longer supported",
    " should not be used",
    " should no longer be used",
];

/// Words for what a page documents.
const KINDS: &[&str] = &[
    "action",
    "api",
    "apis",
    "call",
    "endpoint",
    "entity",
    "enumeration",
    "function",
    "method",
    "object",
    "operation",
    "resource",
    "type",
    "version",
];

/// Ways to say it in a sentence, in lower case.
const PHRASES: &[&str] = &[
    " is deprecated",
    " are deprecated",
    " has been deprecated",
    " have been deprecated",
    " be deprecated",
    " being deprecated",
    " is now deprecated",
    " is obsolete",
    "stop returning data",
];

/// Whether a sentence behind the statement says when it takes effect, or what takes the place of the thing.
fn goes_on(sentence: &str) -> bool {
    const PHRASES: &[&str] = &[
        " instead",
        "going forward",
        "stop returning data",
        " be removed",
        " be retired",
        "no longer ",
        "please use ",
    ];
    PHRASES.iter().any(|phrase| sentence.contains(phrase)) || sentence.trim_start().starts_with("use ")
}

fn says(sentence: &str) -> bool {
    const OTHERS: &[&str] = &["whether ", "indicates if ", "true if ", "flag to ", "possible "];
    let words = sentence.trim_matches(|c: char| !c.is_alphanumeric());
    if OTHERS.iter().any(|other| words.contains(other)) || is_of_member(sentence) {
        return false;
    }
    let begins = words
        .strip_prefix("deprecated")
        .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    begins
        || sentence.contains("(deprecated")
        || sentence.contains("[deprecated]")
        || PHRASES.iter().any(|phrase| sentence.contains(phrase))
        || unsupported(sentence).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::text;

    #[test]
    fn only_a_statement_about_the_subject_deprecates_it() {
        for (description, expected) in [
            (
                "Used to access the item. Deprecated -- use `driveItem` instead.",
                Some("Deprecated -- use driveItem instead."),
            ),
            (
                "\\[Deprecated\\] Configuring this setting has no effect.",
                Some("[Deprecated] Configuring this setting has no effect."),
            ),
            (
                "AAD Device ID - to be deprecated",
                Some("AAD Device ID - to be deprecated"),
            ),
            (
                "This property will be deprecated in July 2019.",
                Some("This property will be deprecated in July 2019."),
            ),
            (
                "Possible states are **InDevelopment**, **Available**, and **Deprecated**.",
                None,
            ),
            (
                "Kept for old clients. Deprecated and will stop returning data on July 1, 2026. Going forward, use \
                 **plan**. Read-only.",
                Some("Deprecated and will stop returning data on July 1, 2026. Going forward, use plan."),
            ),
            (
                "Number of seats. This property will stop returning data in May. Use **seats**.",
                Some("This property will stop returning data in May. Use seats."),
            ),
            (
                "This call is deprecated. It can be tried without a license.",
                Some("This call is deprecated."),
            ),
            (
                "Kinds: `a`, `fax`. The `fax` member is deprecated and has stopped returning data.",
                None,
            ),
            (
                "The `fax` enumeration member will be deprecated in favor of `a`.",
                None,
            ),
            (
                "Effective May 2027, this call will no longer be supported and should not be used. Use the new one instead.",
                Some(
                    "Effective May 2027, this call will no longer be supported and should not be used. Use the new one instead.",
                ),
            ),
            (
                "This API is no longer supported. It flew kites.",
                Some("This API is no longer supported."),
            ),
            (
                "This API should not be used.",
                Some("This API should not be used."),
            ),
            ("Red kites are no longer supported.", None),
            ("The `red` value should not be used.", None),
            ("Use this instead of the old one.", None),
            ("The list that will no longer be removed.", None),
            ("Indicates whether the control is deprecated.", None),
            ("Flag to indicate if a control is deprecated.", None),
        ] {
            let source = text(description);
            let found = deprecated(&Prose::new(&source)).map(|sentence| sentence.value);
            assert_eq!(found.as_deref(), expected, "{description}");
        }
    }

    #[test]
    fn a_sentence_deprecates_the_listed_member_that_it_names() {
        let source = text("Kinds: `a`, `fax`. The `fax` member is deprecated in favor of `a`. Read-only.");
        let found = deprecated_members(&Prose::new(&source), |word| matches!(word, "a" | "fax"));
        let sentence = "The fax member is deprecated in favor of a.";
        assert_eq!(found, [("fax".to_owned(), sentence.to_owned())]);
        let slip = text("Kinds: `a`, `fex`. The `fax` member is deprecated in favor of `a`.");
        let found = deprecated_members(&Prose::new(&slip), |word| matches!(word, "a" | "fex"));
        assert_eq!(found, []);
    }
}
