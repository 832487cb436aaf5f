//! Times with the name of a time zone, as calendars write them (`dateTimeTimeZone`).
//!
//! All of it is behind the feature `time-zones`. Calendars name zones as Windows does (`Pacific Standard Time`) or as the
//! tz database does (`America/Los_Angeles`); both are known. The rules of zones are those of the operating system where
//! it has some, otherwise those that come with the crate `jiff`.
//!
//! ```
//! use graph_runtime::types::OffsetDateTime;
//! use graph_runtime::time_zones::{TimeZoneError, to_offset_date_time};
//!
//! let start = to_offset_date_time("2026-07-01T09:30:00.0000000", "Pacific Standard Time")?;
//! assert_eq!(start.to_string(), "2026-07-01 9:30:00.0 -07:00:00");
//! # Ok::<(), TimeZoneError>(())
//! ```

use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use time::{OffsetDateTime, UtcOffset};
use windows_timezones::WindowsTimezone;

use crate::printing::printable::OneLine;

/// A time or a zone could not be read, or the time lies beyond the years that both can say.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TimeZoneError {
    /// The zone is neither one of Windows nor one of the tz database.
    #[error("the time zone `{}` is not known", OneLine(.0))]
    UnknownZone(String),
    /// The text is no date and time without an offset.
    #[error("`{}` is no date and time", OneLine(.0))]
    InvalidTime(String),
    /// The time is before the year -9999 or after the year 9999.
    #[error("the time is out of range")]
    OutOfRange,
}

/// The time that the properties `dateTime` and `timeZone` of a `dateTimeTimeZone` mean, with the offset that is in force
/// then.
///
/// A time that a change of the clocks skips is moved on by what they skip; of a time that occurs twice the first is
/// taken.
///
/// # Errors
/// When the time or the zone cannot be read.
pub fn to_offset_date_time(date_time: &str, time_zone: &str) -> Result<OffsetDateTime, TimeZoneError> {
    let zone = find_zone(time_zone)?;
    let local =
        DateTime::from_str(date_time).map_err(|_| TimeZoneError::InvalidTime(date_time.to_owned()))?;
    let timestamp = zone.to_timestamp(local).map_err(|_| TimeZoneError::OutOfRange)?;
    let offset = UtcOffset::from_whole_seconds(zone.to_offset(timestamp).seconds());
    let time = OffsetDateTime::from_unix_timestamp_nanos(timestamp.as_nanosecond());
    match (time, offset) {
        (Ok(time), Ok(offset)) => time.checked_to_offset(offset).ok_or(TimeZoneError::OutOfRange),
        _ => Err(TimeZoneError::OutOfRange),
    }
}

/// The property `dateTime` of a `dateTimeTimeZone` for a time in a zone: what clocks show there.
///
/// # Errors
/// When the zone is not known.
pub fn from_offset_date_time(time: OffsetDateTime, time_zone: &str) -> Result<String, TimeZoneError> {
    let zone = find_zone(time_zone)?;
    let timestamp =
        Timestamp::from_nanosecond(time.unix_timestamp_nanos()).map_err(|_| TimeZoneError::OutOfRange)?;
    Ok(zone.to_datetime(timestamp).to_string())
}

/// A zone by its name in Windows or in the tz database.
fn find_zone(name: &str) -> Result<TimeZone, TimeZoneError> {
    let id = WindowsTimezone::from_str(name).map_or(name, |zone| zone.tzdb_id());
    TimeZone::get(id).map_err(|_| TimeZoneError::UnknownZone(name.to_owned()))
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::{TimeZoneError, from_offset_date_time, to_offset_date_time};

    #[test]
    fn zones_by_both_names() {
        for (zone, summer, winter) in [
            (
                "Pacific Standard Time",
                datetime!(2026-07-01 9:30 -7),
                datetime!(2026-01-01 9:30 -8),
            ),
            (
                "America/Los_Angeles",
                datetime!(2026-07-01 9:30 -7),
                datetime!(2026-01-01 9:30 -8),
            ),
            (
                "W. Europe Standard Time",
                datetime!(2026-07-01 9:30 +2),
                datetime!(2026-01-01 9:30 +1),
            ),
            (
                "India Standard Time",
                datetime!(2026-07-01 9:30 +5:30),
                datetime!(2026-01-01 9:30 +5:30),
            ),
            (
                "Nepal Standard Time",
                datetime!(2026-07-01 9:30 +5:45),
                datetime!(2026-01-01 9:30 +5:45),
            ),
            (
                "UTC",
                datetime!(2026-07-01 9:30 UTC),
                datetime!(2026-01-01 9:30 UTC),
            ),
            (
                "Etc/GMT+12",
                datetime!(2026-07-01 9:30 -12),
                datetime!(2026-01-01 9:30 -12),
            ),
        ] {
            for (text, time) in [("2026-07-01T09:30:00", summer), ("2026-01-01T09:30:00", winter)] {
                let read = to_offset_date_time(text, zone).unwrap();
                assert_eq!((read, read.offset()), (time, time.offset()), "{zone}");
                assert_eq!(from_offset_date_time(time, zone).unwrap(), text, "{zone}");
            }
        }
    }

    #[test]
    fn times_that_a_change_of_the_clocks_skips_or_repeats() {
        let read = |text| to_offset_date_time(text, "W. Europe Standard Time").unwrap();
        assert_eq!(read("2026-03-29T02:30:00"), datetime!(2026-03-29 3:30 +2));
        assert_eq!(read("2026-10-25T02:30:00"), datetime!(2026-10-25 2:30 +2));
    }

    #[test]
    fn digits_are_kept() {
        let text = "2017-08-29T04:00:00.1234567";
        let read = to_offset_date_time(text, "UTC").unwrap();
        assert_eq!(read, datetime!(2017-08-29 4:00:00.1234567 UTC));
        assert_eq!(from_offset_date_time(read, "UTC").unwrap(), text);
    }

    #[test]
    fn what_cannot_be_read_is_an_error() {
        for zone in [
            "",
            "Customized Time Zone",
            "tzone://Microsoft/Custom",
            "../../etc/passwd",
        ] {
            let error = to_offset_date_time("2026-01-01T00:00:00", zone).unwrap_err();
            assert_eq!(error, TimeZoneError::UnknownZone(zone.to_owned()));
        }
        for text in ["", "soon", "2026-02-30T00:00:00"] {
            let error = to_offset_date_time(text, "UTC").unwrap_err();
            assert_eq!(error, TimeZoneError::InvalidTime(text.to_owned()));
        }
        for text in ["9999-12-31T23:59:59.999", "-009999-01-01T00:00:00"] {
            // Whatever comes of it, it is no panic.
            let _ = to_offset_date_time(text, "Etc/GMT+12");
            let _ = to_offset_date_time(text, "Line Islands Standard Time");
        }
    }
}
