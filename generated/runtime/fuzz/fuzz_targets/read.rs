#![no_main]
#![allow(dead_code, unreachable_pub)]

use graph_runtime::{Model, Page, json};

#[path = "../../tests/golden/v1.rs"]
mod v1;

use v1::models::AnyDeviceConfiguration;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let Ok(page) = json::read::<Page<AnyDeviceConfiguration>>(text) else {
        return;
    };
    let _ = (page.unread(), format!("{page:?}"));
    let written = json::write(&page).expect("what was read can be written");
    let again: Page<AnyDeviceConfiguration> = json::read(&written).expect("what was written can be read");
    assert_eq!(json::write(&again).expect("what was read can be written"), written);
});
