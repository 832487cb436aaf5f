//! A list of users with all that a query can say, and the pages that follow.

use std::sync::{Arc, Mutex};

use graph_corpus::client::{Client, TransportFn};
use graph_corpus::runtime::http;
use graph_corpus::v1;
use graph_corpus::v1::models::{DirectoryObject, User};

use crate::sent::sent;

#[test]
fn a_list_takes_all_options() {
    let named_so = User::DISPLAY_NAME
        .starts_with("O'N")
        .and(User::ACCOUNT_ENABLED.eq(true));
    let request = v1::users()
        .list()
        .select([User::ID, User::DISPLAY_NAME, User::MAIL])
        .filter(named_so)
        .order_by([User::DISPLAY_NAME.desc()])
        .expand([User::MANAGER.expansion().select([DirectoryObject::ID])])
        .top(100)
        .count(true)
        .search("\"mail:adele\"");
    assert_eq!(
        sent(&request),
        "GET /v1.0/users?$select=id,displayName,mail&$filter=startswith(displayName,'O''N')%20and%20accountEnabled%20eq%20true\
         &$orderby=displayName%20desc&$expand=manager($select=id)&$top=100&$count=true&$search=%22mail:adele%22\n\
         consistencylevel: eventual"
    );
}

#[tokio::test]
async fn pages_follow_each_other_to_the_last() {
    let asked = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&asked);
    let service = TransportFn::new(move |request: http::Request<Vec<u8>>| {
        let mut asked = log.lock().expect("no other test has it");
        let level = request.headers().get("consistencylevel").cloned();
        asked.push((request.uri().query().unwrap_or_default().to_owned(), level));
        let page = asked.len();
        let link = match page {
            1 | 2 => format!(r#""@odata.nextLink": "https://graph.microsoft.com/v1.0/users?$skiptoken={page}","#),
            _ => String::new(),
        };
        let answer = format!(r#"{{{link} "value": [{{"displayName": "Adele {page}"}}]}}"#);
        http::Response::new(answer.into_bytes())
    });
    let client = Client::builder().transport(service).build().expect("the settings are right");
    let users = v1::users().list().filter(User::MAIL.ends_with("@contoso.com"));
    let users = client.send(users).items().try_collect().await.expect("the service answers");
    let names: Vec<_> = users.into_iter().filter_map(|user| user.display_name).collect();
    assert_eq!(names, ["Adele 1", "Adele 2", "Adele 3"]);
    let (queries, levels): (Vec<_>, Vec<_>) = asked.lock().expect("no other test has it").drain(..).unzip();
    assert_eq!(
        queries,
        ["$filter=endswith(mail,%27@contoso.com%27)&$count=true", "$skiptoken=1", "$skiptoken=2"]
    );
    assert!(levels.iter().all(|level| level.as_ref().is_some_and(|level| level == "eventual")));
}

#[test]
fn a_user_is_created_changed_and_deleted() {
    use graph_corpus::runtime::Patch;
    use graph_corpus::v1::models::PasswordProfile;
    use graph_corpus::v1::requests::user::{CreateBody, UpdateBody};

    let user = CreateBody {
        account_enabled: Some(true),
        display_name: Some("Adele Vance".into()),
        mail_nickname: Some("AdeleV".into()),
        user_principal_name: Some("AdeleV@contoso.com".into()),
        password_profile: Some(PasswordProfile {
            force_change_password_next_sign_in: Some(true),
            password: Some("xWwvJ]6NMw+bWH-d".into()),
            ..Default::default()
        }),
        ..Default::default()
    };
    assert_eq!(
        sent(&v1::users().create(user)),
        "POST /v1.0/users\ncontent-type: application/json\n\
         {\"accountEnabled\":true,\"displayName\":\"Adele Vance\",\"mailNickname\":\"AdeleV\",\
         \"passwordProfile\":{\"forceChangePasswordNextSignIn\":true,\"password\":\"xWwvJ]6NMw+bWH-d\"},\
         \"userPrincipalName\":\"AdeleV@contoso.com\"}"
    );
    let changes = UpdateBody {
        job_title: "Head of lamps".into(),
        mobile_phone: Patch::null(),
        ..Default::default()
    };
    let adele = v1::users().id("AdeleV@contoso.com");
    assert_eq!(
        sent(&adele.update(changes)),
        "PATCH /v1.0/users/AdeleV@contoso.com\ncontent-type: application/json\n\
         {\"jobTitle\":\"Head of lamps\",\"mobilePhone\":null}"
    );
    assert_eq!(sent(&adele.delete()), "DELETE /v1.0/users/AdeleV@contoso.com");
}
