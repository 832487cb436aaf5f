//! The state of a long-running operation, as the service reports it.

use std::fmt;

use http::StatusCode;
use serde_json::Value;

use crate::client::own_body::{self, property};
use crate::client::work::finished::Finished;
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

/// What an answer says of the work.
pub(crate) enum Answer {
    Running(Progress),
    Done(http::Response<Vec<u8>>),
    Failed(Box<ServiceError>),
}

/// Reads an answer of success about work.
pub(crate) fn read_state(response: http::Response<Vec<u8>>) -> Answer {
    let state = own_body::read(response.body());
    let status = property(&state, "status").and_then(Value::as_str);
    let status = status.map(str::to_ascii_lowercase);
    match status.as_deref() {
        Some("completed" | "succeeded" | "success") => Answer::Done(response),
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
            Answer::Failed(Box::new(error))
        }
        // A status of which nothing is known is not the end: the limit is.
        Some(_) => Answer::Running(Progress { state }),
        None if response.status() == StatusCode::ACCEPTED => Answer::Running(Progress { state }),
        None => Answer::Done(response),
    }
}
