//! The query options that a request takes.
//!
//! Silence is no refusal: what reads objects takes the options that OData has for such an answer, unless the page says
//! that one is not supported.

use crate::graph::{Method, QueryOption};
use crate::model::Operation;
use crate::resolve::plan::docs::Sentence;
use crate::resolve::plan::operations::ResponsePlan;
use crate::resolve::plan::query::QueryPlan;

/// The options of an operation with a response.
pub(in crate::resolve) fn plan(operation: &Operation, response: ResponsePlan) -> QueryPlan {
    let of_answer = of_answer(operation.method, response);
    let names = operation.query.iter().map(|parameter| parameter.name.as_str());
    let names = names.filter(|name| name.starts_with('$'));
    let documented = sorted(names.filter_map(QueryOption::of_key));
    let is_denied = |option: &QueryOption| operation.unsupported_options.contains(&option.key());
    let (unsupported, possible): (Vec<_>, Vec<_>) = of_answer.iter().partition(|option| is_denied(option));
    QueryPlan {
        taken: sorted(documented.iter().copied().chain(possible)),
        documented,
        unsupported,
    }
}

/// What the documentation says of the options; nothing where the page is silent.
pub(in crate::resolve) fn sentence(plan: &QueryPlan) -> Option<Sentence> {
    let is_silent = plan.documented.is_empty() && plan.unsupported.is_empty();
    (!is_silent).then(|| Sentence::QueryOptions(plan.clone()))
}

/// The options that a request with this response can have, in the order of their keys.
fn of_answer(method: Method, response: ResponsePlan) -> &'static [QueryOption] {
    match response {
        _ if method != Method::Get => &[],
        ResponsePlan::Model(_) => QueryOption::OF_OBJECT,
        // An answer without a type may be a list.
        ResponsePlan::Page(_) | ResponsePlan::Json => &QueryOption::ALL,
        ResponsePlan::Count => QueryOption::OF_COUNT,
        ResponsePlan::None | ResponsePlan::Value(_) | ResponsePlan::Bytes | ResponsePlan::Accepted => &[],
    }
}

/// The options, each once, in the order of their keys.
fn sorted(options: impl Iterator<Item = QueryOption>) -> Vec<QueryOption> {
    let mut options: Vec<QueryOption> = options.collect();
    options.sort_unstable();
    options.dedup();
    options
}
