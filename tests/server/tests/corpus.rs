//! The program and the examples of the whole documentation.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test that cannot go on fails; the figures are what people read"
)]

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use generator::Config;
use graph_test_server::{Service, Settings};

#[path = "shared/examples.rs"]
mod examples;

use examples::{send, with_ids};

/// Ends the program with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
#[ignore = "needs GRAPH_DOCS: a checkout of the documentation"]
fn the_program_serves_the_corpus() {
    let program = Command::new(env!("CARGO_BIN_EXE_graph-test-server"))
        .arg("--input")
        .arg(graph_test_pages::corpus())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut program = Running(program);
    let mut url = String::new();
    BufReader::new(program.0.stdout.take().unwrap())
        .read_line(&mut url)
        .unwrap();
    let address = url.trim().strip_prefix("http://").unwrap();
    let mut connection = TcpStream::connect(address).unwrap();
    let head = format!(
        "GET /v1.0/me/messages?$top=1&$select=subject HTTP/1.1\r\nhost: {address}\r\n\
         authorization: Bearer any\r\nconnection: close\r\n\r\n"
    );
    connection.write_all(head.as_bytes()).unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).unwrap();
    assert!(
        answer.starts_with("HTTP/1.1 200 OK") && answer.contains("\"subject\":"),
        "{answer}"
    );
}

/// How the documented requests are answered: with the documented status, or with another one.
#[derive(Debug, PartialEq, Eq)]
struct Figures {
    as_documented: usize,
    otherwise: usize,
    /// Requests that go on with what another service has begun, and those that name no host: request lines whose answer a page
    /// shows.
    of_another_service: usize,
    /// Requests whose URL leaves an id open that no page shows.
    open: usize,
}

/// What the pages of July 2021 reach. What is answered otherwise:
///
/// | answer | requests | cause |
/// |---|---|---|
/// | 400 | 32 | the page sends the example to beta, or to a path that no page documents (`/defaultPages`) |
/// | 400 | 9 | the body is no JSON |
/// | 400 | 6 | what the server does not know (`isof`, `$levels`), what the page misspells (`$orderbydisplayName`), and links with more than a link |
/// | 404 | 20 | the body links an object whose id the page leaves open (13), or the example calls an object as none of its page does |
/// | 405, 412 | 3 | the example sends another method, or the entity tag of another object |
/// | 200, 204 | 8 | the example shows a status that is not that of the documented response |
const REACHED: Figures = Figures {
    as_documented: 1_927,
    otherwise: 78,
    of_another_service: 88,
    open: 333,
};

#[test]
#[ignore = "needs GRAPH_DOCS: a checkout of the documentation"]
fn documented_requests_get_documented_answers() {
    let pages = graph_test_pages::corpus();
    let model = Config::new(&pages).model_with(&()).unwrap();
    let service = Service::new(Settings::new(&pages)).unwrap();
    let mut figures = Figures {
        as_documented: 0,
        otherwise: 0,
        of_another_service: 0,
        open: 0,
    };
    let mut others: BTreeMap<(u16, u16), Vec<String>> = BTreeMap::new();
    let operations = model.operations.iter();
    let examples =
        operations.flat_map(|operation| operation.examples.iter().map(move |example| (operation, example)));
    for (operation, example) in examples {
        let (Some(shown), Some(documented)) = (&example.request, &example.response) else {
            continue;
        };
        // What the service of the pages had begun, this one has not: uploads, and tokens of links. A request line names no
        // host, and leaves its ids open.
        if !shown.url.as_str().contains("graph.microsoft.com/") || shown.url.as_str().contains("token=") {
            figures.of_another_service += 1;
            continue;
        }
        service.reset();
        let url = with_ids(&service, &model, shown, documented);
        // Where the pages list nothing, what they leave open stays open.
        if url.contains('{') {
            figures.open += 1;
            continue;
        }
        let (status, _) = send(&service, shown.method.as_str(), &url, &shown.headers, &shown.body);
        let status = status.as_u16();
        // Of what a page says of the status, its example may say something else.
        if status == documented.status.value || operation.response.status.contains(&status) {
            figures.as_documented += 1;
        } else {
            figures.otherwise += 1;
            let line = service.exchanges().last().unwrap().to_string();
            others
                .entry((documented.status.value, status))
                .or_default()
                .push(line);
        }
    }
    for ((documented, status), lines) in &others {
        println!(
            "{documented} is documented, {status} is answered: {}",
            lines.len()
        );
        for line in lines {
            println!("    {line}");
        }
    }
    assert_eq!(figures, REACHED);
}
