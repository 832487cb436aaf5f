//! Bodies of responses on their way.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;

use super::error::{Error, ProtocolError};
use super::timer::Timer;
use super::transport::{BoxFuture, ResponseBody, TransportError};

/// A body that fails when the service is silent for too long.
pub(super) struct Watched {
    body: ResponseBody,
    timer: Arc<dyn Timer>,
    timeout: Duration,
    /// Runs while the body is waited for.
    alarm: Option<BoxFuture<'static, ()>>,
}

impl Watched {
    pub(super) fn new(body: ResponseBody, timer: Arc<dyn Timer>, timeout: Duration) -> Self {
        Self {
            body,
            timer,
            timeout,
            alarm: None,
        }
    }
}

impl Stream for Watched {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        if let Poll::Ready(piece) = Pin::new(&mut this.body).poll_next(context) {
            this.alarm = None;
            return Poll::Ready(piece);
        }
        let (timer, timeout) = (&this.timer, this.timeout);
        let alarm = this.alarm.get_or_insert_with(|| timer.sleep(timeout));
        alarm.as_mut().poll(context).map(|()| {
            this.alarm = None;
            Some(Err(TransportError::timeout()))
        })
    }
}

impl fmt::Debug for Watched {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.body.fmt(f)
    }
}

/// The next piece of a stream.
pub(super) async fn next<S: Stream + Unpin>(stream: &mut S) -> Option<S::Item> {
    std::future::poll_fn(|context| Pin::new(&mut *stream).poll_next(context)).await
}

/// The whole body, up to `max` bytes.
pub(super) async fn collect(mut body: Watched, max: usize) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    while let Some(piece) = next(&mut body).await {
        let piece = piece?;
        if piece.len() > max - bytes.len() {
            return Err(ProtocolError::BodyTooLarge(max).into());
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes)
}

/// The beginning of a body, up to `max` bytes, as far as it comes. It tells of an error, which is none the less
/// an error when the rest is missing.
pub(super) async fn collect_some(mut body: Watched, max: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    while bytes.len() < max
        && let Some(Ok(piece)) = next(&mut body).await
    {
        let end = piece.len().min(max - bytes.len());
        bytes.extend_from_slice(piece.get(..end).unwrap_or_default());
    }
    bytes
}
