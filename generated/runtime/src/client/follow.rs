//! Links of the service that a program follows by itself.

use http::Method;
use http::header::{self, HeaderMap, HeaderValue};

use crate::client::builder::Client;
use crate::client::call::ResponseFuture;
use crate::client::exchange::link::get;
use crate::client::exchange::sending::{Exchange, Sending};
use crate::client::retry::rule::Repeatable;
use crate::error::RequestError;
use crate::response::Response;

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
        let sending = self.inner.sending(&Method::GET);
        ResponseFuture::new(None, self.follow_with(link, Ok(headers), sending))
    }

    /// Asks for what is at a link, with these headers.
    pub(super) fn follow_with(
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
