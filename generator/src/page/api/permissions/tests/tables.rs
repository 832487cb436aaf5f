//! Tables of other forms than the common one.

use crate::page::api::permissions::tests::*;

#[test]
fn least_and_higher_in_columns_of_their_own() {
    let page = table(
        "|Permission type|Least privileged permissions|Higher privileged permissions|\n|:---|:---|:---|\n|Delegated (work or school account)|A.Read.All|A.ReadWrite.All, B.Read.All|\n|Delegated (personal Microsoft account)|Not supported.|Not supported.|\n|Application|A.Read.All|Not available.|",
    );
    let work = scopes(&["A.Read.All", "A.ReadWrite.All", "B.Read.All"]);
    assert_eq!(
        permissions(&page),
        (vec![(None, work, scopes(&[]), scopes(&["A.Read.All"]))], vec![])
    );
}

#[test]
fn a_column_for_the_least_privileged_leaves_no_order_to_guess() {
    let page = table(
        "|Permission type|Least privileged permissions|Higher privileged permissions|\n|:---|:---|:---|\n|Delegated (work or school account)|A.Manage.All|B.ReadWrite.All, A.ReadWrite.All|\n|Application|A.ReadWrite.All|A.Read.All|",
    );
    let work = scopes(&["A.Manage.All", "B.ReadWrite.All", "A.ReadWrite.All"]);
    let application = scopes(&["A.ReadWrite.All", "A.Read.All"]);
    assert_eq!(
        permissions(&page),
        (vec![(None, work, None, application)], vec![])
    );
}

#[test]
fn self_and_others_in_columns() {
    let page = table(
        "|Permission type|Permissions acting on self (from least to most privileged)|Permissions acting on others (from least to most privileged)|\n|:---|:---|:---|\n|Delegated (work or school account)|A.Read|A.Read.All|\n|Application|Not supported.|A.Read.All|",
    );
    let (found, codes) = permissions(&page);
    assert_eq!(codes, []);
    assert_eq!(
        found,
        [
            (
                Some("acting on self".to_owned()),
                scopes(&["A.Read"]),
                None,
                scopes(&[])
            ),
            (
                Some("acting on others".to_owned()),
                scopes(&["A.Read.All"]),
                None,
                scopes(&["A.Read.All"])
            ),
        ]
    );
}

#[test]
fn a_row_for_each_resource() {
    let page = table(
        "|Supported resource|Delegated (work or school account)|Delegated (personal Microsoft account)|Application|\n|:---|:---|:---|:---|\n|[event](../resources/event.md)|Calendars.Read|Calendars.Read|Calendars.Read|\n|group event|Group.Read.All|Not supported.|Not supported.|",
    );
    let (found, codes) = permissions(&page);
    assert_eq!(codes, []);
    assert_eq!(found[0].0.as_deref(), Some("event"));
    assert_eq!(
        found[1],
        (
            Some("group event".to_owned()),
            scopes(&["Group.Read.All"]),
            scopes(&[]),
            scopes(&[])
        )
    );
}

#[test]
fn rows_for_the_parts_of_a_service() {
    let page = table(
        "|Permission&nbsp;type&nbsp;(by&nbsp;workflow)|Permissions (from most to least privileged)|\n|:---|:---|\n|Delegated (work or school account)||\n| &nbsp; &nbsp; **Policy Set**|P.ReadWrite.All, P.Read.All|\n| &nbsp; &nbsp; Auditing|Q.Read.All|\n|Delegated (personal Microsoft account)|Not supported.|\n|Application||\n| &nbsp; &nbsp; **Policy Set**|P.ReadWrite.All|",
    );
    let (found, codes) = permissions(&page);
    assert_eq!(codes, []);
    assert_eq!(
        found,
        [
            (
                Some("Policy Set".to_owned()),
                scopes(&["P.Read.All", "P.ReadWrite.All"]),
                scopes(&[]),
                scopes(&["P.ReadWrite.All"])
            ),
            (
                Some("Auditing".to_owned()),
                scopes(&["Q.Read.All"]),
                scopes(&[]),
                None
            ),
        ]
    );
}

#[test]
fn subjects_from_cells_and_headings() {
    let page = table(
        "|Permission type|Permissions|\n|:---|:---|\n|Delegated (work or school account)|For **user** or **chat** resource:<br/>Chat.Read<br/><br/>For **channel** resource:<br/>ChannelMember.Read.All|\n|Delegated (personal Microsoft account)|Not supported.|",
    );
    let (found, codes) = permissions(&page);
    assert_eq!(codes, []);
    assert_eq!(
        found[0],
        (
            Some("user or chat".to_owned()),
            scopes(&["Chat.Read"]),
            scopes(&[]),
            None
        )
    );
    assert_eq!(found[1].0.as_deref(), Some("channel"));

    let rows = "|Permission type|Permissions|\n|:---|:---|\n|Application|A.Read|";
    let page = format!(
        "# x\n\n## Permissions\n\n### For users:\n\n{rows}\n\n### Permissions for channel\n\n{rows}\n"
    );
    let subjects: Vec<_> = permissions(&page).0.into_iter().map(|facts| facts.0).collect();
    assert_eq!(subjects, [Some("users".to_owned()), Some("channel".to_owned())]);
}

#[test]
fn a_table_without_heading_and_tables_of_other_things() {
    let rows = "|Permission type|Permissions|\n|:---|:---|\n|Application|A.Read|";
    assert_eq!(
        permissions(&format!("# Create x\n\nText.\n\n{rows}\n\n## HTTP request\n"))
            .0
            .len(),
        1
    );
    let other = table("|Context of the calling app|Response contains|\n|:---|:---|\n|a|b|");
    assert_eq!(permissions(&other), (vec![], vec![Code::UnknownTable]));
    let body = "# x\n\n## Request body\n\n|Permission Type|Property|Type|Description|\n|:---|:---|:---|:---|\n|User|roles|String|The roles.|\n";
    assert_eq!(permissions(body), (vec![], vec![]));
}
