//! The same pages give the same bytes, however they are found and on however many threads.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use generator::Config;
use generator::config::{OutputForm, Package};
use graph_tests::pages;

fn files(config: &Config) -> BTreeMap<String, String> {
    config.generate().unwrap().files().clone()
}

#[test]
fn twice_and_on_any_number_of_threads() {
    let config = Config::new(graph_test_pages::docs_input()).form(OutputForm::Crate(Package::default()));
    let first = files(&config);
    assert!(first.len() > 100);
    assert_eq!(first, files(&config));
    for threads in [1, 4] {
        assert_eq!(
            first,
            files(&config.clone().threads(threads)),
            "{threads} threads"
        );
    }
}

#[test]
fn a_copy_that_was_made_in_reverse() {
    let copy = tempfile::tempdir().unwrap();
    for path in pages(&graph_test_pages::docs_input()).into_iter().rev() {
        let to = copy.path().join(&path);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(graph_test_pages::docs_input().join(&path), to).unwrap();
    }
    assert_eq!(
        files(&Config::new(graph_test_pages::docs_input())),
        files(&Config::new(copy.path()))
    );
}

#[test]
fn loose_pages_in_any_order() {
    let folder = graph_test_pages::docs_input().join("v1.0/resources");
    let pages: Vec<PathBuf> = pages(&folder).into_iter().map(|page| folder.join(page)).collect();
    let generate = |pages: Vec<PathBuf>| {
        let mut pages = pages.into_iter();
        let config = Config::new(pages.next().unwrap());
        files(&pages.fold(config, Config::input))
    };
    let mut turned = pages.clone();
    turned.rotate_left(pages.len() / 3);
    let expected = generate(pages.clone());
    assert!(expected.contains_key("src/v1/models/device_configuration.rs"));
    assert_eq!(expected, generate(pages.into_iter().rev().collect()));
    assert_eq!(expected, generate(turned));
}
