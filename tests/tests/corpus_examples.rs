//! Holds the examples of the whole documentation against the typed requests and responses.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test that cannot go on fails; the figures are what people read"
)]

use std::collections::BTreeMap;

use generator::Config;
use generator::graph::Version;
use generator::report::examples::{self, Examples};
use generator::resolve::plan::Plan;
use generator::resolve::plan::examples::{EmptyBody, SkipReason};

/// What becomes of the examples. Each figure is exact, so that an example that stops agreeing shows, and one that begins
/// to.
#[derive(Debug, PartialEq, Eq)]
struct Figures {
    /// Examples that prove something.
    judged: usize,
    /// Those of which the typed request and response say all.
    agreeing: usize,
    /// The agreeing examples that use no property, parameter or member known from examples only. The model is built from those too.
    documented: usize,
    /// Those that lose nothing on the way through the typed values.
    lossless: usize,
    /// Examples that prove nothing, by reason.
    skipped: Vec<(SkipReason, usize)>,
    /// Calls in the documentation that send nothing though their requests have a body, by reason.
    empty: BTreeMap<EmptyBody, usize>,
}

impl Figures {
    fn new(plan: &Plan) -> Self {
        let examples = Examples::new(plan);
        let mut empty = BTreeMap::new();
        for version in &plan.versions {
            for (id, _) in version.operations() {
                if let Some(reason) = version.examples[id].empty_body {
                    *empty.entry(reason).or_default() += 1;
                }
            }
        }
        let skipped = SkipReason::ALL
            .iter()
            .map(|reason| (*reason, examples.skipped(*reason)));
        Self {
            judged: examples.judged(),
            agreeing: examples.agreeing(),
            documented: examples.agreeing() - examples.showing_more(),
            lossless: examples.lossless(),
            skipped: skipped.filter(|(_, count)| *count > 0).collect(),
            empty,
        }
    }
}

/// What is reached on the pages of July 2021. What disagrees, by the first thing that is found; all are faults of the
/// pages:
///
/// | class | examples | cause |
/// |---|---|---|
/// | `example-property` | 12 | the example is one of beta or of another request (`PATCH /groups/{id}/threads/{id}` sends an event), shows `error` in a list of objects, leaves out of which type an object is where two have its properties, or spells a name otherwise (`targetResource`) |
/// | `example-path` | 8 | the page addresses something else than it documents (`b2cUserFlows` for `b2xUserFlows`, `names/addFormulaLocal` for `names/add`), or shows a request that no page documents |
/// | `example-shape` | 8 | the page shows no body where its sentence promises one, or one where the leading page of the request says that none comes (the updates of a user on four pages of Intune) |
/// | `example-member` | 6 | one example alone shows a value that no list has (`School of Fine Art`); it is kept |
/// | `example-value` | 1 | the page shows bytes that are no base64 |
/// | `example-body` | 2 | the page sends a body with what removes a link, `{}` in the place of a link, or no body |
/// | `example-type` | 2 | the name of another type stands in `@odata.type` |
///
/// An example that calls an operation of another page is held against that one (14), and one on a path that no page
/// documents against the operation that the steps say there (4). What is put right leaves no doubt: 34 examples are sent to
/// beta or to `v1` by pages of v1.0; booleans, numbers and dates stand in quotes (19 places), dates for times, times for
/// dates, or blanks in them (10), names have other letters, annotations no mark and an option no `=` (17) and names of types
/// other namespaces (11), answers of status 204 have bodies (12), derived types are not named (4), `/$ref` is left out (4), one
/// object stands for a list (3), and bodies have what their own tables call read-only (107 places in 9 examples).
///
/// The documentation shows 63 requests without a body although pages send JSON; the diagnostic `empty-example` names 54, and
/// the others take an object of any of several types and have no page of their own.
/// Most are of pages that document many requests (the extended properties: 27) and show two; the example of another request
/// would say what this one may not take.
///
/// 113 examples agree by properties, parameters or members that no table has, since examples show them; without these
/// 2,199 would. The metadata of that day has 54 of the 103 properties, that of other days most others.
fn reached() -> Figures {
    Figures {
        judged: 2_351,
        agreeing: 2_313,
        documented: 2_200,
        lossless: 2_332,
        skipped: vec![
            (SkipReason::Broken, 2),
            (SkipReason::Error, 11),
            (SkipReason::Elsewhere, 60),
            (SkipReason::Abridged, 8),
            (SkipReason::Placeholder, 153),
        ],
        empty: BTreeMap::from([
            (EmptyBody::NoExample, 49),
            (EmptyBody::LeftOut, 1),
            (EmptyBody::TypeAlone, 5),
            (EmptyBody::Placeholder, 6),
            (EmptyBody::Unfit, 2),
        ]),
    }
}

#[test]
#[ignore = "needs GRAPH_DOCS: a checkout of the documentation"]
fn corpus_examples_agree_with_the_typed_requests() {
    let folder = graph_test_pages::corpus();
    let config = Config::new(folder).versions([Version::V1]);
    let analysis = config.analyze_with(&()).unwrap();
    let found = Examples::new(&analysis.plan);
    println!(
        "{}",
        examples::human(&analysis.sources, &found, Some("example-version"))
    );
    assert_eq!(Figures::new(&analysis.plan), reached());
}
