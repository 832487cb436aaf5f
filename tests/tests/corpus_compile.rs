//! What the generator makes of the whole documentation compiles, without a warning, can be used, and does what the
//! examples show.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};

use generator::config::{OutputForm, Package, RuntimeSource};
use generator::{Config, Output};
use graph_tests::{compile, send, shown};

/// A folder below the target folder that is kept between runs, so that dependencies are compiled once.
fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// The runtime of the workspace, which several crates share.
fn runtime() -> RuntimeSource {
    let runtime = graph_test_pages::workspace().join("generated/runtime");
    RuntimeSource::Path(runtime.to_str().unwrap().to_owned())
}

/// Generates a crate that lies beside others in the target folder.
fn generate(pages: &Path, name: &str, runtime: RuntimeSource) -> (Output, PathBuf) {
    let output = Config::new(pages)
        .form(OutputForm::Crate(Package::new(name).runtime(runtime).areas(true)))
        .documented_tests(true)
        .generate()
        .unwrap();
    let target = folder(name);
    output.write_to(&target).unwrap();
    (output, target)
}

/// Checks a crate.
fn check(package: &Path) {
    cargo(package, &["check"]);
}

/// Runs a command of cargo on a crate.
fn cargo(package: &Path, arguments: &[&str]) {
    compile::cargo(package, &folder("target"), arguments).unwrap();
}

/// Writes a program that uses every model. The compiler proves for each that it is `Send`, from the outside.
fn write_user(models: &[String], package: &str) -> PathBuf {
    let name = format!("{package}-user");
    let folder = folder(&name);
    fs::create_dir_all(folder.join("src")).unwrap();
    fs::write(folder.join("Cargo.toml"), send::manifest(&name, package)).unwrap();
    fs::write(folder.join("src/main.rs"), send::program(models)).unwrap();
    folder
}

/// Makes the programs of `tests/programs` a test of the crate.
fn copy_programs(package: &Path) {
    let target = package.join("tests/programs");
    fs::create_dir_all(&target).unwrap();
    for program in fs::read_dir(graph_test_pages::workspace().join("tests/programs")).unwrap() {
        let program = program.unwrap();
        fs::copy(program.path(), target.join(program.file_name())).unwrap();
    }
}

fn count(folder: &Path) -> usize {
    let is_page = |path: &PathBuf| {
        path.extension().is_some_and(|ending| ending == "md")
            && !path.components().any(|part| part.as_os_str() == "includes")
    };
    graph_tests::pages(folder)
        .iter()
        .filter(|path| is_page(path))
        .count()
}

#[test]
#[ignore = "needs GRAPH_DOCS: a checkout of the documentation"]
fn the_corpus_becomes_a_crate_without_warnings() {
    let docs = graph_test_pages::corpus();
    // As a program that was installed writes it.
    let (output, package) = generate(&docs, "graph-corpus", RuntimeSource::Vendored);
    assert_eq!(output.stats().pages, count(&docs));
    check(&package);
    // Packing compiles what was packed.
    for command in [&["doc", "--no-deps"][..], &["package"]] {
        let warnings = compile::warnings(&package, &folder("target"), command).unwrap();
        assert_eq!(warnings, [""; 0], "cargo {}", command.join(" "));
    }

    let models = send::models(&output.analysis().plan, "graph_corpus");
    assert!(models.len() > 900, "{} models", models.len());
    check(&write_user(&models, "graph-corpus"));

    for area in ["planner", "identity-governance", "sites"] {
        let features = format!("client,{area}");
        cargo(
            &package,
            &["check", "--no-default-features", "--features", &features],
        );
    }

    // What `generator examples` says of the examples is true of the crate itself: its typed requests are sent as the
    // pages show, and what they answer is read and written back. What the README and the guide show are programs of it.
    let shown = [
        shown::readme("graph_corpus"),
        shown::guide(&output.files()["src/guide.md"]),
    ];
    fs::write(package.join("tests/shown.rs"), shown.concat()).unwrap();
    copy_programs(&package);
    let tests = [
        "test",
        "--test",
        "documented",
        "--test",
        "shown",
        "--test",
        "programs",
    ];
    let server = shown::Server::start(&docs);
    let variables = [(shown::ADDRESS, server.url())];
    let variables = variables.each_ref().map(|(name, value)| (*name, value.as_str()));
    compile::cargo_with(&package, &folder("target"), &tests, &variables).unwrap();
    assert_eq!(server.exchanges(), shown::EXCHANGES);
}

#[test]
#[ignore = "needs GRAPH_DOCS: a checkout of the documentation, with the loose pages `seeds` beside it"]
fn loose_pages_beside_the_corpus_become_a_crate_without_warnings() {
    let seeds = graph_test_pages::beside_corpus("seeds");
    let (output, package) = generate(&seeds, "graph-seeds", runtime());
    let errors: Vec<_> = output
        .diagnostics()
        .iter()
        .filter(|found| found.severity() == generator::diagnostic::Severity::Error)
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    assert_eq!(output.stats().operations, output.stats().pages);
    check(&package);
}

/// The number of types of both versions together.
const LARGE: usize = 3_000;

/// Pages of a graph of types in which every walk is long: each type leads to the next one and to others far off,
/// in collections and by value, as a property and as a relationship.
fn write_large_graph(pages: &Path) {
    let folder = pages.join("v1.0/resources");
    fs::create_dir_all(&folder).unwrap();
    for at in 0..LARGE {
        let to = |factor: usize| (at * factor + 1) % LARGE;
        let (next, far, own, linked) = (to(1), to(7), to(13), to(31));
        let page = format!(
            "# part{at} resource type\n\nNamespace: microsoft.graph\n\nA part.\n\n## Properties\n\n\
             |Property|Type|Description|\n|:---|:---|:---|\n|id|String|Its key.|\n\
             |next|[part{next}](part{next}.md) collection|The next parts.|\n\
             |far|[part{far}](part{far}.md) collection|Parts far off.|\n\
             |own|[part{own}](part{own}.md)|A part of its own.|\n\n## Relationships\n\n\
             |Relationship|Type|Description|\n|:---|:---|:---|\n\
             |linked|[part{linked}](part{linked}.md) collection|Linked parts.|\n"
        );
        fs::write(folder.join(format!("part{at}.md")), page).unwrap();
    }
}

/// The corpus has one version; a crate of v1.0 and beta has three times as many types.
#[test]
#[ignore = "takes minutes: it compiles three thousand types"]
fn a_graph_three_times_as_large_as_the_corpus_can_go_to_another_thread() {
    let pages = tempfile::tempdir().unwrap();
    write_large_graph(pages.path());
    let (output, package) = generate(pages.path(), "graph-large", runtime());
    check(&package);
    let models = send::models(&output.analysis().plan, "graph_large");
    // Their `id` is a key, so all derive from the type of all entities, which is a model, too.
    assert_eq!(models.len(), LARGE + 1);
    check(&write_user(&models, "graph-large"));
}
