//! Bodies that are made of models.

use graph_runtime::codegen as rt;
use graph_runtime::{Patch, Related, json};

use crate::v1::models::{AnyDeviceConfiguration, OmaSetting, PolicyPlatformType};

struct Profile {
    id: Option<String>,
    ports: Option<Vec<i32>>,
    started: Option<rt::OffsetDateTime>,
    platform: Option<PolicyPlatformType>,
    setting: Option<Related<OmaSetting>>,
    members: Option<Related<Vec<AnyDeviceConfiguration>>>,
    owner: Option<Box<OmaSetting>>,
    additional: rt::Additional,
}

rt::model! {
    Profile = "microsoft.graph.profile", write_type: false, additional: additional;
    0 id: String = "id";
    1 ports: Scalars = "ports";
    2 started: DateTime = "started";
    3 platform: Enum = "platform";
    4 setting: Object = "setting";
    5 members: Objects = "members";
    6 owner: Object = "owner";
}

struct CreateBody {
    members: Option<Vec<AnyDeviceConfiguration>>,
    owner: Option<OmaSetting>,
    setting: Option<OmaSetting>,
    platform: Option<PolicyPlatformType>,
    ports: Option<Vec<i32>>,
    started: Option<rt::OffsetDateTime>,
    additional: rt::Additional,
}

rt::model! {
    #[inline]
    CreateBody = "microsoft.graph.profile", write_type: true, additional: additional, from: Profile;
    0 members: Objects = "members";
    1 owner: Object = "owner";
    2 setting: Object = "setting";
    3 platform: Enum = "platform";
    4 ports: Scalars = "ports";
    5 started: DateTime = "started";
}

struct UpdateBody {
    ports: Patch<Vec<i32>>,
    platform: Patch<PolicyPlatformType>,
    setting: Patch<OmaSetting>,
    started: Patch<String>,
    additional: rt::Additional,
}

rt::model! {
    #[inline]
    UpdateBody = "microsoft.graph.profile", write_type: false, additional: additional, from: Profile;
    0 ports: Patch = "ports";
    1 platform: Patch = "platform";
    2 setting: Patch = "setting";
    3 started: Patch = "started";
}

fn create(read: &str) -> String {
    json::write(&CreateBody::from(json::read::<Profile>(read).unwrap())).unwrap()
}

fn update(read: &str) -> String {
    json::write(&UpdateBody::from(json::read::<Profile>(read).unwrap())).unwrap()
}

#[test]
fn each_kind_of_property_goes_into_the_body() {
    let read = r##"{"id":"1","ports":[1,2],"started":"2024-02-29T01:02:03Z","platform":"iOS","setting":{"omaUri":"./a"},"members":[{"@odata.type":"#microsoft.graph.iosCustomConfiguration","payloadName":"a"},{"@odata.type":"#microsoft.graph.later","id":"2"}],"owner":{"omaUri":"./b"}}"##;
    assert_eq!(
        create(read),
        r##"{"@odata.type":"#microsoft.graph.profile","members":[{"@odata.type":"#microsoft.graph.iosCustomConfiguration","payloadName":"a"},{"@odata.type":"#microsoft.graph.later"}],"owner":{"omaUri":"./b"},"setting":{"omaUri":"./a"},"platform":"iOS","ports":[1,2],"started":"2024-02-29T01:02:03Z"}"##
    );
    assert_eq!(
        update(read),
        r#"{"ports":[1,2],"platform":"iOS","setting":{"omaUri":"./a"},"started":"2024-02-29T01:02:03Z"}"#
    );
    assert_eq!(update("{}"), "{}");
}

#[test]
fn what_the_service_says_of_an_object_stays_behind() {
    let read = r##"{"@odata.context":"c","@odata.type":"#microsoft.graph.profile","@odata.etag":"e","@removed":{},"members@odata.navigationLink":"n","members@odata.bind":["/v1.0/users/1"],"setting@odata.type":"#microsoft.graph.omaSetting","id@odata.type":"t","setting":{"@odata.id":"i","omaUri":"./a","x@odata.count":5,"y":null}}"##;
    assert_eq!(
        create(read),
        r##"{"@odata.type":"#microsoft.graph.profile","setting@odata.type":"#microsoft.graph.omaSetting","setting":{"omaUri":"./a","y":null},"members@odata.bind":["/v1.0/users/1"]}"##
    );
    assert_eq!(
        update(r##"{"@odata.type":"#microsoft.graph.derivedProfile","later":[1],"id":"1"}"##),
        r##"{"@odata.type":"#microsoft.graph.derivedProfile","later":[1]}"##
    );
}

#[test]
fn keys_of_related_objects_are_left_out_where_the_object_was_read() {
    let related = r##""setting":{"id":"s","omaUri":"./a"},"members":[{"@odata.type":"#microsoft.graph.iosCustomConfiguration","id":"m","payloadName":"a"}]"##;
    let owner = r#""owner":{"id":"o","omaUri":"./b"}"#;
    // An object within another one that is no relationship keeps what it is called.
    assert_eq!(
        create(&format!(r#"{{"id":"1",{related},{owner}}}"#)),
        r##"{"@odata.type":"#microsoft.graph.profile","members":[{"@odata.type":"#microsoft.graph.iosCustomConfiguration","payloadName":"a"}],"owner":{"omaUri":"./b","id":"o"},"setting":{"omaUri":"./a"}}"##
    );
    // A program that made the object itself gives the keys.
    assert_eq!(
        create(&format!("{{{related}}}")),
        r##"{"@odata.type":"#microsoft.graph.profile","members":[{"@odata.type":"#microsoft.graph.iosCustomConfiguration","id":"m","payloadName":"a"}],"setting":{"omaUri":"./a","id":"s"}}"##
    );
    // An update says by the key which object it means.
    assert_eq!(
        update(&format!(r#"{{"id":"1",{related}}}"#)),
        r#"{"setting":{"omaUri":"./a","id":"s"}}"#
    );
}

#[test]
fn values_that_could_not_be_read_are_sent_as_they_came() {
    let read =
        r#"{"id":5,"ports":["a",2],"started":"2024-02-29T01:02:03","platform":7,"setting":[],"owner":"o"}"#;
    assert_eq!(
        create(read),
        r##"{"@odata.type":"#microsoft.graph.profile","ports":["a",2],"started":"2024-02-29T01:02:03","owner":"o","platform":7,"setting":[]}"##
    );
    assert_eq!(
        update(read),
        r#"{"ports":["a",2],"started":"2024-02-29T01:02:03","platform":7,"setting":[]}"#
    );
}
