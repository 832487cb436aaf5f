//! Files below any drive, and by a site.

use graph_corpus::v1;
use graph_corpus::v1::models::{DriveItem, Folder, ItemReference};
use graph_corpus::v1::requests::drive_item::{CopyBody, UpdateBody};

use crate::sent::sent;

#[test]
fn every_drive_has_the_same_calls() {
    let drive = "b!9fx";
    let read = |request| sent(&request);
    let of_drive = v1::drives()
        .id(drive)
        .root()
        .by_path("Reports/2026 #1.xlsx")
        .content()
        .get();
    assert_eq!(
        read(of_drive),
        "GET /v1.0/drives/b!9fx/root:/Reports/2026%20%231.xlsx:/content"
    );
    let of_site = v1::sites()
        .id("contoso.sharepoint.com,1,2")
        .drive()
        .items()
        .id("01A")
        .content()
        .get();
    assert_eq!(
        read(of_site),
        "GET /v1.0/sites/contoso.sharepoint.com,1,2/drive/items/01A/content"
    );
    let of_group = v1::groups().id("g1").drive().root().children().list();
    assert_eq!(sent(&of_group), "GET /v1.0/groups/g1/drive/root/children");
    let of_user = v1::users()
        .id("adele@contoso.com")
        .drive()
        .items()
        .id("01A")
        .get()
        .select([DriveItem::NAME]);
    assert_eq!(
        sent(&of_user),
        "GET /v1.0/users/adele@contoso.com/drive/items/01A?$select=name"
    );
}

#[test]
fn a_small_file_is_put_and_a_folder_made() {
    let root = v1::drives().id("d1").root();
    let put = root.by_path("Reports/note.txt").content().put(b"A note".to_vec());
    assert_eq!(
        sent(&put),
        "PUT /v1.0/drives/d1/root:/Reports/note.txt:/content\ncontent-type: application/octet-stream\nA note"
    );
    let folder = DriveItem {
        name: Some("Plans".into()),
        folder: Some(Folder::default()),
        ..Default::default()
    };
    assert_eq!(
        sent(&root.children().create(folder)),
        "POST /v1.0/drives/d1/root/children\ncontent-type: application/json\n{\"@odata.type\":\"#microsoft.graph.driveItem\",\"name\":\"Plans\",\"folder\":{}}"
    );
}

#[test]
fn a_file_is_copied_and_moved() {
    let item = v1::drives().id("d1").items().id("01A");
    let to = ItemReference {
        drive_id: Some("d1".into()),
        id: Some("01B".into()),
        ..Default::default()
    };
    let copy = CopyBody {
        parent_reference: Some(to.clone()),
        name: Some("copy.txt".into()),
        ..Default::default()
    };
    assert_eq!(
        sent(&item.copy(copy)),
        "POST /v1.0/drives/d1/items/01A/copy\ncontent-type: application/json\n\
         {\"parentReference\":{\"driveId\":\"d1\",\"id\":\"01B\"},\"name\":\"copy.txt\"}"
    );
    let moved = UpdateBody {
        parent_reference: to.into(),
        ..Default::default()
    };
    assert_eq!(
        sent(&item.update(moved)),
        "PATCH /v1.0/drives/d1/items/01A\ncontent-type: application/json\n\
         {\"parentReference\":{\"driveId\":\"d1\",\"id\":\"01B\"}}"
    );
}
