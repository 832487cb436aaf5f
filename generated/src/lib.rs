//! Microsoft Graph: typed models and requests, generated from the API reference.
//!
//! - [`v1::models`] has a plain struct for each documented type, [`v1::requests`] a module of requests for each
//!   resource.
//! - [`v1::steps`] has a step for each place of the service. Its methods lead on, and make the requests of the place:
//!   `v1::users().id("…").messages().list()`. A request is a value; any HTTP stack can send it.
#![cfg_attr(
    feature = "client",
    doc = "- With `v1::Graph` the same steps give calls, which are awaited; [`client`] has what sends them: tokens, retries,"
)]
#![cfg_attr(
    not(feature = "client"),
    doc = "- With `v1::Graph` the same steps give calls, which are awaited; `client` has what sends them: tokens, retries,"
)]
//!   paging, batches. Both stand behind the feature `client`, which is on by default.
//! - [`beta`] is the same for the version of that name.
//!
//! The examples in the repository are programs to start from; `cargo run --example failing_devices -- --demo` runs
//! one against a local server that answers as the documentation shows.
//!
//! Further features, none of them on by default: `azure` and `sign-in` for tokens, `tracing` for spans of calls,
//! `notifications` for a program that has subscribed to changes, `time-zones` for the times of calendars, `jiff`
//! and `chrono` for the dates and times of these crates.
//!
#![cfg_attr(feature = "client", doc = include_str!("guide.md"))]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[rustfmt::skip]
pub mod beta;
#[rustfmt::skip]
pub mod v1;

pub use graph_runtime as runtime;
// What the compiler advises to import it names by this path.
#[doc(hidden)]
pub use graph_runtime;
#[cfg(feature = "client")]
pub use graph_runtime::client;
#[cfg(feature = "notifications")]
pub use graph_runtime::notifications;
#[cfg(feature = "time-zones")]
pub use graph_runtime::time_zones;
