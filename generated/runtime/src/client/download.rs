//! Files and other streams, as they come.

mod resume;

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http::header::{self, HeaderValue};
use http::{Method, response};
use tokio::io::{AsyncWrite, AsyncWriteExt};

use self::resume::Resume;
use crate::client::builder::Client;
use crate::client::call::Call;
use crate::client::error::Error;
use crate::client::exchange::headers::content_length;
use crate::client::exchange::link::get;
use crate::client::exchange::sending::{Exchange, Outgoing, Sending};
use crate::client::transport::body::{Watched, next};
use crate::operation::Operation;

impl<O: Operation<Response = crate::response::Bytes>> Call<O> {
    /// Sends the request and returns the answer as it comes, not held in memory. It mostly comes from another
    /// host, to which the service redirects; no token goes there.
    #[inline]
    pub fn download(self) -> DownloadFuture {
        let (client, request, sending) = self.into_parts();
        client.begin_download(request, sending)
    }
}

impl Client {
    /// Downloads from a URL that needs no token, such as `@microsoft.graph.downloadUrl` of a drive item. None is
    /// sent.
    pub fn download(&self, url: &str) -> DownloadFuture {
        self.begin_download(get(url), self.without_token(&Method::GET))
    }

    fn begin_download(&self, request: Outgoing, sending: Sending) -> DownloadFuture {
        let request = request.map(|mut request| {
            // Of what is compressed on the way, neither the size is known nor where it broke. What is stored compressed
            // comes as it is stored.
            let identity = HeaderValue::from_static("identity");
            let headers = request.headers_mut();
            headers.entry(header::ACCEPT_ENCODING).or_insert(identity);
            request
        });
        let first = request.as_ref().ok().cloned();
        DownloadFuture {
            exchange: self.open(request, sending.clone()),
            resume: first.map(|first| Resume::new(self.clone(), first, sending)),
        }
    }
}

/// The future of a [`Download`]. It is tried again until the download begins.
#[must_use = "a download does nothing unless it is awaited"]
pub struct DownloadFuture {
    exchange: Exchange<Watched>,
    /// `None` where the request cannot be made.
    resume: Option<Resume>,
}

impl Future for DownloadFuture {
    type Output = Result<Download, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let (head, body) = ready!(self.exchange.as_mut().poll(context))?.into_parts();
        let mut resume = self.resume.take();
        if let Some(resume) = &mut resume {
            resume.begin(&head);
        }
        Poll::Ready(Ok(Download {
            head,
            state: State::Open(body),
            resume,
        }))
    }
}

impl fmt::Debug for DownloadFuture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DownloadFuture")
    }
}

/// A stream of bytes from the service.
///
/// When the connection breaks, or the service is silent for too long, the download goes on by itself where it
/// stopped: the request is sent again, with a token and redirects of its own, for the bytes that are missing
/// (`Range`), and only if the file is still the same (`If-Range`). That needs an `ETag` or a `Last-Modified` of the
/// first answer; without them the error of the connection ends the download, and so it does where the file has a
/// `Content-Encoding`: it comes as it is stored, which need not be so with a
/// [`Transport`](crate::client::Transport) of your own. The attempts of the
/// [`RetryPolicy`](crate::client::RetryPolicy) are counted anew with each MiB that arrives;
/// [`RetryPolicy::never`](crate::client::RetryPolicy::never) turns it off.
#[must_use = "the bytes come when they are asked for"]
pub struct Download {
    head: response::Parts,
    state: State,
    resume: Option<Resume>,
}

enum State {
    Open(Watched),
    /// The rest was asked for.
    Reopening(Exchange<Watched>),
    /// At the end, or after an error.
    Ended,
}

impl Download {
    /// Status and headers of the answer with which the download began.
    #[must_use]
    pub fn head(&self) -> &response::Parts {
        &self.head
    }

    /// The media type, as the service gave it.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.head.headers.get(header::CONTENT_TYPE)?.to_str().ok()
    }

    /// Number of bytes, where the service gave it.
    #[must_use]
    pub fn content_length(&self) -> Option<u64> {
        content_length(&self.head.headers)
    }

    /// The next bytes; `None` at the end.
    pub async fn next(&mut self) -> Option<Result<Bytes, Error>> {
        next(self).await
    }

    /// Writes all bytes to a file or another writer, and flushes it. Returns their number.
    ///
    /// # Errors
    /// When the writer fails; when the connection breaks and the download cannot go on:
    /// [`ProtocolError::DownloadChanged`](crate::client::ProtocolError::DownloadChanged) where the file is another now,
    /// [`ProtocolError::NoRange`](crate::client::ProtocolError::NoRange) where the service sends no parts of it. The writer
    /// then has the beginning. [`ProtocolError::DownloadTooLong`](crate::client::ProtocolError::DownloadTooLong) where more comes
    /// than was announced.
    pub async fn copy_to(mut self, writer: &mut (impl AsyncWrite + Unpin + ?Sized)) -> Result<u64, Error> {
        let mut count = 0;
        while let Some(bytes) = self.next().await {
            let bytes = bytes?;
            writer.write_all(&bytes).await?;
            count += bytes.len() as u64;
        }
        writer.flush().await?;
        Ok(count)
    }
}

impl Stream for Download {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        loop {
            let end = match &mut this.state {
                State::Ended => return Poll::Ready(None),
                State::Reopening(rest) => {
                    let rest = ready!(rest.as_mut().poll(context)).and_then(|response| {
                        if let Some(resume) = &mut this.resume {
                            resume.go_on(&response)?;
                        }
                        Ok(response)
                    });
                    match rest {
                        Ok(response) => this.state = State::Open(response.into_body()),
                        Err(error) => {
                            this.state = State::Ended;
                            return Poll::Ready(Some(Err(error)));
                        }
                    }
                    continue;
                }
                State::Open(body) => match ready!(Pin::new(body).poll_next(context)) {
                    Some(Ok(bytes)) => {
                        let bytes = match &mut this.resume {
                            Some(resume) => resume.arrived(bytes),
                            None => Ok(bytes),
                        };
                        if bytes.is_err() {
                            this.state = State::Ended;
                        }
                        return Poll::Ready(Some(bytes));
                    }
                    Some(Err(error)) => Err(error),
                    None => Ok(()),
                },
            };
            let end = match &this.resume {
                Some(resume) => resume.end(end),
                None => end,
            };
            let Err(broken) = end else {
                this.state = State::Ended;
                return Poll::Ready(None);
            };
            let rest = match &mut this.resume {
                Some(resume) => resume.after(broken),
                None => Err(broken.into()),
            };
            match rest {
                Ok(rest) => this.state = State::Reopening(rest),
                Err(error) => {
                    this.state = State::Ended;
                    return Poll::Ready(Some(Err(error)));
                }
            }
        }
    }
}

impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download")
            .field("status", &self.head.status)
            .field("content_type", &self.content_type())
            .field("content_length", &self.content_length())
            .finish_non_exhaustive()
    }
}
