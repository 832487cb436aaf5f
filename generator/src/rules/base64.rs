//! "When specifying the body in MIME format, provide the MIME content with the applicable Internet message headers, all
//! encoded in **base64** format in the request body."

use super::prose::Prose;

/// Whether a sentence of the prose says that the body of a request is sent in base64. Not where it is about what comes
/// back: "If the request body includes malformed MIME content, this method returns … "Invalid base64 string"".
pub(crate) fn is_body_in_base64(prose: &Prose<'_>) -> bool {
    let mut sentences = prose.sentences().into_iter();
    sentences.any(|sentence| {
        let sentence = &prose.lower[sentence];
        let is_encoded = sentence.contains("base64") && sentence.contains("encoded");
        is_encoded && sentence.contains("in the request body") && !sentence.contains("property")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::text;

    #[test]
    fn only_what_is_said_of_the_body_makes_it_base64() {
        for (said, expected) in [
            (
                "Provide the MIME content, all encoded in **base64** format in the request body.",
                true,
            ),
            (
                "Provide it as **a base64-encoded string** in the request body. More follows.",
                true,
            ),
            (
                "If the request body has malformed content, it returns \"Invalid base64 string\".",
                false,
            ),
            ("Encoded in base64. Supply it in the request body.", false),
            (
                "In the request body, give the property `data` a base64-encoded value, which is in the request body.",
                false,
            ),
            ("Supply the object in the request body.", false),
        ] {
            assert_eq!(is_body_in_base64(&Prose::new(&text(said))), expected, "{said}");
        }
    }
}
