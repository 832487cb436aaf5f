//! The links from page to page, whatever is on the pages. It is compiled once, not for each type of object.

use std::task::{Context, Poll, ready};

use http::Method;
use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use url::Url;

use super::builder::Client;
use super::call::Answer;
use super::error::{Error, ProtocolError};
use super::exchange::{Exchange, Sending};
use crate::error::RequestError;
use crate::response::Response;

/// The links from page to page, whatever is on them.
pub(super) struct Links {
    client: Client,
    sending: Sending,
    /// Headers of the first request, which the others repeat: `Prefer` and `ConsistencyLevel` hold for all pages.
    headers: HeaderMap,
    /// The page that comes next; it is not asked for before the future is polled.
    next: Option<Exchange<Vec<u8>>>,
    next_link: Option<String>,
    delta_link: Option<String>,
}

impl Links {
    pub(super) fn begin(
        client: &Client,
        request: Result<http::Request<Vec<u8>>, RequestError>,
        sending: Sending,
    ) -> Self {
        let mut headers = request
            .as_ref()
            .map(|request| request.headers().clone())
            .unwrap_or_default();
        headers.remove(header::CONTENT_TYPE);
        Self {
            client: client.clone(),
            sending,
            headers,
            next: Some(client.exchange(request, sending)),
            next_link: None,
            delta_link: None,
        }
    }

    pub(super) fn resume(client: &Client, link: String) -> Self {
        let sending = client.inner.sending(&Method::GET);
        let headers = json_headers();
        Self {
            client: client.clone(),
            sending,
            next: Some(client.follow_with(&link, headers.clone(), sending)),
            headers,
            next_link: Some(link),
            delta_link: None,
        }
    }

    /// Sets a header of the requests that follow.
    pub(super) fn header(&mut self, name: HeaderName, value: HeaderValue) {
        self.headers.insert(name, value);
        if let Some(link) = &self.next_link {
            let headers = self.headers.clone();
            self.next = Some(self.client.follow_with(link, headers, self.sending));
        }
    }

    pub(super) fn next_link(&self) -> Option<&str> {
        self.next_link.as_deref()
    }

    pub(super) fn delta_link(&self) -> Option<&str> {
        self.delta_link.as_deref()
    }

    /// The response that holds the next page; after it, [`turn`](Self::turn) says how to go on. Without that
    /// there is no further page, so that an error is the last.
    pub(super) fn poll_next(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<http::Response<Vec<u8>>, Error>>> {
        let Some(exchange) = &mut self.next else {
            return Poll::Ready(None);
        };
        let response = ready!(exchange.as_mut().poll(context));
        self.next = None;
        Poll::Ready(Some(response))
    }

    /// Goes on from a page that was read.
    pub(super) fn turn(
        &mut self,
        is_empty: bool,
        next_link: Option<&String>,
        delta_link: Option<&String>,
    ) -> Result<(), Error> {
        if is_empty && next_link.is_some() && self.next_link.as_ref() == next_link {
            return Err(ProtocolError::RepeatedPage.into());
        }
        self.next_link = next_link.cloned();
        self.delta_link = delta_link.cloned();
        self.next = next_link.map(|link| self.client.follow_with(link, self.headers.clone(), self.sending));
        Ok(())
    }
}

impl Client {
    /// Reads what a link of the service leads to, with a token: the [`location`](crate::Accepted::location) of
    /// work that takes time, an `@odata.id`. [`Value`](serde_json::Value) takes any JSON.
    ///
    /// # Errors
    /// [`Error::ForeignHost`] where the link leads to a host that tokens are not sent to.
    #[inline]
    pub fn follow<R: Response>(&self, link: &str) -> Answer<R> {
        let mut headers = HeaderMap::new();
        if let Some(accept) = R::ACCEPT {
            headers.insert(header::ACCEPT, HeaderValue::from_static(accept));
        }
        Answer::new(self.follow_with(link, headers, self.inner.sending(&Method::GET)))
    }

    fn follow_with(&self, link: &str, headers: HeaderMap, sending: Sending) -> Exchange<Vec<u8>> {
        let sending = Sending {
            idempotent: true,
            ..sending
        };
        match get(link) {
            Ok(mut request) => {
                *request.headers_mut() = headers;
                self.exchange(Ok(request), sending)
            }
            Err(error) => Box::pin(std::future::ready(Err(error))),
        }
    }
}

/// A request of what is at a URL that the service sent. Characters that no URL has, which services let through in
/// filters, are percent-encoded.
pub(super) fn get(link: &str) -> Result<http::Request<Vec<u8>>, Error> {
    let url = Url::parse(link).map_err(|_| ProtocolError::Link)?;
    let mut request = http::Request::new(Vec::new());
    *request.uri_mut() = url.as_str().parse().map_err(RequestError::from)?;
    Ok(request)
}

fn json_headers() -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    headers
}
