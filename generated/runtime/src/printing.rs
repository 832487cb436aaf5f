//! Printing what came from outside: no secret is shown, and nothing that a terminal obeys.

pub(crate) mod guarded;
pub(crate) mod printable;
pub(crate) mod secrets;
