//! Reads the whole documentation, which is not part of this repository.

use std::collections::{BTreeMap, BTreeSet};

use super::testing::with_context;
use crate::diagnostic::Diagnostics;
use crate::markdown;
use crate::page::sections::SectionKind;
use crate::page::sink::PageSink;
use crate::source::{Folder, load};

/// The operation lines of introductions, which are not in the list of documented lines.
const IN_INTRODUCTIONS: &[(&str, &str, &str)] = &[
    (
        "v1.0/api/page-get.md",
        "GET",
        "/me/onenote/pages/{id}/$value[?includeIDs=true]",
    ),
    (
        "v1.0/api/page-get.md",
        "GET",
        "/me/onenote/pages/{id}/content[?includeIDs=true]",
    ),
];

#[test]
#[ignore = "needs GRAPH_DOCS: a checkout of the documentation, with `truth/operations-v1.0.tsv` beside it"]
fn every_documented_operation_line_is_found_and_none_is_invented() {
    let truth = graph_test_pages::beside_corpus("truth/operations-v1.0.tsv");
    let truth = std::fs::read_to_string(truth).unwrap();
    let mut expected: BTreeMap<(String, String, String), usize> = BTreeMap::new();
    for line in truth.lines() {
        let columns: Vec<&str> = line.split('\t').collect();
        let key = (
            columns[1].to_owned(),
            columns[3].to_owned(),
            columns[4].trim().to_owned(),
        );
        *expected.entry(key).or_default() += 1;
    }
    let mut sink = Diagnostics::new();
    let sources = load(&[graph_test_pages::corpus()], &mut sink).unwrap();
    let mut found = BTreeSet::new();
    // Pages on which no heading says *HTTP request* are not in the list.
    let mut unlisted = BTreeSet::new();
    // Paths that only examples show are not in it either; each is reported.
    let mut requested = BTreeSet::new();
    let mut page_sink = PageSink::default();
    for (id, file) in sources.files() {
        if file.folder != Some(Folder::Api) {
            continue;
        }
        let document = markdown::read(&sources, id, &mut sink);
        with_context(&document, &mut page_sink, |page, page_sink| {
            if page.sections.of_kind(&SectionKind::HttpRequest).next().is_none() {
                unlisted.insert(file.path.clone());
            }
            for operation in super::operations(page, page_sink) {
                let requests = operation
                    .examples
                    .iter()
                    .filter_map(|example| example.request.as_ref());
                requested
                    .extend(requests.map(|request| (file.path.clone(), request.url.as_str().to_owned())));
                for path in operation.paths {
                    let method = operation.method.as_str().to_owned();
                    found.insert((file.path.clone(), method, path.documented.value));
                }
            }
        });
    }
    let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
    for diagnostic in page_sink.diagnostics.into_sorted() {
        *codes.entry(diagnostic.code.as_str()).or_default() += 1;
        if std::env::var("GRAPH_DOCS_CODE").is_ok_and(|code| code == diagnostic.code.as_str()) {
            println!(
                "{}: {}: {:?}",
                sources.path_and_line(diagnostic.span),
                diagnostic.message,
                diagnostic.help
            );
        }
    }
    println!("{codes:#?}");
    let missing: Vec<_> = expected.keys().filter(|key| !found.contains(*key)).collect();
    let (of_examples, invented): (Vec<_>, Vec<_>) = found
        .iter()
        .filter(|key| !expected.contains_key(*key) && !unlisted.contains(&key.0))
        .partition(|(page, _, path)| requested.contains(&(page.clone(), path.clone())));
    let invented: Vec<_> = invented
        .into_iter()
        .map(|(page, method, path)| (page.as_str(), method.as_str(), path.as_str()))
        .collect();
    assert!(
        missing.is_empty(),
        "operation lines that are not read: {missing:#?}"
    );
    assert_eq!(invented, IN_INTRODUCTIONS, "operation lines that no list has");
    assert_eq!(
        of_examples.len(),
        codes["example-only-path"],
        "each is reported once"
    );
}
