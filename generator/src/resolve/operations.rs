//! The requests of one version: a module an owner.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::Method;
use crate::model::{ExampleFacts, Operation, RawBody, Response, ResponseContent};
use crate::resolve::bodies::{BodyPlanner, last_literal};
use crate::resolve::docs::{self, Docs};
use crate::resolve::duplicate_operations::{self, MergedOperation};
use crate::resolve::examples::Examples;
use crate::resolve::names::{self, UniqueNames};
use crate::resolve::plan::{
    BodyPlan, FieldType, Kind, OperationPlan, QueryOption, RequestModule, ResponsePlan, Scalar,
    Scope as PathScope, Wrap,
};
use crate::resolve::registry::{Registry, split};
use crate::resolve::request_names::{Names, Request};
use crate::resolve::segment_case::SegmentCase;
use crate::resolve::{parameters, permissions, request_names, routes};
use crate::span::FileId;

/// Plans the requests of all owners, in the order of the modules' names.
pub(super) fn plan(
    registry: &Registry<'_>,
    segment_case: &SegmentCase<'_>,
    examples: &Examples<'_>,
    sink: &mut Diagnostics,
) -> Vec<RequestModule> {
    let docs = Docs::new(registry, PathScope::Requests);
    let mut modules: BTreeMap<String, Vec<&Operation>> = BTreeMap::new();
    for operation in &registry.operations {
        modules
            .entry(module(registry, segment_case, operation))
            .or_default()
            .push(operation);
    }
    let mut documented = Vec::new();
    let mut modules: Vec<RequestModule> = modules
        .into_iter()
        .map(|(module, mut operations)| {
            // Files decide which of two operations keeps a name, so that a new page changes no other's.
            operations.sort_by_key(|operation| operation.page);
            let merged = duplicate_operations::merge(&operations, sink);
            let mut planner = Planner {
                registry,
                docs: &docs,
                segment_case,
                scope: UniqueNames::default(),
                shared: shared(&merged),
            };
            let names = planner.names(&merged, sink);
            let mut plans: Vec<(OperationPlan, Vec<ExampleFacts>)> = Vec::new();
            for (merged, name) in merged.iter().zip(names) {
                let plan = planner.operation(merged, name);
                if let Some(raw) = &merged.operation.raw_body {
                    plans.push((planner.raw(&plan, raw), Vec::new()));
                }
                plans.push((plan, merged.operation.examples.clone()));
            }
            plans.sort_by(|(a, _), (b, _)| a.name.cmp(&b.name));
            let (plans, examples): (Vec<_>, Vec<_>) = plans.into_iter().unzip();
            documented.extend(examples);
            let owner = operations.iter().find_map(|operation| operation.owner.as_deref());
            RequestModule {
                docs: docs.of_requests(owner, &module),
                module,
                operations: plans,
            }
        })
        .collect();
    examples.plan(&mut modules, &documented, sink);
    modules
}

/// The module of an operation: its owner's name, or the first fixed segment of its path.
fn module(registry: &Registry<'_>, segment_case: &SegmentCase<'_>, operation: &Operation) -> String {
    let owner = operation.owner.as_deref();
    let namespace = owner
        .and_then(|owner| registry.get(owner))
        .and_then(|entry| entry.path.module.clone());
    let name = owner.map(|owner| split(owner).1);
    let name = name.or_else(|| {
        let fixed = routes::literals(&operation.paths.first()?.template);
        Some(segment_case.of(fixed.first()?))
    });
    names::snake(&match namespace {
        Some(namespace) => format!("{namespace}_{}", name.unwrap_or_default()),
        None => name.unwrap_or("service").to_owned(),
    })
}

struct Planner<'r, 'a> {
    registry: &'r Registry<'a>,
    docs: &'r Docs<'r, 'a>,
    segment_case: &'r SegmentCase<'r>,
    scope: UniqueNames,
    /// The pages that have several requests of one title.
    shared: BTreeSet<(FileId, &'r str)>,
}

/// The pages that have several requests of one title, with that title.
fn shared<'j>(merged: &'j [MergedOperation<'_>]) -> BTreeSet<(FileId, &'j str)> {
    let mut seen = BTreeSet::new();
    let titles = merged.iter().map(|merged| page_and_title(&merged.operation));
    titles.filter(|title| !seen.insert(*title)).collect()
}

fn page_and_title(operation: &Operation) -> (FileId, &str) {
    (operation.page, &operation.name)
}

impl Planner<'_, '_> {
    fn operation(&mut self, merged: &MergedOperation<'_>, name: String) -> OperationPlan {
        let operation = merged.operation.as_ref();
        let mut bodies = BodyPlanner {
            registry: self.registry,
            docs: self.docs,
            scope: &mut self.scope,
            operation: &name,
            enums: Vec::new(),
        };
        let (body, body_struct) = bodies.plan(operation);
        let enums = bodies.enums;
        let tables = permissions::relevant(operation);
        let permissions = permissions::plan(&tables);
        let parameters = parameters::plan(self.docs, operation);
        OperationPlan {
            docs: self.docs.of_operation(operation, &merged.pages, &tables),
            title: docs::plain(&operation.name),
            deprecated: operation.deprecated.as_deref().map(docs::plain),
            documentation: self.docs.url(operation.page).unwrap_or_default(),
            version: operation.version,
            method: operation.method,
            paths: routes::plan(self.docs, self.segment_case, operation, &parameters),
            body,
            body_struct,
            enums,
            response: self.response(operation),
            success: operation.response.status.clone(),
            query: query(operation),
            parameters,
            permissions,
            examples: Vec::new(),
            sample: None,
            name,
        }
    }

    /// The request that sends bytes where another one sends JSON.
    fn raw(&mut self, json: &OperationPlan, raw: &RawBody) -> OperationPlan {
        let what = match raw.content_type.split_once('/').unwrap_or_default() {
            _ if let Some(name) = &raw.name => name,
            // Any content is for an application.
            ("application", format) => format,
            (kind, _) => kind,
        };
        let (name, _) = self.scope.take(format!("{}{}", json.name, names::pascal(what)));
        let mut docs = json.docs.clone();
        let sends = format!(
            "The body is `{}`; [`{1}`](struct@{1}) sends JSON.",
            docs::plain(&raw.content_type),
            json.name
        );
        // Behind the first paragraph.
        let end = docs::first_paragraph(&docs).len();
        docs.splice(end..end, [String::new(), sends]);
        OperationPlan {
            name,
            docs,
            body: BodyPlan::Bytes(raw.content_type.clone()),
            body_struct: None,
            enums: Vec::new(),
            ..json.clone()
        }
    }

    /// The names of the requests, the first free one of each. Of several that want one name, one whose path says the
    /// same keeps it, and else the one whose page comes first; one that differs from another by its method alone gives
    /// way if its method is the less usual one.
    fn names(&mut self, merged: &[MergedOperation<'_>], sink: &mut Diagnostics) -> Vec<String> {
        let wanted: Vec<Names> = merged
            .iter()
            .map(|merged| {
                let operation = merged.operation.as_ref();
                request_names::names(&Request {
                    operation,
                    response: &self.response(operation),
                    segment_case: self.segment_case,
                    shares_title: self.shared.contains(&page_and_title(operation)),
                })
            })
            .collect();
        let told: Vec<bool> = (0..merged.len())
            .map(|index| is_told_by_method(index, merged, &wanted))
            .collect();
        let mut order: Vec<usize> = (0..merged.len()).collect();
        order.sort_by_key(|&index| (told[index], !wanted[index].says_place));
        let mut names = vec![String::new(); merged.len()];
        for index in order {
            let Names {
                best,
                others,
                by_method,
                ..
            } = &wanted[index];
            let by_method = by_method.iter().filter(|_| told[index]);
            let candidates: Vec<&String> = by_method.chain([best]).chain(others).collect();
            names[index] = self.name(merged[index].operation.as_ref(), &candidates, sink);
        }
        names
    }

    /// The first free one of the operation's possible names.
    fn name(&mut self, operation: &Operation, candidates: &[&String], sink: &mut Diagnostics) -> String {
        let free = candidates.iter().find(|name| self.scope.is_free(name));
        let wanted = free.or(candidates.first()).map(|name| (*name).clone());
        let (name, changed) = self.scope.take(wanted.unwrap_or_default());
        if changed && let Some(path) = operation.paths.first() {
            let text = format!(
                "the request of this page is called `{name}`: other pages have the same title and path"
            );
            sink.push(Diagnostic::new(Code::RenamedItem, path.span, text));
        }
        name
    }

    fn response(&self, operation: &Operation) -> ResponsePlan {
        let gets = operation.method == Method::Get;
        let last = operation
            .paths
            .iter()
            .find_map(|path| last_literal(&path.template.segments));
        if gets && last == Some("$count") {
            return ResponsePlan::Count;
        }
        match &operation.response.content {
            ResponseContent::Bytes => ResponsePlan::Bytes,
            ResponseContent::None if gets && last == Some("$value") => ResponsePlan::Bytes,
            // Whoever sends the request follows the redirect to the file.
            ResponseContent::None if gets && redirects(&operation.response) => ResponsePlan::Bytes,
            ResponseContent::None if operation.response.status.contains(&202) => ResponsePlan::Accepted,
            ResponseContent::None => ResponsePlan::None,
            ResponseContent::One(ty) => match self.registry.kind(ty) {
                Kind::Model(path) => ResponsePlan::Model(path),
                Kind::Scalar(Scalar::Json) => ResponsePlan::Json,
                kind => ResponsePlan::Value(FieldType {
                    kind,
                    collection: false,
                    wrap: Wrap::Plain,
                }),
            },
            ResponseContent::Many(ty) => match self.registry.kind(ty) {
                Kind::Model(path) => ResponsePlan::Page(path),
                kind => ResponsePlan::Value(FieldType {
                    kind,
                    collection: true,
                    wrap: Wrap::Plain,
                }),
            },
        }
    }
}

/// Whether an operation replaces what another one with the same best name changes or makes: PUT is the less usual
/// method, so its request is told by it.
fn is_told_by_method(index: usize, merged: &[MergedOperation<'_>], wanted: &[Names]) -> bool {
    let shapes = |operation: &Operation| -> BTreeSet<String> {
        let paths = operation.paths.iter();
        paths.map(|path| path.template.shape()).collect()
    };
    let operation = merged[index].operation.as_ref();
    let own = shapes(operation);
    let mut others = merged.iter().zip(wanted);
    operation.method == Method::Put
        && others.any(|(other, names)| {
            let other = other.operation.as_ref();
            names.best == wanted[index].best
                && other.method != Method::Put
                && !own.is_disjoint(&shapes(other))
        })
}

fn redirects(response: &Response) -> bool {
    response.status.iter().any(|status| (300..400).contains(status))
}

/// The system query options among the parameters, each once, in the order of their names.
fn query(operation: &Operation) -> Vec<QueryOption> {
    let names = operation
        .query
        .iter()
        .filter(|parameter| parameter.name.starts_with('$'));
    let mut options: Vec<QueryOption> = names
        .filter_map(|parameter| QueryOption::of_key(&parameter.name))
        .collect();
    options.sort_unstable();
    options.dedup();
    options
}
