//! The whole documentation in the forms of other years gives the same model.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test that cannot go on fails; the figures are what people read"
)]

use std::fs;
use std::path::Path;

use generator::diagnostic::Diagnostics;
use generator::graph::Version;
use generator::source::Folder;
use generator::{Config, markdown, model, source};
use graph_tests::eras::{Era, rendered};
use graph_tests::score::score;
use serde_json::Value;

/// What the pages below a folder say, without places.
fn facts(docs: &Path) -> Value {
    let analysis = Config::new(docs).analyze_with(&()).unwrap();
    let mut dump = serde_json::to_value(model::dump(&analysis.model, &analysis.sources, &[])).unwrap();
    drop_places(&mut dump);
    dump
}

fn drop_places(value: &mut Value) {
    match value {
        Value::Object(object) => {
            object.remove("source");
            object.values_mut().for_each(drop_places);
        }
        Value::Array(items) => items.iter_mut().for_each(drop_places),
        _ => {}
    }
}

fn rewrite(docs: &Path, to: &Path, era: Era) {
    for path in graph_tests::pages(docs) {
        let target = to.join(&path);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        let is_page = path.extension().is_some_and(|ending| ending == "md");
        let page = fs::read_to_string(docs.join(&path)).unwrap();
        fs::write(target, if is_page { era.rewrite(&page) } else { page }).unwrap();
    }
}

#[test]
#[ignore = "needs GRAPH_DOCS: a checkout of the documentation"]
fn the_corpus_in_the_forms_of_other_years_gives_the_same_model() {
    let docs = graph_test_pages::corpus();
    let expected = facts(&docs);
    for era in Era::ALL {
        let folder = tempfile::tempdir().unwrap();
        rewrite(&docs, folder.path(), era);
        let found = facts(folder.path());
        for kind in ["types", "enums", "operations"] {
            let (expected, found) = (&expected[kind], &found[kind]);
            let expected = expected.as_array().unwrap();
            let found = found.as_array().unwrap();
            assert_eq!(expected.len(), found.len(), "{era:?}: {kind}");
            for (expected, found) in expected.iter().zip(found) {
                assert_eq!(expected, found, "{era:?}");
            }
        }
    }
}

/// What the rendered form of all pages gives. It has no titles, no links and no annotations, so the types are lost
/// whose names only these tell: those of workbooks and notebooks, whose pages call them otherwise.
#[test]
#[ignore = "needs GRAPH_DOCS: a checkout of the documentation, with `truth/v1.0.json` beside it"]
fn the_corpus_as_rendered_text_gives_nearly_the_same_model() {
    let docs = graph_test_pages::corpus();
    let folder = tempfile::tempdir().unwrap();
    let sources = source::load(std::slice::from_ref(&docs), &mut Diagnostics::new()).unwrap();
    for (id, file) in sources
        .files()
        .filter(|(_, file)| file.folder != Some(Folder::Includes))
    {
        let page = markdown::read(&sources, id, &mut Diagnostics::new());
        let target = folder.path().join(file.path.replace(".md", ".txt"));
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::write(target, rendered(&page)).unwrap();
    }
    let analysis = Config::new(folder.path()).analyze_with(&()).unwrap();
    let truth = graph_test_pages::beside_corpus("truth/v1.0.json");
    let truth = fs::read_to_string(truth).unwrap();
    let score = score(
        &analysis.model,
        &serde_json::from_str(&truth).unwrap(),
        Version::V1,
    );
    println!("{score}");
    for (what, found, floor) in [
        ("types", score.types.good, 900),
        ("properties", score.found.good, 4900),
        ("properties of the same type", score.agree.good, 6700),
        ("enumerations", score.used_enums.good, 290),
        ("members", score.members.good, 1640),
        ("operations", score.operations, 2160),
    ] {
        assert!(found >= floor, "{what}: {found} < {floor}");
    }
    let unread = analysis
        .diagnostics
        .iter()
        .filter(|found| found.code == generator::diagnostic::Code::NoFacts)
        .count();
    assert!(unread <= 2, "{unread} pages left no fact");
}
