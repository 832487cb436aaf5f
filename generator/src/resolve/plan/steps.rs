//! The steps in the plan: places in the service, the ways between them, and the calls that can be made there.

use std::collections::BTreeMap;

use super::arena::{Arena, Id};
use super::models::StructId;
use super::modules::ModuleId;
use super::operations::{ArgumentPlan, OperationId};
use crate::graph::PathTemplate;

/// A place in the service.
pub type StepId = Id<StepPlan>;

/// The steps of a version.
#[derive(Clone, Debug, Default)]
pub struct StepsPlan {
    /// The places.
    pub steps: Arena<StepPlan>,
    /// The ways from the root.
    pub roots: Vec<StepLink>,
    /// The modules in which the steps are written.
    pub modules: Vec<StepModule>,
    index: Index,
}

/// Where the links and calls of a step are: thousands of them may be at one, and each request is looked up.
#[derive(Clone, Debug, Default)]
struct Index {
    /// By step, `None` for the root, and by key: the place among the links of the step.
    links: BTreeMap<Option<StepId>, BTreeMap<String, usize>>,
    /// The places among the calls of the step.
    calls: BTreeMap<(StepId, OperationId), Vec<usize>>,
}

/// A module of steps.
#[derive(Clone, Debug)]
pub struct StepModule {
    /// The module below `steps`.
    pub module: ModuleId,
    /// What its steps have in common.
    pub about: StepModuleAbout,
    /// The steps.
    pub steps: Vec<StepId>,
}

/// What the steps of a module have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepModuleAbout {
    /// Objects of a type stand there; the qualified name.
    Type(String),
    /// Their paths begin so.
    Path(String),
}

/// What stands at a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StepPlace {
    /// The type of the object, or of those in the collection.
    pub object: StructId,
    /// Whether many stand there.
    pub is_collection: bool,
}

/// A place in the service.
#[derive(Clone, Debug)]
pub struct StepPlan {
    /// The name of the struct.
    pub name: String,
    /// The module in which it is written.
    pub module: ModuleId,
    /// What stands there; `None` where the pages do not tell.
    pub place: Option<StepPlace>,
    /// A path that leads here, as documented.
    pub path: String,
    /// The ways on.
    pub links: Vec<StepLink>,
    /// The calls that can be made here.
    pub calls: Vec<CallPlan>,
}

/// A method that leads to another step.
#[derive(Clone, Debug)]
pub struct StepLink {
    /// The name of the method.
    pub method: String,
    /// What it adds to the path, as documented: `/messages`, `/{message-id}`, `:/{path}:`.
    pub segment: String,
    /// The key of this part of a path ([`PathTemplate::keys`]).
    pub key: String,
    /// The arguments of the segment.
    pub arguments: Vec<ArgumentPlan>,
    /// The step it leads to.
    pub target: StepId,
}

/// A method that makes a request.
#[derive(Clone, Debug)]
pub struct CallPlan {
    /// The name of the method.
    pub method: String,
    /// What its documentation begins with.
    pub summary: CallSummary,
    /// What it adds to the path: nothing, or `/copy`, `/$value`, `/delta()`.
    pub segment: String,
    /// The keys of what it adds, with slashes between them; empty where that is nothing.
    pub key: String,
    /// The arguments of the segment.
    pub arguments: Vec<ArgumentPlan>,
    /// The request.
    pub operation: OperationId,
}

/// What the documentation of a call begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CallSummary {
    /// The first paragraph of the request's documentation.
    OfRequest,
    /// That an object of this name is deleted, whichever derived type it is of: the page of the request is about one
    /// derived type only.
    DeletesAny(String),
}

/// How a path is said: the methods from the root, and the call at its end.
#[derive(Clone, Debug)]
pub struct Way<'p> {
    /// The methods that lead to the place.
    pub links: Vec<&'p StepLink>,
    /// The call.
    pub call: &'p CallPlan,
}

impl Way<'_> {
    /// The arguments of all methods, in their order.
    pub fn arguments(&self) -> impl Iterator<Item = &ArgumentPlan> {
        let of_links = self.links.iter().flat_map(|link| &link.arguments);
        of_links.chain(&self.call.arguments)
    }
}

impl StepsPlan {
    /// The name of the step from which all others are reached. It stands in the module `steps` itself.
    pub const ROOT: &'static str = "ServiceRoot";

    /// The plan of these steps, of the ways from the root and of the modules.
    pub(in crate::resolve) fn new(
        steps: Arena<StepPlan>,
        roots: Vec<StepLink>,
        modules: Vec<StepModule>,
    ) -> Self {
        let mut index = Index::default();
        let of_steps = steps.iter().map(|(id, step)| (Some(id), &step.links));
        for (id, links) in of_steps.chain([(None, &roots)]) {
            let places = index.links.entry(id).or_default();
            for (place, link) in links.iter().enumerate() {
                places.entry(link.key.clone()).or_insert(place);
            }
        }
        for (id, step) in steps.iter() {
            for (place, call) in step.calls.iter().enumerate() {
                index.calls.entry((id, call.operation)).or_default().push(place);
            }
        }
        Self {
            steps,
            roots,
            modules,
            index,
        }
    }

    /// How an operation is called on a path; `None` where no call says it.
    pub fn way(&self, path: &PathTemplate, operation: OperationId) -> Option<Way<'_>> {
        let keys = path.keys();
        let links = self.links(&keys);
        (1..=links.len()).find_map(|count| {
            let step = links[count - 1].target;
            let calls = &self.steps[step].calls;
            let key = keys[count..].join("/");
            let places = self.index.calls.get(&(step, operation))?;
            let call = places
                .iter()
                .map(|place| &calls[*place])
                .find(|call| call.key == key)?;
            Some(Way {
                links: links[..count].to_vec(),
                call,
            })
        })
    }

    /// The links along the parts of a path, as far as it goes.
    fn links(&self, keys: &[String]) -> Vec<&StepLink> {
        let mut here = None;
        let mut links = Vec::new();
        for key in keys {
            let Some(place) = self.index.links.get(&here).and_then(|places| places.get(key)) else {
                break;
            };
            let of_step = here.map_or(&self.roots, |step| &self.steps[step].links);
            let link = &of_step[*place];
            links.push(link);
            here = Some(link.target);
        }
        links
    }

    /// The steps on the way along the parts of a path, as far as it goes.
    pub(in crate::resolve) fn along(&self, keys: &[String]) -> Vec<StepId> {
        self.links(keys).into_iter().map(|link| link.target).collect()
    }

    /// All that can be called on a path.
    pub fn ways(&self, path: &PathTemplate) -> Vec<Way<'_>> {
        let keys = path.keys();
        let links = self.links(&keys);
        let mut ways = Vec::new();
        for count in 1..=links.len() {
            let key = keys[count..].join("/");
            let calls = &self.steps[links[count - 1].target].calls;
            ways.extend(calls.iter().filter(|call| call.key == key).map(|call| Way {
                links: links[..count].to_vec(),
                call,
            }));
        }
        ways
    }
}
