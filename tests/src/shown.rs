//! The examples of texts as tests of an emitted crate.

use std::path::Path;

use graph_test_server::{GraphServer, Seed, Settings};
use tokio::runtime::Runtime;

/// The crate that the texts of this repository are about.
const CRATE: &str = "generated";

/// The variable by which the tests are told where the server is.
pub const ADDRESS: &str = "GRAPH_TEST_SERVER";

/// What comes before the tests.
const HEAD: &str = r#"//! The examples of the README and of the guide.

#![allow(dead_code, unused, reason = "examples show more than they use")]

fn address() -> String {
    std::env::var("GRAPH_TEST_SERVER").expect("the address of the server")
}
"#;

/// The server of the README's first program.
pub struct Server {
    server: GraphServer,
    /// The server answers on its threads.
    _runtime: Runtime,
}

impl Server {
    /// Starts a server of the pages of which a crate was made.
    ///
    /// # Panics
    ///
    /// Panics where the server does not start.
    pub fn start(pages: &Path) -> Self {
        let runtime = Runtime::new().expect("threads");
        let seed =
            r#"{"/v1.0/users": [{"id": "1", "displayName": "Megan"}, {"id": "2", "displayName": "Noor"}]}"#;
        let settings = Settings::new(pages).seed(Seed::parse(seed).expect("a seed"));
        let server = runtime.block_on(GraphServer::start(settings)).expect("a server");
        Self {
            server,
            _runtime: runtime,
        }
    }

    /// The address of the server.
    pub fn url(&self) -> String {
        self.server.url()
    }

    /// What the server was asked, and how it answered.
    pub fn exchanges(&self) -> Vec<String> {
        let exchanges = self.server.service().exchanges();
        exchanges.iter().map(ToString::to_string).collect()
    }
}

/// What the server was asked where the README's first program has run against it.
pub const EXCHANGES: &[&str] =
    &["GET /v1.0/users?$select=displayName,mail&$filter=startswith(displayName,%27M%27) -> 200 (List users)"];

/// The README's programs about the crate, which stand for those of `crate_name`. The first runs against the server at
/// [`ADDRESS`].
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
        "Client::builder().base_url(super::address())",
    );
    assert!(first.contains("async fn names(") && first.contains("address()"));
    let run =
        "#[tokio::test(flavor = \"current_thread\")]\nasync fn runs() { names(\"any\").await.unwrap(); }";
    let others = others.iter().filter(|code| code.contains(crate_name));
    let others: String = others
        .enumerate()
        .map(|(at, code)| test("readme", at, code))
        .collect();
    format!("{HEAD}\nmod first {{\n{first}\n{run}\n}}\n{others}")
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
