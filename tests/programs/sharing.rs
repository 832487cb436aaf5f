//! Lists of SharePoint, files that are shared, and ranges of a workbook.

use graph_corpus::runtime::Value;
use graph_corpus::v1;
use graph_corpus::v1::models::{
    ColumnDefinition, DriveRecipient, FieldValueSet, List, ListInfo, ListItem, TextColumn, WorkbookSortField,
};
use graph_corpus::v1::requests::drive_item::{CreateLinkBody, InviteBody};
use graph_corpus::v1::requests::{workbook_range, workbook_table_sort};

use crate::sent::sent;

#[test]
fn a_list_is_made_and_its_items_are_changed() {
    let site = v1::sites().id("contoso.sharepoint.com").by_path("/sites/hr");
    let column = ColumnDefinition {
        name: Some("Author".into()),
        text: Some(TextColumn::default()),
        ..Default::default()
    };
    let list = List {
        display_name: Some("Books".into()),
        columns: Some(vec![column].into()),
        list: Some(ListInfo {
            template: Some("genericList".into()),
            ..Default::default()
        }),
        ..Default::default()
    };
    assert_eq!(
        sent(&site.lists().create(list.into())),
        "POST /v1.0/sites/contoso.sharepoint.com:/sites/hr:/lists\ncontent-type: application/json\n\
         {\"@odata.type\":\"#microsoft.graph.list\",\"displayName\":\"Books\",\"list\":{\"template\":\"genericList\"},\
         \"columns\":[{\"name\":\"Author\",\"text\":{}}]}"
    );
    let items = v1::sites().id("s1").lists().id("l1").items();
    let fields = ListItem::FIELDS.expansion().select(["Title", "Color"]);
    assert_eq!(
        sent(&items.list().expand([fields]).filter("fields/Quantity lt 600")),
        "GET /v1.0/sites/s1/lists/l1/items?$expand=fields($select=Title,Color)&$filter=fields/Quantity%20lt%20600"
    );
    let mut changes = FieldValueSet::default();
    changes.additional.insert("Color", "Fuchsia");
    assert_eq!(
        sent(&items.id("1").fields().update(changes.into())),
        "PATCH /v1.0/sites/s1/lists/l1/items/1/fields\ncontent-type: application/json\n{\"Color\":\"Fuchsia\"}"
    );
}

#[test]
fn a_file_is_shared_and_an_old_version_restored() {
    let file = v1::drives().id("d1").items().id("i1");
    let link = CreateLinkBody {
        r#type: Some("view".into()),
        scope: Some("organization".into()),
        ..Default::default()
    };
    assert_eq!(
        sent(&file.create_link(link)),
        "POST /v1.0/drives/d1/items/i1/createLink\ncontent-type: application/json\n\
         {\"type\":\"view\",\"scope\":\"organization\"}"
    );
    let recipient = DriveRecipient {
        email: Some("fannyd@contoso.com".into()),
        ..Default::default()
    };
    let invitation = InviteBody {
        recipients: Some(vec![recipient]),
        require_sign_in: Some(true),
        send_invitation: Some(false),
        roles: Some(vec!["read".into()]),
        ..Default::default()
    };
    assert_eq!(
        sent(&file.invite(invitation)),
        "POST /v1.0/drives/d1/items/i1/invite\ncontent-type: application/json\n\
         {\"recipients\":[{\"email\":\"fannyd@contoso.com\"}],\"requireSignIn\":true,\"sendInvitation\":false,\
         \"roles\":[\"read\"]}"
    );
    let versions = file.versions();
    assert_eq!(
        sent(&versions.id("2.0").restore_version()),
        "POST /v1.0/drives/d1/items/i1/versions/2.0/restoreVersion"
    );
    assert_eq!(
        sent(&v1::drives().id("d1").root().search("plan's").top(5)),
        "GET /v1.0/drives/d1/root/search(q='plan%27%27s')?$top=5"
    );
    assert_eq!(
        sent(&file.thumbnails().id("0").size("large").download_content()),
        "GET /v1.0/drives/d1/items/i1/thumbnails/0/large/content"
    );
}

#[test]
fn a_range_is_written_and_a_table_sorted() {
    let workbook = v1::drives().id("d1").items().id("i1").workbook();
    let values: Value = "[[1,2]]".parse().expect("the text is JSON");
    let changes = workbook_range::UpdateBody {
        values: values.into(),
        ..Default::default()
    };
    let range = workbook.worksheets().id("Sheet1").range_address("A1:B1");
    assert_eq!(
        sent(&range.update(changes)),
        "PATCH /v1.0/drives/d1/items/i1/workbook/worksheets/Sheet1/range(address='A1:B1')\n\
         content-type: application/json\n{\"values\":[[1,2]]}"
    );
    let field = WorkbookSortField {
        key: Some(0),
        ascending: Some(true),
        ..Default::default()
    };
    let sort = workbook_table_sort::ApplyBody {
        fields: Some(vec![field]),
        ..Default::default()
    };
    assert_eq!(
        sent(&workbook.tables().id("T1").sort().apply(sort)),
        "POST /v1.0/drives/d1/items/i1/workbook/tables/T1/sort/apply\ncontent-type: application/json\n\
         {\"fields\":[{\"ascending\":true,\"key\":0}]}"
    );
}
