//! What `generator dump names` says about `docs-input` and about the whole documentation.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use expect_test::{expect, expect_file};

/// The lines of `dump names` for the pages of a folder.
fn dump_names(pages: &Path) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_generator"))
        .args(["dump", "names", "--quiet", "--input"])
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
fn names_of_docs_input() {
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs-input");
    expect_file!["dump_names/docs_input.tsv"].assert_eq(&dump_names(&pages));
}

/// How many requests the corpus names by each source, and a hash of all lines.
///
/// A change here means that some requests are called differently, or are so for another reason. To see which, write the
/// lines before and after the change to files and compare them:
///
/// ```text
/// cargo run -p generator -- dump names --quiet --input "$GRAPH_DOCS" > after.tsv
/// git stash; cargo run -p generator -- dump names --quiet --input "$GRAPH_DOCS" > before.tsv; git stash pop
/// diff before.tsv after.tsv
/// ```
#[test]
#[ignore = "needs GRAPH_DOCS"]
fn names_of_the_corpus_are_those_that_were_reviewed() {
    let names = dump_names(&graph_test_pages::corpus());
    let mut sources: BTreeMap<&str, usize> = BTreeMap::new();
    for line in names.lines() {
        *sources.entry(line.split('\t').nth(3).unwrap()).or_default() += 1;
    }
    let mut digest = format!("{:016x}\n", fnv_1a(&names));
    for (source, count) in sources {
        writeln!(digest, "{count:4} {source}").unwrap();
    }
    expect![[r#"
        cd3f2ae20496a729
          17 corrected-verb
         327 function-in-path
           2 method-and-place
           2 stem-and-key
           2 stem-and-parent
         130 stem-and-place
        1701 title
           3 verb-and-place
    "#]]
    .assert_eq(&digest);
}

/// The hash FNV-1a, which is the same in every version of Rust.
fn fnv_1a(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
