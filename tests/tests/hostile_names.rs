//! Whatever things are called, the emitted crate compiles without a warning.
//!
//! Each name of a list stands in all places that pages name something in, and what comes of all pages together is
//! compiled. `HOSTILE_MINUTES=10 cargo test -p graph-tests --test hostile_names -- --ignored` goes on with names that are
//! made of these, in places that are chosen by chance, for that long.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "hostile_names/pages.rs"]
mod pages;

use std::path::Path;
use std::time::{Duration, Instant};

use generator::Config;
use generator::config::{OutputForm, Package, RuntimeSource};
use graph_test_pages::Fixture;
use graph_tests::compile;

use pages::{Chance, Slot};

/// The names: keywords, names of Rust's prelude, of the runtime, of emitted code, of devices.
const NAMES: &str = include_str!("hostile_names/names.txt");

/// How many names stand in the pages of one crate of the long run.
const BATCH: usize = 40;

/// Generates from the pages and compiles what comes of them, with the test of the documented examples.
fn assert_compiles(pages: &[(String, String)], what: &str) {
    let fixture = Fixture::of(pages.iter().cloned());
    let runtime = graph_test_pages::workspace().join("generated/runtime");
    let package = Package::new("graph-hostile");
    let package = package.runtime(RuntimeSource::Path(runtime.to_str().unwrap().to_owned()));
    let output = Config::new(fixture.path())
        .form(OutputForm::Crate(package))
        .documented_tests(true)
        .generate()
        .unwrap_or_else(|error| panic!("{}: {what}", error.chain()));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let package = folder.join("graph-hostile");
    output.write_to(&package).unwrap();
    let checked = compile::cargo(&package, &folder.join("target"), &["check", "--all-targets"]);
    if let Err(messages) = checked {
        panic!("{what}:\n{messages}");
    }
}

#[test]
#[ignore = "compiles a crate of some thousand lines"]
fn names_that_are_taken_compile() {
    let names: Vec<&str> = NAMES.lines().collect();
    let pages = names
        .iter()
        .enumerate()
        .flat_map(|(index, name)| pages::of(name, index, &Slot::ALL));
    assert_compiles(&pages.collect::<Vec<_>>(), "all names in all places");
}

#[test]
#[ignore = "compiles crates for as long as `HOSTILE_MINUTES` says"]
fn names_by_chance_compile() {
    let minutes = std::env::var("HOSTILE_MINUTES").map_or(0, |minutes| minutes.parse().unwrap());
    let end = Instant::now() + Duration::from_secs(60 * minutes);
    let names: Vec<&str> = NAMES.lines().collect();
    let mut seed = 1;
    while Instant::now() < end {
        let mut chance = Chance::new(seed);
        let pages = (0..BATCH).flat_map(|index| {
            let name = pages::name(&names, &mut chance);
            pages::of(&name, index, &chance.some(&Slot::ALL))
        });
        assert_compiles(&pages.collect::<Vec<_>>(), &format!("seed {seed}"));
        seed += 1;
    }
}
