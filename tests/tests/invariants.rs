//! What the architecture promises, checked on the sources.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

#[path = "invariants/circles.rs"]
mod circles;

/// The modules of the generator; each names only those before it. `rules` is a library of `page`.
const LAYERS: &[&str] = &[
    "span",
    "graph",
    "text",
    "mark",
    "diagnostic",
    "coverage",
    "source",
    "markdown",
    "rules",
    "page",
    "model",
    "resolve",
    "emit",
    "error",
    "write",
    "config",
    "pipeline",
    "report",
    "output",
    "fuzzing",
    "lib",
    "cli",
    "main",
];

/// The stages between the first page and the last file, with what all of them speak of.
const STAGES: &[&str] = &[
    "span",
    "graph",
    "text",
    "mark",
    "diagnostic",
    "coverage",
    "source",
    "markdown",
    "rules",
    "page",
    "model",
    "resolve",
    "emit",
    "write",
];

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}

/// The files of a folder of the workspace, as paths below it, with their text.
fn sources(folder: &str) -> Vec<(String, String)> {
    let root = graph_test_pages::workspace().join(folder);
    let mut files = Vec::new();
    rust_files(&root, &mut files);
    files
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            (
                path.strip_prefix(&root)
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .replace('\\', "/"),
                text,
            )
        })
        .collect()
}

/// The code of a file without comments and without its tests.
fn code(text: &str) -> String {
    let text = text
        .split_once("\n#[cfg(test)]\nmod tests {")
        .map_or(text, |(code, _)| code);
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The module at the root of the crate to which a file belongs.
fn module(path: &str) -> &str {
    path.split('/').next().unwrap().trim_end_matches(".rs")
}

fn stage(path: &str) -> Option<usize> {
    STAGES.iter().position(|stage| *stage == module(path))
}

fn is_test(path: &str) -> bool {
    path.ends_with("tests.rs") || path.contains("/tests/") || path.ends_with("testing.rs")
}

#[test]
fn a_module_names_only_modules_before_it() {
    for (path, text) in sources("generator/src").iter().filter(|(path, _)| !is_test(path)) {
        let module = module(path);
        let own = LAYERS.iter().position(|layer| *layer == module);
        let own = own.unwrap_or_else(|| panic!("`{module}` has no place among the layers"));
        let code = code(text);
        for later in &LAYERS[own + 1..] {
            let named = code.match_indices(&format!("crate::{later}")).any(|(at, name)| {
                let behind = code[at + name.len()..].chars().next();
                !behind.is_some_and(|c| c.is_alphanumeric() || c == '_')
            });
            assert!(!named, "{path} belongs to `{module}` and names `{later}`");
        }
        // `use crate::{page, model}` would not be seen.
        assert!(!code.contains("crate::{"), "{path}");
    }
}

#[test]
fn what_the_plan_is_made_of_does_not_depend_on_how_pages_are_read() {
    for (path, text) in sources("generator/src").iter().filter(|(path, _)| !is_test(path)) {
        if !["resolve", "emit", "write"].contains(&module(path)) {
            continue;
        }
        for reader in ["markdown", "rules", "page"] {
            assert!(
                !code(text).contains(&format!("crate::{reader}")),
                "{path} names `{reader}`"
            );
        }
    }
}

#[test]
fn only_source_and_write_touch_files() {
    for (path, text) in sources("generator/src").iter().filter(|(path, _)| !is_test(path)) {
        let between = stage(path).is_some_and(|at| !["source", "write"].contains(&STAGES[at]));
        assert!(
            !between || !code(text).contains("std::fs"),
            "{path} touches files"
        );
    }
}

#[test]
fn the_parser_and_the_printer_are_named_in_their_places() {
    let naming = |needle: &str| -> BTreeSet<String> {
        let files = sources("generator/src")
            .into_iter()
            .filter(|(path, text)| !is_test(path) && code(text).contains(needle));
        files.map(|(path, _)| path).collect()
    };
    assert_eq!(
        naming("pulldown_cmark").len(),
        1,
        "{:?}",
        naming("pulldown_cmark")
    );
    for name in ["syn::", "quote::", "proc_macro2::", "prettyplease::"] {
        for path in naming(name) {
            let allowed = path.starts_with("emit") || path.starts_with("write/format");
            assert!(allowed, "{path} names `{name}`");
        }
    }
}

#[test]
fn nothing_depends_on_the_order_of_a_hash_or_on_time() {
    for (path, text) in sources("generator/src").iter().filter(|(path, _)| !is_test(path)) {
        assert!(
            !code(text).contains("HashMap") && !code(text).contains("HashSet"),
            "{path} uses a hash map"
        );
        let between = stage(path).is_some();
        assert!(
            !between || !code(text).contains("SystemTime"),
            "{path} asks for the time"
        );
    }
}

#[test]
fn no_file_is_a_heap() {
    for folder in [
        "generator",
        "generated/examples",
        "generated/runtime",
        "generated/tests",
        "tests",
    ] {
        for (path, text) in sources(folder)
            .iter()
            // A test that the generator writes has as many examples as the pages.
            .filter(|(path, text)| !path.starts_with("cases/") && !text.starts_with("// @generated"))
        {
            assert!(
                text.lines().count() <= 400,
                "{folder}/{path} has {} lines",
                text.lines().count()
            );
            let name = path.rsplit('/').next().unwrap();
            assert!(
                !["mod.rs", "utils.rs", "helpers.rs", "common.rs"].contains(&name),
                "{folder}/{path}"
            );
        }
    }
}
