//! The requests of one version: a module an owner, each request with its name.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::TypeName;
use crate::model::{Operation, RawBody};
use crate::resolve::names::{self, Scope, UniqueNames};
use crate::resolve::operations::duplicate_operations::{self, MergedOperation};
use crate::resolve::operations::request_names::{
    Assignment, Contender, NameSource, UnnamedRequest, assign, candidates,
};
use crate::resolve::operations::responses;
use crate::resolve::operations::verbs::AnswerCount;
use crate::resolve::plan::bytes::BytesPlan;
use crate::resolve::plan::modules::Modules;
use crate::resolve::plan::operations::ResponsePlan;
use crate::resolve::segment_case::SegmentCase;
use crate::resolve::types::registry::Registry;
use crate::span::FileId;

/// The requests of an owner.
pub(in crate::resolve) struct NamedModule<'a> {
    pub(in crate::resolve) name: String,
    /// The qualified name of the owner, where that is a type.
    pub(in crate::resolve) owner: Option<&'a TypeName>,
    /// In the order of the pages.
    pub(in crate::resolve) requests: Vec<NamedRequest<'a>>,
    /// The names that are taken in the module.
    pub(in crate::resolve) names: UniqueNames,
}

/// A request with its name.
pub(in crate::resolve) struct NamedRequest<'a> {
    pub(in crate::resolve) merged: MergedOperation<'a>,
    pub(in crate::resolve) response: ResponsePlan,
    /// Whether the page has other requests under the title.
    pub(in crate::resolve) shares_title: bool,
    pub(in crate::resolve) name: Assignment,
    /// The request that sends bytes in place of JSON, where there is one.
    pub(in crate::resolve) bytes: Option<NamedBytes>,
}

/// A request that sends bytes, with its name.
pub(in crate::resolve) struct NamedBytes {
    pub(in crate::resolve) name: String,
    pub(in crate::resolve) sent: BytesPlan,
}

/// The modules of a version, in the order of their names.
pub(in crate::resolve) fn named<'a>(
    registry: &Registry<'a>,
    modules: &Modules,
    segment_case: &SegmentCase<'a>,
    sink: &mut Diagnostics,
) -> Vec<NamedModule<'a>> {
    let mut by_module: BTreeMap<String, Vec<&'a Operation>> = BTreeMap::new();
    for operation in &registry.operations {
        let module = module_name(registry, modules, segment_case, operation);
        by_module.entry(module).or_default().push(operation);
    }
    let mut names = UniqueNames::of(Scope::Modules);
    let name_requests = |(name, mut operations): (String, Vec<&'a Operation>)| {
        let name = names.take(&name);
        operations.sort_by_key(|operation| operation.page);
        let owner = operations.iter().find_map(|operation| operation.owner.as_ref());
        let merged = duplicate_operations::merge(registry.sources, &operations, sink);
        let (requests, names) = requests(registry, segment_case, merged, sink);
        NamedModule {
            name,
            owner,
            requests,
            names,
        }
    };
    by_module.into_iter().map(name_requests).collect()
}

/// The module of an operation: its owner's name, or the first fixed segment of its path.
fn module_name(
    registry: &Registry<'_>,
    modules: &Modules,
    segment_case: &SegmentCase<'_>,
    operation: &Operation,
) -> String {
    let owner = operation.owner.as_ref();
    let namespace = owner
        .and_then(|owner| registry.get(owner))
        .map(|entry| entry.namespace)
        .filter(|namespace| *namespace != modules.models)
        .map(|namespace| modules[namespace].name.trim_start_matches("r#"));
    let name = owner.map(TypeName::short);
    let name = name.or_else(|| {
        let fixed = operation.paths.first()?.template.fixed_names();
        Some(segment_case.of(fixed.first()?))
    });
    names::snake(&match namespace {
        Some(namespace) => format!("{namespace}_{}", name.unwrap_or_default()),
        None => name.unwrap_or("service").to_owned(),
    })
}

/// Names the requests of a module.
fn requests<'a>(
    registry: &Registry<'a>,
    segment_case: &SegmentCase<'a>,
    merged: Vec<MergedOperation<'a>>,
    sink: &mut Diagnostics,
) -> (Vec<NamedRequest<'a>>, UniqueNames) {
    let responses = merged
        .iter()
        .map(|merged| responses::plan(registry, &merged.operation));
    let responses: Vec<ResponsePlan> = responses.collect();
    let shared = shared_titles(&merged);
    let shares_title = merged
        .iter()
        .map(|merged| shared.contains(&page_and_title(&merged.operation)));
    let shares_title: Vec<bool> = shares_title.collect();
    let contender = |((merged, response), shares_title): ((&MergedOperation<'a>, &ResponsePlan), &bool)| {
        let operation = merged.operation.as_ref();
        let paths = operation.paths.iter();
        Contender {
            method: operation.method,
            paths: paths.map(|path| path.template.shape()).collect(),
            names: candidates(&UnnamedRequest {
                operation,
                answer: AnswerCount::of(response),
                segment_case,
                shares_title: *shares_title,
            }),
        }
    };
    let contenders: Vec<Contender> = merged
        .iter()
        .zip(&responses)
        .zip(&shares_title)
        .map(contender)
        .collect();
    let (assigned, mut names) = assign(&contenders);
    let requests = merged.into_iter().zip(responses).zip(shares_title).zip(assigned);
    let requests = requests.map(|(((merged, response), shares_title), name)| {
        report_number(&merged.operation, &name, sink);
        let bytes = merged.operation.raw_body.as_ref().map(|raw| NamedBytes {
            name: names.take(&name_of_bytes(&name.name, raw)),
            sent: BytesPlan {
                content_type: raw.content_type.clone(),
                is_base64: raw.is_base64,
            },
        });
        NamedRequest {
            merged,
            response,
            shares_title,
            name,
            bytes,
        }
    });
    (requests.collect(), names)
}

/// The titles that several requests of a page have, with the page.
fn shared_titles<'m>(merged: &'m [MergedOperation<'_>]) -> BTreeSet<(FileId, &'m str)> {
    let mut seen = BTreeSet::new();
    let titles = merged.iter().map(|merged| page_and_title(&merged.operation));
    titles.filter(|title| !seen.insert(*title)).collect()
}

fn page_and_title(operation: &Operation) -> (FileId, &str) {
    (operation.page, &operation.title.text)
}

/// `CreateMime`: the name of the request that sends bytes in place of JSON.
fn name_of_bytes(json: &str, raw: &RawBody) -> String {
    let what = match raw.content_type.split_once('/').unwrap_or_default() {
        _ if let Some(name) = &raw.name => name,
        // Any content is for an application.
        ("application", format) => format,
        (kind, _) => kind,
    };
    names::part_of(json, &names::pascal(what))
}

/// Reports a name that is told from others by a number alone.
fn report_number(operation: &Operation, name: &Assignment, sink: &mut Diagnostics) {
    if name.source == NameSource::Number
        && let Some(path) = operation.paths.first()
    {
        let text = format!(
            "the request of this page is called `{}`: other pages have the same title and path",
            name.name
        );
        sink.push(Diagnostic::new(Code::RenamedItem, path.span, text));
    }
}
