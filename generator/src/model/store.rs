//! The store of types, enumerations, operations and examples that the passes read and change.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::diagnostic::Diagnostics;
use crate::graph::{Method, PathTemplate, TypeName, Version};
use crate::model::corrections::entries::Corrections;
use crate::model::examples::typed::TypedExamples;
use crate::model::names::index::Index;
use crate::model::places::Places;
use crate::model::places::stated::Statements;
use crate::model::types::TypeTable;
use crate::model::{Enum, Operation};
use crate::page::{ExampleFacts, OperationFacts, Page};
use crate::source::SourceMap;

/// What the passes read: the pages of one version, the newest first.
pub(super) struct Input<'p> {
    pub(super) sources: &'p SourceMap,
    pub(super) version: Version,
    pub(super) pages: Vec<&'p Page>,
    /// Which type a name on a page means.
    pub(super) index: Index,
    pub(super) corrections: &'p Corrections,
}

/// What is known of one version so far. The passes fill it, one after the other.
#[derive(Default)]
pub(super) struct Store<'p> {
    pub(super) types: TypeTable,
    pub(super) enums: Enums,
    pub(super) operations: Vec<Draft<'p>>,
    /// What single requests and file names say of the places of their paths.
    pub(super) statements: Statements,
    /// What stands at the places of the documented paths.
    pub(super) places: Places,
    /// The examples of the operations, as they were read last.
    pub(super) examples: TypedExamples<'p>,
}

/// The enumerations of one version.
pub(super) type Enums = BTreeMap<TypeName, Enum>;

/// An operation while passes work on it. Its examples are those of its page; the operation gets copies of them at the
/// end.
#[derive(Clone, Debug)]
pub(super) struct Draft<'p> {
    pub(super) operation: Operation,
    pub(super) examples: Vec<&'p ExampleFacts>,
}

impl Draft<'_> {
    /// The operation with its examples.
    pub(super) fn finish(self) -> Operation {
        Operation {
            examples: self.examples.into_iter().cloned().collect(),
            ..self.operation
        }
    }
}

/// The documented paths of one version, by method.
pub(super) struct DocumentedPaths(BTreeMap<Method, Vec<PathTemplate>>);

impl DocumentedPaths {
    pub(super) fn new(operations: &[Draft<'_>]) -> Self {
        let mut documented = Self(BTreeMap::new());
        for Draft { operation, .. } in operations {
            let paths = operation.paths.iter().map(|path| path.template.clone());
            documented.0.entry(operation.method).or_default().extend(paths);
        }
        documented
    }

    /// Whether a request on this path is documented.
    pub(super) fn has(&self, method: Method, path: &PathTemplate) -> bool {
        let documented = self.0.get(&method);
        documented.is_some_and(|paths| paths.iter().any(|documented| documented.matches(path)))
    }
}

impl<'p> Input<'p> {
    pub(super) fn new(
        sources: &'p SourceMap,
        version: Version,
        pages: &'p [Page],
        corrections: &'p Corrections,
        sink: &mut Diagnostics,
    ) -> Self {
        let mut pages: Vec<&Page> = pages.iter().filter(|page| page.version() == version).collect();
        pages.sort_by_key(|page| Reverse(page.age));
        Self {
            sources,
            version,
            index: Index::new(sources, &pages, sink),
            pages,
            corrections,
        }
    }

    /// What the pages say of operations, each with its page, in the order in which the operations are added.
    pub(super) fn operations(&self) -> impl Iterator<Item = (&'p Page, &'p OperationFacts)> {
        let pages = self.pages.iter().copied();
        let operations = pages.flat_map(|page| page.operations().iter().map(move |facts| (page, facts)));
        operations.filter(|(_, facts)| !facts.paths.is_empty())
    }
}
