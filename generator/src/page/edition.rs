//! How old a page is.
//!
//! > ms.date: 07/22/2024
//!
//! Pages have a date since 2023; those of 2018 and later have front matter; the first have none. Of two pages about
//! one thing the newer is right where they disagree.

use crate::markdown::Document;

/// The age of a page; the greater is the newer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edition {
    /// Year, month and day of the page's last revision.
    date: Option<(u16, u8, u8)>,
    /// Whether the page has front matter.
    front_matter: bool,
}

impl Edition {
    /// The edition by the front matter. A date that cannot be read counts as missing.
    pub(super) fn of(document: &Document) -> Self {
        Self {
            date: document
                .front_matter("ms.date")
                .and_then(|value| date(&value.value)),
            front_matter: !document.front_matter.is_empty(),
        }
    }
}

/// `07/22/2024`, month first, or `2024-07-22`.
fn date(text: &str) -> Option<(u16, u8, u8)> {
    let text = text.trim();
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
    is_date.then_some((year, month, day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        assert_eq!(date("07/22/2024"), Some((2024, 7, 22)));
        assert_eq!(date("2024-07-22"), Some((2024, 7, 22)));
        for text in ["22/07/2024", "7/2024", "soon", "1/1/24", "70000-01-01", ""] {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn the_newer_is_the_greater() {
        let edition = |date, front_matter| Edition { date, front_matter };
        let oldest_first = [
            edition(None, false),
            edition(None, true),
            edition(Some((2023, 12, 31)), true),
            edition(Some((2024, 1, 1)), true),
        ];
        assert!(oldest_first.is_sorted());
    }
}
