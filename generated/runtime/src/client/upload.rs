//! Large files, piece by piece (<https://learn.microsoft.com/graph/api/driveitem-createuploadsession>).

use std::fmt;
use std::io;

use http::header::{self, HeaderValue};
use http::{Method, StatusCode};
use serde_json::Value;

use super::builder::Client;
use super::call::{Answer, Call};
use super::error::{Error, ProtocolError};
use super::exchange::{Exchange, Sending};
use super::links::get;
use super::retry::{RetryPolicy, Tried, is_retriable, parse_retry_after};
use super::upload_source::UploadSource;
use crate::error::RequestError;
use crate::operation::Operation;
use crate::response::Response;

/// Pieces must be multiples of this, or the service cannot put them together.
const UNIT: usize = 320 * 1024;

/// The service takes no larger pieces: 60 MiB.
const MAX_UNITS: usize = 192;

/// 10 MiB, which the documentation recommends.
const DEFAULT_UNITS: usize = 32;

impl<'c, O: Operation> Call<'c, O> {
    /// Creates an upload session with this request and uploads to it. The answer to the request must have an
    /// `uploadUrl`, as those of `createUploadSession` have.
    #[inline]
    pub fn upload(self, source: impl UploadSource) -> Upload {
        let (client, request, sending) = self.into_parts();
        Upload::new(
            client,
            Target::Session(client.exchange(request, sending)),
            Box::new(source),
        )
    }
}

impl Client {
    /// Uploads to a session that exists, by its `uploadUrl`, from where it stands. No token is sent to it.
    pub fn upload(&self, url: impl Into<String>, source: impl UploadSource) -> Upload {
        Upload::new(self, Target::Url(url.into()), Box::new(source))
    }
}

/// An upload of a file in pieces.
///
/// When the connection breaks, or the service asks to wait, the session is asked where it stands, and the upload
/// goes on there. The attempts of the [`RetryPolicy`] are counted anew with each piece that arrives. An upload
/// that was dropped, or has failed, goes on with [`Client::upload`] and the URL of its session, as long as the
/// service keeps it.
#[must_use = "an upload does nothing unless it is sent"]
pub struct Upload {
    client: Client,
    target: Target,
    source: Box<dyn UploadSource>,
    units: usize,
    progress: Box<dyn FnMut(u64, u64) + Send>,
    retry: RetryPolicy,
}

enum Target {
    /// The answer to the creation of a session.
    Session(Exchange<Vec<u8>>),
    Url(String),
}

impl Upload {
    fn new(client: &Client, target: Target, source: Box<dyn UploadSource>) -> Self {
        Self {
            client: client.clone(),
            target,
            source,
            units: DEFAULT_UNITS,
            progress: Box::new(|_, _| {}),
            retry: client.inner.retry,
        }
    }

    /// How many bytes a piece has: a multiple of 320 KiB up to 60 MiB; other numbers are rounded down. 10 MiB
    /// unless given.
    pub fn chunk_size(mut self, bytes: usize) -> Self {
        self.units = (bytes / UNIT).clamp(1, MAX_UNITS);
        self
    }

    /// A function that is called after each piece with the number of bytes that the service has, and of all.
    pub fn progress(mut self, progress: impl FnMut(u64, u64) + Send + 'static) -> Self {
        self.progress = Box::new(progress);
        self
    }

    /// How often and how long a piece is tried, instead of the client's own policy.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// Uploads and returns the answer to the last piece: the item, or `()` where it does not matter.
    ///
    /// # Errors
    /// An empty source is an error: an upload session takes no file without content.
    #[inline]
    pub fn send<R: Response>(self) -> Answer<R> {
        Answer::new(Box::pin(self.run()))
    }

    async fn run(mut self) -> Result<http::Response<Vec<u8>>, Error> {
        let total = self.source.size();
        if total == 0 {
            let error = io::Error::new(io::ErrorKind::InvalidInput, "there is nothing to upload");
            return Err(error.into());
        }
        let (url, mut next) = match std::mem::replace(&mut self.target, Target::Url(String::new())) {
            Target::Session(session) => (upload_url(&session.await?)?, Range::from(0)),
            Target::Url(url) => {
                let next = self.client.ask_session(&url, total).await?;
                (url, next)
            }
        };
        let mut tried = Tried::default();
        // The most that the service has had: less is no progress.
        let mut arrived = next.start;
        loop {
            if next.start > arrived {
                arrived = next.start;
                tried = Tried::default();
                (self.progress)(arrived, total);
            }
            let error = match self.send_piece(&url, &next, total).await? {
                Piece::Last(response) => {
                    (self.progress)(total, total);
                    return Ok(response);
                }
                Piece::Arrived(range) if range.start > arrived => {
                    next = range;
                    continue;
                }
                Piece::Arrived(range) => ProtocolError::UploadRange(range.to_string()).into(),
                Piece::Failed(error) => error,
            };
            tried.attempts += 1;
            let asked = match &error {
                Error::Service(error) => error.retry_after.as_deref(),
                _ => None,
            };
            let asked = asked.and_then(|text| parse_retry_after(text, self.client.inner.timer.now()));
            let Some(pause) = self.retry.pause(tried, asked) else {
                return Err(Error::RetriesExhausted {
                    attempts: tried.attempts,
                    last: Box::new(error),
                });
            };
            self.client.inner.timer.sleep(pause).await;
            tried.waited += pause;
            next = match self.client.ask_session(&url, total).await {
                // A session that is gone after its last piece was sent may be complete; that there is no answer is
                // what is known.
                Err(gone) if next.end(total, self.units) == total && is_gone(&gone) => return Err(error),
                asked => asked?,
            };
        }
    }

    /// Sends a piece. `Err` is what no further attempt can put right.
    async fn send_piece(&mut self, url: &str, range: &Range, total: u64) -> Result<Piece, Error> {
        let end = range.end(total, self.units);
        let count = usize::try_from(end - range.start).unwrap_or(usize::MAX);
        let bytes = self.source.read(range.start, count).await?;
        if bytes.len() != count {
            return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
        }
        let mut request = get(url)?.map(|_| bytes);
        *request.method_mut() = Method::PUT;
        let range = format!("bytes {}-{}/{total}", range.start, end - 1);
        let range = HeaderValue::try_from(range).map_err(RequestError::from)?;
        let headers = request.headers_mut();
        headers.insert(header::CONTENT_RANGE, range);
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/octet-stream"),
        );
        // Attempts are counted here: before the next one the session must be asked.
        let sending = Sending {
            retry: RetryPolicy::never(),
            ..self.client.without_token(&Method::PUT)
        };
        Ok(match self.client.exchange(Ok(request), sending).await {
            Ok(response) => match expected(response.body(), total)? {
                Some(range) => Piece::Arrived(range),
                // A gap was filled that was the last.
                None if end == total || response.status() == StatusCode::CREATED => Piece::Last(response),
                None => Piece::Arrived(Range::from(end)),
            },
            Err(error) if is_retriable(&error, true) || is_out_of_step(&error) => Piece::Failed(error),
            Err(error) => return Err(error),
        })
    }
}

impl Client {
    /// Asks a session what it expects next.
    async fn ask_session(&self, url: &str, total: u64) -> Result<Range, Error> {
        let sending = self.without_token(&Method::GET);
        let response = self.exchange(Ok(get(url)?), sending).await?;
        Ok(expected(response.body(), total)?.unwrap_or(Range::from(0)))
    }
}

impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Upload")
            .field("size", &self.source.size())
            .finish_non_exhaustive()
    }
}

/// What came of a piece.
enum Piece {
    /// The service has all.
    Last(http::Response<Vec<u8>>),
    /// The service has it and expects these bytes next.
    Arrived(Range),
    /// The session is to be asked.
    Failed(Error),
}

/// Bytes that a session expects.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Range {
    start: u64,
    /// The byte after the last one; `None` for all that follow.
    end: Option<u64>,
}

impl From<u64> for Range {
    fn from(start: u64) -> Self {
        Self { start, end: None }
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-", self.start)?;
        match self.end {
            Some(end) => write!(f, "{}", end.saturating_sub(1)),
            None => Ok(()),
        }
    }
}

impl Range {
    /// The end of the piece that is sent of the range.
    fn end(&self, total: u64, units: usize) -> u64 {
        let piece = self.start.saturating_add((units * UNIT) as u64);
        piece.min(self.end.unwrap_or(total)).min(total)
    }

    /// Reads `26-`, `26-99` (with the last byte) and `26`, as Outlook writes.
    fn parse(text: &str, total: u64) -> Result<Self, ProtocolError> {
        let (start, end) = text.split_once('-').unwrap_or((text, ""));
        let number = |text: &str| text.trim().parse::<u64>().ok();
        let end = match end.trim() {
            "" => Some(None),
            end => number(end).map(|last| Some(last.saturating_add(1))),
        };
        match (number(start), end) {
            (Some(start), Some(end)) if start < end.unwrap_or(total).min(total) => Ok(Self { start, end }),
            _ => Err(ProtocolError::UploadRange(text.chars().take(100).collect())),
        }
    }
}

/// The first of the ranges that a session expects; `None` where it names none.
fn expected(body: &[u8], total: u64) -> Result<Option<Range>, ProtocolError> {
    let value = serde_json::from_slice::<Value>(body).unwrap_or_default();
    match value.get("nextExpectedRanges").and_then(|ranges| ranges.get(0)) {
        Some(Value::String(range)) => Range::parse(range, total).map(Some),
        _ => Ok(None),
    }
}

fn upload_url(response: &http::Response<Vec<u8>>) -> Result<String, ProtocolError> {
    let value = serde_json::from_slice::<Value>(response.body()).unwrap_or_default();
    let url = value.get("uploadUrl").and_then(Value::as_str);
    url.map(str::to_owned).ok_or(ProtocolError::NoUploadUrl)
}

/// Whether the service has other bytes than was thought.
fn is_out_of_step(error: &Error) -> bool {
    matches!(
        error.status(),
        Some(StatusCode::RANGE_NOT_SATISFIABLE | StatusCode::INTERNAL_SERVER_ERROR | StatusCode::BAD_GATEWAY)
    )
}

fn is_gone(error: &Error) -> bool {
    matches!(error.status(), Some(StatusCode::NOT_FOUND | StatusCode::GONE))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Range, UNIT, expected};

    #[test]
    fn ranges() {
        let range = |start, end| Range { start, end };
        assert_eq!(Range::parse("26-", 100), Ok(range(26, None)));
        assert_eq!(Range::parse("26-49", 100), Ok(range(26, Some(50))));
        assert_eq!(Range::parse("26", 100), Ok(range(26, None)));
        for text in [
            "",
            "-",
            "a-",
            "26-b",
            "100-",
            "26-25",
            "-5",
            "99999999999999999999-",
        ] {
            assert!(Range::parse(text, 100).is_err(), "{text}");
        }
        assert_eq!(range(26, Some(50)).to_string(), "26-49");
        let unit = UNIT as u64;
        assert_eq!(range(5, None).end(10 * unit, 1), 5 + unit);
        assert_eq!(range(5, None).end(7, 1), 7);
        assert_eq!(range(5, Some(6)).end(7, 1), 6);
    }

    #[test]
    fn the_first_range_counts() {
        let body = br#"{"nextExpectedRanges": ["12-20", "77-"]}"#;
        assert_eq!(expected(body, 100).unwrap().unwrap().start, 12);
        assert_eq!(expected(b"{}", 100), Ok(None));
        assert_eq!(expected(br#"{"nextExpectedRanges": []}"#, 100), Ok(None));
        assert_eq!(expected(b"<html>", 100), Ok(None));
    }

    proptest! {
        #[test]
        fn a_range_is_within_the_whole(text in "[0-9 -]{0,12}", total in 1_u64..1000) {
            if let Ok(range) = Range::parse(&text, total) {
                prop_assert!(range.start < range.end(total, 1) && range.end(total, 1) <= total);
            }
        }
    }
}
