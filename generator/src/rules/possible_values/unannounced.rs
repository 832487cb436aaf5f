//! Lists that no word announces.
//!
//! > `manual`, `tailwind`, or `motor`.
//! >
//! > The kind of flight: `single`, `series`.
//! >
//! > How it flies.<br>`low` - near the ground<br>`high` - above the trees
//! >
//! > How it flies: 0 - low, 1 - high.
//! >
//! > Whether it was built at home (`HandMade`) or bought (`FactoryMade`).
//!
//! Each form has two values at least, and nothing but them. Names of properties, of characters or of formats, and what is
//! said to be an example, are no values.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::graph::{NULL, operator_of_word};
use crate::rules::prose::{Prose, Style, StyledPiece};

use super::PossibleValue;
use super::list::description_of;

/// Words that tell before a list that it is one of other things, or not of all values, in lower case.
const OTHER_THINGS: &[&str] = &[
    "n't ",
    " not ",
    "additional",
    "cannot",
    "character",
    "claim",
    "column",
    "contain",
    "e.g",
    "except",
    "example",
    "field",
    "format",
    "header",
    "like",
    "method",
    "none of",
    "operator",
    "option",
    "other ",
    "parameter",
    "permission",
    "prefix",
    "propert",
    "sample",
    "scope",
    "some ",
    "such as",
    "typical",
];

/// The values of the first form that the prose has; empty where it has none. `is_text`: whether they can be those of a text.
/// What is described, numbered or enclosed behind the name of another type is mostly something of its objects.
pub(crate) fn unannounced_values(prose: &Prose<'_>, is_text: bool) -> Vec<PossibleValue> {
    let forms = [alone, described, numbered, in_parentheses];
    let mut found = forms
        .iter()
        .take(if is_text { forms.len() } else { 1 })
        .map(|form| form(prose))
        .find(|values| values.len() > 1)
        .unwrap_or_default();
    let mut known = BTreeSet::new();
    found.retain(|value| known.insert(value.name.value.clone()));
    found
}

/// Whether what stands before a list speaks of other things than values.
fn is_of_others(before: &str) -> bool {
    OTHER_THINGS.iter().any(|word| before.contains(word))
}

/// Whether a piece is the name of a value.
fn is_value(piece: &StyledPiece<'_>) -> bool {
    let text = piece.text;
    let is_letter = |letter: char| letter.is_alphanumeric() || matches!(letter, ' ' | '_' | '-' | '.');
    piece.style == Style::Code
        && text.starts_with(char::is_alphabetic)
        && text.chars().all(is_letter)
        && !matches!(text, NULL | "true" | "false")
        && operator_of_word(text).is_none()
}

fn value(prose: &Prose<'_>, piece: &StyledPiece<'_>, about: Option<Range<usize>>) -> PossibleValue {
    PossibleValue {
        name: prose.locate(piece.seen.clone()),
        number: None,
        description: about.and_then(|range| description_of(prose, range)),
    }
}

/// The pieces in code of a range, if there are two at least and each is a value or `null`.
fn codes<'p, 'a>(prose: &'p Prose<'a>, range: &Range<usize>) -> Option<Vec<&'p StyledPiece<'a>>> {
    let is_code = |piece: &&StyledPiece<'a>| piece.style == Style::Code;
    let codes: Vec<_> = prose.pieces_within(range).filter(is_code).collect();
    let is_null = |piece: &StyledPiece<'a>| piece.text == NULL;
    let all_are = codes.iter().all(|piece| is_value(piece) || is_null(piece));
    (all_are && codes.len() > 1).then(|| codes.into_iter().filter(|piece| !is_null(piece)).collect())
}

/// The values of sentences, or of their parts behind a colon, that are nothing but values.
fn alone(prose: &Prose<'_>) -> Vec<PossibleValue> {
    let mut found = Vec::new();
    for sentence in prose.sentences() {
        let Some(codes) = codes(prose, &sentence) else {
            continue;
        };
        let Some(first) = codes.first() else { continue };
        let before = &prose.lower[sentence.start..first.seen.start];
        let begins = before.trim().is_empty() || before.trim_end().ends_with(':');
        let between = first.seen.end..sentence.end;
        let mut around = prose.pieces_in(&between).iter();
        let is_list = around.all(|piece| {
            let (from, to) = (
                piece.seen.start.max(between.start),
                piece.seen.end.min(between.end),
            );
            let mut words = prose.lower[from..to].split(|letter: char| !letter.is_alphanumeric());
            piece.style == Style::Code
                || words.all(|word| matches!(word, "" | "or" | "and")) && !prose.lower[from..to].contains('(')
        });
        if begins && is_list && !is_of_others(before) {
            found.extend(codes.into_iter().map(|piece| value(prose, piece, None)));
        }
    }
    found
}

/// A line, or a sentence of one, that is or describes a value.
struct DescribedValue<'p, 'a> {
    piece: &'p StyledPiece<'a>,
    about: Option<Range<usize>>,
}

/// The values with which lines or sentences begin that stand one behind the other, each with the prose about it.
fn described(prose: &Prose<'_>) -> Vec<PossibleValue> {
    let mut found: Vec<DescribedValue<'_, '_>> = Vec::new();
    let mut before = 0..0;
    for line in lines(prose) {
        match described_value(prose, &line) {
            Some(described) => found.push(described),
            None if found.is_empty() => before = line,
            None => break,
        }
    }
    // One value without a word about it may be anything that a line ends with.
    let is_told = found.iter().filter(|value| value.about.is_some()).count() > 1;
    let begins_line = found
        .first()
        .is_some_and(|first| prose.seen[before.end..first.piece.seen.start].contains('\n'));
    if !(is_told || begins_line) || is_of_others(&prose.lower[before]) {
        return Vec::new();
    }
    found
        .into_iter()
        .map(|DescribedValue { piece, about }| value(prose, piece, about))
        .collect()
}

/// The sentences, and their parts on lines of their own.
fn lines(prose: &Prose<'_>) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    for sentence in prose.sentences() {
        let mut start = sentence.start;
        let breaks = prose.pieces_within(&sentence);
        for piece in breaks.filter(|piece| piece.style == Style::Break) {
            lines.push(start..piece.seen.start);
            start = piece.seen.end;
        }
        lines.push(start..sentence.end);
    }
    lines.retain(|line| !prose.seen[line.clone()].trim().is_empty());
    lines
}

fn described_value<'p, 'a>(prose: &'p Prose<'a>, line: &Range<usize>) -> Option<DescribedValue<'p, 'a>> {
    let piece = prose
        .pieces_within(line)
        .find(|piece| piece.style == Style::Code)?;
    let before = prose.seen[line.start..piece.seen.start].trim();
    let behind = &prose.seen[piece.seen.end..line.end];
    let about = behind.trim_start();
    let is_alone = about.trim_matches(['.', ',', ';']).is_empty();
    let is_described = [": ", "- ", "-- ", "\u{2013} ", "\u{2014} ", "= "]
        .iter()
        .any(|dash| about.starts_with(dash));
    (is_value(piece) && matches!(before, "" | "-" | "*" | "\u{2022}") && (is_alone || is_described)).then(
        || DescribedValue {
            piece,
            about: is_described.then_some(piece.seen.end..line.end),
        },
    )
}

/// The values behind numbers: "0 - low, 1 - high", "0 = low<br>1 = high".
fn numbered(prose: &Prose<'_>) -> Vec<PossibleValue> {
    prose
        .sentences()
        .into_iter()
        .map(|sentence| numbered_in(prose, &sentence))
        .find(|values| values.len() > 1)
        .unwrap_or_default()
}

fn numbered_in(prose: &Prose<'_>, sentence: &Range<usize>) -> Vec<PossibleValue> {
    let text = &prose.seen[sentence.clone()];
    let mut found: Vec<PossibleValue> = Vec::new();
    let mut numbers = BTreeSet::new();
    let mut at = sentence.start;
    for part in text.split_inclusive([',', ';', '\n']) {
        let range = at..at + part.len();
        at = range.end;
        if part
            .trim_matches(|letter: char| !letter.is_alphanumeric())
            .is_empty()
        {
            continue;
        }
        match numbered_value(prose, range, found.is_empty()) {
            Some((number, value)) if numbers.insert(number) => found.push(value),
            None if found.is_empty() => {}
            _ => return Vec::new(),
        }
    }
    found
}

/// The value of one part, with its number. The first part may begin with what the list is of: "How it flies: 0 - low".
fn numbered_value(prose: &Prose<'_>, part: Range<usize>, is_first: bool) -> Option<(i64, PossibleValue)> {
    let text = &prose.seen[part.clone()];
    let skipped = match text.rfind([':', '(']) {
        Some(lead) if is_first => lead + 1,
        _ => 0,
    };
    if is_of_others(&prose.lower[part.start..part.start + skipped]) {
        return None;
    }
    let text = text[skipped..].trim_start();
    let text = text
        .strip_prefix("or ")
        .or_else(|| text.strip_prefix("and "))
        .unwrap_or(text);
    let text = text.trim_start_matches(['-', '*', ' ']);
    let digits = text.find(|letter: char| !letter.is_ascii_digit())?;
    let number = text[..digits].parse().ok()?;
    let name = text[digits..].trim_start();
    let name = ["- ", "= ", "=", "\u{2013} ", ": "]
        .iter()
        .find_map(|sign| name.strip_prefix(sign))?;
    let name = name.trim_start();
    let start = part.end - name.len();
    let length = name
        .find(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .unwrap_or(name.len());
    let behind = name[length..].trim_matches([',', ';', '.', ')', ' ', '\n']);
    let is_name = name.starts_with(char::is_alphabetic) && behind.is_empty();
    is_name.then(|| {
        let value = PossibleValue {
            name: prose.locate(start..start + length),
            number: Some(number),
            description: None,
        };
        (number, value)
    })
}

/// The values each of which stands alone in parentheses, behind what it means.
fn in_parentheses(prose: &Prose<'_>) -> Vec<PossibleValue> {
    for sentence in prose.sentences() {
        let lower = prose.lower[sentence.clone()].trim_start();
        let subject = lower
            .strip_prefix("indicates ")
            .or_else(|| lower.strip_prefix("specifies "))
            .unwrap_or(lower);
        if !subject.starts_with("whether ") || is_of_others(lower) {
            continue;
        }
        let Some(codes) = codes(prose, &sentence) else {
            continue;
        };
        let is_enclosed = |piece: &&StyledPiece<'_>| {
            prose.seen[..piece.seen.start].ends_with('(') && prose.seen[piece.seen.end..].starts_with(')')
        };
        if codes.iter().all(is_enclosed) {
            return codes.into_iter().map(|piece| value(prose, piece, None)).collect();
        }
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::text;

    fn names(description: &str) -> Vec<String> {
        let source = text(description);
        let values = unannounced_values(&Prose::new(&source), true).into_iter();
        values.map(|value| value.name.value).collect()
    }

    #[test]
    fn a_list_needs_no_announcement() {
        for (description, expected) in [
            (
                "How it is steered. `manual`, `tailwind`, or `motor`.",
                &["manual", "tailwind", "motor"][..],
            ),
            (
                "`manual` | `tailwind` | `motor`",
                &["manual", "tailwind", "motor"],
            ),
            ("The kind of flight: `single`, `series`.", &["single", "series"]),
            (
                "For one crew: `low`, `high`. For two crews: `high`, `top`, or `null`. Required.",
                &["low", "high", "top"],
            ),
            ("How it flies.<br>`low`<br>`high`<br>", &["low", "high"]),
            (
                "How it flies<br>- `low`: near the ground.<br>- `high`",
                &["low", "high"],
            ),
            (
                "How it flies. `low`: near the ground. `high`: above. Read-only.",
                &["low", "high"],
            ),
            ("How it flies: 0 - low, 1 - high.", &["low", "high"]),
            ("How it flies.<br>- 0 = low<br>- 1 = high", &["low", "high"]),
            ("How it flies (0 = low, or 1 = high).", &["low", "high"]),
            ("How it flies (0 = low, 1 = high).", &["low", "high"]),
            (
                "Indicates whether it was found (`null`), made at home (`HandMade`) or bought (`FactoryMade`).",
                &["HandMade", "FactoryMade"],
            ),
        ] {
            assert_eq!(names(description), expected, "{description}");
        }
    }

    #[test]
    fn an_object_has_no_described_values() {
        let source = text("The key. These are supported:<br>`low`: near the ground.<br>`high`: above.");
        let prose = Prose::new(&source);
        assert_eq!(unannounced_values(&prose, true).len(), 2);
        assert_eq!(unannounced_values(&prose, false), []);
    }

    #[test]
    fn prose_about_a_value_is_its_description() {
        let source = text("How it flies.<br>`low`: near the ground.<br>`high` - above");
        let values = unannounced_values(&Prose::new(&source), true).into_iter();
        let about: Vec<_> = values
            .map(|value| value.description.map(|text| text.raw.to_string()))
            .collect();
        assert_eq!(
            about,
            [Some("near the ground.".to_owned()), Some("above".to_owned())]
        );
        let source = text("How: 3 - low, 7 - high.");
        let values = unannounced_values(&Prose::new(&source), true).into_iter();
        assert_eq!(
            values.map(|value| value.number).collect::<Vec<_>>(),
            [Some(3), Some(7)]
        );
    }

    #[test]
    fn names_of_other_things_and_examples_are_no_values() {
        for description in [
            "The kind, for example: `a`, `b`.",
            "It cannot be any of: `a`, `b`.",
            "An object with these properties: `name`, `color`.",
            "An object with these properties:<br>- `name` - the name<br>- `color` - the color",
            "Supports: `eq`, `ne`.",
            "Only these characters: `a`, `b`.",
            "The time, `start` or `end` of it.",
            "Set `low` or `high`.",
            "`low`",
            "Either way: `true` or `false`.",
            "Whether the **sender** (`a`) or the receiver of `b` pays.",
            "From 0 - 5, 6 - 9.",
            "The state.<br>`low` is near the ground.<br>`high` is above.",
        ] {
            assert_eq!(names(description), Vec::<String>::new(), "{description}");
        }
    }
}
