use graph_runtime::json;
use graph_runtime::notifications::{ChangeNotification, ChangeNotifications, ChangeType, LifecycleEvent};

use crate::vectors::Vectors;

#[test]
fn a_notification_is_read_and_written_back() {
    let text = Vectors::stored().text("notifications.json");
    let notifications: ChangeNotifications = json::read(&text).unwrap();
    let [notification] = &notifications.value[..] else {
        panic!("{notifications:?}");
    };
    assert_eq!(notification.change_type, Some(ChangeType::Created));
    assert_eq!(
        notification.tenant_id.unwrap().to_string(),
        "84bd8158-6d4d-4958-8b9f-9d6445542f95"
    );
    assert_eq!(notification.resource_data.as_ref().unwrap()["id"], "3");
    assert_eq!(notifications.validation_tokens.as_ref().unwrap().len(), 1);
    let written: serde_json::Value = serde_json::from_str(&json::write(&notifications).unwrap()).unwrap();
    assert_eq!(written, serde_json::from_str::<serde_json::Value>(&text).unwrap());
}

#[test]
fn what_is_not_known_is_kept() {
    let text =
        r#"{"value":[{"id":"1","lifecycleEvent":"missed","organizationId":"o"},{"changeType":"renamed"}]}"#;
    let notifications: ChangeNotifications = json::read(text).unwrap();
    let [missed, renamed] = &notifications.value[..] else {
        panic!("{notifications:?}");
    };
    assert_eq!(missed.lifecycle_event, Some(LifecycleEvent::Missed));
    assert_eq!(renamed.change_type.as_ref().unwrap().as_str(), "renamed");
    assert_eq!(json::write(&notifications).unwrap(), text);
}

#[test]
fn the_client_state_is_compared() {
    let notification = |state: Option<&str>| ChangeNotification {
        client_state: state.map(str::to_owned),
        ..Default::default()
    };
    assert!(notification(Some("secret")).has_client_state("secret"));
    for state in [None, Some(""), Some("secre"), Some("secrets"), Some("Secret")] {
        assert!(!notification(state).has_client_state("secret"), "{state:?}");
    }
    assert!(!notification(None).has_client_state(""));
}
