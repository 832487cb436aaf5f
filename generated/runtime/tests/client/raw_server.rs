//! A server that writes what it is told, byte by byte: for answers that no proper server gives.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;

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
    /// These bytes for each request, on one connection, as long as the client stays.
    KeepAlive(Vec<u8>),
}

/// A server of which each connection has a script of its own; the last one is for all that follow.
pub(crate) struct RawServer {
    address: SocketAddr,
    log: Arc<Log>,
}

/// What a server has seen.
#[derive(Default)]
struct Log {
    requests: Mutex<Vec<String>>,
    connections: AtomicUsize,
    changed: Notify,
}

impl RawServer {
    pub(crate) async fn start(scripts: Vec<Script>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let log = Arc::new(Log::default());
        let server = Self {
            address,
            log: Arc::clone(&log),
        };
        tokio::spawn(async move {
            for number in 0.. {
                let Ok((stream, _)) = listener.accept().await else {
                    return;
                };
                log.connections.fetch_add(1, Ordering::SeqCst);
                let script = scripts.get(number).or(scripts.last()).unwrap().clone();
                tokio::spawn(answer(stream, script, Arc::clone(&log)));
            }
        });
        server
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The heads of the requests.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.log.requests.lock().unwrap().clone()
    }

    /// Resolves when there have been so many requests.
    pub(crate) async fn wait_for_requests(&self, count: usize) {
        loop {
            let changed = self.log.changed.notified();
            if self.requests().len() >= count {
                return;
            }
            changed.await;
        }
    }

    /// Number of connections that there have been.
    pub(crate) fn connections(&self) -> usize {
        self.log.connections.load(Ordering::SeqCst)
    }
}

async fn answer(mut stream: TcpStream, script: Script, log: Arc<Log>) {
    if let Script::Greeting(bytes) = script {
        let _ = stream.write_all(&bytes).await;
        return;
    }
    while let Some(head) = read_head(&mut stream).await {
        log.requests.lock().unwrap().push(head);
        log.changed.notify_waiters();
        match &script {
            Script::Bytes(bytes) => {
                let _ = stream.write_all(bytes).await;
                let _ = stream.shutdown().await;
                return;
            }
            Script::KeepAlive(bytes) => {
                let _ = stream.write_all(bytes).await;
            }
            Script::Stall(bytes) => {
                let _ = stream.write_all(bytes).await;
                return wait_for_the_end(&mut stream).await;
            }
            Script::Greeting(_) | Script::Silence => return wait_for_the_end(&mut stream).await,
        }
    }
}

/// The head of the next request; `None` when the client has gone.
async fn read_head(stream: &mut TcpStream) -> Option<String> {
    let mut request = Vec::new();
    let mut buffer = [0; 4096];
    while !request.windows(4).any(|window| window == b"\r\n\r\n") {
        match stream.read(&mut buffer).await {
            Ok(0) | Err(_) => return None,
            Ok(count) => request.extend_from_slice(&buffer[..count]),
        }
    }
    Some(String::from_utf8_lossy(&request).into_owned())
}

async fn wait_for_the_end(stream: &mut TcpStream) {
    let mut buffer = [0; 4096];
    while matches!(stream.read(&mut buffer).await, Ok(1..)) {}
}

/// An answer with this head and body. The connection is closed after it, whatever length the head announces.
pub(crate) fn cut(head: &str, body: &str) -> Script {
    Script::Bytes(format!("HTTP/1.1 {head}\r\n\r\n{body}").into_bytes())
}

/// The values of a header in the requests that a server had.
pub(crate) fn header_of(server: &RawServer, name: &str) -> Vec<String> {
    let value = |head: &String| {
        let mut lines = head.lines();
        lines.find_map(|line| line.strip_prefix(&format!("{name}: ")).map(str::to_owned))
    };
    let values = server.requests();
    values
        .iter()
        .map(|head| value(head).unwrap_or_default())
        .collect()
}
