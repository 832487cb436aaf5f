//! Resumption of a download that broke: a request of the bytes that are missing (RFC 9110, sections 13.1.5 and 14).

use std::io;

use bytes::Bytes;
use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use http::{Method, StatusCode, response};
use time::Duration;

use crate::client::builder::Client;
use crate::client::error::Error;
use crate::client::error::kind::ProtocolError;
use crate::client::exchange::headers::header_value;
use crate::client::exchange::headers::{content_length, date};
use crate::client::exchange::sending::{Exchange, Sending};
use crate::client::retry::rule::{Repeatable, RetryDecision, Tried};
use crate::client::transport::body::Watched;
use crate::client::transport::{TransportError, TransportErrorKind};
use crate::error::RequestError;

/// How many bytes must have arrived for the attempts to be counted anew.
const PROGRESS: u64 = 1 << 20;

/// What it takes to go on with a download.
pub(crate) struct Resume {
    client: Client,
    /// The request without the range that is missing.
    request: http::Request<Bytes>,
    sending: Sending,
    range: Option<Sent>,
    /// The last byte of the answer that is read now, which can be a part of the range.
    last_of_answer: Option<u64>,
    /// What says that the file is still the same: its entity tag or its date.
    validator: Option<HeaderValue>,
    received: u64,
    tried: Tried,
    /// How many bytes had been received when the attempts were counted anew.
    counted_from: u64,
}

/// Which bytes of the file a response has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Sent {
    start: u64,
    /// The last byte; `None` where the service does not say it.
    last: Option<u64>,
    /// How many bytes the file has, where the service says it.
    total: Option<u64>,
}

impl Resume {
    pub(crate) fn new(client: Client, request: http::Request<Bytes>, sending: Sending) -> Self {
        Self {
            client,
            request,
            sending,
            range: None,
            last_of_answer: None,
            validator: None,
            received: 0,
            tried: Tried::default(),
            counted_from: 0,
        }
    }

    /// Takes down what the answer to the first request says.
    pub(crate) fn begin(&mut self, head: &response::Parts) {
        // Ranges count the bytes that are stored. A client that decodes them on the way counts other bytes.
        let is_counted = !is_encoded(self.request.headers(), header::ACCEPT_ENCODING)
            && !is_encoded(&head.headers, header::CONTENT_ENCODING);
        self.range = is_counted.then(|| sent(head)).flatten();
        self.last_of_answer = self.range.and_then(|range| range.last);
        self.validator = validator(&head.headers);
    }

    /// Takes down that bytes have arrived. More than were announced are of another file, or nobody knows of what.
    pub(crate) fn arrived(&mut self, bytes: Bytes) -> Result<Bytes, Error> {
        self.received = self.received.saturating_add(bytes.len() as u64);
        let announced = self.until(self.last_of_answer);
        if let Some(announced) = announced.filter(|announced| self.received > *announced) {
            return Err(self.failed(ProtocolError::DownloadTooLong(announced)));
        }
        if self.received - self.counted_from >= PROGRESS {
            self.counted_from = self.received;
            self.tried = Tried::default();
        }
        Ok(bytes)
    }

    /// How many bytes there are from the first one that was asked for to this one.
    fn until(&self, last: Option<u64>) -> Option<u64> {
        Some(last? + 1 - self.range?.start)
    }

    /// The error of the operation that is downloaded.
    fn failed(&self, error: ProtocolError) -> Error {
        Error::from(error).of(self.sending.called.as_ref())
    }

    /// What the end of a body means, or the error in its place: only the length tells whether all has arrived, where
    /// the service announced it. A body that ends before has broken, and behind the last byte nothing can break.
    pub(crate) fn end(&self, end: Result<(), TransportError>) -> Result<(), TransportError> {
        match self.until(self.range.and_then(|range| range.last)) {
            Some(announced) if self.received < announced => end.and_then(|()| {
                let early = io::Error::from(io::ErrorKind::UnexpectedEof);
                Err(TransportError::new(TransportErrorKind::Broken, early))
            }),
            Some(_) => Ok(()),
            None => end,
        }
    }

    /// The rest of the download after an error, or the error where it cannot go on.
    pub(crate) fn after(&mut self, error: TransportError) -> Result<Exchange<Watched>, Error> {
        let error = Error::from(error).of(self.sending.called.as_ref());
        let is_read = self.request.method() == Method::GET;
        let (Some(missing), Some(validator), true) = (self.missing(), &self.validator, is_read) else {
            return Err(error);
        };
        if !Repeatable::IfTransient.permits(&error) {
            return Err(error);
        }
        self.tried.count();
        let decision = self
            .tried
            .decide(&*self.sending.retry, &error, None, Repeatable::IfTransient);
        let RetryDecision::Retry(pause) = decision else {
            return Err(self.tried.end(decision, error).of(self.sending.called.as_ref()));
        };
        let mut request = self.request.clone();
        let headers = request.headers_mut();
        headers.insert(header::RANGE, missing.header()?);
        headers.insert(header::IF_RANGE, validator.clone());
        let (client, sending) = (self.client.clone(), self.sending.clone());
        Ok(Box::pin(async move {
            client.inner.timer.sleep(pause).await;
            client.open(Ok(request), sending).await
        }))
    }

    /// The bytes that have not arrived.
    fn missing(&self) -> Option<Sent> {
        let range = self.range?;
        Some(Sent {
            start: range.start.saturating_add(self.received),
            ..range
        })
    }

    /// Takes down what the answer to a request of the rest says, or why it is none.
    pub(crate) fn go_on(&mut self, response: &http::Response<Watched>) -> Result<(), Error> {
        let (Some(missing), Some(validator)) = (self.missing(), &self.validator) else {
            return Ok(());
        };
        let part = part(response, missing, validator, self.received).map_err(|error| self.failed(error))?;
        self.last_of_answer = part.last;
        if let Some(range) = &mut self.range {
            // A first answer without a length did not say where the file ends. The service can send less than the rest:
            // what is missing then is asked for in turn.
            range.total = range.total.or(part.total);
            range.last = range.last.or(part.total.map(|total| total - 1)).or(part.last);
        }
        Ok(())
    }
}

impl Sent {
    /// The value of `Range` that asks for these bytes.
    fn header(self) -> Result<HeaderValue, RequestError> {
        let last = self.last.map(|last| last.to_string()).unwrap_or_default();
        header_value(&header::RANGE, &format!("bytes={}-{last}", self.start))
    }

    /// Whether these are the first of the bytes that are missing, of a file as long.
    fn is_of(self, missing: Self) -> bool {
        let is_within = missing
            .last
            .is_none_or(|end| self.last.is_some_and(|last| last <= end));
        let is_as_long = self.total.is_none() || missing.total.is_none() || self.total == missing.total;
        self.start == missing.start && is_within && is_as_long
    }
}

/// Whether a header names an encoding of the body.
fn is_encoded(headers: &HeaderMap, name: HeaderName) -> bool {
    headers.get_all(name).iter().any(|value| value != "identity")
}

/// Which bytes of a file a response has; `None` where that cannot be told, as with several ranges in one body.
fn sent(head: &response::Parts) -> Option<Sent> {
    let text = |name| head.headers.get(name)?.to_str().ok();
    match head.status {
        StatusCode::OK => {
            match content_length(&head.headers) {
                // There is nothing that could be missing.
                Some(0) => None,
                length => Some(Sent {
                    start: 0,
                    last: length.map(|length| length - 1),
                    total: length,
                }),
            }
        }
        StatusCode::PARTIAL_CONTENT => content_range(text(header::CONTENT_RANGE)?),
        _ => None,
    }
}

/// Reads `bytes 4-7/8` and `bytes 4-7/*`.
fn content_range(text: &str) -> Option<Sent> {
    let (range, total) = text.trim().strip_prefix("bytes ")?.split_once('/')?;
    let (start, last) = range.trim().split_once('-')?;
    let (start, last) = (start.parse().ok()?, last.parse().ok()?);
    let total: Option<u64> = match total.trim() {
        "*" => None,
        total => Some(total.parse().ok()?),
    };
    let fits = start <= last && last < total.unwrap_or(u64::MAX);
    fits.then_some(Sent {
        start,
        last: Some(last),
        total,
    })
}

/// What `If-Range` takes of a response: a strong entity tag, or a date that is long enough ago for the file not to
/// have changed twice at it.
fn validator(headers: &HeaderMap) -> Option<HeaderValue> {
    match headers.get(header::ETAG) {
        Some(tag) if tag.as_bytes().starts_with(b"\"") => Some(tag.clone()),
        _ => {
            let time = |name| headers.get(name)?.to_str().ok().and_then(date);
            let (modified, now) = (time(&header::LAST_MODIFIED)?, time(&header::DATE)?);
            let is_settled = now - modified >= Duration::MINUTE;
            is_settled.then(|| headers.get(header::LAST_MODIFIED).cloned())?
        }
    }
}

/// Which of the bytes that are missing a response has, or why they are not of the same file.
fn part(
    response: &http::Response<Watched>,
    missing: Sent,
    same: &HeaderValue,
    received: u64,
) -> Result<Sent, ProtocolError> {
    let headers = response.headers();
    let is_same = [header::ETAG, header::LAST_MODIFIED]
        .iter()
        .any(|name| headers.get(name) == Some(same));
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    match response.status() {
        StatusCode::PARTIAL_CONTENT => {
            let has_other_tag = headers.contains_key(header::ETAG) && same.as_bytes().starts_with(b"\"");
            if has_other_tag && !is_same {
                return Err(ProtocolError::DownloadChanged);
            }
            let sent = text(header::CONTENT_RANGE).and_then(content_range);
            let is_encoded = is_encoded(headers, header::CONTENT_ENCODING);
            sent.filter(|sent| !is_encoded && sent.is_of(missing))
                .ok_or(ProtocolError::NoRange(received))
        }
        _ if is_same => Err(ProtocolError::NoRange(received)),
        _ => Err(ProtocolError::DownloadChanged),
    }
}

#[cfg(test)]
mod tests {
    use http::header::{HeaderMap, HeaderName};
    use proptest::prelude::*;

    use super::{Sent, content_range, validator};

    #[test]
    fn ranges_of_responses() {
        let sent = |start, last, total| {
            Some(Sent {
                start,
                last: Some(last),
                total,
            })
        };
        assert_eq!(content_range("bytes 4-7/8"), sent(4, 7, Some(8)));
        assert_eq!(content_range("bytes 0-0/*"), sent(0, 0, None));
        for text in [
            "",
            "bytes */8",
            "bytes 7-4/8",
            "bytes 4-7",
            "bytes 4-7/7",
            "bytes 4-7/",
            "items 4-7/8",
            "bytes a-b/c",
            "bytes 0-18446744073709551615/*",
        ] {
            assert_eq!(content_range(text), None, "{text}");
        }
    }

    fn validated_by(headers: &[(HeaderName, &str)]) -> Option<String> {
        let headers: HeaderMap = headers
            .iter()
            .map(|(name, value)| (name.clone(), value.parse().unwrap()))
            .collect();
        validator(&headers).map(|value| value.to_str().unwrap().to_owned())
    }

    #[test]
    fn only_what_surely_tells_a_change_is_a_validator() {
        use http::header::{DATE, ETAG, LAST_MODIFIED};
        let modified = (LAST_MODIFIED, "Sun, 01 Mar 2026 12:00:00 GMT");
        let at = |date| (DATE, date);
        let strong = (ETAG, "\"{A},2\"");
        assert_eq!(
            validated_by(&[strong, modified.clone()]).as_deref(),
            Some("\"{A},2\"")
        );
        let late = at("Sun, 01 Mar 2026 12:01:00 GMT");
        assert_eq!(
            validated_by(&[(ETAG, "W/\"1\""), modified.clone(), late]).as_deref(),
            Some(modified.1)
        );
        let soon = at("Sun, 01 Mar 2026 12:00:59 GMT");
        assert_eq!(validated_by(&[modified.clone(), soon]), None);
        assert_eq!(validated_by(&[modified]), None);
        assert_eq!(validated_by(&[]), None);
    }

    proptest! {
        #[test]
        fn any_range_is_read(text in "(bytes )?[0-9*/ -]{0,50}") {
            if let Some(Sent { start, last, total }) = content_range(&text) {
                prop_assert!(Some(start) <= last && total.is_none_or(|total| last < Some(total)));
            }
        }
    }
}
