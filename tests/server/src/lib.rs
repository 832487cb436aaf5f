#![doc = include_str!("../README.md")]
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
