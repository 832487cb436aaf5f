//! Signing in, against a local authority.

// Clippy's exception for tests does not reach the functions that they share.
#![allow(clippy::unwrap_used)]

mod authority;
mod browser;
mod device_code;
mod renewal;
mod setup;
mod store;
