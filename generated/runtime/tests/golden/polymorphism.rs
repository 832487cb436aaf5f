//! Types that are derived from others: `@odata.type` decides, wherever it stands, and nothing is lost.

use graph_runtime::{
    Model, Page,
    json::{self, ReadOptions},
};
use serde_json::{Value, json};

use crate::v1::models::{
    AnyDeviceConfiguration, DeviceConfiguration, DeviceConfigurationDeviceStatus, IosCustomConfiguration,
    OmaSetting,
};

const IOS: &str = "#microsoft.graph.iosCustomConfiguration";

fn read(value: &Value) -> AnyDeviceConfiguration {
    json::read(&value.to_string()).unwrap()
}

fn written(model: &impl Model) -> Value {
    serde_json::from_str(&json::write(model).unwrap()).unwrap()
}

#[test]
fn the_type_decides_what_is_held() {
    for name in [IOS, &IOS[1..]] {
        let value = json!({"@odata.type": name, "id": "1", "payloadName": "wifi", "unknown": 1});
        let AnyDeviceConfiguration::IosCustomConfiguration(model) = read(&value) else {
            panic!("{name}")
        };
        assert_eq!(model.payload_name.as_deref(), Some("wifi"));
        assert_eq!(written(&*model), value, "the spelling of the type is kept");
    }
}

#[test]
fn a_type_that_comes_late_loses_nothing() {
    // In the order of the text: properties of the base, of the derived type, unknown ones, then the type.
    let text = r##"{"id": "1", "payload": "AQI=", "assignments": [{"id": "a"}], "unknown": {"x": 1}, "payloadName": "wifi",
        "parent": {"payloadName": "mail", "@odata.type": "#microsoft.graph.iosCustomConfiguration"},
        "@odata.type": "#microsoft.graph.iosCustomConfiguration", "payloadFileName": "a", "version": 7}"##;
    let model: AnyDeviceConfiguration = json::read(text).unwrap();
    assert_eq!(written(&model), serde_json::from_str::<Value>(text).unwrap());
    assert_eq!(model.id(), Some("1"));
    assert_eq!(model.version(), Some(7));
    assert_eq!(model.assignments().unwrap()[0].id.as_deref(), Some("a"));
    let AnyDeviceConfiguration::IosCustomConfiguration(parent) = model.parent().unwrap() else {
        panic!()
    };
    assert_eq!(parent.payload_name.as_deref(), Some("mail"));
    let AnyDeviceConfiguration::IosCustomConfiguration(model) = model else {
        panic!()
    };
    assert_eq!(***model.payload.as_ref().unwrap(), [1, 2]);
    assert_eq!(model.additional.len(), 1);
}

#[test]
fn what_does_not_fit_a_type_that_comes_late_is_kept_with_its_path() {
    let text =
        r##"{"value": [{"payloadName": 5, "@odata.type": "#microsoft.graph.iosCustomConfiguration"}]}"##;
    let page = json::read::<Page<AnyDeviceConfiguration>>(text).unwrap();
    assert_eq!(page.unread()[0].path(), "value[0].payloadName");
    let strict = ReadOptions::default().strict();
    let error = json::read_into(text, &mut Page::<AnyDeviceConfiguration>::default(), strict).unwrap_err();
    assert_eq!(error.path(), "value[0].payloadName");
}

#[test]
fn an_unknown_type_is_kept_in_the_base_type() {
    let value = json!({"@odata.type": "#microsoft.graph.visionOSConfiguration", "id": "1", "gaze": true});
    let model = read(&value);
    assert_eq!(written(&model), value);
    let AnyDeviceConfiguration::DeviceConfiguration(model) = model else {
        panic!()
    };
    assert_eq!(model.additional.get("gaze"), Some(&true.into()));
}

#[test]
fn the_first_of_several_types_counts() {
    let text = r##"{"@odata.type": "#microsoft.graph.iosCustomConfiguration", "payloadName": "wifi", "id": "1",
        "@odata.type": "#microsoft.graph.windows10GeneralConfiguration", "blocked": true, "@odata.type": 5}"##;
    let model: AnyDeviceConfiguration = json::read(text).unwrap();
    let AnyDeviceConfiguration::IosCustomConfiguration(model) = &model else {
        panic!()
    };
    assert_eq!(
        (model.id.as_deref(), model.payload_name.as_deref()),
        (Some("1"), Some("wifi"))
    );
    assert_eq!(model.additional.get("blocked"), Some(&true.into()));
    assert_eq!(model.additional.len(), 1);
}

#[test]
fn a_type_that_is_no_text_is_kept() {
    let value = json!({"@odata.type": 5, "id": "1"});
    assert_eq!(written(&read(&value)), value);
}

#[test]
fn a_derived_type_read_as_its_base_is_kept() {
    let value = json!({"@odata.type": IOS, "id": "1", "payloadName": "wifi"});
    let model: DeviceConfiguration = json::read(&value.to_string()).unwrap();
    assert_eq!(model.additional.len(), 2);
    assert_eq!(written(&model), value);
}

#[test]
fn a_type_that_would_not_be_written_is_kept() {
    let value = json!({"@odata.type": "#microsoft.graph.omaSetting", "omaUri": "./a"});
    let model: OmaSetting = json::read(&value.to_string()).unwrap();
    assert_eq!(written(&model), value);
}

#[test]
fn the_type_is_written_first_where_the_service_needs_it() {
    let model = IosCustomConfiguration {
        id: Some("1".into()),
        ..Default::default()
    };
    let text = format!(r#"{{"@odata.type":"{IOS}","id":"1"}}"#);
    assert_eq!(json::write(&model).unwrap(), text);
    assert_eq!(json::write(&AnyDeviceConfiguration::from(model)).unwrap(), text);
    assert_eq!(json::write(&OmaSetting::default()).unwrap(), "{}");
}

#[test]
fn lists_and_related_objects_hold_derived_types() {
    let text = json!({"value": [
        {"id": "0"},
        {"@odata.type": IOS, "payloadName": "wifi"},
        {"id": "2", "parent": {"@odata.type": IOS, "id": "1"}}
    ]})
    .to_string();
    let page: Page<AnyDeviceConfiguration> = json::read(&text).unwrap();
    assert!(matches!(
        page.value[0],
        AnyDeviceConfiguration::DeviceConfiguration(_)
    ));
    assert!(matches!(
        page.value[1],
        AnyDeviceConfiguration::IosCustomConfiguration(_)
    ));
    assert!(matches!(
        *page.value[2].parent().unwrap(),
        AnyDeviceConfiguration::IosCustomConfiguration(_)
    ));

    let status = json!({"configuration": {"@odata.type": IOS, "payload": "AQ=="}});
    let model: DeviceConfigurationDeviceStatus = json::read(&status.to_string()).unwrap();
    assert_eq!(written(&model), status);
}

#[test]
fn copies_and_comparisons_see_what_is_held() {
    let model = read(
        &json!({"@odata.type": IOS, "id": "1", "payloadName": "wifi", "x": 1,
        "parent": {"@odata.type": IOS, "payloadName": "p"}, "assignments": [{"id": "a"}]}),
    );
    let copy = model.clone();
    assert_eq!(copy, model);
    assert!(matches!(copy, AnyDeviceConfiguration::IosCustomConfiguration(_)));
    assert_ne!(model, read(&json!({"@odata.type": IOS, "id": "1"})));
    assert_ne!(
        read(&json!({})),
        read(&json!({"@odata.type": IOS})),
        "the type is a part of the value"
    );
    assert_eq!(
        format!("{model:?}"),
        "IosCustomConfiguration { id: \"1\", assignments: [DeviceConfigurationAssignment { id: \"a\" }], parent: \
         IosCustomConfiguration { payloadName: \"p\" }, payloadName: \"wifi\", x: Number(1) }"
    );
}
