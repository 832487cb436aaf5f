//! Reading any text as a generated type: one with a property of each kind, and one that others derive from.

#![no_main]

use graph_runtime::Page;
use graph_runtime_fuzz::read_and_write;

#[allow(dead_code)]
#[path = "../../tests/golden/v1"]
mod v1 {
    pub mod models;
    pub mod requests;
}

use v1::models::{AnyDeviceConfiguration, Windows10GeneralConfiguration};

libfuzzer_sys::fuzz_target!(|text: &str| {
    read_and_write::<Windows10GeneralConfiguration>(text);
    read_and_write::<AnyDeviceConfiguration>(text);
    read_and_write::<Page<AnyDeviceConfiguration>>(text);
});
