//! A local stand-in for Microsoft Graph, for demonstrations and tests.
//!
//! It reads the pages of the API reference, as the generator does, and answers each documented request with what
//! the documentation shows. What is created, changed and deleted is kept in memory, collections come in pages,
//! and errors look as those of the service do. So a program finds out whether it works before there is a tenant:
//!
//! ```
//! use graph_test_server::{GraphServer, Settings};
//!
//! # async fn start() -> Result<(), Box<dyn std::error::Error>> {
//! let settings = Settings::new("docs-input").page_size(2).at_least("userStatuses", 50);
//! let server = GraphServer::start(settings).await?;
//! println!("{}", server.url());
//! # Ok(())
//! # }
//! ```
//!
//! # What it answers
//!
//! - A collection has the objects that the documented responses show, by their ids, and those that were created.
//!   `$select`, `$filter`, `$search`, `$top`, `$skip`, `$orderby` and `$count` work, and `$expand` of what an object
//!   shows; what it cannot do is an error, since an answer that passes over an option would be a wrong one. Advanced
//!   queries need the header `ConsistencyLevel` where the page says so.
//! - `/me` is the first user. Users are also known by their sign-in names, and mail folders by the names that they
//!   have in every mailbox.
//! - `POST` to a collection creates an object with an id of its own, and with the properties that the
//!   documentation shows the service to add. `PATCH` merges, `null` included; `DELETE` deletes.
//! - `$ref` adds, sets and removes links; what is created or changed can be linked with `@odata.bind`.
//! - An item of a drive is one, by its id or its path, in `/me/drive` or `/drives/{id}`. Content is kept, and comes from
//!   a URL that is redirected to. Upload sessions take pieces as the service does, copies are work that goes on.
//! - Mail that is sent is kept, and delivered to the users who have a mailbox here.
//! - Any other documented request is answered with the documented response.
//! - The function `delta` of a collection tells what has changed in it since the link that it is called with: of an
//!   object that was updated, the id and the properties that the update had.
//! - `$batch` takes up to 20 requests.
//! - Requests come too fast, tokens expire and objects are refused where [`Settings`] say so.
//! - Whatever is documented nowhere, or is not there, gets an error of the service's form, and so does a request
//!   without a token. Any token will do.
//!
//! [`Service`] is the same without a network, for a transport that is a function.

mod batch;
mod collections;
mod delta;
mod documentation;
mod drive;
mod error;
mod faults;
mod files;
mod filter;
mod items;
mod links;
mod mail;
mod names;
mod outside;
mod pattern;
mod query;
mod reading;
mod search;
mod seed;
mod service;
mod shown;
mod writing;

use std::sync::Arc;

use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate};

pub use self::documentation::Settings;
pub use self::service::Service;
pub use generator::Error;

/// A server on a free port of this machine. It stops when it is dropped.
pub struct GraphServer {
    server: MockServer,
}

impl GraphServer {
    /// Reads the pages and starts a server.
    ///
    /// # Errors
    /// When the pages cannot be read.
    pub async fn start(settings: Settings) -> Result<Self, Error> {
        let service = Arc::new(Service::new(settings)?);
        let server = MockServer::builder().disable_request_recording().start().await;
        let answers = Answers {
            base_url: server.uri(),
            service,
        };
        Mock::given(any()).respond_with(answers).mount(&server).await;
        Ok(Self { server })
    }

    /// The root of the service, such as `http://127.0.0.1:49152`: the base URL of a client.
    pub fn url(&self) -> String {
        self.server.uri()
    }
}

/// Hands requests from the HTTP server to the service.
struct Answers {
    base_url: String,
    service: Arc<Service>,
}

impl Respond for Answers {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let path = &request.url[url::Position::BeforePath..url::Position::AfterQuery];
        let mut passed = http::Request::new(request.body.clone());
        *passed.method_mut() = request.method.clone();
        *passed.headers_mut() = request.headers.clone();
        // The address of the server is one, and a path that arrived is one too.
        *passed.uri_mut() = format!("{}{path}", self.base_url).parse().unwrap_or_default();
        let (head, body) = self.service.respond(&passed).into_parts();
        let mut answer = ResponseTemplate::new(head.status).set_body_bytes(body);
        for (name, value) in &head.headers {
            answer = answer.append_header(name, value);
        }
        answer
    }
}
