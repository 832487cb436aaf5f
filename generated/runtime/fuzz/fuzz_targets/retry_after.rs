//! A service that puts off each request, for as long as the input says.

#![no_main]

use graph_runtime::http;
use graph_runtime_fuzz::{answer, ask};

libfuzzer_sys::fuzz_target!(|pause: &str| {
    for status in [202, 410, 429, 503] {
        answer(status, Some((http::header::RETRY_AFTER, pause)), "{}").map(ask);
    }
});
