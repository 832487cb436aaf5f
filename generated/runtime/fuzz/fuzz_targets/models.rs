//! Reading any text as a generated type: one with a property of each kind, and one that others derive from.

#![no_main]

use graph_runtime::{Model, Page, json};

#[allow(dead_code)]
#[path = "../../tests/golden/v1"]
mod v1 {
    pub mod models;
    pub mod requests;
}

use v1::models::{AnyDeviceConfiguration, Windows10GeneralConfiguration};

/// What is read can be written, and what is written is the same once it is read again.
fn check<M: Model + Default>(text: &str) {
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
    check::<Windows10GeneralConfiguration>(text);
    check::<AnyDeviceConfiguration>(text);
    check::<Page<AnyDeviceConfiguration>>(text);
});
