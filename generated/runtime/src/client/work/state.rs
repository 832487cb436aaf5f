//! The state of a long-running operation, as the service reports it.

use std::fmt;

use http::StatusCode;
use serde_json::Value;

use crate::client::builder::Client;
use crate::client::call::called::Called;
use crate::client::exchange::address::Address;
use crate::client::transport::own_body::{self, property};
use crate::error::ServiceError;

/// How far work is.
#[derive(Clone, Debug)]
pub enum WorkState {
    /// It goes on.
    Running(Progress),
    /// It is done.
    Done(Finished),
}

/// What the service says of work that goes on.
#[derive(Clone, PartialEq)]
pub struct Progress {
    state: Value,
}

impl Progress {
    /// The status, such as `inProgress` or `notStarted`, where the service names one.
    #[must_use]
    pub fn status(&self) -> Option<&str> {
        property(&self.state, "status")?.as_str()
    }

    /// How much of the work is done, from 0 to 100, where the service says so.
    #[must_use]
    pub fn percentage(&self) -> Option<f64> {
        let percentage = property(&self.state, "percentageComplete")
            .or_else(|| property(&self.state, "percentComplete"))?;
        percentage.as_f64()
    }

    /// All that the service says; `null` where it says nothing.
    #[must_use]
    pub fn state(&self) -> &Value {
        &self.state
    }
}

impl fmt::Debug for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Progress")
            .field("status", &self.status())
            .field("percentage", &self.percentage())
            .finish_non_exhaustive()
    }
}

/// Work that is done.
#[derive(Clone)]
pub struct Finished {
    pub(crate) client: Client,
    pub(crate) called: Option<Called>,
    /// What the service said last.
    pub(crate) body: Vec<u8>,
    /// Where the service said it.
    pub(crate) address: Option<Address>,
    pub(crate) state: Value,
    /// Where the service redirected to.
    pub(crate) found: Option<String>,
}

impl Finished {
    /// The id of what the work has made, where the service names it.
    #[must_use]
    pub fn resource_id(&self) -> Option<&str> {
        let id = property(&self.state, "resourceId").or_else(|| property(&self.state, "targetResourceId"));
        id?.as_str()
    }

    /// Where what the work has made is, where the service says so. [`resource`](Self::resource) fetches it.
    #[must_use]
    pub fn resource_location(&self) -> Option<&str> {
        let named = || {
            property(&self.state, "resourceLocation")
                .or_else(|| property(&self.state, "targetResourceLocation"))?
                .as_str()
        };
        self.found.as_deref().or_else(named)
    }

    /// What the service said last of the work; `null` where it said nothing.
    #[must_use]
    pub fn state(&self) -> &Value {
        &self.state
    }
}

impl fmt::Debug for Finished {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Finished")
            .field("status", &property(&self.state, "status").and_then(Value::as_str))
            .finish_non_exhaustive()
    }
}

/// What an answer says of the work.
pub(crate) enum Outcome {
    Running(Progress),
    Done(http::Response<Vec<u8>>),
    Failed(Box<ServiceError>),
}

/// Reads an answer of success about work.
pub(crate) fn read_state(response: http::Response<Vec<u8>>) -> Outcome {
    let state = own_body::read(response.body());
    let status = property(&state, "status").and_then(Value::as_str);
    let status = status.map(str::to_ascii_lowercase);
    match status.as_deref() {
        Some("completed" | "succeeded" | "success") => Outcome::Done(response),
        Some("failed" | "deletefailed" | "cancelled" | "canceled" | "expired" | "skipped") => {
            let mut error = ServiceError::read(response);
            let text = |name| property(&state, name).and_then(Value::as_str).map(str::to_owned);
            // Drives name the reason beside the status.
            if error.code.is_empty() {
                error.code = text("errorCode").or(status).unwrap_or_default();
            }
            if error.message.is_empty() {
                error.message = text("statusDescription").unwrap_or_default();
            }
            Outcome::Failed(Box::new(error))
        }
        // A status of which nothing is known is not the end: the limit is.
        Some(_) => Outcome::Running(Progress { state }),
        None if response.status() == StatusCode::ACCEPTED => Outcome::Running(Progress { state }),
        None => Outcome::Done(response),
    }
}
