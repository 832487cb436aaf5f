//! What the service refuses by what its pages say: names, values, options, headers, permissions.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::sync::LazyLock;

use graph_test_server::{Service, Settings};
use serde_json::{Value, json};

#[path = "shared/asking.rs"]
mod asking;

use asking::{PAGES, ask, ask_with};

/// A service that no test of this file changes.
static SERVICE: LazyLock<Service> = LazyLock::new(asking::service);

#[test]
fn a_query_names_what_the_objects_have() {
    for (query, message) in [
        (
            "$select=id,displayNam",
            "Could not find a property named 'displayNam' on type 'microsoft.graph.user'.",
        ),
        (
            "$orderby=nothing desc",
            "Could not find a property named 'nothing' on type 'microsoft.graph.user'.",
        ),
        (
            "$filter=nothing eq 'a'",
            "Could not find a property named 'nothing' on type 'microsoft.graph.user'.",
        ),
        (
            "$expand=nothing",
            "Could not find a property named 'nothing' on type 'microsoft.graph.user'.",
        ),
        (
            "$expand=manager($levels=2)",
            "The query option '$levels' is not supported by this local server.",
        ),
        (
            "$filter=accountEnabled eq 'true'",
            "A comparison of 'accountEnabled' has incompatible types: it is of the type 'Edm.Boolean'.",
        ),
        (
            "$filter=displayName eq 5",
            "A comparison of 'displayName' has incompatible types: it is of the type 'Edm.String'.",
        ),
        (
            "$filter=displayName eq Mara",
            "A comparison of 'displayName' has incompatible types: it is of the type 'Edm.String'.",
        ),
        (
            "$apply=x",
            "The query option '$apply' is not supported by this local server.",
        ),
    ] {
        let answer = ask(&SERVICE, "GET", &format!("/v1.0/users?{query}"), &Value::Null);
        assert_eq!(answer.refusal(), (400, message), "{query}");
    }
    for query in [
        "$select=id,DisplayName,microsoft.graph.user/mail",
        "$filter=accountEnabled eq true and startswith(displayName,'M')",
        "$expand=manager($select=id)",
        "$filter=displayName in ('a','b')",
    ] {
        let answer = ask(&SERVICE, "GET", &format!("/v1.0/users?{query}"), &Value::Null);
        assert_eq!(answer.refusal(), (200, ""), "{query}");
    }
}

#[test]
fn a_body_has_what_its_page_knows() {
    let user = |changes: Value| {
        let mut body = json!({
            "accountEnabled": true, "displayName": "New", "mailNickname": "new", "userPrincipalName": "new@example.com",
            "passwordProfile": {"password": "secret", "forceChangePasswordNextSignIn": true},
        });
        body.as_object_mut()
            .unwrap()
            .extend(changes.as_object().unwrap().clone());
        let answer = ask(&SERVICE, "POST", "/v1.0/users", &body);
        (answer.status, answer.refusal().1.to_owned())
    };
    for (changes, message) in [
        (
            json!({"nothing": 1}),
            "Could not find a property named 'nothing' on type 'microsoft.graph.user'.",
        ),
        (
            json!({"accountEnabled": "yes"}),
            "Invalid value specified for property 'accountEnabled': a value of the type Edm.Boolean is expected.",
        ),
        (
            json!({"displayName": ["a"]}),
            "Invalid value specified for property 'displayName': a value of the type Edm.String is expected.",
        ),
        (
            json!({"businessPhones": "1"}),
            "Invalid value specified for property 'businessPhones': a list is expected.",
        ),
        (
            json!({"passwordProfile": {"pass": "x"}}),
            "Could not find a property named 'pass' on type 'microsoft.graph.passwordProfile'.",
        ),
        (
            json!({"passwordProfile": "x"}),
            "Invalid value specified for property 'passwordProfile': an object of the type 'microsoft.graph.passwordProfile' is expected.",
        ),
    ] {
        assert_eq!(user(changes.clone()), (400, message.to_owned()), "{changes}");
    }
    assert_eq!(
        user(json!({"jobTitle": null, "@odata.type": "#microsoft.graph.user"})).0,
        201
    );

    let statuses =
        "/v1.0/deviceManagement/deviceConfigurations/c41e5b70-0d8a-4f29-b6e7-52a93d1c8f04/deviceStatuses";
    for (body, message) in [
        (
            json!({"status": "perfect"}),
            "Invalid value specified for property 'status': a member of 'microsoft.graph.complianceStatus' is expected.",
        ),
        (
            json!({"lastReportedDateTime": "yesterday"}),
            "Invalid value specified for property 'lastReportedDateTime': a value of the type Edm.DateTimeOffset is expected.",
        ),
    ] {
        assert_eq!(
            ask(&SERVICE, "POST", statuses, &body).refusal(),
            (400, message),
            "{body}"
        );
    }
}

#[test]
fn a_body_says_what_it_is() {
    let body = json!({"displayName": "New"});
    let post = |ty: Option<&str>| {
        let mut request =
            http::Request::post("http://localhost/v1.0/groups").header("authorization", "Bearer any");
        if let Some(ty) = ty {
            request = request.header("content-type", ty);
        }
        let request = request.body(body.to_string().into_bytes()).unwrap();
        SERVICE.respond(&request).status().as_u16()
    };
    assert_eq!(post(None), 400);
    assert_eq!(post(Some("text/plain")), 415);
}

#[test]
fn a_token_has_the_permissions_that_the_page_names() {
    let service = Service::new(Settings::new(PAGES).check_permissions()).unwrap();
    let get = |token: &str| {
        let token = format!("Bearer {token}");
        ask_with(
            &service,
            "GET",
            "/v1.0/users",
            &[("authorization", &token)],
            &Value::Null,
        )
    };
    let denied = get("Mail.Send");
    assert_eq!(
        (denied.status, &denied.json["error"]["code"]),
        (403, &json!("Authorization_RequestDenied"))
    );
    assert!(denied.refusal().1.contains("User.ReadBasic.All"), "{denied:?}");
    assert_eq!(get("Mail.Send,user.read.all").status, 200);
}
