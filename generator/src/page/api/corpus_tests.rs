//! Reads the whole documentation, where it is at hand.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::testing::with_context;
use crate::diagnostic::Diagnostics;
use crate::markdown;
use crate::page::sections::SectionKind;
use crate::page::sink::PageSink;
use crate::source::{Folder, load};

/// `GRAPH_DOCS`: a folder with `v1.0/api` below it; the list of its operations lies in `truth` beside it.
#[test]
fn every_documented_operation_line_is_found_and_none_is_invented() {
    let Some(docs) = std::env::var_os("GRAPH_DOCS").map(PathBuf::from) else {
        println!("skipped: GRAPH_DOCS names no checkout of the documentation");
        return;
    };
    let truth = std::fs::read_to_string(docs.join("../truth/operations-v1.0.tsv")).unwrap();
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
    let sources = load(&[docs], &mut sink).unwrap();
    let mut found = BTreeSet::new();
    // Pages on which no heading says *HTTP request* are not in the list.
    let mut unlisted = BTreeSet::new();
    // Paths that only examples show are not in it either; each is reported.
    let mut shown = BTreeSet::new();
    let mut page_sink = PageSink::default();
    for (id, file) in sources.files() {
        if file.folder != Some(Folder::Api) {
            continue;
        }
        let document = markdown::read(&sources, id, &mut sink);
        with_context(&document, |page| {
            if page.sections.of_kind(&SectionKind::HttpRequest).next().is_none() {
                unlisted.insert(file.path.clone());
            }
            for operation in super::read(page, &mut page_sink) {
                let requests = operation
                    .examples
                    .iter()
                    .filter_map(|example| example.request.as_ref());
                shown.extend(requests.map(|request| (file.path.clone(), request.url.value.clone())));
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
                sources.place(diagnostic.span),
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
        .partition(|(page, _, path)| shown.contains(&(page.clone(), path.clone())));
    assert!(missing.is_empty(), "{} missing: {missing:#?}", missing.len());
    assert!(invented.is_empty(), "{} invented: {invented:#?}", invented.len());
    assert_eq!(
        of_examples.len(),
        codes["example-only-path"],
        "each is reported once"
    );
}
