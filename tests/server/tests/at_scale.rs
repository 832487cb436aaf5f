//! What a program for thousands of devices meets: requests that come too fast, tokens that expire halfway, objects
//! that are refused, and changes since the last run.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use generated::client::{AccessToken, Client, TokenError, TokenFn};
use generated::runtime::http::StatusCode;
use generated::runtime::{Patch, Removed};
use generated::v1;
use generated::v1::models::{Device, GroupAssignmentTarget};
use generated::v1::requests::device::UpdateBody;
use generated::v1::requests::device_configuration_assignment::CreateBody;
use graph_test_server::{GraphServer, Settings};

const PAGES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs-input");

/// A server, and a client whose tokens are counted.
async fn start(settings: Settings) -> (GraphServer, v1::Graph, Arc<AtomicUsize>) {
    let server = GraphServer::start(settings).await.unwrap();
    let given = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&given);
    let tokens = TokenFn::new(move |_| {
        let number = count.fetch_add(1, Ordering::SeqCst);
        async move { Ok::<_, TokenError>(AccessToken::new(format!("token {number}"))) }
    });
    let client = Client::builder()
        .base_url(server.url())
        .token_provider(tokens)
        .build()
        .unwrap();
    (server, client.into(), given)
}

#[tokio::test]
async fn an_export_goes_on_through_throttling_and_expired_tokens() {
    let settings = Settings::new(PAGES)
        .at_least("devices", 2000)
        .throttle_each(3)
        .token_requests(4);
    let (_server, graph, tokens) = start(settings).await;
    let list = graph.devices().list().select(["id", "displayName"]);
    let mut devices = list.filter("operatingSystem eq 'Windows'").top(50).items();
    let mut ids = BTreeSet::new();
    while let Some(device) = devices.next().await {
        let device = device.unwrap();
        assert!(device.display_name.is_some() && device.operating_system.is_none());
        assert!(ids.insert(device.id.unwrap()), "twice");
    }
    assert_eq!(ids.len(), 1000);
    // 20 pages, each of which takes a request and a half.
    assert!((5..=10).contains(&tokens.load(Ordering::SeqCst)));
}

#[tokio::test]
async fn two_hundred_groups_in_batches() {
    let settings = Settings::new(PAGES)
        .throttle_each(7)
        .refuse("group-013")
        .refuse("group-144");
    let (_server, graph, _) = start(settings).await;
    let configurations = graph.device_management().device_configurations();
    let first = configurations.list().top(1).await.unwrap();
    let assignments = configurations.id(first.value[0].id().unwrap()).assignments();
    let before = assignments.list().items().try_collect().await.unwrap().len();

    let mut batch = graph.batch();
    let tickets: Vec<_> = (0..200)
        .map(|number| {
            let target = GroupAssignmentTarget {
                group_id: Some(format!("group-{number:03}")),
                ..Default::default()
            };
            let body = CreateBody {
                target: Some(target.into()),
                ..Default::default()
            };
            batch.add(assignments.create(body)).unwrap()
        })
        .collect();
    let mut answers = batch.send().await;
    let mut refused = Vec::new();
    for (number, ticket) in tickets.into_iter().enumerate() {
        match answers.take(ticket) {
            Ok(assignment) => assert!(assignment.id.is_some()),
            Err(error) if error.status() == Some(StatusCode::BAD_REQUEST) => refused.push(number),
            Err(error) => panic!("{number}: {error}"),
        }
    }
    assert_eq!(refused, [13, 144]);
    // None twice, though many were put off.
    let after = assignments.list().items().try_collect().await.unwrap().len();
    assert_eq!(after - before, 198);
}

#[tokio::test]
async fn changes_since_the_last_link() {
    let settings = Settings::new(PAGES).at_least("devices", 250).throttle_each(4);
    let (_server, graph, _) = start(settings.clone()).await;
    let devices = graph.devices();
    let mut first = devices.delta().select(["displayName", "isCompliant"]).items();
    let mut known = Vec::new();
    while let Some(device) = first.next().await {
        known.push(device.unwrap());
    }
    assert_eq!(known.len(), 250);
    let link = first.delta_link().unwrap().to_owned();
    let since = |link: &str| graph.client().pages_from::<Device>(link).items();
    assert!(since(&link).try_collect().await.unwrap().is_empty());

    let id = |index: usize| known[index].id.as_deref().unwrap();
    devices.id(id(3)).delete().await.unwrap();
    let renamed = UpdateBody {
        display_name: Patch::set("Renamed".to_owned()),
        ..Default::default()
    };
    devices.id(id(7)).update(renamed).await.unwrap();
    let mut changes = since(&link);
    let mut seen = BTreeSet::new();
    while let Some(device) = changes.next().await {
        let device = device.unwrap();
        let changed = device.id.unwrap();
        match device.additional.removed() {
            Some(why) => assert_eq!((changed.as_str(), why), (id(3), Removed::Deleted)),
            None => {
                assert_eq!(
                    (changed.as_str(), device.display_name.as_deref()),
                    (id(7), Some("Renamed"))
                );
                // What the first call selected, the links select too, and of that only what has changed is sent.
                assert!(known[7].is_compliant.is_some());
                assert_eq!((device.operating_system, device.is_compliant), (None, None));
            }
        }
        seen.insert(changed);
    }
    assert_eq!(seen.len(), 2);
    let later = changes.delta_link().unwrap();
    assert!(since(later).try_collect().await.unwrap().is_empty());

    // Another server knows nothing of the link.
    let (other, graph, _) = start(settings).await;
    let path = link.split("/v1.0/").nth(1).unwrap();
    let link = format!(
        "{}/v1.0/{}",
        other.url(),
        path.replace("deltatoken=0", "deltatoken=5")
    );
    let error = graph
        .client()
        .pages_from::<Device>(&link)
        .next()
        .await
        .unwrap()
        .unwrap_err();
    assert_eq!(
        (error.status(), error.code()),
        (Some(StatusCode::GONE), Some("syncStateNotFound"))
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_place_goes_to_other_tasks() {
    let (_server, graph, _) = start(Settings::new(PAGES)).await;
    let devices = graph.devices();
    let tasks: Vec<_> = (0..20)
        .map(|_| {
            let devices = devices.clone();
            tokio::spawn(async move { devices.list().top(1).await.unwrap().value.len() })
        })
        .collect();
    // Calls can be made in one task and awaited in another.
    let calls = tokio::spawn(devices.list().into_future());
    for task in tasks {
        assert_eq!(task.await.unwrap(), 1);
    }
    assert_eq!(calls.await.unwrap().unwrap().value.len(), 2);
    assert_eq!(devices.list().await.unwrap().value.len(), 2);
}
