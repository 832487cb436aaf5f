//! Dates, times and durations of `chrono`.

use chrono::{DateTime, Datelike as _, FixedOffset, NaiveDate, NaiveTime, TimeDelta, Timelike as _, Utc};
use time::{Date, Month, OffsetDateTime, Time, UtcOffset};

use crate::dates::{ConvertError, ConvertFrom};
use crate::types::Duration;

/// The nanoseconds of a second. What has as many or more is a leap second, which the crate `time` does not know.
const SECOND: i128 = 1_000_000_000;

impl ConvertFrom<OffsetDateTime> for DateTime<Utc> {
    fn convert_from(value: OffsetDateTime) -> Result<Self, ConvertError> {
        Self::from_timestamp(value.unix_timestamp(), value.nanosecond()).ok_or(ConvertError)
    }
}

impl ConvertFrom<DateTime<Utc>> for OffsetDateTime {
    fn convert_from(value: DateTime<Utc>) -> Result<Self, ConvertError> {
        let fraction = i128::from(value.timestamp_subsec_nanos());
        if fraction >= SECOND {
            return Err(ConvertError);
        }
        let nanoseconds = i128::from(value.timestamp()) * SECOND + fraction;
        Self::from_unix_timestamp_nanos(nanoseconds).map_err(|_| ConvertError)
    }
}

impl ConvertFrom<OffsetDateTime> for DateTime<FixedOffset> {
    fn convert_from(value: OffsetDateTime) -> Result<Self, ConvertError> {
        let offset = FixedOffset::east_opt(value.offset().whole_seconds()).ok_or(ConvertError)?;
        Ok(DateTime::<Utc>::convert_from(value)?.with_timezone(&offset))
    }
}

impl ConvertFrom<DateTime<FixedOffset>> for OffsetDateTime {
    fn convert_from(value: DateTime<FixedOffset>) -> Result<Self, ConvertError> {
        let offset =
            UtcOffset::from_whole_seconds(value.offset().local_minus_utc()).map_err(|_| ConvertError)?;
        let time = Self::convert_from(value.to_utc())?;
        time.checked_to_offset(offset).ok_or(ConvertError)
    }
}

impl ConvertFrom<Date> for NaiveDate {
    fn convert_from(value: Date) -> Result<Self, ConvertError> {
        let month = u8::from(value.month());
        Self::from_ymd_opt(value.year(), month.into(), value.day().into()).ok_or(ConvertError)
    }
}

impl ConvertFrom<NaiveDate> for Date {
    fn convert_from(value: NaiveDate) -> Result<Self, ConvertError> {
        let month = u8::try_from(value.month()).map_err(|_| ConvertError)?;
        let month = Month::try_from(month).map_err(|_| ConvertError)?;
        let day = u8::try_from(value.day()).map_err(|_| ConvertError)?;
        Self::from_calendar_date(value.year(), month, day).map_err(|_| ConvertError)
    }
}

impl ConvertFrom<Time> for NaiveTime {
    fn convert_from(value: Time) -> Result<Self, ConvertError> {
        let (hour, minute, second, nanosecond) = value.as_hms_nano();
        Self::from_hms_nano_opt(hour.into(), minute.into(), second.into(), nanosecond).ok_or(ConvertError)
    }
}

impl ConvertFrom<NaiveTime> for Time {
    fn convert_from(value: NaiveTime) -> Result<Self, ConvertError> {
        let part = |number: u32| u8::try_from(number).map_err(|_| ConvertError);
        let (hour, minute, second) = (part(value.hour())?, part(value.minute())?, part(value.second())?);
        Self::from_hms_nano(hour, minute, second, value.nanosecond()).map_err(|_| ConvertError)
    }
}

impl ConvertFrom<&Duration> for TimeDelta {
    fn convert_from(value: &Duration) -> Result<Self, ConvertError> {
        let all = time::Duration::try_from(value)
            .map_err(|_| ConvertError)?
            .whole_nanoseconds();
        let seconds = i64::try_from(all.div_euclid(SECOND)).map_err(|_| ConvertError)?;
        let nanoseconds = u32::try_from(all.rem_euclid(SECOND)).map_err(|_| ConvertError)?;
        Self::new(seconds, nanoseconds).ok_or(ConvertError)
    }
}

impl ConvertFrom<TimeDelta> for Duration {
    fn convert_from(value: TimeDelta) -> Result<Self, ConvertError> {
        Ok(time::Duration::new(value.num_seconds(), value.subsec_nanos()).into())
    }
}
