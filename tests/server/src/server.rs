//! The service behind a port of this machine.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::header;
use http_body_util::BodyExt;
use hyper::body::{Body, Frame, Incoming, SizeHint};
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use tokio::net::TcpListener;
use tokio::task::{JoinHandle, JoinSet};

use crate::Error;
use crate::faults::Transmission;
use crate::service::Service;
use crate::settings::Settings;

/// A server on a port of this machine. It stops when it is dropped.
pub struct GraphServer {
    address: SocketAddr,
    service: Arc<Service>,
    accepting: JoinHandle<()>,
}

impl GraphServer {
    /// Reads the pages and starts a server on a free port that only this machine reaches.
    ///
    /// # Errors
    /// When the pages cannot be read, or do not document the path of a seed.
    pub async fn start(settings: Settings) -> Result<Self, Error> {
        Self::start_at(settings, (Ipv4Addr::LOCALHOST, 0)).await
    }

    /// Reads the pages and starts a server at an address. It is a server for tests: whoever reaches it can use it.
    ///
    /// # Errors
    /// When the pages cannot be read, or do not document the path of a seed, or the address cannot be listened at.
    pub async fn start_at(settings: Settings, address: impl Into<SocketAddr>) -> Result<Self, Error> {
        let address = address.into();
        // A port that is taken is told before the pages are read.
        let listener = TcpListener::bind(address)
            .await
            .map_err(|source| Error::Bind { address, source })?;
        let address = listener
            .local_addr()
            .map_err(|source| Error::Bind { address, source })?;
        let service = Arc::new(Service::new(settings)?);
        let accepting = tokio::spawn(accept(listener, Arc::clone(&service)));
        Ok(Self {
            address,
            service,
            accepting,
        })
    }

    /// The root of the service, such as `http://127.0.0.1:49152`: the base URL of a client.
    pub fn url(&self) -> String {
        let mut address = self.address;
        // Nobody can connect to the address that stands for all of them.
        match address.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => address.set_ip(Ipv4Addr::LOCALHOST.into()),
            IpAddr::V6(ip) if ip.is_unspecified() => address.set_ip(std::net::Ipv6Addr::LOCALHOST.into()),
            _ => {}
        }
        format!("http://{address}")
    }

    /// The service, to look into it and to let requests fail.
    pub fn service(&self) -> &Service {
        &self.service
    }
}

impl Drop for GraphServer {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

/// Takes connections. Those that are open end with the task.
async fn accept(listener: TcpListener, service: Arc<Service>) {
    let mut connections = JoinSet::new();
    loop {
        let stream = tokio::select! {
            accepted = listener.accept() => accepted,
            Some(_) = connections.join_next() => continue,
        };
        // The other side may be gone already.
        let Ok((stream, _)) = stream else { continue };
        let service = Arc::clone(&service);
        connections.spawn(async move {
            let answer = service_fn(|request| answer(Arc::clone(&service), request));
            let connection = auto::Builder::new(TokioExecutor::new());
            // What breaks off is the client's to notice.
            let _ = connection.serve_connection(TokioIo::new(stream), answer).await;
        });
    }
}

/// Answers a request; an error closes the connection.
async fn answer(
    service: Arc<Service>,
    request: http::Request<Incoming>,
) -> Result<http::Response<Answer>, Broken> {
    let (mut head, body) = request.into_parts();
    let body = body.collect().await.map_err(|_| Broken)?.to_bytes();
    // A client finds the server by the name that it called it by.
    let host = head.headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let host = host.or(head.uri.host()).unwrap_or("localhost");
    let path = head.uri.path_and_query().map_or("/", |path| path.as_str());
    head.uri = format!("http://{host}{path}").parse().map_err(|_| Broken)?;
    let response = service.respond(&http::Request::from_parts(head, body.to_vec()));
    let transmission = response.extensions().get::<Transmission>().copied();
    let (mut head, body) = response.into_parts();
    head.extensions.clear();
    let mut answer = Answer {
        rest: Some(body.into()),
        is_cut: false,
    };
    match transmission {
        None => {}
        Some(Transmission::Slow(time)) => tokio::time::sleep(time).await,
        Some(Transmission::Disconnect) => return Err(Broken),
        Some(Transmission::Truncate) => answer.is_cut = true,
    }
    Ok(http::Response::from_parts(head, answer))
}

/// The connection is closed.
#[derive(Debug, thiserror::Error)]
#[error("the connection is closed")]
struct Broken;

/// A body, which may be cut off in its middle.
struct Answer {
    rest: Option<Bytes>,
    is_cut: bool,
}

impl Body for Answer {
    type Data = Bytes;
    type Error = Broken;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Broken>>> {
        let rest = self.rest.take().filter(|rest| !rest.is_empty());
        Poll::Ready(match (rest, self.is_cut) {
            (Some(rest), true) => Some(Ok(Frame::data(rest.slice(..rest.len() / 2)))),
            (Some(rest), false) => Some(Ok(Frame::data(rest))),
            (None, true) => Some(Err(Broken)),
            (None, false) => None,
        })
    }

    fn is_end_stream(&self) -> bool {
        !self.is_cut && self.rest.as_ref().is_none_or(Bytes::is_empty)
    }

    fn size_hint(&self) -> SizeHint {
        let rest = self.rest.as_ref().map_or(0, Bytes::len);
        SizeHint::with_exact(u64::try_from(rest).unwrap_or(u64::MAX))
    }
}
