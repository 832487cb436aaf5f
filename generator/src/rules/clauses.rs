//! The short statements that end a description: "Read-only. Nullable. Required."

use std::ops::Range;

/// Words that make what follows hold in some cases only.
const CONDITIONS: &[&str] = &[
    "if ",
    "when ",
    "for ",
    "after ",
    "before ",
    "once ",
    "unless ",
    "indicates ",
    "whether ",
    "specifies ",
];

/// What stands before a list of values, which states nothing.
const VALUES: &str = "possible values";

/// The statements of a text in lower case: sentences, and their parts between commas, semicolons, parentheses
/// and *and*. Sentences that begin with a condition are left out, and so are a statement before "if", "when" or
/// "whether" and all that follows, and a list of values.
pub(super) fn statements(lower: &str, sentences: &[Range<usize>]) -> Vec<String> {
    let mut out = Vec::new();
    for sentence in sentences {
        let sentence = &lower[sentence.clone()];
        let before_values = sentence.split(VALUES).next().unwrap_or_default();
        let trimmed = trim(before_values);
        if CONDITIONS.iter().any(|condition| trimmed.starts_with(condition)) {
            continue;
        }
        let condition = [" if ", " whether ", " when "]
            .iter()
            .filter_map(|word| trimmed.find(word))
            .min();
        let unconditional = &trimmed[..condition.unwrap_or(trimmed.len())];
        let parts = unconditional.split([',', ';', '(', ')', '[', ']', '\n']);
        let statements = parts.flat_map(|part| part.split(" and ")).map(trim);
        out.extend(statements.filter(|part| !part.is_empty()).map(str::to_owned));
        // The statement that the condition belongs to: "Required if …". In "Optional time when the event begins" it belongs
        // to the time.
        let is_about_noun = condition.is_some_and(|at| trimmed[at..].starts_with(" when "))
            && out
                .last()
                .is_some_and(|statement| statement.starts_with("optional "));
        if condition.is_some() && !is_about_noun {
            out.pop();
        }
    }
    out
}

fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| !c.is_alphanumeric())
}
