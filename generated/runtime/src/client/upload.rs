//! Large files, piece by piece (<https://learn.microsoft.com/graph/api/driveitem-createuploadsession>).

mod advance;
mod pieces;
mod range;
pub(crate) mod source;

use std::fmt;
use std::io;
use std::sync::Arc;

use http::Method;
use serde_json::Value;

use self::advance::Advance;
use self::pieces::{Piece, Pieces};
use self::range::{Range, UNIT};
use self::source::UploadSource;
use crate::client::builder::Client;
use crate::client::call::{Call, ResponseFuture};
use crate::client::error::Error;
use crate::client::error::kind::ProtocolError;
use crate::client::exchange::link::get;
use crate::client::exchange::sending::{Exchange, Sending};
use crate::client::own_body::{self, property};
use crate::client::retry::rule::{RetryRule, Tried};
use crate::operation::Operation;
use crate::permissions::called::CalledOperation;
use crate::response::Response;

/// Drives take no larger pieces: 60 MiB.
const MAX_UNITS: usize = 192;

/// 10 MiB, which the documentation recommends for drives.
const DEFAULT_UNITS: usize = 32;

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
    called: Option<CalledOperation>,
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
        let (url, found) = match target {
            Target::Session(session) => (upload_url(&session.await?)?, Some(Range::from(0))),
            Target::Url(url) => (url, None),
        };
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
        let mut next = match found {
            Some(next) => next,
            None => pieces.ask().await?,
        };
        started(&url);
        let mut tried = Tried::default();
        let mut advance = Advance::from(next.start);
        loop {
            if advance.reaches(next.start) {
                if advance.is_steady() {
                    tried = Tried::default();
                }
                progress(next.start, total);
            }
            let error = match pieces.send(&next).await? {
                Piece::Last(response) => {
                    progress(total, total);
                    return Ok(response);
                }
                Piece::Arrived(range) if advance.would_reach(range.start) && advance.is_steady() => {
                    next = range;
                    continue;
                }
                Piece::Arrived(range) => ProtocolError::UploadRange(range.to_string()).into(),
                Piece::Failed(error) => error,
            };
            next = pieces.resume(&next, error, &mut tried).await?;
        }
    }
}

impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Upload")
            .field("size", &self.source.size())
            .finish_non_exhaustive()
    }
}

fn upload_url(response: &http::Response<Vec<u8>>) -> Result<String, ProtocolError> {
    let value = own_body::read(response.body());
    let url = property(&value, "uploadUrl").and_then(Value::as_str);
    url.map(str::to_owned).ok_or(ProtocolError::NoUploadUrl)
}

/// Whether a session is one for an attachment of Outlook: only these take the bytes elsewhere than drives do.
fn is_attachment(called: &CalledOperation) -> bool {
    let mut segments = called.path_template().unwrap_or_default().rsplit('/');
    segments.next() == Some("createUploadSession") && segments.next() == Some("attachments")
}

/// Whether the host of a session is one of Outlook, in any cloud: `outlook.office.com`, `partner.outlook.cn`.
fn is_of_outlook(url: &str) -> bool {
    let url = url::Url::parse(url).ok();
    let host = url.as_ref().and_then(url::Url::host_str).unwrap_or_default();
    host.split('.').any(|label| label.eq_ignore_ascii_case("outlook"))
}
