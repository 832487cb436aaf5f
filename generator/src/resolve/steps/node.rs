//! The nodes of the graph of steps: a place below documented paths, and what can be said there.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::{Method, PartKey};
use crate::model::Place;
use crate::resolve::plan::ids::{OperationId, StructId};
use crate::resolve::plan::operations::OperationPlan;
use crate::resolve::plan::steps::Containment;
use crate::resolve::steps::link::{EdgePart, Fullness, Link};

/// What tells an edge from others at its step: the key of a part of a path, or those of the parts that lead to a link.
pub(super) type EdgeKeys = Vec<PartKey>;

/// What tells a step from others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum StepKey {
    /// The root of the service.
    Root,
    /// All places where the same stands.
    Place(Place),
    /// What stands behind a part of a path, where the pages do not tell the type.
    Behind(Box<StepKey>, EdgeKeys),
}

impl StepKey {
    /// What stands there, where the pages tell.
    pub(super) fn place(&self) -> Option<&Place> {
        match self {
            Self::Place(place) => Some(place),
            Self::Root | Self::Behind(..) => None,
        }
    }
}

/// A step.
#[derive(Default)]
pub(super) struct Node<'p> {
    /// The first documented path that leads here.
    pub(super) path: String,
    /// The last fixed name on that path, where it has any.
    pub(super) name: Option<String>,
    /// The parts of paths that follow.
    pub(super) edges: BTreeMap<EdgeKeys, Edge<'p>>,
    /// The requests whose paths end here.
    pub(super) ends: Ends<'p>,
    /// Those of them that are about what stands before the place: `GET /users/{id}/manager` is one of the user, and what
    /// derives from the type of the manager has no such request.
    pub(super) of_holders: BTreeSet<OperationId>,
    /// Where relationships lead to the object, which has its home elsewhere: the methods that pages document behind them.
    pub(super) by_reference: Option<BTreeSet<Method>>,
}

/// A part of a path behind a step.
#[derive(Clone)]
pub(super) struct Edge<'p> {
    /// The part as documented, with the slash or colon before it.
    pub(super) segment: String,
    pub(super) fullness: Fullness,
    pub(super) part: EdgePart,
    /// Whether `$ref` stands behind the part: what it leads to is the link to one object.
    pub(super) is_to_link: bool,
    pub(super) link: Link,
    /// The step it leads to; `None` where a request ends the path and nothing else stands there.
    pub(super) target: Option<StepKey>,
    /// The requests whose paths end with the part.
    pub(super) ends: Ends<'p>,
    /// Whether paths go on behind it.
    pub(super) leads_on: bool,
    /// Whether what stands there has its home there.
    pub(super) containment: Containment,
    /// The collection that the requests read, where that is all there is to it.
    pub(super) read: Option<Place>,
}

impl Edge<'_> {
    /// Whether the requests are about links to objects.
    pub(super) fn is_about_links(&self) -> bool {
        self.is_to_link || self.part == EdgePart::Links
    }
}

/// A request whose path ends at a place.
#[derive(Clone, Copy)]
pub(super) struct End<'p> {
    /// The name of the request's module.
    pub(super) module: &'p str,
    /// The type that the requests of the module are about.
    pub(super) owner: Option<StructId>,
    pub(super) id: OperationId,
    pub(super) operation: &'p OperationPlan,
}

/// Requests in the order in which they were added, each once: a page may give one path twice, with and without its query.
#[derive(Clone, Default)]
pub(super) struct Ends<'p> {
    list: Vec<End<'p>>,
    known: BTreeSet<OperationId>,
}

impl<'p> Ends<'p> {
    /// Adds a request.
    pub(super) fn add(&mut self, end: End<'p>) {
        if self.known.insert(end.id) {
            self.list.push(end);
        }
    }

    /// The requests.
    pub(super) fn list(&self) -> &[End<'p>] {
        &self.list
    }

    /// Takes all requests out.
    pub(super) fn take(&mut self) -> Vec<End<'p>> {
        std::mem::take(self).list
    }
}
