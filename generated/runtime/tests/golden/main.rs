//! The runtime against a sample of emitted code: `v1` is written by hand in exactly the shape that the
//! generator's emitter produces, the other modules are its tests.

mod v1;
