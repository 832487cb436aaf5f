//! Dates, times and durations go to other crates and come back.
#![cfg(all(feature = "jiff", feature = "chrono"))]
#![allow(missing_docs, clippy::unwrap_used, reason = "a test")]

use graph_runtime::dates::{Convert as _, ConvertError, ConvertFrom};
use graph_runtime::time::macros::{date, datetime, time};
use graph_runtime::types::{Date, Duration, OffsetDateTime, Time};
use proptest::prelude::*;

fn back<T, O>(value: T) -> T
where
    T: Copy + ConvertFrom<O>,
    O: ConvertFrom<T>,
{
    T::convert_from(value.convert::<O>().unwrap()).unwrap()
}

#[test]
fn times_are_the_same() {
    let summer = datetime!(2026-07-01 09:30:00.1234567 -7);
    let zoned: jiff::ZonedDateTime = summer.convert().unwrap();
    assert_eq!(zoned.to_string(), "2026-07-01T09:30:00.1234567-07:00[-07:00]");
    let fixed: chrono::DateTime<chrono::FixedOffset> = summer.convert().unwrap();
    assert_eq!(fixed.to_rfc3339(), "2026-07-01T09:30:00.123456700-07:00");
    for moment in [
        summer,
        datetime!(0001-01-01 0:00 UTC),
        datetime!(9999-12-30 23:59:59 +13:45),
    ] {
        let zoned = back::<OffsetDateTime, jiff::ZonedDateTime>(moment);
        let fixed = back::<OffsetDateTime, chrono::DateTime<chrono::FixedOffset>>(moment);
        assert_eq!((zoned, zoned.offset()), (moment, moment.offset()));
        assert_eq!((fixed, fixed.offset()), (moment, moment.offset()));
        assert_eq!(back::<OffsetDateTime, jiff::Timestamp>(moment), moment);
        assert_eq!(
            back::<OffsetDateTime, chrono::DateTime<chrono::Utc>>(moment),
            moment
        );
    }
}

#[test]
fn dates_and_times_of_day_are_the_same() {
    for day in [
        date!(2024 - 02 - 29),
        date!(0001 - 01 - 01),
        date!(9999 - 12 - 31),
        date!(-44 - 03 - 15),
    ] {
        assert_eq!(back::<Date, jiff::civil::Date>(day), day);
        assert_eq!(back::<Date, chrono::NaiveDate>(day), day);
    }
    for hour in [time!(0:00), time!(23:59:59.999999999)] {
        assert_eq!(back::<Time, jiff::civil::Time>(hour), hour);
        assert_eq!(back::<Time, chrono::NaiveTime>(hour), hour);
    }
}

#[test]
fn what_the_other_type_cannot_say_is_an_error() {
    let leap = chrono::NaiveTime::from_hms_nano_opt(23, 59, 59, 1_500_000_000).unwrap();
    assert_eq!(Time::convert_from(leap), Err(ConvertError));
    let far = chrono::NaiveDate::MAX;
    assert_eq!(Date::convert_from(far), Err(ConvertError));
    // A month has no fixed length.
    let month: Duration = "P1M".parse().unwrap();
    assert!((&month).convert::<jiff::SignedDuration>().is_err());
    assert!((&month).convert::<chrono::TimeDelta>().is_err());
    assert_eq!((&month).convert::<jiff::Span>().unwrap().get_months(), 1);
}

#[test]
fn durations_are_the_same() {
    for (text, seconds) in [
        ("PT1H30M", 5400.0),
        ("-PT1.5S", -1.5),
        ("P1DT1S", 86401.0),
        ("PT0S", 0.0),
    ] {
        let duration: Duration = text.parse().unwrap();
        let signed: jiff::SignedDuration = (&duration).convert().unwrap();
        assert_eq!(signed.as_secs_f64(), seconds);
        assert_eq!(Duration::convert_from(signed), Ok(duration.clone()));
        let delta: chrono::TimeDelta = (&duration).convert().unwrap();
        assert_eq!(delta.as_seconds_f64(), seconds);
        assert_eq!(Duration::convert_from(delta), Ok(duration.clone()));
        let span: jiff::Span = (&duration).convert().unwrap();
        assert_eq!(Duration::convert_from(span), Ok(duration));
    }
}

proptest! {
    #[test]
    fn any_moment_comes_back(nanoseconds in any::<i64>(), offset in -50_000..50_000_i32) {
        let offset = time::UtcOffset::from_whole_seconds(offset).unwrap();
        let moment = OffsetDateTime::from_unix_timestamp_nanos(nanoseconds.into()).unwrap().to_offset(offset);
        let zoned = back::<OffsetDateTime, jiff::ZonedDateTime>(moment);
        prop_assert_eq!((zoned, zoned.offset()), (moment, offset));
        let fixed = back::<OffsetDateTime, chrono::DateTime<chrono::FixedOffset>>(moment);
        prop_assert_eq!((fixed, fixed.offset()), (moment, offset));
    }
}
