//! "Nullable.", "Not nullable."

use super::prose::Prose;

/// How statements begin that tell what null means, in lower case: "Set as `null` for always available."
const SET_TO_NULL: &[&str] = &["set to null", "set as null", "set it to null", "set this to null"];

/// Whether the prose says that the value can be null, or cannot; `None` where it is silent.
pub(crate) fn nullable(prose: &Prose<'_>) -> Option<bool> {
    prose.statements().iter().find_map(|statement| {
        let of_this =
            statement.starts_with("this ") || statement.starts_with("is ") || statement.starts_with("can");
        match statement.as_str() {
            "nullable" => Some(true),
            "not nullable" | "non-nullable" | "cannot be null" => Some(false),
            _ if of_this
                && (statement.ends_with("is not nullable") || statement.ends_with("cannot be null")) =>
            {
                Some(false)
            }
            _ if of_this && (statement.ends_with("is nullable") || statement.ends_with("can be null")) => {
                Some(true)
            }
            _ if SET_TO_NULL.iter().any(|words| statement.starts_with(words)) => Some(true),
            _ => None,
        }
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
            ("This property is read-only and is not nullable.", Some(false)),
            ("This property can be null.", Some(true)),
            ("This property is null if the device is not registered.", None),
            (
                "The begin of the flight. Set as `null` to fly at once.",
                Some(true),
            ),
            ("It is set to null.", None),
            ("A null value indicates that the entity is new.", None),
        ] {
            assert_eq!(
                nullable(&Prose::new(&text(description))),
                expected,
                "{description}"
            );
        }
    }
}
