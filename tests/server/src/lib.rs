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
//!   `$select`, `$filter`, `$search`, `$top`, `$skip`, `$orderby`, `$count` and `$expand` work; what it cannot do is an error,
//!   since an answer that passes over an option would be a wrong one. Advanced queries need the header
//!   `ConsistencyLevel` where the page says so.
//! - Names that a type does not have, values that do not fit, and what a page denies are refused, but for what an example
//!   of the page sends.
//! - `/me` is the first user. Users are also known by their sign-in names, and mail folders by the names that they
//!   have in every mailbox.
//! - `POST` to a collection creates an object with an id of its own, and with the properties that the
//!   documentation shows the service to add. `PATCH` merges, `null` included; `DELETE` deletes.
//! - `$ref` adds, sets and removes links; what is created or changed can be linked with `@odata.bind`.
//! - An item of a drive is one, by its id or its path, in `/me/drive` or `/drives/{id}`. Content is kept, and comes from
//!   a URL that is redirected to. Upload sessions take pieces as the service does, copies are work that goes on.
//! - What is put at a place stays there, bytes too. Work that takes time goes on until it was asked after once.
//! - A message of a mailbox is one, by any folder that leads to it. It can be moved and copied; mail that is sent is kept,
//!   and delivered to the users who have a mailbox here.
//! - An action that returns an object of a collection above it, as `createReply` does, creates it there.
//! - Any other documented request is answered with the documented response, and keeps nothing; the header `x-test-answer:
//!   example` and [`Exchange::is_example`] say so.
//! - What no page documents for a path is answered by the type of what stands there.
//! - The function `delta` of a collection tells what has changed in it since the link that it is called with: of an
//!   object that was updated, the id and the properties that the update had. A drive tells its items so.
//! - `$batch` takes up to 20 requests.
//! - Requests come too fast, tokens expire and objects are refused where [`Settings`] say so, and a [`Fault`] that a test
//!   asks for lets requests fail. [`Seed`] has the objects to begin with.
//! - Whatever is documented nowhere, or is not there, gets an error of the service's form, and so does a request
//!   without a token. Any token will do.
//!
//! [`Service`] is the same without a network, for a transport that is a function.

mod batch;
mod checks;
mod collections;
mod delta;
mod documentation;
mod drive;
mod error;
mod example_objects;
mod examples;
mod exchange;
mod expand;
mod faults;
mod files;
mod filter;
mod item_path;
mod items;
mod keys;
mod links;
mod mail;
mod mail_folders;
mod mailbox;
mod names;
mod outside;
mod pages;
mod pattern;
mod permissions;
mod query;
mod reading;
mod resource_path;
mod search;
mod seed;
mod seeding;
mod server;
mod service;
mod settings;
mod start_error;
mod test_urls;
mod work;
mod writing;

pub use self::exchange::Exchange;
pub use self::faults::{Fault, ParseFaultError, Transmission};
pub use self::pages::{PagesError, Version};
pub use self::seed::{Seed, SeedError};
pub use self::server::GraphServer;
pub use self::service::Service;
pub use self::settings::Settings;
pub use self::start_error::Error;
