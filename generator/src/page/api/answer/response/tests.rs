use proptest::prelude::*;

use super::*;
use crate::page::api::testing;

/// What a sentence says, in short: `200 [user]`, `204 empty`, `200 stream`.
fn response(sentence: &str) -> (String, Vec<Code>) {
    let page = format!("# Get x\n\n## Response\n\n{sentence}\n\n## Example\n\n### Response\n\nText.\n");
    let (facts, codes) = testing::read(&page, read);
    let mut words: Vec<String> = facts.status.iter().map(ToString::to_string).collect();
    if let Some(ty) = facts.content.ty() {
        let name = match ty.name.clone() {
            SpelledType::Named { name, .. } => name,
            SpelledType::Primitive(primitive) => format!("Edm.{}", primitive.as_str()),
            other => format!("{other:?}"),
        };
        words.push(if ty.collection { format!("[{name}]") } else { name });
    }
    words.extend(match facts.content {
        StatedContent::Unsaid | StatedContent::Value(_) => None,
        StatedContent::Empty => Some("empty".to_owned()),
        StatedContent::Bytes | StatedContent::BytesOrValue(_) => Some("stream".to_owned()),
        StatedContent::Count => Some("count".to_owned()),
    });
    (words.join(" "), codes)
}

#[test]
fn sentences_of_the_pages() {
    for (sentence, expected) in [
        (
            "If successful, this action returns a `200 OK` response code and no object in the response body.",
            "200 empty",
        ),
        (
            "If successful, this action returns a `200 OK` response code and no resource object in the body.",
            "200 empty",
        ),
        (
            "If successful, this method returns a `200 OK` response code and a collection of [user](../resources/user.md) objects in the response body.",
            "200 [user]",
        ),
        (
            "If successful, this method returns a `200 OK` response code and [user](../resources/user.md) object in the response body.",
            "200 user",
        ),
        (
            "If successful, this method returns a `201 Created` response code and a new [user](../resources/user.md) object in the response body.",
            "201 user",
        ),
        (
            "If successful, this method returns a `200 OK` response code and the requested [session](../resources/callrecords-session.md) objects in the response body.",
            "200 [session]",
        ),
        (
            "If successful, this function returns a `200 OK` response code and a [accessReviewInstance](../resources/accessreviewinstance.md) collection in the response body.",
            "200 [accessReviewInstance]",
        ),
        (
            "If successful, this method returns a `200 OK` response code and [event](../resources/event.md) collection object in the response body.",
            "200 [event]",
        ),
        (
            "If successful, this method returns a `200 OK` response code and an array of [x](../resources/x.md) objects in the response body.",
            "200 [x]",
        ),
        (
            "If successful, this method returns a `200 OK` response code and a list of [shared](../resources/insights-shared.md) items in the response body.",
            "200 [shared]",
        ),
        (
            "If successful, this method returns a `202 Accepted` response code and tries again. If the [user](../resources/user.md) object doesn't exist, this method will return `404 Not Found`.",
            "202 empty",
        ),
        // The word in the name of a type is not the word "collection".
        (
            "If successful, this method returns a `200 OK` response code and a [settingGroupCollectionDefinition](../resources/x.md) object in the response body.",
            "200 settingGroupCollectionDefinition",
        ),
        (
            "If successful, this method returns a `200 OK` response code and a String collection object in the response body.",
            "200 [Edm.String]",
        ),
        (
            "If successful, this function returns a `200 OK` response code and a Boolean in the response body.",
            "200 Edm.Boolean",
        ),
        (
            "If successful, this method returns `200, OK` response code. If the group is added to the policy, a `true` value is returned in the response body. Otherwise, a `false` value is returned in the response body.",
            "200 Edm.Boolean",
        ),
        (
            "If successful, this action returns a `200 OK` response code and a Stream in the response body.",
            "200 stream",
        ),
        (
            "If successful, this method returns a `200 OK` response code and the image or file binary data in the response body.",
            "200 stream",
        ),
        (
            "If successful, this method returns a `204 No Content` response code. It does not return anything in the response body.",
            "204 empty",
        ),
        (
            "If successful, this method returns `204 No Content` response code.",
            "204 empty",
        ),
        (
            "If successful, this method returns a `200 OK` response code. It does not return anything in the response body.",
            "200 empty",
        ),
        (
            "If successful, this method returns a `202 Accepted` response code.",
            "202 empty",
        ),
        (
            "If successful, this method returns a `202 Accepted` response code and an `Operation-Location` header. Poll the Operation-Location endpoint to [get the status of the operation](/graph/api/onenoteoperation-get).",
            "202 empty",
        ),
        (
            "If successful, this method returns a `302 Found` response that redirects to a preauthenticated download URL for the report.",
            "302 empty",
        ),
        (
            "If successful, this method returns `202 Accepted` response code. It does not return anything in the response body. This action answers otherwise where the **sendResponse** parameter is set to `false`.",
            "202 empty",
        ),
        (
            "If successful, this method returns a 200 OK response code and the newly created **chat** resource in the response body.",
            "200 chat",
        ),
        (
            "If successful, this method returns ```200 OK``` response code and a **customer** object in the response body.",
            "200 customer",
        ),
        (
            "If successful, this method returns a 200-series response code and a new [oAuth2PermissionGrant](../resources/oauth2permissiongrant.md) object in the response body.",
            "oAuth2PermissionGrant",
        ),
        (
            "If successful, this method returns `204 No Content` response and empty content. If the request specifies `Prefer` header with `return=representation` preference, then this method returns a `200 OK` response code and updated [plannerPlan](../resources/plannerplan.md) object in the response body.",
            "204 200 plannerPlan",
        ),
        (
            "If successful, this method returns a `201 Created` response code if a new meeting is created, or a `200 OK` response code if an existing meeting is retrieved. In both cases, an [onlineMeeting](../resources/onlinemeeting.md) object is returned in the response body.",
            "201 200 onlineMeeting",
        ),
        (
            "If successful, this method returns a `204 No Content` response code. It does not return anything in the response body. This method returns a `400 Bad Request` response code when the object is already a member of the group.",
            "204 empty",
        ),
        (
            "If successful, this method returns a `204 No Content` response code. If unsuccessful, a `4xx` error will be returned with specific details: [error](../resources/publicerror.md).",
            "204 empty",
        ),
        (
            "This method returns a collection of [site](../resources/site.md) resources that the user is following.",
            "[site]",
        ),
        (
            "If successful, this method returns a `200 OK` response code and a summary of Office 365 products.",
            "200",
        ),
    ] {
        assert_eq!(response(sentence), (expected.to_owned(), vec![]), "{sentence}");
    }
}

#[test]
fn what_is_not_understood_is_reported() {
    let (said, codes) = response("Returns details about how to monitor the progress.");
    assert_eq!((said.as_str(), codes), ("", vec![Code::UnknownResponse]));
    let (said, codes) = response(
        "If successful, this method returns a `204 No Content` response code and an [x](../resources/x.md) object in the response body.",
    );
    assert_eq!((said.as_str(), codes), ("204 empty", vec![Code::UnknownResponse]));
    let (said, codes) = response(
        "The response will be a JSON object containing the following properties:\n\n|Name|\n|:-|\n|url|",
    );
    assert_eq!(
        (said.as_str(), codes),
        ("Edm.Untyped", vec![Code::UnknownResponse])
    );
}

#[test]
fn a_page_without_the_section() {
    let page = "# Get x\n\n## Example\n\n### Response\n\nHere is an example of the response.\n";
    let (facts, codes) = testing::read(page, read);
    assert_eq!((facts.sentence, facts.status, codes), (None, vec![], vec![]));
}

proptest! {
    #[test]
    fn any_sentence_is_read(words in proptest::collection::vec(
        prop_oneof![
            "[a-zA-Z0-9.,é\u{a0}*`]{1,6}",
            Just("`200 OK`".to_owned()),
            Just("[x](../resources/x.md)".to_owned()),
            Just("**b**".to_owned()),
            Just("collection".to_owned()),
            Just("object".to_owned()),
            Just("returns".to_owned()),
        ],
        0..12,
    )) {
        response(&words.join(" "));
        response(&words.join("\u{a0}"));
    }
}

#[test]
fn an_answer_in_two_formats() {
    let page = "# report: get\n\n## Response\n\n### CSV\n\nIf successful, this method returns a `302 Found` response that \
                redirects to a URL.\n\n### JSON\n\nIf successful, this method returns a `200 OK` response code and a \
                **[row](row.md)** object in the response body.\n\n## Example\n\n### Response\n\nText.\n";
    let (facts, codes) = testing::read(page, read);
    assert_eq!((facts.status, codes), (vec![302, 200], vec![]));
    assert!(
        matches!(facts.content.ty().map(|ty| &ty.name), Some(SpelledType::Named { name, .. }) if name == "row")
    );
}
