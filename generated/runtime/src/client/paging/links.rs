//! The links from page to page, whatever is on the pages. It is compiled once, not for each type of object.

use std::collections::HashSet;
use std::hash::BuildHasher;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http::Method;
use http::header::{self, HeaderMap};
use url::{Position, Url};

use crate::client::builder::Client;
use crate::client::error::Error;
use crate::client::error::kind::ProtocolError;
use crate::client::exchange::link::{json_headers, read_answer};
use crate::client::exchange::sending::{Exchange, Outgoing, Sending};
use crate::error::RequestError;
use crate::headers::{InvalidHeader, parse_header};
use crate::response::Response;

/// How many empty pages may follow each other. The service sends empty pages while it filters; dozens in a row are usual.
const MAX_EMPTY_PAGES: u32 = 1000;

/// How many of them are asked for without a pause.
const EMPTY_PAGES_AT_ONCE: u32 = 10;

/// The longest pause before the page that follows an empty one.
const LONGEST_PAUSE: Duration = Duration::from_secs(2);

/// The links from page to page, whatever is on them.
pub(crate) struct Links {
    client: Client,
    sending: Sending,
    /// Headers of the first request, which the others repeat: `Prefer` and `ConsistencyLevel` hold for all pages.
    headers: Result<HeaderMap, InvalidHeader>,
    next: Next,
    next_link: Option<String>,
    /// The link to the page that was read last; the page of a first request has none.
    current_link: Option<String>,
    delta_link: Option<String>,
    seen: SeenPages,
    /// How many pages without an object came last.
    empty: u32,
}

/// The page that comes next.
enum Next {
    /// There is none: after the last page, and after an error.
    None,
    /// That of the link. It is asked for after a pause, when somebody wants it.
    AtLink(Duration),
    /// It is asked for when the future is polled.
    Asked(Exchange<Vec<u8>>),
}

/// The pages that were asked for. Their addresses can be long, and there can be many: a hash of each is kept.
#[derive(Default)]
struct SeenPages(HashSet<u64>);

impl SeenPages {
    /// Adds a page. Returns whether it was not there.
    fn insert(&mut self, url: &Url) -> bool {
        // What is asked of the service: a fragment is not sent.
        let asked = &url[..Position::AfterQuery];
        let hash = self.0.hasher().hash_one(asked);
        self.0.insert(hash)
    }
}

impl Links {
    pub(crate) fn begin(client: &Client, request: Outgoing, sending: Sending) -> Self {
        let mut seen = SeenPages::default();
        let mut headers = HeaderMap::new();
        if let Ok(request) = &request {
            headers.clone_from(request.headers());
            headers.remove(header::CONTENT_TYPE);
            if let Ok(url) = Url::parse(&request.uri().to_string()) {
                seen.insert(&url);
            }
        }
        Self {
            next: Next::Asked(client.exchange(request, sending.clone())),
            seen,
            ..Self::unasked(client, headers, sending)
        }
    }

    pub(crate) fn resume(client: &Client, link: &str) -> Self {
        let sending = client.inner.sending(&Method::GET);
        let mut links = Self::unasked(client, json_headers(), sending);
        links.go_to(link);
        links
    }

    fn unasked(client: &Client, headers: HeaderMap, sending: Sending) -> Self {
        Self {
            client: client.clone(),
            sending,
            headers: Ok(headers),
            next: Next::None,
            next_link: None,
            current_link: None,
            delta_link: None,
            seen: SeenPages::default(),
            empty: 0,
        }
    }

    /// Begins anew with a request; pages that were read before may come again.
    pub(crate) fn restart(&mut self, request: http::Request<Bytes>, sending: Sending) {
        *self = Self::begin(&self.client, Ok(request), sending);
    }

    /// Goes on from a link instead, with the headers that the first request had.
    pub(crate) fn go_to(&mut self, link: &str) {
        self.seen = SeenPages::default();
        if let Ok(url) = Url::parse(link) {
            self.seen.insert(&url);
        }
        self.next_link = Some(link.to_owned());
        self.next = Next::AtLink(Duration::ZERO);
    }

    /// Sets a header of the requests that follow.
    pub(crate) fn header(&mut self, name: &str, value: &[u8]) {
        if let Ok(headers) = &mut self.headers {
            match parse_header(name, value) {
                Ok((name, value)) => {
                    headers.insert(name, value);
                }
                Err(invalid) => self.headers = Err(invalid),
            }
        }
    }

    pub(crate) fn next_link(&self) -> Option<&str> {
        self.next_link.as_deref()
    }

    pub(crate) fn current_link(&self) -> Option<&str> {
        self.current_link.as_deref()
    }

    pub(crate) fn delta_link(&self) -> Option<&str> {
        self.delta_link.as_deref()
    }

    /// The response that holds the next page; after it, [`turn`](Self::turn) says how to go on. Without that
    /// there is no further page, so that an error is the last.
    pub(crate) fn poll_next(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<http::Response<Vec<u8>>, Error>>> {
        if let Next::AtLink(pause) = self.next {
            self.next = Next::Asked(self.follow_after(pause));
        }
        let Next::Asked(exchange) = &mut self.next else {
            return Poll::Ready(None);
        };
        let response = ready!(exchange.as_mut().poll(context));
        self.next = Next::None;
        Poll::Ready(Some(response))
    }

    /// Reads a page.
    pub(crate) fn read<R: Response>(&self, response: http::Response<Vec<u8>>) -> Result<R, Error> {
        read_answer(response).map_err(|error| error.of(self.sending.called.as_ref()))
    }

    /// Goes on from a page that was read.
    pub(crate) fn turn(
        &mut self,
        is_empty: bool,
        next_link: Option<&String>,
        delta_link: Option<&String>,
    ) -> Result<(), Error> {
        let next_url = next_link.and_then(|link| Url::parse(link).ok());
        if next_url.is_some_and(|url| !self.seen.insert(&url)) {
            return Err(Error::from(ProtocolError::RepeatedPage).of(self.sending.called.as_ref()));
        }
        self.current_link = std::mem::replace(&mut self.next_link, next_link.cloned());
        self.delta_link = delta_link.cloned();
        self.empty = if is_empty { self.empty + 1 } else { 0 };
        if next_link.is_none() {
            return Ok(());
        }
        if self.empty >= MAX_EMPTY_PAGES {
            return Err(Error::from(ProtocolError::EmptyPages(self.empty)).of(self.sending.called.as_ref()));
        }
        self.next = Next::AtLink(pause_after(self.empty));
        Ok(())
    }

    /// Asks for the page of the link, after a pause.
    fn follow_after(&self, pause: Duration) -> Exchange<Vec<u8>> {
        let link = self.next_link.as_deref().unwrap_or_default();
        let headers = self.headers.clone().map_err(RequestError::from);
        let page = self.client.follow_with(link, headers, self.sending.clone());
        if pause.is_zero() {
            return page;
        }
        let client = self.client.clone();
        Box::pin(async move {
            client.inner.timer.sleep(pause).await;
            page.await
        })
    }
}

/// The pause after so many empty pages.
fn pause_after(empty: u32) -> Duration {
    match empty.checked_sub(EMPTY_PAGES_AT_ONCE) {
        None => Duration::ZERO,
        Some(more) => (Duration::from_millis(50) * (1 << more.min(10))).min(LONGEST_PAUSE),
    }
}
