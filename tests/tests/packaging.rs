//! What a run writes is a crate of its own, which needs nothing but Rust.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use expect_test::expect_file;
use generator::config::{OutputForm, Package};
use generator::{Config, Output, report};
use graph_tests::{compile, shown};

/// The crate that is made of the pages of this repository.
fn output() -> Output {
    Config::new(graph_test_pages::workspace().join("docs-input"))
        .form(OutputForm::Crate(Package::new("my-graph")))
        .generate()
        .unwrap()
}

#[test]
fn the_files_of_a_crate_are_these() {
    let output = output();
    let files = output.files();
    for (name, text) in [
        ("Cargo.toml", &files["Cargo.toml"]),
        ("lib.rs", &files["src/lib.rs"]),
        ("runtime.toml", &files["runtime/Cargo.toml"]),
    ] {
        let expected = format!("packaging/{name}.expected");
        expect_file![Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(expected)].assert_eq(text);
    }
    let few = Config::new(graph_test_pages::workspace().join("tests/consumer/pages"))
        .form(OutputForm::Crate(Package::default().areas(true)))
        .generate()
        .unwrap();
    expect_file!["packaging/README.md.expected"].assert_eq(&few.files()["README.md"]);
    // What a version and the runtime consist of is not said a second time here.
    let deep = |path: &&String| path.matches('/').count() < 2 || path.starts_with("tests/");
    let listed: Vec<&str> = files.keys().filter(deep).map(String::as_str).collect();
    expect_file!["packaging/files.expected"].assert_eq(&(listed.join("\n") + "\n"));
    let runtime: BTreeSet<String> =
        graph_tests::pages(&graph_test_pages::workspace().join("generated/runtime/src"))
            .iter()
            .map(|path| format!("runtime/src/{}", path.to_str().unwrap().replace('\\', "/")))
            .collect();
    let along: BTreeSet<String> = files
        .keys()
        .filter(|path| path.starts_with("runtime/src/"))
        .cloned()
        .collect();
    assert_eq!(along, runtime);
}

/// All that the guide's examples need is in the pages of this repository, so that they are compiled in every crate that
/// has as much.
#[test]
fn the_guide_of_these_pages_leaves_nothing_out() {
    let output = output();
    let guide = &output.files()["src/guide.md"];
    let own = fs::read_to_string(graph_test_pages::workspace().join("generated/src/guide.md")).unwrap();
    let of_a_crate = own.matches("<!-- needs: crate ").count();
    assert_eq!(guide.matches("```ignore").count(), of_a_crate);
    assert!(!guide.contains("generated::") && !guide.contains("<!-- needs"));
    // An example that names something of a version says what it needs.
    for (before, code) in own
        .split("\n```\n")
        .collect::<Vec<_>>()
        .chunks(2)
        .filter_map(|pair| Some((*pair.first()?, *pair.get(1)?)))
    {
        let names_pages = code.contains("::models") || code.contains("::requests") || code.contains(".id(");
        assert!(
            !names_pages || before.lines().last().unwrap().starts_with("<!-- needs: "),
            "say in the line before it what it needs of the pages, as the others do:\n{code}"
        );
    }
}

#[test]
fn the_guide_of_other_pages_shows_what_they_do_not_have() {
    let pages = graph_test_pages::workspace().join("tests/consumer/pages");
    let output = Config::new(pages)
        .form(OutputForm::Crate(Package::default()))
        .generate()
        .unwrap();
    let guide = &output.files()["src/guide.md"];
    assert!(guide.matches("```ignore").count() > 10, "{guide}");
}

#[test]
fn the_package_of_the_generator_has_what_goes_along() {
    let listed = Command::new(env!("CARGO"))
        .args([
            "package",
            "--list",
            "--allow-dirty",
            "--offline",
            "--package",
            "generator",
        ])
        .current_dir(graph_test_pages::workspace())
        .output()
        .unwrap();
    let listed = String::from_utf8(listed.stdout).unwrap();
    for file in [
        "guide.md",
        "runtime.toml",
        "workspace.toml",
        "runtime/lib.rs",
        "runtime/client.rs",
    ] {
        let file = format!("embedded/{file}");
        assert!(
            listed.lines().any(|line| line == file),
            "{file} is not in\n{listed}"
        );
    }
}

/// The snippets of the pages as functions.
fn snippets(output: &Output) -> String {
    let files = report::snippets::files(&output.analysis().plan, "my_graph");
    assert!(files.len() > 100, "{} snippets", files.len());
    let mut code =
        "//! The snippets of the pages.\n#![allow(dead_code, unused_variables, reason = \"they are shown, not called\")]\n".to_owned();
    for (index, (path, text)) in files.iter().enumerate() {
        let module = if path.starts_with("beta") { "beta" } else { "v1" };
        let (_, body) = text.split_once("```rust\n").unwrap();
        let body = body.trim_end().trim_end_matches("```");
        code += &format!(
            "async fn of_{index}(graph: &my_graph::{module}::Graph) -> Result<(), Box<dyn std::error::Error>> {{\n{body}Ok(())\n}}\n"
        );
    }
    code
}

#[test]
#[ignore = "compiles a crate of some ten thousand lines several times"]
fn a_crate_builds_where_it_lies() {
    let folder = tempfile::tempdir().unwrap();
    let output = output();
    output.write_to(folder.path()).unwrap();
    fs::create_dir(folder.path().join("tests")).unwrap();
    let shown = [
        shown::readme("my_graph"),
        shown::guide(&output.files()["src/guide.md"]),
    ];
    fs::write(folder.path().join("tests/shown.rs"), shown.concat()).unwrap();
    fs::write(folder.path().join("tests/snippets.rs"), snippets(&output)).unwrap();
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("target");
    let server = shown::Server::start(&graph_test_pages::docs_input());
    let url = server.url();
    for arguments in [
        &["check"][..],
        &["check", "--no-default-features", "--features", "beta,client"],
        &["test"],
        &["doc", "--no-deps"],
        &["package", "--no-verify"],
    ] {
        let variables = [(shown::ADDRESS, url.as_str())];
        if let Err(messages) = compile::cargo_with(folder.path(), &target, arguments, &variables) {
            panic!("cargo {}:\n{messages}", arguments.join(" "));
        }
    }
    assert_eq!(server.exchanges(), shown::EXCHANGES);
}

#[test]
#[ignore = "compiles the parts of a crate one after another"]
fn each_area_compiles_alone() {
    let folder = tempfile::tempdir().unwrap();
    let output = Config::new(graph_test_pages::docs_input())
        .form(OutputForm::Crate(Package::new("my-graph").areas(true)))
        .generate()
        .unwrap();
    output.write_to(folder.path()).unwrap();
    let manifest: toml::Table = output.files()["Cargo.toml"].parse().unwrap();
    let areas = manifest["features"]["all-areas"].as_array().unwrap();
    assert!(areas.len() > 5, "{areas:?}");
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("target");
    for area in areas.iter().filter_map(toml::Value::as_str).chain([""]) {
        let features = format!("client,v1,beta,{area}");
        let check = ["check", "--no-default-features", "--features", &features];
        if let Err(messages) = compile::cargo(folder.path(), &target, &check) {
            panic!("{area}:\n{messages}");
        }
    }
}
