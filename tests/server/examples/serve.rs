//! Runs the local server until it is interrupted, for `curl` and for programs that take `--base-url`.
//!
//! ```sh
//! cargo run -p graph-test-server --example serve -- docs-input
//! curl -H 'Authorization: Bearer any' http://127.0.0.1:…/v1.0/deviceManagement/deviceConfigurations
//! ```

use std::process::ExitCode;

use graph_test_server::{GraphServer, Settings};

#[tokio::main]
#[allow(clippy::print_stdout, clippy::print_stderr, reason = "it is a program")]
async fn main() -> ExitCode {
    let pages = std::env::args().nth(1).unwrap_or_else(|| "docs-input".to_owned());
    match GraphServer::start(Settings::new(pages)).await {
        Ok(server) => {
            println!("{}", server.url());
            std::future::pending().await
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
