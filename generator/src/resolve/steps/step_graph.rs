//! The graph of the steps: which there are, and which parts of paths lead from one to another.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::{Method, PartKey, PathPart, REF, Segment, TypeName};
use crate::model::Place;
use crate::resolve::operations::Requests;
use crate::resolve::plan::arena::Arena;
use crate::resolve::plan::operations::{ArgumentPlan, ArgumentType, OperationPlan, PathPlan, ResponsePlan};
use crate::resolve::plan::steps::Containment;
use crate::resolve::segment_case::SegmentCase;
use crate::resolve::steps::calls;
use crate::resolve::steps::link::{EdgePart, Fullness, Link};
use crate::resolve::steps::node::{Edge, EdgeKeys, End, Ends, Node, StepKey};
use crate::resolve::steps::references;
use crate::resolve::steps::relation::Relations;
use crate::resolve::steps::signature::Signature;
use crate::resolve::types::registry::Registry;

/// The steps of a version.
pub(super) struct StepGraph<'p> {
    nodes: BTreeMap<StepKey, Node<'p>>,
    /// The steps that another one stands for, which has the same methods.
    merged: BTreeMap<StepKey, StepKey>,
}

impl<'p> StepGraph<'p> {
    /// The steps of the requests of modules with these names.
    pub(super) fn new(
        registry: &Registry<'_>,
        segment_case: &SegmentCase<'_>,
        modules: &'p [String],
        operations: &'p Arena<OperationPlan>,
        requests: &Requests<'_>,
        relations: &Relations<'_>,
    ) -> Self {
        let mut graph = Self {
            nodes: BTreeMap::new(),
            merged: BTreeMap::new(),
        };
        for (requests, module) in requests.modules.iter().zip(modules) {
            for id in &requests.operations {
                let operation = &operations[*id];
                let end = End {
                    module,
                    owner: requests.owner,
                    id: *id,
                    operation,
                };
                for path in &operation.paths {
                    graph.insert(registry, segment_case, path, end);
                }
            }
        }
        references::mark(&mut graph.nodes, &requests.documented);
        graph.end_paths(relations);
        graph.inherit(registry, relations);
        graph.merge_collections();
        graph
    }

    /// The steps other than the root, in a fixed order.
    pub(super) fn steps(&self) -> impl Iterator<Item = (&StepKey, &Node<'p>)> {
        let nodes = self.nodes.iter();
        nodes.filter(|(key, _)| **key != StepKey::Root && !self.merged.contains_key(key))
    }

    pub(super) fn root(&self) -> Option<&Node<'p>> {
        self.nodes.get(&StepKey::Root)
    }

    /// The step that stands for this one.
    pub(super) fn canonical<'k>(&'k self, key: &'k StepKey) -> &'k StepKey {
        self.merged.get(key).unwrap_or(key)
    }

    /// How many steps a step stands for.
    pub(super) fn stands_for(&self, key: &StepKey) -> usize {
        1 + self.merged.values().filter(|canonical| *canonical == key).count()
    }

    /// The edge by which a step of an unknown type is reached.
    pub(super) fn edge(&self, from: &StepKey, part: &EdgeKeys) -> Option<&Edge<'p>> {
        self.nodes.get(from)?.edges.get(part)
    }

    /// Adds the parts of a path, and the request at its end.
    fn insert(
        &mut self,
        registry: &Registry<'_>,
        segment_case: &SegmentCase<'_>,
        path: &PathPlan,
        request: End<'p>,
    ) {
        let keys = path.route.keys();
        let parts = path.route.parts();
        let mut arguments = path.arguments.iter().cloned();
        let mut at = StepKey::Root;
        let mut above = String::new();
        let mut name = None;
        let mut index = 0;
        while let Some(first) = parts.get(index) {
            let node = self.nodes.entry(at.clone()).or_insert_with(|| Node {
                path: above.clone(),
                name: name.clone(),
                ..Node::default()
            });
            let place = keys.get(..=index).and_then(|keys| registry.place(keys));
            // What stands at the root is a step, whatever is asked there.
            let is_to_link = at != StepKey::Root && links(place, keys.get(index + 1..));
            let end = if is_to_link { index + 2 } else { index + 1 };
            let covered = parts.get(index..end).unwrap_or_default();
            let part = GraphPart {
                keys: keys.get(index..end).unwrap_or_default().to_vec(),
                segment: covered.iter().map(|part| spelled(*part, segment_case)).collect(),
                first: *first,
                kind: match is_alternate_key(*first, place, &|name| {
                    let above = keys.iter().take(index).cloned();
                    registry.place(&above.chain([name]).collect::<Vec<_>>())
                }) {
                    true => EdgePart::AlternateKey,
                    false => EdgePart::new(*first, at.place()),
                },
                is_to_link,
                arguments: arguments.by_ref().take(first.parameter_count()).collect(),
            };
            above += &part.segment;
            if let PathPart::Segment(Segment::Literal(text)) = covered.last().unwrap_or(first) {
                name = Some(segment_case.of(text).to_owned());
            }
            index = end;
            let target = match place {
                Some(place) if !is_to_link => StepKey::Place(place.clone()),
                _ => StepKey::Behind(Box::new(at), part.keys.clone()),
            };
            let edge = node.edge(part, &target, segment_case);
            if index < parts.len() {
                edge.leads_on = true;
            } else {
                edge.ends.add(request);
            }
            at = target;
        }
        let _ = self.nodes.entry(at).or_insert_with(|| Node {
            path: above,
            name,
            ..Node::default()
        });
    }

    /// Decides which parts are steps and which are requests, and gives the steps the requests that end there.
    fn end_paths(&mut self, relations: &Relations<'_>) {
        let read = self.read_objects();
        let mut ends: Vec<(StepKey, End<'p>, Subject)> = Vec::new();
        for (key, node) in &mut self.nodes {
            let holder = match key.place() {
                Some(Place::Object(holder)) => Some(holder),
                _ => None,
            };
            for edge in node.edges.values_mut() {
                if *key != StepKey::Root && calls::is_call(edge) {
                    edge.target = None;
                    continue;
                }
                let Some(target) = &edge.target else { continue };
                for end in edge.ends.take() {
                    if reads_many(&end) && read.contains(target) {
                        // It is not one of each object of the type. What holds this one has it, and the item of a
                        // collection, at which a page lists the collection by mistake, is read by its own request.
                        if holder.is_some() && edge.part.is_name() {
                            edge.ends.add(end);
                        }
                        continue;
                    }
                    let is_of_holder =
                        holder.is_some_and(|holder| relations.is_of_holder(&end, holder, target.place()));
                    let subject = if is_of_holder {
                        Subject::Holder
                    } else {
                        Subject::Place
                    };
                    ends.push((target.clone(), end, subject));
                }
            }
        }
        for (key, end, subject) in ends {
            if let Some(node) = self.nodes.get_mut(&key) {
                node.ends.add(end);
                if subject == Subject::Holder {
                    node.of_holders.insert(end.id);
                }
            }
        }
        self.end_at_collections();
        // A place to which only requests led is no step.
        let mut reached: Vec<StepKey> = vec![StepKey::Root];
        let edges = self.nodes.values().flat_map(|node| node.edges.values());
        reached.extend(edges.filter_map(|edge| edge.target.clone()));
        reached.sort();
        self.nodes.retain(|key, _| reached.binary_search(key).is_ok());
    }

    /// The steps of objects that a request reads.
    fn read_objects(&self) -> BTreeSet<StepKey> {
        let edges = self.nodes.values().flat_map(|node| node.edges.values());
        let reads = |end: &End<'_>| end.operation.method == Method::Get && !reads_many(end);
        edges
            .filter(|edge| edge.ends.list().iter().any(reads))
            .filter_map(|edge| edge.target.clone())
            .filter(|target| matches!(target.place(), Some(Place::Object(_))))
            .collect()
    }

    /// Makes requests of the ways to collections that can only be read.
    fn end_at_collections(&mut self) {
        let collections = self.nodes.iter().filter_map(|(key, node)| match key.place()? {
            place @ Place::Collection(_) => {
                calls::is_only_read(node).then(|| (key.clone(), (place.clone(), node.ends.clone())))
            }
            Place::Object(_) => None,
        });
        let only_read: BTreeMap<StepKey, (Place, Ends<'p>)> = collections.collect();
        for (key, node) in &mut self.nodes {
            for edge in node
                .edges
                .values_mut()
                .filter(|edge| edge.part.is_name() && *key != StepKey::Root)
            {
                let read = edge.target.as_ref().and_then(|target| only_read.get(target));
                if let Some((place, ends)) = read {
                    edge.target = None;
                    edge.ends.clone_from(ends);
                    edge.read = Some(place.clone());
                }
            }
        }
    }

    /// Gives the step of each type what can be asked of the types that it derives from.
    fn inherit(&mut self, registry: &Registry<'_>, relations: &Relations<'_>) {
        let objects: Vec<TypeName> = self
            .nodes
            .keys()
            .filter_map(|key| match key.place()? {
                Place::Object(name) => Some(name.clone()),
                Place::Collection(_) => None,
            })
            .collect();
        let mut inherited = Vec::new();
        for name in objects {
            for base in registry.bases(&name) {
                let of_base = StepKey::Place(Place::Object(base.clone()));
                let Some(node) = self.nodes.get(&of_base) else {
                    continue;
                };
                let edges = node.edges.iter();
                let edges: Vec<(EdgeKeys, Edge<'p>)> =
                    edges.map(|(key, edge)| (key.clone(), edge.clone())).collect();
                let ends =
                    node.ends.list().iter().filter(|end| {
                        !node.of_holders.contains(&end.id) && relations.is_about_base(end, &name)
                    });
                inherited.push((name.clone(), edges, ends.copied().collect::<Vec<_>>()));
            }
        }
        for (name, edges, ends) in inherited {
            let Some(node) = self.nodes.get_mut(&StepKey::Place(Place::Object(name))) else {
                continue;
            };
            for (key, edge) in edges {
                node.edges.entry(key).or_insert(edge);
            }
            for end in ends {
                node.ends.add(end);
            }
        }
    }

    /// Makes one step of the collections of the same objects that go by the same name and have the same methods.
    fn merge_collections(&mut self) {
        let mut canonical: BTreeMap<Signature, StepKey> = BTreeMap::new();
        for (key, node) in &self.nodes {
            let Some(Place::Collection(many)) = key.place() else {
                continue;
            };
            let first = canonical
                .entry(Signature::new(many, node))
                .or_insert_with(|| key.clone());
            if first != key {
                self.merged.insert(key.clone(), first.clone());
            }
        }
    }
}

/// What a request is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Subject {
    /// What stands at the end of its path.
    Place,
    /// What stands before that.
    Holder,
}

/// Whether a request lists objects.
fn reads_many(end: &End<'_>) -> bool {
    end.operation.method == Method::Get && matches!(end.operation.response, ResponsePlan::Page(_))
}

/// Whether the end of a path is the link to an object, `/members/{id}/$ref`, and not what stands there: it belongs to
/// what holds the link, so that the part that leads to the object and `$ref` are one.
fn links(object: Option<&Place>, behind: Option<&[PartKey]>) -> bool {
    object.is_none_or(|place| !place.cardinality().is_many())
        && behind.is_some_and(|behind| matches!(behind, [end] if end.is_of(REF)))
}

/// A part of a path, or one and the `$ref` behind it.
struct GraphPart<'r> {
    keys: EdgeKeys,
    segment: String,
    first: PathPart<'r>,
    kind: EdgePart,
    is_to_link: bool,
    arguments: Vec<ArgumentPlan>,
}

impl<'p> Node<'p> {
    /// The part behind the step, added where it is new.
    fn edge(
        &mut self,
        part: GraphPart<'_>,
        target: &StepKey,
        segment_case: &SegmentCase<'_>,
    ) -> &mut Edge<'p> {
        let fullness = Fullness::of(part.first);
        if let Some(known) = self.edges.get_mut(&part.keys) {
            // A value is text where any page puts it in quotes, even if another page leaves the quotes out.
            for (known, same) in known.link.arguments.iter_mut().zip(&part.arguments) {
                if same.ty == ArgumentType::Text {
                    known.ty = same.ty;
                }
            }
            if fullness > known.fullness {
                known.segment.clone_from(&part.segment);
                known.fullness = fullness;
            }
        }
        self.edges.entry(part.keys).or_insert_with(|| Edge {
            segment: part.segment,
            fullness,
            part: part.kind,
            is_to_link: part.is_to_link,
            link: Link::to(part.first, part.kind, part.arguments, segment_case),
            target: Some(target.clone()),
            ends: Ends::default(),
            leads_on: false,
            containment: Containment::Contained,
            read: None,
        })
    }
}

/// Whether a name with arguments leads to one of the objects that stand at the name alone.
fn is_alternate_key<'r>(
    part: PathPart<'_>,
    place: Option<&Place>,
    at: &dyn Fn(PartKey) -> Option<&'r Place>,
) -> bool {
    let PathPart::Segment(Segment::Keyed { name, .. } | Segment::Function { name, .. }) = part else {
        return false;
    };
    let (Some(Place::Object(one)), Some(Place::Collection(many))) = (place, at(PartKey::of_text(name)))
    else {
        return false;
    };
    *one == many.item
}

/// A part of a path as it is sent. Pages spell one segment in several ways, and a step sends the one that most have.
fn spelled(part: PathPart<'_>, segment_case: &SegmentCase<'_>) -> String {
    match part {
        PathPart::Segment(Segment::Literal(text)) => format!("/{}", segment_case.of(text)),
        _ => part.text(),
    }
}
