//! Files and other streams, as they come.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http::{Method, header, response};
use tokio::io::{AsyncWrite, AsyncWriteExt};

use super::body::{Watched, next};
use super::builder::Client;
use super::call::Call;
use super::error::Error;
use super::exchange::Exchange;
use super::links::get;
use crate::operation::Operation;

impl<O: Operation<Response = crate::Bytes>> Call<'_, O> {
    /// Sends the request and returns the answer as it comes, not held in memory. It mostly comes from another
    /// host, to which the service redirects; no token goes there.
    #[inline]
    pub fn download(self) -> Opening {
        let (client, request, sending) = self.into_parts();
        Opening(client.open(request, sending))
    }
}

impl Client {
    /// Downloads from a URL that needs no token, such as `@microsoft.graph.downloadUrl` of a drive item. None is
    /// sent.
    pub fn download(&self, url: &str) -> Opening {
        let sending = self.without_token(&Method::GET);
        Opening(match get(url) {
            Ok(request) => self.open(Ok(request), sending),
            Err(error) => Box::pin(std::future::ready(Err(error))),
        })
    }
}

/// The future of a [`Download`]. It is tried again until the download begins, and not after that.
#[must_use = "a download does nothing unless it is awaited"]
pub struct Opening(Exchange<Watched>);

impl Future for Opening {
    type Output = Result<Download, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let (head, body) = ready!(self.0.as_mut().poll(context))?.into_parts();
        Poll::Ready(Ok(Download { head, body }))
    }
}

impl fmt::Debug for Opening {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Opening")
    }
}

/// A stream of bytes from the service.
#[derive(Debug)]
#[must_use = "the bytes come when they are asked for"]
pub struct Download {
    head: response::Parts,
    body: Watched,
}

impl Download {
    /// Status and headers of the answer.
    #[must_use]
    pub fn head(&self) -> &response::Parts {
        &self.head
    }

    /// The media type, as the service gave it.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.head.headers.get(header::CONTENT_TYPE)?.to_str().ok()
    }

    /// Number of bytes, where the service gave it: it gives none for what it compresses.
    #[must_use]
    pub fn content_length(&self) -> Option<u64> {
        self.head
            .headers
            .get(header::CONTENT_LENGTH)?
            .to_str()
            .ok()?
            .parse()
            .ok()
    }

    /// The next bytes; `None` at the end.
    pub async fn next(&mut self) -> Option<Result<Bytes, Error>> {
        next(self).await
    }

    /// Writes all bytes to a file or another writer, and flushes it. Returns their number.
    ///
    /// # Errors
    /// When the connection breaks or the writer fails; the writer then has a part.
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
        Pin::new(&mut self.body)
            .poll_next(context)
            .map_err(Error::Transport)
    }
}
