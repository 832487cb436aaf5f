//! A service that answers each request with the same: any status, headers and body.

#![no_main]

use graph_runtime::http;
use graph_runtime_fuzz::{Answer, ask};

/// The answer that the input describes: a status, lines of headers, an empty line, the body.
fn answer(input: &str) -> Answer {
    let (head, body) = input.split_once("\n\n").unwrap_or((input, ""));
    let mut lines = head.lines();
    let status = lines.next().and_then(|status| status.parse().ok());
    let mut response = http::Response::new(body.as_bytes().to_vec());
    *response.status_mut() = status.unwrap_or_default();
    for (name, value) in lines.filter_map(|line| line.split_once(':')) {
        if let (Ok(name), Ok(value)) = (name.trim().parse::<http::HeaderName>(), value.trim().parse()) {
            response.headers_mut().append(name, value);
        }
    }
    response
}

libfuzzer_sys::fuzz_target!(|input: &str| ask(answer(input)));
