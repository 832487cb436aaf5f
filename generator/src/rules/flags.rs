//! "Flag enum", `IsFlags`.

use super::prose::Prose;

/// Whether the prose says that several members of an enumeration can hold at once: "Flag enum to determine …",
/// "marked with the `IsFlags` attribute", "bitmask".
pub(crate) fn is_flags(prose: &Prose<'_>) -> bool {
    const PHRASES: &[&str] = &[
        "flag enum",
        "flags enum",
        "flagged enum",
        "isflags",
        "bitmask",
        "bit mask",
        "bitwise",
        "multivalued enum",
        "multi-valued enum",
        "multi-value enum",
        "multi-valued flag",
    ];
    PHRASES.iter().any(|phrase| prose.lower.contains(phrase))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::text;

    #[test]
    fn statements() {
        let says = |raw: &str| is_flags(&Prose::new(&text(raw)));
        assert!(says(
            "Flag enum representing the allowed macOS system extension types."
        ));
        assert!(says("This enumeration is marked with the `IsFlags` attribute."));
        assert!(!says("Specifies which flags are shown."));
    }
}
