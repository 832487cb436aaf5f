//! Texts of `Edm.DateTimeOffset`, `Edm.Date` and `Edm.TimeOfDay`, for the types of the crate `time`.
//!
//! Reading takes any number of digits of a second (nine are kept), `t` and `z` in lower case, and times of day
//! without seconds. Writing uses as few digits of a second as the value needs, `Z` for an offset of zero.

use time::error::{Format, Parse};
use time::format_description::StaticFormatDescription;
use time::format_description::well_known::Rfc3339;
use time::macros::format_description;
use time::{Date, OffsetDateTime, Time};

const DATE: StaticFormatDescription = format_description!("[year]-[month]-[day]");
const HOUR_MINUTE: StaticFormatDescription = format_description!("[hour]:[minute]");
const HOUR_MINUTE_SECOND: StaticFormatDescription = format_description!("[hour]:[minute]:[second]");
const FULL_TIME: StaticFormatDescription = format_description!("[hour]:[minute]:[second].[subsecond]");

/// Reads `2017-01-01T00:00:35.1340000-08:00`.
pub(crate) fn parse_date_time(text: &str) -> Result<OffsetDateTime, Parse> {
    OffsetDateTime::parse(text, &Rfc3339)
}

/// Writes a point in time; an error where the year has more than four digits or the offset has seconds.
pub(crate) fn format_date_time(value: OffsetDateTime) -> Result<String, Format> {
    value.format(&Rfc3339)
}

/// Reads `2017-01-01`.
pub(crate) fn parse_date(text: &str) -> Result<Date, Parse> {
    Date::parse(text, DATE)
}

/// Writes a date.
pub(crate) fn format_date(value: Date) -> Result<String, Format> {
    value.format(DATE)
}

/// Reads `11:59:01.3250000`.
pub(crate) fn parse_time(text: &str) -> Result<Time, Parse> {
    match text.split_once('.') {
        Some((seconds, fraction))
            if fraction.len() > 9 && fraction.bytes().all(|byte| byte.is_ascii_digit()) =>
        {
            let kept = fraction.split_at_checked(9).map_or(fraction, |(kept, _)| kept);
            Time::parse(&format!("{seconds}.{kept}"), FULL_TIME)
        }
        Some(_) => Time::parse(text, FULL_TIME),
        None if text.len() > 5 => Time::parse(text, HOUR_MINUTE_SECOND),
        None => Time::parse(text, HOUR_MINUTE),
    }
}

/// Writes a time of day.
pub(crate) fn format_time(value: Time) -> Result<String, Format> {
    value.format(if value.nanosecond() == 0 {
        HOUR_MINUTE_SECOND
    } else {
        FULL_TIME
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn digits_and_offset_of_a_date_time_are_kept() {
        for (text, written) in [
            (
                "2017-01-01T00:00:35.1340000-08:00",
                "2017-01-01T00:00:35.134-08:00",
            ),
            ("2017-01-01T00:00:35.1234567Z", "2017-01-01T00:00:35.1234567Z"),
            (
                "2017-01-01T00:00:35.123456789+05:30",
                "2017-01-01T00:00:35.123456789+05:30",
            ),
            (
                "2017-01-01T00:00:35.1234567899999z",
                "2017-01-01T00:00:35.123456789Z",
            ),
            ("2017-01-01t00:00:00z", "2017-01-01T00:00:00Z"),
            ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
            ("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.9999999Z"),
        ] {
            assert_eq!(
                format_date_time(parse_date_time(text).unwrap()).unwrap(),
                written,
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_date_time_is_refused() {
        for text in [
            "",
            "2017-01-01",
            "2017-01-01T00:00:00",
            "2017-02-30T00:00:00Z",
            "2017-01-01T25:00:00Z",
        ] {
            assert!(parse_date_time(text).is_err(), "{text}");
        }
    }

    #[test]
    fn times_of_day() {
        for (text, written) in [
            ("11:59:01.3250000", "11:59:01.325"),
            ("08:00:00.0000000", "08:00:00"),
            ("08:00:00.1234567891", "08:00:00.123456789"),
            ("08:00:00", "08:00:00"),
            ("08:30", "08:30:00"),
        ] {
            assert_eq!(format_time(parse_time(text).unwrap()).unwrap(), written, "{text}");
        }
        for text in ["", "8", "24:00:00", "08:00:00.", "08:00:00.1x", "ä8:00"] {
            assert!(parse_time(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_date_is_written_as_it_was_read() {
        assert_eq!(
            format_date(parse_date("0001-01-01").unwrap()).unwrap(),
            "0001-01-01"
        );
        assert!(parse_date("2017-13-01").is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[0-9T:.Zz+-]{0,30}|\\PC{0,30}") {
            let _ = (parse_date_time(&text), parse_date(&text), parse_time(&text));
        }

        #[test]
        fn a_date_time_comes_back(seconds in -62_135_596_800i64..253_402_300_800, nanosecond in 0u32..1_000_000_000) {
            let value = OffsetDateTime::from_unix_timestamp(seconds).unwrap().replace_nanosecond(nanosecond).unwrap();
            prop_assert_eq!(parse_date_time(&format_date_time(value).unwrap()).unwrap(), value);
            let hours = i8::try_from(seconds % 14).unwrap();
            let minutes = i8::try_from(nanosecond % 60).unwrap() * hours.signum();
            let moved = value.replace_offset(time::UtcOffset::from_hms(hours, minutes, 0).unwrap());
            let read = parse_date_time(&format_date_time(moved).unwrap()).unwrap();
            prop_assert_eq!((read, read.offset()), (moved, moved.offset()));
            prop_assert_eq!(parse_time(&format_time(value.time()).unwrap()).unwrap(), value.time());
            prop_assert_eq!(parse_date(&format_date(value.date()).unwrap()).unwrap(), value.date());
        }
    }
}
