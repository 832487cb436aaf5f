//! Properties of the path grammar that must hold for any input.

use proptest::prelude::*;

use super::parse_path;
use super::tests::{located, parse};
use crate::page::sink::PageSink;

/// Paths with much of what the grammar knows, right and wrong.
fn path_like() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("/".to_owned()),
        Just("/".to_owned()),
        "[{}<>()|:?&='$. ,/*…\\-]",
        "[a-zA-Z0-9]{1,4}",
        Just("{id | name}".to_owned()),
        Just("root:/{item-path}:/".to_owned()),
        Just("f(a='{b}',c={d})".to_owned()),
        Just("g(x=x-value)".to_owned()),
        Just("...".to_owned()),
        Just("/$ref".to_owned()),
        Just("https://graph.microsoft.com/v1.0/".to_owned()),
        Just("é'’\"".to_owned()),
    ];
    proptest::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn no_text_makes_the_parser_panic(text in "\\PC{0,60}") {
        let mut sink = PageSink::default();
        parse_path(&located(&text), &mut sink);
    }

    #[test]
    fn spans_lie_on_characters(text in path_like()) {
        let mut sink = PageSink::default();
        if let Some(parsed) = parse_path(&located(&text), &mut sink) {
            let span = parsed.documented.span.range();
            prop_assert_eq!(text.get(span.start - 100..span.end - 100), Some(parsed.documented.value.as_str()));
        }
        for diagnostic in sink.diagnostics.into_sorted() {
            let span = diagnostic.span.range();
            prop_assert!(text.get(span.start - 100..span.end - 100).is_some());
        }
    }

    #[test]
    fn a_rendered_path_parses_to_itself(text in path_like()) {
        if let Some(parsed) = parse(&text).0 {
            let rendered = parsed.template.render();
            let again = parse(&rendered).0;
            prop_assert!(parsed.template.matches(&parsed.template));
            prop_assert_eq!(again.map(|again| again.template), Some(parsed.template), "{}", rendered);
        }
    }
}
