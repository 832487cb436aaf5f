//! What the documentation of the constant of a property says of query options.

use crate::graph::{OptionSupport, QueryOption, Returned};

/// The documentation of the constant of a property: which query options take it, and when it comes back. `None` where the
/// pages say neither.
pub(super) fn of_constant(supports: &OptionSupport) -> Option<String> {
    let options = |options: &[QueryOption]| {
        let keys = options.iter().map(|option| match option {
            QueryOption::Filter if !supports.operators.is_empty() => {
                let operators = supports.operators.iter().map(|operator| format!("`{operator}`"));
                format!("`$filter` ({})", operators.collect::<Vec<_>>().join(", "))
            }
            option => format!("`{}`", option.key()),
        });
        keys.collect::<Vec<_>>().join(", ")
    };
    let mut said = Vec::new();
    if !supports.options.is_empty() {
        said.push(format!("Supports {}.", options(&supports.options)));
    }
    if !supports.unsupported.is_empty() {
        let keys = supports
            .unsupported
            .iter()
            .map(|option| format!("`{}`", option.key()));
        said.push(format!(
            "Does not support {}.",
            keys.collect::<Vec<_>>().join(", ")
        ));
    }
    match supports.returned {
        Returned::Unsaid => {}
        Returned::ByDefault => said.push("Returned by default.".to_owned()),
        Returned::OnlyOn(option) => said.push(format!("Returned only on `{}`.", option.key())),
    }
    (!said.is_empty()).then(|| said.join(" "))
}
