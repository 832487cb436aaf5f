mod inputs;

use std::ffi::OsStr;
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
fn docs_toml_tells_the_namespace_of_pages_that_name_none() {
    let settings = "[[folder]]\npath = \"rest\"\nversion = \"beta\"\nnamespace = \"crates\"\n";
    let folder = folder(&[
        ("docs.toml", settings),
        ("rest/resources/a.md", "# jar resource type"),
        ("d.md", "d"),
    ]);
    let (sources, _) = load_all(&[folder.path().to_owned()]);
    let said: Vec<Option<&str>> = sources
        .files()
        .map(|(_, file)| file.namespace.as_deref())
        .collect();
    assert_eq!(said, [None, Some("crates")]);
}

#[test]
fn docs_toml_tells_versions_and_what_is_left_out() {
    let settings = "[[folder]]\npath = \"rest\"\nversion = \"beta\"\n\n[[folder]]\npath = \"rest/concepts\"\nexclude = true\n";
    let folder = folder(&[
        ("docs.toml", settings),
        ("rest/api/a.md", "a"),
        ("rest/api/v1.0/b.md", "b"),
        ("rest/concepts/c.md", "c"),
        ("d.md", "d"),
    ]);
    let input = [folder.path().to_owned()];
    let versions = |said: &[(PathBuf, Version)]| -> Vec<(String, Option<Version>)> {
        let sources = load_with(&input, said, &mut Diagnostics::new()).unwrap();
        sources
            .files()
            .map(|(_, file)| (file.path.clone(), file.version))
            .collect()
    };
    let of = |path: &str, version| (path.to_owned(), version);
    let beta = Some(Version::Beta);
    assert_eq!(
        versions(&[]),
        [
            of("d.md", None),
            of("rest/api/a.md", beta),
            of("rest/api/v1.0/b.md", beta)
        ]
    );
    let v1 = Some(Version::V1);
    let said = [
        (folder.path().to_owned(), Version::V1),
        (folder.path().join("rest/api/a.md"), Version::Beta),
    ];
    assert_eq!(
        versions(&said),
        [
            of("d.md", v1),
            of("rest/api/a.md", beta),
            of("rest/api/v1.0/b.md", v1)
        ]
    );

    let elsewhere = [(folder.path().join("rest/concepts"), Version::V1)];
    let error = load_with(&input, &elsewhere, &mut Diagnostics::new()).unwrap_err();
    assert!(
        error.to_string().contains("which is no part of the input"),
        "{error}"
    );
    fs::write(folder.path().join("docs.toml"), "\n[[folder]]\npath = \"é\"\n").unwrap();
    let error = load(&input, &mut Diagnostics::new()).unwrap_err();
    assert!(
        error
            .to_string()
            .ends_with("docs.toml:3:8: the input has no folder or page `é`"),
        "{error}"
    );
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
fn pages_of_a_checkout_include_from_the_folder_beside_them() {
    let folder = folder(&[
        ("concepts/x.md", ""),
        ("includes/note.md", "of all"),
        ("includes/own.md", "of all"),
        ("api-reference/includes/own.md", "of the pages"),
        ("api-reference/v1.0/api/a.md", ""),
    ]);
    let (sources, _) = load_all(&[folder.path().to_owned()]);
    let text = |path: &str| sources.find(path).map(|file| sources.file(file).text.as_ref());
    assert_eq!(text("includes/note.md"), Some("of all"));
    assert_eq!(text("includes/own.md"), Some("of the pages"));
    assert_eq!(text("concepts/x.md"), None);
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
fn what_cannot_be_read_is_an_error_that_names_it() {
    let folder = folder(&[("empty/x.png", "")]);
    let fails = |name: &str| load(&[folder.path().join(name)], &mut Diagnostics::new()).unwrap_err();
    let error = fails("missing");
    assert!(matches!(error, SourceError::Missing { path } if path.ends_with("missing")));
    let error = fails("empty").to_string();
    assert!(error.contains("holds no page"), "{error}");
}

#[cfg(unix)]
#[test]
fn an_input_of_links_alone_says_that_they_are_not_followed() {
    let folder = folder(&[("pages/a.md", ""), ("x/a.png", "")]);
    std::os::unix::fs::symlink(folder.path().join("pages"), folder.path().join("x/api")).unwrap();
    let error = load(&[folder.path().join("x")], &mut Diagnostics::new()).unwrap_err();
    assert!(error.to_string().ends_with("x/api`"), "{error}");
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
    let large = File::create(folder.path().join("b.md")).unwrap();
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
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;
    let secret = folder(&[("secret.md", "secret"), ("deep/x.md", "secret")]);
    let folder = folder(&[("v1.0/api/a.md", "")]);
    let input = folder.path().to_owned();
    let links = [
        ("back", input.clone()),
        ("v1.0/api/b.md", secret.path().join("secret.md")),
        ("corrections.toml", secret.path().join("secret.md")),
        ("docs.toml", secret.path().join("secret.md")),
        ("device.md", PathBuf::from("/dev/zero")),
        ("gone.md", input.join("nowhere")),
        ("gone.png", input.join("nowhere")),
        ("theirs", secret.path().to_owned()),
    ];
    for (name, target) in links {
        symlink(target, input.join(name)).unwrap();
    }
    // Without a bound, these lead to 2^38 folders.
    for at in 0..38 {
        let level = input.join(format!("fan{at}"));
        fs::create_dir(&level).unwrap();
        for name in ["one", "two"] {
            symlink(input.join(format!("fan{}", at + 1)), level.join(name)).unwrap();
        }
    }
    assert_eq!(paths(std::slice::from_ref(&input)), ["v1.0/api/a.md"]);
    let (sources, problems) = load_all(std::slice::from_ref(&input));
    assert!(problems.iter().all(|problem| problem.code == Code::Link));
    let named: Vec<&str> = problems
        .iter()
        .map(|problem| sources.file(problem.span.file).path.as_str())
        .collect();
    for name in [
        "back",
        "v1.0/api/b.md",
        "corrections.toml",
        "docs.toml",
        "device.md",
        "gone.md",
        "theirs",
    ] {
        assert!(named.contains(&name), "{name}: {named:?}");
    }
    assert!(!named.contains(&"gone.png"));
    assert_eq!(sources.corrections().count(), 0);

    // The input itself may be one.
    let link = secret.path().join("input");
    symlink(&input, &link).unwrap();
    assert_eq!(paths(&[link]), ["v1.0/api/a.md"]);
}

#[cfg(unix)]
#[test]
fn folders_of_a_checkout_that_are_links_are_not_followed() {
    use std::os::unix::fs::symlink;
    let secret = folder(&[("secret.md", "secret")]);
    for (linked, page) in [("api-reference", "page.md"), ("includes", "api-reference/a.md")] {
        let folder = folder(&[(page, "")]);
        symlink(secret.path(), folder.path().join(linked)).unwrap();
        let (sources, problems) = load_all(&[folder.path().to_owned()]);
        assert!(sources.files().all(|(_, file)| file.text.is_empty()));
        let [problem]: [Diagnostic; 1] = problems.try_into().unwrap();
        let path = &sources.file(problem.span.file).path;
        assert_eq!((problem.code, path.as_str()), (Code::Link, linked));
    }
}

#[cfg(unix)]
#[test]
fn names_that_are_not_utf8_stay_apart() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = folder(&[]);
    for name in [&b"\xe9.md"[..], b"\xe8.md", b"%E9.md", b"%20%25E9.md"] {
        fs::write(folder.path().join(OsStr::from_bytes(name)), "").unwrap();
    }
    let read = paths(&[folder.path().to_owned()]);
    assert_eq!(read, ["%20%2525E9.md", "%25E9.md", "%E8.md", "%E9.md"]);
}

#[test]
fn what_the_generator_wrote_is_no_page() {
    let listing = format!("# {}; it found nothing\n", crate::mark::MARK);
    let folder = folder(&[
        ("v1.0/api/a.md", ""),
        ("out/diagnostics.txt", &listing),
        ("v1.0/includes/rust/a.md", &listing),
    ]);
    assert_eq!(paths(&[folder.path().to_owned()]), ["v1.0/api/a.md"]);
    let (sources, problems) = load_all(&[folder.path().to_owned()]);
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert_eq!(problems[0].code, Code::GeneratedFile);
    assert_eq!(sources.file(problems[0].span.file).path, "out/diagnostics.txt");
}

#[cfg(unix)]
#[test]
fn a_name_does_not_steer_the_terminal() {
    let folder = folder(&[("a.md", "")]);
    let name = "x\n::error::y\u{1b}[2J";
    let error = load(&[folder.path().join(name)], &mut Diagnostics::new()).unwrap_err();
    assert!(!error.to_string().contains(char::is_control), "{error}");
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
