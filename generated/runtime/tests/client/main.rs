//! The client against real HTTP on this machine.

// Clippy's exception for tests does not reach the functions that they share.
#![allow(clippy::unwrap_used)]

mod authentication;
mod batch_answers;
mod batches;
mod cases_batches;
mod cases_errors;
mod cases_paths;
mod certificates;
mod changes;
mod downloads;
mod hosts;
mod no_content;
mod page_headers;
mod paging;
mod proxies;
mod raw_server;
mod responses;
mod resumed_downloads;
mod retries;
// A test exports nothing, so that public items are linted as private ones are.
#[allow(dead_code, unreachable_pub, missing_docs)]
mod sample;
mod secrets;
mod see_other;
mod setup;
mod tasks;
mod throttling;
mod timeouts;
mod undocumented;
mod upload_sessions;
mod uploads;
mod work;
