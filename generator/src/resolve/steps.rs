//! The steps: `v1::users().id("…").messages().list()`.
//!
//! The documented paths of all requests form a tree. Each node of the tree becomes a step, which holds the arguments
//! of the path so far; its methods lead to the next steps or make requests. Aliases of a path end at different nodes
//! and make the same request.

mod calls;
mod derived;
mod overload_names;

use std::collections::BTreeMap;

use self::derived::DerivedTypes;
use self::overload_names::Overload;
use crate::graph::{PathPart, PathTemplate, Segment, short_name};
use crate::resolve::names::{self, Scope, UniqueNames};
use crate::resolve::plan::Items;
use crate::resolve::plan::arena::Arena;
use crate::resolve::plan::models::StructId;
use crate::resolve::plan::modules::{ModuleId, Visibility};
use crate::resolve::plan::operations::{
    ArgumentPlan, ArgumentType, OperationId, OperationPlan, RequestModule,
};
use crate::resolve::plan::steps::{StepId, StepLink, StepModule, StepPlan, StepsPlan};
use crate::resolve::registry::Registry;
use crate::resolve::segment_case::SegmentCase;

/// A place in the tree.
#[derive(Default)]
struct Node<'p> {
    /// The segment that leads here, as documented; a path behind a colon is a segment of its own.
    segment: String,
    link: Link,
    /// The next nodes by the key of their segments.
    children: BTreeMap<String, Node<'p>>,
    ends: Vec<End<'p>>,
}

/// The method that leads to a place.
#[derive(Clone, Default)]
struct Link {
    method: String,
    arguments: Vec<ArgumentPlan>,
    /// The word that the segment adds to the names of the steps below it.
    word: String,
    /// Whether the segment is fixed text, or a function: it can name a call.
    is_name: bool,
}

/// A request whose path ends at a place.
#[derive(Clone, Copy)]
struct End<'p> {
    /// The name of the request's module.
    module: &'p str,
    /// The type that the requests of the module are about.
    owner: Option<StructId>,
    id: OperationId,
    operation: &'p OperationPlan,
}

/// Plans the steps and calls of all requests, and adds the modules of the steps.
pub(super) fn plan(
    registry: &Registry<'_>,
    segment_case: &SegmentCase<'_>,
    items: &mut Items,
    requests: &[RequestModule],
) -> StepsPlan {
    let Items {
        modules,
        structs,
        polymorphics,
        operations,
        ..
    } = items;
    let module_names: Vec<String> = requests
        .iter()
        .map(|requests| modules[requests.module].name.clone())
        .collect();
    let mut root = Node::default();
    for (requests, name) in requests.iter().zip(&module_names) {
        for id in &requests.operations {
            let operation = &operations[*id];
            for path in &operation.paths {
                let end = End {
                    module: name,
                    owner: requests.owner,
                    id: *id,
                    operation,
                };
                root.insert(&path.route, &path.arguments, end, segment_case);
            }
        }
    }
    let types = DerivedTypes {
        registry,
        structs,
        polymorphics,
    };
    let mut plan = StepsPlan::default();
    let mut names = UniqueNames::of(Scope::Modules);
    let mut methods = UniqueNames::of(Scope::Functions);
    for (key, node) in root.children {
        let name = names.take(&node.link.method).0;
        let module = modules.add(modules.steps, name, Visibility::Public);
        let mut steps = Steps {
            module,
            types: &types,
            names: UniqueNames::of(Scope::Types),
            arena: &mut plan.steps,
            added: Vec::new(),
        };
        let target = steps.add(&node, &Above::default());
        let mut added = steps.added;
        added.reverse();
        plan.roots.push(StepLink {
            method: methods.take(&node.link.method).0,
            segment: node.segment.clone(),
            key,
            arguments: node.link.arguments.clone(),
            target,
        });
        plan.modules.push(StepModule {
            module,
            about: node.segment.clone(),
            steps: added,
        });
    }
    plan
}

impl<'p> Node<'p> {
    fn insert(
        &mut self,
        route: &PathTemplate,
        arguments: &[ArgumentPlan],
        end: End<'p>,
        segment_case: &SegmentCase<'_>,
    ) {
        let mut arguments = arguments.iter().cloned();
        let mut node = self;
        for part in route.parts() {
            node = node.children.entry(part.key()).or_insert_with(|| Node {
                segment: part.text(),
                ..Node::default()
            });
            let taken: Vec<ArgumentPlan> = arguments.by_ref().take(part.parameter_count()).collect();
            if node.link.method.is_empty() {
                node.link = Link::to(part, taken, segment_case);
            } else {
                // A value is text where any page puts it in quotes, even if another page leaves the quotes out.
                for (known, same) in node.link.arguments.iter_mut().zip(taken) {
                    if same.ty == ArgumentType::Text {
                        known.ty = same.ty;
                    }
                }
            }
        }
        // A page may give one path twice, with and without its query.
        if !node.ends.iter().any(|known| known.id == end.id) {
            node.ends.push(end);
        }
    }
}

impl Link {
    /// The method that leads to a part of a path.
    fn to(part: PathPart<'_>, arguments: Vec<ArgumentPlan>, segment_case: &SegmentCase<'_>) -> Self {
        let short = |name: &str| segment_case.of(short_name(name)).to_owned();
        let (method, word, is_name) = match part {
            PathPart::Segment(Segment::Literal(text)) if text.contains('.') => {
                (format!("as_{}", short(text)), short(text), true)
            }
            PathPart::Segment(Segment::Literal(text)) => (short(text), short(text), true),
            PathPart::Segment(Segment::Parameter(_)) => ("id".to_owned(), "item".to_owned(), false),
            PathPart::Segment(Segment::Keyed { name, .. } | Segment::Function { name, .. }) => {
                (short(name), short(name), true)
            }
            PathPart::Segment(segment) => {
                let text = segment.to_string();
                let fixed = text.split(['{', '=']).next().unwrap_or_default().to_owned();
                let name = if names::words(&fixed).is_empty() {
                    "key".to_owned()
                } else {
                    fixed
                };
                (name.clone(), name, false)
            }
            PathPart::Colon(_) => ("by_path".to_owned(), "path".to_owned(), false),
        };
        Self {
            method: names::snake(&method),
            arguments,
            word,
            is_name,
        }
    }
}

struct Steps<'m> {
    module: ModuleId,
    types: &'m DerivedTypes<'m>,
    names: UniqueNames,
    arena: &'m mut Arena<StepPlan>,
    /// The steps that were added; those below a step stand before it.
    added: Vec<StepId>,
}

/// What lies above a place.
#[derive(Clone, Default)]
struct Above {
    /// The words of the name of its step.
    words: String,
    /// The path.
    path: String,
    /// The last fixed segment.
    collection: String,
}

impl Steps<'_> {
    /// Adds the step of a place and of all below it.
    fn add(&mut self, node: &Node<'_>, above: &Above) -> StepId {
        let words = format!("{}_{}", above.words, node.link.word);
        let inner = Above {
            // The first segment is the module's name, so it does not begin the names of all its steps.
            words: if self.names.is_empty() {
                String::new()
            } else {
                words.clone()
            },
            path: format!("{}{}", above.path, node.segment),
            collection: if node.link.is_name {
                node.link.word.clone()
            } else {
                above.collection.clone()
            },
        };
        let (name, _) = self.names.take(&names::pascal(&words));
        let mut links = Vec::new();
        let mut calls = Vec::new();
        for (key, child) in &node.children {
            if let Some(of_child) = calls::terminal_calls(key, child, self.types) {
                calls.extend(of_child);
                continue;
            }
            let target = self.add(child, &inner);
            links.push(StepLink {
                method: child.link.method.clone(),
                segment: child.segment.clone(),
                key: key.clone(),
                arguments: child.link.arguments.clone(),
                target,
            });
        }
        calls.extend(calls::of_place(&node.ends, &inner.collection, self.types));
        let mut methods = UniqueNames::of(Scope::Functions);
        let of_links = links.iter().map(|link| Overload {
            name: &link.method,
            arguments: &link.arguments,
        });
        let names_of_links = overload_names::distinct(&of_links.collect::<Vec<_>>(), &mut methods);
        let of_calls = calls.iter().map(|call| Overload {
            name: &call.method,
            arguments: &call.arguments,
        });
        let names_of_calls = overload_names::distinct(&of_calls.collect::<Vec<_>>(), &mut methods);
        for (link, name) in links.iter_mut().zip(names_of_links) {
            link.method = name;
        }
        for (call, name) in calls.iter_mut().zip(names_of_calls) {
            call.method = name;
        }
        let id = self.arena.add(StepPlan {
            name,
            module: self.module,
            path: inner.path,
            links,
            calls,
        });
        self.added.push(id);
        id
    }
}
