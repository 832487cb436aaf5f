//! "Nullable.", "Not nullable.", "or `null` if the task is open", "This property is null until then."

use super::prose::Prose;

/// How statements begin that tell what null means, in lower case: "Set as `null` for always available."
const SET_TO_NULL: &[&str] = &["set to null", "set as null", "set it to null", "set this to null"];

/// How statements end that deny null, in lower case.
const DENIALS: &[&str] = &[
    "is not nullable",
    "isn't nullable",
    "cannot be null",
    "can't be null",
    "must not be null",
    "should not be null",
];

/// Whether the prose says that the value can be null, or cannot; `None` where it is silent.
pub(crate) fn nullable(prose: &Prose<'_>) -> Option<bool> {
    let stated = prose.statements().iter().find_map(|statement| {
        let statement = statement.strip_prefix("notes: ").unwrap_or(statement);
        let of_this =
            statement.starts_with("this ") || statement.starts_with("is ") || statement.starts_with("can");
        match statement {
            "nullable" => Some(true),
            "not nullable" | "non-nullable" | "cannot be null" | "can't be null" => Some(false),
            _ if of_this && DENIALS.iter().any(|denial| statement.ends_with(denial)) => Some(false),
            _ if of_this && (statement.ends_with("is nullable") || statement.ends_with("can be null")) => {
                Some(true)
            }
            _ if SET_TO_NULL.iter().any(|words| statement.starts_with(words)) => Some(true),
            _ => None,
        }
    });
    stated.or_else(|| {
        let mut sentences = prose.sentences().into_iter();
        sentences
            .any(|sentence| has_null(&prose.lower[sentence]))
            .then_some(true)
    })
}

/// Whether the prose about the property `name` says by its name that it is null, always or in a case: "The **tail** property of red
/// kites is always null."
pub(crate) fn is_null_by_name(prose: &Prose<'_>, name: &str) -> bool {
    const VERBS: &[&str] = &[" is null", " is always null", " will be null", " can be null"];
    prose.sentences().into_iter().any(|sentence| {
        let mut named = prose.pieces_within(&sentence).filter(|piece| piece.is_set_off());
        let Some(subject) = named.next().filter(|piece| piece.text == name) else {
            return false;
        };
        let begins = prose.lower[sentence.start..subject.seen.start].trim() == "the";
        let rest = &prose.lower[subject.seen.end..sentence.end];
        let end = VERBS.iter().filter_map(|verb| rest.find(verb)).min();
        let said = end.map(|end| &rest[..end]);
        let others = named
            .next()
            .is_some_and(|next| end.is_some_and(|end| next.seen.start < subject.seen.end + end));
        let is_of_this = said.is_some_and(|said| {
            said.starts_with(" property") && !said.contains([',', ';', ':']) && !said.contains(" that ")
        });
        begins && is_of_this && !others
    })
}

/// Whether a sentence in lower case tells when the value is null: "or null if …", "this property is null".
fn has_null(sentence: &str) -> bool {
    // What `$filter` takes is no value: "Supports `$filter` (`eq` on `null` values)."
    if sentence.contains('$') {
        return lists_null(sentence.split('$').next().unwrap_or_default());
    }
    let places = sentence.match_indices("null").filter(|(at, word)| {
        let is_letter =
            |letter: Option<char>| letter.is_some_and(|letter| letter.is_alphanumeric() || letter == '-');
        !is_letter(sentence[..*at].chars().next_back())
            && !is_letter(sentence[at + word.len()..].chars().next())
    });
    let mut places = places.map(|(at, word)| (&sentence[..at], &sentence[at + word.len()..]));
    places.any(|(before, behind)| is_value(before, behind)) || lists_null(sentence)
}

/// Whether the words around *null* make it a value of what is described.
fn is_value(before: &str, behind: &str) -> bool {
    /// Words between *null* and the case in which it is the value.
    const CASES: &[&str] = &["if", "when", "for", "until", "unless", "otherwise"];
    /// What is said of the value before *null*.
    const SUBJECTS: &[&str] = &[
        "this property",
        "this field",
        "this value",
        "the value",
        "this",
        "otherwise it",
        "field that",
        "property that",
        "value that",
        "it",
    ];
    const VERBS: &[&str] = &["is", "is always", "will be", "may be", "can be", "is updated to"];
    /// The whole beginning of what stands before *null*.
    const DEFAULTS: &[&str] = &[
        "default value is",
        "default is",
        "defaults to",
        "not specified or",
        "(value is",
    ];
    let before = before.trim_end_matches(|letter: char| !letter.is_alphanumeric() && !is_end(letter));
    let (before, behind) = (before.trim_end(), behind.trim_start());
    let next = behind.split_whitespace().next().unwrap_or_default();
    let begins_clause = before.is_empty() || before.ends_with(is_end) || ends_with_words(before, "or");
    // "Must be null when the kite has no tail."
    let must_be = before
        .strip_suffix("must be")
        .is_some_and(|before| before.trim().is_empty() || before.trim_end().ends_with(is_end));
    if (begins_clause || must_be) && CASES.contains(&next) {
        return true;
    }
    // "To fly at all times, the end would be `null`."
    if before.ends_with(" would be") {
        return true;
    }
    if begins_clause && behind.starts_with("(default") || behind.starts_with("will be returned") {
        return true;
    }
    if ends_with_words(before, "a")
        && ["value indicates", "value means"]
            .iter()
            .any(|words| behind.starts_with(words))
    {
        return true;
    }
    if ends_with_words(before, "if") && behind.starts_with(',') {
        return true;
    }
    if DEFAULTS.iter().any(|words| ends_with_words(before, words)) {
        return true;
    }
    let mut subjects = VERBS.iter().filter_map(|verb| {
        let subject = before.strip_suffix(verb)?;
        subject.ends_with(' ').then(|| subject.trim_end())
    });
    subjects.any(|subject| SUBJECTS.iter().any(|words| ends_with_words(subject, words)))
}

/// Whether a mark ends what stands before a clause.
fn is_end(mark: char) -> bool {
    matches!(mark, ',' | ';' | ':' | '(' | '.' | '-' | '\n')
}

/// Whether a text ends with these words as a whole.
fn ends_with_words(text: &str, words: &str) -> bool {
    let before = text.strip_suffix(words);
    before.is_some_and(|before| !before.ends_with(char::is_alphanumeric))
}

/// Whether null is one of the values that a sentence lists: "Allowed values: `null`, `minor`."
fn lists_null(sentence: &str) -> bool {
    const INTRODUCTIONS: &[&str] = &["possible values", "allowed values", "of the following values"];
    let mut lists = INTRODUCTIONS
        .iter()
        .filter_map(|words| sentence.split_once(words));
    lists.any(|(_, list)| {
        let mut words = list.split(|letter: char| !letter.is_alphanumeric());
        words.any(|word| word == "null")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::text;

    #[test]
    fn only_a_statement_about_the_value_makes_it_nullable() {
        for (description, expected) in [
            ("Read-only. Nullable.", Some(true)),
            ("Read-only, Nullable ", Some(true)),
            ("Key. Not nullable. Read-only.", Some(false)),
            ("**Notes**: not nullable.", Some(false)),
            ("This property is read-only and is not nullable.", Some(false)),
            ("This list can't be null.", Some(false)),
            ("This property can be null.", Some(true)),
            (
                "This property is null if the device is not registered.",
                Some(true),
            ),
            (
                "The begin of the flight. Set as `null` to fly at once.",
                Some(true),
            ),
            ("It is set to null.", None),
            ("The **sail** property is null.", None),
            ("Required if **sail** is null.", None),
            ("The **sail** must be null when the kite is small.", None),
            ("Must be null.", None),
            ("Its length, never null.", None),
            ("Supports `$filter` (`eq` on `null` values).", None),
            ("If this property is non-null, the kite flies.", None),
        ] {
            assert_eq!(
                nullable(&Prose::new(&text(description))),
                expected,
                "{description}"
            );
        }
    }

    #[test]
    fn a_sentence_calls_the_property_by_its_name() {
        for (description, expected) in [
            (
                "Its sail. The **sail** property of red kites is always null.",
                true,
            ),
            ("The `sail` property is null when it is down.", true),
            ("The **tail** property is null.", false),
            ("The **sail** property is set, and its length is null.", false),
            ("The **sail** property of the **tail** is null.", false),
            ("If the **sail** property is null, it is down.", false),
            ("The **sail** property is never null.", false),
        ] {
            let text = text(description);
            assert_eq!(
                is_null_by_name(&Prose::new(&text), "sail"),
                expected,
                "{description}"
            );
        }
    }

    #[test]
    fn a_sentence_tells_when_the_value_is_null() {
        for description in [
            "When it fell, or null if it still flies.",
            "`true` if it flies; `null` if it never flew (default).",
            "The pilot, or `null` for all other kites.",
            "Where it fell. Null until it falls.",
            "If it never flew, the value is `null`.",
            "For a kite of its own this field will be Null.",
            "This property is always `null` except in a storm.",
            "A null value indicates that the lines differ.",
            "If the lines differ null will be returned.",
            "Where it is tied. Must be null when **kind** is `free`.",
            "Its lines; must be `null` if it is a balloon.",
            "Where it lands -- null for a kite that flies.",
            "An optional field that can be null if it never lands.",
            "Its place. If null, it comes last.",
            "If not set (value is `null`), it flies low.",
            "If not specified or null, defaults to the first kite.",
            "The default value is `null`.",
            "To fly at all times, the end would be `null`.",
            "`true` with a tail; **null** (default).",
            "Allowed values: `null`, `red` and `blue`.",
            "Can be one of the following values: **null**, *Red*, *Blue*",
        ] {
            assert_eq!(
                nullable(&Prose::new(&text(description))),
                Some(true),
                "{description}"
            );
        }
    }
}
