//! The program as a person runs it.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A workspace with the parts that the program looks for, and nothing else.
struct Workspace(tempfile::TempDir);

impl Workspace {
    fn new() -> Self {
        let this = Self(tempfile::tempdir().unwrap());
        this.write("generated/Cargo.toml", "[package]\nname = \"generated\"\n");
        this.write("generated/src/lib.rs", "//! By hand.\n");
        this.write("generated/runtime/Cargo.toml", "");
        this.write("docs-input/v1.0/resources/user.md", &page("user"));
        this.write("docs-input/beta/resources/user.md", &page("user"));
        this
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        fs::create_dir_all(self.path(path).parent().unwrap()).unwrap();
        fs::write(self.path(path), text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    fn run(&self, arguments: &[&str]) -> Output {
        run(self.0.path(), arguments)
    }
}

/// A page of a type with a key.
fn page(name: &str) -> String {
    format!(
        "---\ntitle: \"{name} resource type\"\n---\n\n# {name} resource type\n\nNamespace: microsoft.graph\n\n\
         A thing.\n\n## Properties\n\n|Property|Type|Description|\n|:---|:---|:---|\n|id|String|The key.|\n"
    )
}

fn command(dir: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_generator"));
    command
        .args(arguments)
        .current_dir(dir)
        .env_remove("CARGO_MANIFEST_DIR")
        .env("NO_COLOR", "1");
    command
}

fn run(dir: &Path, arguments: &[&str]) -> Output {
    command(dir, arguments).output().unwrap()
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

fn code(output: &Output) -> Option<i32> {
    output.status.code()
}

#[test]
fn a_run_writes_and_the_next_changes_nothing() {
    let workspace = Workspace::new();
    let first = workspace.run(&[]);
    assert_eq!(code(&first), Some(0), "{}", stderr(&first));
    assert_eq!(stdout(&first), "");
    assert!(stderr(&first).contains("2 pages, "), "{}", stderr(&first));
    assert!(
        workspace
            .read("generated/src/v1/models/user.rs")
            .contains("pub struct User")
    );
    assert_eq!(workspace.read("generated/src/lib.rs"), "//! By hand.\n");
    assert!(workspace.path("generated/diagnostics.txt").exists());

    let second = run(&workspace.path("generated/src"), &[]);
    assert_eq!(code(&second), Some(0));
    assert!(
        stderr(&second).contains("0 files created, 0 replaced, 0 removed"),
        "{}",
        stderr(&second)
    );
    let check = workspace.run(&["--check"]);
    assert_eq!((code(&check), stdout(&check)), (Some(0), ""));
    assert_eq!(stderr(&workspace.run(&["--quiet"])), "");
}

#[test]
fn a_check_shows_the_difference_and_changes_nothing() {
    let workspace = Workspace::new();
    workspace.run(&["-q"]);
    let edited = page("user").replace("|id|String|The key.|", "|id|String|The key.|\n|age|Int32|Years.|");
    workspace.write("docs-input/v1.0/resources/user.md", &edited);
    let before = workspace.read("generated/src/v1/models/user.rs");
    workspace.write("docs-input/v1.0/resources/group.md", &page("group"));
    let check = workspace.run(&["--check"]);
    assert_eq!(code(&check), Some(1));
    assert!(
        stdout(&check).contains("+++ b/src/v1/models/group.rs"),
        "{}",
        stdout(&check)
    );
    assert!(stderr(&check).contains("missing"), "{}", stderr(&check));
    assert_eq!(workspace.read("generated/src/v1/models/user.rs"), before);
    assert!(!workspace.path("generated/src/v1/models/group.rs").exists());
}

#[test]
fn output_is_a_crate_of_its_own() {
    let workspace = Workspace::new();
    let elsewhere = tempfile::tempdir().unwrap();
    let target = elsewhere.path().join("deep/graph");
    let arguments = [
        "--input",
        "docs-input",
        "--output",
        target.to_str().unwrap(),
        "--package-name",
        "my-graph",
    ];
    let written = workspace.run(&arguments);
    assert_eq!(code(&written), Some(0), "{}", stderr(&written));
    let manifest = fs::read_to_string(target.join("Cargo.toml")).unwrap();
    assert!(manifest.contains("name = \"my-graph\""));
    let runtime = manifest
        .lines()
        .find_map(|line| line.strip_prefix("graph-runtime = { path = "))
        .unwrap()
        .trim_end_matches(" }")
        .trim_matches(['"', '\'']);
    assert!(target.join(runtime).join("Cargo.toml").exists(), "{runtime}");
    assert!(target.join("src/lib.rs").exists() && target.join("src/v1.rs").exists());
    assert_eq!(
        code(&workspace.run(&[&arguments[..], &["--check"]].concat())),
        Some(0)
    );
    assert!(!workspace.path("generated/src/v1.rs").exists());
}

#[test]
fn wrong_usage_ends_with_2_and_says_why() {
    let workspace = Workspace::new();
    let lonely = tempfile::tempdir().unwrap();
    let cases: [(&Path, &[&str], &str); 7] = [
        (lonely.path(), &[], "--input"),
        (lonely.path(), &["--input", "nowhere", "--output", "x"], "nowhere"),
        (lonely.path(), &["--input", ".", "--output", "x"], "no page"),
        (workspace.0.path(), &["--input", "generated"], "--output"),
        (workspace.0.path(), &["--bogus"], "--bogus"),
        (workspace.0.path(), &["--threads", "0"], "threads"),
        (workspace.0.path(), &["explain", "nonsense"], "explain"),
    ];
    for (dir, arguments, expected) in cases {
        let output = run(dir, arguments);
        assert_eq!(code(&output), Some(2), "{arguments:?}");
        assert!(
            stderr(&output).contains(expected),
            "{arguments:?}: {}",
            stderr(&output)
        );
    }
    assert_eq!(
        fs::read_dir(lonely.path()).unwrap().count(),
        0,
        "nothing was written"
    );
}

#[test]
fn a_run_that_fails_leaves_the_old_output() {
    let workspace = Workspace::new();
    workspace.run(&["-q"]);
    let old = workspace.read("generated/src/v1/models/user.rs");
    fs::remove_dir_all(workspace.path("docs-input/v1.0")).unwrap();
    fs::remove_dir_all(workspace.path("docs-input/beta")).unwrap();
    let empty = workspace.run(&[]);
    assert_eq!(code(&empty), Some(2), "{}", stderr(&empty));
    assert_eq!(workspace.read("generated/src/v1/models/user.rs"), old);

    workspace.write("docs-input/v1.0/resources/group.md", &page("group"));
    workspace.write("generated/src/v1/models/group.rs", "mine");
    let foreign = workspace.run(&[]);
    assert_eq!(code(&foreign), Some(2));
    assert!(stderr(&foreign).contains("group.rs"), "{}", stderr(&foreign));
    assert_eq!(workspace.read("generated/src/v1/models/group.rs"), "mine");
    assert_eq!(workspace.read("generated/src/v1/models/user.rs"), old);
}

#[test]
fn errors_in_pages_are_shown_and_lint_finds_them() {
    let workspace = Workspace::new();
    assert_eq!(code(&workspace.run(&["lint"])), Some(0));
    let headless =
        "Namespace: microsoft.graph\n\n## Properties\n\n|Property|Type|\n|:---|:---|\n|id|String|\n";
    workspace.write("docs-input/v1.0/resources/bad.md", headless);
    let generated = workspace.run(&[]);
    assert_eq!(code(&generated), Some(0), "a page does not stop a run");
    assert!(
        stderr(&generated).contains("error[missing-title]"),
        "{}",
        stderr(&generated)
    );
    assert!(
        workspace
            .read("generated/diagnostics.txt")
            .contains("v1.0/resources/bad.md:1:1: error[missing-title]")
    );

    let lint = workspace.run(&["lint"]);
    assert_eq!(code(&lint), Some(1));
    assert!(
        stdout(&lint).contains("--> docs-input/v1.0/resources/bad.md:1:1"),
        "{}",
        stdout(&lint)
    );
    let github = workspace.run(&["lint", "--format", "github"]);
    assert!(stdout(&github).contains("::error file=docs-input/v1.0/resources/bad.md,line=1"));
    for format in ["json", "sarif"] {
        let lint = workspace.run(&["lint", "--format", format]);
        assert_eq!(code(&lint), Some(1));
        let value: serde_json::Value = serde_json::from_str(stdout(&lint)).unwrap();
        assert!(value.is_object());
        let check = workspace.run(&["--check", "--format", format]);
        assert_eq!(code(&check), Some(0), "{}", stderr(&check));
        assert!(serde_json::from_str::<serde_json::Value>(stdout(&check)).is_ok());
    }
}

#[test]
fn the_model_is_one_json_document() {
    let workspace = Workspace::new();
    let dump = workspace.run(&["dump", "model", "--input", "docs-input", "--format", "json"]);
    assert_eq!(code(&dump), Some(0), "{}", stderr(&dump));
    let model: serde_json::Value = serde_json::from_str(stdout(&dump)).unwrap();
    let types = model["types"].as_array().unwrap();
    assert!(types.iter().any(|ty| ty["name"] == "microsoft.graph.user"));
    for list in ["types", "enums", "operations", "diagnostics"] {
        assert!(model[list].is_array(), "{list}");
    }
}

#[test]
fn every_code_is_explained() {
    let dir = tempfile::tempdir().unwrap();
    let all = run(dir.path(), &["explain"]);
    for code in generator::diagnostic::Code::ALL {
        assert!(stdout(&all).contains(code.meaning()), "{}", code.as_str());
        let one = run(dir.path(), &["explain", code.as_str()]);
        assert!(stdout(&all).contains(stdout(&one)));
    }
}

#[test]
fn help_has_examples() {
    let dir = tempfile::tempdir().unwrap();
    let help = run(dir.path(), &["--help"]);
    assert_eq!(code(&help), Some(0));
    for text in [
        "--input",
        "--output",
        "--check",
        "dump model",
        "lint",
        "Exit codes",
    ] {
        assert!(stdout(&help).contains(text), "{text}");
    }
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let workspace = Workspace::new();
    for number in 0..2000 {
        let name = format!("thing{number}x");
        workspace.write(&format!("docs-input/v1.0/resources/{name}.md"), &page(&name));
    }
    for arguments in [&["dump", "model"][..], &["--check"], &["explain"]] {
        let mut child = command(workspace.0.path(), arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(code(&output), Some(0), "{arguments:?}: {}", stderr(&output));
        assert!(!stderr(&output).contains("panicked"));
    }
}

#[test]
fn an_interrupted_run_is_completed_first() {
    let workspace = Workspace::new();
    workspace.run(&["-q"]);
    let journal = r#"[{"path": "src/v1/models/user.rs", "staged": true}]"#;
    workspace.write("generated/.generator/journal.json", journal);
    let staged = workspace.read("generated/src/v1/models/user.rs") + "// completed\n";
    workspace.write("generated/.generator/new/0", &staged);
    // The run itself fails; what was decided before is carried out nonetheless.
    fs::remove_dir_all(workspace.path("docs-input/v1.0")).unwrap();
    fs::remove_dir_all(workspace.path("docs-input/beta")).unwrap();
    assert_eq!(code(&workspace.run(&[])), Some(2));
    assert_eq!(workspace.read("generated/src/v1/models/user.rs"), staged);
    assert!(!workspace.path("generated/.generator").exists());
}

#[test]
fn coverage_names_what_was_not_read() {
    let workspace = Workspace::new();
    let done = workspace.run(&["coverage", "-q"]);
    assert_eq!(done.status.code(), Some(0));
    let text = String::from_utf8(done.stdout).unwrap();
    assert!(
        text.contains("rows                2        2        0        0            0"),
        "{text}"
    );

    let page = page("user") + "\n## Colours\n\n|Colour|Shade|\n|:--|:--|\n|red|dark|\n";
    workspace.write("docs-input/beta/resources/user.md", &page);
    let found = workspace.run(&["coverage", "-q"]);
    assert_eq!(found.status.code(), Some(1));
    let text = String::from_utf8(found.stdout).unwrap();
    let place = "beta/resources/user.md:21:1: row        not-read";
    assert!(text.starts_with(place) && text.contains("|red|dark|"), "{text}");

    let below = workspace.run(&[
        "coverage",
        "-q",
        "--input",
        "docs-input",
        "v1.0/resources/user.md",
    ]);
    assert_eq!(
        code(&below),
        Some(0),
        "the page is no second input: {}",
        stderr(&below)
    );
    let of_page = workspace.run(&["coverage", "-q", "--format", "json", "v1.0/resources/user.md"]);
    assert_eq!(of_page.status.code(), Some(0));
    let json: serde_json::Value = serde_json::from_slice(&of_page.stdout).unwrap();
    assert_eq!(json["kinds"]["row"]["used"], 1);
    assert_eq!(json["items"][0]["outcome"], "used");

    let unknown = workspace.run(&["coverage", "-q", "user.md"]);
    assert_eq!(unknown.status.code(), Some(2), "two pages have this path");
}

#[test]
fn the_runtime_goes_along_but_for_in_its_workspace() {
    let workspace = Workspace::new();
    let elsewhere = tempfile::tempdir().unwrap();
    let pages = workspace.path("docs-input");
    let pages = pages.to_str().unwrap();
    let manifest = |dir: &Path| fs::read_to_string(dir.join("sdk/Cargo.toml")).unwrap();
    let here = workspace.run(&["--output", "sdk"]);
    assert_eq!(code(&here), Some(0), "{}", stderr(&here));
    assert!(manifest(workspace.0.path()).contains("path = \"../generated/runtime\""));

    let alone = run(elsewhere.path(), &["--input", pages, "--output", "sdk"]);
    assert_eq!(code(&alone), Some(0), "{}", stderr(&alone));
    assert!(manifest(elsewhere.path()).contains("members = [\"runtime\"]"));
    let source = elsewhere.path().join("sdk/runtime/src/lib.rs");
    assert!(source.exists());

    let git = [
        "--input",
        pages,
        "--output",
        "sdk",
        "--runtime",
        "git=https://example.org/sdk#1a2b",
    ];
    let git = run(elsewhere.path(), &git);
    assert_eq!(code(&git), Some(0), "{}", stderr(&git));
    assert!(manifest(elsewhere.path()).contains("rev = \"1a2b\""));
    assert!(!source.exists(), "what went along and is not needed is removed");
    let wrong = run(elsewhere.path(), &["--output", "sdk", "--runtime", "registry"]);
    assert_eq!(code(&wrong), Some(2));
    assert!(
        stderr(&wrong).contains("none of `vendored`"),
        "{}",
        stderr(&wrong)
    );
}
