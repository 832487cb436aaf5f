//! The generated SDK against the server, over HTTP: each kind of operation by its steps.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use generated::client::{Client, Error, ErrorKind, TransportFn};
use generated::runtime::Patch;
use generated::v1;
use generated::v1::models::{AnyDeviceConfiguration, ComplianceStatus, SharedPcConfiguration, User};
use generated::v1::requests::{
    device_compliance_user_status, device_configuration, device_configuration_device_status,
};
use graph_test_server::{GraphServer, Service, Settings};

const PAGES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs-input");

async fn start() -> (GraphServer, v1::Graph) {
    start_with(Settings::new(PAGES).page_size(2).at_least("userStatuses", 5)).await
}

async fn start_with(settings: Settings) -> (GraphServer, v1::Graph) {
    let server = GraphServer::start(settings).await.unwrap();
    let client = Client::builder()
        .base_url(server.url())
        .token("any")
        .build()
        .unwrap();
    (server, client.into())
}

async fn first(graph: &v1::Graph) -> String {
    let page = graph
        .device_management()
        .device_configurations()
        .list()
        .top(1)
        .await
        .unwrap();
    page.value[0].id().unwrap().to_owned()
}

#[tokio::test]
async fn collections_and_what_is_derived() {
    let (_server, graph) = start().await;
    let configurations = || graph.device_management().device_configurations();
    let all = configurations().list().items().try_collect().await.unwrap();
    assert_eq!(all.len(), 3);
    let shared: Vec<&SharedPcConfiguration> = all
        .iter()
        .filter_map(|configuration| match configuration {
            AnyDeviceConfiguration::SharedPcConfiguration(shared) => Some(&**shared),
            _ => None,
        })
        .collect();
    assert_eq!(shared.len(), 1);
    assert_eq!(shared[0].display_name.as_deref(), Some("Reading room"));
    // The pages of a list that the client walks by its links.
    let mut pages = configurations()
        .id(all[0].id().unwrap())
        .user_statuses()
        .list()
        .pages();
    let mut sizes = Vec::new();
    while let Some(page) = pages.next().await {
        sizes.push(page.unwrap().value.len());
    }
    assert_eq!(sizes, [2, 2, 1]);
    assert_eq!(configurations().count().await.unwrap().0, 3);
}

#[tokio::test]
async fn objects_settings_functions_and_files() {
    let (_server, graph) = start().await;
    let management = || graph.device_management();
    let id = first(&graph).await;
    let one = || management().device_configurations().id(&id);
    assert_eq!(one().get().select(["id"]).await.unwrap().id(), Some(id.as_str()));
    assert!(management().get().await.unwrap().settings.is_some());
    let secret = one()
        .get_oma_setting_plain_text_value("8e51_OmaSettings_2")
        .await
        .unwrap();
    assert!(secret.value.is_some_and(|value| !value.is_empty()));
    let report = management()
        .reports()
        .get_setting_non_compliance_report(Default::default());
    assert!(!report.await.unwrap().bytes.is_empty());
    let report = management()
        .reports()
        .get_setting_non_compliance_report(Default::default());
    let mut file = Vec::new();
    assert!(report.download().await.unwrap().copy_to(&mut file).await.unwrap() > 0);
    let assigned = one()
        .assign(device_configuration::AssignBody::default())
        .await
        .unwrap();
    assert!(!assigned.value.is_empty());
    let overview = one().device_status_overview().get().await.unwrap();
    assert!(overview.success_count.is_some());
}

#[tokio::test]
async fn changes_and_errors() {
    let (_server, graph) = start().await;
    let policies = || graph.device_management().device_compliance_policies();
    let policy = policies().list().await.unwrap().value[0].id().unwrap().to_owned();
    let statuses = || policies().id(&policy).user_statuses();
    let changes = device_compliance_user_status::UpdateBody {
        status: ComplianceStatus::Compliant.into(),
        user_display_name: Patch::null(),
        ..Default::default()
    };
    // The page of the update shows an object, which is there.
    let changed = statuses()
        .id("5d83f0c7-e2a6-4b19-8c74-0f1e9a5b6d38")
        .update(changes)
        .await
        .unwrap();
    assert_eq!(changed.status, Some(ComplianceStatus::Compliant));
    assert_eq!(changed.user_display_name, None);

    policies().id(&policy).delete().await.unwrap();
    let error = policies().id(&policy).get().await.unwrap_err();
    assert_eq!(
        (error.code(), error.status().unwrap().as_u16()),
        (Some("ResourceNotFound"), 404)
    );
    let service = error.service().unwrap();
    assert!(service.request_id.is_some() && service.date.is_some());
    assert!(
        service.client_request_id.is_some(),
        "the server repeats the id of the client"
    );
    // What no page knows, the server does not know either.
    let configurations = graph.device_management().device_configurations();
    let expanded = configurations.list().expand(["nothing"]).await;
    assert!(matches!(
        expanded.map_err(Error::into_kind),
        Err(ErrorKind::Service(_))
    ));
}

/// A program need not know which queries the directory answers from its index only.
#[tokio::test]
async fn an_advanced_filter_is_said_as_any_other() {
    let (_server, graph) = start().await;
    for condition in [
        User::MAIL.ends_with("@example.com"),
        User::MAIL.ne("a@example.com"),
    ] {
        let users = graph.users().list().filter(condition.clone()).items();
        let found = users.try_collect().await;
        assert!(found.is_ok_and(|found| !found.is_empty()), "{condition}");
    }
    // The service refuses it where the program says otherwise.
    let refused = graph
        .users()
        .list()
        .filter(User::MAIL.ends_with("a"))
        .count(false)
        .await;
    assert_eq!(
        refused.unwrap_err().status().map(|status| status.as_u16()),
        Some(400)
    );
}

#[tokio::test]
async fn a_batch_of_several_types() {
    let (_server, graph) = start().await;
    let id = first(&graph).await;
    let configurations = graph.device_management().device_configurations();
    let mut batch = graph.batch();
    let settings = batch.add(graph.device_management().get()).unwrap();
    let count = batch.add(configurations.count()).unwrap();
    let found = batch.add(configurations.id(&id).get()).unwrap();
    let missing = batch.add(configurations.id("none").get()).unwrap();
    let mut answers = batch.send().await;
    assert!(answers.take(settings).unwrap().id.is_some());
    assert_eq!(answers.take(count).unwrap().0, 3);
    assert_eq!(answers.take(found).unwrap().id(), Some(id.as_str()));
    assert_eq!(
        answers.take(missing).unwrap_err().code(),
        Some("ResourceNotFound")
    );
}

/// A thousand objects are created at once, each under an id of its own.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_at_once() {
    let (_server, graph) = start_with(Settings::new(PAGES)).await;
    let id = first(&graph).await;
    let statuses = graph
        .device_management()
        .device_configurations()
        .id(&id)
        .device_statuses();
    let tasks: Vec<_> = (0..1000)
        .map(|number| {
            let statuses = statuses.clone();
            tokio::spawn(async move {
                let created = statuses.create(device_configuration_device_status::CreateBody {
                    device_display_name: Some(format!("PC-{number}")),
                    ..Default::default()
                });
                created.await.unwrap().id.unwrap()
            })
        })
        .collect();
    let mut ids = std::collections::BTreeSet::new();
    for task in tasks {
        ids.insert(task.await.unwrap());
    }
    assert_eq!(ids.len(), 1000);
    let listed = statuses.list().items().try_collect().await.unwrap();
    assert!(
        listed.len() >= 1000
            && ids
                .iter()
                .all(|id| listed.iter().any(|status| status.id.as_ref() == Some(id)))
    );
}

/// The service without a network.
#[tokio::test]
async fn a_transport_that_is_the_service() {
    let service = Service::new(Settings::new(PAGES)).unwrap();
    let transport = TransportFn::new(move |request| service.respond(&request));
    let client = Client::builder()
        .transport(transport)
        .token("any")
        .build()
        .unwrap();
    let graph = v1::Graph::from(client);
    let id = first(&graph).await;
    assert!(
        graph
            .device_management()
            .device_configurations()
            .id(&id)
            .get()
            .await
            .is_ok()
    );
}
