//! A request as it goes over the wire, as text.

use graph_corpus::runtime::{Operation, Request, Value};

/// The method, the address, the headers and the body of a request, as a service would get it. JSON is printed with the
/// keys in the order in which they are sent.
pub(crate) fn sent<O: Operation>(request: &Request<O>) -> String {
    let sent = request
        .to_http("https://graph.microsoft.com")
        .expect("the request can be sent");
    let uri = sent.uri().to_string();
    let place = uri
        .strip_prefix("https://graph.microsoft.com")
        .expect("the request goes to the service");
    let mut text = format!("{} {place}", sent.method());
    for (name, value) in sent.headers() {
        if name != "accept" {
            text.push_str(&format!(
                "\n{name}: {}",
                value.to_str().expect("headers are text")
            ));
        }
    }
    if !sent.body().is_empty() {
        text.push('\n');
        text.push_str(std::str::from_utf8(sent.body()).unwrap_or("bytes"));
    }
    text
}

/// The body of a request as JSON, to be compared whatever the order of its keys.
pub(crate) fn body<O: Operation>(request: &Request<O>) -> Value {
    let sent = request
        .to_http("https://graph.microsoft.com")
        .expect("the request can be sent");
    json(&String::from_utf8_lossy(sent.body()))
}

/// A text as JSON.
pub(crate) fn json(text: &str) -> Value {
    text.parse().expect("the text is JSON")
}
