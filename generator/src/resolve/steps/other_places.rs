//! The places at which a request is called that pages document as another request.
//!
//! What stands at a place is of one type, and one request deletes it, wherever that is. The pages document the deletion of
//! a tab twice, for a channel and for a chat, and each page has permissions of its own. So the request that is called in
//! both places has the paths of the other one as well, with the permissions that are documented there.

use std::collections::{BTreeMap, BTreeSet};

use crate::resolve::operations::permissions::Cases;
use crate::resolve::plan::arena::{Arena, ArenaMap};
use crate::resolve::plan::ids::OperationId;
use crate::resolve::plan::operations::OperationPlan;
use crate::resolve::plan::permissions::PermissionPlan;
use crate::resolve::plan::steps::{OtherPlaces, StepsPlan};

/// Which places of other requests each request has.
pub(super) fn find(
    operations: &Arena<OperationPlan>,
    steps: &StepsPlan,
) -> ArenaMap<OperationPlan, OtherPlaces> {
    let mut stands_for: BTreeMap<OperationId, BTreeSet<OperationId>> = BTreeMap::new();
    for call in steps.steps.values().flat_map(|step| &step.calls) {
        if !call.stands_for.is_empty() {
            let others = stands_for.entry(call.operation).or_default();
            others.extend(call.stands_for.iter().copied());
        }
    }
    operations.map(|id, operation| {
        let others = stands_for.get(&id).into_iter().flatten();
        of_request(operations, steps, id, operation, others.copied())
    })
}

fn of_request(
    operations: &Arena<OperationPlan>,
    steps: &StepsPlan,
    id: OperationId,
    operation: &OperationPlan,
    others: impl Iterator<Item = OperationId>,
) -> OtherPlaces {
    let mut known: BTreeSet<String> = operation.paths.iter().map(|path| path.route.shape()).collect();
    let mut places = OtherPlaces::default();
    let mut cases = Cases::default();
    for index in 0..operation.paths.len() {
        permissions_on(operation, index).for_each(|(subject, own)| cases.add(subject, own, index));
    }
    for other in others {
        let of_other = &operations[other];
        let mut paths = Vec::new();
        for (index, path) in of_other.paths.iter().enumerate() {
            let is_called = || steps.way(&path.route, id).is_some();
            if known.contains(&path.route.shape()) || !is_called() {
                continue;
            }
            let place = known.len();
            known.insert(path.route.shape());
            permissions_on(of_other, index).for_each(|(subject, other)| cases.add(subject, other, place));
            paths.push(path.clone());
        }
        if !paths.is_empty() {
            places.requests.push((other, paths));
        }
    }
    places.permission_cases = if places.requests.is_empty() {
        operation.permission_cases.clone()
    } else {
        cases.several()
    };
    places
}

/// The permissions of a request on one of its paths, with what they are for.
fn permissions_on(
    operation: &OperationPlan,
    path: usize,
) -> impl Iterator<Item = (Option<&str>, &PermissionPlan)> {
    let cases = operation.permission_cases.iter();
    let of_path = cases
        .filter(move |case| case.paths.contains(&path))
        .map(|case| (case.subjects.first().map(String::as_str), &case.permissions));
    let all = operation
        .permission_cases
        .is_empty()
        .then_some((None, &operation.permissions));
    of_path.chain(all)
}
