//! Names of answers that a sentence cuts short: `microsoft.graph.workbookRange` for a [range](../resources/range.md).

use std::collections::BTreeSet;

use crate::graph::{TypeName, ends_with_ignore_case};
use crate::model::types::TypeTable;
use crate::model::{Response, ResponseContent, TypeRef};
use crate::page::OperationFacts;

/// Takes the name that the annotations of all answers have, where the name of the sentence is its end and no page documents
/// the short one.
pub(super) fn complete(response: &mut Response, types: &TypeTable, facts: &OperationFacts) {
    let (ResponseContent::One(TypeRef::Type(said)) | ResponseContent::Many(TypeRef::Type(said))) =
        &mut response.content
    else {
        return;
    };
    let answers = facts
        .examples
        .iter()
        .filter_map(|example| example.response.as_ref());
    let annotated = answers.filter_map(|answer| answer.annotated.as_ref());
    let names: BTreeSet<TypeName> = annotated.map(|ty| TypeName::parse(&ty.name)).collect();
    let mut names = names.into_iter();
    if let (Some(name), None) = (names.next(), names.next())
        && !types.contains(said)
        && name.short().len() > said.short().len()
        && ends_with_ignore_case(name.short(), said.short())
    {
        *said = name;
    }
}
