//! Which dependencies stand twice. `cargo deny check` says more, but needs a tool and the advisories of the day.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// A file of the workspace.
fn table(name: &str) -> toml::Table {
    let text = fs::read_to_string(graph_test_pages::workspace().join(name)).unwrap();
    text.parse().unwrap()
}

#[test]
fn what_stands_twice_is_listed_with_a_reason() {
    let lock = table("Cargo.lock");
    let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for package in lock["package"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap();
        let version = package["version"].as_str().unwrap();
        versions.entry(name).or_default().push(version);
    }
    let deny = table("deny.toml");
    let skipped: Vec<(&str, &str)> = deny["bans"]["skip"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| {
            assert!(!entry["reason"].as_str().unwrap().is_empty());
            entry["crate"].as_str().unwrap().split_once('@').unwrap()
        })
        .collect();
    // All versions but one are skipped, and each entry skips one.
    let mut used = BTreeSet::new();
    for (name, versions) in versions.iter().filter(|(_, versions)| versions.len() > 1) {
        let mut left = versions.clone();
        for (at, (of, start)) in skipped.iter().enumerate() {
            let before = left.len();
            left.retain(|version| of != name || !version.starts_with(&format!("{start}.")));
            if left.len() < before {
                used.insert(at);
            }
        }
        assert!(left.len() < 2, "{name} stands twice: {versions:?}");
    }
    assert_eq!(used.len(), skipped.len(), "an entry of deny.toml skips nothing");
}
