//! The links from page to page, whatever is on the pages. It is compiled once, not for each type of object.

use std::collections::HashSet;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use http::Method;
use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use url::Url;

use super::builder::Client;
use super::call::Answer;
use super::error::Error;
use super::error_kind::ProtocolError;
use super::exchange::{Exchange, Sending};
use super::redirect::Address;
use super::retry_rule::Repeatable;
use crate::error::RequestError;
use crate::model::Model;
use crate::response::Response;
use crate::slot::SlotMut;

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
pub(super) struct Links {
    client: Client,
    sending: Sending,
    /// Headers of the first request, which the others repeat: `Prefer` and `ConsistencyLevel` hold for all pages.
    headers: HeaderMap,
    /// The page that comes next; it is not asked for before the future is polled.
    next: Option<Exchange<Vec<u8>>>,
    next_link: Option<String>,
    delta_link: Option<String>,
    /// The pages that were asked for.
    seen: HashSet<Url>,
    /// How many pages without an object came last.
    empty: u32,
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
            next: Some(client.exchange(request, sending.clone())),
            ..Self::unasked(client, headers, sending)
        }
    }

    pub(super) fn resume(client: &Client, link: &str) -> Self {
        let sending = client.inner.sending(&Method::GET);
        let mut links = Self::unasked(client, json_headers(), sending);
        links.go_to(link);
        links
    }

    fn unasked(client: &Client, headers: HeaderMap, sending: Sending) -> Self {
        Self {
            client: client.clone(),
            sending,
            headers,
            next: None,
            next_link: None,
            delta_link: None,
            seen: HashSet::new(),
            empty: 0,
        }
    }

    /// Begins anew with a request; pages that were read before may come again.
    pub(super) fn restart(&mut self, request: http::Request<Vec<u8>>, sending: Sending) {
        *self = Self::begin(&self.client, Ok(request), sending);
    }

    /// Goes on from a link instead, with the headers that the first request had.
    pub(super) fn go_to(&mut self, link: &str) {
        self.next_link = Some(link.to_owned());
        self.follow_after(Duration::ZERO);
    }

    /// Sets a header of the requests that follow.
    pub(super) fn header(&mut self, name: HeaderName, value: HeaderValue) {
        self.headers.insert(name, value);
        if self.next_link.is_some() {
            self.follow_after(Duration::ZERO);
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
        if let Ok(response) = &response
            && let Some(Address(url)) = response.extensions().get()
        {
            self.seen.insert(without_fragment(url.clone()));
        }
        Poll::Ready(Some(response))
    }

    /// Goes on from a page that was read.
    pub(super) fn turn(
        &mut self,
        is_empty: bool,
        next_link: Option<&String>,
        delta_link: Option<&String>,
    ) -> Result<(), Error> {
        let next_url = next_link
            .and_then(|link| Url::parse(link).ok())
            .map(without_fragment);
        if next_url.is_some_and(|url| !self.seen.insert(url)) {
            return Err(Error::from(ProtocolError::RepeatedPage).of(self.sending.called.as_ref()));
        }
        self.next_link = next_link.cloned();
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
        let page = self
            .client
            .follow_with(link, self.headers.clone(), self.sending.clone());
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

/// What is asked of the service for a URL: a fragment is not sent.
fn without_fragment(mut url: Url) -> Url {
    url.set_fragment(None);
    url
}

/// The pause after so many empty pages.
fn pause_after(empty: u32) -> Duration {
    match empty.checked_sub(EMPTY_PAGES_AT_ONCE) {
        None => Duration::ZERO,
        Some(more) => (Duration::from_millis(50) * (1 << more.min(10))).min(LONGEST_PAUSE),
    }
}

/// Reads what an operation returns. Links in it that are relative are joined to the address that they came from.
pub(super) fn read_answer<R: Response>(response: &http::Response<Vec<u8>>) -> Result<R, Error> {
    let mut answer = R::read(response)?;
    if let Some(model) = answer.as_model()
        && let Some(Address(address)) = response.extensions().get()
    {
        join_links(model, address);
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
    /// [`ErrorKind::ForeignHost`](super::ErrorKind::ForeignHost) where the link leads to a host that tokens are not
    /// sent to.
    #[inline]
    pub fn follow<R: Response>(&self, link: &str) -> Answer<R> {
        let mut headers = HeaderMap::new();
        if let Some(accept) = R::ACCEPT {
            headers.insert(header::ACCEPT, HeaderValue::from_static(accept));
        }
        Answer::new(
            None,
            self.follow_with(link, headers, self.inner.sending(&Method::GET)),
        )
    }

    pub(super) fn follow_with(&self, link: &str, headers: HeaderMap, sending: Sending) -> Exchange<Vec<u8>> {
        let sending = Sending {
            repeatable: Repeatable::IfTransient,
            ..sending
        };
        match get(link) {
            Ok(mut request) => {
                *request.headers_mut() = headers;
                self.exchange(Ok(request), sending)
            }
            Err(error) => Box::pin(std::future::ready(Err(error.of(sending.called.as_ref())))),
        }
    }
}

/// A request of what is at a URL that the service sent. Characters that no URL has, which services let through in
/// filters, are percent-encoded.
pub(super) fn get(link: &str) -> Result<http::Request<Vec<u8>>, Error> {
    if link.len() > LONGEST_LINK {
        return Err(ProtocolError::LinkTooLong(link.len()).into());
    }
    let url = Url::parse(link).map_err(|_| ProtocolError::Link)?;
    let mut request = http::Request::new(Vec::new());
    *request.uri_mut() = url.as_str().parse().map_err(RequestError::from)?;
    Ok(request)
}

pub(super) fn json_headers() -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    headers
}
