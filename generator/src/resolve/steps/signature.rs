//! Which collections are one step.

use crate::graph::TypeName;
use crate::model::Collection;
use crate::resolve::plan::ids::OperationId;
use crate::resolve::plan::steps::Containment;
use crate::resolve::steps::node::{EdgeKeys, End, Node, StepKey};

/// What collections must have in common to be one step.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Signature {
    item: TypeName,
    name: String,
    ends: Vec<OperationId>,
    edges: Vec<EdgeSignature>,
}

/// What parts of paths behind them must have in common.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct EdgeSignature {
    keys: EdgeKeys,
    method: String,
    target: Option<StepKey>,
    containment: Containment,
    ends: Vec<OperationId>,
}

impl Signature {
    pub(super) fn new(many: &Collection, node: &Node<'_>) -> Self {
        let ids = |ends: &[End<'_>]| {
            let mut ids: Vec<OperationId> = ends.iter().map(|end| end.id).collect();
            ids.sort();
            ids
        };
        let edges = node.edges.iter().map(|(keys, edge)| EdgeSignature {
            keys: keys.clone(),
            method: edge.link.method.clone(),
            target: edge.target.clone(),
            containment: edge.containment,
            ends: ids(edge.ends.list()),
        });
        Self {
            item: many.item.clone(),
            name: many.name.to_lowercase(),
            ends: ids(node.ends.list()),
            edges: edges.collect(),
        }
    }
}
