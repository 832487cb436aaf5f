//! The pieces of an upload: how one is sent, and what is done when it fails.

use std::io;
use std::sync::Arc;

use http::header::{self, HeaderValue};
use http::{Method, StatusCode};

use crate::client::builder::Client;
use crate::client::error::Error;
use crate::client::error::kind::ProtocolError;
use crate::client::exchange::headers::header_value;
use crate::client::exchange::link::get;
use crate::client::exchange::sending::Sending;
use crate::client::retry::RetryPolicy;
use crate::client::retry::after::retry_after;
use crate::client::retry::rule::{Repeatable, RetryDecision, Tried};
use crate::client::upload::range::{Range, expected};
use crate::client::upload::source::UploadSource;

/// What came of a piece.
pub(super) enum Piece {
    /// The service has all.
    Last(http::Response<Vec<u8>>),
    /// The service has it and expects these bytes next.
    Arrived(Range),
    /// The session is to be asked.
    Failed(Error),
}

/// The pieces of an upload, and how they are sent.
pub(super) struct Pieces<'a> {
    pub(super) client: &'a Client,
    /// The URL of the session.
    pub(super) url: &'a str,
    pub(super) source: Box<dyn UploadSource>,
    /// The units of 320 KiB that a piece has at the most.
    pub(super) units: usize,
    /// The bytes of the source.
    pub(super) total: u64,
    pub(super) sending: &'a Sending,
}

impl Pieces<'_> {
    /// Sends a piece. `Err` is what no further attempt can put right.
    pub(super) async fn send(&mut self, range: &Range) -> Result<Piece, Error> {
        let total = self.total;
        let end = range.end(total, self.units);
        let count = usize::try_from(end - range.start).unwrap_or(usize::MAX);
        let bytes = self.source.read(range.start, count).await?;
        if bytes.len() != count {
            return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
        }
        let mut request = get(self.url)?.map(|_| bytes);
        *request.method_mut() = Method::PUT;
        let range = format!("bytes {}-{}/{total}", range.start, end - 1);
        let range = header_value(&header::CONTENT_RANGE, &range)?;
        let headers = request.headers_mut();
        headers.insert(header::CONTENT_RANGE, range);
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/octet-stream"),
        );
        // Attempts are counted here: before the next one the session must be asked.
        let sending = Sending {
            retry: Arc::new(RetryPolicy::never()),
            ..self.sending.clone()
        };
        Ok(match self.client.exchange(Ok(request), sending).await {
            Ok(response) => match expected(response.body(), total)? {
                Some(range) => Piece::Arrived(range),
                // A gap was filled that was the last.
                None if end == total || response.status() == StatusCode::CREATED => Piece::Last(response),
                None => Piece::Arrived(Range::from(end)),
            },
            Err(error) if Repeatable::IfTransient.permits(&error) || is_out_of_step(&error) => {
                Piece::Failed(error)
            }
            Err(error) => return Err(error),
        })
    }

    /// Waits after a piece that failed, as the rule for retries says, and asks the session what it expects next.
    pub(super) async fn resume(
        &mut self,
        failed: &Range,
        error: Error,
        tried: &mut Tried,
    ) -> Result<Range, Error> {
        let timer = &self.client.inner.timer;
        let asked = error
            .service()
            .and_then(|error| retry_after(&error.headers, timer.now()));
        tried.count();
        let decision = tried.decide(&*self.sending.retry, &error, asked, Repeatable::WhateverFailed);
        let RetryDecision::Retry(pause) = decision else {
            return Err(tried.end(decision, error));
        };
        timer.sleep(pause).await;
        match self.ask().await {
            // A session that is gone after its last piece was sent may be complete; that there is no answer is
            // what is known.
            Err(gone) if failed.end(self.total, self.units) == self.total && is_gone(&gone) => Err(error),
            asked => asked,
        }
    }

    /// Asks the session what it expects next.
    pub(super) async fn ask(&mut self) -> Result<Range, Error> {
        let response = self.client.exchange(get(self.url), self.sending.clone()).await?;
        // To begin at the first byte could send again what took hours.
        let range = expected(response.body(), self.total)?;
        range.ok_or_else(|| ProtocolError::NoUploadRange.into())
    }
}

/// Whether the service has other bytes than was thought.
fn is_out_of_step(error: &Error) -> bool {
    error.status() == Some(StatusCode::RANGE_NOT_SATISFIABLE)
}

fn is_gone(error: &Error) -> bool {
    matches!(error.status(), Some(StatusCode::NOT_FOUND | StatusCode::GONE))
}
