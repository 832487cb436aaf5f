//! From the pages to the model.

use std::cmp::Reverse;

use crate::diagnostic::Diagnostics;
use crate::graph::Version;
use crate::model::Model;
use crate::model::corrections::Corrections;
use crate::model::enums::Enums;
use crate::model::examples::typed::TypedExamples;
use crate::model::names::index::Index;
use crate::model::operations::Draft;
use crate::model::passes::PASSES;
use crate::model::types::TypeTable;
use crate::page::Page;
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

/// What is known of one version so far. [`PASSES`] fill it, one after the other.
#[derive(Default)]
pub(super) struct Store<'p> {
    pub(super) types: TypeTable,
    pub(super) enums: Enums,
    pub(super) operations: Vec<Draft<'p>>,
    /// The examples of the operations, as they were read last.
    pub(super) examples: TypedExamples<'p>,
}

/// Joins what the pages say.
///
/// The two versions are built apart: nothing that a page of one version says is a fact of the other.
/// The newest pages come first, so that they win; those of one age come in the order of their files, which is that
/// of their paths, so the result does not depend on the order in which they were read.
pub fn build(sources: &SourceMap, pages: &[Page], sink: &mut Diagnostics) -> Model {
    let mut model = Model::default();
    let corrections = Corrections::read(sources, sink);
    for version in Version::ALL {
        let input = Input::new(sources, version, pages, &corrections, sink);
        let mut store = Store::default();
        for pass in PASSES {
            (pass.run)(&input, &mut store, sink);
        }
        model.types.extend(store.types.into_types());
        model.enums.extend(store.enums.into_values());
        model
            .operations
            .extend(store.operations.into_iter().map(Draft::finish));
    }
    model
        .types
        .sort_by(|a, b| (&*a.name, a.version).cmp(&(&*b.name, b.version)));
    model
        .enums
        .sort_by(|a, b| (&*a.name, a.version).cmp(&(&*b.name, b.version)));
    model
}

impl<'p> Input<'p> {
    pub(super) fn new(
        sources: &'p SourceMap,
        version: Version,
        pages: &'p [Page],
        corrections: &'p Corrections,
        sink: &mut Diagnostics,
    ) -> Self {
        let mut pages: Vec<&Page> = pages.iter().filter(|page| page.version == version).collect();
        pages.sort_by_key(|page| Reverse(page.edition));
        Self {
            sources,
            version,
            index: Index::new(sources, &pages, sink),
            pages,
            corrections,
        }
    }
}
