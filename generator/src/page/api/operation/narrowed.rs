//! What a request must send that narrows a collection to a type: `/groups/{id}/members/microsoft.graph.user`.
//!
//! "This header and `$count` are required when using the `$search`, `$filter`, or OData cast query parameters" stands in the
//! row of a header, and holds of the paths with a cast alone.

use crate::graph::{QueryOption, Segment};
use crate::page::ParameterFacts;
use crate::page::api::operation::grouping::Group;
use crate::rules::prose::Prose;
use crate::rules::required_headers::{NeededForCast, needed_for_cast};
use crate::span::Spanned;

/// Marks the headers as required that their rows require of casts, and `$count` with them, where all paths of a group end in
/// a cast.
pub(super) fn require(group: &Group, headers: &mut [ParameterFacts], query: &mut Vec<ParameterFacts>) {
    let narrows = |last: Option<&Segment>| last.is_some_and(|last| last.cast().is_some());
    if !group.templates().all(|path| narrows(path.segments.last())) {
        return;
    }
    for header in headers {
        let said = header
            .description
            .as_ref()
            .map(|text| needed_for_cast(&Prose::new(text)));
        let Some(NeededForCast::Needed { with_count }) = said else {
            continue;
        };
        header.required = Some(true);
        if !with_count {
            continue;
        }
        let count = QueryOption::Count.key();
        match query.iter_mut().find(|option| option.name.value == count) {
            Some(option) => option.required = Some(true),
            None => query.push(ParameterFacts {
                required: Some(true),
                ..ParameterFacts::named(Spanned::new(count.to_owned(), header.name.span))
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::page::api::{operation, testing};

    #[test]
    fn a_cast_needs_what_the_row_of_the_header_says() {
        let page = "# List crew\n\n## HTTP request\n\n```http\nGET /ships/{id}/crew\nGET /ships/{id}/crew/microsoft.graph.cook\n```\n\n## Request headers\n\n|Name|Description|\n|:---|:---|\n|ConsistencyLevel|eventual. This header and `$count` are required when using the `$search`, `$filter`, or OData cast query parameters.|\n|Prefer|Optional.|\n\n## Response\n\nIf successful, this method returns a `200 OK` response code and a collection of [sailor](../resources/sailor.md) objects in the response body.\n";
        let (operations, codes) = testing::read(page, operation::operations);
        assert_eq!(codes, []);
        let required = operations.iter().map(|operation| {
            let all = operation.headers.iter().chain(&operation.query);
            let required = all.filter(|parameter| parameter.required == Some(true));
            required
                .map(|parameter| parameter.name.value.as_str())
                .collect::<Vec<_>>()
        });
        assert_eq!(
            required.collect::<Vec<_>>(),
            [vec![], vec!["ConsistencyLevel", "$count"]]
        );
    }
}
