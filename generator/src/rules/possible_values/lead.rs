//! What stands between an introduction and the first value, and the numbers before values.

/// The words of a transition from an introduction to the first value.
const TRANSITION: &[&str] = &[
    "a",
    "any",
    "are",
    "as",
    "attribute",
    "be",
    "being",
    "below",
    "can",
    "column",
    "columns",
    "combination",
    "could",
    "currently",
    "either",
    "enum",
    "field",
    "following",
    "follows",
    "for",
    "from",
    "header",
    "in",
    "include",
    "includes",
    "is",
    "list",
    "listed",
    "more",
    "null",
    "of",
    "one",
    "only",
    "or",
    "parameter",
    "property",
    "s",
    "set",
    "string",
    "the",
    "these",
    "this",
    "to",
    "two",
    "valid",
    "value",
    "values",
    "will",
];

/// Whether the words between an introduction and the first value are only a transition: "s are: ", " for this
/// property include ", " - 0 - ". Not "such as", not "range from".
pub(super) fn is_lead(words: &str) -> bool {
    let (words, _) = split_number(words);
    let is_example = words.contains("such as") || words.contains("e.g") || words.contains("example");
    // "For **x**, …": the words between the marks of the subject are not looked at.
    let others = words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .filter(|word| !TRANSITION.contains(word))
        .count();
    // One word may name the subject: "Possible values for dataType are".
    let has_subject = words.contains(" for ") || words.contains(" of ");
    !is_example && !words.contains('.') && others <= usize::from(has_subject)
}

/// The number that ends a text, and the text before it: `, 1 - ` gives `, ` and 1.
pub(super) fn split_number(gap: &str) -> (&str, Option<i64>) {
    let trimmed = gap.trim_end();
    let Some(before) = trimmed.strip_suffix(['-', '\u{2013}', '\u{2014}', '=', ':', ')']) else {
        return (gap, None);
    };
    let before = before.trim_end();
    let digits = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = digits
        .strip_suffix('-')
        .filter(|head| head.is_empty() || head.ends_with(' '))
        .unwrap_or(digits);
    match before[digits.len()..].parse() {
        Ok(number) => (digits, Some(number)),
        Err(_) => (gap, None),
    }
}
