//! What is sent to create objects.

use generated::v1;
use generated::v1::models::IosCustomConfiguration;

use super::{GRAPH, answer, configurations, wire};

#[test]
fn an_object_of_any_derived_type_is_created_again() {
    let read = r##"{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#deviceConfigurations/$entity",
        "@odata.type":"#microsoft.graph.iosCustomConfiguration","@odata.etag":"W/\"1\"","id":"c1","displayName":"Wi-Fi",
        "payloadFileName":"wifi.mobileconfig"}"##;
    let read = configurations()
        .id("c1")
        .get()
        .read_response(answer(200, read))
        .unwrap();
    let sent = "POST https://graph.microsoft.com/v1.0/deviceManagement/deviceConfigurations\naccept: application/json\n\
         content-type: application/json\n\n\
         {\"@odata.type\":\"#microsoft.graph.iosCustomConfiguration\",\"displayName\":\"Wi-Fi\",\
         \"payloadFileName\":\"wifi.mobileconfig\"}";
    assert_eq!(wire(&configurations().create(read)), sent);
    let one = IosCustomConfiguration {
        id: Some("c1".into()),
        display_name: Some("Wi-Fi".into()),
        payload_file_name: Some("wifi.mobileconfig".into()),
        ..Default::default()
    };
    assert_eq!(wire(&configurations().create(one)), sent);
    let unknown = r##"{"@odata.type":"#microsoft.graph.lampConfiguration","id":"c2","brightness":7}"##;
    let unknown = configurations()
        .id("c2")
        .get()
        .read_response(answer(200, unknown))
        .unwrap();
    let request = configurations().create(unknown);
    assert_eq!(
        std::str::from_utf8(request.to_http(GRAPH).unwrap().body()),
        Ok(r##"{"@odata.type":"#microsoft.graph.lampConfiguration","brightness":7}"##)
    );
}

#[test]
fn a_message_in_mime_format_is_encoded_on_its_way() {
    let request = v1::me()
        .messages()
        .create_mime(b"Subject: Bench 3\r\n\r\nTwo \xe2\x86\x92 three".to_vec());
    assert_eq!(
        wire(&request),
        "POST https://graph.microsoft.com/v1.0/me/messages\naccept: application/json\ncontent-type: text/plain\n\n\
         U3ViamVjdDogQmVuY2ggMw0KDQpUd28g4oaSIHRocmVl"
    );
    assert_eq!(request.body().first(), Some(&b'S'));
    let raw = request.raw_body("text/plain", "VHdv");
    assert!(
        wire(&raw).ends_with("\n\nVHdv"),
        "what is given as raw is sent as it is"
    );
}
