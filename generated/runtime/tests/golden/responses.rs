//! Responses as they come over the wire.

use graph_runtime::http::{Response, StatusCode};
use graph_runtime::{ResponseError, ServiceError, error::DecodeErrorKind};

use crate::v1::models::{AnyDeviceConfiguration, DeviceConfiguration};
use crate::v1::requests::device_configuration::{
    Delete, Get, GetChanges, GetPayload, GetPlainTextValue, List, Update,
};

fn response(status: u16, body: &str) -> Response<Vec<u8>> {
    Response::builder()
        .status(status)
        .body(body.as_bytes().to_vec())
        .unwrap()
}

#[test]
fn an_object() {
    let body = "\u{feff}{\"@odata.type\": \"#microsoft.graph.iosCustomConfiguration\", \"id\": \"1\"}";
    let model = Get::new("1").read_response(response(200, body)).unwrap();
    assert!(matches!(model, AnyDeviceConfiguration::IosCustomConfiguration(_)));
}

#[test]
fn a_page() {
    let body = r#"{"@odata.context": "c", "@odata.count": 7, "value": [{"id": "1"}, {"id": "2"}],
        "@odata.nextLink": "https://graph.microsoft.com/v1.0/next", "@odata.deltaLink": "d"}"#;
    let page = List::new().read_response(response(200, body)).unwrap();
    assert_eq!((page.value.len(), page.count), (2, Some(7)));
    assert_eq!(
        page.next_link.as_deref(),
        Some("https://graph.microsoft.com/v1.0/next")
    );
    assert_eq!(page.delta_link.as_deref(), Some("d"));
    assert_eq!(page.additional.get("@odata.context"), Some(&"c".into()));
    assert_eq!(page.clone(), page);
    let ids: Vec<_> = page
        .into_iter()
        .filter_map(|item| item.id().map(str::to_owned))
        .collect();
    assert_eq!(ids, ["1", "2"]);
    assert!(List::new().read_response(response(200, "{}")).is_err());
}

#[test]
fn values_nothing_and_bytes() {
    let value = GetPlainTextValue::new("1", "2")
        .read_response(response(200, r#"{"value": "secret"}"#))
        .unwrap();
    assert_eq!(value.value.as_deref(), Some("secret"));
    let epoch = graph_runtime::types::OffsetDateTime::UNIX_EPOCH;
    let values = GetChanges::new(epoch, 1)
        .read_response(response(200, r#"{"value": ["a", "b"]}"#))
        .unwrap();
    assert_eq!(values.value.unwrap(), ["a", "b"]);
    Delete::new("1").read_response(response(204, "")).unwrap();
    let mut picture = response(200, "\u{0}png");
    picture
        .headers_mut()
        .insert("content-type", "image/png".parse().unwrap());
    let bytes = GetPayload::new("1").read_response(picture).unwrap();
    assert_eq!(
        (bytes.bytes.as_slice(), bytes.content_type.as_deref()),
        (&b"\0png"[..], Some("image/png"))
    );
}

#[test]
fn no_content_is_an_object_without_properties() {
    let update = Update::new("1", DeviceConfiguration::default());
    assert_eq!(
        update.read_response(response(204, "")).unwrap(),
        DeviceConfiguration::default()
    );
    assert_eq!(
        update.read_response(response(202, "")).unwrap(),
        DeviceConfiguration::default()
    );
    assert!(matches!(
        update.read_response(response(200, "")),
        Err(ResponseError::Decode(_))
    ));
}

#[test]
fn a_body_that_is_no_json_is_an_error_with_path_and_body() {
    let body = r#"{"value": [{"version": x}]}"#;
    let error = List::new().read_response(response(200, body)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the response (status 200) cannot be read: value[0].version: expected value at line 1 column 24"
    );
    let ResponseError::Decode(error) = error else {
        panic!()
    };
    assert_eq!(
        (error.path(), error.body()),
        (Some("value[0].version"), body.as_bytes())
    );
    assert_eq!(error.status(), StatusCode::OK);

    let mut binary = response(200, "");
    binary.body_mut().push(0xff);
    let ResponseError::Decode(error) = List::new().read_response(binary).unwrap_err() else {
        panic!()
    };
    assert!(matches!(error.kind(), DecodeErrorKind::Utf8(_)));
}

fn service_error(response: Response<Vec<u8>>) -> ServiceError {
    match Get::new("1").read_response(response) {
        Err(ResponseError::Service(error)) => *error,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_error_of_the_service_is_typed() {
    let body = r#"{"error": {"code": "badRequest", "message": "Uploaded fragment overlaps.", "target": "query",
        "details": [{"code": "a", "message": "b", "target": "c"}, 5, {}],
        "innerError": {"code": "invalidRange", "innererror": {"code": "deeper", "message": "more"},
            "request-id": "r", "client-request-id": "c", "date": "2024-01-01T00:00:00"}}}"#;
    let error = service_error(response(400, body));
    assert_eq!(
        error.to_string(),
        "400 Bad Request: badRequest: Uploaded fragment overlaps."
    );
    assert_eq!(
        (error.status, error.target.as_deref()),
        (StatusCode::BAD_REQUEST, Some("query"))
    );
    assert_eq!(error.details.len(), 2);
    assert_eq!(error.details[0].target.as_deref(), Some("c"));
    let codes: Vec<_> = error
        .inner_errors
        .iter()
        .filter_map(|inner| inner.code.as_deref())
        .collect();
    assert_eq!(codes, ["invalidRange", "deeper"]);
    assert_eq!(
        (error.request_id.as_deref(), error.client_request_id.as_deref()),
        (Some("r"), Some("c"))
    );
    assert_eq!(error.date.as_deref(), Some("2024-01-01T00:00:00"));
    assert_eq!(error.body, body.as_bytes());
}

#[test]
fn any_error_is_read() {
    let mut page = response(503, "<html>Service Unavailable</html>");
    page.headers_mut().insert("retry-after", "1.5".parse().unwrap());
    page.headers_mut().insert("request-id", "r".parse().unwrap());
    let error = service_error(page);
    assert_eq!(error.to_string(), "503 Service Unavailable");
    assert_eq!(error.headers["retry-after"], "1.5");
    assert_eq!(error.request_id.as_deref(), Some("r"));

    let error = service_error(response(
        401,
        r#"{"error": "invalid_token", "error_description": "expired"}"#,
    ));
    assert_eq!(
        (error.code.as_str(), error.message.as_str()),
        ("invalid_token", "expired")
    );
    for body in [
        "",
        "null",
        "[]",
        r#"{"error": 5}"#,
        r#"{"error": {"code": 5, "details": {}, "innerError": []}}"#,
    ] {
        assert_eq!(service_error(response(500, body)).code, "", "{body}");
    }
    assert_eq!(service_error(response(302, "")).status, StatusCode::FOUND);
}

/// An error is printed into logs: it is as long as a line, without control characters, and without a body.
#[test]
fn what_errors_print_is_bounded_and_printable() {
    let long = "x".repeat(1 << 20);
    let mut details: Vec<String> = vec![format!(r#"{{"code": "{long}", "message": "{long}"}}"#)];
    details.resize(100, r#"{"code": "a"}"#.to_owned());
    let body = format!(
        r#"{{"error": {{"code": "{long}", "message": "\u001b[31m{long}", "target": "{long}", "details": [{}],
            "innerError": {{"code": "{long}", "date": "{long}", "request-id": "{long}"}}}}}}"#,
        details.join(",")
    );
    let error = service_error(response(400, &body));
    let printed = format!("{error:?}");
    assert!(printed.len() < 20_000, "{}", printed.len());
    assert!(printed.contains("… 95 more") && !printed.contains('\u{1b}'));
    for body in ["\"hunter2\"", "{\"value\": 5, \"a\u{1b}\": x}", "[\"hunter2\"]"] {
        let error = List::new().read_response(response(200, body)).unwrap_err();
        let printed = format!("{error} {error:?} {}", std::error::Error::source(&error).unwrap());
        assert!(
            !printed.contains("hunter2") && !printed.contains('\u{1b}'),
            "{printed}"
        );
    }
}
