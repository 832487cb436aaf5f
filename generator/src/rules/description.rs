//! "Read-only. Inherited from [entity](entity.md).", "**TODO: Add Description**": descriptions that say nothing of their
//! own.

/// What descriptions say where nobody has described anything, in lower case.
const NOTHING: &[&str] = &[
    "todo: add description",
    "not yet documented",
    "not yet available",
    "read-only",
    "read only",
];

/// Whether a description says more than that its property is inherited and read-only.
pub(crate) fn says_its_own(description: &str) -> bool {
    let lower = description.to_lowercase();
    let own = lower.split("inherited from").next().unwrap_or_default();
    let nothing = NOTHING.iter();
    let rest = nothing.fold(own.to_owned(), |rest, nothing| rest.replace(nothing, ""));
    rest.contains(char::is_alphanumeric)
}

/// Whether a description says that its property must be sent, or in which case.
pub(crate) fn speaks_of_need(description: &str) -> bool {
    let lower = description.to_lowercase();
    ["required", "mandatory", "must be specified", "must be provided"]
        .iter()
        .any(|words| lower.contains(words))
}

#[cfg(test)]
mod tests {
    use super::{says_its_own, speaks_of_need};

    #[test]
    fn what_says_that_a_property_is_needed() {
        assert!(speaks_of_need("The key. Required."));
        assert!(speaks_of_need("Required when the kite flies."));
        assert!(!speaks_of_need("The key."));
    }

    #[test]
    fn what_every_property_could_say_is_nothing_of_its_own() {
        for description in [
            "",
            "Read-only. Inherited from [entity](entity.md).",
            "**TODO: Add Description** Inherited from [entity](entity.md)",
            "Not yet documented",
            "Inherited from [entity](entity.md). The key.",
        ] {
            assert!(!says_its_own(description), "{description}");
        }
        for description in [
            "The key. Inherited from [entity](entity.md).",
            "Read-only. The key.",
        ] {
            assert!(says_its_own(description), "{description}");
        }
    }
}
