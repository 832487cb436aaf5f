use super::*;
use crate::rules::text;

#[test]
fn the_line_of_a_namespace_is_taken_off_the_text_behind_it() {
    for (line, value, rest) in [
        ("Namespace: microsoft.graph", "microsoft.graph", ""),
        (
            "Namespace: microsoft.graph.callRecords",
            "microsoft.graph.callRecords",
            "",
        ),
        ("Namespace: microsoft.graph.", "microsoft.graph", ""),
        (
            "Namespace: microsoft.graph.ediscovery.ediscovery",
            "microsoft.graph.ediscovery",
            "",
        ),
        (
            "Namespace: microsoft.graph\nA chat.",
            "microsoft.graph",
            "A chat.",
        ),
    ] {
        let (found, behind) = namespace(&text(line)).unwrap();
        assert_eq!((found.value.as_str(), &*behind.raw), (value, rest), "{line}");
    }
    assert!(namespace(&text("Namespace: ../../x")).is_none());
    assert!(namespace(&text("A namespace: something")).is_none());
}

#[test]
fn versions_of_urls() {
    assert_eq!(
        version_of_urls("GET https://graph.microsoft.com/beta/me"),
        Some(Version::Beta)
    );
    assert_eq!(
        version_of_urls("https://graph.microsoft.com/V1.0/me"),
        Some(Version::V1)
    );
    let mixed = "https://graph.microsoft.com/beta/a https://graph.microsoft.com/v1.0/b";
    assert_eq!(version_of_urls(mixed), Some(Version::Beta));
    assert_eq!(version_of_urls("https://graph.microsoft.com/$metadata"), None);
}
