//! Members of groups: one by one, and many at once.

use std::sync::{Arc, Mutex};

use graph_corpus::client::{Client, TransportFn};
use graph_corpus::runtime::{Model as _, Reference, Value, http};
use graph_corpus::v1;
use graph_corpus::v1::models::Group;
use graph_corpus::v1::requests::group::UpdateBody;

use crate::sent::{body, json, sent};

fn person(index: usize) -> Reference {
    Reference::to(&v1::directory_objects().id(&format!("u{index}"))).expect("the place has an address")
}

#[test]
fn one_member_is_added_and_removed() {
    let members = v1::groups().id("g1").members();
    assert_eq!(
        sent(&members.add_ref(person(1))),
        "POST /v1.0/groups/g1/members/$ref\ncontent-type: application/json\n\
         {\"@odata.id\":\"https://graph.microsoft.com/v1.0/directoryObjects/u1\"}"
    );
    assert_eq!(
        sent(&members.remove_ref("u1")),
        "DELETE /v1.0/groups/g1/members/u1/$ref"
    );
}

#[test]
fn twenty_members_are_bound_at_once() {
    let group = v1::groups().id("g1");
    let people: Vec<Reference> = (1..=25).map(person).collect();
    let requests: Vec<_> = people
        .chunks(20)
        .map(|some| group.update(UpdateBody::default().bind(Group::MEMBERS, some.to_vec())))
        .collect();
    let sizes = requests.iter().map(|request| {
        assert_eq!(request.method(), http::Method::PATCH);
        body(request)["members@odata.bind"].as_array().map_or(0, Vec::len)
    });
    assert_eq!(sizes.collect::<Vec<_>>(), [20, 5]);
}

#[tokio::test]
async fn twenty_five_members_travel_in_two_batches() {
    let batches = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&batches);
    let transport = TransportFn::new(move |request: http::Request<Vec<u8>>| {
        assert_eq!(request.uri().path(), "/v1.0/$batch");
        let batch: Value = json(&String::from_utf8_lossy(request.body()));
        let requests = batch["requests"].as_array().cloned().unwrap_or_default();
        let answers = requests
            .iter()
            .map(|request| format!(r#"{{"id": {}, "status": 204}}"#, request["id"]));
        let answers: Vec<String> = answers.collect();
        seen.lock().expect("no test failed").extend([requests]);
        http::Response::new(format!(r#"{{"responses": [{}]}}"#, answers.join(",")).into_bytes())
    });
    let client = Client::builder()
        .token("any")
        .transport(transport)
        .build()
        .expect("the settings are right");
    let group = v1::groups().id("g1");
    let mut batch = client.batch();
    let tickets: Vec<_> = (1..=25)
        .map(|index| {
            batch
                .add(group.members().add_ref(person(index)))
                .expect("the request can be written")
        })
        .collect();
    let mut answers = batch.send().await;
    let answers: Vec<_> = tickets.into_iter().map(|ticket| answers.take(ticket)).collect();
    assert!(answers.iter().all(Result::is_ok));
    let batches = batches.lock().expect("no test failed");
    assert_eq!(batches.iter().map(Vec::len).collect::<Vec<_>>(), [20, 5]);
    let first = &batches[0][0];
    assert_eq!(first["method"], "POST");
    assert_eq!(first["url"], "/groups/g1/members/$ref");
    assert_eq!(
        first["body"]["@odata.id"],
        "https://graph.microsoft.com/v1.0/directoryObjects/u1"
    );
}
