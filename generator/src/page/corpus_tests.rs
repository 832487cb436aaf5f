//! Measures the readers on the real documentation, which is not part of this repository.

use std::collections::BTreeMap;

use super::*;
use crate::markdown;
use crate::source::{self, Folder};

#[test]
#[ignore = "needs GRAPH_DOCS: a checkout of the documentation"]
#[allow(
    clippy::print_stderr,
    reason = "a measurement is for the person who asked for it"
)]
fn resource_pages_of_the_corpus() {
    let mut sink = Diagnostics::new();
    let sources = source::load(&[graph_test_pages::corpus()], &mut sink).unwrap();
    let mut pages = Vec::new();
    for (id, file) in sources.files() {
        if file.folder == Some(Folder::Resources) {
            let document = markdown::read(&sources, id, &mut sink);
            pages.push(read(&sources, &document, &mut sink));
        }
    }
    let rows = || {
        pages
            .iter()
            .filter_map(Page::resource)
            .flat_map(|resource| &resource.properties)
    };
    let understood = rows()
        .filter(|row| !matches!(row.ty.name, SpelledType::Unknown(_)))
        .count();
    let total = rows().count();
    let silent = pages
        .iter()
        .filter(|page| matches!(page.content, PageContent::NotRead))
        .count();
    let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
    for diagnostic in sink.into_sorted() {
        *codes.entry(diagnostic.code.as_str()).or_default() += 1;
    }
    eprintln!(
        "{} resource pages, {total} rows, {understood} types understood, {codes:?}",
        pages.len()
    );
    assert!(pages.len() > 1000 && total > 7000, "is this the documentation?");
    assert!(
        understood * 1000 >= total * 998,
        "{understood} of {total} type cells"
    );
    assert_eq!(silent, 0, "pages that are no concepts and yield nothing");
}
