//! Query options: their names in the runtime, and what documentation says of those of a request and of a property.

use crate::graph::{OptionSupport, QueryOption, Returned};
use crate::resolve::plan::query::QueryPlan;

/// The query options that a page documents, and those that it says are not supported.
pub(in crate::emit) fn of_request(plan: &QueryPlan) -> String {
    let said = [
        ("Documented query options:", &plan.documented),
        ("Unsupported query options:", &plan.unsupported),
    ];
    let said = said.into_iter().filter(|(_, options)| !options.is_empty());
    let said = said.map(|(words, options)| format!("{words} {}.", list(options, key)));
    said.collect::<Vec<_>>().join(" ")
}

/// The documentation of the constant of a property: which query options take it, and when it comes back. `None` where the
/// pages say neither.
pub(in crate::emit) fn of_constant(supports: &OptionSupport) -> Option<String> {
    let key_and_operators = |option: QueryOption| match option {
        QueryOption::Filter if !supports.operators.is_empty() => {
            let operators = supports.operators.iter().map(|operator| format!("`{operator}`"));
            format!("{} ({})", key(option), operators.collect::<Vec<_>>().join(", "))
        }
        option => key(option),
    };
    let mut said = Vec::new();
    if !supports.options.is_empty() {
        said.push(format!(
            "Supports {}.",
            list(&supports.options, key_and_operators)
        ));
    }
    if !supports.unsupported.is_empty() {
        said.push(format!("Does not support {}.", list(&supports.unsupported, key)));
    }
    match supports.returned {
        Returned::Unsaid => {}
        Returned::ByDefault => said.push("Returned by default.".to_owned()),
        Returned::OnlyOn(option) => said.push(format!("Returned only on {}.", key(option))),
    }
    (!said.is_empty()).then(|| said.join(" "))
}

fn list(options: &[QueryOption], text: impl Fn(QueryOption) -> String) -> String {
    let texts: Vec<String> = options.iter().map(|option| text(*option)).collect();
    texts.join(", ")
}

fn key(option: QueryOption) -> String {
    format!("`{}`", option.key())
}

/// The name of a query option in the runtime.
pub(in crate::emit) fn runtime_name(option: QueryOption) -> &'static str {
    match option {
        QueryOption::Count => "Count",
        QueryOption::Expand => "Expand",
        QueryOption::Filter => "Filter",
        QueryOption::OrderBy => "OrderBy",
        QueryOption::Search => "Search",
        QueryOption::Select => "Select",
        QueryOption::Skip => "Skip",
        QueryOption::Top => "Top",
    }
}

/// The method of a request that sets a query option.
pub(in crate::emit) fn method_name(option: QueryOption) -> &'static str {
    match option {
        QueryOption::Count => "count",
        QueryOption::Expand => "expand",
        QueryOption::Filter => "filter",
        QueryOption::OrderBy => "order_by",
        QueryOption::Search => "search",
        QueryOption::Select => "select",
        QueryOption::Skip => "skip",
        QueryOption::Top => "top",
    }
}
