//! Reading any text as any generated type, which the first character chooses, and as a page of it.

#![no_main]

use graph_runtime::{Model, Page};

#[allow(dead_code)]
#[path = "../../../src/v1"]
mod v1 {
    pub mod models;
    pub mod requests;
}

include!(concat!(env!("OUT_DIR"), "/types.rs"));

/// Reads a text as a model and as a page of it.
fn check<M: Model + Default>(text: &str) {
    graph_runtime_fuzz::read_and_write::<M>(text);
    graph_runtime_fuzz::read_and_write::<Page<M>>(text);
}

libfuzzer_sys::fuzz_target!(|text: &str| {
    let mut characters = text.chars();
    if let Some(first) = characters.next() {
        check_type(first as usize, characters.as_str());
    }
});
