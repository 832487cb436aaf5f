//! The requests of one version: a module an owner.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::Method;
use crate::model::ExampleFacts;
use crate::model::{Operation, RawBody, Response, ResponseContent};
use crate::resolve::bodies::{BodyPlanner, last_literal};
use crate::resolve::docs::Docs;
use crate::resolve::duplicate_operations::{self, MergedOperation};
use crate::resolve::names::{self, UniqueNames};
use crate::resolve::plan::Items;
use crate::resolve::plan::docs::Sentence;
use crate::resolve::plan::models::{EnumId, FieldType, Indirection, Kind, Scalar};
use crate::resolve::plan::modules::{ModuleId, Visibility};
use crate::resolve::plan::operations::{
    BodyPlan, OperationId, OperationPlan, ParameterPlace, ParameterPlan, QueryOption, RequestModule,
    ResponsePlan,
};
use crate::resolve::registry::{Registry, split};
use crate::resolve::request_names::{Names, Request};
use crate::resolve::segment_case::SegmentCase;
use crate::resolve::{parameters, permissions, request_names, routes};
use crate::span::FileId;

/// The header by which advanced queries are asked for.
const CONSISTENCY_LEVEL: &str = "ConsistencyLevel";

/// The requests of a version.
pub(super) struct Requests {
    /// The modules in the order of their names.
    pub(super) modules: Vec<RequestModule>,
    /// The examples of the pages of each operation, in the order of the ids.
    pub(super) documented: Vec<Vec<ExampleFacts>>,
}

/// Plans the requests of all owners.
pub(super) fn plan(
    registry: &Registry<'_>,
    segment_case: &SegmentCase<'_>,
    docs: &Docs<'_, '_>,
    items: &mut Items,
    sink: &mut Diagnostics,
) -> Requests {
    let mut modules: BTreeMap<String, Vec<&Operation>> = BTreeMap::new();
    for operation in &registry.operations {
        modules
            .entry(module(registry, items, segment_case, operation))
            .or_default()
            .push(operation);
    }
    let mut requests = Requests {
        modules: Vec::new(),
        documented: Vec::new(),
    };
    for (name, mut operations) in modules {
        // Files decide which of two operations keeps a name, so that a new page changes no other's.
        operations.sort_by_key(|operation| operation.page);
        let merged = duplicate_operations::merge(&operations, sink);
        let module = items
            .modules
            .add(items.modules.requests, name, Visibility::Public);
        let mut planner = Planner {
            registry,
            docs,
            segment_case,
            items: &mut *items,
            module,
            scope: UniqueNames::default(),
            shared: shared(&merged),
        };
        let names = planner.names(&merged, sink);
        let mut planned = Vec::new();
        for (merged, name) in merged.iter().zip(names) {
            let json = planner.add(merged, name);
            planned.push(json);
            requests.documented.push(merged.operation.examples.clone());
            if let Some(raw) = &merged.operation.raw_body {
                planned.push(planner.add_raw(merged, json, raw));
                requests.documented.push(Vec::new());
            }
        }
        planned.sort_by(|a, b| items.operations[*a].name.cmp(&items.operations[*b].name));
        let owner = operations.iter().find_map(|operation| operation.owner.as_deref());
        requests.modules.push(RequestModule {
            module,
            owner: owner.and_then(|owner| registry.get(owner)).map(|entry| entry.id),
            operations: planned,
        });
    }
    requests
}

/// The module of an operation: its owner's name, or the first fixed segment of its path.
fn module(
    registry: &Registry<'_>,
    items: &Items,
    segment_case: &SegmentCase<'_>,
    operation: &Operation,
) -> String {
    let owner = operation.owner.as_deref();
    let namespace = owner
        .and_then(|owner| registry.get(owner))
        .map(|entry| entry.namespace)
        .filter(|namespace| *namespace != items.modules.models)
        .map(|namespace| &items.modules[namespace].name);
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
    items: &'r mut Items,
    /// The module of the requests.
    module: ModuleId,
    /// The names in that module.
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
    /// Adds a request.
    fn add(&mut self, merged: &MergedOperation<'_>, name: String) -> OperationId {
        let mut bodies = BodyPlanner {
            registry: self.registry,
            docs: self.docs,
            module: self.module,
            names: &mut self.scope,
            operation: self.items.operations.next_id(),
            items: self.items,
            name: &name,
            enums: Vec::new(),
        };
        let body = bodies.plan(merged.operation.as_ref());
        let enums = bodies.enums;
        let plan = self.operation(merged, name, body, enums, None);
        self.items.operations.add(plan)
    }

    /// Adds the request that sends bytes where another one sends JSON.
    fn add_raw(&mut self, merged: &MergedOperation<'_>, json: OperationId, raw: &RawBody) -> OperationId {
        let what = match raw.content_type.split_once('/').unwrap_or_default() {
            _ if let Some(name) = &raw.name => name,
            // Any content is for an application.
            ("application", format) => format,
            (kind, _) => kind,
        };
        let of_json = &self.items.operations[json].name;
        let (name, _) = self.scope.take(format!("{of_json}{}", names::pascal(what)));
        let body = BodyPlan::Bytes(raw.content_type.clone());
        let sends = Sentence::SendsBytes {
            content_type: raw.content_type.clone(),
            json,
        };
        let plan = self.operation(merged, name, body, Vec::new(), Some(sends));
        self.items.operations.add(plan)
    }

    fn operation(
        &self,
        merged: &MergedOperation<'_>,
        name: String,
        body: BodyPlan,
        enums: Vec<EnumId>,
        addition: Option<Sentence>,
    ) -> OperationPlan {
        let operation = merged.operation.as_ref();
        let tables = permissions::relevant(operation);
        let parameters = parameters::plan(self.docs, operation);
        let mut docs = self.docs.of_operation(operation, &merged.pages, &tables);
        docs.addition = addition;
        OperationPlan {
            name,
            module: self.module,
            title: operation.name.clone(),
            docs,
            deprecated: operation.deprecated.clone(),
            documentation: self.docs.url(operation.page).unwrap_or_default(),
            version: operation.version,
            method: operation.method,
            paths: routes::plan(self.docs, self.segment_case, operation, &parameters, &body),
            body,
            enums,
            response: self.response(operation),
            success: operation.response.status.clone(),
            query: query(operation),
            consistency_level: parameters.iter().any(is_consistency_level),
            parameters,
            permissions: permissions::plan(&tables),
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
                Kind::Object(ty) => ResponsePlan::Model(ty),
                Kind::Scalar(Scalar::Json) => ResponsePlan::Json,
                kind => ResponsePlan::Value(FieldType {
                    kind,
                    collection: false,
                    indirection: Indirection::None,
                }),
            },
            ResponseContent::Many(ty) => match self.registry.kind(ty) {
                Kind::Object(ty) => ResponsePlan::Page(ty),
                kind => ResponsePlan::Value(FieldType {
                    kind,
                    collection: true,
                    indirection: Indirection::None,
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

fn is_consistency_level(parameter: &ParameterPlan) -> bool {
    parameter.place == ParameterPlace::Header && parameter.name.eq_ignore_ascii_case(CONSISTENCY_LEVEL)
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
