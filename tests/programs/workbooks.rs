//! A range of a workbook in SharePoint.

use graph_corpus::v1;
use graph_corpus::v1::requests::workbook_range::UpdateBody;

use crate::sent::{json, sent};

#[test]
fn a_range_in_sharepoint_is_read_and_written() {
    let item = v1::sites().id("root").drive().root().by_path("Numbers.xlsx");
    let sheet = item.workbook().worksheets().id("Sheet 1");
    let range = sheet.range_address("A1:B2");
    let path =
        "/v1.0/sites/root/drive/root:/Numbers.xlsx:/workbook/worksheets/Sheet%201/range(address='A1:B2')";
    assert_eq!(sent(&range.get()), format!("GET {path}"));
    let values = UpdateBody {
        values: json(r#"[["a", 1], ["b", 2]]"#).into(),
        ..Default::default()
    };
    assert_eq!(
        sent(&range.update(values)),
        format!("PATCH {path}\ncontent-type: application/json\n{{\"values\":[[\"a\",1],[\"b\",2]]}}")
    );
}
