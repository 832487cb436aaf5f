//! How the examples reach the service: the options that they have in common.

use std::process::ExitCode;

use generated::client::Client;
use generated::v1::fluent;
use graph_test_server::{GraphServer, Settings};

/// Whatever goes wrong in an example ends it; all errors print as a line that says why.
pub(crate) type Error = Box<dyn std::error::Error + Send + Sync>;

/// Where the service is, and who asks.
#[derive(Debug, clap::Args)]
pub(crate) struct Connection {
    /// Try it without a tenant, on a local server that answers as the documentation shows
    #[arg(long, conflicts_with_all = ["base_url", "token"])]
    demo: bool,

    /// Root of the service, where it is not <https://graph.microsoft.com>
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,

    /// Access token; without one, a program that is built with `--features azure` takes that of `az login`
    #[arg(long, env = "GRAPH_TOKEN", hide_env_values = true)]
    token: Option<String>,
}

/// A client, and the server that it speaks to in a demonstration.
pub(crate) struct Connected {
    pub(crate) graph: fluent::Client,
    _server: Option<GraphServer>,
}

impl Connection {
    /// A client as the options say.
    pub(crate) async fn open(self) -> Result<Connected, Error> {
        let mut settings = Client::builder().user_agent("graph-examples/0.1");
        let mut server = None;
        if self.demo {
            let started = demo_server().await?;
            settings = settings.base_url(started.url()).token("demo");
            server = Some(started);
        } else {
            if let Some(url) = self.base_url {
                settings = settings.base_url(url);
            }
            settings = match self.token {
                Some(token) => settings.token(token),
                None => sign_in(settings)?,
            };
        }
        Ok(Connected {
            graph: fluent::Client::from(settings.build()?),
            _server: server,
        })
    }
}

/// A token of the Azure SDK: that of the Azure CLI (`az login`) or of the Azure Developer CLI. A service takes a
/// `ClientSecretCredential`, a `ManagedIdentityCredential` or another one of the crate `azure_identity` instead.
#[cfg(feature = "azure")]
fn sign_in(settings: generated::client::ClientBuilder) -> Result<generated::client::ClientBuilder, Error> {
    let credential = azure_identity::DeveloperToolsCredential::new(None)?;
    Ok(settings.token_provider(generated::client::AzureCredential::new(credential)))
}

#[cfg(not(feature = "azure"))]
fn sign_in(_: generated::client::ClientBuilder) -> Result<generated::client::ClientBuilder, Error> {
    Err("there is no access token: pass `--token`, set GRAPH_TOKEN, build with `--features azure`, or try `--demo`".into())
}

/// A local server with what the pages of this repository show, and more of the same.
async fn demo_server() -> Result<GraphServer, Error> {
    let pages = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs-input");
    let settings = Settings::new(pages)
        .page_size(20)
        .at_least("devices", 50)
        .at_least("deviceStatuses", 8)
        .at_least("userStatuses", 50);
    Ok(GraphServer::start(settings).await?)
}

/// How the program ends, with the error where there is one.
#[allow(clippy::print_stderr, reason = "an error of a program goes there")]
pub(crate) fn exit(result: Result<(), Error>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
