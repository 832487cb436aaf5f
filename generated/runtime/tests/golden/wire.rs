//! Requests as they go over the wire.

use graph_runtime::codegen::{Argument, Method};
use graph_runtime::http::{HeaderValue, Request, header};
use graph_runtime::{
    Operation, Reference, RequestError,
    operation::Metadata,
    permissions::{PermissionList, Permissions},
};

use crate::v1::models::{DeviceConfiguration, DeviceConfigurationAssignment, IosCustomConfiguration};
use crate::v1::requests::device_configuration::{
    AddReference, Assign, AssignBody, Create, Delete, Get, GetChanges, GetPayload, GetPlainTextValue, List,
    PutPayload, Update,
};

const GRAPH: &str = "https://graph.microsoft.com";

/// The request in one text: request line, headers by name, body.
fn text(request: &Request<Vec<u8>>) -> String {
    let mut text = format!("{} {}\n", request.method(), request.uri());
    let mut headers: Vec<_> = request.headers().iter().collect();
    headers.sort_by_key(|(name, _)| name.as_str());
    for (name, value) in headers {
        text += &format!("{name}: {}\n", value.to_str().unwrap());
    }
    text + &String::from_utf8_lossy(request.body())
}

#[test]
fn a_get_has_its_options_in_the_url() {
    let request = Get::new("a/b")
        .select(["id", "displayName"])
        .expand(["assignments($select=id;$top=1)"]);
    assert_eq!(
        text(&request.to_http(GRAPH).unwrap()),
        "GET https://graph.microsoft.com/v1.0/deviceManagement/deviceConfigurations/a%2Fb?$select=id,displayName&\
         $expand=assignments($select=id;$top=1)\naccept: application/json\n"
    );
    let request = Get::by_assignment("1", "2");
    assert_eq!(
        request.path().unwrap(),
        "/deviceManagement/deviceConfigurations/1/assignments/2/configuration"
    );
    assert_eq!(request.arguments(), [Argument::from("1"), Argument::from("2")]);
    assert_eq!(request.path_template(), Get::METADATA.paths[1]);
}

#[test]
fn list_with_every_option() {
    let request = List::new()
        .filter("displayName eq 'Wi-Fi & VPN+#1' and version ge 2")
        .order_by(["displayName desc", "id"])
        .top(5)
        .skip(10)
        .count(true)
        .search("\"displayName:wifi\"")
        .top(6)
        .add_query("$format", "json")
        .header(header::ACCEPT, "application/json;odata.metadata=full");
    assert_eq!(
        text(&request.to_http(GRAPH).unwrap()),
        "GET https://graph.microsoft.com/v1.0/deviceManagement/deviceConfigurations?\
         $filter=displayName%20eq%20'Wi-Fi%20%26%20VPN%2B%231'%20and%20version%20ge%202&\
         $orderby=displayName%20desc,id&$top=6&$skip=10&$count=true&$search=%22displayName:wifi%22&$format=json\n\
         accept: application/json;odata.metadata=full\nconsistencylevel: eventual\n"
    );
    assert_eq!(request.query()[2], ("$top".to_owned(), "6".to_owned()));
}

#[test]
fn advanced_queries_ask_for_the_index() {
    let level = |request: graph_runtime::Request<List>| {
        let sent = request.to_http(GRAPH).unwrap();
        let value = sent.headers().get("ConsistencyLevel");
        value.map(|value| value.to_str().unwrap().to_owned())
    };
    assert_eq!(level(List::new()), None);
    assert_eq!(level(List::new().filter("id eq '1'")), None);
    assert_eq!(level(List::new().count(false)), None);
    assert_eq!(level(List::new().count(true)).as_deref(), Some("eventual"));
    assert_eq!(level(List::new().search("\"a\"")).as_deref(), Some("eventual"));
    // The service wants both, the header and the count.
    let query = |request: graph_runtime::Request<List>| {
        let sent = request.to_http(GRAPH).unwrap();
        sent.uri().query().unwrap_or_default().to_owned()
    };
    for (request, expected) in [
        (List::new().filter("id eq '1'"), "$filter=id%20eq%20'1'"),
        (
            List::new().filter("endsWith(id,'1')"),
            "$filter=endsWith(id,'1')&$count=true",
        ),
        (List::new().search("a"), "$search=a&$count=true"),
        (List::new().search("a").count(true), "$search=a&$count=true"),
        (List::new().search("a").count(false), "$search=a&$count=false"),
        (
            List::new().search("a").add_query("$count", "x"),
            "$search=a&$count=x",
        ),
    ] {
        assert_eq!(query(request), expected);
    }
    let request = List::new().count(true).header("ConsistencyLevel", "session");
    assert_eq!(
        level(request).as_deref(),
        Some("session"),
        "the caller's own value stays"
    );
}

#[test]
fn raw_bodies_take_the_place_of_the_typed_one() {
    let request = Create::new(IosCustomConfiguration::default().into()).raw_body("text/plain", "RnJvbQ==");
    assert_eq!(
        text(&request.clone().to_http(GRAPH).unwrap()),
        "POST https://graph.microsoft.com/v1.0/deviceManagement/deviceConfigurations\n\
         accept: application/json\ncontent-type: text/plain\nRnJvbQ=="
    );
}

#[test]
fn post_and_patch() {
    let body = IosCustomConfiguration {
        payload: Some(vec![1, 2].into()),
        ..Default::default()
    };
    assert_eq!(
        text(&Create::new(body.into()).to_http(GRAPH).unwrap()),
        "POST https://graph.microsoft.com/v1.0/deviceManagement/deviceConfigurations\naccept: application/json\n\
         content-type: application/json\n\
         {\"@odata.type\":\"#microsoft.graph.iosCustomConfiguration\",\"payload\":\"AQI=\"}"
    );
    let body = DeviceConfiguration {
        version: Some(7),
        ..Default::default()
    };
    let mut request = Update::new("1", body);
    request.body_mut().display_name = Some("x".to_owned());
    assert_eq!(
        text(&request.to_http("https://graph.microsoft.us/").unwrap()),
        "PATCH https://graph.microsoft.us/v1.0/deviceManagement/deviceConfigurations/1\naccept: application/json\n\
         content-type: application/json\n\
         {\"displayName\":\"x\",\"version\":7}"
    );
}

#[test]
fn delete_has_no_body_and_takes_anything() {
    assert_eq!(
        text(&Delete::new("1").to_http(GRAPH).unwrap()),
        "DELETE https://graph.microsoft.com/v1.0/deviceManagement/deviceConfigurations/1\n"
    );
}

#[test]
fn actions_functions_and_references() {
    let assignment = DeviceConfigurationAssignment {
        id: Some("a".into()),
        ..Default::default()
    };
    let body = AssignBody {
        assignments: Some(vec![assignment]),
        ..Default::default()
    };
    assert_eq!(
        text(&Assign::new("1", body).to_http(GRAPH).unwrap()),
        "POST https://graph.microsoft.com/v1.0/deviceManagement/deviceConfigurations/1/assign\n\
         accept: application/json\ncontent-type: application/json\n{\"assignments\":[{\"id\":\"a\"}]}"
    );
    assert_eq!(
        GetPlainTextValue::new("1", "it's").path().unwrap(),
        "/deviceManagement/deviceConfigurations/1/getOmaSettingPlainTextValue(secretReferenceValueId='it%27%27s')"
    );
    let request = GetChanges::new(graph_runtime::types::OffsetDateTime::UNIX_EPOCH, 5);
    assert_eq!(
        request.to_http(GRAPH).unwrap().uri(),
        "https://graph.microsoft.com/beta/deviceManagement/deviceConfigurations/getChanges(from=1970-01-01T00:00:00Z,limit=5)"
    );
    let body = Reference::new("https://graph.microsoft.com/v1.0/deviceManagement/deviceConfigurations/2");
    assert_eq!(
        text(&AddReference::new("g", body).to_http(GRAPH).unwrap()),
        "POST https://graph.microsoft.com/v1.0/groups/g/deviceConfigurations/$ref\ncontent-type: application/json\n\
         {\"@odata.id\":\"https://graph.microsoft.com/v1.0/deviceManagement/deviceConfigurations/2\"}"
    );
}

#[test]
fn bytes_are_sent_and_read_as_they_are() {
    assert_eq!(
        text(&GetPayload::by_path("Docs/a b.txt").to_http(GRAPH).unwrap()),
        "GET https://graph.microsoft.com/v1.0/drive/root:/Docs/a%20b.txt:/content\n"
    );
    assert_eq!(
        GetPayload::new("1").path().unwrap(),
        "/deviceManagement/deviceConfigurations/1/payload/$value"
    );
    let mut request = PutPayload::new("1", b"abc".to_vec());
    let sent = text(&request.to_http(GRAPH).unwrap());
    assert!(
        sent.ends_with("content-type: application/octet-stream\nabc"),
        "{sent}"
    );
    request
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static("image/png"));
    let sent = text(&request.to_http(GRAPH).unwrap());
    assert!(sent.ends_with("content-type: image/png\nabc"), "{sent}");
}

#[test]
fn what_cannot_be_sent_is_an_error() {
    assert!(matches!(Get::new("").to_http(GRAPH), Err(RequestError::Path(_))));
    assert!(matches!(
        Get::new("..").to_http(GRAPH),
        Err(RequestError::Path(_))
    ));
    assert!(matches!(
        Get::new("1").to_http("no url"),
        Err(RequestError::Url(_))
    ));
    let year = graph_runtime::time::macros::datetime!(-1-01-01 0:00 UTC);
    let body = DeviceConfiguration {
        last_modified_date_time: Some(year),
        ..Default::default()
    };
    assert!(matches!(
        Update::new("1", body).to_http(GRAPH),
        Err(RequestError::Body(_))
    ));
}

#[test]
fn requests_are_values() {
    let request = Update::new("secret", DeviceConfiguration::default()).add_query("a", "b");
    let copy = request.clone();
    assert_eq!(copy.query(), request.query());
    assert_eq!(copy.body(), request.body());
    assert_eq!(
        format!("{request:?}"),
        "Request(PATCH /deviceManagement/deviceConfigurations/{deviceConfigurationId})"
    );
}

#[test]
fn metadata_is_data() {
    let Metadata {
        method,
        version,
        success,
        permissions,
        ..
    } = *Get::METADATA;
    assert_eq!((method, version, success), (Method::Get, "v1.0", &[200][..]));
    assert_eq!(
        permissions.delegated_personal,
        Some(PermissionList::new("")),
        "documented as not supported"
    );
    assert_eq!(List::METADATA.permissions, Permissions::UNDOCUMENTED);
    assert_eq!(GetChanges::METADATA.version, "beta");
}

#[test]
fn headers_are_texts_and_what_no_header_can_be_is_an_error_of_the_request() {
    let sent = List::new()
        .header("prefer", "a")
        .if_match("W/\"1\"")
        .to_http(GRAPH)
        .unwrap();
    assert_eq!(
        (&sent.headers()["prefer"], &sent.headers()["if-match"]),
        (
            &HeaderValue::from_static("a"),
            &HeaderValue::from_static("W/\"1\"")
        )
    );
    for (request, expected) in [
        (
            List::new().header("prefer", "hunter2\n"),
            "the value of the header `prefer` holds characters that no header has",
        ),
        (
            List::new().header("a\u{1b}", "b"),
            "`a\\u{1b}` is no name of a header",
        ),
        (
            List::new().raw_body("a\n", ""),
            "the value of the header `content-type` holds characters that no header has",
        ),
    ] {
        let error = request.to_http(GRAPH).unwrap_err();
        assert_eq!(error.to_string(), expected);
        assert!(!format!("{error:?}").contains("hunter2"));
    }
}
