//! What `corrections.toml` puts right, and what is said of entries that put nothing right.
#![allow(missing_docs, clippy::unwrap_used, reason = "a test")]

use generator::Config;
use generator::diagnostic::Code;
use generator::graph::Version;
use generator::pipeline::Analysis;
use graph_test_pages::Fixture;

const DEVICE: &str = "# device resource type\n\nNamespace: microsoft.graph\n\nA device.\n\n## Properties\n\
    |Property|Type|Description|\n|:---|:---|:---|\n|id|String|Key.|\n|size|String|Size.|\n\
    |state|deviceState|State. Possible values are: `on`, `off`.|\n";

const PHONE: &str = "# phone resource type\n\nNamespace: microsoft.graph\n\nA phone.\n\n## Properties\n\
    |Property|Type|Description|\n|:---|:---|:---|\n|number|String|Number.|\n";

fn analyze(corrections: &str) -> Analysis {
    let pages = Fixture::of([
        ("corrections.toml", corrections),
        ("v1.0/resources/device.md", DEVICE),
        ("v1.0/resources/phone.md", PHONE),
    ]);
    Config::new(pages.path()).analyze_with(&()).unwrap()
}

/// An entry with what it sets.
fn entry(table: &str, facts: &str) -> String {
    format!("[[{table}]]\nversion = \"v1.0\"\nreason = \"A test.\"\n{facts}\n")
}

/// An entry about a property of *device*.
fn property(facts: &str) -> String {
    entry("property", &format!("type = \"microsoft.graph.device\"\n{facts}"))
}

/// The properties of a type, each with its type, and its base.
fn ty(analysis: &Analysis, name: &str) -> (Vec<String>, Option<String>) {
    let name = format!("microsoft.graph.{name}");
    let mut types = analysis.model.types.iter();
    let ty = types
        .find(|ty| ty.version == Version::V1 && ty.name == *name)
        .unwrap();
    let properties = ty.properties.iter();
    let properties = properties.map(|property| format!("{}: {}", property.name, property.ty));
    (properties.collect(), ty.base.as_ref().map(ToString::to_string))
}

/// What is said of the entries, each with the line of `corrections.toml` where it stands.
fn said(analysis: &Analysis) -> Vec<(Code, String, u32)> {
    let about = analysis.diagnostics.iter();
    let about = about.filter(|found| matches!(found.code, Code::BadCorrection | Code::StaleCorrection));
    let said = about.map(|found| {
        let (line, _) = analysis.sources.position(found.span);
        (found.code, found.message.clone(), line)
    });
    said.collect()
}

#[test]
fn facts_are_put_right() {
    let corrections = [
        property("name = \"size\"\nset-type = \"Edm.Int64\"\nset-collection = true\nset-name = \"sizes\""),
        property("name = \"id\"\nset-type = \"microsoft.graph.PHONE\""),
        entry(
            "type",
            "name = \"microsoft.graph.phone\"\nset-base = \"microsoft.graph.device\"",
        ),
        entry("enum", "name = \"microsoft.graph.deviceState\"\nset-flags = true"),
    ];
    let analysis = analyze(&corrections.concat());
    assert_eq!(said(&analysis), []);
    let (properties, _) = ty(&analysis, "device");
    assert_eq!(
        properties,
        [
            "id: `microsoft.graph.phone`",
            "sizes: a collection of `Edm.Int64`",
            "state: `microsoft.graph.deviceState`"
        ]
    );
    assert_eq!(
        ty(&analysis, "phone").1.as_deref(),
        Some("microsoft.graph.device")
    );
    assert!(analysis.model.enums.iter().all(|enumeration| enumeration.flags));
}

#[test]
fn a_type_that_there_is_not_is_told_at_its_entry() {
    let unknown = |name: &str| property(&format!("name = \"size\"\nset-type = \"{name}\""));
    for (corrections, code, message) in [
        (
            unknown("Edm.Strng"),
            Code::BadCorrection,
            "there is no primitive type `Edm.Strng`",
        ),
        (
            unknown("microsoft.graph.tablet"),
            Code::StaleCorrection,
            "there is no type or enumeration `microsoft.graph.tablet`",
        ),
        (
            entry(
                "type",
                "name = \"microsoft.graph.phone\"\nset-base = \"microsoft.graph.tablet\"",
            ),
            Code::StaleCorrection,
            "there is no type `microsoft.graph.tablet`",
        ),
    ] {
        let analysis = analyze(&format!("# A line.\n{corrections}"));
        assert_eq!(said(&analysis), [(code, message.to_owned(), 2)]);
        let (properties, _) = ty(&analysis, "device");
        assert!(
            properties.contains(&"size: `Edm.String`".to_owned()),
            "{properties:?}"
        );
        assert_eq!(ty(&analysis, "phone").1, None);
    }
}

#[test]
fn an_entry_needs_a_version_and_a_reason_and_the_others_stay() {
    let sound = property("name = \"size\"\nset-collection = true");
    for (entry, message) in [
        (
            sound.replace("v1.0", "v2.0"),
            "`v2.0` is not a version; there are `v1.0` and `beta`",
        ),
        (sound.replace("A test.", " "), "a correction needs a reason"),
    ] {
        let analysis = analyze(&(entry + &sound));
        assert_eq!(said(&analysis), [(Code::BadCorrection, message.to_owned(), 1)]);
        let (properties, _) = ty(&analysis, "device");
        assert!(properties.contains(&"size: a collection of `Edm.String`".to_owned()));
    }
}

#[test]
fn an_entry_that_corrects_nothing_is_told() {
    let corrections = [
        property("name = \"size\"\nset-type = \"Edm.String\""),
        property("name = \"weight\"\nset-collection = true"),
        entry(
            "enum",
            "name = \"microsoft.graph.deviceState\"\nset-flags = false",
        ),
    ];
    let analysis = analyze(&corrections.concat());
    let said: Vec<String> = said(&analysis)
        .into_iter()
        .map(|(_, message, _)| message)
        .collect();
    assert_eq!(
        said,
        [
            "`size` of `microsoft.graph.device` is so already",
            "`microsoft.graph.device` has no property `weight`",
            "`microsoft.graph.deviceState` is so already"
        ]
    );
}
