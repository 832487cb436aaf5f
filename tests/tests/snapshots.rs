//! A snapshot case per habit of the pages.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;

use expect_test::expect_file;
use generator::Config;

#[test]
fn every_case_gives_the_expected_rust_and_diagnostics() {
    let folders = graph_tests::case_folders();
    assert!(folders.len() > 30, "the cases lie in tests/cases");
    for folder in folders {
        let name = folder
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap()
            .to_owned();
        let output = Config::new(folder.join("pages"))
            .generate()
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        let files = output.files();
        let diagnostics = files.get("diagnostics.txt").unwrap();
        expect_file![folder.join("diagnostics.txt")].assert_eq(diagnostics);
        expect_file![folder.join("expected.rs")].assert_eq(&output.single_file().unwrap());
    }
}

#[test]
fn a_case_is_pages_and_two_expectations() {
    for folder in graph_tests::case_folders() {
        let mut names: Vec<String> = fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        assert_eq!(
            names,
            ["diagnostics.txt", "expected.rs", "pages"],
            "{}",
            folder.display()
        );
    }
}
