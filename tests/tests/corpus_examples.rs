//! Holds the examples of the whole documentation against the typed requests and responses, where it is at hand: set
//! `GRAPH_DOCS` to a folder with `v1.0` below it.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test that cannot go on fails; the figures are what people read"
)]

use generator::Config;
use generator::report::examples::{self, Examples};
use generator::resolve::Aside;
use generator::source::Version;

/// The figures reached; a change that reads worse fails here. Raise them with each rule that reads better.
struct Reached {
    /// Examples that prove something, at least.
    judged: usize,
    /// Those of which the typed request and response say all, at least.
    agreeing: usize,
    /// Those that lose nothing on the way through the typed values, at least.
    lossless: usize,
    /// Examples that prove nothing, at most, by reason.
    aside: &'static [(Aside, usize)],
}

/// What is reached on the pages of July 2021. What disagrees, by the first thing that is found:
///
/// | class | examples | cause |
/// |---|---|---|
/// | `example-path` | 18 | the page addresses something else than it documents (`/$ref` left out, `/connections` for `/external/connections`), or another method |
/// | `example-value` | 11 | the page shows a date without offset, a time for a date, bytes that are no base64 |
/// | `example-body` | 9 | the page sends a body that it does not describe, or none |
/// | `example-shape` | 9 | the page shows no body where its sentence promises one, one where it says that none comes, or many for one |
/// | `example-property` | 9 | the example is one of beta, or answers another request than the one that it follows |
/// | `example-member` | 8 | one example alone shows a value that no list has (`School of Fine Art`), or none at all (`""`); it is kept |
///
/// An example that calls an operation of another page is held against that one (14). 34 examples are sent to beta or
/// to `v1` by pages of v1.0, which the typed request puts right; so it does with booleans, numbers and dates in quotes
/// (19 places), names of properties in other letters (26) and of types by other namespaces (10), bodies of answers that
/// have none (12), and what the table of a body calls read-only (103). 118 examples agree by properties, parameters or
/// members that no table has, since examples show them: without these, 2,169 of 2,351 (92.3 %) would.
const REACHED: Reached = Reached {
    judged: 2_351,
    agreeing: 2_287,
    lossless: 2_303,
    aside: &[
        (Aside::Broken, 2),
        (Aside::Error, 11),
        (Aside::Elsewhere, 58),
        (Aside::Sketch, 0),
        (Aside::Placeholder, 156),
    ],
};

#[test]
fn corpus_examples_agree_with_the_typed_requests() {
    let Some(folder) = graph_tests::corpus() else {
        return;
    };
    let config = Config::new(folder).versions([Version::V1]);
    let analysis = config.analyze_with(&()).unwrap();
    let found = Examples::new(&analysis.plan);
    println!(
        "{}",
        examples::human(&analysis.sources, &found, Some("example-version"))
    );
    assert!(
        found.judged() >= REACHED.judged,
        "{} examples judged",
        found.judged()
    );
    assert!(
        found.agreeing() >= REACHED.agreeing,
        "{} examples agree",
        found.agreeing()
    );
    assert!(
        found.lossless() >= REACHED.lossless,
        "{} examples lose nothing",
        found.lossless()
    );
    for (aside, most) in REACHED.aside {
        let count = found.aside(*aside);
        assert!(count <= *most, "{count} examples set aside: {}", aside.reason());
    }
}

#[test]
fn examples_of_our_own_pages_agree() {
    let pages = graph_tests::workspace().join("docs-input");
    let analysis = Config::new(pages).analyze_with(&()).unwrap();
    let found = Examples::new(&analysis.plan);
    assert!(found.judged() > 50);
    // The body that the page shows for a link is the object itself; the service takes the object's address.
    let disagreeing: Vec<String> = found
        .iter()
        .filter(|example| !example.agrees())
        .map(|example| analysis.sources.file(example.span.file).path.clone())
        .collect();
    assert_eq!(
        disagreeing,
        ["beta/api/deviceconfiguration-post-devicestatuses.md"]
    );
}
