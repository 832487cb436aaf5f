//! Microsoft Graph: typed models and requests, generated from the API reference.

#[rustfmt::skip]
pub mod beta;
#[rustfmt::skip]
pub mod v1;

pub use graph_runtime as runtime;
#[cfg(feature = "client")]
pub use graph_runtime::client;
