//! The operation that an example calls, and the path on which it does.
//!
//! Some pages show requests that other pages document: the page of a range's format sets its font, the page of an
//! extension creates an event. Such an example proves something about the operation that it calls, so it belongs to
//! that operation. One that no page documents can be said by the type of what stands there. An example that calls no
//! operation belongs to the operation of its page, and disagrees.

use crate::graph::Method;
use crate::model::{ExampleBody, ExampleRequest};
use crate::resolve::examples::by_type;
use crate::resolve::examples::called_path::{self, CalledPath, PathValues};
use crate::resolve::examples::documented_paths::DocumentedPaths;
use crate::resolve::examples::url::ExampleUrl;
use crate::resolve::plan::Items;
use crate::resolve::plan::ids::OperationId;
use crate::resolve::plan::operations::{BodyPlan, OperationPlan};
use crate::resolve::plan::steps::StepsPlan;

/// What an example calls.
pub(super) struct Called<'u> {
    pub(super) operation: OperationId,
    pub(super) path: CalledPath<'u>,
}

impl Called<'_> {
    /// An example without a URL of the service, which stands on the page of an operation.
    pub(super) fn nowhere(own: OperationId) -> Self {
        Self {
            operation: own,
            path: CalledPath::None,
        }
    }
}

/// A documented path of which a URL is an instance.
struct Instance {
    operation: OperationId,
    parameters: usize,
    values: PathValues,
}

/// The paths on which requests can be made: those that pages document, and those that the steps say.
pub(super) struct Paths<'p> {
    documented: DocumentedPaths<'p>,
    items: &'p Items,
    steps: &'p StepsPlan,
}

impl<'p> Paths<'p> {
    pub(super) fn new(
        operations: &[(OperationId, &'p OperationPlan)],
        items: &'p Items,
        steps: &'p StepsPlan,
    ) -> Self {
        Self {
            documented: DocumentedPaths::new(operations),
            items,
            steps,
        }
    }

    /// What the request of an example calls that stands on the page of an operation.
    pub(super) fn called<'u>(
        &self,
        own: OperationId,
        request: &ExampleRequest,
        url: &ExampleUrl<'u>,
    ) -> Called<'u> {
        let instances = self.instances(request.method, url);
        let operation = self.called_operation(own, request, url, &instances);
        Called {
            operation,
            path: self.path_among(instances, operation, request.method, url),
        }
    }

    /// What the request of an example calls, if it calls an operation at all.
    pub(super) fn called_as<'u>(&self, operation: OperationId, url: &ExampleUrl<'u>) -> Called<'u> {
        let method = self.items.operations[operation].method;
        Called {
            operation,
            path: self.path_among(self.instances(method, url), operation, method, url),
        }
    }

    fn instances(&self, method: Method, url: &ExampleUrl<'_>) -> Vec<Instance> {
        let documented = self.documented.like(method, url).into_iter();
        let instances = documented.filter_map(|(operation, path)| {
            Some(Instance {
                operation,
                parameters: path.arguments.len(),
                values: called_path::values(&path.route, &path.arguments, url)?,
            })
        });
        // The path with the fewest parameters is the one that is meant: `/me/messages`, not `/{id}/messages`. Of those
        // that have as few, it is the first.
        let mut instances: Vec<Instance> = instances.collect();
        instances.sort_by_key(|instance| instance.parameters);
        instances
    }

    fn called_operation(
        &self,
        own: OperationId,
        request: &ExampleRequest,
        url: &ExampleUrl<'_>,
        instances: &[Instance],
    ) -> OperationId {
        let takes_body = |id: OperationId| takes_body(&self.items.operations[id], &request.body);
        let is_own = instances.iter().any(|instance| instance.operation == own);
        if is_own && takes_body(own) {
            return own;
        }
        let mut others = instances.iter().map(|instance| instance.operation);
        if let Some(other) = others.find(|id| takes_body(*id)) {
            return other;
        }
        if let Some(first) = instances.first() {
            return if is_own { own } else { first.operation };
        }
        if url.leaves_link_out(&self.items.operations[own]) {
            return own;
        }
        let said = by_type::paths(self.steps, self.items, request.method, url);
        let said = said.iter().map(|path| path.operation);
        let fitting: Vec<OperationId> = said.filter(|id| takes_body(*id)).collect();
        match fitting.first() {
            Some(first) if !fitting.contains(&own) => *first,
            _ => own,
        }
    }

    fn path_among<'u>(
        &self,
        instances: Vec<Instance>,
        operation: OperationId,
        method: Method,
        url: &ExampleUrl<'u>,
    ) -> CalledPath<'u> {
        if url.leaves_link_out(&self.items.operations[operation])
            && let Some(link) = url.as_link()
        {
            let path = Box::new(self.called_as(operation, &link).path);
            return CalledPath::Link { link, path };
        }
        let mut has_placeholder = false;
        for instance in instances {
            match instance.values {
                _ if instance.operation != operation => {}
                PathValues::Fit(path) => return CalledPath::Documented(path),
                PathValues::Placeholder => has_placeholder = true,
                PathValues::Unfit => {}
            }
        }
        if has_placeholder {
            return CalledPath::Placeholder;
        }
        let said = by_type::paths(self.steps, self.items, method, url);
        let said = said.iter().filter(|path| path.operation == operation);
        let said = said.filter_map(|path| called_path::values(&path.route, &path.arguments, url)?.fit());
        let best = said.min_by_key(|path| path.arguments.len());
        best.map_or(CalledPath::None, CalledPath::ByType)
    }
}

/// Whether a body is of the kind that an operation sends.
fn takes_body(plan: &OperationPlan, body: &ExampleBody) -> bool {
    let sends_bytes = matches!(plan.body, BodyPlan::Bytes(_));
    match body {
        ExampleBody::Text(_) => sends_bytes,
        ExampleBody::Json(_) => !sends_bytes,
        ExampleBody::None | ExampleBody::Broken(_) => true,
    }
}
