use proptest::prelude::*;
use serde_json::json;

use super::*;

#[test]
fn strict_json_needs_no_repair() {
    let json = read(r#"{"a": [1, null, "x\u00e9"]}"#).unwrap();
    assert_eq!(json.value, json!({"a": [1, null, "xé"]}));
    assert!(json.repairs.is_empty());
}

#[test]
fn habits_of_the_pages() {
    use RepairKind::*;
    for (text, value, kinds) in [
        ("{\"a\": 1,}", json!({"a": 1}), &[SurplusComma][..]),
        (
            "{\"a\": [1, 2,],}",
            json!({"a": [1, 2]}),
            &[SurplusComma, SurplusComma],
        ),
        ("{\"a\": 1,, \"b\": 2}", json!({"a": 1, "b": 2}), &[SurplusComma]),
        (
            "{\n\"a\": 1\n\"b\": 2\n}",
            json!({"a": 1, "b": 2}),
            &[MissingComma],
        ),
        (
            "{ // first\n\"a\": 1 /* x */ }",
            json!({"a": 1}),
            &[Comment, Comment],
        ),
        ("\"a\": 1,\n\"b\": {}", json!({"a": 1, "b": {}}), &[MissingBraces]),
        ("{\"a\": \"x\ny\"}", json!({"a": "x\ny"}), &[RawControl]),
        ("{\"a\": \"x\ty\"}", json!({"a": "x\ty"}), &[RawControl]),
        ("{\"a\": 1}}", json!({"a": 1}), &[SurplusBracket]),
        (
            "{\"a\": 1, { \"b\": 2 }",
            json!({"a": 1, "b": 2}),
            &[SurplusBracket],
        ),
        (
            "{\"a\": [{\"b\": 1}]]}",
            json!({"a": [{"b": 1}]}),
            &[SurplusBracket],
        ),
        (
            "{\"a\": [{\"b\": 1}}",
            json!({"a": [{"b": 1}]}),
            &[MissingBracket],
        ),
        ("{\"a\": {\"b\": 1}", json!({"a": {"b": 1}}), &[MissingBracket]),
        ("{\u{a0}\"a\": 1}", json!({"a": 1}), &[OddBlank]),
        (
            "{\u{201c}a\u{201d}: \u{201c}b\u{201d}}",
            json!({"a": "b"}),
            &[OtherQuotes, OtherQuotes],
        ),
        (
            "{isCollection: true}",
            json!({"isCollection": true}),
            &[UnquotedKey],
        ),
        ("[{\"a\": 1}, ...]", json!([{"a": 1}]), &[Ellipsis, SurplusComma]),
        ("{\"a\": 1, ...}", json!({"a": 1}), &[Ellipsis, SurplusComma]),
        (
            "{\"a\": \"x,\n\"b\": 1}",
            json!({"a": "x", "b": 1}),
            &[MissingQuote, MissingComma],
        ),
        ("['a', 'b']", json!(["a", "b"]), &[OtherQuotes, OtherQuotes]),
        ("{\"a\": True}", json!({"a": true}), &[UnquotedValue]),
        (
            "{\"a\": 2017-01-01T10:00:00Z}",
            json!({"a": "2017-01-01T10:00:00Z"}),
            &[UnquotedValue],
        ),
        ("{\"a\": 1} -", json!({"a": 1}), &[TrailingText]),
        (
            r#"{"a": "\d+\uzz"}"#,
            json!({"a": "d+\\uzz"}),
            &[BadEscape, BadEscape],
        ),
        (r#"{"a": "\ud83d\ude00",}"#, json!({"a": "😀"}), &[SurplusComma]),
    ] {
        let json = read(text).unwrap_or_else(|error| panic!("{text}: {error:?}"));
        assert_eq!(json.value, value, "{text}");
        let found: Vec<RepairKind> = json.repairs.iter().map(|repair| repair.kind).collect();
        assert_eq!(found, kinds, "{text}");
    }
}

#[test]
fn what_is_no_json_stays_none() {
    for text in [
        "",
        "{Raw bytes of the file}",
        "[Zip file]",
        "<html>",
        "{\"a\": \"never closed}",
        "Content: 1",
    ] {
        let found = read(text).map(|json| json.repairs);
        let is_text = found.is_err()
            || found.is_ok_and(|repairs| {
                repairs.iter().any(|repair| {
                    repair.kind == RepairKind::TrailingText || repair.kind == RepairKind::MissingComma
                })
            });
        assert!(is_text, "{text}");
    }
}

#[test]
fn depth_is_bounded() {
    assert!(read(&"[".repeat(100_000)).is_err());
    assert!(read(&"{\"a\":".repeat(100_000)).is_err());
}

proptest! {
    #[test]
    fn never_panics(text in "[\\[\\]{}:,\"'a-c0-9 \n./*\\\\u\u{201c}\u{a0}é-]{0,60}") {
        if let Ok(json) = read(&text) {
            for repair in &json.repairs {
                prop_assert!(text.is_char_boundary(repair.offset));
            }
        }
    }

    #[test]
    fn a_surplus_comma_changes_nothing(keys in proptest::collection::vec("[a-z]{1,4}", 0..6)) {
        let items: Vec<String> = keys.iter().map(|key| format!("\"{key}\"")).collect();
        let strict = format!("[{}]", items.join(","));
        if !items.is_empty() {
            let lax = format!("[{},]", items.join(","));
            prop_assert_eq!(read(&strict).unwrap().value, read(&lax).unwrap().value);
        }
    }
}
