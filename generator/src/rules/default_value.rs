//! "The default value is `false`.", "Defaults to `none`.", "`red` (default), `blue`."

use super::prose::{Prose, Style};

/// What stands between the word *default* and the value, in lower case; the longer before the shorter that it begins with.
const VERBS: &[&str] = &[
    " and maximum page sizes are",
    " page size is",
    " page size:",
    " value is:",
    " value is",
    " value:",
    " value =",
    " value of",
    " is the single value",
    " behavior is",
    " count is",
    " duration is",
    " frequency is",
    " interval is",
    " limit is",
    " number is",
    " period is",
    " setting is",
    " is:",
    " is",
    ":",
    " =",
];

/// Whether a value is what an author writes who does not know it yet: "The default value is `???`."
pub(crate) fn is_open_question(value: &str) -> bool {
    value.bytes().all(|byte| byte == b'?')
}

/// The value that is meant where none is sent, as the page spells it. `None` where the prose names none, or several.
pub(crate) fn default_value(prose: &Prose<'_>) -> Option<String> {
    let mut found: Option<&str> = None;
    for (at, word) in prose.lower.match_indices("default") {
        if prose.lower[..at].ends_with(char::is_alphanumeric) || is_in_code(prose, at) {
            continue;
        }
        let end = at + word.len();
        let value = behind(prose, end)
            .or_else(|| before(prose, at))
            .or_else(|| cell_before(prose, at))
            .or_else(|| subject(prose, at, end))
            .or_else(|| clause(prose, at, end));
        let Some(value) = value else { continue };
        if found.is_some_and(|known| known != value) {
            return None;
        }
        found = Some(value);
    }
    found.or_else(|| unless_specified(prose)).map(str::to_owned)
}

/// The value that is said to be the default of the property or parameter `name` by its name: "The default **color** of kites is
/// `red`" is that of another thing, "The default **color** column is `red`" that of `color`, and so is "By default, a kite's
/// **color** is set to `red`".
pub(crate) fn default_by_name(prose: &Prose<'_>, name: &str) -> Option<String> {
    prose.sentences().into_iter().find_map(|sentence| {
        let mut pieces = prose.pieces_within(&sentence);
        let named = pieces.find(|piece| piece.is_set_off() && piece.text == name)?;
        let before = prose.lower.get(sentence.start..named.seen.start)?;
        let verbs: &[&str] = if before.ends_with("the default ") {
            &[" is ", " column is ", " property is ", " value is "]
        } else if is_by_default(before) {
            &[" is set to ", " is "]
        } else {
            return None;
        };
        let behind = prose.lower.get(named.seen.end..)?;
        let value = verbs.iter().find_map(|verb| behind.strip_prefix(verb))?;
        value_at(prose, prose.lower.len() - value.len()).map(str::to_owned)
    })
}

/// Whether a sentence in lower case begins with "By default," and at most the owner of what it names.
fn is_by_default(before: &str) -> bool {
    /// How many words name the owner: "the kite's".
    const MAX_OWNER: usize = 4;
    let owner = before.trim_start().strip_prefix("by default, ");
    owner.is_some_and(|owner| owner.split_whitespace().count() <= MAX_OWNER && !owner.contains([',', ';']))
}

/// "If unspecified, treated as `red`."
fn unless_specified<'p>(prose: &'p Prose<'_>) -> Option<&'p str> {
    let conditions = ["unspecified, ", "not specified, ", "omitted, "];
    let verbs = ["treated as ", "it is treated as ", "it's treated as "];
    conditions.iter().find_map(|condition| {
        let (_, behind) = prose.lower.split_once(condition)?;
        let value = verbs.iter().find_map(|verb| behind.strip_prefix(verb))?;
        set_off_at(prose, prose.lower.len() - value.len())
    })
}

/// The value in the cell before one that begins with the word: `<td>red</td><td>Default. …</td>`.
fn cell_before<'p>(prose: &'p Prose<'_>, at: usize) -> Option<&'p str> {
    let begins_line = |text: &str| text.trim_end_matches(' ').ends_with('\n');
    let before = prose
        .lower
        .get(..at)
        .filter(|before| begins_line(before))?
        .trim_end();
    let ends = prose.lower.get(at..)?.starts_with("default.");
    let value = prose.seen.get(..before.len())?.rsplit('\n').next()?.trim();
    (ends && is_word(value) && value.chars().all(char::is_alphanumeric)).then_some(value)
}

/// The value that is the subject of a statement with nothing behind it: "`red` is the default.", "100 = default, and".
fn subject<'p>(prose: &'p Prose<'_>, at: usize, end: usize) -> Option<&'p str> {
    let behind = prose.lower.get(end..)?;
    let behind = [" value", " setting", " option"]
        .iter()
        .find_map(|noun| behind.strip_prefix(noun))
        .unwrap_or(behind);
    if !(behind.is_empty() || behind.starts_with([',', '.', ';', ')'])) {
        return None;
    }
    let before = prose.lower.get(..at)?.trim_end();
    if let Some(number) = before.strip_suffix('=') {
        let number = prose
            .seen
            .get(..number.trim_end().len())?
            .rsplit(char::is_whitespace)
            .next()?;
        return number.parse::<f64>().is_ok().then_some(number);
    }
    let value = before.strip_suffix(" is the")?.trim_end();
    let piece = prose.piece_at(value.len().checked_sub(1)?)?;
    let begins = prose.lower.get(..piece.seen.start)?.trim_end();
    let begins_sentence = begins.is_empty() || begins.ends_with(['.', ';']);
    let is_value = piece.seen.end == value.len() && is_marked(piece.style) && is_word(piece.text);
    (is_value && begins_sentence).then_some(piece.text)
}

fn is_in_code(prose: &Prose<'_>, at: usize) -> bool {
    prose.piece_at(at).is_some_and(|piece| piece.style == Style::Code)
}

/// The value behind the word *default*, which ends at `end`.
fn behind<'p>(prose: &'p Prose<'_>, end: usize) -> Option<&'p str> {
    let rest = &prose.lower[end..];
    let Some(value) = VERBS.iter().find_map(|verb| rest.strip_prefix(verb)) else {
        let named = rest
            .strip_prefix("s to the ")
            .or_else(|| rest.strip_prefix("s to "));
        return match named {
            Some(named) => value_at(prose, prose.lower.len() - named.len()),
            None => set_off_at(prose, prose.lower.len() - rest.strip_prefix(" value ")?.len()),
        };
    };
    value_at(prose, prose.lower.len() - value.trim_start().len())
}

/// The value that begins at an offset: a piece that is set off, a quotation, or a bare word with nothing behind it.
fn value_at<'p>(prose: &'p Prose<'_>, start: usize) -> Option<&'p str> {
    if let Some(value) = set_off_at(prose, start) {
        return Some(value);
    }
    let rest = prose.seen.get(start..)?;
    if let Some(quoted) = rest.strip_prefix(['"', '“']) {
        // The marks tell where a value of several words ends: `"start + 2 years"`.
        let (value, _) = quoted.split_once(['"', '”'])?;
        return (!value.trim().is_empty() && !value.starts_with('$')).then_some(value);
    }
    let end = rest.find(|letter: char| letter.is_whitespace() || matches!(letter, ',' | ';' | ')'));
    let (word, behind) = rest.split_at(end.unwrap_or(rest.len()));
    let value = word.trim_end_matches('.');
    let ends =
        word.len() > value.len() || behind.trim_start().is_empty() || behind.starts_with([',', ';', ')']);
    let is_literal = matches!(value, "true" | "false" | "null") || value.parse::<f64>().is_ok();
    (is_word(value) && (ends || is_literal)).then_some(value)
}

/// The text of the piece that begins at an offset and is set off from the words around it.
fn set_off_at<'p>(prose: &'p Prose<'_>, start: usize) -> Option<&'p str> {
    let piece = prose.piece_at(start)?;
    let begins = piece.seen.start == start && is_marked(piece.style);
    let value = piece.text.trim_matches(|mark: char| mark == '"' || mark == '\'');
    (begins && is_word(value)).then_some(value)
}

/// The value in the clause behind "By default," about the property or what it is: "By default, this is `red`."
fn clause<'p>(prose: &'p Prose<'_>, at: usize, end: usize) -> Option<&'p str> {
    /// How many words the subject of the clause has at most.
    const MAX_SUBJECT: usize = 4;
    let begins_sentence = prose.lower[..at]
        .strip_suffix("by ")
        .is_some_and(|before| before.trim_end().is_empty() || before.trim_end().ends_with(['.', ';']));
    let rest = prose.lower[end..]
        .strip_prefix(", ")
        .filter(|_| begins_sentence)?;
    let (subject, value) = rest.split_once(" is ")?;
    let mut words = subject.split(' ');
    let is_subject = matches!(words.next(), Some("this" | "it" | "the")) && words.count() < MAX_SUBJECT;
    let start = prose.lower.len() - value.len();
    // What is set off before the value is the name of something else: "By default, the **tail** is `red`."
    let is_clause = prose.piece_at(end)?.seen.end == start && !subject.contains([',', '.', ';']);
    set_off_at(prose, start).filter(|_| is_subject && is_clause)
}

/// The value before "(default)"; `at` is where the word begins.
fn before<'p>(prose: &'p Prose<'_>, at: usize) -> Option<&'p str> {
    let (open, behind) = (prose.lower[..at].trim_end(), &prose.lower[at..]);
    let closes = ["default)", "default value)"]
        .iter()
        .any(|words| behind.starts_with(words));
    let open = open.strip_suffix("the").map_or(open, str::trim_end);
    let open = open.strip_suffix("which is").map_or(open, str::trim_end);
    let value = open.strip_suffix('(').filter(|_| closes)?.trim_end();
    let end = value.len();
    let piece = prose.piece_at(end.checked_sub(1)?)?;
    if piece.seen.end == end && is_marked(piece.style) && is_word(piece.text) {
        return Some(piece.text);
    }
    // "If false (default), it stays on the ground."
    let word = prose.seen.get(..end)?.rsplit(char::is_whitespace).next()?;
    // "Use NotConfigured (the default value) if …"
    let is_name = word.starts_with(|letter: char| letter.is_ascii_uppercase())
        && word.chars().skip(1).any(|letter| letter.is_ascii_uppercase())
        && word.chars().any(|letter| letter.is_ascii_lowercase())
        && word.chars().all(char::is_alphanumeric);
    (is_name || matches!(word, "true" | "false")).then_some(word)
}

fn is_marked(style: Style<'_>) -> bool {
    matches!(style, Style::Code | Style::Strong | Style::Emphasis)
}

/// Whether a text can be a value: one word, not the name of an option.
fn is_word(text: &str) -> bool {
    !text.is_empty() && !text.starts_with('$') && !text.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::text;

    #[test]
    fn the_prose_names_the_value_that_is_meant() {
        for (description, expected) in [
            ("Whether it flies. The default value is `false`.", "false"),
            ("Default is **true**. Optional.", "true"),
            ("Default: `red`.", "red"),
            ("How many. The default value is 1", "1"),
            ("Default = 5 seconds, Min = 1 second.", "5"),
            ("The default is 0.5.", "0.5"),
            ("The default page size is 100 kites.", "100"),
            (
                "If not given, the default limit is 25, with a maximum of 100.",
                "25",
            ),
            ("The default is 20 and maximum 999.", "20"),
            (
                "The default and maximum page sizes are 100 and 999 kites respectively.",
                "100",
            ),
            ("The default is false, which keeps it on the ground.", "false"),
            ("If omitted, the default value is \"red\".", "red"),
            (
                "The default value is \"startDateTime + 3 days\". Optional.",
                "startDateTime + 3 days",
            ),
            ("If not set, defaults to `none` value.", "none"),
            ("The color. Defaults to Red.", "Red"),
            ("It is given the default value `PT0S`.", "PT0S"),
            ("Possible values are: `red` (default), `blue`.", "red"),
            ("One of `null` (the default value), `blue`.", "null"),
            ("The kind. By default, this is `Guest`.", "Guest"),
            (
                "By default, the kite type is `single` if the **kind** isn't given.",
                "single",
            ),
            ("Its colors. Default is the single value `all`.", "all"),
            ("If false (default), it stays on the ground.", "false"),
            ("Otherwise, a default value of 14 days is used.", "14"),
            ("If not set, default behavior is `Public`.", "Public"),
            ("It must be set to **true** (which is the default).", "true"),
            ("The look. If unspecified, treated as `plain`.", "plain"),
            ("The look. `plain` is the default setting.", "plain"),
            (
                "Use NotConfigured (the default value) if it stays down.",
                "NotConfigured",
            ),
            ("From 1 to 500, where 100 = default, and 500 = seldom.", "100"),
            (
                "<table><tr><td>Allow</td><td>Default. It flies.</td></tr><tr><td>Block</td><td>Not.</td></tr></table>",
                "Allow",
            ),
        ] {
            let source = text(description);
            let found = default_value(&Prose::new(&source));
            assert_eq!(found.as_deref(), Some(expected), "{description}");
        }
    }

    #[test]
    fn the_default_of_a_property_is_told_by_its_name() {
        for (description, expected) in [
            ("The default **color** column is `red`.", Some("red")),
            ("The default `color` is *red*.", Some("red")),
            (
                "By default, a kite's **color** is set to `red` when it is new.",
                Some("red"),
            ),
            ("By default, **color** is `red`.", Some("red")),
            ("By default, a kite's **tail** is set to `red`.", None),
            ("By default, the kite is small, and its **color** is `red`.", None),
            ("The default **tail** column is `red`.", None),
            ("The default **color** of kites is `red`.", None),
            ("The **color** is `red`.", None),
        ] {
            let source = text(description);
            let found = default_by_name(&Prose::new(&source), "color");
            assert_eq!(found.as_deref(), expected, "{description}");
        }
    }

    #[test]
    fn other_words_about_defaults_name_no_value() {
        for description in [
            "Whether this is the default kite.",
            "Default is to fly at once.",
            "Defaults to the name of the kite.",
            "By default, the time is in UTC.",
            "By default, the **tail** of it is `red`.",
            "By default, a kite is `red`.",
            "Returned by default, this is `red`.",
            "The default value of the tail.",
            "The default is \"\".",
            "The default is \"$top\".",
            "Possible values are: `default`, `red`.",
            "Possible values are: `deviceDefault`, `red`.",
            "`begin`: the default value is `now`. `end`: the default value is `never`.",
            "Returned by default. `red` is a color.",
            "The default value for the tail.",
            "`plain` is the default look of all kites.",
            "The **tail** of `plain` is the default.",
            "If unspecified, treated as a kite.",
            "It stays down (default).",
            "<table><tr><td>Allow it</td><td>Default. It flies.</td></tr></table>",
            "default",
            "(default)",
        ] {
            let source = text(description);
            assert_eq!(default_value(&Prose::new(&source)), None, "{description}");
        }
    }

    #[test]
    fn question_marks_are_no_value() {
        for (value, expected) in [("???", true), ("?", true), ("a?", false), ("/", false)] {
            assert_eq!(is_open_question(value), expected, "{value}");
        }
    }
}
