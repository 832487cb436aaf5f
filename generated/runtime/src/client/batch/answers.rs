//! The answers to the requests of a batch.

use std::fmt;
use std::sync::Arc;

use http::StatusCode;

use crate::client::batch::ticket::{BatchRequestId, Ticket};
use crate::client::error::Error;
use crate::client::error::kind::{ErrorKind, ProtocolError};
use crate::client::exchange::link::{read_answer, read_with_head};
use crate::error::ServiceError;
use crate::permissions::called::CalledOperation;
use crate::response::Response;

/// The answers to the requests of a batch.
pub struct Answers {
    pub(super) batch: u64,
    pub(super) called: Vec<CalledOperation>,
    pub(super) answers: Vec<Option<Outcome>>,
}

/// Headers and bodies of answers can hold secrets; only their number is printed.
impl fmt::Debug for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let left = self.answers.iter().flatten().count();
        write!(f, "Answers({left} not taken)")
    }
}

/// What became of a request.
pub(super) enum Outcome {
    Response(http::Response<Vec<u8>>),
    /// The service answered with an error.
    Error(Error),
    /// The batch was answered, the request was not.
    Missing,
    /// The answer does not say what became of the request.
    Unreadable,
    /// The batch failed as a whole.
    Failed(Arc<Error>),
}

impl Answers {
    /// The answer to a request.
    ///
    /// # Errors
    /// When the service answered with an error or with something else than the operation returns, when there is
    /// no answer, when the ticket is of another batch, and when the batch failed as a whole.
    #[inline]
    pub fn take<R: Response>(&mut self, ticket: Ticket<R>) -> Result<R, Error> {
        self.take_as(ticket.into_id(), read_answer)
    }

    /// The answer to a request with its status and headers, such as `ETag` and `Location`.
    ///
    /// # Errors
    /// As [`take`](Self::take).
    #[inline]
    pub fn take_with_head<R: Response>(&mut self, ticket: Ticket<R>) -> Result<http::Response<R>, Error> {
        self.take_as(ticket.into_id(), read_with_head)
    }

    fn take_as<T>(
        &mut self,
        id: BatchRequestId,
        read: fn(http::Response<Vec<u8>>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let answer = self.response(id).and_then(read);
        answer.map_err(|error| error.of(self.called(id)))
    }

    /// The operation of a request.
    fn called(&self, id: BatchRequestId) -> Option<&CalledOperation> {
        let is_own = id.batch == self.batch;
        self.called.get(id.index).filter(|_| is_own)
    }

    fn response(&mut self, id: BatchRequestId) -> Result<http::Response<Vec<u8>>, Error> {
        if id.batch != self.batch {
            return Err(ErrorKind::ForeignTicket.into());
        }
        let answer = self.answers.get_mut(id.index).and_then(Option::take);
        match answer.unwrap_or(Outcome::Missing) {
            Outcome::Missing => Err(ProtocolError::MissingAnswer(id.index).into()),
            Outcome::Unreadable => Err(ProtocolError::UnreadableAnswer(id.index).into()),
            Outcome::Failed(error) => Err(ErrorKind::Batch(error).into()),
            Outcome::Error(error) => Err(error),
            Outcome::Response(response) => Ok(response),
        }
    }
}

/// The answer to a request that waits for one that failed.
pub(super) fn failed_dependency() -> Outcome {
    let error = ServiceError::new(
        StatusCode::FAILED_DEPENDENCY,
        "FailedDependency",
        "A request before it failed.",
    );
    Outcome::Error(error.into())
}
