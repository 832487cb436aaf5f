//! Changes since the last run, as one stream (<https://learn.microsoft.com/graph/delta-query-overview>).

use std::collections::VecDeque;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use serde::de::{self, Deserialize, Deserializer};
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::client::call::Call;
use crate::client::error::Error;
use crate::client::exchange::sending::Sending;
use crate::client::paging::links::Links;
use crate::client::paging::resync::Resync;
use crate::client::transport::body::next;
use crate::model::Model;
use crate::model::additional::Removed;
use crate::model::slot::SlotRef;
use crate::operation::Operation;
use crate::request::parameter::Parameter;
use crate::response::page::Page;

impl<T: Model + Default, O: Operation<Response = Page<T>>> Call<O> {
    /// The changes that a delta query returns since a state that was saved, or all objects where there is none.
    ///
    /// The state is that of the stream ([`DeltaChanges::state`]) when the program has handled what it returned. A
    /// state that the service has forgotten is no error: the stream says that all comes again
    /// ([`DeltaChange::Resync`]) and goes on with all objects. Options and headers of the call hold for a query that
    /// begins anew.
    ///
    /// ```
    /// # use graph_runtime::client::{Call, DeltaChange, DeltaState, Error};
    /// # use graph_runtime::{Model, Operation, Page};
    /// async fn sync<T, O>(call: Call<O>, saved: Option<DeltaState>) -> Result<Option<DeltaState>, Error>
    /// where
    ///     T: Model + Default,
    ///     O: Operation<Response = Page<T>>,
    /// {
    ///     let mut changes = call.changes(saved);
    ///     while let Some(change) = changes.next().await {
    ///         match change? {
    ///             DeltaChange::Changed(object) => { /* Add it, or replace what it names. */ }
    ///             DeltaChange::Removed { object, reason } => { /* Remove it. */ }
    ///             DeltaChange::Resync(resync) => { /* What does not come again is gone. */ }
    ///         }
    ///     }
    ///     Ok(changes.state())
    /// }
    /// ```
    pub fn changes(self, since: Option<DeltaState>) -> DeltaChanges<T> {
        let (client, request, sending) = self.into_parts();
        let first = request.as_ref().ok().cloned();
        let mut links = Links::begin(&client, request, sending.clone());
        // A request that cannot be made is an error now, not only when the query begins anew.
        if let (Some(_), Some(state)) = (&first, &since) {
            links.go_to(&state.link);
        }
        DeltaChanges {
            first: first.map(|request| (request, sending)),
            links,
            ready: VecDeque::new(),
            state: since.clone(),
            after_page: since,
            resyncing: false,
            resyncs: 0,
            deleted: None,
        }
    }

    /// The changes from now on: the stream returns nothing, and its [state](DeltaChanges::state) is that of now.
    ///
    /// `token` is the option in which the operation takes the token of a state, and gets `latest`: `$deltatoken`, or
    /// `token` of files. The operations that document one have it as a constant.
    pub fn changes_from_now(self, token: Parameter<O>) -> DeltaChanges<T> {
        self.parameter(token, "latest").changes(None)
    }
}

/// What a delta query returns.
#[derive(Clone, Debug, PartialEq)]
pub enum DeltaChange<T> {
    /// The service can no longer tell what has changed, and all objects come again.
    Resync(Resync),
    /// An object was added or changed. A query that began at a saved state returns the id and the properties that
    /// have changed, or the whole object. In a model a property that was cleared is `None`, like one that has not
    /// changed: a program that keeps a copy reads the changes as [`Additional`](crate::Additional)
    /// ([`DeltaChanges::read_as`]), which has `null` for it.
    Changed(T),
    /// An object is no longer there.
    Removed {
        /// What the service still says of it: the id, mostly.
        object: T,
        /// Why it is no longer there.
        reason: Removed,
    },
}

/// From where a delta query goes on. It can be saved with any format of serde.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct DeltaState {
    link: String,
}

impl DeltaState {
    /// The state that a link of a delta query stands for: `@odata.deltaLink`, or `@odata.nextLink`.
    pub fn from_link(link: impl Into<String>) -> Self {
        Self { link: link.into() }
    }

    /// The link.
    #[must_use]
    pub fn link(&self) -> &str {
        &self.link
    }
}

/// The link is not printed.
impl fmt::Debug for DeltaState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DeltaState").finish_non_exhaustive()
    }
}

/// The name of the only field.
const LINK: &str = "link";

impl Serialize for DeltaState {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(LINK, &self.link)?;
        map.end()
    }
}

impl<'de> Deserialize<'de> for DeltaState {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut fields = std::collections::BTreeMap::<String, String>::deserialize(deserializer)?;
        let link = fields
            .remove(LINK)
            .ok_or_else(|| de::Error::missing_field(LINK))?;
        Ok(Self { link })
    }
}

/// A stream of what has changed. See [`Call::changes`].
#[must_use = "changes are fetched when they are asked for"]
pub struct DeltaChanges<T> {
    /// The request with which the query begins anew; `None` where it cannot be made.
    first: Option<(http::Request<Bytes>, Sending)>,
    links: Links,
    ready: VecDeque<T>,
    state: Option<DeltaState>,
    /// The state when the objects that are ready have been returned.
    after_page: Option<DeltaState>,
    /// Whether the query has begun anew and no page has come since.
    resyncing: bool,
    /// How often the query has begun anew.
    resyncs: u32,
    /// Which property of the objects is `deleted`, once one was looked at.
    deleted: Option<Option<usize>>,
}

/// How often a query begins anew. A service that forgets again and again what it has just said would have the program
/// read all for ever.
const MAX_RESYNCS: u32 = 3;

impl<T: Model + Default> DeltaChanges<T> {
    /// The next change; `None` when there are no more for now.
    pub async fn next(&mut self) -> Option<Result<DeltaChange<T>, Error>> {
        next(self).await
    }

    /// The same changes as objects of another type, mostly before the first: objects of a page that were not returned
    /// yet come again. As [`Additional`](crate::Additional) they are what the service sends: the id and the properties
    /// that have changed, `null` for one that was cleared.
    pub fn read_as<U: Model + Default>(mut self) -> DeltaChanges<U> {
        if !self.ready.is_empty() {
            match (&self.state, &self.first) {
                (Some(state), _) => self.links.go_to(&state.link),
                (None, Some((request, sending))) => self.links.restart(request.clone(), sending.clone()),
                (None, None) => {}
            }
        }
        DeltaChanges {
            first: self.first,
            links: self.links,
            ready: VecDeque::new(),
            state: self.state,
            after_page: self.after_page,
            resyncing: self.resyncing,
            resyncs: self.resyncs,
            deleted: None,
        }
    }

    /// From where a later run goes on: behind the last page whose objects were all returned. At the end of the stream
    /// that is what changes from now on. `None` before the first page.
    #[must_use]
    pub fn state(&self) -> Option<DeltaState> {
        self.state.clone()
    }

    /// The change of the next object that is ready.
    fn take(&mut self) -> Option<DeltaChange<T>> {
        let object = self.ready.pop_front()?;
        if self.ready.is_empty() {
            self.state.clone_from(&self.after_page);
        }
        let position = || object.schema().position(DELETED, 0);
        let deleted = *self.deleted.get_or_insert_with(position);
        Some(match removed(&object, deleted) {
            Some(reason) => DeltaChange::Removed { object, reason },
            None => DeltaChange::Changed(object),
        })
    }

    fn turn(&mut self, response: http::Response<Vec<u8>>) -> Result<(), Error> {
        let page: Page<T> = self.links.read(response)?;
        self.resyncing = false;
        let is_empty = page.value.is_empty();
        // An error is the last of the stream: the objects of the page do not come, and the state stays before them.
        self.links
            .turn(is_empty, page.next_link.as_ref(), page.delta_link.as_ref())?;
        self.after_page = page.resume_link().map(DeltaState::from_link);
        self.ready = page.value.into();
        if is_empty {
            self.state.clone_from(&self.after_page);
        }
        Ok(())
    }

    /// Begins anew where the service asks for it.
    fn begin_anew(&mut self, error: &Error) -> Option<Resync> {
        // A service that asks for it twice without a page between would ask for ever.
        let may_begin = !self.resyncing && self.resyncs < MAX_RESYNCS;
        let resync = error.resync().filter(|_| may_begin)?;
        let (request, sending) = self.first.clone()?;
        self.links.restart(request, sending);
        if let Some(link) = resync.location() {
            self.links.go_to(link);
        }
        (self.state, self.after_page, self.resyncing) = (None, None, true);
        self.resyncs += 1;
        Some(resync)
    }
}

// Nothing is pinned in it.
impl<T> Unpin for DeltaChanges<T> {}

impl<T: Model + Default> Stream for DeltaChanges<T> {
    type Item = Result<DeltaChange<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(change) = self.take() {
                return Poll::Ready(Some(Ok(change)));
            }
            let Some(response) = ready!(self.links.poll_next(context)) else {
                return Poll::Ready(None);
            };
            let turned = response.and_then(|response| self.turn(response));
            if let Err(error) = turned {
                let change = self.begin_anew(&error).map(DeltaChange::Resync);
                return Poll::Ready(Some(change.ok_or(error)));
            }
        }
    }
}

/// The property that an item of a drive has which is no longer there.
const DELETED: &str = "deleted";

/// Why an object is no longer there, where a delta query says so: `@removed`, or `deleted` as drives write, which is a
/// property of the object or one that the SDK does not know.
fn removed(object: &dyn Model, deleted: Option<usize>) -> Option<Removed> {
    let additional = object.additional();
    additional.removed().or_else(|| {
        let is_deleted = match deleted {
            Some(index) => match object.slot_ref(index) {
                SlotRef::Object(facet) => facet.get().is_some(),
                _ => false,
            },
            None => additional.get(DELETED).is_some_and(serde_json::Value::is_object),
        };
        is_deleted.then_some(Removed::Deleted)
    })
}

impl<T> fmt::Debug for DeltaChanges<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DeltaChanges")
    }
}
