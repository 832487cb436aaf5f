//! What the generator makes of small pages: a test for each case below `tests/cases`, named by stage and habit
//! (`page::enum_flags`). `tests/cases/README.md` says how to add one.
//!
//! `UPDATE_EXPECT=1 cargo test -p graph-tests --test snapshots` writes down what the generator says now.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use expect_test::expect_file;
use generator::Config;

include!(concat!(env!("OUT_DIR"), "/snapshots.rs"));

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cases")
}

/// Compares what the pages of a case become with what is expected of them.
fn check(case: &str) {
    let folder = folder().join(case);
    let output = Config::new(folder.join("pages")).generate().unwrap();
    expect_file![folder.join("diagnostics.txt")].assert_eq(&output.files()["diagnostics.txt"]);
    expect_file![folder.join("expected.rs")].assert_eq(&output.single_file().unwrap());
}

/// The names in a folder.
fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).unwrap();
    entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

/// Each file belongs to a case that is tested: an expectation that outlives its pages, or a case outside of the folder
/// of a stage, is tested by nothing.
#[test]
fn every_file_belongs_to_a_case() {
    let mut stray = Vec::new();
    for stage in names(&folder()) {
        if stage == "README.md" {
            continue;
        }
        for case in names(&folder().join(&stage)) {
            let path = folder().join(&stage).join(&case);
            let is_case = path.is_dir()
                && names(&path)
                    .iter()
                    .eq(["diagnostics.txt", "expected.rs", "pages"])
                && path.join("pages").is_dir();
            if !is_case {
                stray.push(format!("tests/cases/{stage}/{case}"));
            }
        }
    }
    assert!(
        stray.is_empty(),
        "a case is a folder `tests/cases/<stage>/<habit>` with `pages`, `diagnostics.txt` and `expected.rs`, and \
         nothing else; these are none: {stray:#?}"
    );
}
