//! "Read-only."

use super::prose::Prose;
use super::translated;

/// Whether the prose says that the value is the service's to set: "Read-only.", "This property is read-only.",
/// "Key, read-only", "Read-only property with the next link". A condition ("Read-only for users synced from on-premises
/// directory.", "Once set, this property is read-only") is not enough, and neither is talk of something else that is
/// read-only.
pub(crate) fn is_read_only(prose: &Prose<'_>) -> bool {
    let says = |statement: &String| {
        let statement = statement
            .replace("read only", "read-only")
            .replace("readonly", "read-only");
        statement == "read-only"
            || PREFIXES.iter().any(|prefix| statement.starts_with(prefix))
            || statement.starts_with("this is a read-only ")
            || statement.starts_with("this read-only ")
            || (statement.starts_with("this ") && statement.ends_with(" is read-only"))
            || translated::is_read_only(&statement)
    };
    let mut sentences = prose.sentences().into_iter();
    prose.statements().iter().any(says)
        || sentences.any(|sentence| is_noun_of_more(&prose.lower[sentence]))
        || prose.ends_a_sentence_with(&["Read-only", "Read-Only", "Read only"])
}

/// "Read-only property with details of the scope when there is one": the condition is one of what the property has.
fn is_noun_of_more(sentence: &str) -> bool {
    let rest = sentence.trim_start().strip_prefix("read-only ");
    let rest = rest.and_then(|rest| {
        let mut nouns = ["property ", "attribute ", "field "].iter();
        nouns.find_map(|noun| rest.strip_prefix(noun))
    });
    rest.is_some_and(|rest| {
        ["with ", "that ", "which "]
            .iter()
            .any(|word| rest.starts_with(word))
    })
}

/// How statements begin that say of the value what it is, or where it cannot be changed, in lower case: "Read-only in
/// Microsoft Graph; changed in the portal."
const PREFIXES: &[&str] = &[
    "read-only property",
    "read-only attribute",
    "read-only field",
    "read-only value",
    "read-only in microsoft graph",
    "read-only in the api",
    "read-only in this api",
    "read-only in the service",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::text;

    #[test]
    fn only_a_statement_about_the_value_makes_it_read_only() {
        for (description, expected) in [
            ("The identifier. Read-only.", true),
            ("Read-Only", true),
            ("Not nullable, Read-only.", true),
            ("Key, read-only", true),
            ("Read-only; Contains the strong passwords.", true),
            ("Optional and Read-only and for OneDrive Personal only.", true),
            ("This property is read-only.", true),
            (
                "What it runs, such as Windows, etc. This property is read-only.",
                true,
            ),
            ("What it runs, such as Windows, etc. if it is read-only.", false),
            ("Read-only property with the next link.", true),
            ("Read-only in Microsoft Graph; the portal changes it.", true),
            ("Read-only in some kites.", false),
            (
                "Read-only property with details of the fleet when it has one.",
                true,
            ),
            ("Read-only property when the kite flies.", false),
            ("This is a read-only attribute that is automatically set.", true),
            (
                "Returns the font object defined on the overall range selected Read-only.",
                true,
            ),
            ("Read-only for users synced from on-premises directory.", false),
            (
                "Once set, this property is read-only and cannot be changed.",
                false,
            ),
            ("Whether this team is in read-only mode.", false),
            (
                "Indicates if the rule is read-only and cannot be modified.",
                false,
            ),
            (
                "For an **onPremisesSyncEnabled** user, this set is read-only.",
                false,
            ),
            ("Reader represents read-only access to the notebook.", false),
            ("Possible values are: `all`, `businessReadyOnly`.", false),
            ("Possible values are: `open`, `readOnly`.", false),
            ("Possible values are: open, readOnly.", false),
            ("The identifier. Readonly.", true),
        ] {
            assert_eq!(
                is_read_only(&Prose::new(&text(description))),
                expected,
                "{description}"
            );
        }
    }
}
