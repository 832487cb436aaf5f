//! The runtime of a generated Microsoft Graph SDK: models, requests, and a client.
//!
//! Generated code says what is particular to a type or an operation: names, fields, paths. All that is the
//! same for every one is written once, here. That is why a crate of a thousand models compiles in seconds.
//!
//! # Models are tables of slots
//!
//! A model is a plain struct with public fields. Its implementation of [`Model`] is a table, which the macro `model!`
//! spells: the names of its properties ([`Schema`](codegen::Schema)) and, for each, a [`SlotMut`](codegen::SlotMut) or
//! [`SlotRef`](codegen::SlotRef) that says where it lies and of what kind it is. Reading, writing, `Clone`, `Debug` and
//! `PartialEq` walk the table, behind the standard traits and those of serde, so that users see ordinary types.
//!
//! ```
//! use graph_runtime::codegen as rt;
//!
//! pub struct Device {
//!     pub id: Option<String>,
//!     pub enrolled_date_time: Option<rt::OffsetDateTime>,
//!     pub additional: rt::Additional,
//! }
//!
//! rt::model! {
//!     Device = "microsoft.graph.device", write_type: false, additional: additional;
//!     0 id: String = "id";
//!     1 enrolled_date_time: DateTime = "enrolledDateTime";
//! }
//!
//! let text = r#"{"id":"1","enrolledDateTime":"2024-02-29T01:02:03.5+01:00","color":"blue"}"#;
//! let device: Device = rt::json::read(text)?;
//! assert_eq!(device.additional.get("color"), Some(&"blue".into()));
//! assert_eq!(rt::json::write(&device)?, text);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! What a model does not know is in its [`Additional`] properties and is written back. A value that does not fit its
//! property leaves the property empty and is kept there too: one unexpected value never loses an object or a page.
//! [`Model::unread`] lists such values with their places; [`ReadOptions::strict`](json::ReadOptions::strict) makes errors of them. The same holds
//! for each item of a list: one that does not fit is not in the list and keeps its place. `null` in a list is kept too.
//! `unread` does not list it, and a strict reader accepts it.
//!
//! A text is an error as a whole where it is no JSON, is nested more than 128 levels deep, has a number that no `f64`
//! comes near to, or takes more memory than [`ReadOptions::max_memory`](json::ReadOptions::max_memory) allows, 1 GiB unless given.
//!
//! So nothing that the service sends is lost, but for: `null` of a known property, which is `None`; a second
//! `@odata.type` in an object; and the spelling of some values: a time is written with as few digits as it needs
//! and `Z` for an offset of zero (one that came without an offset is read as UTC; it and a time of day are written as
//! they came), a GUID in lower case, a member of an enumeration as documented, base64 in the standard alphabet with
//! padding, flags without spaces, numbers that came as texts as numbers. A number that does not fit its property, and
//! a [`Decimal`](types::Decimal) that stood before a late `@odata.type`, has the precision of an `f64`.
//!
//! # Types that are derived from others
//!
//! A base type has a polymorphic enumeration, which implements [`Polymorphic`]: it reads `@odata.type`, wherever in the
//! object it stands, and becomes the variant of that type. A type that it does not know stays in the variant of
//! the base type, with its name and properties.
//!
//! # Requests are values
//!
//! An [`Operation`] is a marker type with its [`Metadata`](operation::Metadata); a [`Request`] is one call of it. Nothing here opens a
//! connection: [`Request::to_http`] makes an [`http::Request`] and [`Request::read_response`] reads an
//! [`http::Response`].
//!
//! ```
//! use graph_runtime::codegen as rt;
//!
//! struct GetDisplayName;
//!
//! impl rt::Operation for GetDisplayName {
//!     type Body = ();
//!     type Response = rt::ValueOf<String>;
//!     type Query = rt::query::Nothing;
//!     const METADATA: &'static rt::Metadata =
//!         &rt::Metadata { name: "user: get name", paths: &["/users/{userId}/displayName"], ..rt::Metadata::V1 };
//! }
//!
//! let request = rt::Request::<GetDisplayName>::new("/users/{userId}/displayName", &["a/b".into()], ());
//! let sent = request.to_http("https://graph.microsoft.com")?;
//! assert_eq!(sent.uri(), "https://graph.microsoft.com/v1.0/users/a%2Fb/displayName");
//!
//! let response = rt::http::Response::new(br#"{"value": "Adele"}"#.to_vec());
//! assert_eq!(request.read_response(response)?.value.as_deref(), Some("Adele"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The body of an update has a [`Patch`] for each property: absent, null or a value. What a service answers with
//! instead of success is a [`ServiceError`], what cannot be read a [`DecodeError`] with the place in the JSON.
//!
//! # The client
//!
#![cfg_attr(
    feature = "client",
    doc = "The module [`client`] sends requests. Its documentation says where authentication, retries, paging, batches,"
)]
#![cfg_attr(feature = "client", doc = "uploads and downloads are.")]
#![cfg_attr(
    not(feature = "client"),
    doc = "The feature `client` adds a module that sends requests."
)]
//!
//! # Modules
//!
//! What nearly every program names is at the root. The rest stands by its subject: [`types`] for primitive values and
//! dates, [`query`] for conditions and expansions, [`response`] for what calls answer besides models and pages,
//! [`error`] for the parts of errors, [`permissions`] for what a call needs, [`json`] for texts without a request, and
//! [`operation`](mod@operation) for code that handles any operation or declares its own.
//!
//! # Further features
//!
//! None of them is on by default.
//!
//! - `azure`: tokens from the credentials of the crate `azure_identity`.
//! - `sign-in`: tokens of a person, who signs in in the browser or with a code on another device.
//! - `tracing`: spans and events of the crate of that name, for each call of the client.
//! - `time-zones`: times with the name of a time zone, as calendars write them.
//! - `jiff`, `chrono`: dates, times and durations are converted to those of these crates, and back.
//! - `notifications`: reads and checks what the service sends to a program that has subscribed to changes.
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "client")]
pub mod client;
mod cloud;
pub mod codegen;
#[cfg(any(feature = "chrono", feature = "jiff"))]
pub mod dates;
pub mod error;
mod headers;
pub mod json;
mod macros;
mod model;
#[cfg(feature = "notifications")]
pub mod notifications;
pub mod operation;
mod path;
pub mod permissions;
mod printing;
pub mod query;
mod request;
pub mod response;
#[cfg(feature = "time-zones")]
pub mod time_zones;
pub mod types;

pub use http;
pub use serde_json::Value;
pub use time;
pub use uuid;

pub use self::cloud::Cloud;
pub use self::error::{DecodeError, RequestError, ResponseError, ServiceError};
pub use self::model::Model;
pub use self::model::additional::{Additional, Removed};
pub use self::model::bind::Bound;
pub use self::model::flags::Flags;
pub use self::model::open_enum::{OpenEnum, Unrecognized};
pub use self::model::patch::Patch;
pub use self::model::polymorphic::Polymorphic;
pub use self::model::reference::Reference;
pub use self::model::related::Related;
pub use self::operation::Operation;
pub use self::operation::own_type::Json;
pub use self::request::Request;
pub use self::request::step::{MaybeClient, Step};
pub use self::request::undocumented::Undocumented;
pub use self::request::update::UpdateOf;
pub use self::response::page::Page;
