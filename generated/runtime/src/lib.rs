//! What generated code stands on.
mod argument;
mod body;
#[cfg(feature = "client")]
pub mod client;
mod error;
mod flags;
mod holder;
pub mod json;
mod json_path;
mod macros;
mod model;
mod object_slot;
mod open_enum;
mod operation;
mod page;
mod patch;
mod path;
mod query_string;
mod read;
mod read_slot;
mod related;
mod request;
mod response;
mod shared;
mod slot;
mod slot_type;
mod types;
mod write;

pub use http;
pub use serde::{Deserialize, Deserializer, Serialize, Serializer};
pub use serde_json::Value;
pub use time::{self, Date, OffsetDateTime, Time};
pub use uuid::{self, Uuid};

pub use self::argument::Argument;
pub use self::body::Body;
pub use self::error::{
    DecodeError, DecodeErrorKind, ErrorDetail, InnerError, RequestError, ResponseError, ServiceError,
};
pub use self::flags::Flags;
pub use self::holder::{HeldTypes, Holder, base_field, default_holder, retype_holder};
pub use self::model::{Additional, Model, Schema};
pub use self::open_enum::{OpenEnum, Unrecognized, read_enum, write_enum};
pub use self::operation::{Metadata, Method, Operation, Permissions, QueryOption, query};
pub use self::page::{Page, Reference, ValueOf};
pub use self::patch::Patch;
pub use self::path::PathError;
pub use self::read::{read_into, read_model};
pub use self::related::{Related, RelatedValue};
pub use self::request::Request;
pub use self::response::{Accepted, Bytes, Response};
pub use self::shared::{clone_model, debug_model, eq_models};
pub use self::slot::{
    EnumSlot, EnumsSlot, ObjectSlot, ObjectsSlot, PatchSlot, ScalarsMut, ScalarsRef, ScalarsSlot, SlotMut,
    SlotRef,
};
pub use self::slot_type::SlotType;
pub use self::types::{Binary, Decimal, Duration, DurationRangeError, ParseDecimalError, ParseDurationError};
pub use self::write::write_model;
