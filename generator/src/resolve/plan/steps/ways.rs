//! How paths are said: the links from the root along them, and the call at their end.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::{NULL, PartKey, PathTemplate};
use crate::resolve::plan::arena::Arena;
use crate::resolve::plan::examples::{ArgumentValue, ExampleCall};
use crate::resolve::plan::ids::{OperationId, StepId};
use crate::resolve::plan::operations::{ArgumentPlan, ArgumentType};
use crate::resolve::plan::steps::{CallPlan, Containment, StepLink, StepPlan, StepsPlan};

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

/// Where the links and calls of a step are: thousands of them may be at one, and each request is looked up.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    /// By step, `None` for the root, and by key: the place among the links of the step.
    links: BTreeMap<Option<StepId>, BTreeMap<PartKey, usize>>,
    /// By step and by keys: the places among the calls of the step.
    calls: BTreeMap<StepId, BTreeMap<Vec<PartKey>, Vec<usize>>>,
    /// By step and operation: the places among the calls of the step.
    calls_of: BTreeMap<(StepId, OperationId), Vec<usize>>,
}

impl Index {
    pub(super) fn new(steps: &Arena<StepPlan>, roots: &[StepLink]) -> Self {
        let mut index = Self::default();
        let of_steps = steps.iter().map(|(id, step)| (Some(id), step.links.as_slice()));
        for (id, links) in of_steps.chain([(None, roots)]) {
            let places = index.links.entry(id).or_default();
            for (place, link) in links.iter().enumerate() {
                places.entry(link.key.clone()).or_insert(place);
            }
        }
        for (id, step) in steps.iter() {
            let by_keys = index.calls.entry(id).or_default();
            for (place, call) in step.calls.iter().enumerate() {
                by_keys.entry(call.keys.clone()).or_default().push(place);
                index
                    .calls_of
                    .entry((id, call.operation))
                    .or_default()
                    .push(place);
            }
            for (place, call) in step.calls.iter().enumerate() {
                for other in &call.stands_for {
                    let places = index.calls_of.entry((id, *other)).or_default();
                    places.push(place);
                }
            }
        }
        index
    }
}

/// What the parts of a path that is looked up can be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Parts {
    /// Each is a part as documented.
    Documented,
    /// Each is fixed text or the value of a parameter.
    Sent,
}

impl StepsPlan {
    /// How an operation is called on a path, by its own call or one that stands for it; `None` where no call says it.
    pub fn way(&self, path: &PathTemplate, operation: OperationId) -> Option<Way<'_>> {
        let keys = path.keys();
        let links: Vec<&StepLink> = self.links(&keys).collect();
        (1..=links.len()).find_map(|count| {
            let link = links[count - 1];
            let step = link.target;
            let places = self.index.calls_of.get(&(step, operation))?;
            let mut calls = places.iter().map(|place| &self.steps[step].calls[*place]);
            let call = calls.find(|call| call.keys == keys[count..] && call.offer.holds(link.containment))?;
            Some(Way {
                links: links[..count].to_vec(),
                call,
            })
        })
    }

    /// How the call of an example is said along the steps, where its own operation has no call by that of the operation that
    /// stands for it; `None` where no call says it, or where the methods do not take its values as they are.
    pub fn way_of_example(&self, call: &ExampleCall, operation: OperationId) -> Option<Way<'_>> {
        let way = self.way(&call.route, operation)?;
        let takes = |(plan, value): (&ArgumentPlan, &ArgumentValue)| match (plan.ty, value) {
            (ArgumentType::Text, ArgumentValue::Text(_)) | (ArgumentType::Literal, _) => true,
            (
                ArgumentType::Scalar(taken) | ArgumentType::Optional(taken),
                ArgumentValue::Scalar(given, _),
            ) => taken == *given,
            (ArgumentType::Optional(_), ArgumentValue::Literal(text)) => text == NULL,
            _ => false,
        };
        let takes_all = way.arguments().count() == call.arguments.len()
            && way.arguments().zip(&call.arguments).all(takes);
        takes_all.then_some(way)
    }

    /// All that can be called on a path.
    pub fn ways(&self, path: &PathTemplate) -> Vec<Way<'_>> {
        self.walk(&path.keys(), Parts::Documented)
    }

    /// All that can be called on the path of a URL, by its segments. Each is fixed text or the value of a parameter; fixed
    /// text comes first.
    pub(in crate::resolve) fn ways_of_url(&self, segments: &[&str]) -> Vec<Way<'_>> {
        let keys: Vec<PartKey> = segments.iter().map(|text| PartKey::of_text(text)).collect();
        self.walk(&keys, Parts::Sent)
    }

    /// The links along the parts of a path, as far as it goes.
    pub(in crate::resolve) fn links(&self, keys: &[PartKey]) -> impl Iterator<Item = &StepLink> {
        let mut here = None;
        keys.iter().map_while(move |key| {
            let link = self.link(here, key)?;
            here = Some(link.target);
            Some(link)
        })
    }

    /// The link from a step, `None` for the root, whose part has a key.
    fn link(&self, from: Option<StepId>, key: &PartKey) -> Option<&StepLink> {
        let place = self.index.links.get(&from)?.get(key)?;
        from.map_or(&self.roots, |step| &self.steps[step].links)
            .get(*place)
    }

    fn walk(&self, keys: &[PartKey], parts: Parts) -> Vec<Way<'_>> {
        let mut ways = Vec::new();
        let mut links = Vec::new();
        // One way to a step is enough: there can be two for each part.
        let mut seen = BTreeSet::new();
        // Where the walk goes on: how many links lead to the place before, and the link from there.
        let mut open: Vec<(usize, Option<&StepLink>)> = vec![(0, None)];
        while let Some((before, link)) = open.pop() {
            links.truncate(before);
            links.extend(link);
            let here = link.map(|link| link.target);
            let containment = link.map_or(Containment::Contained, |link| link.containment);
            if !seen.insert((here, containment, links.len())) {
                continue;
            }
            ways.extend(
                self.calls(here, keys.get(links.len()..).unwrap_or_default())
                    .filter(|call| call.offer.holds(containment))
                    .map(|call| Way {
                        links: links.clone(),
                        call,
                    }),
            );
            let Some(key) = keys.get(links.len()) else {
                continue;
            };
            let value = (parts == Parts::Sent).then(|| self.link(here, &PartKey::of_parameter()));
            // The last is the next to be looked at.
            for link in value.into_iter().chain([self.link(here, key)]).flatten() {
                open.push((links.len(), Some(link)));
            }
        }
        ways
    }

    /// The calls at a step that add parts with these keys to the path.
    fn calls(&self, step: Option<StepId>, keys: &[PartKey]) -> impl Iterator<Item = &CallPlan> {
        let by_keys = step.and_then(|step| Some((step, self.index.calls.get(&step)?.get(keys)?)));
        by_keys
            .into_iter()
            .flat_map(move |(step, places)| places.iter().map(move |place| &self.steps[step].calls[*place]))
    }
}
