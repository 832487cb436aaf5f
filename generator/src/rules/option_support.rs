//! "Supports `$filter` (`eq`, `ne`) and `$orderby`.", "Returned only on `$select`."

use std::ops::Range;

use crate::graph::{OptionSupport, QueryOption, Returned, operator_of_word};

use super::prose::{Prose, Style};

/// Ways to say that a property does not come back by itself, in lower case. The option that asks for it stands behind,
/// or is `$select`.
const ON_REQUEST: &[&str] = &[
    "returned only on",
    "only returned on",
    "returned only with",
    "only returned with",
    "not returned by default",
    "n't returned by default",
    "does not return this property unless",
    "doesn't return this property unless",
];

/// The same, where an option is the condition.
const ON_CONDITION: &[&str] = &[
    "returned only when",
    "returned only if",
    "only returned when",
    "only returned if",
];

/// The words before "returned by default" in what is said of the property itself.
const VERBS: &[&str] = &["is", "it's", "are", "and", "be", "always", "also"];

/// Ways to deny, before the word *support*.
const DENIALS: &[&str] = &["not", "n't", "never"];

/// What the description of a property says of the query options.
pub(crate) fn option_support(prose: &Prose<'_>) -> OptionSupport {
    let mut found = OptionSupport::default();
    if !prose.lower.contains("support")
        && !prose.lower.contains("return")
        && !prose.lower.contains('$')
        && !prose.lower.contains("filterable")
    {
        return found;
    }
    for sentence in prose.sentences() {
        let lower = prose.lower.get(sentence.clone()).unwrap_or_default();
        if let Some(returned) = returned(lower) {
            found.returned = returned;
        }
        // "Supports `$filter`", not "properties that support filter parameters" or "Supported values are".
        let lists = lower.match_indices("support").map(|(at, _)| {
            let (before, behind) = lower.split_at(at);
            let list = behind.trim_start_matches(char::is_alphabetic).trim_start();
            let list = list.strip_prefix([':', '-']).unwrap_or(list).trim_start();
            (before, list.strip_prefix("the ").unwrap_or(list))
        });
        let mut lists = lists.filter(|(_, list)| list.starts_with('$') || list.starts_with(BARE));
        let Some((before, list)) = lists.next() else {
            continue;
        };
        let denies = before
            .split_whitespace()
            .any(|word| DENIALS.iter().any(|denial| word.ends_with(denial)));
        let options = options(without_nested(list));
        if denies {
            found.unsupported.extend(options);
            continue;
        }
        found.options.extend(options);
        let start = sentence.end - list.len();
        for operator in operators(prose, start..sentence.end) {
            if !found.operators.contains(&operator) {
                found.operators.push(operator);
            }
        }
    }
    for statement in prose.statements() {
        match statement.as_str() {
            "filterable" => found.options.push(QueryOption::Filter),
            "not filterable" => found.unsupported.push(QueryOption::Filter),
            _ => {}
        }
    }
    for options in [&mut found.options, &mut found.unsupported] {
        options.sort_unstable();
        options.dedup();
    }
    found
}

/// When a property comes back, by a sentence in lower case.
fn returned(sentence: &str) -> Option<Returned> {
    let on_request = ON_REQUEST.iter().any(|words| sentence.contains(words))
        // "Only returned if the user signs in" says nothing of options.
        || ON_CONDITION.iter().any(|words| sentence.contains(words)) && sentence.contains('$');
    if on_request || (sentence.contains("requires $select") || sentence.contains("requires `$select")) {
        let by = options(sentence).find(|option| *option == QueryOption::Expand);
        return Some(Returned::OnlyOn(by.unwrap_or(QueryOption::Select)));
    }
    // "It is returned by default", not "the fields returned by default".
    let (before, _) = sentence.split_once("returned by default")?;
    let subject = before.split_whitespace().next_back();
    (before.ends_with('\n') || subject.is_none_or(|word| VERBS.contains(&word)))
        .then_some(Returned::ByDefault)
}

/// The one option whose name is no word of English, so that it is told from prose without its sign: "Supports `$filter` and
/// `orderBy`."
const BARE: &str = "orderby";

/// The options that a text names. `/$count` is a path in a condition: "Supports `$filter` (`/$count eq 0`)".
fn options(text: &str) -> impl Iterator<Item = QueryOption> {
    let bare = text.contains(BARE).then_some(QueryOption::OrderBy);
    let dollars = text.match_indices('$').map(|(at, _)| text.split_at(at));
    let keys = dollars.filter(|(before, _)| !before.ends_with('/'));
    let keys = keys.filter_map(|(_, key)| {
        let key = key.strip_prefix('$')?;
        let end = key
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(key.len());
        let key = key.get(..end)?;
        // "Supports `$filters`."
        QueryOption::of_key(key).or_else(|| QueryOption::of_key(key.strip_suffix('s')?))
    });
    keys.chain(bare)
}

/// A list up to an option that is for what another option asks for: "`$expand` and `$select` nested in `$expand`".
fn without_nested(list: &str) -> &str {
    let before = list.split(" nested in ").next().filter(|before| *before != list);
    let own = before.and_then(|before| before.rsplit_once('$'));
    own.map_or(list, |(own, _)| own)
}

/// The operators in the parentheses behind `$filter`. They mostly stand in code: `in` and `not` are words of prose, too.
fn operators(prose: &Prose<'_>, list: Range<usize>) -> Vec<&'static str> {
    let lower = prose.lower.get(list.clone()).unwrap_or_default();
    let Some((before, behind)) = lower.split_once("$filter") else {
        return Vec::new();
    };
    if !behind.trim_start().starts_with('(') {
        return Vec::new();
    }
    let start = list.start + before.len();
    let end = start
        + lower
            .get(before.len()..)
            .and_then(|rest| rest.find(')'))
            .unwrap_or(lower.len());
    let codes = prose
        .pieces_within(&(start..end))
        // The number of what a collection holds can be compared, not what it holds: "(`/$count eq 0`)".
        .filter(|piece| piece.style == Style::Code && !piece.text.contains("/$count"));
    let found: Vec<&str> = codes
        .flat_map(|piece| piece.text.split(|c: char| !c.is_ascii_alphabetic()))
        .filter_map(operator_of_word)
        .collect();
    if !found.is_empty() {
        return found;
    }
    // Without marks only what stands between commas is no prose: `(eq, ne, in)`.
    let inside = prose.lower.get(start..end).and_then(|text| text.split_once('('));
    let words = inside.map_or("", |(_, words)| words).split(',');
    words.filter_map(|word| operator_of_word(word.trim())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::text;

    use QueryOption::{Expand, Filter, OrderBy, Search, Select};

    #[test]
    fn what_takes_a_property() {
        for (description, options, operators) in [
            (
                "The name. Supports `$filter` (`eq`, `ne`, `NOT`, and `startsWith`), `$search`, and `$orderBy`.",
                vec![Filter, OrderBy, Search],
                vec!["eq", "ne", "not", "startsWith"],
            ),
            ("The platform. (Filterable)", vec![Filter], vec![]),
            (
                "Not nullable. Supports `$filter` (`eq` and `ge` operators only) in a list.",
                vec![Filter],
                vec!["eq", "ge"],
            ),
            (
                "Supports `$filter` (`eq`, `in`, and `eq` on `null` values).",
                vec![Filter],
                vec!["eq", "in"],
            ),
            (
                "Supports $filter (eq, ne, in, and so on).",
                vec![Filter],
                vec!["eq", "ne", "in"],
            ),
            ("Supports $expand.", vec![Expand], vec![]),
            ("Supports: `$filter` (`eq`).", vec![Filter], vec!["eq"]),
            ("Its color. Supports: $filters.", vec![Filter], vec![]),
            ("Support $filters. Its tail.", vec![Filter], vec![]),
            (
                "Supports orderBy and `$filter` (`eq`).",
                vec![Filter, OrderBy],
                vec!["eq"],
            ),
            (
                "Supports `$filter` (`eq`) and `orderBy`.",
                vec![Filter, OrderBy],
                vec!["eq"],
            ),
            (
                "Supports `$expand` and `$filter` (`/$count eq 0`, `/$count ne 0`).",
                vec![Expand, Filter],
                vec![],
            ),
            (
                "Supports `$filter` (`eq` and `/$count ne 0`).",
                vec![Filter],
                vec!["eq"],
            ),
            (
                "Supports `$expand` and `$select` nested in `$expand` for names.",
                vec![Expand],
                vec![],
            ),
            ("Supports `$filter` on `null` values.", vec![Filter], vec![]),
            (
                "Learn which properties support filter parameters.",
                vec![],
                vec![],
            ),
            ("The languages that the app supports.", vec![], vec![]),
            (
                "Supported values are:<ul><li>`a`</li></ul> Supports `$filter`, `$orderby`.",
                vec![Filter, OrderBy],
                vec![],
            ),
        ] {
            let found = option_support(&Prose::new(&text(description)));
            assert_eq!(
                (found.options, found.operators),
                (options, operators),
                "{description}"
            );
        }
        let found = option_support(&Prose::new(&text("Does not support `$filter`.")));
        assert_eq!((found.options, found.unsupported), (vec![], vec![Filter]));
        let found = option_support(&Prose::new(&text("Its time. Read-only. Not filterable.")));
        assert_eq!((found.options, found.unsupported), (vec![], vec![Filter]));
    }

    #[test]
    fn what_comes_back() {
        for (description, expected) in [
            ("Returned only on `$select`.", Returned::OnlyOn(Select)),
            (
                "Not returned by default; ask for it with `$expand`.",
                Returned::OnlyOn(Expand),
            ),
            (
                "By default, a `GET /kites/{id}` does not return this property unless you apply `$expand` on it.",
                Returned::OnlyOn(Expand),
            ),
            ("Returned by default.", Returned::ByDefault),
            ("It is returned by default.", Returned::ByDefault),
            (
                "More, [there](/x)<br><br>Returned by default.",
                Returned::ByDefault,
            ),
            (
                "The fields, in place of those returned by default.",
                Returned::Unsaid,
            ),
            ("Which of the fields returned by default come.", Returned::Unsaid),
            (
                "Supports `$filter`. Requires `$select` to retrieve.",
                Returned::OnlyOn(Select),
            ),
            ("The date of return.", Returned::Unsaid),
            ("Only returned if the person signs in.", Returned::Unsaid),
            (
                "Returned only when asked for with `$select`.",
                Returned::OnlyOn(Select),
            ),
        ] {
            let found = option_support(&Prose::new(&text(description)));
            assert_eq!(found.returned, expected, "{description}");
        }
    }
}
