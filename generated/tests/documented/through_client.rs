//! The documented requests through the client, to a local server that answers as documented.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use generated::runtime as rt;
use rt::Operation;
use rt::client::Client;
use rt::http;
use tokio::runtime::Runtime;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::example::{Answer, Example, Failure, Visitor};

/// Sends each request and looks at what arrived and at what came back.
struct ThroughClient {
    runtime: Runtime,
    server: MockServer,
    client: Client,
    sent: usize,
    failures: Vec<String>,
}

impl ThroughClient {
    fn new() -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let server = runtime.block_on(MockServer::start());
        let client = Client::builder()
            .base_url(server.uri())
            .token("a token")
            .build()
            .unwrap();
        Self {
            runtime,
            server,
            client,
            sent: 0,
            failures: Vec::new(),
        }
    }

    fn check<O: Operation>(
        &mut self,
        example: &'static Example,
        request: rt::Request<O>,
        read: impl FnOnce(&Answer, &O::Response) -> Result<(), Failure>,
    ) {
        let result = self.runtime.block_on(async {
            self.server.reset().await;
            let answer = Mock::given(any()).respond_with(template(example.answer.as_ref()));
            answer.mount(&self.server).await;
            let response = self.client.send(request).await;
            let received = self.server.received_requests().await.unwrap_or_default();
            let [arrived] = received.as_slice() else {
                return Err(format!("{} requests arrived", received.len()).into());
            };
            example.check_request(&as_http(arrived)?)?;
            match &example.answer {
                Some(answer) => read(answer, &response?),
                None => Ok(()),
            }
        });
        self.sent += 1;
        if let Err(error) = result {
            self.failures.push(example.describe(&error));
        }
    }
}

impl Visitor for ThroughClient {
    fn model<O: Operation>(&mut self, example: &'static Example, request: rt::Request<O>)
    where
        O::Response: rt::Model,
    {
        self.check(example, request, |answer, response| answer.check_model(response));
    }

    fn other<O: Operation>(&mut self, example: &'static Example, request: rt::Request<O>) {
        self.check(example, request, |_, _| Ok(()));
    }
}

/// The documented answer; one without content where the page shows none.
fn template(answer: Option<&Answer>) -> ResponseTemplate {
    let Some(answer) = answer else {
        return ResponseTemplate::new(204);
    };
    let template = ResponseTemplate::new(answer.status).set_body_raw(answer.body, "application/json");
    let headers = answer.headers.iter();
    headers.fold(template, |template, (name, value)| {
        template.insert_header(*name, *value)
    })
}

fn as_http(request: &wiremock::Request) -> Result<http::Request<Vec<u8>>, Failure> {
    let mut arrived = http::Request::builder()
        .method(request.method.clone())
        .uri(request.url.as_str())
        .body(request.body.clone())?;
    *arrived.headers_mut() = request.headers.clone();
    Ok(arrived)
}

#[test]
fn documented_requests_arrive_and_their_answers_are_read() {
    let mut visitor = ThroughClient::new();
    let built = crate::visit(&mut visitor);
    assert!(built.is_ok(), "a documented value is none of its type: {built:?}");
    assert!(visitor.failures.is_empty(), "{}", visitor.failures.join("\n"));
    assert_eq!(visitor.sent, crate::EXAMPLES.iter().sum::<usize>());
}
