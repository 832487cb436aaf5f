//! Reading any text as any generated type, which the first character chooses, and as a page of it.

#![no_main]

use graph_runtime::{Model, Page, json};

#[allow(dead_code)]
#[path = "../../../src/v1"]
mod v1 {
    pub mod models;
    pub mod requests;
}

include!(concat!(env!("OUT_DIR"), "/types.rs"));

/// What is read can be written, and what is written is the same once it is read again.
fn check<M: Model + Default>(text: &str) {
    check_one::<M>(text);
    check_one::<Page<M>>(text);
}

fn check_one<M: Model + Default>(text: &str) {
    let Ok(model) = json::read::<M>(text) else {
        return;
    };
    let _ = model.unread();
    let written = json::write(&model).expect("what was read can be written");
    let again: M = json::read(&written).expect("what was written can be read");
    let rewritten = json::write(&again).expect("what was read can be written");
    assert_eq!(rewritten, written);
}

libfuzzer_sys::fuzz_target!(|text: &str| {
    let mut characters = text.chars();
    if let Some(first) = characters.next() {
        check_type(first as usize, characters.as_str());
    }
});
