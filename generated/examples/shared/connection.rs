//! How the examples reach the service: the options that they have in common.

use std::process::ExitCode;

use generated::client::{Client, ClientBuilder};
use generated::v1;
use graph_test_server::{GraphServer, Settings};

/// Whatever goes wrong in an example ends it; all errors print as a line that says why.
pub(crate) type Error = Box<dyn std::error::Error + Send + Sync>;

/// Where the service is, and who asks.
#[derive(Debug, clap::Args)]
pub(crate) struct Connection {
    /// Try it without a tenant, on a local server that answers as the documentation shows
    #[arg(long, conflicts_with_all = ["base_url", "token", "sign_in"])]
    demo: bool,

    /// Root of the service, where it is not <https://graph.microsoft.com>
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,

    /// Access token; without one, a program that is built with `--features azure` takes that of `az login`
    #[arg(long, env = "GRAPH_TOKEN", hide_env_values = true)]
    token: Option<String>,

    /// Sign in; the program is built with `--features sign-in`
    #[arg(
        long,
        value_name = "WHERE",
        num_args = 0..=1,
        default_missing_value = "browser",
        requires = "application",
        conflicts_with = "token"
    )]
    sign_in: Option<Where>,

    /// Id of the application that a person signs in to: a public client of the redirect URI `http://localhost`
    #[arg(long, value_name = "ID", requires = "sign_in")]
    application: Option<String>,

    /// Tenant of those who sign in, as an id or a domain
    #[arg(long, value_name = "TENANT", requires = "sign_in")]
    tenant: Option<String>,
}

/// Where a person signs in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Where {
    /// In the browser of this machine
    Browser,
    /// On any device, with a code
    Device,
}

/// A client, and the server that it speaks to in a demonstration.
pub(crate) struct Connected {
    pub(crate) graph: v1::Graph,
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
            settings = match (self.token, self.sign_in, self.application) {
                (Some(token), ..) => settings.token(token),
                (None, Some(place), Some(application)) => sign_in(settings, place, application, self.tenant)?,
                (None, ..) => with_credential(settings)?,
            };
        }
        Ok(Connected {
            graph: v1::Graph::from(settings.build()?),
            _server: server,
        })
    }
}

/// A token of the Azure SDK: that of the Azure CLI (`az login`) or of the Azure Developer CLI. A service takes a
/// `ClientSecretCredential`, a `ManagedIdentityCredential` or another one of the crate `azure_identity` instead.
#[cfg(feature = "azure")]
fn with_credential(settings: ClientBuilder) -> Result<ClientBuilder, Error> {
    let credential = azure_identity::DeveloperToolsCredential::new(None)?;
    Ok(settings.token_provider(generated::client::AzureCredential::new(credential)))
}

#[cfg(not(feature = "azure"))]
fn with_credential(_: ClientBuilder) -> Result<ClientBuilder, Error> {
    Err("there is no access token: pass `--token` or `--sign-in`, set GRAPH_TOKEN, build with `--features azure`, or \
         try `--demo`"
        .into())
}

/// Tokens of a person, who is asked once: the tokens are kept in the home folder.
#[cfg(feature = "sign-in")]
#[allow(
    clippy::print_stderr,
    reason = "the code is for the person, not a result of the program"
)]
fn sign_in(
    settings: ClientBuilder,
    place: Where,
    application: String,
    tenant: Option<String>,
) -> Result<ClientBuilder, Error> {
    use generated::client::{SignIn, TokenFile};

    let home = std::env::home_dir().ok_or("there is no home folder for tokens")?;
    let person = match place {
        Where::Browser => SignIn::browser(application),
        Where::Device => SignIn::device_code(application, |code| eprintln!("{code}")),
    };
    let person = person
        .tenant(tenant.unwrap_or_else(|| "organizations".to_owned()))
        .store(TokenFile::new(home.join(".graph-examples/tokens.json")));
    Ok(settings.token_provider(person.build()?))
}

#[cfg(not(feature = "sign-in"))]
fn sign_in(_: ClientBuilder, _: Where, _: String, _: Option<String>) -> Result<ClientBuilder, Error> {
    Err("this program cannot sign in: build it with `--features sign-in`".into())
}

/// A local server with what the pages of this repository show, and more of the same.
async fn demo_server() -> Result<GraphServer, Error> {
    let pages = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs-input");
    let settings = Settings::new(pages)
        .page_size(20)
        .at_least("devices", 50)
        .at_least("deviceStatuses", 8)
        .at_least("userStatuses", 50)
        .at_least("users", 50);
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
