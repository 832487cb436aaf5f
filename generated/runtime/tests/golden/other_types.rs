//! Objects that say they are of another type than the one that is read: never read as it, told, written back.

use graph_runtime::{
    Additional, Model, Page,
    json::{self, ReadOptions},
};
use serde_json::{Value, json};

use crate::v1::models::{
    AnyDeviceConfiguration, DeviceConfiguration, DeviceConfigurationAssignment,
    DeviceConfigurationDeviceStatus, IosCustomConfiguration, OmaSetting, Windows10GeneralConfiguration,
};

const IOS: &str = "#microsoft.graph.iosCustomConfiguration";
const WINDOWS: &str = "#microsoft.graph.windows10GeneralConfiguration";
const STATUS: &str = "#microsoft.graph.deviceConfigurationDeviceStatus";

fn written(model: &impl Model) -> Value {
    serde_json::from_str(&json::write(model).unwrap()).unwrap()
}

fn unread(model: &impl Model) -> Vec<String> {
    model.unread().iter().map(ToString::to_string).collect()
}

/// Reads `{"id": "1"}` with a type as the type `M`, alone and as the only item of a list, and returns whether it could be
/// read; both must agree.
fn is_read<M: Model + Default + PartialEq + std::fmt::Debug>(type_name: &str) -> bool {
    let object = json!({"@odata.type": type_name, "id": "1"});
    let list = json!({"value": [object]});
    let page: Page<M> = json::read(&list.to_string()).unwrap();
    assert_eq!(written(&page), list, "what cannot be read is written back");
    let alone = json::read::<M>(&object.to_string());
    let strict = ReadOptions::default().strict();
    let strictly = json::read_into(&list.to_string(), &mut Page::<M>::default(), strict);
    match alone {
        Ok(model) => {
            assert_eq!(written(&model), object, "the spelling of the type is kept");
            assert_eq!(page.value, [model]);
            assert!(page.unread().is_empty() && strictly.is_ok());
            true
        }
        Err(error) => {
            assert_eq!(error.kind(), json::ReadErrorKind::Mismatch);
            assert!(
                error.to_string().contains(type_name.trim_start_matches('#')),
                "{error}"
            );
            assert!(page.value.is_empty());
            assert_eq!(
                (page.unread()[0].path(), page.unread()[0].value()),
                ("value[0]", &object)
            );
            let error = strictly.unwrap_err().to_string();
            assert!(error.starts_with(&page.unread()[0].to_string()), "{error}");
            false
        }
    }
}

#[test]
fn which_types_are_read_as_which() {
    type Read = fn(&str) -> bool;
    let concrete: Read = is_read::<IosCustomConfiguration>;
    let base: Read = is_read::<DeviceConfiguration>;
    let holder: Read = is_read::<AnyDeviceConfiguration>;
    let untyped: Read = is_read::<Additional>;
    for (type_name, of_concrete, of_base) in [
        // The type itself, in all its spellings.
        (IOS, true, true),
        (&IOS[1..], true, true),
        ("#Microsoft.Graph.IosCustomConfiguration", true, true),
        (
            "https://graph.microsoft.com/v1.0/$metadata#microsoft.graph.iosCustomConfiguration",
            true,
            true,
        ),
        // A sibling, the base, another entity, a complex type.
        (WINDOWS, false, true),
        (&WINDOWS[1..], false, true),
        ("#MICROSOFT.GRAPH.WINDOWS10GENERALCONFIGURATION", false, true),
        ("#microsoft.graph.deviceConfiguration", false, true),
        (STATUS, false, false),
        ("#microsoft.graph.callRecords.session", false, false),
        ("#microsoft.graph.omaSetting", false, false),
        ("#microsoft.graph.entity", false, false),
        // A type that no page knows can be a new derived one.
        ("#microsoft.graph.iosCustomConfigurationV2", true, true),
        ("#microsoft.graph.session", true, true),
        ("#", true, true),
        ("", true, true),
    ] {
        assert_eq!(
            concrete(type_name),
            of_concrete,
            "{type_name} as one of no derived types"
        );
        assert_eq!(base(type_name), of_base, "{type_name} as a base");
        assert_eq!(holder(type_name), of_base, "{type_name} as a polymorphic value");
        assert!(untyped(type_name), "{type_name} as anything");
    }
}

#[test]
fn a_loop_over_one_type_sees_no_object_of_another() {
    let list = json!({"value": [
        {"@odata.type": WINDOWS, "id": "w1", "blocked": true},
        {"@odata.type": IOS, "id": "i1"},
        {"id": "?"},
        {"@odata.type": WINDOWS, "id": "w2"},
        {"@odata.type": WINDOWS, "id": "w3"},
    ]});
    let page: Page<IosCustomConfiguration> = json::read(&list.to_string()).unwrap();
    let ids: Vec<Option<&str>> = page.value.iter().map(|item| item.id.as_deref()).collect();
    assert_eq!(ids, [Some("i1"), Some("?")]);
    assert_eq!(page.unread().len(), 3);
    assert_eq!(
        unread(&page)[0],
        "value[0]: expected an object of the type of its property, found an object of the type \
         microsoft.graph.windows10GeneralConfiguration"
    );
    assert_eq!(written(&page), list);
    assert_eq!(written(&page.clone()), list);
    let windows: Windows10GeneralConfiguration = page.unread()[0].read_as().unwrap().unwrap();
    assert_eq!((windows.id.as_deref(), windows.blocked), (Some("w1"), Some(true)));
}

#[test]
fn a_late_type_takes_all_that_was_read_with_it() {
    let text = r##"{"configuration": {"id": "1", "version": "x", "roleScopeTagIds": ["0", 5], "unknown": {"a": null},
        "assignments": [{"id": "a"}, {"id": 7}], "lastModifiedDateTime": "2020-02-04T07:00:00",
        "@odata.type": "#microsoft.graph.omaSetting", "omaUri": "./a", "nothing": null}, "id": "s"}"##;
    let model: DeviceConfigurationDeviceStatus = json::read(text).unwrap();
    assert_eq!(model.configuration, None);
    assert_eq!(model.id.as_deref(), Some("s"));
    let sent: Value = serde_json::from_str(text).unwrap();
    assert_eq!(written(&model), sent);
    assert_eq!(model.unread()[0].value(), &sent["configuration"]);
    let strict = ReadOptions::default().strict();
    let error = json::read_into(text, &mut DeviceConfigurationDeviceStatus::default(), strict).unwrap_err();
    assert!(error.path().starts_with("configuration"), "{error}");
}

#[test]
fn memory_of_what_is_kept_is_counted() {
    let object = json!({"id": "x".repeat(10_000), "@odata.type": WINDOWS});
    let text = json!({"value": [object, object, object]}).to_string();
    let read = |bytes| {
        let options = ReadOptions::default().max_memory(bytes);
        json::read_into(&text, &mut Page::<IosCustomConfiguration>::default(), options)
    };
    read(100_000).unwrap();
    assert_eq!(read(30_000).unwrap_err().kind(), json::ReadErrorKind::TooLarge);
}

#[test]
fn an_object_is_read_as_the_type_that_it_is() {
    let resource = json!({"@odata.type": IOS, "id": "1", "payloadName": "wifi", "extra": 1});
    let untyped: Additional = json::read(&resource.to_string()).unwrap();
    let ios: IosCustomConfiguration = untyped.read_as().unwrap();
    assert_eq!(ios.payload_name.as_deref(), Some("wifi"));
    assert_eq!(written(&ios), resource);

    let base: DeviceConfiguration = json::read(&resource.to_string()).unwrap();
    assert_eq!(base.read_as::<IosCustomConfiguration>().unwrap(), ios);
    assert!(matches!(
        base.read_as().unwrap(),
        AnyDeviceConfiguration::IosCustomConfiguration(_)
    ));
    let error = base.read_as::<Windows10GeneralConfiguration>().unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected microsoft.graph.windows10GeneralConfiguration, found an object of the type \
         microsoft.graph.iosCustomConfiguration"
    );

    // The type of a model counts also where no JSON named it.
    let made = IosCustomConfiguration {
        id: Some("1".into()),
        ..Default::default()
    };
    assert!(made.read_as::<Windows10GeneralConfiguration>().is_err());
    assert!(made.read_as::<OmaSetting>().is_err());
    let any: AnyDeviceConfiguration = made.read_as().unwrap();
    assert!(matches!(any, AnyDeviceConfiguration::IosCustomConfiguration(_)));
    let of_base: DeviceConfiguration = made.read_as().unwrap();
    assert_eq!(written(&of_base)["@odata.type"], IOS);
    let bare = DeviceConfiguration::default();
    assert!(bare.read_as::<IosCustomConfiguration>().is_ok());
}

#[test]
fn a_type_is_written_where_its_place_does_not_tell_it() {
    let ios = || IosCustomConfiguration {
        id: Some("1".into()),
        ..Default::default()
    };
    let with_type = json!({"@odata.type": IOS, "id": "1"});
    assert_eq!(written(&ios()), with_type, "a whole document");
    let page = Page {
        value: vec![ios()],
        ..Page::default()
    };
    assert_eq!(
        written(&page),
        json!({"value": [{"id": "1"}]}),
        "a list of just these"
    );
    let page = Page {
        value: vec![
            AnyDeviceConfiguration::from(ios()),
            DeviceConfiguration::default().into(),
        ],
        ..Page::default()
    };
    assert_eq!(
        written(&page),
        json!({"value": [with_type, {}]}),
        "a list of a base type"
    );

    // What came is written back anywhere.
    let came = json!({"value": [{"@odata.type": &IOS[1..], "id": "1"}]});
    let page: Page<IosCustomConfiguration> = json::read(&came.to_string()).unwrap();
    assert_eq!(written(&page), came);
    let came = json!({"value": [{"@odata.type": "#microsoft.graph.deviceConfigurationAssignment"}]});
    let page: Page<DeviceConfigurationAssignment> = json::read(&came.to_string()).unwrap();
    assert_eq!(written(&page), came);
}
