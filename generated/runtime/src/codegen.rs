//! What generated code stands on.
//!
//! Generated modules import this module as `rt`. Beside the types that programs use, which are at the root of the
//! crate, it has the tables behind models, enumerations and operations and the functions that walk these tables.
//! Programs need none of it. It changes with the generator: generated code and runtime must be of the same version.

#[cfg(feature = "client")]
pub use crate::client;
pub use crate::{
    Accepted, Additional, Argument, Binary, Body, Bytes, Carrier, Changes, Cloud, Count, Date, Decimal,
    Duration, Flags, Metadata, Model, OffsetDateTime, OpenEnum, Operation, Page, Patch, PermissionCase,
    Permissions, Polymorphic, ReadOptions, Reference, Related, Removed, Request, Response, Step, Time,
    Undocumented, Unrecognized, Uuid, Value, ValueOf, getters, http, impl_model, impl_open_enum,
    impl_polymorphic, impl_step, json, model, open_enum, operation, polymorphic, quote, time, type_table,
    uuid,
};
pub use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use crate::convert::body_of;
pub use crate::debug::debug_model;
pub use crate::model::Schema;
pub use crate::open_enum::{debug_enum, read_enum, write_enum};
pub use crate::operation::{Method, QueryOption};
pub use crate::parameter::Parameter;
pub use crate::polymorphic::{
    Lent, VariantTypes, base_field, default_variant, is_derived, retype_polymorphic,
};
pub use crate::property::PropertyKind;
pub use crate::query;
pub use crate::read::{read_into, read_model};
pub use crate::related::RelatedValue;
pub use crate::shared::{clone_model, eq_models};
pub use crate::slot::{
    Absent, EnumSlot, EnumsSlot, ObjectSlot, ObjectsSlot, PatchSlot, ScalarsMut, ScalarsRef, ScalarsSlot,
    SlotMut, SlotRef,
};
pub use crate::slot_type::{CollectionKind, EnumKind, ModelKind, PrimitiveKind, SlotKind, SlotType};
pub use crate::slot_visitor::SlotVisitor;
pub use crate::type_table::TypeTable;
pub use crate::write::write_model;
