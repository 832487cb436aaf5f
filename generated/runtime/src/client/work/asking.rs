//! How work is asked after: by which client, for which operation, with which settings.

use std::sync::Arc;

use http::Method;
use url::Url;

use crate::client::builder::Client;
use crate::client::exchange::address::Address;
use crate::client::exchange::redirect::Authorization;
use crate::client::exchange::sending::Sending;
use crate::client::retry::rule::Repeatable;
use crate::permissions::called::CalledOperation;

/// How work is asked after, and what it has made. The work and what it becomes share it.
pub(crate) struct Asking {
    pub(crate) client: Client,
    /// The operation that began the work.
    pub(crate) called: Option<CalledOperation>,
    /// The settings of the call that began it.
    pub(crate) sending: Sending,
}

impl Asking {
    /// With the settings of the call that begins the work.
    pub(crate) fn new(client: &Client, call: &Sending) -> Arc<Self> {
        Arc::new(Self {
            client: client.clone(),
            called: call.called.clone(),
            sending: Sending {
                authorization: Authorization::IfTrusted,
                repeatable: Repeatable::by_method(&Method::GET),
                // The operation is called once.
                called: None,
                ..call.clone()
            },
        })
    }

    /// A location as a whole URL. One that begins with `/` is below the base URL and the version, which the services
    /// behind Microsoft Graph leave out in part. Any other host, such as that of a monitor of SharePoint, names its own
    /// paths.
    pub(crate) fn absolute(&self, address: Option<&Address>, location: &str) -> Option<String> {
        if Url::parse(location).is_ok() {
            return Some(location.to_owned());
        }
        let inner = &self.client.inner;
        let is_of_graph = address.is_none_or(|address| inner.allowed_hosts.allows(&address.0));
        match location.strip_prefix('/') {
            Some(below) if is_of_graph && !below.starts_with('/') => {
                let base_url = &inner.base_url;
                let version = self.called.as_ref().map_or("v1.0", CalledOperation::version);
                Some(match below.split('/').next() {
                    Some("v1.0" | "beta") => format!("{base_url}{location}"),
                    _ => format!("{base_url}/{version}{location}"),
                })
            }
            _ => address?.join(location).map(String::from),
        }
    }

    /// Where Microsoft Graph has an item that SharePoint names by its own API; `None` for any other URL.
    pub(crate) fn item_of_graph(&self, url: &str) -> Option<String> {
        let inner = &self.client.inner;
        let url = Url::parse(url).ok()?;
        let (_, below) = url.path().split_once("/_api/v2.0/")?;
        let segments: Vec<&str> = below.split('/').collect();
        match segments[..] {
            ["drives", drive, "items", item]
                if !drive.is_empty() && !item.is_empty() && !inner.allowed_hosts.allows(&url) =>
            {
                Some(format!("{}/v1.0/drives/{drive}/items/{item}", inner.base_url))
            }
            _ => None,
        }
    }
}
