//! What `Debug` and `Display` show: no secret and no address that is one, whatever the type.

use std::fmt::{Debug, Display};
use std::sync::{Arc, Mutex};

use graph_runtime::client::{
    AccessToken, Client, ClientBuilder, DeltaChange, DeltaState, Error, ErrorKind, ResponseBody, TokenError,
    TokenFn, TokenRequest, TransportError, TransportErrorKind, TransportFn, WorkState, bytes::Bytes,
};
use graph_runtime::{Request, Step, http};

use crate::sample::{Content, Copy, Create, CreateSession, Delta, Get, Item, List};
use crate::setup::{TestTimer, settings};

/// Text that is in every place where a program or the service can have a secret.
const SECRET: &str = "hunter2";

/// Everything that was printed.
#[derive(Clone, Default)]
struct Printed(Arc<Mutex<Vec<String>>>);

impl Printed {
    fn debug(&self, value: &impl Debug) {
        for text in [format!("{value:?}"), format!("{value:#?}")] {
            self.0.lock().unwrap().push(text);
        }
    }

    fn error(&self, error: &(impl Debug + Display)) {
        self.debug(error);
        self.0.lock().unwrap().push(error.to_string());
    }
}

impl Drop for Printed {
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        for text in self.0.lock().unwrap().iter() {
            assert!(!text.contains(SECRET), "{text}");
        }
    }
}

/// A service whose answers are full of secrets.
fn full_of_secrets(status: u16, body: &'static str) -> ClientBuilder {
    let transport = TransportFn::new(move |_: http::Request<Vec<u8>>| {
        http::Response::builder()
            .status(status)
            .header("set-cookie", SECRET)
            .header("x-secret", SECRET)
            .header("content-type", "application/json")
            .header("location", "https://store.example/file?sig=hunter2")
            .header(
                "www-authenticate",
                "Negotiate hunter2, Bearer realm=\"hunter2\", claims=\"hunter2\"",
            )
            .body(body.into())
            .unwrap()
    });
    settings("https://graph.microsoft.com", &TestTimer::default())
        .token(SECRET)
        .transport(transport)
}

fn client(status: u16, body: &'static str) -> Client {
    full_of_secrets(status, body).build().unwrap()
}

#[tokio::test]
async fn requests_and_clients() {
    let printed = Printed::default();
    printed.debug(&full_of_secrets(200, "{}"));
    printed.debug(&Client::builder().base_url("https://a:hunter2@b.example"));
    let client = client(200, r#"{"value": []}"#);
    printed.debug(&client);
    let request: Request<Create> = Create::new(&[], Item::named(SECRET))
        .add_query("key", SECRET)
        .header("x-secret", SECRET)
        .raw_body("text/plain", SECRET);
    printed.debug(&request);
    let call = || client.send(Get::new(&[SECRET], ()));
    printed.debug(&call());
    printed.debug(&call().into_future());
    printed.debug(&call().send_with_head());
    printed.debug(&Step::new(client.clone(), "v1.0").to_with("/{id}", &[SECRET.into()]));
    printed.debug(&client.send(List::new(&[], ())).pages());
    printed.debug(&client.send(List::new(&[], ())).items());
    printed.debug(
        &client
            .send(Delta::new(&[], ()))
            .changes(Some(DeltaState::from_link(SECRET))),
    );
    printed.debug(&DeltaState::from_link(SECRET));
    printed.debug(&client.send(Copy::new(&[SECRET], Item::default())).wait());
    printed.debug(&client.work("https://store.example/hunter2"));
    let mut batch = client.batch();
    let ticket = batch.add(request).unwrap();
    printed.debug(&batch);
    printed.debug(&(ticket.id(), ticket));
    let upload = client
        .send(CreateSession::new(&[SECRET], ()))
        .upload(Bytes::from_static(b"hunter2"));
    printed.debug(&upload);
    printed.debug(&client.upload("https://store.example/hunter2", Bytes::from_static(b"hunter2")));
    printed.debug(&client.download("https://store.example/hunter2"));
}

#[tokio::test]
async fn a_printed_token_shows_no_secret() {
    let printed = Printed::default();
    let token = AccessToken::new(SECRET);
    printed.debug(&token);
    printed.debug(&TokenRequest::new(["scope"]).with_rejected(token));
    printed.debug(&TokenFn::new(|_| {
        std::future::ready(Ok::<_, Error>(AccessToken::new(SECRET)))
    }));
    printed.error(&TokenError::new("it is out of order"));
}

#[tokio::test]
async fn a_printed_answer_shows_no_secret() {
    let printed = Printed::default();
    let ok = client(
        200,
        r#"{"responses": [{"id": "0", "status": 200, "headers": {"Set-Cookie": "hunter2"}, "body": "hunter2"},
        {"id": "1", "status": 302, "headers": {"Location": "https://a.example/?sig=hunter2"}}]}"#,
    );
    let mut batch = ok.batch();
    let _ = batch.add(Content::new(&["1"], ())).unwrap();
    let redirect = batch.add(Content::new(&["1"], ())).unwrap();
    let mut answers = batch.send().await;
    printed.debug(&answers);
    printed.error(&answers.take(redirect).unwrap_err());
    let download = client(200, SECRET)
        .send(Content::new(&["1"], ()))
        .download()
        .await
        .unwrap();
    printed.debug(&download);
    printed.debug(&client(200, SECRET).send(Content::new(&["1"], ())).await.unwrap());
    printed.debug(&ResponseBody::from(SECRET.as_bytes().to_vec()));
    let accepted = client(202, "").send(Copy::new(&["1"], Item::default()));
    printed.debug(&accepted.await.unwrap());
    let mut work =
        client(202, r#"{"status": "running", "secret": "hunter2"}"#).work("https://graph.microsoft.com/a");
    let state = work.ask().await.unwrap();
    assert!(matches!(state, WorkState::Running(_)));
    printed.debug(&state);
    let mut work = client(
        200,
        r#"{"status": "completed", "resourceLocation": "https://a.example/?sig=hunter2"}"#,
    )
    .work("https://graph.microsoft.com/a");
    printed.debug(&work.ask().await.unwrap());
}

#[tokio::test]
async fn a_printed_error_shows_no_secret() {
    let printed = Printed::default();
    let get = |client: &Client| client.send(Get::new(&[SECRET], ())).into_future();
    for status in [200, 302, 400, 401, 403, 410, 429, 500] {
        let error = get(&client(status, SECRET)).await.unwrap_err();
        printed.error(&error);
        printed.error(&error.last().kind());
        if let Some(service) = error.service() {
            printed.error(service);
            printed.debug(&service.challenge());
        }
        printed.debug(&error.resync());
    }
    let gone = client(410, "");
    let mut changes = gone.send(Delta::new(&[], ())).changes(None);
    let change = changes.next().await.unwrap().unwrap();
    assert!(matches!(change, DeltaChange::Resync(_)));
    printed.debug(&change);
    let link = "https://evil.example/hunter2?sig=hunter2";
    printed.error(&gone.pages_from::<Item>(link).next().await.unwrap().unwrap_err());
    printed.error(&gone.pages_from::<Item>(SECRET).next().await.unwrap().unwrap_err());
    printed.error(
        &gone
            .follow::<Item>("http://evil.example/hunter2")
            .await
            .unwrap_err(),
    );
    printed.error(&TransportError::new(TransportErrorKind::Broken, "reset"));
    let setting = Client::builder().base_url("https://a.example/?hunter2").build();
    assert!(matches!(
        setting.as_ref().map_err(Error::kind),
        Err(ErrorKind::Setting { .. })
    ));
    printed.error(&setting.unwrap_err());
}

/// What a service says is what people need to find the fault. It says addresses, too, and some carry a permission.
#[tokio::test]
async fn an_error_shows_what_the_service_says_without_the_secrets_in_it() {
    let printed = Printed::default();
    let body = r#"{"error": {"code": "badLink", "message": "see https://a.example/b?sig=hunter2 or Bearer hunter2, please",
        "target": "https://a.example/t?sig=hunter2", "details": [{"message": "https://a.example/d?sig=hunter2",
        "target": "https://a.example/?sig=hunter2"}], "innerError": {"message": "https://a.example/i?sig=hunter2"}}}"#;
    let error = client(400, body).send(Get::new(&["1"], ())).await.unwrap_err();
    printed.error(&error);
    printed.error(error.service().unwrap());
    assert_eq!(
        error.to_string(),
        "GET /items/{itemId}: 400 Bad Request: badLink: \
         see https://a.example/b?[redacted] or Bearer [redacted], please"
    );
    assert!(error.service().unwrap().message.contains(SECRET));
}
