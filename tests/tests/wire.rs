//! Forms of requests that emitted steps make, as they go over the wire. Queries, raw bodies, bodies in several parts and
//! updates of derived types are in the tests of the runtime (`golden`).

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use generated::runtime::http::{Method, Request as HttpRequest, Response as HttpResponse};
use generated::runtime::{
    Operation, Patch, Reference, Request, RequestError, Undocumented, Value, operation::Metadata, query,
    response::Count,
};
use generated::v1::models::{
    AnyDeviceAndAppManagementAssignmentTarget, AnyDeviceConfiguration, ComplianceStatus,
    DeviceConfigurationAssignment, GroupAssignmentTarget,
};
use generated::v1::requests::{
    device_configuration, device_configuration_device_status, device_configuration_state,
    ios_custom_configuration,
};
use generated::v1::steps;
use generated::{beta, v1};

#[path = "wire/creation.rs"]
mod creation;

const GRAPH: &str = "https://graph.microsoft.com";

fn configurations() -> steps::DeviceManagementDeviceConfigurations {
    v1::device_management().device_configurations()
}

fn statuses(configuration: &str) -> steps::DeviceConfigurationDeviceStatuses {
    configurations().id(configuration).device_statuses()
}

/// The request in one text: request line, headers by name, an empty line, the body.
fn wire<O: Operation>(request: &Request<O>) -> String {
    let http: HttpRequest<Vec<u8>> = request.to_http(GRAPH).unwrap();
    let mut text = format!("{} {}\n", http.method(), http.uri());
    let mut headers: Vec<_> = http.headers().iter().collect();
    headers.sort_by_key(|(name, _)| name.as_str());
    for (name, value) in headers {
        text += &format!("{name}: {}\n", value.to_str().unwrap());
    }
    text + "\n" + std::str::from_utf8(http.body()).unwrap()
}

fn answer(status: u16, body: &str) -> HttpResponse<Vec<u8>> {
    HttpResponse::builder().status(status).body(body.into()).unwrap()
}

#[test]
fn get_an_object() {
    let request = statuses("c1").id("s1").get().select(["id", "status"]);
    assert_eq!(
        wire(&request),
        "GET https://graph.microsoft.com/v1.0/deviceManagement/deviceConfigurations/c1/deviceStatuses/s1?$select=id,status\n\
         accept: application/json\n\n"
    );
    let status = request
        .read_response(answer(200, r#"{"id":"s1","status":"compliant"}"#))
        .unwrap();
    assert_eq!(status.status, Some(ComplianceStatus::Compliant));
}

#[test]
fn get_an_object_of_a_derived_type() {
    let request = configurations().id("c1").get();
    assert_eq!(
        wire(&request),
        "GET https://graph.microsoft.com/v1.0/deviceManagement/deviceConfigurations/c1\naccept: application/json\n\n"
    );
    let body = r##"{"id":"c1","@odata.type":"#microsoft.graph.iosCustomConfiguration","payloadName":"p"}"##;
    let read = request.read_response(answer(200, body)).unwrap();
    assert!(matches!(
        read,
        AnyDeviceConfiguration::IosCustomConfiguration(ios) if ios.payload_name.as_deref() == Some("p")
    ));
}

#[test]
fn list_objects() {
    let request = configurations().list();
    assert_eq!(
        wire(&request),
        "GET https://graph.microsoft.com/v1.0/deviceManagement/deviceConfigurations\naccept: application/json\n\n"
    );
    let page = request
        .read_response(answer(
            200,
            r#"{"value":[{"id":"1"},{"id":"2"}],"@odata.nextLink":"https://x/?$skip=2"}"#,
        ))
        .unwrap();
    assert_eq!(
        (page.value.len(), page.next_link.as_deref()),
        (2, Some("https://x/?$skip=2"))
    );
}

#[test]
fn create_an_object() {
    let ios = ios_custom_configuration::CreateBody {
        display_name: Some("Wi-Fi \"Süd\"".into()),
        payload: Some(b"<plist/>".to_vec().into()),
        ..Default::default()
    };
    assert_eq!(
        wire(&configurations().create_ios_custom_configuration(ios)),
        "POST https://graph.microsoft.com/v1.0/deviceManagement/deviceConfigurations\n\
         accept: application/json\ncontent-type: application/json\n\n\
         {\"@odata.type\":\"#microsoft.graph.iosCustomConfiguration\",\"displayName\":\"Wi-Fi \\\"Süd\\\"\",\
         \"payload\":\"PHBsaXN0Lz4=\"}"
    );
}

#[test]
fn update_an_object() {
    let status = device_configuration_device_status::UpdateBody {
        status: ComplianceStatus::Conflict.into(),
        device_model: Patch::null(),
        ..Default::default()
    };
    assert_eq!(
        wire(&statuses("c1").id("s1").update(status)),
        "PATCH https://graph.microsoft.com/v1.0/deviceManagement/deviceConfigurations/c1/deviceStatuses/s1\n\
         accept: application/json\ncontent-type: application/json\n\n\
         {\"@odata.type\":\"#microsoft.graph.deviceConfigurationDeviceStatus\",\"deviceModel\":null,\"status\":\"conflict\"}",
        "the page's example names the type"
    );
}

#[test]
fn delete_an_object() {
    let request = statuses("c1").id("s1").delete();
    assert_eq!(
        wire(&request),
        "DELETE https://graph.microsoft.com/v1.0/deviceManagement/deviceConfigurations/c1/deviceStatuses/s1\n\n"
    );
    request.read_response(answer(204, "")).unwrap();
}

#[test]
fn an_action_with_parameters() {
    let target = GroupAssignmentTarget {
        group_id: Some("g1".into()),
        ..GroupAssignmentTarget::default()
    };
    let assignment = DeviceConfigurationAssignment {
        target: Some(AnyDeviceAndAppManagementAssignmentTarget::from(target)),
        ..DeviceConfigurationAssignment::default()
    };
    let body = device_configuration::AssignBody {
        assignments: Some(vec![assignment]),
        ..Default::default()
    };
    assert_eq!(
        wire(&configurations().id("c1").assign(body)),
        "POST https://graph.microsoft.com/v1.0/deviceManagement/deviceConfigurations/c1/assign\n\
         accept: application/json\ncontent-type: application/json\n\n\
         {\"assignments\":[{\"target\":{\"@odata.type\":\"#microsoft.graph.groupAssignmentTarget\",\"groupId\":\"g1\"}}]}"
    );
}

#[test]
fn an_action_without_parameters() {
    let request = v1::device_management()
        .notification_message_templates()
        .id("t1")
        .send_test_message();
    assert_eq!(
        wire(&request),
        "POST https://graph.microsoft.com/v1.0/deviceManagement/notificationMessageTemplates/t1/sendTestMessage\n\n"
    );
}

#[test]
fn a_function_with_arguments() {
    let request = configurations()
        .id("c1")
        .get_oma_setting_plain_text_value("it's a/b, 100%");
    assert_eq!(
        wire(&request),
        "GET https://graph.microsoft.com/v1.0/deviceManagement/deviceConfigurations/c1/\
         getOmaSettingPlainTextValue(secretReferenceValueId='it%27%27s%20a%2Fb%2C%20100%25')\n\
         accept: application/json\n\n"
    );
    let value = request
        .read_response(answer(200, r#"{"value":"lab-key"}"#))
        .unwrap();
    assert_eq!(value.value.as_deref(), Some("lab-key"));
}

#[test]
fn a_link_to_another_object() {
    let status =
        "https://graph.microsoft.com/beta/deviceManagement/deviceConfigurations/c1/deviceStatuses/s1";
    assert_eq!(
        wire(
            &beta::device_management()
                .device_configurations()
                .id("c1")
                .device_statuses()
                .add_ref(Reference::new(status))
        ),
        format!(
            "POST https://graph.microsoft.com/beta/deviceManagement/deviceConfigurations/c1/deviceStatuses/$ref\n\
             accept: application/json\ncontent-type: application/json\n\n{{\"@odata.id\":\"{status}\"}}"
        )
    );
}

#[test]
fn a_count_is_a_bare_number() {
    let request = configurations().count();
    assert_eq!(
        wire(&request).lines().next(),
        Some("GET https://graph.microsoft.com/v1.0/deviceManagement/deviceConfigurations/$count")
    );
    for body in ["42", "\u{feff}42", " 42\n"] {
        let count = request.read_response(answer(200, body)).unwrap();
        assert_eq!(count, Count(42), "{body}");
    }
    assert!(request.read_response(answer(200, "many")).is_err());
}

#[test]
fn a_report_is_bytes() {
    let request = v1::device_management()
        .reports()
        .get_setting_non_compliance_report(Default::default());
    let report = request
        .read_response(answer(200, "{\"TotalRowCount\": 0}"))
        .unwrap();
    assert_eq!(report.bytes, b"{\"TotalRowCount\": 0}");
}

#[test]
fn each_documented_path_is_a_way_to_the_request() {
    let path = |request: Request<device_configuration_state::List>| request.path().unwrap();
    assert_eq!(
        path(
            v1::me()
                .managed_devices()
                .id("d1")
                .list_device_configuration_states()
        ),
        "/me/managedDevices/d1/deviceConfigurationStates"
    );
    assert_eq!(
        path(
            v1::users()
                .id("kim@example.com")
                .managed_devices()
                .id("d1")
                .list_device_configuration_states()
        ),
        "/users/kim@example.com/managedDevices/d1/deviceConfigurationStates"
    );
    assert_eq!(
        path(
            v1::device_management()
                .managed_devices()
                .id("d1")
                .list_device_configuration_states()
        ),
        "/deviceManagement/managedDevices/d1/deviceConfigurationStates"
    );
    let policies = v1::device_management()
        .device_compliance_policies()
        .id("p1")
        .list_device_setting_state_summaries();
    assert_eq!(
        policies.path().unwrap(),
        "/deviceManagement/deviceCompliancePolicies/p1/deviceSettingStateSummaries"
    );
    assert!(policies.is_documented());
}

#[test]
fn a_request_knows_whether_its_path_is_documented() {
    let own = Request::<device_configuration::Get>::new(
        "/deviceManagement/deviceConfigurations/{id}",
        &["c1".into()],
        (),
    );
    assert!(own.is_documented(), "the names of placeholders do not count");
    let elsewhere = v1::me().prepare::<device_configuration::Get>("/deviceConfiguration", &[], ());
    assert_eq!(elsewhere.path_template(), "/me/deviceConfiguration");
    assert!(!elsewhere.is_documented());
}

#[test]
fn what_no_page_documents_can_be_said() {
    let body: Value = r#"{"reason":"inventory"}"#.parse().unwrap();
    let request: Request<Undocumented<Value, DeviceConfigurationAssignment>> =
        v1::request(Method::POST, "rooms/{id}/recount", &["7/8".into()], body);
    let request = request.select(["id"]).add_query("dryRun", "true").if_match("*");
    assert_eq!(
        wire(&request),
        "POST https://graph.microsoft.com/v1.0/rooms/7%2F8/recount?$select=id&dryRun=true\n\
         accept: application/json\ncontent-type: application/json\nif-match: *\n\n{\"reason\":\"inventory\"}"
    );
    let read = request.read_response(answer(200, r#"{"id":"r1"}"#)).unwrap();
    assert_eq!(read.id.as_deref(), Some("r1"));
    assert!(!request.is_documented());
    let below: Request<Undocumented<(), ()>> =
        configurations()
            .id("c1")
            .request(Method::DELETE, "/lock", &[], ());
    assert_eq!(
        wire(&below),
        "DELETE https://graph.microsoft.com/v1.0/deviceManagement/deviceConfigurations/c1/lock\n\n"
    );
    let beta: Request<Undocumented<(), Value>> = beta::request(Method::GET, "/rooms", &[], ());
    assert_eq!(
        beta.to_http(GRAPH).unwrap().uri(),
        "https://graph.microsoft.com/beta/rooms"
    );
}

#[test]
fn an_operation_of_the_program_is_called_on_any_step() {
    struct Lock;

    impl Operation for Lock {
        type Body = Value;
        type Response = ();
        type Query = query::Nothing;
        const METADATA: &'static Metadata = &Metadata {
            name: "deviceConfiguration: lock",
            method: generated::runtime::operation::Method::Put,
            paths: &["/deviceManagement/deviceConfigurations/{id}/lock"],
            ..Metadata::V1
        };
    }

    let step = configurations().id("c1");
    let request = step.call::<Lock>("/lock", Value::from(5));
    assert_eq!(
        wire(&request),
        "PUT https://graph.microsoft.com/v1.0/deviceManagement/deviceConfigurations/c1/lock\n\
         content-type: application/json\n\n5"
    );
    assert!(request.is_documented());
}

#[test]
fn a_reference_is_made_of_a_place() {
    let reference = Reference::to(&statuses("c 1").id("s1")).unwrap();
    let add = beta::device_management()
        .device_configurations()
        .id("c1")
        .device_statuses();
    let sent = add
        .add_ref(reference)
        .to_http("https://graph.microsoft.us")
        .unwrap();
    assert_eq!(
        sent.body(),
        br#"{"@odata.id":"https://graph.microsoft.us/v1.0/deviceManagement/deviceConfigurations/c%201/deviceStatuses/s1"}"#
    );
    assert!(Reference::to(&configurations().id("")).is_err());
}

#[test]
fn an_id_stays_one_segment() {
    for (id, encoded) in [
        ("a/b", "a%2Fb"),
        ("a?b=c&d#e", "a%3Fb=c%26d%23e"),
        ("50% off", "50%25%20off"),
        ("%2e%2e", "%252e%252e"),
        ("..;x", "..%3Bx"),
        ("a$ref", "a%24ref"),
        ("it's (new)", "it%27s%20%28new%29"),
        ("Ünïcode\u{202e}", "%C3%9Cn%C3%AFcode%E2%80%AE"),
        ("line\r\nHost: evil", "line%0D%0AHost%3A%20evil"),
    ] {
        let http = statuses(id).id("s").get().to_http(GRAPH).unwrap();
        assert_eq!(http.uri().host(), Some("graph.microsoft.com"));
        assert_eq!(
            http.uri().path(),
            format!("/v1.0/deviceManagement/deviceConfigurations/{encoded}/deviceStatuses/s")
        );
        assert_eq!(http.uri().query(), None, "{id}");
    }
    // The service takes a segment that begins with `$` for one of its own.
    let key = statuses("$ref").id("s").get().to_http(GRAPH).unwrap();
    assert_eq!(
        key.uri().path(),
        "/v1.0/deviceManagement/deviceConfigurations('%24ref')/deviceStatuses/s"
    );
    for id in ["", ".", ".."] {
        let request = statuses("c").id(id).get();
        assert!(
            matches!(request.to_http(GRAPH), Err(RequestError::Path(_))),
            "{id:?}"
        );
    }
}
