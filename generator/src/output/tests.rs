use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::config::{Config, OutputForm, Package};
use crate::error::Error;
use crate::graph::Version;
use crate::write::layout::ChangeKind;
use crate::write::package::RuntimeSource;

/// A page of a type with a key.
fn page(name: &str) -> String {
    format!(
        "---\ntitle: \"{name} resource type\"\n---\n\n# {name} resource type\n\nNamespace: microsoft.graph\n\n\
         A thing.\n\n## Properties\n\n|Property|Type|Description|\n|:---|:---|:---|\n|id|String|The key.|\n"
    )
}

/// A page that does not say what it documents.
fn headless() -> &'static str {
    "Namespace: microsoft.graph\n\n## Properties\n\n|Property|Type|Description|\n|:---|:---|:---|\n|id|String|The key.|\n"
}

fn write(root: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

fn pages() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    write(
        dir.path(),
        &[
            ("v1.0/resources/user.md", &page("user")),
            ("v1.0/resources/group.md", &page("group")),
            ("beta/resources/user.md", &page("user")),
        ],
    );
    dir
}

/// Every file below a folder, by path.
fn snapshot(root: &Path) -> BTreeMap<String, Vec<u8>> {
    walkdir::WalkDir::new(root)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(root).unwrap().to_str().unwrap();
            (path.replace('\\', "/"), fs::read(entry.path()).unwrap())
        })
        .collect()
}

#[test]
fn what_is_written_checks_and_an_edit_shows() {
    let (pages, target) = (pages(), tempfile::tempdir().unwrap());
    let config = Config::new(pages.path());
    let output = config.generate().unwrap();
    assert_eq!(output.check(target.path()).unwrap().len(), output.files().len());
    assert_eq!(
        output.write_to(target.path()).unwrap().created,
        output.files().len()
    );
    assert!(output.check(target.path()).unwrap().is_empty());
    assert_eq!(output.write_to(target.path()).unwrap().changed(), 0);
    assert!(target.path().join("src/v1.rs").exists());
    assert!(target.path().join("src/beta.rs").exists());
    assert!(!target.path().join("Cargo.toml").exists());

    fs::remove_file(pages.path().join("beta/resources/user.md")).unwrap();
    write(pages.path(), &[("v1.0/resources/drive.md", &page("drive"))]);
    let before = snapshot(target.path());
    let edited = config.generate().unwrap();
    let differences = edited.check(target.path()).unwrap();
    assert_eq!(snapshot(target.path()), before, "a check changes nothing");
    let kind = |path: &str| {
        let found = differences.iter().find(|difference| difference.path == path);
        found.map(|difference| difference.kind)
    };
    assert_eq!(kind("src/beta.rs"), Some(ChangeKind::Remove));
    assert_eq!(kind("src/v1/models.rs"), Some(ChangeKind::Replace));
    assert_eq!(kind("src/v1/models/drive.rs"), Some(ChangeKind::Create));
    assert_eq!(kind("src/v1/models/user.rs"), None);
    for difference in &differences {
        let mut lines = difference.diff.lines();
        let (old, new) = (lines.next().unwrap(), lines.next().unwrap());
        let path = &difference.path;
        let (a, b) = (format!("--- a/{path}"), format!("+++ b/{path}"));
        match difference.kind {
            ChangeKind::Create => assert_eq!((old, new), ("--- /dev/null", b.as_str())),
            ChangeKind::Replace => assert_eq!((old, new), (a.as_str(), b.as_str())),
            ChangeKind::Remove => assert_eq!((old, new), (a.as_str(), "+++ /dev/null")),
        }
    }
    let models = differences
        .iter()
        .find(|difference| difference.path == "src/v1/models.rs");
    let added = models
        .unwrap()
        .diff
        .lines()
        .any(|line| line.starts_with("+mod drive"));
    assert!(added, "{}", models.unwrap().diff);
}

#[test]
fn neither_threads_nor_order_show() {
    let pages = pages();
    for number in 0..40 {
        let letter = char::from(b'a' + number % 26);
        let name = format!("{letter}{}", "x".repeat(usize::from(number)));
        write(
            pages.path(),
            &[(&format!("v1.0/resources/{name}.md"), &page(&name))],
        );
        write(
            pages.path(),
            &[(&format!("v1.0/resources/{name}-bad.md"), headless())],
        );
    }
    let one = Config::new(pages.path()).threads(1).generate().unwrap();
    let many = Config::new(pages.path()).threads(7).generate().unwrap();
    assert_eq!(one.files(), many.files());
    assert_eq!(one.diagnostics(), many.diagnostics());
    assert!(!one.diagnostics().is_empty());
    let listing = &one.files()["diagnostics.txt"];
    assert_eq!(listing.lines().count(), one.diagnostics().len() + 2);
    let folder = pages.path().to_str().unwrap();
    assert!(
        one.files().values().all(|text| !text.contains(folder)),
        "no path of the machine"
    );
}

#[test]
fn a_whole_crate_has_a_manifest_that_names_what_is_there() {
    let (pages, target) = (pages(), tempfile::tempdir().unwrap());
    let package = Package::new("my-graph").runtime(RuntimeSource::Path("../runtime".to_owned()));
    let config = Config::new(pages.path()).form(OutputForm::Crate(package));
    config.generate().unwrap().write_to(target.path()).unwrap();
    let manifest = fs::read_to_string(target.path().join("Cargo.toml")).unwrap();
    assert!(manifest.contains("name = \"my-graph\"") && manifest.contains("../runtime"));
    let library = fs::read_to_string(target.path().join("src/lib.rs")).unwrap();
    assert!(library.contains("pub mod v1;") && library.contains("pub mod beta;"));

    let v1 = config.versions([Version::V1]).generate().unwrap();
    v1.write_to(target.path()).unwrap();
    let library = fs::read_to_string(target.path().join("src/lib.rs")).unwrap();
    assert!(library.contains("pub mod v1;") && !library.contains("pub mod beta;"));
    assert!(!target.path().join("src/beta.rs").exists());
}

#[test]
fn one_file_holds_all_modules_and_is_left_alone_when_right() {
    let (pages, target) = (pages(), tempfile::tempdir().unwrap());
    let output = Config::new(pages.path()).generate().unwrap();
    let path = target.path().join("deep/graph.rs");
    output.write_file(&path).unwrap();
    let text = fs::read_to_string(&path).unwrap();
    let file = syn::parse_file(&text).unwrap();
    assert!(file.attrs.is_empty(), "`include!` takes no inner attributes");
    assert_eq!(file.items.len(), 2);
    let modified = fs::metadata(&path).unwrap().modified().unwrap();
    std::thread::sleep(std::time::Duration::from_millis(20));
    output.write_file(&path).unwrap();
    assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), modified);
    fs::write(&path, "old").unwrap();
    output.write_file(&path).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
    assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
}

#[test]
fn cargo_hears_of_inputs_and_errors() {
    let pages = pages();
    for number in 0..13 {
        write(
            pages.path(),
            &[(&format!("v1.0/resources/bad{number}.md"), headless())],
        );
    }
    let other = self::pages();
    fs::remove_dir_all(other.path().join("beta")).unwrap();
    let output = Config::new(pages.path()).input(other.path()).generate().unwrap();
    let lines: Vec<String> = output.cargo_instructions().collect();
    let inputs = [pages.path(), other.path()];
    for (line, input) in lines.iter().zip(inputs) {
        assert_eq!(*line, format!("cargo::rerun-if-changed={}", input.display()));
    }
    assert!(lines[2].starts_with("cargo::warning="));
    assert!(lines[2].contains("error[missing-title]"), "{}", lines[2]);
    assert_eq!(lines.len(), 2 + 10 + 1);
    assert!(lines.iter().all(|line| !line.contains('\n')));
    assert_eq!(lines[12], "cargo::warning=and 3 more errors in the pages");
}

#[test]
fn input_that_cannot_be_read_is_an_error() {
    let empty = tempfile::tempdir().unwrap();
    let missing = empty.path().join("missing");
    for input in [empty.path(), missing.as_path()] {
        let error = Config::new(input).generate().unwrap_err();
        assert!(matches!(error, Error::Source(_)), "{error}");
        assert!(
            error.chain().to_string().contains(input.to_str().unwrap()),
            "{error}"
        );
    }
}

#[test]
fn a_page_that_is_not_utf_8_is_an_error_in_the_page() {
    let pages = pages();
    let bytes = [page("latin").as_bytes(), b"\nna\xefve\n"].concat();
    fs::write(pages.path().join("v1.0/resources/latin.md"), bytes).unwrap();
    let output = Config::new(pages.path()).generate().unwrap();
    let listing = &output.files()["diagnostics.txt"];
    assert!(listing.contains("v1.0/resources/latin.md:") && listing.contains("error[not-utf8]"));
    assert!(
        output.files().contains_key("src/v1/models/latin.rs"),
        "the rest of it is read"
    );
}

#[test]
fn a_type_name_cannot_lead_out_of_the_output() {
    let (pages, parent) = (pages(), tempfile::tempdir().unwrap());
    for (number, name) in ["../../x", "a\"b", "*/ evil", "/etc/passwd", "..", "a\\..\\b"]
        .iter()
        .enumerate()
    {
        write(
            pages.path(),
            &[(&format!("v1.0/resources/evil{number}.md"), &page(name))],
        );
    }
    let target = parent.path().join("target");
    let output = Config::new(pages.path()).generate().unwrap();
    output.write_to(&target).unwrap();
    assert_eq!(fs::read_dir(parent.path()).unwrap().count(), 1);
    assert_eq!(snapshot(&target).len(), output.files().len());
    assert!(
        snapshot(&target)
            .keys()
            .all(|path| crate::write::layout::is_owned(path))
    );
}

#[test]
fn settings_that_make_no_sense_are_errors() {
    let pages = pages();
    let config = || Config::new(pages.path());
    for config in [
        config().versions([]),
        config().runtime_crate("a::"),
        config().runtime_crate("a; mod evil"),
        config().runtime_crate(""),
        config().runtime_crate("::::a"),
        config().form(OutputForm::Crate(Package::new("not a name"))),
        config().form(OutputForm::Crate(Package::new("fn"))),
        config().crate_name("self"),
    ] {
        let error = config.generate().unwrap_err();
        assert!(matches!(error, Error::Settings(_)), "{error}");
    }
    assert!(config().runtime_crate("::graph_runtime").generate().is_ok());
    assert!(config().runtime_crate("crate::rt").generate().is_ok());
}
