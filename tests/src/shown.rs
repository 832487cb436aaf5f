//! The examples of texts as tests of an emitted crate.

/// The crate that the texts of this repository are about.
const CRATE: &str = "generated";

/// What comes before the tests: a service that answers the README's first program.
const HEAD: &str = r##"//! The examples of the README and of the guide.

#![allow(dead_code, unused, reason = "examples show more than they use")]

use runtime::client::{Transport, TransportFn};
use runtime::http;

fn service() -> impl Transport {
    TransportFn::new(|request: http::Request<Vec<u8>>| {
        assert_eq!(request.uri().path(), "/v1.0/users");
        let query = request.uri().query().unwrap_or_default();
        assert!(query.contains("startswith") && query.contains("displayName,mail"), "{query}");
        http::Response::new(br#"{"value": [{"displayName": "Megan"}]}"#.to_vec())
    })
}
"##;

/// The README's programs about the crate, which stand for those of `crate_name`. The first runs against a service of
/// the test.
///
/// # Panics
///
/// Panics where the README's first example is not that program.
pub fn readme(crate_name: &str) -> String {
    let readme = include_str!("../../README.md").replace(&format!("{CRATE}::"), &format!("{crate_name}::"));
    let programs = examples(&readme);
    let (first, others) = programs.split_first().expect("a program");
    let first = first.replace(
        "Client::builder()",
        "Client::builder().transport(super::service())",
    );
    assert!(first.contains("async fn names(") && first.contains("service()"));
    let head = HEAD.replace("runtime::", &format!("{crate_name}::runtime::"));
    let run =
        "#[tokio::test(flavor = \"current_thread\")]\nasync fn runs() { names(\"any\").await.unwrap(); }";
    let others = others.iter().filter(|code| code.contains(crate_name));
    let others: String = others
        .enumerate()
        .map(|(at, code)| test("readme", at, code))
        .collect();
    format!("{head}\nmod first {{\n{first}\n{run}\n}}\n{others}")
}

/// The examples of an emitted guide that are compiled.
pub fn guide(text: &str) -> String {
    let examples = examples(text);
    let tests = examples.iter().enumerate();
    tests.map(|(at, code)| test("guide", at, code)).collect()
}

/// An example as rustdoc would run it.
fn test(text: &str, at: usize, code: &str) -> String {
    format!(
        "\n#[test]\nfn {text}_{at}() -> Result<(), Box<dyn std::error::Error>> {{\n{code}\n#[allow(unreachable_code)]\n\
         Ok(())\n}}\n"
    )
}

/// The code between fences that rustdoc compiles, without what ends it for rustdoc alone.
fn examples(text: &str) -> Vec<String> {
    let mut examples = Vec::new();
    let mut open: Option<(bool, String)> = None;
    for line in text.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(info)) => open = Some((["", "rust"].contains(&info), String::new())),
            (Some(_), Some(_)) => {
                let closed = open.take();
                examples.extend(closed.filter(|(compiled, _)| *compiled).map(|(_, code)| code));
            }
            (Some((_, code)), None) => {
                let line = line.strip_prefix("# ").unwrap_or(line);
                if !line.starts_with("Ok::<") {
                    code.push_str(line);
                    code.push('\n');
                }
            }
            (None, None) => {}
        }
    }
    examples
}
