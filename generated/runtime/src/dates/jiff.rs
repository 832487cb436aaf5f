//! Dates, times and durations of `jiff`.

use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Span, Timestamp, ZonedDateTime, civil};
use time::{Date, Month, OffsetDateTime, Time, UtcOffset};

use crate::dates::{ConvertError, ConvertFrom};
use crate::types::Duration;

impl ConvertFrom<OffsetDateTime> for Timestamp {
    fn convert_from(value: OffsetDateTime) -> Result<Self, ConvertError> {
        Self::from_nanosecond(value.unix_timestamp_nanos()).map_err(|_| ConvertError)
    }
}

impl ConvertFrom<Timestamp> for OffsetDateTime {
    fn convert_from(value: Timestamp) -> Result<Self, ConvertError> {
        Self::from_unix_timestamp_nanos(value.as_nanosecond()).map_err(|_| ConvertError)
    }
}

impl ConvertFrom<OffsetDateTime> for ZonedDateTime {
    fn convert_from(value: OffsetDateTime) -> Result<Self, ConvertError> {
        let offset = Offset::from_seconds(value.offset().whole_seconds()).map_err(|_| ConvertError)?;
        Ok(Timestamp::convert_from(value)?.to_zoned_datetime(TimeZone::fixed(offset)))
    }
}

impl ConvertFrom<&ZonedDateTime> for OffsetDateTime {
    fn convert_from(value: &ZonedDateTime) -> Result<Self, ConvertError> {
        let offset = UtcOffset::from_whole_seconds(value.offset().seconds()).map_err(|_| ConvertError)?;
        let time = Self::convert_from(value.timestamp())?;
        time.checked_to_offset(offset).ok_or(ConvertError)
    }
}

impl ConvertFrom<ZonedDateTime> for OffsetDateTime {
    fn convert_from(value: ZonedDateTime) -> Result<Self, ConvertError> {
        Self::convert_from(&value)
    }
}

impl ConvertFrom<Date> for civil::Date {
    fn convert_from(value: Date) -> Result<Self, ConvertError> {
        let year = i16::try_from(value.year()).map_err(|_| ConvertError)?;
        let [month, day] = [value.month().into(), value.day()].map(u8::cast_signed);
        Self::new(year, month, day).map_err(|_| ConvertError)
    }
}

impl ConvertFrom<civil::Date> for Date {
    fn convert_from(value: civil::Date) -> Result<Self, ConvertError> {
        let [month, day] = [value.month(), value.day()].map(i8::cast_unsigned);
        let month = Month::try_from(month).map_err(|_| ConvertError)?;
        Self::from_calendar_date(value.year().into(), month, day).map_err(|_| ConvertError)
    }
}

impl ConvertFrom<Time> for civil::Time {
    fn convert_from(value: Time) -> Result<Self, ConvertError> {
        let (hour, minute, second, nanosecond) = value.as_hms_nano();
        let [hour, minute, second] = [hour, minute, second].map(u8::cast_signed);
        Self::new(hour, minute, second, nanosecond.cast_signed()).map_err(|_| ConvertError)
    }
}

impl ConvertFrom<civil::Time> for Time {
    fn convert_from(value: civil::Time) -> Result<Self, ConvertError> {
        let [hour, minute, second] = [value.hour(), value.minute(), value.second()].map(i8::cast_unsigned);
        let nanosecond = value.subsec_nanosecond().cast_unsigned();
        Self::from_hms_nano(hour, minute, second, nanosecond).map_err(|_| ConvertError)
    }
}

impl ConvertFrom<&Duration> for SignedDuration {
    fn convert_from(value: &Duration) -> Result<Self, ConvertError> {
        let fixed = time::Duration::try_from(value).map_err(|_| ConvertError)?;
        Ok(Self::new(fixed.whole_seconds(), fixed.subsec_nanoseconds()))
    }
}

impl ConvertFrom<SignedDuration> for Duration {
    fn convert_from(value: SignedDuration) -> Result<Self, ConvertError> {
        Ok(time::Duration::new(value.as_secs(), value.subsec_nanos()).into())
    }
}

impl ConvertFrom<&Duration> for Span {
    /// Keeps years, months and the other parts apart.
    fn convert_from(value: &Duration) -> Result<Self, ConvertError> {
        value.to_string().parse().map_err(|_| ConvertError)
    }
}

impl ConvertFrom<Span> for Duration {
    /// Keeps the parts down to seconds apart; the smaller ones are a fraction of a second.
    fn convert_from(value: Span) -> Result<Self, ConvertError> {
        value.to_string().parse().map_err(|_| ConvertError)
    }
}
