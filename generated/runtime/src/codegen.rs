//! What generated code stands on.
//!
//! Generated modules import this module as `rt`. Beside the types that programs use, which are at the root of the
//! crate and in its other modules, it has the tables behind models, enumerations and operations, and the functions that
//! walk these tables. Programs need none of it. It changes with the generator: generated code and runtime must be of the same version.

#[cfg(feature = "client")]
pub use crate::client;
pub use crate::json::{self, ReadOptions};
pub use crate::operation::{Argument, Body, Metadata};
pub use crate::permissions::{PermissionCase, PermissionList, Permissions};
pub use crate::query::quote;
pub use crate::response::{Accepted, Bytes, Count, Response, ValueOf};
pub use crate::types::{Binary, Date, Decimal, Duration, OffsetDateTime, Time, Uuid};
pub use crate::{
    Additional, Cloud, Flags, MaybeClient, Model, OpenEnum, Operation, Page, Patch, Polymorphic, Reference,
    Related, Removed, Request, Step, Undocumented, Unrecognized, UpdateOf, Value, getters, http, impl_model,
    impl_open_enum, impl_polymorphic, impl_step, model, open_enum, operation, polymorphic, time, type_table,
    types, uuid,
};
pub use core::marker::PhantomData;
pub use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use crate::json::read::{read_into, read_model};
pub use crate::json::write::write_model;
pub use crate::model::Schema;
pub use crate::model::debug::debug_model;
pub use crate::model::held::Held;
pub use crate::model::open_enum::{debug_enum, read_enum, write_enum};
pub use crate::model::polymorphic::{
    Lent, VariantTypes, base_field, default_variant, is_derived, memory_of_variant, retype_polymorphic,
};
pub use crate::model::related::RelatedValue;
pub use crate::model::shared::{clone_model, eq_models};
pub use crate::model::slot::{
    Absent, EnumSlot, EnumsSlot, ObjectSlot, ObjectsSlot, PatchSlot, ScalarsMut, ScalarsRef, ScalarsSlot,
    SlotMut, SlotRef,
};
pub use crate::model::slot_type::{CollectionKind, EnumKind, ModelKind, PrimitiveKind, SlotKind, SlotType};
pub use crate::model::slot_visitor::SlotVisitor;
pub use crate::model::type_table::TypeTable;
pub use crate::operation::Method;
pub use crate::query;
pub use crate::query::option::QueryOption;
pub use crate::query::property_path::PropertyKind;
pub use crate::request::containment::{Contained, Referenced};
pub use crate::request::convert::{body_of, creation_of};
pub use crate::request::parameter::Parameter;
