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
/// | `example-property` | 127 | the page shows what no table of the type lists (`azureADAppId`), or leaves out the `@odata.type` that would say of which type the object is |
/// | `example-path` | 56 | the page addresses something else than it documents (`/$ref` left out, `/organization/{id}/branding`, `/v1/me`), or another method |
/// | `example-shape` | 30 | the page shows no body, or many objects where its sentence says one |
/// | `example-member` | 26 | the page shows a value that no list has (`disconnected`), or several at once |
/// | `example-read-only` | 23 | the page sends what its own table calls read-only, or does not list |
/// | `example-value` | 22 | the page shows `"true"` for a Boolean, a date without offset, an object in a list's place |
/// | `example-body` | 17 | the page sends a body that it does not describe, MIME beside JSON, or none |
/// | `example-type` | 6 | names of types that the service does not have (`Microsoft.Teams.GraphSvc.…`) |
///
/// 31 examples are sent to beta by pages of v1.0; the typed request puts that right.
const REACHED: Reached = Reached {
    judged: 2_361,
    agreeing: 2_054,
    lossless: 2_207,
    aside: &[
        (Aside::Broken, 2),
        (Aside::Error, 11),
        (Aside::Elsewhere, 58),
        (Aside::Sketch, 0),
        (Aside::Placeholder, 146),
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
