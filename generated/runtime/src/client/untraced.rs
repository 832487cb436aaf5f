//! What a call tells without the feature `tracing`: nothing.

use std::time::Duration;

use http::{HeaderMap, StatusCode};

use crate::client::call::called::Called;
use crate::client::error::Error;
use crate::cloud::Cloud;

/// The span of a call.
pub(super) struct CallSpan;

impl CallSpan {
    pub(super) fn new<B>(_: &http::Request<B>, _: Option<&Called>) -> Self {
        Self
    }

    pub(super) fn enter<F: Future>(&self, call: F) -> F {
        call
    }

    pub(super) fn unavailable(&self, _: Cloud) {}

    pub(super) fn attempt(&self, _: u32) {}

    pub(super) fn sent(&self, _: &HeaderMap) {}

    pub(super) fn answered(&self, _: StatusCode, _: &HeaderMap) {}

    pub(super) fn challenged(&self, _: &Error) {}

    pub(super) fn paused(&self, _: &Error, _: Duration) {}

    pub(super) fn failed(&self, _: &Error) {}
}

pub(super) fn unavailable_in_batch(_: &Called, _: Cloud) {}

#[cfg(feature = "sign-in")]
pub(super) fn token_store_failed(_: &std::io::Error) {}
