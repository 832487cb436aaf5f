//! The links from page to page, whatever is on the pages. It is compiled once, not for each type of object.

use std::collections::HashSet;
use std::hash::BuildHasher;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http::Method;
use http::header::{self, HeaderMap, HeaderValue};
use url::{Position, Url};

use crate::client::builder::Client;
use crate::client::call::ResponseFuture;
use crate::client::error::Error;
use crate::client::error::kind::ProtocolError;
use crate::client::exchange::redirect::Address;
use crate::client::exchange::sending::{Exchange, Outgoing, Sending};
use crate::client::retry::rule::Repeatable;
use crate::error::RequestError;
use crate::model::Model;
use crate::model::slot::SlotMut;
use crate::request::header_text::{InvalidHeader, parse_header};
use crate::response::Response;

/// How many empty pages may follow each other. The service sends empty pages while it filters; dozens in a row are usual.
const MAX_EMPTY_PAGES: u32 = 1000;

/// How many of them are asked for without a pause.
const EMPTY_PAGES_AT_ONCE: u32 = 10;

/// The longest link that is followed, in bytes. Services take no longer address, and a relative link that is joined to the
/// address of its page makes that longer with each page: such a list has no end otherwise.
const LONGEST_LINK: usize = 16 << 10;

/// The longest pause before the page that follows an empty one.
const LONGEST_PAUSE: Duration = Duration::from_secs(2);

/// The links from page to page, whatever is on them.
pub(crate) struct Links {
    client: Client,
    sending: Sending,
    /// Headers of the first request, which the others repeat: `Prefer` and `ConsistencyLevel` hold for all pages.
    headers: Result<HeaderMap, InvalidHeader>,
    /// The page that comes next; it is not asked for before the future is polled.
    next: Option<Exchange<Vec<u8>>>,
    next_link: Option<String>,
    /// The link to the page that was read last; the page of a first request has none.
    current_link: Option<String>,
    delta_link: Option<String>,
    seen: SeenPages,
    /// How many pages without an object came last.
    empty: u32,
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
            next: Some(client.exchange(request, sending.clone())),
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
            next: None,
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
        self.follow_after(Duration::ZERO);
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
        if self.next_link.is_some() {
            self.follow_after(Duration::ZERO);
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
        let Some(exchange) = &mut self.next else {
            return Poll::Ready(None);
        };
        let response = ready!(exchange.as_mut().poll(context));
        self.next = None;
        Poll::Ready(Some(response))
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
        self.follow_after(pause_after(self.empty));
        Ok(())
    }

    /// Asks for the page of the link, after a pause.
    fn follow_after(&mut self, pause: Duration) {
        let link = self.next_link.as_deref().unwrap_or_default();
        let headers = self.headers.clone().map_err(RequestError::from);
        let page = self.client.follow_with(link, headers, self.sending.clone());
        self.next = Some(if pause.is_zero() {
            page
        } else {
            let client = self.client.clone();
            Box::pin(async move {
                client.inner.timer.sleep(pause).await;
                page.await
            })
        });
    }
}

/// The pause after so many empty pages.
fn pause_after(empty: u32) -> Duration {
    match empty.checked_sub(EMPTY_PAGES_AT_ONCE) {
        None => Duration::ZERO,
        Some(more) => (Duration::from_millis(50) * (1 << more.min(10))).min(LONGEST_PAUSE),
    }
}

/// Reads what an operation returns. Links in it that are relative are joined to the address that they came from.
pub(crate) fn read_answer<R: Response>(mut response: http::Response<Vec<u8>>) -> Result<R, Error> {
    let address: Option<Address> = response.extensions_mut().remove();
    let mut answer = R::read(response)?;
    if let Some(model) = answer.as_model()
        && let Some(Address(address)) = address
    {
        join_links(model, &address);
    }
    Ok(answer)
}

/// OData lets a service leave out what the address of the request says already.
fn join_links(model: &mut dyn Model, address: &Url) {
    for name in ["@odata.nextLink", "@odata.deltaLink"] {
        if let Some(index) = model.schema().position(name, 0)
            && let SlotMut::String(Some(link)) = model.slot(index)
            && Url::parse(link) == Err(url::ParseError::RelativeUrlWithoutBase)
            && let Ok(joined) = address.join(link)
        {
            *link = joined.into();
        }
    }
}

impl Client {
    /// Reads what a link of the service leads to, with a token: an `@odata.id`, a link that was saved.
    /// [`Value`](serde_json::Value) takes any JSON.
    ///
    /// # Errors
    /// [`ErrorKind::ForeignHost`](crate::client::ErrorKind::ForeignHost) where the link leads to a host that tokens are not
    /// sent to.
    #[inline]
    pub fn follow<R: Response>(&self, link: &str) -> ResponseFuture<R> {
        let mut headers = HeaderMap::new();
        if let Some(accept) = R::ACCEPT {
            headers.insert(header::ACCEPT, HeaderValue::from_static(accept));
        }
        ResponseFuture::new(
            None,
            self.follow_with(link, Ok(headers), self.inner.sending(&Method::GET)),
        )
    }

    fn follow_with(
        &self,
        link: &str,
        headers: Result<HeaderMap, RequestError>,
        sending: Sending,
    ) -> Exchange<Vec<u8>> {
        let sending = Sending {
            repeatable: Repeatable::IfTransient,
            ..sending
        };
        let request = get(link).and_then(|mut request| {
            *request.headers_mut() = headers?;
            Ok(request)
        });
        self.exchange(request, sending)
    }
}

/// A request of what is at a URL that the service sent. Characters that no URL has, which services let through in
/// filters, are percent-encoded.
pub(crate) fn get(link: &str) -> Outgoing {
    if link.len() > LONGEST_LINK {
        return Err(ProtocolError::LinkTooLong(link.len()).into());
    }
    let url = Url::parse(link).map_err(|_| ProtocolError::Link)?;
    let mut request = http::Request::new(Bytes::new());
    *request.uri_mut() = url.as_str().parse().map_err(RequestError::from)?;
    Ok(request)
}

pub(crate) fn json_headers() -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    headers
}
