//! Whatever lies in the input folder: a clear error or a diagnostic with its place, no panic, and nothing written
//! outside of the output.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::Path;

use generator::diagnostic::Code;
use generator::{Config, Output};
use graph_test_pages::Fixture;
use proptest::prelude::*;

fn fixture(pages: &[(&str, &[u8])]) -> Fixture {
    Fixture::of(pages.iter().copied())
}

fn generate(pages: &[(&str, &[u8])]) -> Output {
    Config::new(fixture(pages).path()).generate().unwrap()
}

/// Path, line and code of each diagnostic.
fn found(output: &Output) -> Vec<(String, Code)> {
    let places = output.diagnostics().iter();
    places
        .map(|found| (output.sources().path_and_line(found.span), found.code))
        .collect()
}

const PROPERTIES: &str = "\n## Properties\n|Property|Type|Description|\n|:---|:---|:---|\n|id|String|Key.|\n";

#[test]
fn an_empty_folder_and_a_missing_one() {
    let empty = fixture(&[]);
    let error = Config::new(empty.path()).generate().unwrap_err();
    assert!(error.to_string().contains("no page"), "{error}");
    let missing = empty.path().join("missing");
    let error = Config::new(&missing).generate().unwrap_err();
    assert!(error.chain().to_string().contains("missing"), "{error}");
}

#[test]
fn a_file_that_is_not_utf8() {
    let mut text = format!("# bicycle resource type\n{PROPERTIES}").into_bytes();
    text.extend(b"|frame\xff|String|Latin.|\n");
    let output = generate(&[("v1.0/resources/bicycle.md", &text)]);
    let codes = found(&output);
    assert!(
        codes.contains(&("v1.0/resources/bicycle.md:7".into(), Code::NotUtf8)),
        "{codes:?}"
    );
    assert!(output.files()["src/v1/models/bicycle.rs"].contains("pub id: Option<String>"));
}

#[test]
fn a_table_that_is_cut() {
    let text = format!("# bicycle resource type\n{PROPERTIES}|frame|Str");
    let output = generate(&[("v1.0/resources/bicycle.md", text.as_bytes())]);
    assert!(found(&output).contains(&("v1.0/resources/bicycle.md:7".into(), Code::CutTable)));
}

#[test]
fn two_pages_of_one_name() {
    let text = format!("# bicycle resource type\n{PROPERTIES}");
    let other = format!("# bicycle resource type\n{PROPERTIES}|gears|Int32|Gears.|\n");
    let output = generate(&[
        ("v1.0/resources/bicycle.md", text.as_bytes()),
        ("v1.0/resources/bike.md", other.as_bytes()),
    ]);
    let codes = found(&output);
    assert!(
        codes.contains(&("v1.0/resources/bike.md:1".into(), Code::DuplicatePage)),
        "{codes:?}"
    );
    assert!(output.files()["src/v1/models/bicycle.rs"].contains("pub gears: Option<i32>"));
}

#[test]
fn names_that_try_to_break_out() {
    for name in [
        "../../x",
        "a\"b",
        "a*/b",
        "a\u{202e}b",
        "/etc/passwd",
        "C:\\x",
        "con::x",
        "x\u{0}y",
    ] {
        let text = format!("# {name} resource type\n{PROPERTIES}");
        let output = generate(&[("v1.0/resources/x.md", text.as_bytes())]);
        let codes = found(&output);
        assert!(
            codes.contains(&("v1.0/resources/x.md:1".into(), Code::BadName)),
            "{name}: {codes:?}"
        );
        assert_all_below(&output);
    }
}

/// Writes the output and looks at what lies beside it.
fn assert_all_below(output: &Output) {
    let around = tempfile::tempdir().unwrap();
    let target = around.path().join("a/b/out");
    output.write_to(&target).unwrap();
    let only = |folder: &Path| -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect()
    };
    assert_eq!(only(around.path()), ["a"]);
    assert_eq!(only(&around.path().join("a")), ["b"]);
    assert_eq!(only(&around.path().join("a/b")), ["out"]);
    for text in output
        .files()
        .iter()
        .filter(|(path, _)| path.ends_with(".rs"))
        .map(|(_, text)| text)
    {
        syn::parse_file(text).unwrap();
    }
}

/// Pieces of pages, and of what does harm in Rust, in paths and in markdown.
fn piece() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(vec![
        "# ",
        "## Properties\n",
        "## HTTP request\n",
        "## Request body\n",
        "## Response\n",
        "## Members\n",
        "|Property|Type|Description|\n|:--|:--|:--|\n",
        "|",
        "```http\n",
        "```\n",
        "GET /",
        "POST /a/{b}(c={d})\n",
        "{\"value\": ",
        "<!-- { \"blockType\": ",
        "-->",
        "[x](y.md)",
        "bicycle",
        " resource type\n",
        " enum type\n",
        "../../",
        "*/",
        "\"#",
        "r#",
        "`",
        "\n",
        "Inherits from ",
        "Possible values are: `a`, `b`",
        "String collection",
        "Namespace: microsoft.graph.",
        "---\n",
        "title: ",
        "> ",
        "- ",
        "\\",
        "&#10;",
        "<br>",
        "[!INCLUDE [a](b.md)]",
    ]);
    prop_oneof![4 => fixed.prop_map(str::to_owned), 1 => "\\PC{0,6}"]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn no_page_makes_the_generator_panic_or_emit_what_is_no_rust(
        resource in prop::collection::vec(piece(), 0..40),
        api in prop::collection::vec(piece(), 0..40),
        stem in "[a-z][a-z\\-_.]{0,8}",
    ) {
        let output = generate(&[
            (&format!("v1.0/resources/{stem}x.md"), resource.concat().as_bytes()),
            (&format!("beta/api/{stem}y.md"), api.concat().as_bytes()),
        ]);
        for (path, text) in output.files().iter().filter(|(path, _)| path.ends_with(".rs")) {
            prop_assert!(syn::parse_file(text).is_ok(), "{path}:\n{text}");
        }
        prop_assert!(output.single_file().is_ok());
    }
}
