//! Work that is done, and what it has made.

use std::fmt;
use std::sync::Arc;

use http::header;
use serde_json::Value;

use crate::client::call::ResponseFuture;
use crate::client::exchange::address::Address;
use crate::client::exchange::link::get;
use crate::client::own_body::{self, property};
use crate::client::work::asking::Asking;
use crate::response::Response;

/// Work that is done.
#[derive(Clone)]
pub struct Finished {
    asking: Arc<Asking>,
    /// What the service said last.
    body: Vec<u8>,
    /// Where the service said it.
    address: Option<Address>,
    state: Value,
    /// Where the service redirected to.
    found: Option<String>,
}

impl Finished {
    /// The id of what the work has made, where the service names it.
    #[must_use]
    pub fn resource_id(&self) -> Option<&str> {
        let id = property(&self.state, "resourceId").or_else(|| property(&self.state, "targetResourceId"));
        id?.as_str()
    }

    /// Where what the work has made is, where the service says so. [`resource`](Self::resource) fetches it.
    #[must_use]
    pub fn resource_location(&self) -> Option<&str> {
        let named = || {
            property(&self.state, "resourceLocation")
                .or_else(|| property(&self.state, "targetResourceLocation"))?
                .as_str()
        };
        self.found.as_deref().or_else(named)
    }

    /// What the service said last of the work; `null` where it said nothing.
    #[must_use]
    pub fn state(&self) -> &Value {
        &self.state
    }

    /// What the work has made, where the service names it; otherwise what it said at the end.
    ///
    /// The request has a token where the URL is on a host that gets one, also if the URL was named by another host:
    /// drives let SharePoint watch the work, and SharePoint names an item of Microsoft Graph. The other host was itself
    /// named by Microsoft Graph (or by the program), can only have something read, and does not see the answer.
    pub fn resource<R: Response>(&self) -> ResponseFuture<R> {
        let (client, called) = (&self.asking.client, self.asking.called.clone());
        let Some(location) = self.resource_location() else {
            let mut response = http::Response::new(self.body.clone());
            response.extensions_mut().insert(client.inner.read_options);
            return ResponseFuture::new(called, Box::pin(std::future::ready(Ok(response))));
        };
        let url = self.asking.absolute(self.address.as_ref(), location);
        let request = get(url.as_deref().unwrap_or(location)).map(|mut request| {
            if let Some(accept) = R::ACCEPT {
                let accept = header::HeaderValue::from_static(accept);
                request.headers_mut().insert(header::ACCEPT, accept);
            }
            request
        });
        ResponseFuture::new(called, client.exchange(request, self.asking.sending.clone()))
    }

    pub(super) fn new(asking: &Arc<Asking>, response: http::Response<Vec<u8>>) -> Self {
        Self {
            asking: Arc::clone(asking),
            address: response.extensions().get().cloned(),
            found: None,
            state: own_body::read(response.body()),
            body: response.into_body(),
        }
    }

    pub(super) fn at(asking: &Arc<Asking>, found: String) -> Self {
        Self {
            asking: Arc::clone(asking),
            body: Vec::new(),
            address: None,
            found: Some(found),
            state: Value::Null,
        }
    }
}

impl fmt::Debug for Finished {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Finished")
            .field("status", &property(&self.state, "status").and_then(Value::as_str))
            .finish_non_exhaustive()
    }
}
