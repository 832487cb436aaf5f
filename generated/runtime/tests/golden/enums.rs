//! Open enumerations and sets of their members.

use std::collections::HashSet;

use graph_runtime::{Flags, OpenEnum, json};

use crate::v1::models::{
    DeviceConfiguration, PolicyPlatformType, Windows10GeneralConfiguration, WindowsArchitecture,
};

#[test]
fn members_and_other_values_are_told_apart() {
    assert_eq!(PolicyPlatformType::from("iOS"), PolicyPlatformType::Ios);
    assert_eq!(
        PolicyPlatformType::from("unknownFutureValue"),
        PolicyPlatformType::UnknownFutureValue
    );
    let value = PolicyPlatformType::from("visionOS");
    assert!(matches!(&value, PolicyPlatformType::Unrecognized(text) if text.as_str() == "visionOS"));
    // The documentation itself spells members in several cases.
    assert_eq!(PolicyPlatformType::from("IOS"), PolicyPlatformType::Ios);
    for value in PolicyPlatformType::MEMBERS.iter().cloned().chain([value]) {
        assert_eq!(PolicyPlatformType::from(value.as_str()), value);
        assert_eq!(value.to_string(), value.as_str());
        let text = serde_json::to_string(&value).unwrap();
        assert_eq!(serde_json::from_str::<PolicyPlatformType>(&text).unwrap(), value);
    }
}

#[test]
fn debug_prints_a_member_plainly_and_another_value_in_quotes() {
    assert_eq!(format!("{:?}", PolicyPlatformType::Ios), "iOS");
    assert_eq!(
        format!("{:?}", PolicyPlatformType::from("a\u{1b}[31m")),
        "\"a\\u{1b}[31m\""
    );
}

#[test]
fn values_can_be_keys() {
    let set: HashSet<_> = ["all", "visionOS", "visionOS", "all"]
        .map(PolicyPlatformType::from)
        .into();
    assert_eq!(set.len(), 2);
}

#[test]
fn unknown_values_are_written_back() {
    let text = r##"{"@odata.type":"#microsoft.graph.deviceConfiguration","platform":"visionOS"}"##;
    let model: DeviceConfiguration = json::read(text).unwrap();
    assert_eq!(json::write(&model).unwrap(), text);
}

#[test]
fn flags_are_a_set() {
    let flags = Flags::<WindowsArchitecture>::parse("x86, x64,riscV,,x86");
    assert_eq!(flags.to_string(), "x86,x64,riscV");
    assert!(flags.contains(&WindowsArchitecture::X64));
    assert_eq!(flags, Flags::parse("riscV,x64,x86"));
    assert_ne!(flags, Flags::parse("x64,x86,arm"));
    assert_ne!(flags, Flags::parse("x64,x86"));
    let hashes: HashSet<_> = [flags.clone(), Flags::parse("riscV,x64,x86")].into();
    assert_eq!(hashes.len(), 1);

    let mut flags = Flags::from([WindowsArchitecture::X86, WindowsArchitecture::Arm]);
    assert!(!flags.insert(WindowsArchitecture::Arm));
    assert!(flags.remove(&WindowsArchitecture::X86));
    assert!(!flags.remove(&WindowsArchitecture::X86));
    assert_eq!(flags.into_iter().collect::<Vec<_>>(), [WindowsArchitecture::Arm]);
    assert!(Flags::<WindowsArchitecture>::parse("").is_empty());

    let joined = WindowsArchitecture::X86 | WindowsArchitecture::Arm | WindowsArchitecture::X86;
    assert_eq!(joined, Flags::from("arm,x86"));
    assert_eq!(
        (joined | Flags::from("x64".to_owned())).to_string(),
        "x86,arm,x64"
    );
}

#[test]
fn equal_flags_make_equal_models() {
    let read = |text: &str| json::read::<Windows10GeneralConfiguration>(text).unwrap();
    assert_eq!(
        read(r#"{"architectures": "x86,x64"}"#),
        read(r#"{"architectures": "x64, x86"}"#)
    );
    assert_ne!(
        read(r#"{"architectures": "x86"}"#),
        read(r#"{"architectures": "x64"}"#)
    );
    assert_ne!(read(r#"{"architectures": ""}"#), read("{}"));
    assert_ne!(
        read(r#"{"fallbackArchitectures": ["x86"]}"#),
        read(r#"{"fallbackArchitectures": []}"#)
    );
}

#[test]
fn a_long_list_of_flags_is_read_in_time() {
    let text: Vec<String> = (0..200_000).map(|index| format!("f{index}")).collect();
    let flags = Flags::<WindowsArchitecture>::parse(&text.join(","));
    assert_eq!(flags.len(), text.len());
    assert_eq!(flags, flags.clone());
}
