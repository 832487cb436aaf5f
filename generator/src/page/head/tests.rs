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

#[test]
fn the_heading_of_a_template_yields_to_the_title_that_is_the_file_s() {
    use crate::page::tests::page_at;

    let title = |path: &str, heading: &str| {
        let text = format!("---\ntitle: \"kiteKind enum type\"\n---\n\n# {heading}\n\nA kind.\n");
        page_at(path, &text).0.title.value.text
    };
    assert_eq!(
        title("v1.0/resources/kitekind.md", "dataType enum type"),
        "kiteKind enum type"
    );
    assert_eq!(
        title("v1.0/resources/kitekind.md", "Kinds of kites"),
        "Kinds of kites"
    );
    assert_eq!(
        title("v1.0/resources/kinds.md", "dataType enum type"),
        "dataType enum type"
    );
}
