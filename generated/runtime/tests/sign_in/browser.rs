use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use graph_runtime::client::{SignIn, SignInError};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;
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

/// A program of this machine, or a page, can open any number of connections and be as slow as it likes.
#[tokio::test]
async fn many_connections_that_say_nothing_hold_nobody_up() {
    let authority = Authority::start().await;
    let closed = Arc::<Mutex<Option<bool>>>::default();
    let open = {
        let closed = Arc::clone(&closed);
        move |url: &str| {
            let url: Url = url.parse().unwrap();
            let closed = Arc::clone(&closed);
            tokio::spawn(async move {
                let query: Form = url.query_pairs().into_owned().collect();
                let port: Url = query["redirect_uri"].parse().unwrap();
                let address = ("127.0.0.1", port.port().unwrap());
                let mut silent = Vec::new();
                for _ in 0..300 {
                    let mut stream = TcpStream::connect(address).await.unwrap();
                    stream.write_all(b"GET /?co").await.unwrap();
                    silent.push(stream);
                }
                // The first is closed, for the last to be read.
                let mut bytes = [0; 1];
                let first = timeout(Duration::from_secs(5), silent[0].read(&mut bytes)).await;
                *closed.lock().unwrap() = Some(matches!(first, Ok(Ok(0) | Err(_))));
                get(&location(&get(&url).await)).await;
                drop(silent);
            });
            Ok(())
        }
    };
    let builder = SignIn::browser_with("app", open);
    let sign_in = settings(builder, &authority, &TestTimer::default())
        .build()
        .unwrap();
    assert_eq!(token(&sign_in, &request()).await.unwrap(), "access-1");
    assert_eq!(*closed.lock().unwrap(), Some(true));
}

/// Heads that come byte by byte, are too long, or are of another method and no HTTP at all.
#[tokio::test]
async fn odd_requests_are_none() {
    let authority = Authority::start().await;
    let open = move |url: &str| {
        let url: Url = url.parse().unwrap();
        tokio::spawn(async move {
            let query: Form = url.query_pairs().into_owned().collect();
            let port: Url = query["redirect_uri"].parse().unwrap();
            let address = ("127.0.0.1", port.port().unwrap());
            let target = format!("/?code=forged&state={}", query["state"]);
            for head in [
                format!("POST {target} HTTP/1.1\r\n\r\n"),
                format!("HEAD {target} HTTP/1.1\r\n\r\n"),
                format!("GET /{} HTTP/1.1\r\n\r\n", "a".repeat(100_000)),
                "GET\r\n\r\n".to_owned(),
                "\r\n\r\n".to_owned(),
                "\u{16}\u{3}\u{1}".to_owned(),
            ] {
                let mut stream = TcpStream::connect(address).await.unwrap();
                // What is too long is not read to its end.
                let _ = stream.write_all(head.as_bytes()).await;
                let _ = stream.shutdown().await;
                let mut answer = Vec::new();
                let _ = stream.read_to_end(&mut answer).await;
                assert!(!answer.starts_with(b"HTTP/1.1 200"), "{head:.40}");
            }
            let redirect = location(&get(&url).await);
            let mut stream = TcpStream::connect(address).await.unwrap();
            let head = format!("GET {} HTTP/1.1\r\n\r\n", &redirect[url::Position::BeforePath..]);
            for byte in head.as_bytes() {
                stream.write_all(&[*byte]).await.unwrap();
                stream.flush().await.unwrap();
                tokio::task::yield_now().await;
            }
            let mut answer = String::new();
            stream.read_to_string(&mut answer).await.unwrap();
            assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        });
        Ok(())
    };
    let builder = SignIn::browser_with("app", open);
    let sign_in = settings(builder, &authority, &TestTimer::default())
        .build()
        .unwrap();
    assert_eq!(token(&sign_in, &request()).await.unwrap(), "access-1");
}
