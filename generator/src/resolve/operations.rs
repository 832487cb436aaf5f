//! The requests of one version, with a module for each owner.

mod any_type;
mod bodies;
mod body_types;
pub(in crate::resolve) mod duplicate_operations;
mod parameters;
pub(in crate::resolve) mod permissions;
mod query_options;
pub(in crate::resolve) mod request_modules;
mod request_names;
mod responses;
mod routes;
pub(in crate::resolve) mod verbs;

use std::borrow::Cow;
use std::collections::BTreeMap;

use self::bodies::{BodyPlanner, PlannedBody, SettableByType};
use self::request_modules::{NamedBytes, NamedRequest};
use crate::diagnostic::Diagnostics;
use crate::model::Operation;
use crate::resolve::docs::Docs;
use crate::resolve::plan::Items;
use crate::resolve::plan::docs::Sentence;
use crate::resolve::plan::ids::OperationId;
use crate::resolve::plan::modules::Visibility;
use crate::resolve::plan::operations::{
    BodyPlan, OperationPlan, ParameterLocation, ParameterPlan, RequestModule,
};
use crate::resolve::segment_case::SegmentCase;
use crate::resolve::types::registry::Registry;

/// The requests of a version.
pub(super) struct Requests<'a> {
    /// The modules in the order of their names.
    pub(super) modules: Vec<RequestModule>,
    /// What the pages say of each request.
    pub(super) documented: BTreeMap<OperationId, Cow<'a, Operation>>,
}

/// Plans the requests of all owners.
pub(super) fn plan<'a>(
    registry: &Registry<'a>,
    segment_case: &SegmentCase<'a>,
    docs: &Docs<'_, 'a>,
    items: &mut Items,
    sink: &mut Diagnostics,
) -> Requests<'a> {
    let mut requests = Requests {
        modules: Vec::new(),
        documented: BTreeMap::new(),
    };
    let mut settable = SettableByType::new(registry);
    let mut names = BTreeMap::new();
    for named in request_modules::named(registry, &items.modules, segment_case, sink) {
        let module = items
            .modules
            .add(items.modules.requests, named.name, Visibility::Public);
        let mut planner = Planner {
            segment_case,
            bodies: BodyPlanner {
                registry,
                docs,
                module,
                names: named.names,
                items: &mut *items,
                settable: &mut settable,
                sink: &mut *sink,
            },
        };
        let mut planned = Vec::new();
        for request in named.requests {
            let json = planner.add(&request);
            planned.push(json);
            if let Some(bytes) = &request.bytes {
                planned.push(planner.add_bytes(&request, json, bytes));
            }
            requests.documented.insert(json, request.merged.operation);
        }
        names.insert(module, planner.bodies.names);
        planned.sort_by(|a, b| items.operations[*a].name.cmp(&items.operations[*b].name));
        let owner = named.owner.and_then(|owner| registry.get(owner));
        requests.modules.push(RequestModule {
            module,
            owner: owner.map(|entry| entry.id),
            undocumented_owner: named.owner.filter(|_| owner.is_none()).map(ToString::to_string),
            operations: planned,
        });
    }
    any_type::add(registry, items, &mut requests.modules, &mut names);
    requests
}

/// Plans the requests of a module.
struct Planner<'r, 'a> {
    segment_case: &'r SegmentCase<'r>,
    bodies: BodyPlanner<'r, 'a>,
}

impl Planner<'_, '_> {
    /// Adds a request.
    fn add(&mut self, request: &NamedRequest<'_>) -> OperationId {
        let name = request.name.name.clone();
        let operation = request.merged.operation.as_ref();
        let body = self.bodies.plan(operation, &name);
        let set_by_service = self.bodies.set_by_service(operation, &body.body);
        let mut plan = self.operation(request, name, body, None);
        plan.set_by_service = set_by_service;
        self.bodies.items.operations.add(plan)
    }

    /// Adds the request that sends bytes where another one sends JSON.
    fn add_bytes(
        &mut self,
        request: &NamedRequest<'_>,
        json: OperationId,
        bytes: &NamedBytes,
    ) -> OperationId {
        let body = BodyPlan::Bytes(bytes.sent.clone());
        let sends = Sentence::SendsBytes {
            bytes: bytes.sent.clone(),
            json,
        };
        let enums = Vec::new();
        let body = PlannedBody { body, enums };
        let plan = self.operation(request, bytes.name.clone(), body, Some(sends));
        self.bodies.items.operations.add(plan)
    }

    fn operation(
        &self,
        request: &NamedRequest<'_>,
        name: String,
        PlannedBody { body, enums }: PlannedBody,
        addition: Option<Sentence>,
    ) -> OperationPlan {
        let documented = self.bodies.docs;
        let operation = request.merged.operation.as_ref();
        let permissions = permissions::plan(&request.merged);
        let parameters = parameters::plan(documented, operation);
        let mut docs = documented.of_operation(operation, &request.merged.documents, &permissions);
        docs.addition = addition;
        let query = query_options::plan(operation, request.response);
        docs.remarks.extend(query_options::sentence(&query));
        docs.remarks.extend(availability(operation));
        OperationPlan {
            name,
            module: self.bodies.module,
            title: operation.title.text.clone(),
            shares_title: request.shares_title,
            docs,
            deprecated: operation.deprecated.clone(),
            page: operation.page,
            documentation: documented.url(operation.page),
            version: operation.version,
            method: operation.method,
            paths: routes::plan(documented, self.segment_case, operation, &parameters),
            body,
            set_by_service: Vec::new(),
            enums,
            response: request.response,
            success: operation.response.status.clone(),
            query,
            consistency_level: parameters.iter().any(is_consistency_level),
            parameters,
            permissions: permissions.all,
            permission_cases: permissions.cases,
            clouds: operation.clouds.clone(),
            roles: operation.roles.clone(),
        }
    }
}

/// What the documentation says of clouds, roles, the size of pages and the headers of the answer.
fn availability(operation: &Operation) -> Vec<Sentence> {
    let clouds = operation.clouds.clone().map(Sentence::Clouds);
    let roles = Some(operation.roles.clone()).filter(|roles| !roles.is_empty());
    let headers = Some(operation.answered_headers.clone()).filter(|headers| !headers.is_empty());
    let page_size = Some(operation.page_size).filter(|size| !size.is_unknown());
    clouds
        .into_iter()
        .chain(roles.map(Sentence::Roles))
        .chain(page_size.map(Sentence::PageSize))
        .chain(headers.map(Sentence::AnsweredHeaders))
        .collect()
}

fn is_consistency_level(parameter: &ParameterPlan) -> bool {
    parameter.place == ParameterLocation::Header
        && parameter.name.eq_ignore_ascii_case(parameters::CONSISTENCY_LEVEL)
}
