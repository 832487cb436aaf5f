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
/// | `example-property` | 137 | the page shows what no table of the type lists (`azureADAppId`, `sortOrderIndex`), most of it of beta or of other years; the value is kept |
/// | `example-path` | 25 | the page addresses something else than it documents (`/$ref` left out, `/connections` for `/external/connections`), or another method |
/// | `example-member` | 18 | the page shows a value that no list has (`disconnected`); the value is kept |
/// | `example-shape` | 13 | the page shows no body where its sentence promises one, one where it says that none comes, or many for one |
/// | `example-read-only` | 9 | the page sends what its own table calls read-only |
/// | `example-body` | 10 | the page sends a body that it does not describe, or none |
/// | `example-value` | 7 | the page shows a date without offset, a time for a date, bytes that are no base64 |
/// | `example-type` | 8 | names of types that the service does not have (`Microsoft.Teams.GraphSvc.…`), or without their namespace |
///
/// An example that calls an operation of another page is held against that one (12). 34 examples are sent to beta or
/// to `v1` by pages of v1.0, which the typed request puts right; so it does with booleans in quotes (16 places).
const REACHED: Reached = Reached {
    judged: 2_352,
    agreeing: 2_125,
    lossless: 2_282,
    aside: &[
        (Aside::Broken, 2),
        (Aside::Error, 11),
        (Aside::Elsewhere, 58),
        (Aside::Sketch, 0),
        (Aside::Placeholder, 155),
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
