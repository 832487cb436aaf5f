//! What goes wrong, as it does in the service: requests that come too fast, tokens that expire, objects that are
//! refused.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use http::header::{self, HeaderMap};

use crate::error::GraphError;

/// What a service gets wrong on purpose.
#[derive(Clone, Debug, Default)]
pub(crate) struct Settings {
    /// Each request of this number is put off; 0: none.
    pub(crate) throttle_each: usize,
    /// How many requests a token is good for.
    pub(crate) token_requests: Option<usize>,
    /// Requests whose URL or body has one of these texts are refused.
    pub(crate) refused: Vec<String>,
}

/// The settings, and what has been counted.
#[derive(Debug)]
pub(crate) struct Faults {
    settings: Settings,
    counts: Mutex<Counts>,
}

#[derive(Debug, Default)]
struct Counts {
    requests: usize,
    /// How often each token was shown.
    tokens: BTreeMap<String, usize>,
}

impl Faults {
    pub(crate) fn new(settings: Settings) -> Self {
        Self {
            settings,
            counts: Mutex::default(),
        }
    }

    /// Looks at the token of a request, a batch counts as one.
    pub(crate) fn check_token(&self, headers: &HeaderMap) -> Result<(), GraphError> {
        let token = headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "))
            .map(str::trim)
            .filter(|token| !token.is_empty())
            .ok_or_else(GraphError::unauthorized)?;
        if let Some(allowed) = self.settings.token_requests {
            let mut counts = self.counts();
            let shown = counts.tokens.entry(token.to_owned()).or_default();
            *shown += 1;
            if *shown > allowed {
                return Err(GraphError::token_expired());
            }
        }
        Ok(())
    }

    /// Looks at a request, one of a batch too.
    pub(crate) fn check(&self, request: &http::Request<Vec<u8>>) -> Result<(), GraphError> {
        if self.settings.throttle_each > 0 {
            let mut counts = self.counts();
            counts.requests += 1;
            if counts.requests.is_multiple_of(self.settings.throttle_each) {
                return Err(GraphError::too_many_requests());
            }
        }
        let url = request.uri().to_string();
        let body = String::from_utf8_lossy(request.body());
        let mut refused = self.settings.refused.iter();
        match refused.find(|text| url.contains(*text) || body.contains(*text)) {
            Some(text) => Err(GraphError::bad_request(format!("'{text}' is refused here."))),
            None => Ok(()),
        }
    }

    fn counts(&self) -> std::sync::MutexGuard<'_, Counts> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
