//! "Required.", "Optional.", "If not supplied, the default is …", "the parameters that are required when you call this
//! action".

use super::prose::Prose;
use super::translated;

/// Whether the prose says that a value must be sent, or need not be; `None` where it is silent or where it
/// depends: "Required if **type** is `weekly`."
pub(crate) fn required(prose: &Prose<'_>) -> Option<bool> {
    if is_one_of_two(prose) {
        return None;
    }
    if is_for_creation(prose) {
        return Some(true);
    }
    let stated = prose
        .statements()
        .iter()
        .find_map(|statement| match statement.as_str() {
            "required" | "mandatory" | "this is required" => Some(true),
            "this property is required" | "this parameter is required" => Some(true),
            "optional" | "not required" | "this is optional" => Some(false),
            "this property is optional" | "this parameter is optional" => Some(false),
            // "Optional description for the device category.", "An optional name of the kite."
            _ if statement.starts_with("optional ") => Some(false),
            _ if statement.starts_with("an optional ") => Some(false),
            other => translated::required(other),
        });
    stated
        .or_else(|| ends_behind_text(prose, "Required").then_some(true))
        .or_else(|| ends_behind_text(prose, "Optional").then_some(false))
        .or_else(|| may_be_left_out(prose).then_some(false))
}

/// Whether a word ends a sentence that lacks the full stop before it: "**TODO: Add description** Required." In "Whether a tail
/// is Required." it belongs to the words before it.
fn ends_behind_text(prose: &Prose<'_>, word: &str) -> bool {
    const BELONGS: &[&str] = &[
        "is", "isn't", "are", "aren't", "be", "as", "not", "Not", "or", "and",
    ];
    prose.ends_a_sentence_with(&[word])
        && !BELONGS
            .iter()
            .any(|before| prose.ends_a_sentence_with(&[&format!("{before} {word}")]))
}

/// Whether the prose says that only the creation of an object needs a value. An update then needs none.
pub(crate) fn is_for_creation(prose: &Prose<'_>) -> bool {
    let mut sentences = prose.sentences().into_iter();
    let mut statements = prose.statements().iter();
    statements.any(|statement| CREATION.contains(&statement.as_str()))
        || sentences.any(|sentence| is_on_create(&prose.lower[sentence]))
}

/// "Required. … Either **appScopeId** or **directoryScopeId** must be specified.": it depends on the other one.
fn is_one_of_two(prose: &Prose<'_>) -> bool {
    const NEEDED: &[&str] = &[
        "must be specified",
        "must be provided",
        "must be supplied",
        "is required",
    ];
    // A line of a list ends a sentence, too.
    let sentences = prose.sentences();
    let mut lines = sentences
        .iter()
        .flat_map(|sentence| prose.lower[sentence.clone()].split('\n'));
    lines.any(|sentence| {
        let sentence = sentence.trim_start();
        let names = sentence
            .strip_prefix("either ")
            .and_then(|rest| rest.split_once(" or "));
        names.is_some_and(|(first, rest)| {
            let (second, rest) = rest.split_once(' ').unwrap_or((rest, ""));
            let are_names = !first.contains(' ') && !second.is_empty();
            are_names && NEEDED.iter().any(|words| rest.starts_with(words))
        })
    })
}

/// Ways to say that the creation of an object needs a value, in lower case.
const CREATION: &[&str] = &[
    "required on create",
    "required on creation",
    "required for create",
    "required for creation",
    "required during creation",
    "required during the create operation",
    "required during the creation",
];

/// "If not supplied, the default is three years from now.": the value may be left out.
fn may_be_left_out(prose: &Prose<'_>) -> bool {
    const WITHOUT: &[&str] = &[
        "if not supplied,",
        "if not specified,",
        "if not provided,",
        "if not set,",
        "if unspecified,",
        "if omitted,",
        "if this property is not provided",
        "if this parameter is not provided",
        "if this property isn't provided",
        "if this parameter isn't provided",
        "if this property is not specified",
        "if this parameter is not specified",
        "if this property isn't specified",
        "if this parameter isn't specified",
    ];
    let mut sentences = prose.sentences().into_iter();
    sentences.any(|sentence| {
        let sentence = prose.lower[sentence].trim_start();
        WITHOUT.iter().any(|words| sentence.starts_with(words))
    })
}

/// "This property is required when a user is created", "when you create a user": the condition is the rule. What else
/// depends on something is not required by itself.
fn is_on_create(sentence: &str) -> bool {
    const NEEDED: &[&str] = &[
        "required when ",
        "must be specified when ",
        "must be provided when ",
    ];
    let condition = NEEDED.iter().find_map(|words| sentence.split_once(words));
    let Some((_, condition)) = condition else {
        return false;
    };
    let condition = condition.split([',', '.', ';']).next().unwrap_or_default();
    let condition = condition.split(" and ").next().unwrap_or_default();
    let begins_with_article = |words: &str| {
        ["a ", "an ", "the "]
            .iter()
            .any(|article| words.starts_with(article))
    };
    let is_active = ["you create ", "creating "]
        .iter()
        .filter_map(|verb| condition.strip_prefix(verb))
        .any(begins_with_article);
    is_active || begins_with_article(condition) && condition.trim_end().ends_with(" is created")
}

/// What a cell in a column *Required* says.
pub(crate) fn required_cell(prose: &Prose<'_>) -> Option<bool> {
    match prose.lower.trim().trim_end_matches('.') {
        "yes" | "y" | "true" | "required" | "✓" | "✔" | "x" => Some(true),
        "no" | "n" | "false" | "optional" | "not required" => Some(false),
        _ => required(prose),
    }
}

/// Whether the sentence before a table says that the creation of an object needs its properties. It stands before tables of
/// all properties of the type, too, and says nothing there.
pub(crate) fn are_required_to_create(prose: &Prose<'_>) -> bool {
    const WORDS: &[&str] = &[
        "properties that are required when you create",
        "properties that are required to create",
        "properties are required to create",
        "properties are required when you create",
    ];
    WORDS.iter().any(|words| prose.lower.contains(words))
}

/// Whether the sentence before a table says that its parameters must be sent; for what is "required when you create" an
/// object see [`are_required_to_create`].
pub(crate) fn are_required(prose: &Prose<'_>) -> bool {
    const WORDS: &[&str] = &[
        "following required",
        "parameters are required",
        "parameters required",
        "parameters that are required",
        "required parameters",
        "required when you call",
        "required for this method",
        "required for this action",
        "required for this operation",
        "required for this request",
        "all properties are required",
        "all parameters are required",
        "all the properties listed in the following table are required",
        "all the parameters listed in the following table are required",
        "all properties listed in the following table are required",
    ];
    WORDS.iter().any(|words| prose.lower.contains(words))
}

/// Whether the sentence before a table says that none of its rows must be sent.
pub(crate) fn are_optional(prose: &Prose<'_>) -> bool {
    const WORDS: &[&str] = &[
        "optionally provide a json object",
        "optionally supply a json object",
        "optionally include a json object",
        "optionally provide the following",
        "optionally supply the following",
        "optionally include the following",
        "optionally specify the following",
    ];
    WORDS.iter().any(|words| prose.lower.contains(words))
}

/// What a type cell says behind the type: `String - optional`, `String (required)`.
pub(crate) fn type_cell(prose: &Prose<'_>) -> Option<bool> {
    let mut words = prose.lower.split(|letter: char| !letter.is_alphabetic()).rev();
    match words.find(|word| !word.is_empty())? {
        "optional" => Some(false),
        "required" => Some(true),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::text;

    #[test]
    fn notes_in_type_cells() {
        for (cell, expected) in [
            ("String - optional", Some(false)),
            ("String (required)", Some(true)),
            ("String", None),
        ] {
            assert_eq!(type_cell(&Prose::new(&text(cell))), expected, "{cell}");
        }
    }

    #[test]
    fn a_statement_says_whether_a_value_is_required() {
        for (description, expected) in [
            ("The name. Required.", Some(true)),
            ("The name. (Required)", Some(true)),
            ("**Required**. The name.", Some(true)),
            ("The name. Required on create.", Some(true)),
            ("The name. This parameter is required.", Some(true)),
            (
                "The name. This parameter is optional. It must be given if it is red.",
                Some(false),
            ),
            ("**TODO: Say more** Required.", Some(true)),
            ("Its [color](/color) Optional.", Some(false)),
            ("Whether a tail is Required.", None),
            ("An optional name that the kite gets.", Some(false)),
            (
                "If this property is not provided, the kite has none.",
                Some(false),
            ),
            ("The owners. Required during the create operation.", Some(true)),
            (
                "When it ends. If not supplied, the default is in a year.",
                Some(false),
            ),
            ("When it ends. Required. If not set, it never does.", Some(true)),
            ("It is used if not supplied, or so.", None),
            ("(Optional) Subject or topic for the chat.", Some(false)),
            ("Optional, default value is false.", Some(false)),
            ("Optional description for the device category.", Some(false)),
            ("Optional time when the event should begin.", Some(false)),
            ("Optional when **type** is `weekly`.", None),
            ("Required if **type** is `weekly`.", None),
            ("Required when **consentType** is *Principal*.", None),
            ("Required install intent.", None),
            (
                "Required. Where it lies. Either **bayId** or **shelfId** must be specified.",
                None,
            ),
            (
                "Required. Where it lies, in<br/>one of the bays<br/><br/>Either **bayId** or **shelfId** must be specified.",
                None,
            ),
            (
                "Whether it is locked. If this property is not specified during create, it defaults to true.",
                Some(false),
            ),
            (
                "Required. Either a name or a number is required for it.",
                Some(true),
            ),
            (
                "The state. This property is required when a user is created.",
                Some(true),
            ),
            (
                "Required when a user is created and it cannot be cleared.",
                Some(true),
            ),
            (
                "The name. This property must be specified when a group is created.",
                Some(true),
            ),
            ("It must be specified when the group grows.", None),
            ("How it is installed: `available`, `required`, `uninstall`.", None),
            ("Possible values are: available, required, uninstall.", None),
            ("The name.", None),
        ] {
            assert_eq!(
                required(&Prose::new(&text(description))),
                expected,
                "{description}"
            );
        }
        assert_eq!(required_cell(&Prose::new(&text("Yes"))), Some(true));
        assert_eq!(required_cell(&Prose::new(&text("N"))), Some(false));
    }

    #[test]
    fn sentences_before_tables() {
        for (sentence, expected) in [
            (
                "The following table lists the parameters that are required when you call this action.",
                true,
            ),
            (
                "Provide the following required query parameters with values.",
                true,
            ),
            (
                "The following table shows the properties that are required for this method.",
                true,
            ),
            (
                "The following table shows the parameters that can be used with this action.",
                false,
            ),
            (
                "The following table shows the properties that are required when you create the [jar](jar.md).",
                false,
            ),
        ] {
            assert_eq!(are_required(&Prose::new(&text(sentence))), expected, "{sentence}");
        }
        for (sentence, expected) in [
            (
                "In the body, you can optionally provide a JSON object with the following parameter.",
                true,
            ),
            ("Optionally include the following properties.", true),
            ("Provide a JSON object with the following parameters.", false),
            ("You can optionally specify any other property.", false),
        ] {
            assert_eq!(are_optional(&Prose::new(&text(sentence))), expected, "{sentence}");
        }
        for (sentence, expected) in [
            (
                "The following table shows the properties that are required when you create the [jar](jar.md).",
                true,
            ),
            ("The following properties are required to create a jar.", true),
            (
                "The following table lists the parameters that are required when you call this action.",
                false,
            ),
        ] {
            let prose = text(sentence);
            assert_eq!(
                are_required_to_create(&Prose::new(&prose)),
                expected,
                "{sentence}"
            );
        }
    }
}
