//! The server as a program.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

const PAGES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs-input");

fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_graph-test-server"));
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Ends the program with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn it_prints_its_address_and_serves_there() {
    let folder = tempfile::tempdir().unwrap();
    let seed = folder.path().join("seed.json");
    std::fs::write(&seed, r#"{"/users": [{"id": "u1", "displayName": "Megan"}]}"#).unwrap();
    let program = command()
        .args([
            "--input",
            PAGES,
            "--port",
            "0",
            "--log",
            "--at-least",
            "users=3",
            "--fault",
            "503 /groups",
        ])
        .arg("--seed")
        .arg(&seed)
        .spawn()
        .unwrap();
    let mut program = Running(program);
    let mut url = String::new();
    BufReader::new(program.0.stdout.take().unwrap())
        .read_line(&mut url)
        .unwrap();
    let address = url
        .trim()
        .strip_prefix("http://")
        .unwrap_or_else(|| panic!("{url}"));
    let get = |path: &str| {
        let mut connection = TcpStream::connect(address).unwrap();
        let head = format!(
            "GET {path} HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer any\r\nconnection: close\r\n\r\n"
        );
        connection.write_all(head.as_bytes()).unwrap();
        let mut answer = String::new();
        connection.read_to_string(&mut answer).unwrap();
        answer
    };
    let users = get("/v1.0/users?$top=2");
    assert!(
        users.starts_with("HTTP/1.1 200 OK") && users.contains("Megan 1"),
        "{users}"
    );
    // The links of a page lead to where the client found the server.
    assert!(
        users.contains(&format!("\"@odata.nextLink\":\"http://{address}/v1.0/users?")),
        "{users}"
    );
    assert!(get("/v1.0/groups").starts_with("HTTP/1.1 503"));

    program.0.kill().unwrap();
    let mut said = String::new();
    program
        .0
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut said)
        .unwrap();
    assert!(said.contains("operations, ready after"), "{said}");
    assert!(
        said.contains("GET /v1.0/users?$top=2 -> 200 (List users)\n"),
        "{said}"
    );
    assert!(
        said.contains("GET /v1.0/groups -> 503 serviceNotAvailable: A test asked for this answer.\n"),
        "{said}"
    );
}

#[test]
fn what_goes_wrong_is_told_with_exit_code_2() {
    let folder = tempfile::tempdir().unwrap();
    let broken = folder.path().join("broken.json");
    std::fs::write(&broken, "{\"/users\": [}").unwrap();
    let broken = broken.to_str().unwrap();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = taken.local_addr().unwrap().port().to_string();
    for (arguments, message) in [
        (&[][..], "--input"),
        (
            &["--input", "nowhere"],
            "error: the input `nowhere` does not exist",
        ),
        (
            &["--input", PAGES, "--seed", "nowhere.json"],
            "error: cannot read `nowhere.json`",
        ),
        (
            &["--input", PAGES, "--seed", broken],
            "error: the seed is no JSON: expected value at line 1 column 13",
        ),
        (
            &["--input", PAGES, "--port", &taken],
            "error: cannot listen at 127.0.0.1:",
        ),
        (
            &["--input", PAGES, "--fault", "teapot"],
            "a fault begins with a status",
        ),
    ] {
        let output = command().args(arguments).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(message), "{said}");
    }
}
