//! The steps: `v1::users().id("…").messages().list()`.
//!
//! What can be asked at a place depends on the type that stands there and not on the way that led there. So all places
//! where an object of one type stands are one step, and so are all where one collection stands. A place of which the
//! pages tell no type is a step of its own.

mod calls;
mod distinct_calls;
mod link;
mod method_names;
mod node;
mod other_places;
mod overload_names;
mod own_names;
mod references;
mod relation;
mod signature;
mod step_graph;
mod step_names;

use std::collections::BTreeMap;

use self::node::{Edge, EdgeKeys, Node, StepKey};
use self::relation::Relations;
use self::step_graph::StepGraph;
use self::step_names::StepNames;
use crate::graph::singular;
use crate::model::Place;
use crate::resolve::names::{Scope, UniqueNames};
use crate::resolve::operations::Requests;
use crate::resolve::plan::Items;
use crate::resolve::plan::arena::{Arena, Id};
use crate::resolve::plan::ids::{ModuleId, StepId};
use crate::resolve::plan::modules::{Modules, Visibility};
use crate::resolve::plan::steps::{
    CallPlan, StepLink, StepModule, StepModuleAbout, StepPlace, StepPlan, StepsPlan,
};
use crate::resolve::segment_case::SegmentCase;
use crate::resolve::types::registry::Registry;

/// Plans the steps and calls of all requests, and adds the modules of the steps.
pub(super) fn plan(
    registry: &Registry<'_>,
    segment_case: &SegmentCase<'_>,
    items: &mut Items,
    requests: &Requests<'_>,
) -> StepsPlan {
    let Items {
        modules,
        structs,
        polymorphics,
        operations,
        ..
    } = items;
    let relations = Relations {
        registry,
        structs,
        polymorphics,
    };
    let module_names: Vec<String> = requests
        .modules
        .iter()
        .map(|requests| modules[requests.module].name.clone())
        .collect();
    let graph = StepGraph::new(
        registry,
        segment_case,
        &module_names,
        operations,
        requests,
        &relations,
    );
    let steps: Vec<(&StepKey, &Node<'_>)> = graph.steps().collect();
    let ids: BTreeMap<&StepKey, StepId> = steps
        .iter()
        .enumerate()
        .map(|(index, (key, _))| (*key, Id::at(index)))
        .collect();
    let names = StepNames::new(registry, &graph, segment_case);
    let mut planned = Vec::new();
    let mut files = Files {
        names: UniqueNames::of(Scope::Modules),
        by_name: BTreeMap::new(),
        modules: BTreeMap::new(),
    };
    let planner = Planner {
        registry,
        relations: &relations,
        graph: &graph,
        ids: &ids,
    };
    for (key, node) in steps {
        let (module, about) = names.module(key);
        let file = files.of(module, about, modules);
        let (links, calls) = planner.methods(key, node);
        planned.push(StepPlan {
            name: names.of(key),
            module: file,
            place: planner.place(key),
            path: node.path.clone(),
            links,
            calls,
        });
        files.add(file, ids[key]);
    }
    let root = graph.root().map(|root| planner.methods(&StepKey::Root, root).0);
    let mut roots = root.unwrap_or_default();
    references::forget_untold(&mut planned, &mut roots);
    let mut plans = Arena::default();
    for step in planned {
        plans.add(step);
    }
    let modules = files.modules.into_values().collect();
    let mut steps = StepsPlan::new(plans, roots, modules);
    steps.other_places = other_places::find(operations, &steps);
    steps
}

/// The files of the steps, a private module each.
struct Files {
    names: UniqueNames,
    by_name: BTreeMap<String, ModuleId>,
    modules: BTreeMap<ModuleId, StepModule>,
}

impl Files {
    /// The module of a name.
    fn of(&mut self, name: String, about: StepModuleAbout, modules: &mut Modules) -> ModuleId {
        let steps = modules.steps;
        let names = &mut self.names;
        let module = *self.by_name.entry(name).or_insert_with_key(|name| {
            let name = names.take(name);
            modules.add(steps, name, Visibility::ReExported)
        });
        self.modules.entry(module).or_insert_with(|| StepModule {
            module,
            about,
            steps: Vec::new(),
        });
        module
    }

    fn add(&mut self, module: ModuleId, step: StepId) {
        if let Some(file) = self.modules.get_mut(&module) {
            file.steps.push(step);
        }
    }
}

struct Planner<'p> {
    registry: &'p Registry<'p>,
    relations: &'p Relations<'p>,
    graph: &'p StepGraph<'p>,
    ids: &'p BTreeMap<&'p StepKey, StepId>,
}

impl Planner<'_> {
    /// What stands at a step.
    fn place(&self, key: &StepKey) -> Option<StepPlace> {
        let StepKey::Place(place) = key else { return None };
        Some(StepPlace {
            object: self.registry.get(place.type_name())?.id,
            cardinality: place.cardinality(),
        })
    }

    /// The methods of a step.
    fn methods(&self, key: &StepKey, node: &Node<'_>) -> (Vec<StepLink>, Vec<CallPlan>) {
        let place = key.place();
        let mut links = Vec::new();
        let mut calls = Vec::new();
        for (keys, edge) in &node.edges {
            links.extend(self.link(keys, edge));
            calls.extend(calls::of_edge(keys, edge, place, self.relations));
        }
        calls.extend(calls::of_place(node, place, self.relations));
        method_names::assign(&mut links, &mut calls, &self.object_word(key, node));
        (links, calls)
    }

    /// The way that an edge is; `None` where the request itself is the way.
    fn link(&self, keys: &EdgeKeys, edge: &Edge<'_>) -> Option<StepLink> {
        let target = self.graph.canonical(edge.target.as_ref()?);
        // A link ends a path, so that it is no step.
        let [key] = keys.as_slice() else { return None };
        Some(StepLink {
            method: edge.link.method.clone(),
            segment: edge.segment.clone(),
            key: key.clone(),
            parameter: edge.link.parameter.clone(),
            arguments: edge.link.arguments.clone(),
            target: *self.ids.get(target)?,
            containment: edge.containment,
        })
    }

    /// What the names of calls call the object at a step, where a verb alone is no name: `team` of `clone_team`.
    fn object_word(&self, key: &StepKey, node: &Node<'_>) -> String {
        match key.place() {
            Some(Place::Object(name)) => name.short().to_owned(),
            Some(Place::Collection(many)) => many.name.clone(),
            None => singular(node.name.as_deref().unwrap_or("service")),
        }
    }
}
