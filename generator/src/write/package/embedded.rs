//! The texts that go with an emitted crate, embedded in the generator: `build.rs` lists them.

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));
