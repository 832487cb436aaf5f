//! What `generator dump paths` says about `docs-input` and about the whole documentation.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use expect_test::expect_file;
use generator::Config;

/// The lines of `dump paths` for the pages of a folder.
fn dump_paths(pages: &Path) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_generator"))
        .args(["dump", "paths", "--quiet", "--input"])
        .arg(pages)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn paths_of_docs_input() {
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs-input");
    expect_file!["dump_paths/docs_input.tsv"].assert_eq(&dump_paths(&pages));
}

/// Each documented request of the corpus can be said, and by their types more can. The numbers are exact: where one
/// changes, compare the lines before and after, as `dump_names.rs` describes.
#[test]
#[ignore = "needs GRAPH_DOCS"]
fn the_corpus_can_be_said() {
    let pages = graph_test_pages::corpus();
    let lines = dump_paths(&pages);
    let mut said: BTreeMap<&str, usize> = BTreeMap::new();
    let mut requests: BTreeSet<(&str, &str)> = BTreeSet::new();
    for line in lines.lines() {
        let [method, path, _, place, known] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("a line has five fields: {line}");
        };
        *said.entry(known).or_default() += 1;
        if known == "documented" {
            requests.insert((method, path));
        } else {
            assert_ne!(place, "unknown", "{line}");
        }
    }
    let analysis = Config::new(&pages).analyze_with(&()).unwrap();
    let operations = &analysis.model.operations;
    let documented = operations
        .iter()
        .flat_map(|operation| operation.paths.iter().map(move |path| (operation, path)));
    let mut count = 0;
    for (operation, path) in documented {
        count += 1;
        let path = path.template.render();
        let method = operation.method.as_str();
        assert!(requests.contains(&(method, &path)), "{method} {path}");
    }
    // The pages have 3,877 lines; 58 repeat a path of their page, with a query or other names of parameters. All
    // examples of two pages send another method than the page names, which makes two more.
    assert_eq!(count, 3_821);
    assert_eq!(said["documented"], DOCUMENTED);
    assert_eq!(said["by type"], BY_TYPE);

    let steps = analysis
        .plan
        .versions
        .iter()
        .flat_map(|version| version.steps.modules.iter().map(move |module| (version, module)));
    let names: Vec<&str> = steps
        .flat_map(|(version, module)| {
            module
                .steps
                .iter()
                .map(|id| version.steps.steps[*id].name.as_str())
        })
        .collect();
    assert_eq!(names.len(), STEPS);
    let longest = names.iter().max_by_key(|name| name.len()).unwrap();
    assert!(longest.len() <= 48, "{longest}");
}

/// The lines of documented requests: pages that document one request have one line.
const DOCUMENTED: usize = 3_337;
/// The lines of requests that follow from the types of places.
const BY_TYPE: usize = 3_308;
const STEPS: usize = 692;
