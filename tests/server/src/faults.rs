//! What goes wrong, as it does in the service: requests that come too fast, tokens that expire, objects that are
//! refused, and whatever a test asks for.

mod fault;

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::{Mutex, PoisonError};

use http::header::{self, HeaderMap};

use crate::error::GraphError;

pub(crate) use self::fault::{Carrier, Effect};
pub use self::fault::{Fault, ParseFaultError, Transmission};

/// The header by which a request asks for its own fault.
pub(crate) const FAULT_HEADER: &str = "x-test-fault";

/// What a service gets wrong on purpose.
#[derive(Clone, Debug, Default)]
pub(crate) struct Settings {
    /// The service answers each request of this number with 429; `None` where it throttles no request.
    pub(crate) throttle_each: Option<NonZeroUsize>,
    /// How many requests a token is good for.
    pub(crate) token_requests: Option<usize>,
    /// Requests whose URL or body has one of these texts are refused.
    pub(crate) refused: Vec<String>,
    /// The faults that are there from the start.
    pub(crate) faults: Vec<Fault>,
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
    /// How often each token was used.
    tokens: BTreeMap<String, usize>,
    /// The faults that are left.
    faults: Vec<Fault>,
}

impl Faults {
    pub(crate) fn new(settings: Settings) -> Self {
        let faults = Self {
            settings,
            counts: Mutex::default(),
        };
        faults.reset();
        faults
    }

    /// Begins anew, with the faults of the settings.
    pub(crate) fn reset(&self) {
        *self.counts() = Counts {
            faults: self.settings.faults.clone(),
            ..Counts::default()
        };
    }

    /// Lets further requests fail.
    pub(crate) fn add(&self, fault: Fault) {
        self.counts().faults.push(fault);
    }

    /// Lets no request fail any more that a test asked to.
    pub(crate) fn clear(&self) {
        self.counts().faults.clear();
    }

    /// The faults that are left.
    pub(crate) fn left(&self) -> Vec<Fault> {
        self.counts().faults.clone()
    }

    /// What happens to a request because a test asked for it, in the header of the request or before.
    ///
    /// # Errors
    /// Where the header of the request does not describe a fault.
    pub(crate) fn meet(
        &self,
        request: &http::Request<Vec<u8>>,
        carrier: Carrier,
    ) -> Result<Option<Effect>, GraphError> {
        if let Some(text) = request.headers().get(FAULT_HEADER) {
            let fault: Result<Fault, _> = text.to_str().unwrap_or_default().parse();
            return match fault {
                Ok(fault) => Ok(Some(fault.effect().clone())),
                Err(error) => Err(GraphError::bad_request(format!(
                    "The header {FAULT_HEADER}: {error}."
                ))),
            };
        }
        let mut counts = self.counts();
        let mut met = counts.faults.iter_mut();
        let effect = met.find_map(|fault| fault.meet(request, carrier));
        counts.faults.retain(|fault| !fault.is_over());
        Ok(effect)
    }

    /// Counts the token of a request; a batch counts as one.
    pub(crate) fn check_token(&self, headers: &HeaderMap) -> Result<(), GraphError> {
        let token = token(headers)?;
        if let Some(allowed) = self.settings.token_requests {
            let mut counts = self.counts();
            let uses = counts.tokens.entry(token.to_owned()).or_default();
            *uses += 1;
            if *uses > allowed {
                return Err(GraphError::token_expired());
            }
        }
        Ok(())
    }

    /// Refuses a request that comes too fast, or that the settings refuse. Each request of a batch counts.
    pub(crate) fn check(&self, request: &http::Request<Vec<u8>>) -> Result<(), GraphError> {
        if let Some(each) = self.settings.throttle_each {
            let mut counts = self.counts();
            counts.requests += 1;
            if counts.requests.is_multiple_of(each.get()) {
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

/// The token of a request.
pub(crate) fn token(headers: &HeaderMap) -> Result<&str, GraphError> {
    headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "))
        .map(str::trim)
        .filter(|token| !token.is_empty())
        .ok_or_else(GraphError::unauthorized)
}
