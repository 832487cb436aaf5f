use super::*;
use crate::diagnostic::Diagnostics;

/// Texts that would take minutes if a rule looked at the same part again and again.
#[test]
fn long_texts_take_linear_time() {
    for part in [
        "possible values are: ",
        "Possible values are: `a`, ",
        "possible values are: a, ",
        "possible value 'a ",
        "\u{201c}",
        "......",
        "Inherits from [a](a.md). ",
        "Inherited from ",
        "inherited by [a](a.md), ",
        "Read-only if ",
        "`a` - b, ",
        "`a`: b. ",
        "1 - a, ",
        "<li>a</li>",
        "abstract ",
        "&amp;, ",
    ] {
        for lead in ["", "Possible values are: ", "Derived types: "] {
            let raw = format!("{lead}{}", part.repeat(60_000 / part.len()));
            let source = text(&raw);
            let prose = prose::Prose::new(&source);
            possible_values::possible_values(&prose, &mut Diagnostics::new());
            possible_values::unannounced_values(&prose, true);
            inheritance::inheritance(&prose, "x");
            inherited_from::inherited_from(&prose);
            read_only::is_read_only(&prose);
            nullable::nullable(&prose);
            required::required(&prose);
            deprecated::deprecated(&prose);
            abstract_type::is_abstract(&prose);
            flags::is_flags(&prose);
        }
    }
}

#[test]
fn a_dot_in_code_or_a_link_ends_no_sentence() {
    let source = text("One. `a.b c. d` two, e.g. this! [x. y](z) v1.0 is? Four");
    let prose = prose::Prose::new(&source);
    let found: Vec<&str> = prose
        .sentences()
        .into_iter()
        .map(|range| prose.seen[range].trim())
        .collect();
    assert_eq!(
        found,
        ["One.", "a.b c. d two, e.g. this!", "x. y v1.0 is?", "Four"]
    );
}
