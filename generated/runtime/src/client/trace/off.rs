//! What a call tells without the feature `tracing`: nothing.

use std::time::Duration;

use http::{HeaderMap, StatusCode};

use crate::client::error::Error;
use crate::cloud::Cloud;
use crate::permissions::called::CalledOperation;

/// The span of a call.
pub(in crate::client) struct CallSpan;

impl CallSpan {
    pub(in crate::client) fn new<B>(_: &http::Request<B>, _: Option<&CalledOperation>) -> Self {
        Self
    }

    pub(in crate::client) fn enter<F: Future>(&self, call: F) -> F {
        call
    }

    pub(in crate::client) fn unavailable(&self, _: Cloud) {}

    pub(in crate::client) fn attempt(&self, _: u32) {}

    pub(in crate::client) fn sent(&self, _: &HeaderMap) {}

    pub(in crate::client) fn answered(&self, _: StatusCode, _: &HeaderMap) {}

    pub(in crate::client) fn challenged(&self, _: &Error) {}

    pub(in crate::client) fn paused(&self, _: &Error, _: Duration) {}

    pub(in crate::client) fn failed(&self, _: &Error) {}
}

pub(in crate::client) fn unavailable_in_batch(_: &CalledOperation, _: Cloud) {}

#[cfg(feature = "sign-in")]
pub(in crate::client) fn token_store_failed(_: &std::io::Error) {}
