use percent_encoding::percent_decode_str;
use proptest::prelude::*;

use super::{Path, PathError, expand};
use crate::path::argument::Argument;

fn one(template: &'static str, argument: &str) -> Result<String, PathError> {
    expand(template, &[Argument::from(argument)])
}

#[test]
fn an_id_is_one_segment() {
    for (id, written) in [
        ("a/b", "a%2Fb"),
        ("a?b", "a%3Fb"),
        ("a#b", "a%23b"),
        ("a%2Fb", "a%252Fb"),
        ("...", "..."),
        (".a", ".a"),
        ("a b", "a%20b"),
        ("a\\b", "a%5Cb"),
        ("ä😀", "%C3%A4%F0%9F%98%80"),
        ("a\r\nHost: x\0", "a%0D%0AHost%3A%20x%00"),
        ("a$value", "a%24value"),
        ("a'b", "a%27b"),
        ("delta()", "delta%28%29"),
        ("root:", "root%3A"),
        ("adele@contoso.com", "adele@contoso.com"),
        ("contoso.sharepoint.com,6a,7b", "contoso.sharepoint.com,6a,7b"),
        ("AAMk=", "AAMk="),
        ("b!x-_~", "b!x-_~"),
    ] {
        assert_eq!(
            one("/users/{id}/messages", id).unwrap(),
            format!("/users/{written}/messages"),
            "{id}"
        );
    }
}

#[test]
fn an_id_with_a_dollar_at_its_beginning_is_a_key_in_parentheses() {
    for (template, path) in [
        ("/users/{id}/messages", "/users('%24value')/messages"),
        ("/users/{id}", "/users('%24value')"),
        // Where a key in parentheses cannot stand, `$` is encoded at least.
        ("/{id}/messages", "/%24value/messages"),
        ("/users/roleId={id}", "/users/roleId=%24value"),
        ("/users/{id}:/messages", "/users/%24value:/messages"),
    ] {
        assert_eq!(one(template, "$value").unwrap(), path, "{template}");
    }
    assert_eq!(one("/users/{id}", "$o'neil").unwrap(), "/users('%24o%27%27neil')");
}

#[test]
fn an_id_that_would_be_another_path_is_refused() {
    assert_eq!(one("/users/{id}", ""), Err(PathError::Empty("id".to_owned())));
    assert_eq!(
        one("/users/{id}", "."),
        Err(PathError::DotSegment("id".to_owned()))
    );
    assert_eq!(
        one("/users/{id}/manager", ".."),
        Err(PathError::DotSegment("id".to_owned()))
    );
    assert!(
        matches!(one("/users/.{id}", "."), Err(PathError::DotSegment(_))),
        "dots of template and argument"
    );
}

#[test]
fn a_string_in_quotes_is_a_literal() {
    let template = "/users/range(address='{address}')/cell";
    for (argument, written) in [
        ("A1:B2", "A1:B2"),
        ("O'Neil", "O%27%27Neil"),
        ("", ""),
        ("..", ".."),
        ("a/b?c#d", "a%2Fb%3Fc%23d"),
        ("')/delete('", "%27%27%29%2Fdelete%28%27%27"),
    ] {
        assert_eq!(
            one(template, argument).unwrap(),
            format!("/users/range(address='{written}')/cell")
        );
    }
}

#[test]
fn a_literal_has_the_form_of_its_type() {
    let template = "/f(x={x})";
    let expand = |argument: Argument<'_>| expand(template, &[argument]).unwrap();
    assert_eq!(expand(Argument::from("O'Neil")), "/f(x='O%27%27Neil')");
    assert_eq!(
        expand(Argument::from("')/delete(x='")),
        "/f(x='%27%27%29%2Fdelete%28x%3D%27%27')"
    );
    assert_eq!(expand(Argument::from(-5)), "/f(x=-5)");
    assert_eq!(expand(Argument::from(true)), "/f(x=true)");
    assert_eq!(expand(Argument::from(f64::INFINITY)), "/f(x=INF)");
    assert_eq!(
        expand(Argument::from(time::macros::date!(2024 - 02 - 29))),
        "/f(x=2024-02-29)"
    );
    assert_eq!(
        expand(Argument::from(
            time::macros::datetime!(2024-02-29 01:02:03.5 +01:00)
        )),
        "/f(x=2024-02-29T01:02:03.5%2B01:00)"
    );
    assert_eq!(
        expand(Argument::from("PT1S".parse::<crate::types::Duration>().unwrap())),
        "/f(x=duration'PT1S')"
    );
    assert_eq!(
        expand(Argument::Literal("microsoft.graph.kind'a'".into())),
        "/f(x=microsoft.graph.kind%27a%27)"
    );
}

#[test]
fn a_literal_cannot_leave_its_parentheses() {
    for argument in ["1)/delete(", "a'b'", "1,y=2"] {
        let path = expand("/f(x={x})", &[Argument::Literal(argument.into())]).unwrap();
        let inner = path
            .strip_prefix("/f(x=")
            .and_then(|rest| rest.strip_suffix(')'))
            .unwrap();
        assert!(!inner.contains(['(', ')', '/', ',']), "{path}");
    }
    assert!(matches!(
        expand("/f(x={x})", &[Argument::Literal("".into())]),
        Err(PathError::Empty(_))
    ));
}

#[test]
fn a_path_of_a_drive_keeps_its_slashes() {
    let template = "/drive/root:/{path}:/content";
    assert_eq!(
        one(template, "Docs/a b.txt").unwrap(),
        "/drive/root:/Docs/a%20b.txt:/content"
    );
    assert_eq!(one(template, "/Docs/").unwrap(), "/drive/root:/Docs:/content");
    assert_eq!(
        one(template, "a:b/c#d").unwrap(),
        "/drive/root:/a%3Ab/c%23d:/content"
    );
    assert_eq!(one("/drive/items/{id}:/x", "1").unwrap(), "/drive/items/1:/x");
    for path in ["", "/", "a//b", "a/../b", "./a", "..", "a/."] {
        assert!(one(template, path).is_err(), "{path}");
    }
}

#[test]
fn a_path_of_an_item_goes_on_with_another() {
    let folder = Path::new("v1.0", "/me/drive/root:/{path}:", &["Reports".into()]);
    let file = folder.to(":/{item-path}:", &["2026/May#1".into()]);
    assert_eq!(file.expand().unwrap(), "/me/drive/root:/Reports/2026/May%231:");
    let version = file.to("/versions/{id}", &["a/b".into()]);
    assert_eq!(
        version.expand().unwrap(),
        "/me/drive/root:/Reports/2026/May%231:/versions/a%2Fb"
    );
}

#[test]
fn placeholders_after_a_question_mark_are_values_of_the_query() {
    assert_eq!(
        one("/delta?token={token}", "a&b=c d").unwrap(),
        "/delta?token=a%26b=c%20d"
    );
    assert_eq!(one("/delta?token={token}", "..").unwrap(), "/delta?token=..");
}

#[test]
fn arguments_are_counted() {
    let expected = PathError::ArgumentCount {
        template: "/a/{b}/{c}".to_owned(),
        expected: 2,
        actual: 1,
    };
    assert_eq!(one("/a/{b}/{c}", "x"), Err(expected));
    assert!(matches!(
        one("/a", "x"),
        Err(PathError::ArgumentCount { expected: 0, .. })
    ));
}

#[test]
fn a_brace_without_its_partner_is_text() {
    assert_eq!(expand("/a/{b", &[]).unwrap(), "/a/{b");
    assert_eq!(expand("/a/b}", &[]).unwrap(), "/a/b}");
}

/// The segments of a URL as a browser or `reqwest` sees them: split at both slashes, dots resolved.
fn segments(path: &str) -> Vec<String> {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    path.split(['/', '\\'])
        .map(|segment| percent_decode_str(segment).decode_utf8_lossy().into_owned())
        .collect()
}

proptest! {
    #[test]
    fn any_id_is_one_segment_or_refused(id in "\\PC{0,12}|[./%?#\\\\'()$:\\x00-\\x20]{0,6}") {
        match one("/users/{id}/messages", &id) {
            Ok(path) => {
                if id.starts_with('$') {
                    let key = format!("users('{}')", id.replace('\'', "''"));
                    prop_assert_eq!(segments(&path), ["", key.as_str(), "messages"]);
                } else {
                    prop_assert_eq!(segments(&path), ["", "users", id.as_str(), "messages"]);
                }
                prop_assert!(path.parse::<http::Uri>().is_ok());
            }
            Err(_) => prop_assert!(["", ".", ".."].contains(&id.as_str())),
        }
    }

    #[test]
    fn any_string_is_one_literal(text: String) {
        let path = one("/f(x='{x}')/g", &text).unwrap();
        let inner = path.strip_prefix("/f(x='").and_then(|rest| rest.strip_suffix("')/g")).unwrap();
        prop_assert!(!inner.contains(['\'', '(', ')', '/']));
        let decoded = percent_decode_str(inner).decode_utf8().unwrap().replace("''", "'");
        prop_assert_eq!(decoded, text);
    }

    #[test]
    fn any_path_stays_below_its_root(text in "[a.:/\\\\%]{0,10}") {
        if let Ok(path) = one("/root:/{path}:/content", &text) {
            let segments = segments(&path);
            prop_assert_eq!(&segments[1], "root:");
            prop_assert!(segments.iter().all(|segment| segment != "." && segment != ".."));
            prop_assert_eq!(path.matches(':').count(), 2);
        }
    }
}
