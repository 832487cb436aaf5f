use proptest::prelude::*;

use super::*;
use crate::page::api::testing;
use crate::rules::text;

mod tables;

/// Subject, delegated work, delegated personal, application.
type Permissions = (
    Option<String>,
    Option<Vec<String>>,
    Option<Vec<String>>,
    Option<Vec<String>>,
);

fn permissions(page: &str) -> (Vec<Permissions>, Vec<Code>) {
    let (found, codes) = testing::read(page, read);
    let found = found
        .into_iter()
        .map(|facts| {
            (
                facts.subject,
                values(&facts.callers.delegated_work),
                values(&facts.callers.delegated_personal),
                values(&facts.callers.application),
            )
        })
        .collect();
    (found, codes)
}

/// The ways to be allowed as OAuth writes them; `None` where the page does not say.
fn values(permissions: &super::Permissions) -> Option<Vec<String>> {
    let ways = permissions.list().iter().map(|way| way.value.to_string());
    permissions.is_documented().then(|| ways.collect())
}

fn scopes(scopes: &[&str]) -> Option<Vec<String>> {
    Some(scopes.iter().map(ToString::to_string).collect())
}

fn table(rows: &str) -> String {
    format!("# Get x\n\n## Permissions\n\n{rows}\n")
}

/// The permissions of a cell by themselves.
fn cell(raw: &str) -> (Option<Vec<String>>, Vec<Code>) {
    let mut sink = PageSink::default();
    let parts = cell::read(&text(raw), &mut sink);
    let permissions = cell::merge(parts, OrderClaim::LeastFirst, &mut sink);
    let codes = sink.codes();
    (values(&permissions), codes)
}

#[test]
fn tables_of_too_many_resources_are_reported() {
    let header = "|Resource|Delegated (work or school account)|Application|\n|:--|:--|:--|\n";
    let rows: String = (0..100)
        .map(|n| format!("|thing{n}|A.Read|A.Read.All|\n"))
        .collect();
    let (found, codes) = permissions(&table(&format!("{header}{rows}\n{header}{rows}")));
    assert_eq!(found.len(), MAX_TABLES);
    assert_eq!(codes, [Code::UnusedTable; 2]);
}

#[test]
fn a_cell_names_alternatives_and_what_is_needed_together() {
    for (raw, expected) in [
        ("User.Read", scopes(&["User.Read"])),
        (
            "User.Read, User.ReadWrite.All ",
            scopes(&["User.Read", "User.ReadWrite.All"]),
        ),
        (
            "Policy.Read.All and Application.ReadWrite.All, Directory.Read.All",
            scopes(&["Policy.Read.All Application.ReadWrite.All", "Directory.Read.All"]),
        ),
        ("A.Read or B.Read", scopes(&["A.Read", "B.Read"])),
        ("A.Read B.Read", scopes(&["A.Read", "B.Read"])),
        ("A.Read, , B.Read.", scopes(&["A.Read", "B.Read"])),
        ("A.Read<br>B.Read", scopes(&["A.Read", "B.Read"])),
        (
            "ChannelMessage.Read.Group*, Group.Read.All**",
            scopes(&["ChannelMessage.Read.Group", "Group.Read.All"]),
        ),
        (
            "ServiceActivity-Microsoft365Web.Read.All",
            scopes(&["ServiceActivity-Microsoft365Web.Read.All"]),
        ),
        ("offline_access", scopes(&["offline_access"])),
        ("Not supported.", scopes(&[])),
        ("Not Supported", scopes(&[])),
        ("None.", scopes(&[])),
        ("Not applicable", scopes(&[])),
        ("Not available.", scopes(&[])),
        ("n/a", scopes(&[])),
        ("", None),
    ] {
        assert_eq!(cell(raw), (expected, vec![]), "{raw}");
    }
    assert_eq!(
        cell("**TODO: Determine scopes **"),
        (None, vec![Code::Placeholder])
    );
    assert_eq!(cell("whatever it takes"), (None, vec![Code::UnknownPermission]));
    assert_eq!(
        cell("User.Read for the caller"),
        (scopes(&["User.Read"]), vec![Code::UnknownPermission])
    );
}

#[test]
fn the_common_table() {
    let page = table(
        "|Permission type|Permissions (from least to most privileged)|\n|:---|:---|\n|Delegated (work or school account)|A.Read.All, A.ReadWrite.All|\n|Delegated (personal Microsoft account)|Not supported.|\n|Application|A.ReadWrite.All|",
    );
    let expected = (
        None,
        scopes(&["A.Read.All", "A.ReadWrite.All"]),
        scopes(&[]),
        scopes(&["A.ReadWrite.All"]),
    );
    assert_eq!(permissions(&page), (vec![expected.clone()], vec![]));
    // The first column tells the callers, whatever its header is.
    let page = page.replace("|Permission type|", "|Type|");
    assert_eq!(permissions(&page), (vec![expected], vec![]));
}

#[test]
fn the_least_privileged_comes_first() {
    let page = |header: &str, cell: &str| {
        table(&format!(
            "|Permission type|Permissions{header}|\n|:---|:---|\n|Application|{cell}|"
        ))
    };
    let read = |header: &str, cell: &str| {
        let (found, codes) = permissions(&page(header, cell));
        (found[0].3.clone().unwrap().join(" "), codes)
    };
    let (least, most) = (
        " (from least to most privileged)",
        " (from most to least privileged)",
    );
    assert_eq!(
        read(least, "A.Read.All, A.ReadWrite.All"),
        ("A.Read.All A.ReadWrite.All".to_owned(), vec![])
    );
    assert_eq!(
        read(most, "A.ReadWrite.All, A.Read.All"),
        ("A.Read.All A.ReadWrite.All".to_owned(), vec![])
    );
    assert_eq!(
        read(most, "B.Export, A.Read.All"),
        ("A.Read.All B.Export".to_owned(), vec![])
    );
    assert_eq!(
        read("", "B.Export, A.Read.All"),
        ("B.Export A.Read.All".to_owned(), vec![])
    );
    assert_eq!(
        read(least, "A.ReadWrite.All, A.Read.All"),
        (
            "A.Read.All A.ReadWrite.All".to_owned(),
            vec![Code::PermissionOrder]
        )
    );
    assert_eq!(
        read(most, "A.Read.All, A.ReadWrite.All"),
        (
            "A.Read.All A.ReadWrite.All".to_owned(),
            vec![Code::PermissionOrder]
        )
    );
    assert_eq!(
        read(least, "A.Read, A.ReadWrite, B.ReadWrite, B.Read"),
        (
            "A.Read A.ReadWrite B.ReadWrite B.Read".to_owned(),
            vec![Code::PermissionOrder]
        )
    );
}

#[test]
fn permissions_in_prose() {
    let page = "# List\n\n## Prerequisites\n\nOne of the following **scopes** is required to execute this API: *DeviceManagementConfiguration.Read.All; DeviceManagementConfiguration.ReadWrite.All*\n";
    let (found, codes) = permissions(page);
    assert_eq!(codes, [Code::UnknownPermission]);
    let work = scopes(&[
        "DeviceManagementConfiguration.Read.All",
        "DeviceManagementConfiguration.ReadWrite.All",
    ]);
    assert_eq!(found, [(None, work, None, None)]);
}

#[test]
fn permissions_by_kind_of_object_in_a_list() {
    let page = "# Get\n\n## Permissions\n\nOne of these is required.\n\n- For groups: `Group.Read.All`, `Group.ReadWrite.All`\n- Photo of a **contact** - Contacts.Read\n\nApps need the User.Read.All application permission.\n";
    let (found, codes) = permissions(page);
    assert_eq!(codes, [Code::UnknownPermission]);
    let of = |subject: &str| Some(subject.to_owned());
    assert_eq!(
        found,
        [
            (
                of("groups"),
                scopes(&["Group.Read.All", "Group.ReadWrite.All"]),
                None,
                None
            ),
            (of("Photo of a contact"), scopes(&["Contacts.Read"]), None, None),
            (None, None, None, scopes(&["User.Read.All"])),
        ]
    );
    let page =
        "# Get\n\n## Permissions\n\n- Use User.Read to read your own.\n- Use User.Read.All to read others.\n";
    let (found, _) = permissions(page);
    assert_eq!(
        found,
        [(None, scopes(&["User.Read", "User.Read.All"]), None, None)]
    );
}

#[test]
fn footnotes_escapes_and_leaked_identifiers() {
    for (raw, expected, warnings) in [
        ("A.ReadWrite.All<sup>2</sup>", &["A.ReadWrite.All"][..], 0),
        (
            "A.Read<sup>1,2</sup>, A.ReadWrite<sup>2</sup>",
            &["A.Read", "A.ReadWrite"],
            0,
        ),
        ("A.ReadWrite.All**", &["A.ReadWrite.All"], 0),
        ("A.Read.All \\*", &["A.Read.All"], 0),
        (
            "Group-OnPremisesSyncBehavior.ReadWrite.All",
            &["Group-OnPremisesSyncBehavior.ReadWrite.All"],
            0,
        ),
        (
            "MS-Application.Update.OwnedBy",
            &["MS-Application.Update.OwnedBy"],
            0,
        ),
        (
            "Application.ReadWrite.OwnedBy, Application.ReadWrite.All",
            &["Application.ReadWrite.OwnedBy", "Application.ReadWrite.All"],
            0,
        ),
    ] {
        let (found, codes) = cell(raw);
        assert_eq!((found, codes.len()), (scopes(expected), warnings), "{raw}");
    }
    assert_eq!(cell("_2.AA, _A.A3, _E.AG"), (None, vec![Code::UnknownPermission]));
}

#[test]
fn notes_on_a_permission_are_no_permissions() {
    let note = |text: &str| {
        permissions(&format!(
            "# Start\n\n## Permissions\n\n> [!IMPORTANT]\n> {text}\n"
        ))
    };
    let with =
        note("With the Clock.ReadWrite.All application permission, the header `ON-BEHALF` must be sent.");
    assert_eq!(with, (vec![], vec![]));
    let (found, codes) = note("The Clock.ReadWrite.All application permission is needed.");
    assert_eq!(found, [(None, None, None, scopes(&["Clock.ReadWrite.All"]))]);
    assert_eq!(codes, []);
}

#[test]
fn permissions_point_at_their_word() {
    let raw = "`User.Read`, User.Read.All";
    let parts = cell::read(&text(raw), &mut PageSink::default());
    let ways = parts[0].ways.list().iter();
    let spelled: Vec<_> = ways.map(|way| &raw[way.span.range()]).collect();
    assert_eq!(spelled, ["User.Read", "User.Read.All"]);
}

proptest! {
    #[test]
    fn any_cell_is_read(raw in "([A-Z][a-z]{1,3}\\.[A-Z][a-z]{1,3}|Not supported|TODO|<br>|For x: |é|[,.;*`\\[\\]() |])*") {
        let cell = text(&raw);
        for part in cell::read(&cell, &mut PageSink::default()) {
            for way in part.ways.list() {
                prop_assert!(raw.get(way.span.range()).is_some());
            }
        }
    }

    #[test]
    fn putting_in_order_loses_nothing(names in proptest::collection::vec("[AB]\\.(Read|ReadWrite)(\\.All)?", 0..6)) {
        let span = text("x").span;
        for claim in [OrderClaim::LeastFirst, OrderClaim::MostFirst, OrderClaim::None] {
            let ways = names.iter().map(|name| Spanned::new(PermissionSet::one(name.as_str()), span));
            let mut permissions = Ways::of(ways.collect());
            order::put_least_first(&mut permissions, claim, &mut PageSink::default());
            let mut ordered = values(&permissions).unwrap();
            let mut expected = names.clone();
            ordered.sort();
            expected.sort();
            prop_assert_eq!(ordered, expected);
        }
    }
}
