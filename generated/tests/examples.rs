//! The example programs, run against the local server.

#![cfg(feature = "client")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(clippy::duplicate_mod, reason = "each example is a program of its own")]

use clap::Parser;
use generated::client::Client;
use generated::runtime::Patch;
use generated::v1;
use generated::v1::requests::device::UpdateBody;
use graph_test_server::{GraphServer, Settings};

// A test runs what the programs run, but for their `main`.
#[allow(dead_code)]
#[path = "../examples/assign_policy.rs"]
mod assign_policy;
#[allow(dead_code)]
#[path = "../examples/change_status.rs"]
mod change_status;
#[allow(dead_code)]
#[path = "../examples/export_statuses.rs"]
mod export_statuses;
#[allow(dead_code)]
#[path = "../examples/failing_devices.rs"]
mod failing_devices;
#[allow(dead_code)]
#[path = "../examples/files.rs"]
mod files;
#[allow(dead_code)]
#[path = "../examples/mail.rs"]
mod mail;
#[allow(dead_code)]
#[path = "../examples/sync_devices.rs"]
mod sync_devices;
#[allow(dead_code)]
#[path = "../examples/users.rs"]
mod users;

const PAGES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs-input");

/// Runs a program with arguments and returns what it printed.
macro_rules! run {
    ($program:ident, $($argument:expr),*) => {{
        let arguments = $program::Arguments::try_parse_from([stringify!($program), $($argument),*]).unwrap();
        let mut out = Vec::new();
        let result = $program::run(arguments, &mut out).await;
        result.map(|()| String::from_utf8(out).unwrap()).map_err(|error| error.to_string())
    }};
}

#[tokio::test]
async fn failing_devices() {
    let out = run!(failing_devices, "--demo").unwrap();
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines[0], "Warehouse Wi-Fi");
    assert!(
        lines.contains(&"  LAB-NB-0152      jonas.okafor@example.com         conflict"),
        "{out}"
    );
    // The status is the last word of a line of a report.
    let reports = lines.iter().filter(|line| line.starts_with("  "));
    let statuses: Vec<&str> = reports
        .filter_map(|line| line.split_whitespace().last())
        .collect();
    for status in &statuses {
        assert!(["conflict", "error", "nonCompliant"].contains(status), "{out}");
    }
    let failures = statuses.len();
    assert_eq!(
        lines.last().unwrap(),
        &format!("{failures} of 24 reports are failures")
    );
    assert!((3..24).contains(&failures), "{out}");
}

#[tokio::test]
async fn change_status() {
    let out = run!(change_status, "--demo", "--device", "PC \"7\"").unwrap();
    let (created, changed) = out
        .strip_prefix("created: ")
        .unwrap()
        .split_once("changed: ")
        .unwrap();
    let created: serde_json::Value = serde_json::from_str(created).unwrap();
    let changed: serde_json::Value = serde_json::from_str(changed).unwrap();
    assert_eq!(created["deviceDisplayName"], "PC \"7\"");
    assert_eq!(created["status"], "error");
    assert_eq!(created["deviceModel"], "Latitude 5440");
    assert_eq!(changed["status"], "remediated");
    assert!(changed["deviceModel"].is_null());
    for kept in ["id", "deviceDisplayName", "lastReportedDateTime"] {
        assert_eq!(changed[kept], created[kept], "{kept}");
    }

    let error = run!(change_status, "--demo", "--configuration", "no/such").unwrap_err();
    assert_eq!(
        error,
        "POST /deviceManagement/deviceConfigurations/{deviceConfigurationId}/deviceStatuses: 404 Not Found: ResourceNotFound: Resource 'no/such' does not exist."
    );
}

#[tokio::test]
async fn export_statuses() {
    // Three pages of each of three configurations.
    let settings = Settings::new(PAGES).page_size(20).at_least("userStatuses", 50);
    let server = GraphServer::start(settings).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("statuses.csv");
    let url = server.url();
    let path = file.to_str().unwrap();
    let out = run!(
        export_statuses,
        "--base-url",
        &url,
        "--token",
        "any",
        "--output",
        path
    )
    .unwrap();
    assert_eq!(out, format!("150 rows in {path}\n"));

    let mut csv = csv::Reader::from_path(&file).unwrap();
    assert_eq!(csv.headers().unwrap().len(), 6);
    let rows: Vec<csv::StringRecord> = csv.records().collect::<Result<_, _>>().unwrap();
    assert_eq!(rows.len(), 150);
    let first = [
        "Warehouse Wi-Fi",
        "Mara Lindqvist",
        "mara.lindqvist@example.com",
        "2",
        "compliant",
    ];
    assert_eq!(rows[0].iter().take(5).collect::<Vec<_>>(), first);
    // None of one configuration is there twice.
    let mut users: Vec<_> = rows
        .iter()
        .map(|row| (row[0].to_owned(), row[2].to_owned()))
        .collect();
    users.sort();
    users.dedup();
    assert_eq!(users.len(), 150);

    // The same rows without a file.
    let printed = run!(export_statuses, "--base-url", &url, "--token", "any").unwrap();
    assert_eq!(printed, std::fs::read_to_string(&file).unwrap());
}

#[tokio::test]
async fn sync_devices() {
    let settings = Settings::new(PAGES).page_size(20).at_least("devices", 50);
    let server = GraphServer::start(settings.clone()).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("devices.json");
    let (url, path) = (server.url(), file.to_str().unwrap());
    let sync = |url: String, pages: &'static str| {
        let path = path.to_owned();
        async move {
            run!(
                sync_devices,
                "--base-url",
                &url,
                "--token",
                "any",
                "--state",
                &path,
                "--pages",
                pages
            )
            .unwrap()
        }
    };
    // It is interrupted after the first of three pages, and goes on with the second.
    assert_eq!(
        sync(url.clone(), "1").await,
        "20 added or changed, 0 removed, 20 in all\n"
    );
    assert_eq!(
        sync(url.clone(), "9").await,
        "30 added or changed, 0 removed, 50 in all\n"
    );
    assert_eq!(
        sync(url.clone(), "9").await,
        "0 added or changed, 0 removed, 50 in all\n"
    );

    let before = sync_devices::State::load(&file).unwrap().devices;
    let ids: Vec<&String> = before.keys().take(2).collect();
    let client = Client::builder().base_url(&url).token("any").build().unwrap();
    let graph = v1::Graph::from(client);
    let body = UpdateBody {
        is_compliant: Patch::set(false),
        display_name: Patch::null(),
        ..Default::default()
    };
    graph.devices().id(ids[0]).update(body).await.unwrap();
    graph.devices().id(ids[1]).delete().await.unwrap();
    assert_eq!(sync(url, "9").await, "1 added or changed, 1 removed, 49 in all\n");
    let devices = sync_devices::State::load(&file).unwrap().devices;
    let (device, before) = (&devices[ids[0]], &before[ids[0]]);
    assert_eq!((device.is_compliant, &device.display_name), (Some(false), &None));
    // Of the others nothing was sent, and they are still there.
    assert!(before.display_name.is_some() && before.operating_system.is_some());
    assert_eq!(device.operating_system, before.operating_system);
    assert_eq!(device.id, before.id);

    // A service that has forgotten the state, at the address of the one before.
    let text = std::fs::read_to_string(&file).unwrap();
    let other = GraphServer::start(settings).await.unwrap();
    std::fs::write(&file, text.replace(&server.url(), &other.url())).unwrap();
    let out = sync(other.url(), "9").await;
    assert_eq!(
        out,
        "the saved state is too old: all devices are read again\n50 added or changed, 0 removed, 50 in all\n"
    );
}

#[tokio::test]
async fn assign_policy() {
    let settings = Settings::new(PAGES).throttle_each(5).refuse("group-7\"");
    let server = GraphServer::start(settings).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("groups.txt");
    let groups: String = (0..45).map(|number| format!("group-{number}\n")).collect();
    std::fs::write(&file, format!("{groups}\n")).unwrap();
    let arguments = assign_policy::Arguments::try_parse_from([
        "assign_policy",
        "--base-url",
        &server.url(),
        "--token",
        "any",
        "--groups",
        file.to_str().unwrap(),
    ])
    .unwrap();
    let mut out = Vec::new();
    let error = assign_policy::run(arguments, &mut out).await.unwrap_err();
    assert_eq!(error.to_string(), "1 of 45 groups have no assignment");
    assert_eq!(
        String::from_utf8(out).unwrap(),
        "group-7: POST /deviceManagement/deviceConfigurations/{deviceConfigurationId}/assignments: 400 Bad Request: BadRequest: 'group-7\"' is refused here.\nassigned to 44 groups, 1 refused\n"
    );
}

#[tokio::test]
async fn the_users_of_one_domain_are_listed_in_order() {
    let out = run!(users, "--demo").unwrap();
    let lines: Vec<&str> = out.lines().collect();
    let (count, users) = lines.split_last().unwrap();
    assert_eq!(*count, format!("{} users", users.len()));
    // There are more than a page has, in order, and none of another domain.
    assert!(users.len() > 20 && users.is_sorted(), "{out}");
    assert!(!out.contains("partner.example"), "{out}");
    assert_eq!(
        run!(users, "--demo", "--domain", "none'.example").unwrap(),
        "0 users\n"
    );
}

#[tokio::test]
async fn a_mail_is_sent_kept_and_received() {
    let out = run!(mail, "--demo").unwrap();
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines[0], "sent");
    // It was kept by the one who sent it and has arrived, since both are the same person here.
    let sent = "@ mara.lindqvist@example.com     Readings";
    assert_eq!((lines[1], lines[2]), (sent, sent), "{out}");
    assert!(lines[3].ends_with("Readings of the night run"), "{out}");

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("plan.txt");
    std::fs::write(&file, "Thursday").unwrap();
    let arguments = ["--demo", "--to", "ines.valtonen@example.com", "--attach"];
    let [demo, to, ines, attach] = arguments;
    let out = run!(mail, demo, to, ines, attach, file.to_str().unwrap()).unwrap();
    assert_eq!(out.matches("@ mara").count(), 1, "{out}");
}

#[tokio::test]
async fn files_are_written_uploaded_read_and_copied() {
    let out = run!(files, "--demo").unwrap();
    assert_eq!(
        out,
        "written: note.txt, 34 bytes\n\
         uploaded: film.bin, 1024000 bytes\n\
         read: Bench 2 was serviced on Thursday.\n\
         copied: note (copy).txt, 34 bytes\n"
    );
    let error = run!(files, "--demo", "--folder", "Missing").unwrap_err();
    assert!(error.contains("itemNotFound"), "{error}");
}

#[tokio::test]
async fn what_a_person_can_get_wrong() {
    let refused = |arguments: &[&str]| {
        let arguments = [&["failing_devices"], arguments].concat();
        failing_devices::Arguments::try_parse_from(arguments).is_err()
    };
    assert!(refused(&["--demo", "--token", "any"]));
    assert!(refused(&["--tokne", "any"]));
    // Nobody listens there, and nothing may be sent there.
    let error = run!(
        failing_devices,
        "--token",
        "any",
        "--base-url",
        "http://graph.example"
    )
    .unwrap_err();
    assert_eq!(error, "the URL at the host `graph.example` is not encrypted");
    #[cfg(not(feature = "azure"))]
    if std::env::var_os("GRAPH_TOKEN").is_none() {
        let error = run!(failing_devices, "--base-url", "http://127.0.0.1:1").unwrap_err();
        assert!(
            error.contains("GRAPH_TOKEN") && error.contains("--demo"),
            "{error}"
        );
    }
}

#[tokio::test]
async fn options_of_a_sign_in() {
    use failing_devices::Arguments;

    let parse = |arguments: &[&str]| Arguments::try_parse_from([&["failing_devices"], arguments].concat());
    for arguments in [
        &["--sign-in", "--application", "1"][..],
        &[
            "--sign-in",
            "device",
            "--application",
            "1",
            "--tenant",
            "contoso.com",
        ],
    ] {
        assert!(parse(arguments).is_ok(), "{arguments:?}");
    }
    for arguments in [
        &["--sign-in"][..],
        &["--sign-in", "fax", "--application", "1"],
        &["--application", "1"],
        &["--sign-in", "--application", "1", "--demo"],
        &["--sign-in", "--application", "1", "--token", "t"],
    ] {
        assert!(parse(arguments).is_err(), "{arguments:?}");
    }
    #[cfg(not(feature = "sign-in"))]
    assert_eq!(
        run!(failing_devices, "--sign-in", "--application", "1").unwrap_err(),
        "this program cannot sign in: build it with `--features sign-in`"
    );
}
