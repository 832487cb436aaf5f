//! The compiler proves the expected Rust of every snapshot case.
//!
//! This is a target of its own, so that `snapshots` can write down new expectations where the old ones no longer
//! compile.

#![allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    clippy::all,
    reason = "the cases hold what emitted code holds, for odd pages too, and nobody calls it"
)]

include!(concat!(env!("OUT_DIR"), "/expected.rs"));
