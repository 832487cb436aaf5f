//! Types of properties, and the slots that hold them.

use serde_json::Value;
use time::{Date, OffsetDateTime, Time};
use uuid::Uuid;

use crate::flags::Flags;
use crate::model::Model;
use crate::open_enum::OpenEnum;
use crate::slot::{SlotMut, SlotRef};
use crate::types::{Binary, Decimal, Duration};

/// A type that a property can have, so that generic containers ([`Patch`](crate::Patch),
/// [`ValueOf`](crate::ValueOf)) can be written over it.
///
/// All models have it; generated enumerations implement it.
pub trait SlotType: Sized + 'static {
    /// The slot of one value.
    fn slot(value: &mut Option<Self>) -> SlotMut<'_>;
    /// The slot of one value, to be read.
    fn slot_ref(value: &Option<Self>) -> SlotRef<'_>;
    /// The slot of a collection.
    fn list(values: &mut Option<Vec<Self>>) -> SlotMut<'_>;
    /// The slot of a collection, to be read.
    fn list_ref(values: &Option<Vec<Self>>) -> SlotRef<'_>;
}

/// Implements [`SlotType`] by the variant of a slot and the variant of its collections.
macro_rules! slot_types {
    ($($type:ty: $one:ident, $many:ident;)*) => {
        $(impl SlotType for $type {
            #[inline]
            fn slot(value: &mut Option<Self>) -> SlotMut<'_> {
                SlotMut::$one(value)
            }
            #[inline]
            fn slot_ref(value: &Option<Self>) -> SlotRef<'_> {
                SlotRef::$one(value)
            }
            #[inline]
            fn list(values: &mut Option<Vec<Self>>) -> SlotMut<'_> {
                SlotMut::$many(values)
            }
            #[inline]
            fn list_ref(values: &Option<Vec<Self>>) -> SlotRef<'_> {
                SlotRef::$many(values)
            }
        })*
    };
}

slot_types! {
    String: String, Strings;
    bool: Bool, Scalars;
    i32: Int32, Scalars;
    i64: Int64, Scalars;
    f64: Double, Scalars;
    OffsetDateTime: DateTime, Scalars;
    Date: Date, Scalars;
    Time: TimeOfDay, Scalars;
    Duration: Duration, Scalars;
    Uuid: Guid, Scalars;
    Binary: Binary, Scalars;
    Decimal: Decimal, Scalars;
    Value: Json, Scalars;
}

impl<M: Model + Default> SlotType for M {
    #[inline]
    fn slot(value: &mut Option<Self>) -> SlotMut<'_> {
        SlotMut::Object(value)
    }
    #[inline]
    fn slot_ref(value: &Option<Self>) -> SlotRef<'_> {
        SlotRef::Object(value)
    }
    #[inline]
    fn list(values: &mut Option<Vec<Self>>) -> SlotMut<'_> {
        SlotMut::Objects(values)
    }
    #[inline]
    fn list_ref(values: &Option<Vec<Self>>) -> SlotRef<'_> {
        SlotRef::Objects(values)
    }
}

impl<E: OpenEnum> SlotType for Flags<E> {
    #[inline]
    fn slot(value: &mut Option<Self>) -> SlotMut<'_> {
        SlotMut::Enum(value)
    }
    #[inline]
    fn slot_ref(value: &Option<Self>) -> SlotRef<'_> {
        SlotRef::Enum(value)
    }
    #[inline]
    fn list(values: &mut Option<Vec<Self>>) -> SlotMut<'_> {
        SlotMut::Enums(values)
    }
    #[inline]
    fn list_ref(values: &Option<Vec<Self>>) -> SlotRef<'_> {
        SlotRef::Enums(values)
    }
}

/// A collection is a value too: `ValueOf<Vec<String>>`. Collections of collections do not occur in OData;
/// such a slot holds nothing.
impl<T: SlotType> SlotType for Vec<T> {
    #[inline]
    fn slot(value: &mut Option<Self>) -> SlotMut<'_> {
        T::list(value)
    }
    #[inline]
    fn slot_ref(value: &Option<Self>) -> SlotRef<'_> {
        T::list_ref(value)
    }
    #[inline]
    fn list(_: &mut Option<Vec<Self>>) -> SlotMut<'_> {
        SlotMut::None
    }
    #[inline]
    fn list_ref(_: &Option<Vec<Self>>) -> SlotRef<'_> {
        SlotRef::None
    }
}
