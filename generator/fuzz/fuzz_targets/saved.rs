#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| generator::fuzzing::saved(text));
