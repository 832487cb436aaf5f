//! Proxies, which the environment names.

use std::process::Command;

use graph_runtime::client::{Client, ErrorKind, RetryPolicy};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::raw_server::{RawServer, Script};
use crate::sample::Delete;

/// Says that this process is the one with the proxy.
const INSIDE: &str = "GRAPH_RUNTIME_TEST_OF_PROXIES";

/// The environment is that of the process, so the test runs itself in one of its own.
#[tokio::test(flavor = "multi_thread")]
async fn a_proxy_is_passed_by_on_the_way_to_this_machine() {
    if std::env::var_os(INSIDE).is_some() {
        return send().await;
    }
    let refusal = b"HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n".to_vec();
    let proxy = RawServer::start(vec![Script::Bytes(refusal)]).await;
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args([
            "--exact",
            "proxies::a_proxy_is_passed_by_on_the_way_to_this_machine",
        ])
        .env(INSIDE, "1")
        .env_remove("NO_PROXY")
        .env_remove("no_proxy");
    for name in ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy"] {
        command.env(name, proxy.url());
    }
    let output = tokio::task::spawn_blocking(move || command.output())
        .await
        .unwrap()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let lines: Vec<String> = proxy
        .requests()
        .iter()
        .map(|head| head.lines().next().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(lines, ["CONNECT graph.microsoft.com:443 HTTP/1.1"]);
}

/// Sends a request to this machine and one to the service.
async fn send() {
    let server = MockServer::start().await;
    Mock::given(any())
        .respond_with(ResponseTemplate::new(204))
        .mount(&server)
        .await;
    let by_name = server.uri().replace("127.0.0.1", "localhost");
    for url in [server.uri(), by_name] {
        let client = Client::builder().base_url(url).token("secret").build().unwrap();
        client.send(Delete::new(&["1"], ())).await.unwrap();
    }
    let client = Client::builder()
        .token("secret")
        .retry(RetryPolicy::never())
        .build()
        .unwrap();
    let error = client.send(Delete::new(&["1"], ())).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Transport(_)), "{error:?}");
}
