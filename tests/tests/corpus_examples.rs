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

const REACHED: Reached = Reached {
    judged: 0,
    agreeing: 0,
    lossless: 0,
    aside: &[],
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
        examples::human(&analysis.sources, &found, Some(examples::AGREES))
            .lines()
            .rev()
            .take(24)
            .collect::<Vec<_>>()
            .join("\n")
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
    let analysis = Config::new(graph_tests::workspace().join("docs-input"))
        .analyze_with(&())
        .unwrap();
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
