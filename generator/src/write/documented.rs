//! The test of the documented examples: the files that are the same for every crate.

use super::{format, package};
use crate::resolve::plan::VersionPlan;

/// The folder of the test below the output crate.
pub const FOLDER: &str = "tests/documented";

/// What an example is and how it is checked.
const EXAMPLE: &str = include_str!("documented/example.rs");
/// The test that sends nothing.
const SANS_IO: &str = include_str!("documented/sans_io.rs");

/// The files beside those of the versions, by path below the folder.
pub fn files(versions: &[VersionPlan]) -> [(&'static str, String); 3] {
    let marked = |text: &str| format!("{}\n{text}", format::mark_line());
    [
        ("example.rs", marked(EXAMPLE)),
        ("main.rs", main(versions)),
        ("sans_io.rs", marked(SANS_IO)),
    ]
}

/// The text of `main.rs`: the modules, and a function that goes through the examples of all versions.
fn main(versions: &[VersionPlan]) -> String {
    let lines = |line: fn(&str, &str) -> String| -> String {
        let lines = versions.iter().map(|version| {
            let condition = package::condition(versions, &[version.name()]);
            line(version.name(), &condition)
        });
        lines.collect()
    };
    let declarations =
        lines(|name, condition| format!("#[cfg({condition})]\n#[rustfmt::skip]\nmod {name};\n"));
    let counts = lines(|name, condition| format!("    #[cfg({condition})]\n    {name}::EXAMPLES,\n"));
    let visits = lines(|name, condition| format!("    #[cfg({condition})]\n    {name}::visit(visitor)?;\n"));
    format!(
        "{}\n//! Every documented example, against its typed request and response.\n\n\
         #[allow(dead_code, reason = \"the pages may show no example of some kind\")]\n\
         mod example;\nmod sans_io;\n\n{declarations}\n\
         /// How many examples each version has.\n\
         const EXAMPLES: &[usize] = &[\n{counts}];\n\n\
         /// Visits the examples of all versions.\n\
         fn visit<V: example::Visitor>(visitor: &mut V) -> Result<(), example::Failure> {{\n\
         {visits}    Ok(())\n}}\n",
        format::mark_line()
    )
}
