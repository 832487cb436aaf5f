//! What is checked in is what the pages say.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;

use generator::write::layout::ChangeKind;
use graph_test_pages::{docs_input, workspace};
use graph_tests::{pages, sdk};

#[test]
fn the_sdk_is_what_the_pages_give() {
    let output = sdk(docs_input()).generate().unwrap();
    let stale = output.check(workspace().join("generated")).unwrap();
    let stale: Vec<&str> = stale.iter().map(|file| file.path.as_str()).collect();
    assert!(stale.is_empty(), "run `cargo run -p generator`: {stale:?}");
}

#[test]
fn an_edited_page_is_noticed() {
    let copy = tempfile::tempdir().unwrap();
    for path in pages(&docs_input()) {
        let to = copy.path().join(&path);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(docs_input().join(path), to).unwrap();
    }
    let page = copy
        .path()
        .join("v1.0/resources/intune_deviceconfig_deviceconfigurationdevicestatus.md");
    let text = fs::read_to_string(&page).unwrap();
    let row = text.lines().find(|line| line.starts_with("|userName|")).unwrap();
    fs::write(
        &page,
        text.replace(row, "|batteryLevel|Double|How full the battery is.|"),
    )
    .unwrap();

    let output = sdk(copy.path()).generate().unwrap();
    let changes = output.check(workspace().join("generated")).unwrap();
    // The body of a create takes what the resource has.
    let paths: Vec<&str> = changes.iter().map(|change| change.path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "src/v1/models/device_configuration_device_status.rs",
            "src/v1/requests/device_configuration_device_status.rs"
        ]
    );
    let change = &changes[0];
    assert_eq!(change.kind, ChangeKind::Replace);
    let expected = [
        "--- a/src/v1/models/device_configuration_device_status.rs",
        "+++ b/src/v1/models/device_configuration_device_status.rs",
        "+    /// How full the battery is.",
        "+    pub battery_level: Option<f64>,",
        "-    pub user_name: Option<String>,",
    ];
    for line in expected {
        assert!(
            change.diff.lines().any(|found| found == line),
            "{line}\n{}",
            change.diff
        );
    }
}
