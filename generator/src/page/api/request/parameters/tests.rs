use super::*;
use crate::page::api::testing;

fn options(paragraph: &str, answer: AnsweredContent) -> Vec<String> {
    let page = format!("# Get x\n\n## Optional query parameters\n\n{paragraph}\n\n## Request headers\n");
    let (found, codes) = testing::read(&page, |page, sink| parameters(page, &Body::default(), sink));
    assert_eq!(codes, [], "{paragraph}");
    let options = found.options.parameters(answer);
    options.into_iter().map(|option| option.name.value).collect()
}

#[test]
fn prose_says_how_many_objects_a_page_has() {
    for (paragraph, expected) in [
        (
            "Use `$top` to customize the page size. The default page size is 100.",
            Some("100"),
        ),
        (
            "- `$top` for the size of pages. The default is 20 and maximum 999.\n- `$select`",
            Some("20"),
        ),
        ("Use `$top` and `$skip`. The default is 20.", None),
        (
            "This method supports `$select` and `$top`. The default and maximum page sizes are 100 and 999 objects respectively.",
            Some("100"),
        ),
        (
            "Use `$top` and `$skip`. The default page size is 100 and the maximum is 999.",
            Some("100"),
        ),
        ("The default page size is 100. It supports `$select`.", None),
        ("Use `$top` for large pages. The default is **all**.", None),
    ] {
        let page = format!("# List x\n\n## Optional query parameters\n\n{paragraph}\n\n## Request headers\n");
        let (found, _) = testing::read(&page, |page, sink| parameters(page, &Body::default(), sink));
        let options = found.options.parameters(AnsweredContent::Collection);
        let defaults: Vec<&str> = options
            .iter()
            .filter_map(|option| option.default.as_deref())
            .collect();
        assert_eq!(defaults.first().copied(), expected, "{paragraph}");
        assert!(defaults.len() < 2, "{paragraph}");
    }
}

#[test]
fn items_behind_a_denial_are_denied() {
    for (list, offered, denied) in [
        (
            "- There is no support for:\n  - `$search`\n  - `$orderby`\n- You can use `$select`.",
            "$select",
            "$orderby $search",
        ),
        (
            "These query parameters are not supported:\n\n- `$search`\n- `$skip`\n\nUse `$top` for large pages.",
            "$top",
            "$search $skip",
        ),
        (
            "- There is limited support for `$filter`:\n  - Only by `id`.\n- `$top` for large pages.",
            "$filter $top",
            "",
        ),
    ] {
        let page = format!("# Get x\n\n## Optional query parameters\n\n{list}\n\n## Request headers\n");
        let (found, codes) = testing::read(&page, |page, sink| parameters(page, &Body::default(), sink));
        assert_eq!(codes, [], "{list}");
        let options = found.options.parameters(AnsweredContent::Collection);
        let unsupported = found.options.unsupported(&options);
        let names: Vec<&str> = options.iter().map(|option| option.name.value.as_str()).collect();
        let keys: Vec<&str> = unsupported.iter().map(|option| option.value).collect();
        assert_eq!(
            (names.join(" "), keys.join(" ")),
            (offered.to_owned(), denied.to_owned()),
            "{list}"
        );
    }
}

#[test]
fn an_introduction_denies_options_and_offers_none() {
    let text = "All kites come at once. `$top` and `$skiptoken` are not supported. Use `$select` with care.\n\n`$search` is not supported when kites fly.";
    let page = format!("# List kites\n\n{text}\n\n## HTTP request\n");
    let (found, codes) = testing::read(&page, |page, sink| parameters(page, &Body::default(), sink));
    assert_eq!(codes, []);
    let offered = found.options.parameters(AnsweredContent::Collection);
    assert!(offered.is_empty(), "{offered:?}");
    let denied = found.options.unsupported(&offered);
    let denied: Vec<&str> = denied.into_iter().map(|option| option.value).collect();
    assert_eq!(denied, ["$top", "$skiptoken"]);
}

#[test]
fn options_in_prose() {
    for (paragraph, expected) in [
        (
            "This method supports the `$select` and `$expand` [OData query parameters](/graph/query-parameters) to help customize the response.",
            "$select $expand",
        ),
        (
            "This method supports the `select` OData query parameter to help customize the response.",
            "$select",
        ),
        (
            "This method supports the $filter, $select, and $expand [OData query parameters](/graph/query-parameters).",
            "$filter $select $expand",
        ),
        (
            "You can use the [$top](/graph/query-parameters#top-parameter) query parameter to control the number of items per response. Maximum allowed `$top` value is 50. The other OData query parameters are not currently supported.",
            "$top",
        ),
        (
            "This method supports the following OData query parameters:\n- `$orderBy`\n- `$skipToken`\n- `$count=true`",
            "$orderby $skiptoken $count",
        ),
        (
            "This method does **not** support the [OData Query Parameters](/graph/query-parameters) to help customize the response (e.g. $filter is not supported here).",
            "",
        ),
        (
            "This operation does not support the OData query parameters to customize the response.",
            "",
        ),
        ("There is no support for `$search`. Use `$filter`.", "$filter"),
        (
            "This method supports the OData query parameters except `$search`, `$count`, and `$expand`.",
            "$filter $orderby $select $skip $top",
        ),
        (
            "This method supports the OData query parameters.\n\nValid `expand` values are `crew`. `$top` is at least 1.",
            "$expand $top $count $filter $orderby $search $select $skip",
        ),
        (
            "This method supports some OData query parameters.\n- You can use `$filter`.\n- `$top` for pages.",
            "$filter $top",
        ),
        ("None of the OData query parameters are supported.", ""),
        (
            "It supports the `$expand` OData query parameter, except for the **sail** and **mast** properties.",
            "$expand",
        ),
        (
            "It supports the OData query parameters, such as `$filter` and `$top`, except `$top`.",
            "$filter",
        ),
        (
            "This method supports `$filter`.\n\n```http\nGET /kites?$top=5&$filter=name eq 'a'&crew=A\n```",
            "$filter $top",
        ),
        (
            "Supports the orderBy and `$top` query parameters.",
            "$orderby $top",
        ),
        ("None.", ""),
    ] {
        assert_eq!(
            options(paragraph, AnsweredContent::Collection).join(" "),
            expected,
            "{paragraph}"
        );
    }
}

#[test]
fn options_that_are_not_named() {
    let paragraph = "This method supports the [OData Query Parameters](/graph/query-parameters) to help customize the response.";
    assert_eq!(
        options(paragraph, AnsweredContent::Object),
        ["$expand", "$select"]
    );
    assert_eq!(options(paragraph, AnsweredContent::Collection).len(), 8);
}

/// The keys of the options that a list offers, and of those that are not supported.
fn offered_and_denied(text: &str) -> (String, String) {
    let page = format!("# Get x\n\n## Optional query parameters\n\n{text}\n\n## Request headers\n");
    let (found, codes) = testing::read(&page, |page, sink| parameters(page, &Body::default(), sink));
    assert_eq!(codes, [], "{text}");
    let mut offered = found.query;
    offered.extend(found.options.parameters(AnsweredContent::Collection));
    let denied = found.options.unsupported(&offered);
    let offered: Vec<String> = offered.into_iter().map(|option| option.name.value).collect();
    let denied: Vec<&str> = denied.into_iter().map(|option| option.value).collect();
    (offered.join(" "), denied.join(" "))
}

#[test]
fn options_that_are_denied() {
    const ALL: &str = "$count $expand $filter $orderby $search $select $skip $top";
    for (text, offered, denied) in [
        // Silence is no denial.
        (
            "This method supports the `$top` OData query parameter.",
            "$top",
            "",
        ),
        (
            "This method supports some of the OData query parameters, including `$select`.",
            "$select",
            "",
        ),
        ("Not supported.", "", ALL),
        (
            "This method does not support the OData query parameters.",
            "",
            ALL,
        ),
        (
            "This method does **not** support any OData query parameters (for example, `$filter` is not supported here).",
            "",
            ALL,
        ),
        (
            "Use the `$top` query parameter to page. The other OData query parameters are not currently supported.",
            "$top",
            "$count $expand $filter $orderby $search $select $skip",
        ),
        (
            "`$top` is supported. The other OData query parameters aren't currently supported.",
            "$top",
            "$count $expand $filter $orderby $search $select $skip",
        ),
        (
            "This method supports the [OData query parameters](/q) for paging.",
            "$skip $top",
            "",
        ),
        (
            "Query parameters other than `$select` are not supported.",
            "$select",
            "$count $expand $filter $orderby $search $skip $top",
        ),
        (
            "This method supports the OData query parameters.\n\n> **Note:** $filter is not supported.",
            "$count $expand $orderby $search $select $skip $top",
            "$filter",
        ),
        (
            "This method supports `$select`. `$top` and `$skiptoken` are not supported.",
            "$select",
            "$top $skiptoken",
        ),
        (
            "Some operators are not supported: `$count`, `$search`.",
            "",
            "$count $search",
        ),
        (
            "This method supports `$filter` and `$top`, but does not support `$orderby`.",
            "$filter $top",
            "$orderby",
        ),
        // What holds in some cases or for some properties only denies nothing, and offers nothing.
        (
            "The **madeDateTime** property of a bowl does not support `$select`. To read it, send no `$select`.",
            "",
            "",
        ),
        ("`$skip` is not supported when you use `$search`.", "", ""),
        ("`$filter` is not supported on **size**.", "", ""),
    ] {
        let expected = (offered.to_owned(), denied.to_owned());
        assert_eq!(offered_and_denied(text), expected, "{text}");
    }
}

#[test]
fn options_in_tables_and_lists() {
    let announced = "This method supports the following OData query parameters.\n\n|Name|Description|\n|:---|:---|\n|$filter|Which.|\n|$orderBy|How.|";
    assert_eq!(offered_and_denied(announced).0, "$filter $orderBy");
    let unannounced = announced.replace("the following", "the");
    assert!(offered_and_denied(&unannounced).0.contains("$select"));
    let list = "The following [OData query parameters](/graph/query-parameters) are supported:\n- `$top`, how many come at once. At most **50**.\n- `$skip`, how many are left out.\n- `$filter` allows to choose. Only the **gt** operator is supported.";
    assert_eq!(offered_and_denied(list).0, "$top $skip $filter");
    let page =
        "# Get x\n\n## Query parameters\n\n|Parameter|Description|\n|:---|:---|\n|$orderbyname|A slip.|\n";
    let (found, codes) = testing::read(page, |page, sink| parameters(page, &Body::default(), sink));
    assert_eq!((found.query.len(), codes), (0, vec![Code::UnknownRow]));
}

#[test]
fn headers_in_the_prose_about_the_query() {
    let names = |text: &str| {
        let page = format!("# Get x\n\n## Optional query parameters\n\n{text}\n");
        let (found, _) = testing::read(&page, |page, sink| parameters(page, &Body::default(), sink));
        let headers = found.headers.into_iter();
        headers.map(|header| header.name.value).collect::<Vec<_>>()
    };
    for (text, expected) in [
        (
            "To search, send the **ConsistencyLevel** header set to `eventual`.",
            &["ConsistencyLevel"][..],
        ),
        (
            "Add `$count=true` and the header, `ConsistencyLevel=eventual`.",
            &["ConsistencyLevel"],
        ),
        (
            "Times are not changed by the `Prefer: outlook.timezone` header.",
            &["Prefer"],
        ),
        ("Send `Bearer` in the `Authorization` header.", &[]),
        ("For the use of **ConsistencyLevel**, see elsewhere.", &[]),
    ] {
        assert_eq!(names(text), expected, "{text}");
    }
}

#[test]
fn tables_of_parameters() {
    let page = "# x: y\n\n## Query parameters\n\nIn the request URL, provide the following required query parameters with values.\n\n|Parameter|Type|Description|\n|:---|:---|:---|\n|startDateTime|String|The start.|\n|$top|Int32|Optional. How many.|\n\n### Path parameters\n\n|Parameter name|Value|Description|\n|:---|:---|:---|\n|_groupId_|string|Required. The group.|\n\n## Function parameters\n\n|Parameter|Type|Required?|Description|\n|:---|:---|:---|:---|\n|period|Edm.String|Yes|The period.|\n";
    let (found, codes) = testing::read(page, |page, sink| parameters(page, &Body::default(), sink));
    assert_eq!(codes, []);
    let facts = |rows: Vec<ParameterFacts>| {
        rows.into_iter()
            .map(|row| (row.name.value, row.ty.is_some(), row.required == Some(true)))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        facts(found.query),
        [
            ("startDateTime".to_owned(), true, true),
            ("$top".to_owned(), true, false)
        ]
    );
    assert_eq!(
        facts(found.path),
        [
            ("groupId".to_owned(), true, true),
            ("period".to_owned(), true, true)
        ]
    );
}

/// The descriptions of the options that a section names.
fn descriptions(section: &str) -> Vec<String> {
    let page = format!("# Get x\n\n## Optional query parameters\n\n{section}\n\n## Request headers\n");
    let (found, _) = testing::read(&page, |page, sink| parameters(page, &Body::default(), sink));
    let options = found.options.parameters(AnsweredContent::Collection);
    let rows = found.query.into_iter().chain(options);
    rows.map(|row| format!("{}: {}", row.name.value, row.description.unwrap().plain()))
        .collect()
}

#[test]
fn what_is_listed_below_an_item_belongs_to_its_options() {
    let nested = "- There is limited support for `$filter` and `$orderby`:\n  - `$filter` knows *flown*.\n  - `$orderby` knows **name**.\n  - Both are slow.\n- `$top` has no list:\n";
    assert_eq!(
        descriptions(nested),
        [
            "$filter: There is limited support for $filter and $orderby: $filter knows flown. Both are slow.",
            "$orderby: There is limited support for $filter and $orderby: $orderby knows name. Both are slow.",
            "$top: $top has no list:",
        ]
    );
}

#[test]
fn patterns_are_examples_of_what_a_sentence_offers() {
    let table = "|Pattern|Syntax|Notes|\n|:--|:--|:--|\n|Filter|`/kites?$filter=name eq 'a'`|By name.|\n|Filter|`/kites?$filter=flown gt 5`|By time.|\n|Limit|`/kites?$top=5`|How many.|\n";
    let sentence = "This method supports `$filter` (**name**, **flown**) and `$top`.";
    let found = descriptions(&format!("{sentence}\n\n{table}"));
    assert_eq!(found[0], "$top: How many.");
    assert_eq!(
        found[1],
        "$filter: This method supports $filter (name, flown) and $top."
    );
    assert_eq!(descriptions(table), ["$filter: By name.", "$top: How many."]);
}
