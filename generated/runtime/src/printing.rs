//! Printing what came from outside: no secret is shown, and nothing that a terminal obeys.

#[cfg(feature = "client")]
pub(crate) mod chain;
pub(crate) mod guarded;
pub(crate) mod printable;
pub(crate) mod secrets;
