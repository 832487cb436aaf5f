//! From the pages to the model.

use crate::diagnostic::Diagnostics;
use crate::graph::Version;
use crate::model::Model;
use crate::model::corrections::entries::Corrections;
use crate::model::passes::PASSES;
use crate::model::store::{Draft, Input, Store};
use crate::page::Page;
use crate::source::SourceMap;

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
        model.places.insert(version, store.places);
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
