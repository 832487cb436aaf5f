//! Tickets: by its ticket a program finds the typed answer to a request of a batch.

use std::fmt;
use std::marker::PhantomData;

/// The place of an answer among those of a batch, with its type. The answer can be taken once, and the ticket goes with it;
/// [`id`](Self::id) can be copied.
pub struct Ticket<R> {
    pub(crate) id: BatchRequestId,
    pub(crate) response: PhantomData<fn() -> R>,
}

/// Which request of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct BatchRequestId {
    pub(crate) batch: u64,
    pub(crate) index: usize,
}

impl<R> Ticket<R> {
    /// Which request the answer is to.
    #[must_use]
    pub fn id(&self) -> BatchRequestId {
        self.id
    }

    pub(crate) fn into_id(self) -> BatchRequestId {
        self.id
    }
}

impl<R> fmt::Debug for Ticket<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Ticket({})", self.id.index)
    }
}
