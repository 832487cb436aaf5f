//! The bytes that an upload session expects, as it says in `nextExpectedRanges`.

use std::fmt;

use serde_json::Value;

use crate::client::error::kind::ProtocolError;
use crate::client::own_body::{self, property};

/// Pieces must be multiples of this, or the service cannot put them together.
pub(crate) const UNIT: usize = 320 * 1024;

/// Bytes that a session expects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Range {
    pub(crate) start: u64,
    /// The byte after the last one; `None` for all that follow.
    end: Option<u64>,
}

impl From<u64> for Range {
    fn from(start: u64) -> Self {
        Self { start, end: None }
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-", self.start)?;
        match self.end {
            Some(end) => write!(f, "{}", end.saturating_sub(1)),
            None => Ok(()),
        }
    }
}

impl Range {
    /// The end of the piece that is sent of the range.
    pub(crate) fn end(&self, total: u64, units: usize) -> u64 {
        let piece = self.start.saturating_add((units * UNIT) as u64);
        piece.min(self.end.unwrap_or(total)).min(total)
    }

    /// Reads `26-`, `26-99` (with the last byte) and `26`, as Outlook writes.
    fn parse(text: &str, total: u64) -> Result<Self, ProtocolError> {
        let (start, end) = text.split_once('-').unwrap_or((text, ""));
        let number = |text: &str| text.trim().parse::<u64>().ok();
        let end = match end.trim() {
            "" => Some(None),
            end => number(end).map(|last| Some(last.saturating_add(1))),
        };
        match (number(start), end) {
            (Some(start), Some(end)) if start < end.unwrap_or(total).min(total) => Ok(Self { start, end }),
            _ => Err(ProtocolError::UploadRange(text.chars().take(100).collect())),
        }
    }
}

/// The first of the ranges that a session expects; `None` where it names none.
pub(crate) fn expected(body: &[u8], total: u64) -> Result<Option<Range>, ProtocolError> {
    let value = own_body::read(body);
    match property(&value, "nextExpectedRanges").and_then(|ranges| ranges.get(0)) {
        Some(Value::String(range)) => Range::parse(range, total).map(Some),
        _ => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Range, UNIT, expected};

    #[test]
    fn an_expected_range_has_a_start_and_perhaps_an_end() {
        let range = |start, end| Range { start, end };
        assert_eq!(Range::parse("26-", 100), Ok(range(26, None)));
        assert_eq!(Range::parse("26-49", 100), Ok(range(26, Some(50))));
        assert_eq!(Range::parse("26", 100), Ok(range(26, None)));
        for text in [
            "",
            "-",
            "a-",
            "26-b",
            "100-",
            "26-25",
            "-5",
            "99999999999999999999-",
        ] {
            assert!(Range::parse(text, 100).is_err(), "{text}");
        }
        assert_eq!(range(26, Some(50)).to_string(), "26-49");
        let unit = UNIT as u64;
        assert_eq!(range(5, None).end(10 * unit, 1), 5 + unit);
        assert_eq!(range(5, None).end(7, 1), 7);
        assert_eq!(range(5, Some(6)).end(7, 1), 6);
    }

    #[test]
    fn the_first_range_counts() {
        let body = br#"{"nextExpectedRanges": ["12-20", "77-"]}"#;
        assert_eq!(expected(body, 100).unwrap().unwrap().start, 12);
        assert_eq!(expected(b"{}", 100), Ok(None));
        assert_eq!(expected(br#"{"nextExpectedRanges": []}"#, 100), Ok(None));
        assert_eq!(expected(b"<html>", 100), Ok(None));
    }

    proptest! {
        #[test]
        fn a_range_is_within_the_whole(text in "[0-9 -]{0,12}", total in 1_u64..1000) {
            if let Ok(range) = Range::parse(&text, total) {
                prop_assert!(range.start < range.end(total, 1) && range.end(total, 1) <= total);
            }
        }
    }
}
