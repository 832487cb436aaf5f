//! Change notifications, against vectors that OpenSSL made.

// Clippy's exception for tests does not reach the functions that they share.
#![allow(clippy::unwrap_used)]

mod collection;
mod decryption;
mod tokens;
mod validation;
mod vectors;
