//! Emitted code keeps its shape: what the compiler has to work on for a model, an operation, a step is bounded.
//!
//! The compiler's time goes to functions and implementations, one by one, however small they are, and then to
//! tokens. Both are counted, nothing is timed. `cargo bench -p graph-tests -- --compile` tells what it costs.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test that cannot go on fails; the figures are what people read"
)]

use generator::Config;
use generator::graph::Version;
use graph_tests::shape::{self, Emitted};

/// The most that may be emitted for one item, on average.
struct Most {
    /// Lines of code, without documentation.
    lines: f64,
    /// Bytes of these lines.
    bytes: f64,
    /// Functions and implementations.
    bodies: f64,
}

impl Most {
    fn check(&self, name: &str, emitted: &Emitted) {
        println!("{name}: {emitted}");
        assert!(emitted.items > 0, "no {name}");
        let figures = [
            ("lines", emitted.lines_each(), self.lines),
            ("bytes", emitted.bytes_each(), self.bytes),
            (
                "functions and implementations",
                emitted.bodies_each(),
                self.bodies,
            ),
        ];
        for (what, found, most) in figures {
            assert!(
                found <= most,
                "{name}: {found:.1} {what} each, at most {most} were meant"
            );
        }
    }
}

#[test]
#[ignore = "needs GRAPH_DOCS: a checkout of the documentation"]
fn what_the_corpus_becomes_keeps_its_shape() {
    let docs = graph_test_pages::corpus();
    let output = Config::new(docs).versions([Version::V1]).generate().unwrap();
    let files = &output.run().files;
    let shape = shape::count(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let most = |lines, bytes, bodies| Most { lines, bytes, bodies };
    // A table of 7.9 properties, the trait of models, one macro.
    most(64.0, 2520.0, 6.0).check("models", &shape.models);
    // A variant and a conversion for each derived type, a method for each property of the base type.
    most(102.0, 3500.0, 19.0).check("holders", &shape.holders);
    // A variant, its text, its place in the list of members.
    most(43.0, 1450.0, 3.0).check("enumerations", &shape.enums);
    // A constructor for each path, metadata, permissions.
    most(44.0, 1550.0, 4.8).check("operations", &shape.operations);
    most(74.0, 2850.0, 6.0).check("bodies", &shape.bodies);
    // A method for each request and each step that leads on.
    most(26.0, 800.0, 4.6).check("steps", &shape.steps);
}
