use super::manifest::PASSED_ON;
use super::name;
use super::vendored::Runtime;
use super::{ALL_AREAS, Package, RuntimeSource};
use crate::resolve::TAKEN_FEATURES;
use crate::write::is_marked;

fn manifest(name: &str, runtime: RuntimeSource) -> toml::Table {
    let package = Package::new(name).runtime(runtime);
    let text = package.manifest(&[], &Runtime::embedded().unwrap()).unwrap();
    assert!(is_marked(text.as_bytes()));
    text.parse().unwrap()
}

fn strings(value: &toml::Value) -> Vec<&str> {
    let list = value.as_array().unwrap();
    list.iter().filter_map(toml::Value::as_str).collect()
}

#[test]
fn the_manifest_names_the_features() {
    let manifest = manifest("graph", RuntimeSource::Vendored);
    assert_eq!(manifest["package"]["name"].as_str(), Some("graph"));
    let features = &manifest["features"];
    assert_eq!(strings(&features["default"]), ["client"]);
    assert_eq!(strings(&features["client"]), ["graph-runtime/client"]);
    assert_eq!(strings(&features["azure"]), ["client", "graph-runtime/azure"]);
    assert_eq!(
        strings(&features["notifications"]),
        ["graph-runtime/notifications"]
    );
}

#[test]
fn the_manifest_names_the_source_of_the_runtime() {
    let git = |rev: Option<&str>| RuntimeSource::Git {
        url: "https://example.org/sdk".to_owned(),
        rev: rev.map(str::to_owned),
    };
    for (source, entry) in [
        (
            RuntimeSource::Vendored,
            r#"{ package = "graph-runtime", path = "runtime", version = "=0.1.0" }"#,
        ),
        (RuntimeSource::Path("../it".to_owned()), r#"{ path = "../it" }"#),
        (RuntimeSource::Version("0.1".to_owned()), r#"{ version = "0.1" }"#),
        (git(None), r#"{ git = "https://example.org/sdk" }"#),
        (
            git(Some("1a2b")),
            r#"{ git = "https://example.org/sdk", rev = "1a2b" }"#,
        ),
    ] {
        let members = matches!(source, RuntimeSource::Vendored);
        let manifest = manifest("graph", source);
        let expected: toml::Table = format!("it = {entry}").parse().unwrap();
        assert_eq!(manifest["dependencies"]["graph-runtime"], expected["it"]);
        assert_eq!(manifest["workspace"].get("members").is_some(), members);
    }
}

#[test]
fn settings_cannot_break_the_manifest() {
    let path = "a\"b\\c\nd = 1 ü";
    let manifest = manifest("graph", RuntimeSource::Path(path.to_owned()));
    let runtime = &manifest["dependencies"]["graph-runtime"];
    assert_eq!(runtime["path"].as_str(), Some(path));
    for name in ["", "1a", "a b", "a\"", "a\nb", "ä", "-a"] {
        assert!(name::check(name).is_err(), "{name:?}");
    }
}

#[test]
fn the_runtime_that_goes_along_has_its_dependencies_with_their_versions() {
    let runtime = Runtime::embedded().unwrap();
    let files: Vec<(String, String)> = runtime.files("my-graph").collect();
    assert!(files.iter().all(|(_, text)| is_marked(text.as_bytes())));
    let (path, text) = &files[0];
    assert_eq!(path, "runtime/Cargo.toml");
    let manifest: toml::Table = text.parse().unwrap();
    assert_eq!(manifest["package"]["name"].as_str(), Some("my-graph-runtime"));
    assert_eq!(manifest["lib"]["name"].as_str(), Some("graph_runtime"));
    let features = manifest["features"].as_table().unwrap();
    assert!(features.contains_key("client") && features.contains_key("time-zones"));
    for (name, dependency) in manifest["dependencies"].as_table().unwrap() {
        let version = dependency.get("version").unwrap_or(dependency);
        assert!(version.is_str(), "{name}");
        assert!(dependency.get("workspace").is_none(), "{name}");
    }
    let json = &manifest["dependencies"]["serde_json"];
    assert_eq!(strings(&json["features"]), ["float_roundtrip", "raw_value"]);
}

#[test]
fn no_area_has_the_name_of_another_feature() {
    for feature in PASSED_ON {
        assert!(TAKEN_FEATURES.contains(&feature.name), "{}", feature.name);
    }
    assert!(TAKEN_FEATURES.contains(&ALL_AREAS));
}
