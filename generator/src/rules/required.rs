//! "Required.", "Optional."

use super::prose::Prose;

/// Whether the prose says that a value must be sent, or need not be; `None` where it is silent or where it
/// depends: "Required if **type** is `weekly`."
pub(crate) fn required(prose: &Prose<'_>) -> Option<bool> {
    prose
        .statements()
        .iter()
        .find_map(|statement| match statement.as_str() {
            "required"
            | "required on create"
            | "mandatory"
            | "this property is required"
            | "this is required" => Some(true),
            "optional" | "not required" | "this property is optional" | "this is optional" => Some(false),
            // "Optional description for the device category."
            _ if statement.starts_with("optional ") => Some(false),
            _ => None,
        })
}

/// What a cell in a column *Required* says.
pub(crate) fn required_cell(prose: &Prose<'_>) -> Option<bool> {
    match prose.lower.trim().trim_end_matches('.') {
        "yes" | "y" | "true" | "required" | "✓" | "✔" | "x" => Some(true),
        "no" | "n" | "false" | "optional" | "not required" => Some(false),
        _ => required(prose),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::text;

    #[test]
    fn statements() {
        for (description, expected) in [
            ("The name. Required.", Some(true)),
            ("The name. (Required)", Some(true)),
            ("**Required**. The name.", Some(true)),
            ("The name. Required on create.", Some(true)),
            ("(Optional) Subject or topic for the chat.", Some(false)),
            ("Optional, default value is false.", Some(false)),
            ("Optional description for the device category.", Some(false)),
            ("Required if **type** is `weekly`.", None),
            ("Required when **consentType** is *Principal*.", None),
            ("Required install intent.", None),
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
}
