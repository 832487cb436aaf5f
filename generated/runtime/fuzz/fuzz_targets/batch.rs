//! A service that answers a batch, and all else, with any answers: the input is what stands in `responses`.

#![no_main]

use graph_runtime_fuzz::{answer, ask};

libfuzzer_sys::fuzz_target!(|input: &str| {
    for body in [
        format!(r#"{{"responses":[{input}]}}"#),
        format!(r#"{{"responses":[{{"id":"1","status":200,"body":{input}}},{{"id":"2","status":429,"headers":{input}}}]}}"#),
    ] {
        answer(200, None, &body).map(ask);
    }
});
