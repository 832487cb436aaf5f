//! Large files, piece by piece (<https://learn.microsoft.com/graph/api/driveitem-createuploadsession>).

mod range;
pub(crate) mod source;

use std::fmt;
use std::io;
use std::sync::Arc;

use http::header::{self, HeaderValue};
use http::{Method, StatusCode};
use serde_json::Value;

use self::range::{Range, UNIT, expected};
use self::source::UploadSource;
use crate::client::builder::Client;
use crate::client::call::called::Called;
use crate::client::call::{Call, ResponseFuture};
use crate::client::error::Error;
use crate::client::error::kind::ProtocolError;
use crate::client::exchange::link::get;
use crate::client::exchange::sending::{Exchange, Sending};
use crate::client::own_body::{self, property};
use crate::client::retry::RetryPolicy;
use crate::client::retry::after::retry_after;
use crate::client::retry::rule::{Repeatable, RetryDecision, RetryRule, Tried};
use crate::operation::Operation;
use crate::request::header_text::header_value;
use crate::response::Response;

/// Drives take no larger pieces: 60 MiB.
const MAX_UNITS: usize = 192;

/// 10 MiB, which the documentation recommends for drives.
const DEFAULT_UNITS: usize = 32;

/// How often a session may take less than a piece can have before attempts are no longer counted anew.
const MAX_SHORT_STEPS: u32 = 20;

/// Outlook takes less than 4 MB in a piece: 3.75 MiB.
const MAX_UNITS_OF_OUTLOOK: usize = 12;

impl<O: Operation> Call<O> {
    /// Creates an upload session with this request and uploads to it. The answer to the request must have an
    /// `uploadUrl`, as those of `createUploadSession` have.
    #[inline]
    pub fn upload(self, source: impl UploadSource) -> Upload {
        let (client, request, sending) = self.into_parts();
        let called = sending.called.clone();
        let session = Target::Session(client.exchange(request, sending.clone()));
        Upload {
            // The settings of the call hold for the whole upload.
            sending: Sending {
                called: None,
                ..sending.without_token()
            },
            called,
            ..Upload::new(&client, session, Box::new(source))
        }
    }
}

impl Client {
    /// Uploads to a session that exists, by its `uploadUrl`, from where it stands. No token is sent to it.
    pub fn upload(&self, url: &str, source: impl UploadSource) -> Upload {
        Upload::new(self, Target::Url(url.to_owned()), Box::new(source))
    }

    /// Ends a session by its `uploadUrl`; the service forgets the pieces that it has. No token is sent to it.
    ///
    /// # Errors
    /// A session that has ended already is an error of the service with the status 404.
    pub fn cancel_upload(&self, url: &str) -> ResponseFuture<()> {
        let sending = self.without_token(&Method::DELETE);
        let request = get(url).map(|mut request| {
            *request.method_mut() = Method::DELETE;
            request
        });
        ResponseFuture::new(None, self.exchange(request, sending))
    }
}

/// An upload of a file in pieces.
///
/// When the connection breaks, or the service asks to wait, the session is asked where it stands, and the upload
/// goes on there. The attempts of the [`RetryRule`] are counted anew with each piece that arrives, or a
/// part of one for some times. An upload
/// that was dropped, or has failed, goes on with [`Client::upload`] and the URL of its session
/// ([`started`](Upload::started)), as long as the service keeps it.
#[must_use = "an upload does nothing unless it is sent"]
pub struct Upload {
    client: Client,
    target: Target,
    source: Box<dyn UploadSource>,
    units: usize,
    progress: Box<dyn FnMut(u64, u64) + Send>,
    started: Box<dyn FnOnce(&str) + Send>,
    /// How pieces are sent, and the session is asked.
    sending: Sending,
    /// The operation that created the session.
    called: Option<Called>,
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
            started: Box::new(|_| {}),
            sending: client.without_token(&Method::PUT),
            called: None,
        }
    }

    /// How many bytes a piece has: a multiple of 320 KiB up to 60 MiB; other numbers are rounded down. 10 MiB
    /// unless given. A session of Outlook, for an attachment, takes 3.75 MiB at most, and gets no larger pieces.
    pub fn piece_size(mut self, bytes: usize) -> Self {
        self.units = (bytes / UNIT).clamp(1, MAX_UNITS);
        self
    }

    /// A function that is called after each piece with the number of bytes that the service has, and of all.
    pub fn progress(mut self, progress: impl FnMut(u64, u64) + Send + 'static) -> Self {
        self.progress = Box::new(progress);
        self
    }

    /// A function that is called with the URL of the session before anything is sent to it: to be saved, so that a
    /// later run can go on with [`Client::upload`] or give up with [`Client::cancel_upload`]. The URL is a secret:
    /// whoever has it can write to the session.
    pub fn started(mut self, started: impl FnOnce(&str) + Send + 'static) -> Self {
        self.started = Box::new(started);
        self
    }

    /// How often and how long a piece is tried, instead of the client's own rule.
    pub fn retry(mut self, rule: impl RetryRule) -> Self {
        self.sending.retry = Arc::new(rule);
        self
    }

    /// Uploads and returns the answer to the last piece: the item, or `()` where it does not matter.
    ///
    /// # Errors
    /// An empty source is an error: an upload session takes no file without content.
    #[inline]
    pub fn send<R: Response>(self) -> ResponseFuture<R> {
        let called = self.called.clone();
        ResponseFuture::new(
            called.clone(),
            Box::pin(async move { self.run().await.map_err(|error| error.of(called.as_ref())) }),
        )
    }

    async fn run(self) -> Result<http::Response<Vec<u8>>, Error> {
        let Self {
            client,
            target,
            source,
            mut units,
            mut progress,
            started,
            sending,
            called,
        } = self;
        let total = source.size();
        if total == 0 {
            let error = io::Error::new(io::ErrorKind::InvalidInput, "there is nothing to upload");
            return Err(error.into());
        }
        let (url, mut next) = match target {
            Target::Session(session) => (upload_url(&session.await?)?, Range::from(0)),
            Target::Url(url) => {
                let next = ask_session(&client, &url, &sending, total).await?;
                (url, next)
            }
        };
        started(&url);
        if called.as_ref().is_some_and(is_attachment) || is_of_outlook(&url) {
            units = units.min(MAX_UNITS_OF_OUTLOOK);
        }
        let mut pieces = Pieces {
            client: &client,
            url: &url,
            source,
            units,
            total,
            sending: &sending,
        };
        let mut tried = Tried::default();
        // The most that the service has had: less is no progress.
        let mut arrived = next.start;
        // A session that takes a few bytes more each time would go on for ever.
        let (mut counted_from, mut short_steps) = (next.start, 0);
        loop {
            if next.start > arrived {
                arrived = next.start;
                if arrived - counted_from >= UNIT as u64 {
                    (counted_from, short_steps) = (arrived, 0);
                } else {
                    short_steps += 1;
                }
                if short_steps <= MAX_SHORT_STEPS {
                    tried = Tried::default();
                }
                progress(arrived, total);
            }
            let error = match pieces.send(&next).await? {
                Piece::Last(response) => {
                    progress(total, total);
                    return Ok(response);
                }
                Piece::Arrived(range) if range.start > arrived && short_steps <= MAX_SHORT_STEPS => {
                    next = range;
                    continue;
                }
                Piece::Arrived(range) => ProtocolError::UploadRange(range.to_string()).into(),
                Piece::Failed(error) => error,
            };
            let now = client.inner.timer.now();
            let asked = error.service().and_then(|error| retry_after(&error.headers, now));
            tried.count();
            let decision = tried.decide(&*sending.retry, &error, asked, Repeatable::WhateverFailed);
            let RetryDecision::Retry(pause) = decision else {
                return Err(tried.end(decision, error));
            };
            client.inner.timer.sleep(pause).await;
            next = match ask_session(&client, &url, &sending, total).await {
                // A session that is gone after its last piece was sent may be complete; that there is no answer is
                // what is known.
                Err(gone) if next.end(total, units) == total && is_gone(&gone) => return Err(error),
                asked => asked?,
            };
        }
    }
}

/// The pieces of an upload, and how they are sent.
struct Pieces<'a> {
    client: &'a Client,
    url: &'a str,
    source: Box<dyn UploadSource>,
    units: usize,
    total: u64,
    sending: &'a Sending,
}

impl Pieces<'_> {
    /// Sends a piece. `Err` is what no further attempt can put right.
    async fn send(&mut self, range: &Range) -> Result<Piece, Error> {
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
}

/// Asks a session what it expects next.
async fn ask_session(client: &Client, url: &str, sending: &Sending, total: u64) -> Result<Range, Error> {
    let response = client.exchange(get(url), sending.clone()).await?;
    // To begin at the first byte could send again what took hours.
    let range = expected(response.body(), total)?;
    range.ok_or_else(|| ProtocolError::NoUploadRange.into())
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

fn upload_url(response: &http::Response<Vec<u8>>) -> Result<String, ProtocolError> {
    let value = own_body::read(response.body());
    let url = property(&value, "uploadUrl").and_then(Value::as_str);
    url.map(str::to_owned).ok_or(ProtocolError::NoUploadUrl)
}

/// Whether a session is one for an attachment of Outlook: only these take the bytes elsewhere than drives do.
fn is_attachment(called: &Called) -> bool {
    let mut segments = called.template().rsplit('/');
    segments.next() == Some("createUploadSession") && segments.next() == Some("attachments")
}

/// Whether the host of a session is one of Outlook, in any cloud: `outlook.office.com`, `partner.outlook.cn`.
fn is_of_outlook(url: &str) -> bool {
    let url = url::Url::parse(url).ok();
    let host = url.as_ref().and_then(url::Url::host_str).unwrap_or_default();
    host.split('.').any(|label| label.eq_ignore_ascii_case("outlook"))
}

/// Whether the service has other bytes than was thought.
fn is_out_of_step(error: &Error) -> bool {
    error.status() == Some(StatusCode::RANGE_NOT_SATISFIABLE)
}

fn is_gone(error: &Error) -> bool {
    matches!(error.status(), Some(StatusCode::NOT_FOUND | StatusCode::GONE))
}
