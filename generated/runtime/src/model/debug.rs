//! Printing models for people who look for a fault, without what is secret.

use std::borrow::Cow;
use std::fmt;

use serde_json::Value;

use crate::model::Model;
use crate::model::scalar::{Scalar, scalar_kinds};
use crate::model::slot::SlotRef;
use crate::model::slot_visitor::set_slots;
use crate::printing::guarded::Guarded;
use crate::printing::printable::OneLine;
use crate::printing::secrets::{REDACTED, is_link, is_secret};

/// Prints a model with the properties that are set, by their names in JSON; `Debug` of a generated type calls it.
///
/// Texts and bytes of properties whose names say password, secret, token, key or the like are not printed, nor are the
/// users, queries and fragments of addresses, nor tokens that stand in a text.
///
/// # Errors
/// Those of the formatter.
pub fn debug_model(model: &dyn Model, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let schema = model.schema();
    let mut output = f.debug_struct(&schema.short_name());
    for (index, slot) in set_slots(model) {
        let name = schema.field(index);
        if may_hold_secret(slot) && is_secret(name) {
            output.field(name, &format_args!("{REDACTED}"));
        } else if let SlotRef::String(Some(link)) = slot
            && is_link(name)
        {
            output.field(name, &Guarded::link(link));
        } else {
            output.field(name, &DebugSlot(slot));
        }
    }
    for (name, value) in model.additional().iter() {
        let shown = OneLine(name).to_string();
        output.field(&shown, &DebugValue::of_property(name, value));
    }
    output.finish()
}

/// Whether a slot can hold a secret. Models hold secrets in properties of their own; numbers, times and members of
/// enumerations are about secrets at most.
fn may_hold_secret(slot: SlotRef<'_>) -> bool {
    match slot {
        SlotRef::String(_) | SlotRef::Strings(_) | SlotRef::Json(_) | SlotRef::Binary(_) => true,
        SlotRef::Patch(patch) => !patch.is_null() && may_hold_secret(patch.value()),
        _ => false,
    }
}

/// A value without a type, to be printed without what is secret.
pub(crate) enum DebugValue<'a> {
    /// A value that can hold secrets in properties of its own.
    Open(&'a Value),
    /// The value of a property that holds a secret.
    Secret(&'a Value),
    /// An address, which can be relative.
    Link(&'a str),
}

impl<'a> DebugValue<'a> {
    pub(crate) fn of_property(name: &str, value: &'a Value) -> Self {
        if is_secret(name) {
            return Self::Secret(value);
        }
        match value {
            Value::String(link) if is_link(name) => Self::Link(link),
            value => Self::Open(value),
        }
    }
}

impl fmt::Debug for DebugValue<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Secret(Value::String(_) | Value::Number(_)) => f.write_str(REDACTED),
            Self::Secret(Value::Array(items)) => f
                .debug_list()
                .entries(items.iter().map(DebugValue::Secret))
                .finish(),
            Self::Open(Value::Array(items)) => f
                .debug_list()
                .entries(items.iter().map(DebugValue::Open))
                .finish(),
            Self::Secret(Value::Object(properties)) | Self::Open(Value::Object(properties)) => f
                .debug_map()
                .entries(
                    properties
                        .iter()
                        .map(|(name, value)| (name, DebugValue::of_property(name, value))),
                )
                .finish(),
            Self::Open(Value::String(text)) => Guarded::text(text).fmt(f),
            Self::Link(link) => Guarded::link(link).fmt(f),
            Self::Secret(value) | Self::Open(value) => value.fmt(f),
        }
    }
}

struct DebugModel<'a>(&'a dyn Model);

impl fmt::Debug for DebugModel<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug_model(self.0, f)
    }
}

/// Prints the value of a slot that is not empty.
struct DebugSlot<'a>(SlotRef<'a>);

/// Declares how slots are printed, over the scalar kinds and the others.
macro_rules! debug_slots {
    ($($(#[$doc:meta])* $kind:ident($type:ty),)*) => {
        impl fmt::Debug for DebugSlot<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self.0 {
                    SlotRef::String(value) => value.as_ref().map_or(Ok(()), |value| Guarded::text(value).fmt(f)),
                    $(SlotRef::$kind(value) => value.as_ref().map_or(Ok(()), |value| value.print(f)),)*
                    SlotRef::Strings(value) => {
                        let texts = value.iter().flatten();
                        f.debug_list().entries(texts.map(|text| Guarded::text(text))).finish()
                    }
                    SlotRef::Scalars(slot) => slot.get().map_or(Ok(()), |values| values.fmt(f)),
                    SlotRef::Enum(slot) => slot.text().map_or(Ok(()), |text| Members(text).fmt(f)),
                    SlotRef::Enums(slot) => {
                        let texts = (0..slot.count().unwrap_or_default()).filter_map(|index| slot.text(index));
                        f.debug_list().entries(texts.map(Members)).finish()
                    }
                    SlotRef::Object(slot) => slot.get().map_or(Ok(()), |model| debug_model(model, f)),
                    SlotRef::Objects(slot) => {
                        let models = (0..slot.count().unwrap_or_default()).filter_map(|index| slot.get(index));
                        f.debug_list().entries(models.map(DebugModel)).finish()
                    }
                    SlotRef::Patch(slot) if slot.is_null() => f.write_str("null"),
                    SlotRef::Patch(slot) => DebugSlot(slot.value()).fmt(f),
                    SlotRef::None => Ok(()),
                }
            }
        }
    };
}

scalar_kinds!(debug_slots);

/// Prints the value of an enumeration, or several members of one. A slot does not tell members from other values: what
/// is spelled like names is printed without quotes, and the rest as any other text.
struct Members<'a>(Cow<'a, str>);

impl fmt::Debug for Members<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_of_names = |byte: u8| byte.is_ascii_alphanumeric() || b"_,".contains(&byte);
        match self.0.bytes().all(is_of_names) {
            true => f.write_str(&self.0),
            false => Guarded::text(&self.0).fmt(f),
        }
    }
}
