//! Work that is done, and what it has made.

use std::fmt;
use std::sync::Arc;

use http::header;
use serde_json::Value;

use crate::client::call::ResponseFuture;
use crate::client::error::Error;
use crate::client::error::kind::ProtocolError;
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
    /// SharePoint names an item by its own API, which takes no token of Microsoft Graph: the item is read where Microsoft
    /// Graph has it.
    ///
    /// The request has a token where the URL is on a host that gets one, also if the URL was named by another host:
    /// drives let SharePoint watch the work, and SharePoint names an item of Microsoft Graph. The other host was itself
    /// named by Microsoft Graph (or by the program), can only have something read, and does not see the answer.
    ///
    /// # Errors
    /// [`ProtocolError::ResourceIdAlone`] where only the id of an object is known, [`resource_id`](Self::resource_id): a
    /// drive says so at the end of a copy. The program knows the drive.
    pub fn resource<R: Response>(&self) -> ResponseFuture<R> {
        let (client, called) = (&self.asking.client, self.asking.called.clone());
        let Some(location) = self.resource_location() else {
            let said = match self.resource_id() {
                // What was said of the work is no such object.
                Some(id) if R::ACCEPT.is_some() => Err(ProtocolError::ResourceIdAlone(id.to_owned()).into()),
                _ => Ok(self.said()),
            };
            let said = said.map_err(|error: Error| error.of(called.as_ref()));
            return ResponseFuture::new(called, Box::pin(std::future::ready(said)));
        };
        let url = self.asking.absolute(self.address.as_ref(), location);
        let url = url.as_deref().unwrap_or(location);
        let of_graph = self.asking.item_of_graph(url);
        let request = get(of_graph.as_deref().unwrap_or(url)).map(|mut request| {
            if let Some(accept) = R::ACCEPT {
                let accept = header::HeaderValue::from_static(accept);
                request.headers_mut().insert(header::ACCEPT, accept);
            }
            request
        });
        ResponseFuture::new(called, client.exchange(request, self.asking.sending.clone()))
    }

    /// What the service said last, as an answer.
    fn said(&self) -> http::Response<Vec<u8>> {
        let mut response = http::Response::new(self.body.clone());
        let read_options = self.asking.client.inner.read_options;
        response.extensions_mut().insert(read_options);
        response
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
