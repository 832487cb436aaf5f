//! The command line of the server.
//!
//! The address goes to standard output, everything else to standard error.

use std::error::Error as _;
use std::io::{self, Write};
use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use clap::Parser;
use graph_test_server::{Error, Fault, GraphServer, Seed, Settings, Version};

const EXAMPLES: &str = "\
Examples (behind `cargo run -p graph-test-server --` in the workspace):
  graph-test-server --input docs-input
                         prints the address; ctrl-c ends it
  graph-test-server --input docs-input --port 8080 --log --at-least users=500
                         500 users, and a line for each request
  graph-test-server --input docs-input --seed objects.json
                         objects of one's own: {\"/users\": [{\"id\": \"u1\", \"displayName\": \"Megan\"}]}
  graph-test-server --input docs-input --fault '503 GET /users times=2' --throttle-each 5
                         what a program has to live with

A program takes the address as the base URL of its client, and any token. While the server runs:
  curl ADDRESS/v1.0/users -H 'Authorization: Bearer any'
  curl ADDRESS/_server                                     what a test can ask of the server itself
  curl ADDRESS/_server/state                               what is there now, as a seed
  curl ADDRESS/_server/faults -d '429 POST times=1 retry-after=2'
  curl ADDRESS/v1.0/users -H 'x-test-fault: 503' …         lets this request fail

Exit codes:
  0  it was interrupted
  2  wrong usage, pages or a seed that cannot be read, or an address that is taken";

/// Serves the pages of the Microsoft Graph API reference: a local service that answers as they say.
///
/// It keeps what is written, and is as strict as the service is known to be. It is for tests: it has no users but those
/// of its pages, and believes any token.
#[derive(Debug, Parser)]
#[command(name = "graph-test-server", version, after_help = EXAMPLES)]
struct Arguments {
    /// A page, or a folder with pages: `v1.0` and `beta` with `api` and `resources` below them, or loose pages. Can be
    /// given several times.
    #[arg(long, short, value_name = "PATH", required = true)]
    input: Vec<PathBuf>,
    /// The version that a folder or page of the input documents, where neither its folders nor the pages tell. Can be
    /// given several times.
    #[arg(long, value_name = "PATH=VERSION", value_parser = version_of)]
    version_of: Vec<(PathBuf, Version)>,
    /// The address to listen at.
    #[arg(long, value_name = "IP", default_value_t = IpAddr::from(Ipv4Addr::LOCALHOST))]
    host: IpAddr,
    /// The port to listen at; 0 is a free one.
    #[arg(long, value_name = "PORT", default_value_t = 0)]
    port: u16,
    /// Objects to begin with, in place of those that the pages show: a file of JSON with a list, or an object, for each
    /// path. Can be given several times.
    #[arg(long, value_name = "FILE")]
    seed: Vec<PathBuf>,
    /// Fills the collections of a name up to so many objects. Can be given several times.
    #[arg(long, value_name = "NAME=COUNT", value_parser = at_least)]
    at_least: Vec<(String, usize)>,
    /// How many objects a page of a collection has at most.
    #[arg(long, value_name = "COUNT", default_value_t = 100, value_parser = positive)]
    page_size: usize,
    /// Answers one of so many requests with 429.
    #[arg(long, value_name = "N", value_parser = positive)]
    throttle_each: Option<usize>,
    /// Lets a token expire after so many requests.
    #[arg(long, value_name = "N")]
    token_requests: Option<usize>,
    /// Refuses requests whose URL or body has a text, with 400. Can be given several times.
    #[arg(long, value_name = "TEXT")]
    refuse: Vec<String>,
    /// Lets requests fail: a status, `disconnect`, `truncate` or `slow=MILLISECONDS`, then which requests and how often
    /// (METHOD, /path, after=N, times=N), and how (code=CODE, retry-after=SECONDS). Can be given several times.
    #[arg(long, value_name = "FAULT")]
    fault: Vec<Fault>,
    /// Refuses a request whose token lacks the permissions that its page names, with 403. A token that is no JSON Web
    /// Token is a list of permissions: `User.Read.All,Mail.Send`.
    #[arg(long)]
    check_permissions: bool,
    /// Prints a line for each request.
    #[arg(long)]
    log: bool,
}

fn version_of(text: &str) -> Result<(PathBuf, Version), String> {
    let (path, version) = text
        .rsplit_once('=')
        .ok_or("name a folder and its version, as in `rest-api=v1.0`")?;
    let version: Result<Version, _> = version.parse();
    Ok((
        path.into(),
        version.map_err(|_| "the version is `v1.0` or `beta`")?,
    ))
}

fn at_least(text: &str) -> Result<(String, usize), String> {
    let (name, count) = text
        .split_once('=')
        .ok_or("name a collection and a number, as in `users=500`")?;
    let count = count.parse().map_err(|_| format!("`{count}` is no number"))?;
    Ok((name.to_owned(), count))
}

fn positive(text: &str) -> Result<usize, String> {
    let number = text.parse().ok().filter(|number| *number > 0);
    number.ok_or_else(|| format!("`{text}` is no number from 1"))
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let mut text = format!("error: {error}");
            let mut source = error.source();
            while let Some(cause) = source {
                text += &format!(": {cause}");
                source = cause.source();
            }
            say(&text);
            ExitCode::from(2)
        }
    }
}

async fn run(arguments: Arguments) -> Result<(), Error> {
    let begun = Instant::now();
    let address = (arguments.host, arguments.port);
    let server = GraphServer::start_at(settings(arguments)?, address).await?;
    let operations = server.service().operation_count();
    say(&format!(
        "{operations} operations, ready after {:.1} s; ctrl-c ends the server",
        begun.elapsed().as_secs_f64()
    ));
    // Who reads the address may end the server at once. Nobody may read it.
    let mut out = io::stdout().lock();
    let _ = writeln!(out, "{}", server.url()).and_then(|()| out.flush());
    drop(out);
    if tokio::signal::ctrl_c().await.is_err() {
        // There are no signals here: it runs until it is killed.
        std::future::pending::<()>().await;
    }
    Ok(())
}

fn settings(arguments: Arguments) -> Result<Settings, Error> {
    let mut inputs = arguments.input.into_iter();
    let mut settings = Settings::new(inputs.next().unwrap_or_default()).page_size(arguments.page_size);
    settings = inputs.fold(settings, Settings::input);
    for (path, version) in arguments.version_of {
        settings = settings.version_of(path, version);
    }
    for file in arguments.seed {
        settings = settings.seed(Seed::read(file)?);
    }
    for (name, count) in arguments.at_least {
        settings = settings.at_least(name, count);
    }
    if let Some(requests) = arguments.throttle_each {
        settings = settings.throttle_each(requests);
    }
    if let Some(requests) = arguments.token_requests {
        settings = settings.token_requests(requests);
    }
    settings = arguments.refuse.into_iter().fold(settings, Settings::refuse);
    settings = arguments.fault.into_iter().fold(settings, Settings::fail);
    if arguments.check_permissions {
        settings = settings.check_permissions();
    }
    if arguments.log {
        settings = settings.on_exchange(|exchange| say(&exchange.to_string()));
    }
    Ok(settings)
}

/// Prints a line to standard error. There is nobody left to tell where that fails.
fn say(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory as _, Parser as _};

    use super::Arguments;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn wrong_usage_is_told() {
        for (arguments, error) in [
            (&["server"][..], "--input"),
            (
                &["server", "-i", "a", "--at-least", "users"],
                "name a collection and a number",
            ),
            (&["server", "-i", "a", "--page-size", "0"], "is no number from 1"),
            (
                &["server", "-i", "a", "--fault", "GET /users"],
                "a fault begins with a status",
            ),
            (
                &["server", "-i", "a", "--version-of", "b=v2.0"],
                "the version is `v1.0` or `beta`",
            ),
        ] {
            let message = Arguments::try_parse_from(arguments).unwrap_err();
            assert_eq!(message.exit_code(), 2);
            assert!(message.to_string().contains(error), "{message}");
        }
    }
}
