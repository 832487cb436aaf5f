//! JSON that the reader refuses though it can be told what is meant: numbers that no `f64` comes near to, and halves of
//! surrogate pairs, which a service leaves behind that cuts a text in the middle of a character.

use serde_json::value::RawValue;

/// The text with the digits of such numbers as texts, and U+FFFD for such halves; `None` where it has neither.
///
/// It is no longer than twice the text, and made only when the text was refused.
pub(crate) fn mended(text: &str) -> Option<String> {
    let mut mended = String::new();
    let mut copied = 0;
    let mut place = 0;
    let mut is_in_text = false;
    while let Some(rest) = text.get(place..).filter(|rest| !rest.is_empty()) {
        let (length, replacement) = match rest.as_bytes() {
            [b'"', ..] => {
                is_in_text = !is_in_text;
                (1, None)
            }
            [b'\\', b'u', ..] if is_in_text => escape(rest),
            [b'\\', ..] if is_in_text => (1 + rest.chars().nth(1).map_or(0, char::len_utf8), None),
            [b'-' | b'0'..=b'9', ..] if !is_in_text => number(rest),
            _ => {
                let is_plain = |byte: &u8| !matches!(byte, b'"' | b'\\' | b'-' | b'0'..=b'9');
                let first = rest.chars().next().map_or(1, char::len_utf8);
                let plain = rest.bytes().skip(first).take_while(is_plain);
                (first + plain.count(), None)
            }
        };
        if let Some(replacement) = replacement {
            mended.push_str(text.get(copied..place)?);
            mended.push_str(&replacement);
            copied = place + length;
        }
        place += length;
    }
    if copied == 0 {
        return None;
    }
    mended.push_str(text.get(copied..)?);
    Some(mended)
}

/// The length of the escaped character at the beginning, and what stands for it where it is half of one.
fn escape(text: &str) -> (usize, Option<String>) {
    const LENGTH: usize = r"\u0000".len();
    let unit = |text: &str| {
        let digits = text.get(..LENGTH)?.strip_prefix(r"\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    let second = text.get(LENGTH..).and_then(unit);
    match unit(text) {
        Some(0xD800..=0xDBFF) if matches!(second, Some(0xDC00..=0xDFFF)) => (2 * LENGTH, None),
        Some(0xD800..=0xDFFF) => (LENGTH, Some(r"\ufffd".to_owned())),
        Some(_) => (LENGTH, None),
        // It is no JSON.
        None => (2, None),
    }
}

/// The length of the number at the beginning, and what stands for it where it is too large.
fn number(text: &str) -> (usize, Option<String>) {
    let is_of_number = |character: char| character.is_ascii_digit() || "+-.eE".contains(character);
    let end = text.find(|character| !is_of_number(character));
    let digits = end.map_or(text, |end| text.split_at(end).0);
    let is_too_large = digits.parse().is_ok_and(f64::is_infinite)
        // What is no number in JSON stays none.
        && serde_json::from_str::<&RawValue>(digits).is_ok();
    (digits.len(), is_too_large.then(|| format!("\"{digits}\"")))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::mended;

    #[test]
    fn what_is_meant_is_read() {
        let digits = "9".repeat(400);
        for (text, expected) in [
            ("1e400", r#""1e400""#),
            ("[-1E+999999999999, 1e-400]", r#"["-1E+999999999999", 1e-400]"#),
            (digits.as_str(), &format!("\"{digits}\"")),
            (
                r#"{"a\ud83d":"b\udc00 \ud83d\ude00é"}"#,
                r#"{"a\ufffd":"b\ufffd \ud83d\ude00é"}"#,
            ),
            (r#""\uD800\ud83D\uDe00""#, r#""\ufffd\ud83D\uDe00""#),
            (r#""\ud800\"1e400\\""#, r#""\ufffd\"1e400\\""#),
        ] {
            let mended = mended(text).unwrap();
            assert_eq!(mended, expected);
            assert!(serde_json::from_str::<Value>(text).is_err());
            assert!(serde_json::from_str::<Value>(&mended).is_ok());
        }
    }

    #[test]
    fn nothing_else_is_touched() {
        for text in [
            "",
            r#"{"a": ["1e400", "\\ud800", "\n\u0041", 1e300]}"#,
            "1e400.5.",
            "01e400",
            r#"\ud800"#,
            r#""\u"#,
            r#""\ud80"#,
            "\"\\",
            "\"\\é\"",
        ] {
            assert_eq!(mended(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_can_be_read_needs_no_mending(text in r#"[\[{]?("(\\u00e9|\\ud83d\\ude00|\\"|é|1e400)*"|-?[0-9]{1,9}|[,:\]} ]){0,9}"#) {
            if serde_json::from_str::<Value>(&text).is_ok() {
                prop_assert_eq!(mended(&text), None);
            }
        }

        #[test]
        fn any_text_is_taken_apart(any: String, odd in r#"["\\u0-9de+.\[,é-]{0,40}"#) {
            let _ = (mended(&any), mended(&odd));
        }
    }
}
