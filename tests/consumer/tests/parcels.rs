//! Uses what the build script made of the pages.

use graph_consumer::v1;
use graph_consumer::v1::models::{Parcel, ParcelState};
use graph_consumer::v1::requests::parcel;
use graph_runtime::http;
use serde_json::json;

const BASE: &str = "https://graph.example";

#[test]
fn a_model_reads_and_writes_without_loss() {
    let value = json!({
        "id": "7",
        "recipient": "Mara",
        "grams": 250,
        "handedInDateTime": "2024-03-12T07:41:18.9027415+01:00",
        "state": "onTheMoon",
        "colour": "brown",
    });
    let parcel: Parcel = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(parcel.recipient.as_deref(), Some("Mara"));
    assert_eq!(parcel.grams, Some(250));
    assert!(!matches!(parcel.state, Some(ParcelState::HandedIn)));
    assert_eq!(serde_json::to_value(&parcel).unwrap(), value);
}

#[test]
fn a_request_becomes_http() {
    let request = v1::counters()
        .id("north")
        .parcels()
        .id("7/8")
        .get()
        .to_http(BASE)
        .unwrap();
    assert_eq!(request.method(), http::Method::GET);
    assert_eq!(
        request.uri(),
        "https://graph.example/v1.0/counters/north/parcels/7%2F8"
    );
    assert!(request.body().is_empty());
}

#[test]
fn a_response_becomes_a_model() {
    let body = parcel::CreateBody {
        recipient: Some("Mara".to_owned()),
        ..Default::default()
    };
    let request = v1::counters().id("north").parcels().create(body);
    let sent = request.to_http(BASE).unwrap();
    assert_eq!(sent.method(), http::Method::POST);
    let sent: serde_json::Value = serde_json::from_slice(sent.body()).unwrap();
    assert_eq!(sent, json!({ "recipient": "Mara" }));

    let answer = http::Response::builder()
        .status(201)
        .body(br#"{"id": "9", "state": "handedIn"}"#.to_vec())
        .unwrap();
    let parcel = request.read_response(answer).unwrap();
    assert_eq!(parcel.id.as_deref(), Some("9"));
    assert_eq!(parcel.state, Some(ParcelState::HandedIn));
}
