//! The settings of a server: pages, seeds, faults, sizes.

use std::collections::BTreeMap;
use std::fmt;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;

use crate::exchange::Exchange;
use crate::faults::{self, Fault};
use crate::pages::{Config, Version};
use crate::seed::Seed;

/// The settings of a server: the pages that it serves, the objects that it begins with, and the faults that it has.
#[derive(Clone, Debug)]
pub struct Settings {
    pub(crate) pages: Config,
    pub(crate) page_size: usize,
    pub(crate) at_least: BTreeMap<String, usize>,
    pub(crate) seeds: Vec<Seed>,
    pub(crate) faults: faults::Settings,
    pub(crate) checks_permissions: bool,
    pub(crate) listener: Listener,
}

type Hear = dyn Fn(&Exchange) + Send + Sync;

/// A function that is called with each exchange.
#[derive(Clone, Default)]
pub(crate) struct Listener(Option<Arc<Hear>>);

impl Listener {
    pub(crate) fn hear(&self, exchange: &Exchange) {
        if let Some(listener) = &self.0 {
            listener(exchange);
        }
    }
}

impl fmt::Debug for Listener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "a function" } else { "none" })
    }
}

impl Settings {
    /// A server for the pages below a folder, or for a page.
    pub fn new(pages: impl Into<PathBuf>) -> Self {
        Self {
            pages: Config::new(pages),
            page_size: 100,
            at_least: BTreeMap::new(),
            seeds: Vec::new(),
            faults: faults::Settings::default(),
            checks_permissions: false,
            listener: Listener::default(),
        }
    }

    /// Reads the pages below another folder too.
    #[must_use]
    pub fn input(mut self, pages: impl Into<PathBuf>) -> Self {
        self.pages = self.pages.input(pages);
        self
    }

    /// Sets the version that the pages below `path` document. It counts where neither the folders nor the pages themselves
    /// tell the version.
    #[must_use]
    pub fn version_of(mut self, path: impl Into<PathBuf>, version: Version) -> Self {
        self.pages = self.pages.version_of(path, version);
        self
    }

    /// How many objects a page has at most, 100 unless given. A smaller `$top` makes it smaller.
    #[must_use]
    pub fn page_size(mut self, objects: usize) -> Self {
        self.page_size = objects.max(1);
        self
    }

    /// Fills collections of a name, such as `userStatuses`, up to so many objects: documentation shows one or
    /// two. The others are like them, with other ids, names and members of enumerations.
    #[must_use]
    pub fn at_least(mut self, collection: impl Into<String>, objects: usize) -> Self {
        self.at_least
            .insert(collection.into().to_ascii_lowercase(), objects);
        self
    }

    /// Begins with these objects in place of those that the pages show at the same paths. It can be called several
    /// times; of two seeds with one path the last counts.
    #[must_use]
    pub fn seed(mut self, seed: Seed) -> Self {
        self.seeds.push(seed);
        self
    }

    /// Answers one of so many requests, those of batches included, with `429 Too Many Requests`: every third one for 3. With
    /// 0, the default, all requests pass; with 1 none does.
    #[must_use]
    pub fn throttle_each(mut self, requests: usize) -> Self {
        self.faults.throttle_each = NonZeroUsize::new(requests);
        self
    }

    /// Lets a token expire after so many requests, of which a batch is one: further ones are answered with `401
    /// Unauthorized`, until there is another token.
    #[must_use]
    pub fn token_requests(mut self, requests: usize) -> Self {
        self.faults.token_requests = Some(requests);
        self
    }

    /// Refuses requests whose URL or body has a text, such as the id of a group that is not there, with `400 Bad
    /// Request`. It can be called several times.
    #[must_use]
    pub fn refuse(mut self, text: impl Into<String>) -> Self {
        self.faults.refused.push(text.into());
        self
    }

    /// Lets requests fail from the start. It can be called several times; [`Service::fail`](crate::Service::fail) does
    /// the same later on.
    #[must_use]
    pub fn fail(mut self, fault: Fault) -> Self {
        self.faults.faults.push(fault);
        self
    }

    /// Refuses a request whose token lacks the permissions that its page names, with `403 Forbidden`.
    ///
    /// The permissions of a token are those in its claims `scp` and `roles`, where it is a JSON Web Token; nobody checks
    /// its signature. Any other token is a list of them: `User.Read.All,Mail.Send`. Without this setting any token has all.
    #[must_use]
    pub fn check_permissions(mut self) -> Self {
        self.checks_permissions = true;
        self
    }

    /// Calls a function after each request, those of batches included.
    #[must_use]
    pub fn on_exchange(mut self, listener: impl Fn(&Exchange) + Send + Sync + 'static) -> Self {
        self.listener = Listener(Some(Arc::new(listener)));
        self
    }
}
