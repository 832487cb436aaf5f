use std::io;
use std::sync::{Arc, Mutex};

use graph_runtime::client::{SignIn, SignInError};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use url::Url;

use crate::authority::{Authority, Form};
use crate::setup::{TestTimer, cause, request, settings, token};

/// Gets a URL of this machine; what comes back is the whole response.
async fn get(url: &Url) -> String {
    let address = (
        url.host_str().unwrap().replace("localhost", "127.0.0.1"),
        url.port().unwrap(),
    );
    let mut stream = TcpStream::connect(address).await.unwrap();
    let target = &url[url::Position::BeforePath..];
    let head = format!("GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut response = String::new();
    stream.read_to_string(&mut response).await.unwrap();
    response
}

/// Follows the redirect of the authority.
fn location(response: &str) -> Url {
    let line = response.lines().find_map(|line| {
        line.split_once(": ")
            .filter(|(name, _)| name.eq_ignore_ascii_case("location"))
    });
    line.unwrap().1.parse().unwrap()
}

/// A browser in which the person signs in at once; it shows its last page.
fn browser(shown: &Arc<Mutex<String>>) -> impl Fn(&str) -> io::Result<()> + Send + Sync + 'static {
    let shown = Arc::clone(shown);
    move |url: &str| {
        let (url, shown) = (url.parse().unwrap(), Arc::clone(&shown));
        tokio::spawn(async move {
            let redirect = location(&get(&url).await);
            let page = get(&redirect).await;
            *shown.lock().unwrap() = page;
        });
        Ok(())
    }
}

#[tokio::test]
async fn the_code_of_the_browser_becomes_a_token() {
    let authority = Authority::start().await;
    let shown = Arc::default();
    let builder = SignIn::browser_with("app", browser(&shown));
    let sign_in = settings(builder, &authority, &TestTimer::default())
        .build()
        .unwrap();
    let challenge = r#"{"access_token":{"acrs":{"essential":true,"value":"c1"}}}"#;
    assert_eq!(
        token(&sign_in, &request().with_claims(challenge)).await.unwrap(),
        "access-1"
    );
    let state = authority.state();
    let query = &state.authorizations[0];
    assert_eq!(query["client_id"], "app");
    assert_eq!(query["response_type"], "code");
    assert_eq!(query["scope"], "User.Read offline_access");
    let claims = r#"{"access_token":{"acrs":{"essential":true,"value":"c1"},"xms_cc":{"values":["cp1"]}}}"#;
    assert_eq!(query["claims"], claims);
    assert!(query["state"].len() >= 16);
    assert_eq!(state.forms[0]["claims"], claims);
}

#[tokio::test]
async fn a_person_who_declines() {
    let authority = Authority::start().await;
    authority.state().browser_error = Some("access_denied");
    let shown = Arc::default();
    let builder = SignIn::browser_with("app", browser(&shown));
    let sign_in = settings(builder, &authority, &TestTimer::default())
        .build()
        .unwrap();
    let error = token(&sign_in, &request()).await.unwrap_err();
    assert!(matches!(cause(&error), SignInError::Declined), "{error:?}");
}

#[tokio::test]
async fn no_browser() {
    let authority = Authority::start().await;
    let builder = SignIn::browser_with("app", |_| Err(io::Error::other("there is none")));
    let sign_in = settings(builder, &authority, &TestTimer::default())
        .build()
        .unwrap();
    let error = token(&sign_in, &request()).await.unwrap_err();
    assert_eq!(error.to_string(), "the browser cannot be used: there is none");
}

/// Other pages, and the browser itself, send requests to the port too.
#[tokio::test]
async fn only_the_answer_of_the_authority_counts() {
    let authority = Authority::start().await;
    let shown = Arc::<Mutex<Vec<String>>>::default();
    let open = {
        let shown = Arc::clone(&shown);
        move |url: &str| {
            let url: Url = url.parse().unwrap();
            let shown = Arc::clone(&shown);
            tokio::spawn(async move {
                let query: Form = url.query_pairs().into_owned().collect();
                let port: Url = query["redirect_uri"].parse().unwrap();
                // Connections that are opened and not used, or closed at once.
                let address = ("127.0.0.1", port.port().unwrap());
                let unused = TcpStream::connect(address).await.unwrap();
                drop(TcpStream::connect(address).await.unwrap());
                for target in [
                    "/favicon.ico",
                    "/?code=forged",
                    "/?code=forged&state=1",
                    "/?error=access_denied&state=1",
                ] {
                    let page = get(&port.join(target).unwrap()).await;
                    assert!(page.starts_with("HTTP/1.1 404 "), "{page}");
                }
                let page = get(&location(&get(&url).await)).await;
                shown.lock().unwrap().push(page);
                drop(unused);
            });
            Ok(())
        }
    };
    let sign_in = settings(
        SignIn::browser_with("app", open),
        &authority,
        &TestTimer::default(),
    )
    .build()
    .unwrap();
    assert_eq!(token(&sign_in, &request()).await.unwrap(), "access-1");
    while shown.lock().unwrap().is_empty() {
        tokio::task::yield_now().await;
    }
    let pages = shown.lock().unwrap();
    assert!(pages[0].starts_with("HTTP/1.1 200 OK\r\n"), "{pages:?}");
    assert!(
        pages[0].ends_with("You are signed in. You can close this window."),
        "{pages:?}"
    );
}
