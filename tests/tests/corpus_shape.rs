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
    let modules = output
        .files()
        .iter()
        .filter_map(|(path, text)| Some((path.strip_prefix("src/")?, text.as_str())));
    let shape = shape::count(modules);
    let most = |lines, bytes, bodies| Most { lines, bytes, bodies };
    // The struct with 7.9 properties, and a row of a table for each, which tells the query options that take it.
    most(24.0, 1170.0, 0.1).check("models", &shape.models);
    // A variant and a row for each derived type, a row for each property of the base type.
    most(25.0, 1150.0, 0.1).check("holders", &shape.holders);
    // A variant and a row with its text.
    most(23.0, 650.0, 0.1).check("enumerations", &shape.enums);
    // A table: the types, the paths, and what is known of it.
    most(11.5, 670.0, 0.3).check("operations", &shape.operations);
    // The properties, and of a creation the relationships of the type.
    most(27.5, 1250.0, 0.1).check("bodies", &shape.bodies);
    // A method for each request and each step that leads on, wherever the type of the step stands.
    most(31.0, 1120.0, 5.3).check("steps", &shape.steps);
}
