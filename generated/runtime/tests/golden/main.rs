//! The runtime against a sample of emitted code: `v1` is written by hand in exactly the shape that the
//! generator's emitter produces, the other modules are its tests.

// Clippy's exception for tests does not reach the functions that they share.
#![allow(clippy::unwrap_used)]

mod arbitrary;
mod conversions;
mod enums;
mod limits;
mod misfits;
mod other_types;
mod patches;
mod polymorphism;
mod printing;
mod queries;
mod reading;
mod related;
mod responses;
mod round_trip;
// A test exports nothing, so that public items are linted as private ones are.
#[allow(dead_code, unreachable_pub, clippy::enum_variant_names)]
mod v1;
mod wire;
