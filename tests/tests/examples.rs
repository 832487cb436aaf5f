//! Holds the examples of `docs-input` against the typed requests and responses.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use generator::Config;
use generator::report::examples::Examples;

/// Examples that agree, of those that prove something, in each version. An example that stops agreeing has no test any
/// more, so their number is exact.
const AGREEING: &[(&str, usize, usize)] = &[("v1.0", 116, 116), ("beta", 7, 8)];

#[test]
fn as_many_examples_agree_as_before() {
    let analysis = Config::new(graph_test_pages::docs_input())
        .analyze_with(&())
        .unwrap();
    let versions = analysis.plan.versions.iter().map(|version| {
        let examples = Examples::of(std::slice::from_ref(version));
        (version.version.as_str(), examples.agreeing(), examples.judged())
    });
    assert_eq!(versions.collect::<Vec<_>>(), AGREEING);
    // The body that the page shows for a link is the object itself; the service takes the object's address.
    let examples = Examples::new(&analysis.plan);
    let disagreeing = examples.iter().filter(|example| !example.agrees());
    assert_eq!(
        disagreeing
            .map(|example| example.place.as_str())
            .collect::<Vec<_>>(),
        ["beta/api/deviceconfiguration-post-devicestatuses.md:72"]
    );
}
