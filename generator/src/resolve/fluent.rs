//! The fluent layer: `client.users().id("…").messages().list()`.
//!
//! The documented paths of all requests make a tree. A place in the tree is a step, which holds the arguments of
//! the path so far; a method leads on to the next place, or makes a request. Aliases of a path end at different
//! places and make the same request.

use std::collections::BTreeMap;

use crate::page::{Method, PathTemplate, Segment};
use crate::resolve::names::{self, Scope};
use crate::resolve::plan::{
    ArgumentPlan, CallPlan, FluentModule, FluentPlan, OperationPlan, RequestModule, ResponsePlan, StepLink,
    StepPlan,
};

/// A place in the tree.
#[derive(Default)]
struct Node<'p> {
    /// The segment that leads here, as documented; a path behind a colon is a segment of its own.
    segment: String,
    link: Link,
    /// By what tells a segment from its siblings.
    children: BTreeMap<String, Node<'p>>,
    ends: Vec<End<'p>>,
}

/// The method that leads to a place.
#[derive(Clone, Default)]
struct Link {
    method: String,
    arguments: Vec<ArgumentPlan>,
    /// A word for the names of the steps behind it.
    word: String,
    /// Whether the segment is fixed text, or a function: it can name a call.
    is_name: bool,
}

/// A request whose path ends at a place.
#[derive(Clone, Copy)]
struct End<'p> {
    module: &'p str,
    operation: &'p OperationPlan,
    path: usize,
}

/// Plans the steps and calls of all requests.
pub(super) fn plan(modules: &[RequestModule]) -> FluentPlan {
    let mut root = Node::default();
    for module in modules {
        for operation in &module.operations {
            for (index, path) in operation.paths.iter().enumerate() {
                let end = End {
                    module: &module.module,
                    operation,
                    path: index,
                };
                root.insert(&path.route, &path.arguments, end);
            }
        }
    }
    let mut plan = FluentPlan::default();
    let mut names = Scope::default();
    let mut methods = Scope::default();
    for (_, node) in root.children {
        let module = names.take(node.link.method.clone()).0;
        let mut steps = Steps {
            module: &module,
            names: Scope::default(),
            plans: Vec::new(),
        };
        let target = steps.add(&node, "", "");
        plan.roots.push(StepLink {
            method: methods.take(node.link.method.clone()).0,
            segment: node.segment.clone(),
            arguments: node.link.arguments.clone(),
            module: module.clone(),
            target,
        });
        let mut plans = steps.plans;
        plans.reverse();
        plan.modules.push(FluentModule { module, steps: plans });
    }
    plan
}

impl<'p> Node<'p> {
    fn insert(&mut self, route: &PathTemplate, arguments: &[ArgumentPlan], end: End<'p>) {
        let mut arguments = arguments.iter().cloned();
        let mut node = self;
        for (segment, key) in parts(route) {
            node = node.children.entry(key).or_insert_with(|| Node {
                segment: segment.text(),
                ..Node::default()
            });
            let taken: Vec<ArgumentPlan> = arguments.by_ref().take(segment.holes()).collect();
            if node.link.method.is_empty() {
                node.link = segment.link(taken);
            }
        }
        // A page may give one path twice, with and without its query.
        let known =
            |known: &End<'_>| (known.module, &known.operation.name) == (end.module, &end.operation.name);
        if !node.ends.iter().any(known) {
            node.ends.push(end);
        }
    }
}

/// A segment, or the path behind a colon.
enum Part<'s> {
    Segment(&'s Segment),
    Colon(&'s str),
}

/// The parts of a path with what tells each from its siblings.
fn parts(route: &PathTemplate) -> Vec<(Part<'_>, String)> {
    let mut parts = Vec::new();
    for segment in &route.segments {
        if let Segment::ColonPath {
            before, parameter, ..
        } = segment
        {
            parts.push((Part::Segment(before), before.shape()));
            parts.push((Part::Colon(parameter), ":".to_owned()));
        } else {
            parts.push((Part::Segment(segment), segment.shape()));
        }
    }
    parts
}

impl Part<'_> {
    fn text(&self) -> String {
        match self {
            Part::Segment(segment) => format!("/{segment}"),
            Part::Colon(parameter) => format!(":/{{{parameter}}}:"),
        }
    }

    fn holes(&self) -> usize {
        match self {
            Part::Segment(segment) => segment.parameters().len(),
            Part::Colon(_) => 1,
        }
    }

    fn link(&self, arguments: Vec<ArgumentPlan>) -> Link {
        let short = |name: &str| name.rsplit('.').next().unwrap_or(name).to_owned();
        let (method, word, is_name) = match self {
            Part::Segment(Segment::Literal(text)) if text.contains('.') => {
                (format!("as_{}", short(text)), short(text), true)
            }
            Part::Segment(Segment::Literal(text)) => (text.clone(), text.clone(), true),
            Part::Segment(Segment::Parameter(_)) => ("id".to_owned(), "item".to_owned(), false),
            Part::Segment(Segment::Keyed { name, .. } | Segment::Function { name, .. }) => {
                (short(name), short(name), true)
            }
            Part::Segment(segment) => {
                let text = segment.to_string();
                let fixed = text.split(['{', '=']).next().unwrap_or_default().to_owned();
                let name = if names::words(&fixed).is_empty() {
                    "key".to_owned()
                } else {
                    fixed
                };
                (name.clone(), name, false)
            }
            Part::Colon(_) => ("by_path".to_owned(), "path".to_owned(), false),
        };
        Link {
            method: names::snake(&method),
            arguments,
            word,
            is_name,
        }
    }
}

struct Steps<'m> {
    module: &'m str,
    names: Scope,
    plans: Vec<StepPlan>,
}

impl Steps<'_> {
    /// Adds the step of a place and of all below it; returns the name of its struct.
    fn add(&mut self, node: &Node<'_>, words: &str, path: &str) -> String {
        let path = format!("{path}{}", node.segment);
        let words = format!("{words}_{}", node.link.word);
        // The first segment is the module's name, so it does not begin the names of all its steps.
        let inner = if self.names.is_empty() {
            String::new()
        } else {
            words.clone()
        };
        let (name, _) = self.names.take(names::type_name(&words));
        let mut methods = Scope::default();
        let mut links = Vec::new();
        let mut calls = Vec::new();
        for child in node.children.values() {
            if let Some((end, method)) = child.as_call() {
                calls.push(call(end, method, child.link.arguments.clone()));
                continue;
            }
            let target = self.add(child, &inner, &path);
            links.push(StepLink {
                method: methods.take(child.link.method.clone()).0,
                segment: child.segment.clone(),
                arguments: child.link.arguments.clone(),
                module: self.module.to_owned(),
                target,
            });
        }
        calls.extend(own_calls(&node.ends));
        for call in &mut calls {
            call.method = methods.take(std::mem::take(&mut call.method)).0;
        }
        self.plans.push(StepPlan {
            name: name.clone(),
            path,
            links,
            calls,
        });
        name
    }
}

impl<'p> Node<'p> {
    /// The request that a place stands for, where nothing lies behind it: an action, a function, `$count`.
    fn as_call(&self) -> Option<(End<'p>, String)> {
        let [end] = self.ends[..] else { return None };
        if !self.children.is_empty() || !self.link.is_name {
            return None;
        }
        let operation = end.operation;
        let marked = match (self.segment.as_str(), operation.method) {
            ("/$ref", Method::Post) => Some("add_ref"),
            ("/$ref", Method::Delete) => Some("remove_ref"),
            ("/$ref", Method::Put | Method::Patch) => Some("set_ref"),
            ("/$ref", _) => Some("list_refs"),
            ("/$value", Method::Get | Method::Head) => Some("get_value"),
            ("/$value", Method::Delete) => Some("delete_value"),
            ("/$value", _) => Some("set_value"),
            ("/$count", _) => Some("count"),
            _ => None,
        };
        if let Some(method) = marked {
            return Some((end, method.to_owned()));
        }
        let is_function = self.segment.ends_with(')');
        let is_named_so = names::snake(&operation.name) == self.link.method;
        (is_function || is_named_so).then(|| (end, self.link.method.clone()))
    }
}

/// The calls of the requests that end at a place. Two that do the same are told apart by the type they work on.
fn own_calls(ends: &[End<'_>]) -> Vec<CallPlan> {
    let verbs: Vec<&str> = ends.iter().map(|end| verb(end.operation)).collect();
    ends.iter()
        .zip(&verbs)
        .map(|(end, verb)| {
            let several = verbs.iter().filter(|other| *other == verb).count() > 1;
            let method = if several {
                format!("{verb}_{}", end.module.trim_start_matches("r#"))
            } else {
                (*verb).to_owned()
            };
            call(*end, method, Vec::new())
        })
        .collect()
}

fn verb(operation: &OperationPlan) -> &'static str {
    match (operation.method, &operation.response) {
        (Method::Get, ResponsePlan::Page(_)) => "list",
        (Method::Get, _) => "get",
        (Method::Head, _) => "head",
        (Method::Post, _) => "create",
        (Method::Patch, _) => "update",
        (Method::Put, _) => "put",
        (Method::Delete, _) => "delete",
    }
}

fn call(end: End<'_>, method: String, arguments: Vec<ArgumentPlan>) -> CallPlan {
    let operation = end.operation;
    CallPlan {
        method,
        docs: operation.docs.first().cloned().into_iter().collect(),
        arguments,
        required: operation
            .parameters
            .iter()
            .filter_map(|parameter| Some((parameter.constant.clone(), parameter.argument.clone()?)))
            .collect(),
        module: end.module.to_owned(),
        operation: operation.name.clone(),
        path: end.path,
        body: operation.body.clone(),
        body_struct: operation.body_struct.as_ref().map(|body| body.name.clone()),
    }
}
