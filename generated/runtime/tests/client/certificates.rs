//! Certificates that a program brings along; `certificates/make.sh` made them.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

use graph_runtime::client::{Client, ErrorKind, ReqwestTransport, RetryPolicy, TransportErrorKind};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig, ServerConnection, StreamOwned};

use crate::sample::Delete;

const AUTHORITY: &str = include_str!("certificates/authority.pem");
const CLIENT: &str = include_str!("certificates/client.pem");

/// A server of TLS that answers each request with 204 to those whose certificate it trusts.
fn server() -> SocketAddr {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut roots = RootCertStore::empty();
    roots
        .add(CertificateDer::from_pem_slice(AUTHORITY.as_bytes()).unwrap())
        .unwrap();
    let clients = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider));
    let chain = vec![CertificateDer::from_pem_slice(include_bytes!("certificates/server.pem")).unwrap()];
    let key = PrivateKeyDer::from_pem_slice(include_bytes!("certificates/server_key.pem")).unwrap();
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_client_cert_verifier(clients.build().unwrap())
        .with_single_cert(chain, key)
        .unwrap();
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
            let mut stream = StreamOwned::new(connection, stream.unwrap());
            let mut head = [0; 4096];
            // A client that is not let in ends the connection.
            if stream.read(&mut head).is_ok_and(|length| length > 0) {
                let _ = stream.write_all(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
                stream.conn.send_close_notify();
                let _ = stream.flush();
            }
        }
    });
    address
}

async fn send(server: SocketAddr, transport: ReqwestTransport) -> Result<(), TransportErrorKind> {
    let client = Client::builder()
        .base_url(format!("https://localhost:{}", server.port()))
        .token("secret")
        .transport(transport)
        .retry(RetryPolicy::never())
        .build()
        .unwrap();
    match client.send(Delete::new(&["1"], ())).await {
        Ok(()) => Ok(()),
        Err(error) => match error.kind() {
            ErrorKind::Transport(error) => Err(error.kind()),
            _ => panic!("{error:?}"),
        },
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn certificates_of_the_program_are_used() {
    let server = server();
    let whole = ReqwestTransport::builder()
        .root_certificates(AUTHORITY)
        .client_certificate(CLIENT);
    assert_eq!(send(server, whole.build().unwrap()).await, Ok(()));

    let untrusting = ReqwestTransport::builder().client_certificate(CLIENT);
    let answer = send(server, untrusting.build().unwrap()).await;
    assert_eq!(answer, Err(TransportErrorKind::Other));

    let anonymous = ReqwestTransport::builder().root_certificates(AUTHORITY);
    assert!(send(server, anonymous.build().unwrap()).await.is_err());
}

#[test]
fn what_is_no_certificate_is_an_error() {
    let new = ReqwestTransport::builder;
    let without_key = CLIENT.split("-----BEGIN PRIVATE KEY").next().unwrap();
    for settings in [
        new().root_certificates(""),
        new().root_certificates("-----BEGIN CERTIFICATE-----\nAA==\n"),
        new().client_certificate(without_key),
        new().client_certificate(&CLIENT[without_key.len()..]),
    ] {
        let error = settings.build().unwrap_err();
        assert_eq!(error.kind(), TransportErrorKind::Other);
    }
}
