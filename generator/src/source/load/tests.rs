use std::fs;

use graph_test_pages::Fixture;

use super::*;
use crate::graph::Version;
use crate::source::Folder;

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> Fixture {
    Fixture::of(files.iter().copied())
}

fn load_all(inputs: &[PathBuf]) -> (SourceMap, Vec<Diagnostic>) {
    let mut sink = Diagnostics::new();
    let sources = load(inputs, &mut sink).unwrap();
    (sources, sink.into_sorted())
}

fn paths(inputs: &[PathBuf]) -> Vec<String> {
    let (sources, _) = load_all(inputs);
    sources.files().map(|(_, file)| file.path.clone()).collect()
}

#[test]
fn a_folder_with_versions() {
    let folder = folder(&[
        ("v1.0/api/b.md", "b"),
        ("v1.0/resources/a.md", "a"),
        ("beta/api/b.md", "b"),
        ("v1.0/toc.yml", ""),
        ("v1.0/resources/security.md", "a type"),
        ("v1.0/resources/README.md", ""),
        ("includes/c.md", ""),
        ("README.md", ""),
        ("SECURITY.md", ""),
        ("toc.md", ""),
        (".git/d.md", ""),
        ("node_modules/x/e.md", ""),
        ("target/f.md", ""),
    ]);
    let input = folder.path().to_owned();
    assert_eq!(
        paths(std::slice::from_ref(&input)),
        [
            "beta/api/b.md",
            "includes/c.md",
            "v1.0/api/b.md",
            "v1.0/resources/a.md",
            "v1.0/resources/security.md",
        ]
    );
    let (sources, _) = load_all(&[input]);
    let file = sources.file(sources.find("v1.0/resources/a.md").unwrap());
    assert_eq!(
        (file.version, file.folder),
        (Some(Version::V1), Some(Folder::Resources))
    );
}

#[test]
fn a_folder_in_the_documentation_keeps_its_place() {
    let folder = folder(&[("docs/v1.0/api/a.md", ""), ("docs/beta/api/b.md", "")]);
    let docs = folder.path().join("docs");
    assert_eq!(paths(&[docs.join("v1.0")]), ["v1.0/api/a.md"]);
    assert_eq!(paths(&[docs.join("v1.0/api")]), ["v1.0/api/a.md"]);
    assert_eq!(paths(&[docs.join("v1.0/api/a.md")]), ["v1.0/api/a.md"]);
    assert_eq!(
        paths(&[docs.join("beta"), docs.join("v1.0")]),
        ["beta/api/b.md", "v1.0/api/a.md"]
    );
}

#[test]
fn a_checkout_is_its_api_reference() {
    let folder = folder(&[("concepts/x.md", ""), ("api-reference/v1.0/api/a.md", "")]);
    assert_eq!(paths(&[folder.path().to_owned()]), ["v1.0/api/a.md"]);
    assert_eq!(paths(&[folder.path().join("api-reference")]), ["v1.0/api/a.md"]);
}

#[test]
fn loose_pages() {
    let folder = folder(&[("b.txt", ""), ("a.md", ""), ("c.png", ""), ("d.MD", "")]);
    assert_eq!(paths(&[folder.path().to_owned()]), ["a.md", "b.txt", "d.MD"]);
    assert_eq!(paths(&[folder.path().join("b.txt")]), ["b.txt"]);
}

#[test]
fn a_file_named_as_input_is_a_page_whatever_its_name() {
    let folder = folder(&[("page", "# x")]);
    assert_eq!(paths(&[folder.path().join("page")]), ["page"]);
}

#[test]
fn inputs_with_files_of_one_path_keep_their_names() {
    let folder = folder(&[
        ("one/v1.0/api/a.md", "1"),
        ("one/v1.0/api/b.md", "1"),
        ("two/v1.0/api/a.md", "2"),
        ("three/c.md", "3"),
        ("x/one/v1.0/api/a.md", "4"),
    ]);
    let input = |name: &str| folder.path().join(name);
    assert_eq!(
        paths(&[input("two"), input("one"), input("three")]),
        [
            "c.md",
            "one/v1.0/api/a.md",
            "one/v1.0/api/b.md",
            "two/v1.0/api/a.md"
        ]
    );
    assert_eq!(
        paths(&[input("one"), input("x/one")]),
        ["one-2/v1.0/api/a.md", "one/v1.0/api/a.md", "one/v1.0/api/b.md"]
    );
}

#[test]
fn a_file_of_two_inputs_is_read_once() {
    let folder = folder(&[("v1.0/api/a.md", "")]);
    let input = folder.path().to_owned();
    let inner = input.join("v1.0");
    assert_eq!(
        paths(&[input.clone(), inner.clone(), input.clone()]),
        ["v1.0/api/a.md"]
    );
    assert_eq!(paths(&[inner, input]), ["v1.0/api/a.md"]);
}

#[test]
fn what_cannot_be_read_is_an_error_that_names_it() {
    let folder = folder(&[("empty/x.png", "")]);
    let fails = |name: &str| load(&[folder.path().join(name)], &mut Diagnostics::new()).unwrap_err();
    let missing = fails("missing");
    assert!(matches!(missing, SourceError::Missing { .. }));
    assert!(missing.to_string().contains("missing"));
    let empty = fails("empty");
    assert!(matches!(empty, SourceError::NoPages { .. }));
    assert!(empty.to_string().contains("holds no page"));
}

#[test]
fn bytes_that_are_not_utf8_are_reported_where_they_stand() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.md"), b"\xef\xbb\xbfone\r\ntwo \xff three\n").unwrap();
    let (sources, problems) = load_all(&[folder.path().to_owned()]);
    let (_, file) = sources.files().next().unwrap();
    assert_eq!(file.text, "one\ntwo \u{fffd} three\n");
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].code, Code::NotUtf8);
    assert_eq!(file.text.get(problems[0].span.range()), Some("\u{fffd}"));
    assert_eq!(sources.position(problems[0].span), (2, 5));
}

#[test]
fn a_file_too_large_is_reported_and_is_no_page() {
    let folder = folder(&[("a.md", "")]);
    let large = fs::File::create(folder.path().join("b.md")).unwrap();
    large.set_len(MAX_FILE_SIZE + 1).unwrap();
    let (sources, problems) = load_all(&[folder.path().to_owned()]);
    assert_eq!(sources.files().count(), 1);
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].code, Code::FileTooLarge);
    assert_eq!(sources.file(problems[0].span.file).path, "b.md");
}

#[test]
fn corrections_are_read_and_are_no_page() {
    let folder = folder(&[
        ("v1.0/api/a.md", ""),
        ("corrections.toml", "x = 1"),
        ("v1.0/corrections.toml", "y = 2"),
    ]);
    let (sources, _) = load_all(&[folder.path().to_owned()]);
    let corrections: Vec<_> = sources
        .corrections()
        .map(|(_, file)| file.text.as_str())
        .collect();
    assert_eq!(corrections, ["x = 1"]);
    assert_eq!(sources.files().count(), 1);
}

#[cfg(unix)]
#[test]
fn links_that_lead_back_are_passed_over() {
    let folder = folder(&[("a/b.md", "")]);
    std::os::unix::fs::symlink(folder.path(), folder.path().join("a/loop")).unwrap();
    assert_eq!(paths(&[folder.path().to_owned()]), ["a/b.md"]);
}

#[test]
fn the_result_is_the_same_on_one_thread() {
    let files: Vec<(String, String)> = (0..50)
        .map(|n| (format!("v1.0/api/{n}.md"), format!("# Page {n}\n")))
        .collect();
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    let folder = folder(&files);
    let read = || {
        let (sources, _) = load_all(&[folder.path().to_owned()]);
        let files = sources
            .files()
            .map(|(id, file)| (id, file.path.clone(), file.text.clone()));
        files.collect::<Vec<_>>()
    };
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    assert_eq!(one.install(read), read());
}
