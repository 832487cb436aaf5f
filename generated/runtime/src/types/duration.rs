//! `Edm.Duration`

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A length of time as ISO 8601 writes it: `P1Y2M3W4DT5H6M7.5S`, `-PT10M`.
///
/// Its parts are kept apart, since a month or a year has no fixed length, and so is the text that was read:
/// `PT1.50S` is written back as it came. Two durations are equal when their parts are; `PT60S` is not `PT1M`.
///
/// ```
/// use graph_runtime::types::Duration;
///
/// let timeout: Duration = "PT1H30M".parse()?;
/// assert_eq!(std::time::Duration::try_from(&timeout), Ok(std::time::Duration::from_secs(5400)));
/// assert_eq!(Duration::from(std::time::Duration::from_secs(90061)).to_string(), "P1DT1H1M1S");
/// # Ok::<(), graph_runtime::types::ParseDurationError>(())
/// ```
#[derive(Clone, Default)]
pub struct Duration {
    parts: Parts,
    // Only where it differs from the canonical text.
    text: Option<Box<str>>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
struct Parts {
    negative: bool,
    years: u64,
    months: u64,
    weeks: u64,
    days: u64,
    hours: u64,
    minutes: u64,
    seconds: u64,
    nanoseconds: u32,
}

/// The text is not a duration of ISO 8601.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a duration")]
pub struct ParseDurationError(String);

/// A duration with years or months, or one that is negative or too long, is no `std::time::Duration` or
/// `time::Duration`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the duration has years or months, or is out of range")]
pub struct DurationRangeError;

/// Declares the getters of the parts.
macro_rules! parts {
    ($($(#[$doc:meta])* $name:ident: $type:ty,)*) => {
        $($(#[$doc])* #[must_use] pub fn $name(&self) -> $type { self.parts.$name })*
    };
}

impl Duration {
    parts! {
        /// Years, as written.
        years: u64,
        /// Months, as written.
        months: u64,
        /// Weeks, as written.
        weeks: u64,
        /// Days, as written.
        days: u64,
        /// Hours, as written: 36 where `PT36H` was.
        hours: u64,
        /// Minutes, as written.
        minutes: u64,
        /// Whole seconds, as written.
        seconds: u64,
        /// The fraction of a second, in nanoseconds; further digits are not counted.
        nanoseconds: u32,
    }

    /// Whether the duration goes back in time.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        self.parts.negative
    }

    /// The length in whole seconds and nanoseconds, without the sign.
    fn fixed_length(&self) -> Option<std::time::Duration> {
        let Parts {
            years,
            months,
            weeks,
            days,
            hours,
            minutes,
            seconds,
            nanoseconds,
            ..
        } = self.parts;
        if years != 0 || months != 0 {
            return None;
        }
        let days = weeks.checked_mul(7)?.checked_add(days)?;
        let hours = days.checked_mul(24)?.checked_add(hours)?;
        let minutes = hours.checked_mul(60)?.checked_add(minutes)?;
        let seconds = minutes.checked_mul(60)?.checked_add(seconds)?;
        Some(std::time::Duration::new(seconds, nanoseconds))
    }
}

impl Parts {
    fn of(length: std::time::Duration) -> Self {
        let seconds = length.as_secs();
        Self {
            days: seconds / 86_400,
            hours: seconds / 3_600 % 24,
            minutes: seconds / 60 % 60,
            seconds: seconds % 60,
            nanoseconds: length.subsec_nanos(),
            ..Self::default()
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let mut parts = Self::default();
        let rest = text.strip_prefix(['-', '+']).unwrap_or(text);
        parts.negative = text.starts_with('-');
        let rest = rest.strip_prefix('P')?;
        let (date, time) = match rest.split_once('T') {
            Some((date, time)) => (date, Some(time)),
            None => (rest, None),
        };
        if date.is_empty() && time.is_none_or(str::is_empty) || time == Some("") {
            return None;
        }
        let mut rest = date;
        for (unit, part) in [
            ('Y', &mut parts.years),
            ('M', &mut parts.months),
            ('W', &mut parts.weeks),
            ('D', &mut parts.days),
        ] {
            take_part(&mut rest, unit, part)?;
        }
        if !rest.is_empty() {
            return None;
        }
        let mut rest = time.unwrap_or_default();
        take_part(&mut rest, 'H', &mut parts.hours)?;
        take_part(&mut rest, 'M', &mut parts.minutes)?;
        if let Some(seconds) = rest.strip_suffix('S') {
            let (whole, fraction) = match seconds.split_once(['.', ',']) {
                Some((whole, fraction)) => (whole, Some(fraction)),
                None => (seconds, None),
            };
            parts.seconds = number(whole)?;
            parts.nanoseconds = fraction.map_or(Some(0), nanoseconds)?;
            rest = "";
        }
        rest.is_empty().then_some(parts)
    }
}

/// Takes a number with its unit off the front of `rest`, if the next number has that unit; `None` when the
/// number is out of range.
fn take_part(rest: &mut &str, unit: char, part: &mut u64) -> Option<()> {
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (digits, tail) = rest.split_at_checked(end)?;
    if let Some(tail) = tail.strip_prefix(unit) {
        *part = number(digits)?;
        *rest = tail;
    }
    Some(())
}

/// An unsigned number; unlike `str::parse`, without a sign.
fn number(digits: &str) -> Option<u64> {
    if digits.bytes().all(|byte| byte.is_ascii_digit()) {
        digits.parse().ok()
    } else {
        None
    }
}

/// The fraction `digits` of a second.
fn nanoseconds(digits: &str) -> Option<u32> {
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let kept = digits.bytes().chain(std::iter::repeat(b'0')).take(9);
    Some(kept.fold(0, |value, digit| value * 10 + u32::from(digit - b'0')))
}

impl fmt::Display for Parts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.negative {
            f.write_str("-")?;
        }
        f.write_str("P")?;
        let date = [
            (self.years, 'Y'),
            (self.months, 'M'),
            (self.weeks, 'W'),
            (self.days, 'D'),
        ];
        for (part, unit) in date.iter().filter(|(part, _)| *part != 0) {
            write!(f, "{part}{unit}")?;
        }
        let has_date = date.iter().any(|(part, _)| *part != 0);
        let has_seconds = self.seconds != 0 || self.nanoseconds != 0;
        if self.hours != 0 || self.minutes != 0 || has_seconds || !has_date {
            f.write_str("T")?;
        }
        for (part, unit) in [(self.hours, 'H'), (self.minutes, 'M')]
            .iter()
            .filter(|(part, _)| *part != 0)
        {
            write!(f, "{part}{unit}")?;
        }
        if self.nanoseconds != 0 {
            let fraction = format!("{:09}", self.nanoseconds);
            write!(f, "{}.{}S", self.seconds, fraction.trim_end_matches('0'))?;
        } else if self.seconds != 0 || (!has_date && self.hours == 0 && self.minutes == 0) {
            write!(f, "{}S", self.seconds)?;
        }
        Ok(())
    }
}

impl FromStr for Duration {
    type Err = ParseDurationError;

    fn from_str(text: &str) -> Result<Self, ParseDurationError> {
        let parts = Parts::parse(text).ok_or_else(|| ParseDurationError(text.to_owned()))?;
        let canonical = parts.to_string();
        Ok(Self {
            parts,
            text: (canonical != text).then(|| text.into()),
        })
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.text {
            Some(text) => f.write_str(text),
            None => self.parts.fmt(f),
        }
    }
}

impl fmt::Debug for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl PartialEq for Duration {
    fn eq(&self, other: &Self) -> bool {
        self.parts == other.parts
    }
}

impl Eq for Duration {}

impl Hash for Duration {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.parts.hash(state);
    }
}

impl From<std::time::Duration> for Duration {
    fn from(length: std::time::Duration) -> Self {
        Self {
            parts: Parts::of(length),
            text: None,
        }
    }
}

impl From<time::Duration> for Duration {
    fn from(length: time::Duration) -> Self {
        Self {
            parts: Parts {
                negative: length.is_negative(),
                ..Parts::of(length.unsigned_abs())
            },
            text: None,
        }
    }
}

impl TryFrom<&Duration> for std::time::Duration {
    type Error = DurationRangeError;

    fn try_from(duration: &Duration) -> Result<Self, DurationRangeError> {
        let length = duration.fixed_length().ok_or(DurationRangeError)?;
        if duration.is_negative() && !length.is_zero() {
            Err(DurationRangeError)
        } else {
            Ok(length)
        }
    }
}

impl TryFrom<&Duration> for time::Duration {
    type Error = DurationRangeError;

    fn try_from(duration: &Duration) -> Result<Self, DurationRangeError> {
        let length = duration.fixed_length().ok_or(DurationRangeError)?;
        let length = Self::try_from(length).map_err(|_| DurationRangeError)?;
        Ok(if duration.is_negative() { -length } else { length })
    }
}

impl Serialize for Duration {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Duration {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests;
