//! Writing models: one serializer for all of them, over their slots.

use serde::ser::{Error as _, Serialize, SerializeMap, Serializer};
use time::{Date, OffsetDateTime, Time};

use crate::model::Model;
use crate::read::TYPE;
use crate::slot::{ScalarsRef, SlotRef};
use crate::types::date_time;

/// Writes a model: its type, where the service needs it, then the properties that are set, in the order of
/// the schema, then those that it does not know. What `Serialize` of a generated type calls.
///
/// # Errors
/// Those of the format.
pub fn write_model<S: Serializer>(model: &dyn Model, serializer: S) -> Result<S::Ok, S::Error> {
    let schema = model.schema();
    let additional = model.additional();
    let mut map = serializer.serialize_map(None)?;
    match additional.get(TYPE) {
        Some(value) => map.serialize_entry(TYPE, value)?,
        None if schema.write_type => map.serialize_entry(TYPE, &format_args!("#{}", schema.name))?,
        None => {}
    }
    for (index, name) in schema.fields.iter().enumerate() {
        let slot = model.slot_ref(index);
        if !slot.is_empty() {
            map.serialize_entry(name, &Slot(slot))?;
        }
    }
    for (name, value) in additional.iter() {
        // A property that is set in its slot is not written twice.
        let known = || {
            schema
                .position(name, 0)
                .is_some_and(|index| !model.slot_ref(index).is_empty())
        };
        if name != TYPE && !known() {
            map.serialize_entry(name, value)?;
        }
    }
    map.end()
}

/// A model behind `dyn`, to be written.
pub(crate) struct Object<'a>(pub(crate) &'a dyn Model);

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write_model(self.0, serializer)
    }
}

/// The value of a slot, to be written; `null` where it is empty.
pub(crate) struct Slot<'a>(pub(crate) SlotRef<'a>);

impl Serialize for Slot<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            SlotRef::String(value) => value.serialize(serializer),
            SlotRef::Bool(value) => value.serialize(serializer),
            SlotRef::Int32(value) => value.serialize(serializer),
            SlotRef::Int64(value) => value.serialize(serializer),
            SlotRef::Double(value) => value.as_ref().map(Double).serialize(serializer),
            SlotRef::DateTime(value) => value.as_ref().map(DateTime).serialize(serializer),
            SlotRef::Date(value) => value.as_ref().map(Day).serialize(serializer),
            SlotRef::TimeOfDay(value) => value.as_ref().map(TimeOfDay).serialize(serializer),
            SlotRef::Duration(value) => value.serialize(serializer),
            SlotRef::Guid(value) => value.as_ref().map(Text).serialize(serializer),
            SlotRef::Binary(value) => value.serialize(serializer),
            SlotRef::Decimal(value) => value.serialize(serializer),
            SlotRef::Json(value) => value.serialize(serializer),
            SlotRef::Strings(value) => value.serialize(serializer),
            SlotRef::Scalars(slot) => match slot.get() {
                Some(values) => write_scalars(values, serializer),
                None => serializer.serialize_none(),
            },
            SlotRef::Enum(slot) => slot.text().serialize(serializer),
            SlotRef::Enums(slot) => match slot.count() {
                Some(count) => serializer.collect_seq((0..count).filter_map(|index| slot.text(index))),
                None => serializer.serialize_none(),
            },
            SlotRef::Object(slot) => slot.get().map(Object).serialize(serializer),
            SlotRef::Objects(slot) => match slot.count() {
                Some(count) => {
                    serializer.collect_seq((0..count).filter_map(|index| slot.get(index)).map(Object))
                }
                None => serializer.serialize_none(),
            },
            SlotRef::Patch(slot) => Slot(slot.value()).serialize(serializer),
            SlotRef::None => serializer.serialize_none(),
        }
    }
}

fn write_scalars<S: Serializer>(values: ScalarsRef<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    match values {
        ScalarsRef::Bool(values) => values.serialize(serializer),
        ScalarsRef::Int32(values) => values.serialize(serializer),
        ScalarsRef::Int64(values) => values.serialize(serializer),
        ScalarsRef::Double(values) => serializer.collect_seq(values.iter().map(Double)),
        ScalarsRef::DateTime(values) => serializer.collect_seq(values.iter().map(DateTime)),
        ScalarsRef::Date(values) => serializer.collect_seq(values.iter().map(Day)),
        ScalarsRef::TimeOfDay(values) => serializer.collect_seq(values.iter().map(TimeOfDay)),
        ScalarsRef::Duration(values) => values.serialize(serializer),
        ScalarsRef::Guid(values) => serializer.collect_seq(values.iter().map(Text)),
        ScalarsRef::Binary(values) => values.serialize(serializer),
        ScalarsRef::Decimal(values) => values.serialize(serializer),
        ScalarsRef::Json(values) => values.serialize(serializer),
    }
}

/// A double; as text where JSON has no number for it.
struct Double<'a>(&'a f64);

impl Serialize for Double<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self.0 {
            value if value.is_nan() => serializer.serialize_str("NaN"),
            f64::INFINITY => serializer.serialize_str("INF"),
            f64::NEG_INFINITY => serializer.serialize_str("-INF"),
            value => serializer.serialize_f64(value),
        }
    }
}

struct DateTime<'a>(&'a OffsetDateTime);

impl Serialize for DateTime<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&date_time::format_date_time(*self.0).map_err(S::Error::custom)?)
    }
}

struct Day<'a>(&'a Date);

impl Serialize for Day<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&date_time::format_date(*self.0).map_err(S::Error::custom)?)
    }
}

struct TimeOfDay<'a>(&'a Time);

impl Serialize for TimeOfDay<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&date_time::format_time(*self.0).map_err(S::Error::custom)?)
    }
}

/// A value that is written as its text.
struct Text<'a, T>(&'a T);

impl<T: std::fmt::Display> Serialize for Text<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self.0)
    }
}
