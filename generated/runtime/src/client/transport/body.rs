//! Bodies of responses while they arrive: too slow a body fails, too large a one is not kept.

use std::fmt;
use std::num::NonZeroU32;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http::header::HeaderMap;

use crate::client::error::Error;
use crate::client::error::kind::ProtocolError;
use crate::client::exchange::headers::content_length;
use crate::client::timer::{Timer, within};
use crate::client::transport::{BoxFuture, ResponseBody, Transport, TransportError, TransportErrorKind};

/// How slow a body may be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pace {
    /// How long the service may be silent.
    pub(crate) timeout: Duration,
    /// How many bytes must come in a second after that time, on average.
    pub(crate) min_speed: Option<NonZeroU32>,
}

impl Pace {
    /// Whether too few bytes came in the time that they were waited for.
    fn is_too_slow(self, received: u64, waited: Duration) -> bool {
        let (Some(min_speed), Some(over)) = (self.min_speed, waited.checked_sub(self.timeout)) else {
            return false;
        };
        u128::from(received) * 1000 < u128::from(min_speed.get()) * over.as_millis()
    }
}

/// A body that fails when the service is silent for too long, or sends too slowly.
pub(crate) struct Watched {
    body: ResponseBody,
    timer: Arc<dyn Timer>,
    pace: Pace,
    /// Runs while the body is waited for.
    alarm: Option<BoxFuture<'static, ()>>,
    /// Since when the body is waited for.
    since: Option<Duration>,
    waited: Duration,
    received: u64,
}

impl Watched {
    pub(crate) fn new(body: ResponseBody, timer: Arc<dyn Timer>, pace: Pace) -> Self {
        Self {
            body,
            timer,
            pace,
            alarm: None,
            since: None,
            waited: Duration::ZERO,
            received: 0,
        }
    }

    /// Takes down that a piece has come, or the error where the pieces come too slowly.
    fn arrived(&mut self, piece: Bytes) -> Result<Bytes, TransportError> {
        self.received = self.received.saturating_add(piece.len() as u64);
        if let Some(since) = self.since.take() {
            self.waited = self
                .waited
                .saturating_add(self.timer.monotonic().saturating_sub(since));
        }
        if self.pace.is_too_slow(self.received, self.waited) {
            let slow = format!(
                "it sent {} bytes in {:.0?}, less than {} a second",
                self.received,
                self.waited,
                self.pace.min_speed.map_or(0, NonZeroU32::get)
            );
            return Err(TransportError::new(TransportErrorKind::Timeout, slow));
        }
        Ok(piece)
    }
}

impl Stream for Watched {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        if let Poll::Ready(piece) = Pin::new(&mut this.body).poll_next(context) {
            this.alarm = None;
            return Poll::Ready(piece.map(|piece| this.arrived(piece?)));
        }
        this.since.get_or_insert_with(|| this.timer.monotonic());
        let (timer, timeout) = (&this.timer, this.pace.timeout);
        let alarm = this.alarm.get_or_insert_with(|| timer.alarm(timeout));
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
pub(crate) async fn next<S: Stream + Unpin>(stream: &mut S) -> Option<S::Item> {
    std::future::poll_fn(|context| Pin::new(&mut *stream).poll_next(context)).await
}

/// Sends a request and returns its response as soon as its body begins.
pub(crate) async fn send_watched(
    transport: &dyn Transport,
    timer: &Arc<dyn Timer>,
    request: http::Request<Bytes>,
    timeout: Duration,
    pace: Pace,
) -> Result<http::Response<Watched>, TransportError> {
    let answer = within(&**timer, timeout, transport.send(request)).await;
    let response = answer.ok_or_else(TransportError::timeout)??;
    Ok(response.map(|body| Watched::new(body, Arc::clone(timer), pace)))
}

/// How many bytes are reserved for a body because the service announces them.
const MAX_RESERVED: usize = 1 << 20;

/// The whole body of a response with these headers, up to `max` bytes.
pub(crate) async fn collect(mut body: Watched, headers: &HeaderMap, max: usize) -> Result<Vec<u8>, Error> {
    let announced = content_length(headers).and_then(|length| usize::try_from(length).ok());
    let announced = announced.unwrap_or_default();
    let mut bytes = Vec::with_capacity(announced.min(max).min(MAX_RESERVED));
    while let Some(piece) = next(&mut body).await {
        let piece = piece?;
        if piece.len() > max - bytes.len() {
            return Err(ProtocolError::BodyTooLarge(max).into());
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes)
}

/// The beginning of a body, up to `max` bytes, as far as it comes, and what ended it before.
pub(crate) async fn collect_some(mut body: Watched, max: usize) -> (Vec<u8>, Result<(), TransportError>) {
    let mut bytes = Vec::new();
    while bytes.len() < max
        && let Some(piece) = next(&mut body).await
    {
        let piece = match piece {
            Ok(piece) => piece,
            Err(error) => return (bytes, Err(error)),
        };
        let end = piece.len().min(max - bytes.len());
        bytes.extend_from_slice(piece.get(..end).unwrap_or_default());
    }
    (bytes, Ok(()))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{NonZeroU32, Pace};

    #[test]
    fn what_is_too_slow() {
        let pace = |min_speed| Pace {
            timeout: Duration::from_secs(100),
            min_speed: NonZeroU32::new(min_speed),
        };
        for (received, seconds, is_too_slow) in [
            (0, 100, false),
            (0, 101, true),
            (1023, 101, true),
            (1024, 101, false),
            (u64::MAX, u64::MAX, true),
            (u64::MAX, 1 << 40, false),
        ] {
            let waited = Duration::from_secs(seconds);
            assert_eq!(
                pace(1024).is_too_slow(received, waited),
                is_too_slow,
                "{received} in {seconds}"
            );
        }
        assert!(!pace(0).is_too_slow(0, Duration::MAX));
    }
}
