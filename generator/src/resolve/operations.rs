//! The requests of one version: a module an owner.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::model::{Body, Operation, OperationPath, Property, ResponseContent};
use crate::page::{Method, PermissionFacts, Segment};
use crate::resolve::docs::Docs;
use crate::resolve::fields::{self, field};
use crate::resolve::names::{self, Scope};
use crate::resolve::plan::{
    BodyPlan, EnumPlan, FieldType, Kind, OperationPlan, PermissionPlan, QueryOption, RequestModule,
    ResponsePlan, Scalar, Scope as PathScope, StructPlan, TypePath, Wrap,
};
use crate::resolve::registry::{Registry, is_closed_list, split};
use crate::resolve::twins::{self, Joined};
use crate::resolve::{routes, titles};
use crate::span::Located;

/// Plans the requests of all owners, in the order of the modules' names.
pub(super) fn plan(registry: &Registry<'_>, sink: &mut Sink) -> Vec<RequestModule> {
    let docs = Docs::new(registry, PathScope::Requests);
    let mut modules: BTreeMap<String, Vec<&Operation>> = BTreeMap::new();
    for operation in &registry.operations {
        modules
            .entry(module(registry, operation))
            .or_default()
            .push(operation);
    }
    modules
        .into_iter()
        .map(|(module, mut operations)| {
            // Files decide which of two operations keeps a name, so that a new page changes no other's.
            operations.sort_by_key(|operation| operation.page);
            let mut planner = Planner {
                registry,
                docs: &docs,
                scope: Scope::default(),
            };
            let mut plans: Vec<OperationPlan> = twins::join(&operations)
                .iter()
                .map(|joined| planner.operation(joined, sink))
                .collect();
            plans.sort_by(|a, b| a.name.cmp(&b.name));
            let owner = operations.iter().find_map(|operation| operation.owner.as_deref());
            RequestModule {
                docs: docs.of_requests(owner, &module),
                module,
                operations: plans,
            }
        })
        .collect()
}

/// The module of an operation: its owner's name, or the first fixed segment of its path.
fn module(registry: &Registry<'_>, operation: &Operation) -> String {
    let owner = operation.owner.as_deref();
    let namespace = owner
        .and_then(|owner| registry.get(owner))
        .and_then(|entry| entry.path.module.clone());
    let name = owner.map(|owner| split(owner).1);
    let name = name.or_else(|| {
        routes::literals(&operation.paths.first()?.template)
            .first()
            .copied()
    });
    names::snake(&match namespace {
        Some(namespace) => format!("{namespace}_{}", name.unwrap_or_default()),
        None => name.unwrap_or("service").to_owned(),
    })
}

struct Planner<'r, 'a> {
    registry: &'r Registry<'a>,
    docs: &'r Docs<'r, 'a>,
    scope: Scope,
}

impl Planner<'_, '_> {
    fn operation(&mut self, joined: &Joined<'_>, sink: &mut Sink) -> OperationPlan {
        let operation = joined.operation.as_ref();
        let name = self.name(operation, sink);
        let mut enums = Vec::new();
        let (body, parameters) = self.body(operation, &name, &mut enums);
        let permissions = permissions(&operation.permissions);
        OperationPlan {
            docs: self.docs.of_operation(operation, &joined.pages, &permissions),
            title: self.docs.plain(&operation.name),
            deprecated: operation.deprecated.as_deref().map(|text| self.docs.plain(text)),
            documentation: self.docs.url(operation.page).unwrap_or_default(),
            version: operation.version,
            method: operation.method,
            paths: routes::plan(operation),
            body,
            parameters,
            enums,
            response: self.response(operation),
            success: operation.response.status.clone(),
            query: query(operation),
            permissions,
            name,
        }
    }

    /// The first free one of the operation's possible names.
    fn name(&mut self, operation: &Operation, sink: &mut Sink) -> String {
        let candidates = titles::candidates(operation);
        let mut free = candidates.iter().filter(|name| self.scope.is_free(name));
        let wanted = free
            .next()
            .or(candidates.first())
            .cloned()
            .unwrap_or_else(|| "Request".to_owned());
        let (name, changed) = self.scope.take(wanted);
        if changed && let Some(path) = operation.paths.first() {
            let text = format!(
                "the request of this page is called `{name}`: other pages have the same title and path"
            );
            sink.push(Diagnostic::new(Code::RenamedItem, path.span, text));
        }
        name
    }

    fn body(
        &mut self,
        operation: &Operation,
        name: &str,
        enums: &mut Vec<EnumPlan>,
    ) -> (BodyPlan, Option<StructPlan>) {
        let writes = matches!(operation.method, Method::Patch | Method::Post | Method::Put);
        let links = operation
            .paths
            .iter()
            .any(|path| last_literal(path) == Some("$ref"));
        let Some(body) = operation.body.as_ref().filter(|_| writes) else {
            return (
                if writes && links {
                    BodyPlan::Reference
                } else {
                    BodyPlan::None
                },
                None,
            );
        };
        if links {
            // Pages describe the linked object here; what is sent is its address.
            return (BodyPlan::Reference, None);
        }
        if !body.content_type.contains("json") {
            return (BodyPlan::Bytes(body.content_type.clone()), None);
        }
        match &body.ty {
            Some(_) if body.collection => (BodyPlan::Json, None),
            Some(ty) => match self.registry.kind(ty) {
                Kind::Model(path) => (BodyPlan::Model(path), None),
                _ => (BodyPlan::Json, None),
            },
            None if body.properties.is_empty() => (BodyPlan::None, None),
            None => (BodyPlan::Parameters, Some(self.parameters(name, body, enums))),
        }
    }

    /// The struct of an action's parameters.
    fn parameters(&mut self, operation: &str, body: &Body, enums: &mut Vec<EnumPlan>) -> StructPlan {
        let (name, _) = self.scope.take(format!("{operation}Body"));
        let mut scope = Scope::default();
        let mut seen = std::collections::BTreeSet::new();
        let properties = body
            .properties
            .iter()
            .filter(|property| seen.insert(property.name.to_lowercase()));
        let fields: Vec<_> = properties
            .filter(|property| !property.name.contains('@'))
            .map(|property| {
                let kind = self.parameter_kind(operation, property, enums);
                let ty = FieldType {
                    kind,
                    collection: property.collection,
                    wrap: Wrap::Plain,
                };
                field(self.docs, &mut scope, property, ty, None)
            })
            .collect();
        StructPlan {
            docs: vec![format!("The body of [`{operation}`](enum@{operation}).")],
            name,
            graph_name: String::new(),
            write_type: false,
            deprecated: None,
            fields,
            additional: scope.take("additional".to_owned()).0,
        }
    }

    fn parameter_kind(&mut self, operation: &str, property: &Property, enums: &mut Vec<EnumPlan>) -> Kind {
        if !is_closed_list(property) {
            return self.registry.kind(&property.ty);
        }
        let (name, _) = self
            .scope
            .take(names::type_name(&format!("{operation}_{}", property.name)));
        enums.push(fields::listed_enum(self.docs, &name, operation, property));
        // An enumeration of a request stands in the request's own module.
        Kind::Enum(TypePath {
            module: Some(TypePath::HERE.to_owned()),
            name,
        })
    }

    fn response(&self, operation: &Operation) -> ResponsePlan {
        let raw = operation
            .paths
            .iter()
            .any(|path| matches!(last_literal(path), Some("$value" | "$count")));
        match &operation.response.content {
            ResponseContent::Bytes => ResponsePlan::Bytes,
            ResponseContent::None if raw && operation.method == Method::Get => ResponsePlan::Bytes,
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

fn last_literal(path: &OperationPath) -> Option<&str> {
    match path.template.segments.last()? {
        Segment::Literal(text) => Some(text),
        _ => None,
    }
}

/// The system query options among the parameters, each once, in the order of their names.
fn query(operation: &Operation) -> Vec<QueryOption> {
    let option = |name: &str| match name.trim_start_matches('$').to_ascii_lowercase().as_str() {
        "count" => Some(QueryOption::Count),
        "expand" => Some(QueryOption::Expand),
        "filter" => Some(QueryOption::Filter),
        "orderby" => Some(QueryOption::OrderBy),
        "search" => Some(QueryOption::Search),
        "select" => Some(QueryOption::Select),
        "skip" => Some(QueryOption::Skip),
        "top" => Some(QueryOption::Top),
        _ => None,
    };
    let names = operation
        .query
        .iter()
        .filter(|parameter| parameter.name.starts_with('$'));
    let mut options: Vec<QueryOption> = names.filter_map(|parameter| option(&parameter.name)).collect();
    options.sort_unstable();
    options.dedup();
    options
}

/// The permissions of all tables, each once, in the order of the page.
fn permissions(tables: &[PermissionFacts]) -> PermissionPlan {
    let collect = |list: fn(&PermissionFacts) -> Option<&Vec<Located<String>>>| -> Option<Vec<String>> {
        let mut all = None;
        for names in tables.iter().filter_map(list) {
            let all: &mut Vec<String> = all.get_or_insert_default();
            for name in names {
                if !all.contains(&name.value) {
                    all.push(name.value.clone());
                }
            }
        }
        all
    };
    PermissionPlan {
        delegated_work: collect(|table| table.delegated_work.as_ref()),
        delegated_personal: collect(|table| table.delegated_personal.as_ref()),
        application: collect(|table| table.application.as_ref()),
    }
}
