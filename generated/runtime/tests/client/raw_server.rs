//! A server that writes what it is told, byte by byte: for answers that no proper server gives.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What a connection is answered with.
#[derive(Clone)]
pub(crate) enum Script {
    /// These bytes; then the connection is closed.
    Bytes(Vec<u8>),
    /// These bytes, before the client has said anything; then the connection is closed.
    Greeting(Vec<u8>),
    /// Nothing, for as long as the client stays.
    Silence,
    /// These bytes, and then nothing.
    Stall(Vec<u8>),
}

/// A server of which each connection has a script of its own; the last one is for all that follow.
pub(crate) struct RawServer {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<String>>>,
}

impl RawServer {
    pub(crate) async fn start(scripts: Vec<Script>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&requests);
        tokio::spawn(async move {
            for number in 0.. {
                let Ok((stream, _)) = listener.accept().await else {
                    return;
                };
                let script = scripts.get(number).or(scripts.last()).unwrap().clone();
                tokio::spawn(answer(stream, script, Arc::clone(&log)));
            }
        });
        Self { address, requests }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The heads of the requests, one for each connection.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

async fn answer(mut stream: TcpStream, script: Script, log: Arc<Mutex<Vec<String>>>) {
    if let Script::Greeting(bytes) = script {
        let _ = stream.write_all(&bytes).await;
        return;
    }
    let mut request = Vec::new();
    let mut buffer = [0; 4096];
    while !request.windows(4).any(|window| window == b"\r\n\r\n") {
        match stream.read(&mut buffer).await {
            Ok(0) | Err(_) => return,
            Ok(count) => request.extend_from_slice(&buffer[..count]),
        }
    }
    log.lock()
        .unwrap()
        .push(String::from_utf8_lossy(&request).into_owned());
    match script {
        Script::Bytes(bytes) => {
            let _ = stream.write_all(&bytes).await;
            let _ = stream.shutdown().await;
        }
        Script::Stall(bytes) => {
            let _ = stream.write_all(&bytes).await;
            wait_for_the_end(&mut stream).await;
        }
        Script::Greeting(_) | Script::Silence => wait_for_the_end(&mut stream).await,
    }
}

async fn wait_for_the_end(stream: &mut TcpStream) {
    let mut buffer = [0; 4096];
    while matches!(stream.read(&mut buffer).await, Ok(1..)) {}
}
