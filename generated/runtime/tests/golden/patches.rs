//! Update bodies: properties that are absent, `null` or a value.

use graph_runtime::codegen as rt;
use graph_runtime::{Patch, Value, json, operation::Body};

use crate::v1::models::{
    AnyDeviceConfiguration, DeviceConfiguration, IosCustomConfiguration, OmaSetting, PolicyPlatformType,
};

/// Changes of a device configuration, in the shape of an update body.
struct Changes {
    display_name: Patch<String>,
    platform: Patch<PolicyPlatformType>,
    setting: Patch<OmaSetting>,
    ports: Patch<Vec<i32>>,
    additional: rt::Additional,
}

rt::model! {
    Changes = "", write_type: false, additional: additional;
    0 display_name: Patch = "displayName";
    1 platform: Patch = "platform";
    2 setting: Patch = "setting";
    3 ports: Patch = "ports";
}

#[test]
fn the_three_states_are_written_and_read() {
    let changes = Changes {
        display_name: "a".to_owned().into(),
        platform: Patch::null(),
        ports: Patch::set(vec![1]),
        ..Default::default()
    };
    let text = r#"{"displayName":"a","platform":null,"ports":[1]}"#;
    assert_eq!(json::write(&changes).unwrap(), text);
    let read: Changes = json::read(text).unwrap();
    assert_eq!(read, changes);
    assert_eq!(read.clone(), changes);
    assert_eq!(read.ports, changes.ports);
    assert!(read.platform.is_null() && read.setting.is_absent());
    assert_eq!(
        format!("{read:?}"),
        "Object { displayName: \"a\", platform: null, ports: [1] }"
    );
}

#[test]
fn objects_can_be_patched() {
    let setting = OmaSetting {
        oma_uri: Some("./a".into()),
        ..Default::default()
    };
    let changes = Changes {
        setting: Patch::set(setting),
        ..Default::default()
    };
    assert_eq!(json::write(&changes).unwrap(), r#"{"setting":{"omaUri":"./a"}}"#);
    assert_ne!(changes, Changes::default());
    assert_ne!(
        Changes {
            setting: Patch::null(),
            ..Default::default()
        },
        Changes::default()
    );
}

#[test]
fn changes_of_an_object_of_several_types() {
    let changes: rt::UpdateOf<AnyDeviceConfiguration> = rt::UpdateOf::new(IosCustomConfiguration {
        display_name: Some("Wi-Fi".into()),
        ..Default::default()
    })
    .null("description")
    .null("displayName");
    let json: Value = serde_json::from_slice(&changes.to_bytes("").unwrap()).unwrap();
    // What is set is not cleared.
    assert_eq!(
        json,
        serde_json::json!({
            "@odata.type": "#microsoft.graph.iosCustomConfiguration",
            "displayName": "Wi-Fi",
            "description": null,
        })
    );
    assert_eq!(changes.content_type(), Some("application/json"));
}

#[test]
fn a_list_as_a_body() {
    let configuration = |name: &str| DeviceConfiguration {
        display_name: Some(name.into()),
        ..Default::default()
    };
    let list = vec![configuration("a"), configuration("b")];
    let json: Value = serde_json::from_slice(&list.to_bytes("").unwrap()).unwrap();
    assert_eq!(json[1]["displayName"], "b");
    assert_eq!(Vec::<DeviceConfiguration>::new().to_bytes("").unwrap(), b"[]");
    // Bytes are no list of objects.
    assert_eq!(vec![91_u8].to_bytes("").unwrap(), b"[");
}
