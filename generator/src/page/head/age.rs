//! How old a page is.
//!
//! > ms.date: 07/22/2024
//!
//! Pages have a date since 2023; those of 2018 and later have front matter; the first have none. Where two
//! pages about one thing disagree, the newer one is right.

use std::fmt;

use crate::markdown::Document;

/// The age of a page; the greater is the newer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct PageAge {
    date: Option<RevisionDate>,
    /// Whether the page has front matter.
    front_matter: bool,
}

/// The day of a page's last revision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RevisionDate {
    year: u16,
    month: u8,
    day: u8,
}

impl fmt::Display for RevisionDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl PageAge {
    /// When the page was revised, where it tells.
    pub fn date(self) -> Option<RevisionDate> {
        self.date
    }

    /// The edition by the front matter. A date that cannot be read counts as missing.
    pub(in crate::page) fn of(document: &Document) -> Self {
        Self {
            date: document
                .front_matter("ms.date")
                .and_then(|value| date(&value.value)),
            front_matter: !document.front_matter.is_empty(),
        }
    }
}

/// `07/22/2024`, month first, or `2024-07-22`, which a time may follow.
fn date(text: &str) -> Option<RevisionDate> {
    // The site writes a time behind the date.
    let text = text.trim().split('T').next()?;
    let parts: Vec<&str> = text.split(['/', '-']).collect();
    let [first, second, third] = parts[..] else {
        return None;
    };
    let (year, month, day) = if text.contains('/') {
        (third, first, second)
    } else {
        (first, second, third)
    };
    let (year, month, day) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    let is_date = (2000..3000).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    is_date.then_some(RevisionDate { year, month, day })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_american_or_iso_and_anything_else_is_none() {
        let day = |year, month, day| RevisionDate { year, month, day };
        assert_eq!(date("07/22/2024"), Some(day(2024, 7, 22)));
        assert_eq!(date("2024-07-22"), Some(day(2024, 7, 22)));
        assert_eq!(date("2024-07-22T00:00:00.0000000Z"), Some(day(2024, 7, 22)));
        assert_eq!(day(2024, 7, 2).to_string(), "2024-07-02");
        for text in ["22/07/2024", "7/2024", "soon", "1/1/24", "70000-01-01", ""] {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn the_newer_is_the_greater() {
        let age = |date, front_matter| PageAge { date, front_matter };
        let oldest_first = [
            age(None, false),
            age(None, true),
            age(date("12/31/2023"), true),
            age(date("01/01/2024"), true),
        ];
        assert!(oldest_first.is_sorted());
    }
}
