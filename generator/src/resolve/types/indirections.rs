//! Where a field needs something around its type: a box in a cycle, an erased pointer in a long chain.
//!
//! A struct that contains itself by value needs a box somewhere in the cycle. And the compiler proves `Send` for a
//! type by visiting all types below it; a chain of about 26 models that are linked by `Option<Vec<_>>` overflows its
//! stack, in the user's crate. The runtime's `Related` ends such a chain: navigation properties always stand in one,
//! other properties only where a chain would get too long.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use crate::graph::TypeName;
use crate::model::Property;
use crate::resolve::plan::models::Indirection;
use crate::resolve::types::registry::Registry;

/// How many models may be linked without a `Related` between them. The compiler's limit is about twice this.
const LONGEST_CHAIN: usize = 12;

/// A property by the type that declares it and its name.
type PropertyKey<'a> = (&'a TypeName, &'a str);

/// The properties that need an indirection.
pub(in crate::resolve) struct Indirections<'a> {
    boxed: BTreeSet<PropertyKey<'a>>,
    related: BTreeSet<PropertyKey<'a>>,
}

/// A property that leads from one type to another.
#[derive(Clone, Copy)]
struct Edge<'a> {
    to: usize,
    key: PropertyKey<'a>,
    /// Whether the value lies inside the struct.
    by_value: bool,
}

/// The properties that lead from each type to others, by the places of the types in the order of their names.
type TypeGraph<'a> = Vec<Vec<Edge<'a>>>;

impl<'a> Indirections<'a> {
    /// Looks for the cycles and the long chains of a version's types.
    pub(in crate::resolve) fn new(registry: &Registry<'a>) -> Self {
        let graph = graph(registry);
        Self {
            boxed: back_edges(&graph),
            related: long_chains(&graph),
        }
    }

    /// What stands around the type of a property that leads to a model.
    pub(in crate::resolve) fn around(&self, declaring: &TypeName, property: &Property) -> Indirection {
        let key = (declaring, property.name.as_str());
        if property.navigation || self.related.contains(&key) {
            Indirection::Related
        } else if self.boxed.contains(&key) {
            Indirection::Boxed
        } else {
            Indirection::None
        }
    }
}

/// The types in the order of their names, and the properties between them that are no navigation.
fn graph<'a>(registry: &Registry<'a>) -> TypeGraph<'a> {
    let index: BTreeMap<&TypeName, usize> = registry
        .types
        .keys()
        .zip(0..)
        .map(|(name, at)| (*name, at))
        .collect();
    let edges = |name: &&'a TypeName| {
        let mut edges = Vec::new();
        for (declaring, property) in registry.properties(name) {
            if property.navigation {
                continue;
            }
            let Some(target) = property.ty.item.type_name() else {
                continue;
            };
            let Some((&target, entry)) = registry.types.get_key_value(target) else {
                continue;
            };
            let key = (&declaring.ty.name, property.name.as_str());
            // A polymorphic value keeps its object in a box, so the struct does not contain the object, but the
            // compiler's walk does go on into it.
            let by_value = !property.ty.is_many() && entry.polymorphic.is_none();
            edges.push(Edge {
                to: index[target],
                key,
                by_value,
            });
            edges.extend(entry.derived.iter().map(|derived| Edge {
                to: index[derived],
                key,
                by_value: false,
            }));
        }
        edges
    };
    registry.types.keys().map(edges).collect()
}

/// The properties that close a cycle of types that lie in each other by value.
fn back_edges<'a>(graph: &TypeGraph<'a>) -> BTreeSet<PropertyKey<'a>> {
    #[derive(Clone, Copy, PartialEq)]
    enum Visit {
        New,
        Begun,
        Done,
    }
    let mut boxed = BTreeSet::new();
    let mut visits = vec![Visit::New; graph.len()];
    for start in 0..graph.len() {
        if visits[start] != Visit::New {
            continue;
        }
        visits[start] = Visit::Begun;
        let mut stack = vec![(start, 0)];
        while let Some((at, next)) = stack.pop() {
            let Some(edge) = graph[at].get(next) else {
                visits[at] = Visit::Done;
                continue;
            };
            stack.push((at, next + 1));
            if !edge.by_value || boxed.contains(&edge.key) {
                continue;
            }
            match visits[edge.to] {
                Visit::Begun => {
                    boxed.insert(edge.key);
                }
                Visit::New => {
                    visits[edge.to] = Visit::Begun;
                    stack.push((edge.to, 0));
                }
                Visit::Done => {}
            }
        }
    }
    boxed
}

/// The properties at which chains of more than [`LONGEST_CHAIN`] types are cut.
fn long_chains<'a>(graph: &TypeGraph<'a>) -> BTreeSet<PropertyKey<'a>> {
    let components = components(graph);
    let mut component = vec![0; graph.len()];
    for (at, nodes) in components.iter().enumerate() {
        for node in nodes {
            component[node.index()] = at;
        }
    }
    let mut cut = BTreeSet::new();
    // The components are in the order from the leaves up, so what a component leads to is measured before it.
    let mut length = vec![0; components.len()];
    for (at, nodes) in components.iter().enumerate() {
        let crowded = nodes.len() > LONGEST_CHAIN / 2;
        let own = if crowded { 1 } else { nodes.len() };
        length[at] = own;
        for edge in nodes.iter().flat_map(|node| &graph[node.index()]) {
            let to = component[edge.to];
            let too_long = if to == at {
                crowded
            } else {
                own + length[to] > LONGEST_CHAIN
            };
            if too_long {
                cut.insert(edge.key);
            } else if to != at {
                length[at] = length[at].max(own + length[to]);
            }
        }
    }
    cut
}

/// The strongly connected components; each stands behind those that it leads to.
///
/// The depth of the graph is decided by the pages, so the algorithm must not recurse: petgraph's implementation of
/// Kosaraju's algorithm is iterative, that of Tarjan's is recursive.
fn components(graph: &TypeGraph<'_>) -> Vec<Vec<NodeIndex>> {
    let mut links: DiGraph<(), ()> = DiGraph::new();
    let nodes: Vec<NodeIndex> = graph.iter().map(|_| links.add_node(())).collect();
    for (from, edges) in nodes.iter().zip(graph) {
        for edge in edges {
            links.add_edge(*from, nodes[edge.to], ());
        }
    }
    kosaraju_scc(&links)
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;

    static DECLARING: LazyLock<TypeName> = LazyLock::new(TypeName::root);

    fn keys<const N: usize>(names: [&'static str; N]) -> BTreeSet<PropertyKey<'static>> {
        names.into_iter().map(|name| (&*DECLARING, name)).collect()
    }

    fn graph(edges: &[(usize, usize, &'static str, bool)], nodes: usize) -> TypeGraph<'static> {
        let mut graph = vec![Vec::new(); nodes];
        for &(from, to, name, by_value) in edges {
            graph[from].push(Edge {
                to,
                key: (&*DECLARING, name),
                by_value,
            });
        }
        graph
    }

    #[test]
    fn only_the_edge_that_closes_a_cycle_is_boxed() {
        let graph = graph(
            &[
                (0, 1, "a", true),
                (1, 2, "b", true),
                (2, 0, "c", true),
                (0, 2, "d", true),
            ],
            3,
        );
        assert_eq!(back_edges(&graph), keys(["c"]));
    }

    #[test]
    fn lists_close_no_cycle() {
        let graph = graph(&[(0, 0, "children", false)], 1);
        assert!(back_edges(&graph).is_empty());
    }

    #[test]
    fn a_chain_is_cut_where_it_gets_too_long() {
        let names = [
            "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14",
        ];
        let edges: Vec<_> = (0..15).map(|at| (at, at + 1, names[at], false)).collect();
        let cut = long_chains(&graph(&edges, 16));
        assert_eq!(cut, keys(["3"]), "12 types from the end stay linked");
    }

    #[test]
    fn components_stand_behind_those_that_they_lead_to() {
        let graph = graph(&[(0, 1, "a", false), (1, 0, "b", false), (1, 2, "c", false)], 3);
        let found = components(&graph).into_iter().map(|nodes| {
            let mut nodes: Vec<usize> = nodes.into_iter().map(NodeIndex::index).collect();
            nodes.sort_unstable();
            nodes
        });
        assert_eq!(found.collect::<Vec<_>>(), [vec![2], vec![0, 1]]);
    }
}
