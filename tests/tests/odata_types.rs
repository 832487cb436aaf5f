//! `@odata.type` over the wire: where it is sent, and what it means in an answer.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use generated::runtime::http::{Method, Response};
use generated::runtime::{Model, Operation, Page, Request};
use generated::v1;
use generated::v1::models::{
    AnyBaseItem, AnyDeviceCompliancePolicy, BaseItem, DriveItem, IosCompliancePolicy, Message,
    Windows10CompliancePolicy,
};
use generated::v1::requests::{device_configuration_device_status, ios_custom_configuration, user};
use generator::Config;
use graph_test_pages::Fixture;

const POLICIES: &str = "/deviceManagement/deviceCompliancePolicies";

fn body<O: Operation>(request: &Request<O>) -> String {
    let http = request.to_http("https://graph.microsoft.com").unwrap();
    String::from_utf8(http.into_body()).unwrap()
}

fn answer(json: &str) -> Response<Vec<u8>> {
    Response::new(json.into())
}

#[test]
fn a_body_says_its_type_where_the_place_does_not_or_the_page_does() {
    let configurations = v1::device_management().device_configurations();
    let ios = ios_custom_configuration::CreateBody::default();
    assert_eq!(
        body(&configurations.create_ios_custom_configuration(ios)),
        r##"{"@odata.type":"#microsoft.graph.iosCustomConfiguration"}"##
    );
    let status = device_configuration_device_status::UpdateBody::default();
    assert_eq!(
        body(&configurations.id("c1").device_statuses().id("s1").update(status)),
        r##"{"@odata.type":"#microsoft.graph.deviceConfigurationDeviceStatus"}"##,
        "the example of the page has it"
    );
    let user = user::UpdateBody {
        display_name: "Kim".into(),
        ..Default::default()
    };
    assert_eq!(
        body(&v1::users().id("1").update(user)),
        r#"{"displayName":"Kim"}"#
    );
}

#[test]
fn a_list_of_one_type_leaves_out_objects_of_another() {
    let list = answer(
        r##"{"value":[{"@odata.type":"#microsoft.graph.windows10CompliancePolicy","id":"w"},
        {"@odata.type":"#microsoft.graph.iosCompliancePolicy","id":"i"}]}"##,
    );
    let request = v1::request::<_, Page<IosCompliancePolicy>>(Method::GET, POLICIES, &[], ());
    let page = request.read_response(list.clone()).unwrap();
    let ids: Vec<Option<&str>> = page.value.iter().map(|policy| policy.id.as_deref()).collect();
    assert_eq!(ids, [Some("i")]);
    assert_eq!(page.unread()[0].path(), "value[0]");
    let windows: Windows10CompliancePolicy = page.unread()[0].read_as().unwrap().unwrap();
    assert_eq!(windows.id.as_deref(), Some("w"));

    let documented = v1::device_management().device_compliance_policies().list();
    let page = documented.read_response(list).unwrap();
    assert!(matches!(
        page.value[..],
        [
            AnyDeviceCompliancePolicy::Windows10CompliancePolicy(_),
            AnyDeviceCompliancePolicy::IosCompliancePolicy(_)
        ]
    ));
}

#[test]
fn an_object_of_another_type_is_an_error() {
    let request = v1::request::<_, IosCompliancePolicy>(Method::GET, POLICIES, &[], ());
    let windows = answer(r##"{"@odata.type":"#microsoft.graph.windows10CompliancePolicy","id":"w"}"##);
    let error = request.read_response(windows).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the response (status 200) cannot be read: expected microsoft.graph.iosCompliancePolicy, found an object of \
         the type microsoft.graph.windows10CompliancePolicy"
    );
}

#[test]
fn an_object_of_a_base_type_is_read_as_what_it_is() {
    let item: BaseItem =
        serde_json::from_str(r##"{"@odata.type":"#microsoft.graph.driveItem","name":"a","size":3}"##)
            .unwrap();
    let file: DriveItem = item.read_as().unwrap();
    assert_eq!((file.name.as_deref(), file.size), (Some("a"), Some(3)));
    assert!(matches!(item.read_as().unwrap(), AnyBaseItem::DriveItem(_)));
    assert!(item.read_as::<Message>().is_err());
}

/// Whether the body of an update says its type, where these are the examples of its page.
fn says_type(examples: &[&str]) -> bool {
    let lamp = "# lamp resource type\n\nNamespace: microsoft.graph\n\nA lamp.\n\n## Properties\n|Property|Type|Description|\n|:---|:---|:---|\n|id|String|Key.|\n|watts|Int32|Power.|\n";
    let examples: String = examples
        .iter()
        .map(|body| {
            format!(
                "### Request\n<!-- {{ \"blockType\": \"request\", \"name\": \"update_lamp\" }} -->\n``` http\nPATCH https://graph.microsoft.com/v1.0/lamps/1\nContent-Type: application/json\n\n{body}\n```\n\n"
            )
        })
        .collect();
    let update = format!(
        "# Update lamp\n\nNamespace: microsoft.graph\n\nUpdates a lamp.\n\n## HTTP request\n``` http\nPATCH /lamps/{{lampId}}\n```\n\n## Request body\n|Property|Type|Description|\n|:---|:---|:---|\n|watts|Int32|Power.|\n\n## Response\n\nIf successful, this method returns a `200 OK` response code and an updated [lamp](../resources/lamp.md) object in the response body.\n\n## Examples\n\n{examples}"
    );
    let pages = Fixture::of([
        ("v1.0/resources/lamp.md", lamp),
        ("v1.0/api/lamp-update.md", update.as_str()),
    ]);
    let output = Config::new(pages.path()).generate().unwrap();
    let requests = output
        .files()
        .iter()
        .find(|(path, _)| path.ends_with("requests/lamp.rs"));
    requests.unwrap().1.contains("write_type: true")
}

#[test]
fn a_body_says_its_type_where_all_examples_do() {
    let (typed, untyped) = (
        r##"{"@odata.type": "#microsoft.graph.lamp", "watts": 3}"##,
        r#"{"watts": 3}"#,
    );
    assert!(says_type(&[typed]));
    assert!(says_type(&[typed, typed]));
    assert!(!says_type(&[typed, untyped]));
    assert!(!says_type(&[]));
}
