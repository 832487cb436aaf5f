use super::*;
use crate::page::api::testing;

/// Its name, and whether it is required.
type Header = (String, bool);

fn header_facts(rows: &str) -> (Vec<Header>, Option<String>, Vec<Code>) {
    let page = format!("# Get x\n\n## Request headers\n\n{rows}\n\n## Request body\n");
    let (found, codes) = testing::read(&page, read);
    let headers = found
        .headers
        .into_iter()
        .map(|header| (header.name.value, header.required == Some(true)))
        .collect();
    (
        headers,
        found
            .content_type
            .other()
            .map(|content_type| content_type.value.clone()),
        codes,
    )
}

#[test]
fn header_tables() {
    let (headers, content_type, codes) = header_facts(
        "|Header|Value|\n|:---|:---|\n|Authorization|Bearer {token}. Required.|\n|Content-Type|application/json|\n|**If-Match**|Last known ETag value. Required.|\n|Accept|application/json|\n|ConsistencyLevel|eventual. This header and `$count` are required when using `$search`.|",
    );
    assert_eq!(codes, []);
    assert_eq!(content_type, None);
    assert_eq!(
        headers,
        [
            ("If-Match".to_owned(), true),
            ("Accept".to_owned(), false),
            ("ConsistencyLevel".to_owned(), false),
        ]
    );
}

#[test]
fn header_tables_with_names_and_types() {
    let (headers, content_type, codes) = header_facts(
        "| Name | Type | Description|\n|:---|:---|:---|\n| Authorization | string | Bearer {token}. Required. |\n| Content-Type | string | image/jpeg. Required. |\n| Prefer: outlook.timezone | string | The time zone. Optional. |\n| Workbook-Session-Id | string | Workbook session Id that determines if changes are persisted. |",
    );
    assert_eq!(codes, []);
    assert_eq!(content_type.as_deref(), Some("image/jpeg"));
    assert_eq!(
        headers,
        [
            ("Prefer".to_owned(), false),
            ("Workbook-Session-Id".to_owned(), false),
        ]
    );
    let (headers, _, codes) = header_facts("|Name|Description|\n|:---|:---|\n|two words|x|");
    assert_eq!((headers, codes), (vec![], vec![Code::UnknownRow]));
}

#[test]
fn headers_that_sentences_call_required() {
    let (headers, _, codes) = header_facts(
        "|Name|Description|\n|:---|:---|\n|workbook-session-id|The session.|\n|Prefer|What is answered.|\n\n> **Note:** The workbook-session-id header is required, and you must include the `If-Match` header.\n",
    );
    assert_eq!(codes, []);
    assert_eq!(
        headers,
        [
            ("workbook-session-id".to_owned(), true),
            ("Prefer".to_owned(), false),
            ("If-Match".to_owned(), true),
        ]
    );
}

#[test]
fn rows_of_one_header_describe_it_together() {
    let page = "# Get x\n\n## Request headers\n\n|Name|Type|Description|\n|:--|:--|:--|\n\
                |Prefer: kite.timezone|string|The zone of times. Optional.|\n|If-Match|string|The tag.|\n\
                |`prefer: kite.tail=\"red\"`|string|The tail. Required.|\n|Prefer|string|kite.maxpagesize={x}|\n";
    let (found, codes) = testing::read(page, read);
    let headers: Vec<_> = found
        .headers
        .iter()
        .map(|header| {
            let description = header.description.as_ref().map(Text::plain);
            (header.name.value.as_str(), header.required, description)
        })
        .collect();
    let all = "kite.timezone: The zone of times. Optional. kite.tail=\"red\": The tail. Required. kite.maxpagesize={x}";
    assert_eq!(codes, []);
    assert_eq!(
        headers,
        [
            ("Prefer", Some(true), Some(all.to_owned())),
            ("If-Match", None, Some("The tag.".to_owned())),
        ]
    );
}
