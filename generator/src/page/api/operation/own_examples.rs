//! Which example of a page belongs to which of its operations.

use crate::page::api::operation::grouping::Group;
use crate::page::{ExampleFacts, ExampleRequest};

/// The examples of each group: those whose request is an instance of one of its paths. An example that fits
/// none belongs to the first group of its method whose paths end as its path does, else to the first of its method, else
/// to the first. An answer without a request belongs to the request before it.
pub(super) fn share_examples(examples: &[ExampleFacts], groups: &[Group]) -> Vec<Vec<ExampleFacts>> {
    let mut of_groups = vec![Vec::new(); groups.len()];
    let mut index = 0;
    for example in examples {
        if let Some(request) = &example.request {
            index = group_of(request, groups);
        }
        if let Some(of_group) = of_groups.get_mut(index) {
            of_group.push(example.clone());
        }
    }
    of_groups
}

fn group_of(request: &ExampleRequest, groups: &[Group]) -> usize {
    let path = request.url.path();
    let ends_so = |group: &Group| path.is_some_and(|path| group.ends_as(path));
    let of_method = |group: &&Group| group.method == request.method;
    let find =
        |fits: &dyn Fn(&Group) -> bool| groups.iter().position(|group| of_method(&group) && fits(group));
    find(&|group| group.is_called_by(request))
        .or_else(|| find(&ends_so))
        .or_else(|| find(&|_| true))
        .unwrap_or(0)
}
