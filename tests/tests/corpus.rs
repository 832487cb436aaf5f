//! Scores the model of the whole documentation, where it is at hand: set `GRAPH_DOCS` to a folder with `v1.0`
//! below it, beside which the facts of the metadata lie in `truth/v1.0.json`.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use generator::Config;
use generator::source::Version;
use graph_tests::score::{Score, score};

/// The figures reached; a change that reads worse fails here. Raise them with each rule that reads better.
struct Floors {
    types: usize,
    found: usize,
    /// Properties that the metadata does not have, at most.
    wrong: usize,
    /// Properties of another type, at most.
    differ: usize,
    bases: usize,
    used_enums: usize,
    members: usize,
    surplus: usize,
    operations: usize,
}

/// What is reached on the pages of July 2021.
const REACHED: Floors = Floors {
    types: 960,
    found: 5171,
    wrong: 38,
    differ: 82,
    bases: 256,
    used_enums: 292,
    members: 1641,
    surplus: 805,
    operations: 2167,
};

#[test]
fn the_model_of_the_corpus_is_as_good_as_before() {
    let Some(docs) = graph_tests::corpus() else { return };
    let truth = std::fs::read_to_string(docs.join("../truth/v1.0.json")).unwrap();
    let facts = serde_json::from_str(&truth).unwrap();
    let analysis = Config::new(&docs).analyze_with(&()).unwrap();
    let score = score(&analysis.model, &facts, Version::V1);
    println!("{score}");
    print_findings(&score);
    let least = |what: &str, found: usize, floor: usize| assert!(found >= floor, "{what}: {found} < {floor}");
    let most = |what: &str, found: usize, limit: usize| assert!(found <= limit, "{what}: {found} > {limit}");
    least("types found", score.types.good, REACHED.types);
    least("properties found", score.found.good, REACHED.found);
    most(
        "wrong properties",
        score.correct.all - score.correct.good,
        REACHED.wrong,
    );
    most("other types", score.agree.all - score.agree.good, REACHED.differ);
    least("bases", score.bases.good, REACHED.bases);
    least("enumerations used", score.used_enums.good, REACHED.used_enums);
    least("members", score.members.good, REACHED.members);
    most("surplus members", score.surplus, REACHED.surplus);
    least("operations", score.operations, REACHED.operations);
}

/// Prints the single findings of the kind that `GRAPH_FINDINGS` names: `missed-type`, `missed`, `wrong`, `type`,
/// `base`, `enum`, `member`.
fn print_findings(score: &Score) {
    let Ok(kind) = std::env::var("GRAPH_FINDINGS") else {
        return;
    };
    for finding in score.findings.get(kind.as_str()).into_iter().flatten() {
        println!("  {finding}");
    }
}
