//! From the pages to the model.

use std::cmp::Reverse;

use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::model::containers::Containers;
use crate::model::index::Index;
use crate::model::{
    Model, base, closed_lists, corrections, enums, evidence, example_members, example_only, family,
    inherited, navigation, operations, shown, types, unknown,
};
use crate::page::Page;
use crate::source::{SourceMap, Version};

/// Joins what the pages say.
///
/// The two versions are built apart: nothing that a page of one version says is a fact of the other.
/// The newest pages come first, so that they win; those of one age come in the order of their files, which is that
/// of their paths, so the result does not depend on the order in which they were read.
pub fn build(sources: &SourceMap, pages: &[Page], sink: &mut Sink) -> Model {
    let mut model = Model::default();
    for version in Version::ALL {
        let mut pages: Vec<&Page> = pages.iter().filter(|page| page.version == version).collect();
        pages.sort_by_key(|page| Reverse(page.edition));
        if pages.is_empty() {
            continue;
        }
        let index = Index::new(sources, &pages, sink);
        let mut types = types::merge(sources, &index, &pages, sink);
        let mut enums = enums::merge(sources, &index, &pages, sink);
        base::decide(&index, &pages, &mut types, sink);
        family::infer(sources, &index, &pages, &mut types, sink);
        shown::merge(&index, &pages, &mut types, sink);
        closed_lists::promote(&mut types, &mut enums, sink);
        inherited::agree(&mut types, sink);
        let mut operations = operations::collect(sources, &index, &pages, &types, sink);
        operations.sort_by(|a, b| {
            let key = |o: &super::Operation| (o.paths[0].template.render(), o.method, o.page);
            key(a).cmp(&key(b))
        });
        evidence::apply(sources, &operations, &mut types, &mut enums, sink);
        let containers = Containers::new(sources, &index, &pages);
        navigation::add(&operations, &containers, &mut types, sink);
        example_members::add(sources, &operations, &mut types, &mut enums, sink);
        example_only::add(sources, &mut operations, &mut types, sink);
        model.types.extend(types.into_values());
        model.enums.extend(enums.into_values());
        model.operations.extend(operations);
        report_silent_pages(&pages, sink);
    }
    corrections::apply(sources, &mut model, sink);
    unknown::report(&model, sink);
    model
        .types
        .sort_by(|a, b| (&a.name, a.version).cmp(&(&b.name, b.version)));
    model
        .enums
        .sort_by(|a, b| (&a.name, a.version).cmp(&(&b.name, b.version)));
    model
}

/// A page that is not about concepts and from which nothing was learned is a gap in the rules.
fn report_silent_pages(pages: &[&Page], sink: &mut Sink) {
    for page in pages {
        let silent = page.resources.is_empty() && page.enums.is_empty() && page.operations.is_empty();
        if silent && !page.conceptual {
            sink.push(
                Diagnostic::new(
                    Code::NoFacts,
                    page.title.span,
                    "no type, enumeration or operation was read from this page",
                )
                .help("a page about concepts has the `doc_type` `conceptualPageType`"),
            );
        }
    }
}
