//! Lists the users whose address is in a domain, in order, and says how many there are.
//!
//! ```sh
//! cargo run --example users -- --demo
//! ```

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;
use generated::v1::models::User;

#[path = "shared/connection.rs"]
mod connection;

use connection::{Connection, Error};

/// Lists the users whose address is in a domain, in order, and says how many there are
#[derive(Debug, Parser)]
pub(crate) struct Arguments {
    #[command(flatten)]
    connection: Connection,

    /// The domain
    #[arg(long, value_name = "NAME", default_value = "example.com")]
    domain: String,
}

#[tokio::main]
async fn main() -> ExitCode {
    connection::exit(run(Arguments::parse(), &mut std::io::stdout()).await)
}

pub(crate) async fn run(arguments: Arguments, out: &mut impl Write) -> Result<(), Error> {
    let connected = arguments.connection.open().await?;

    // What asks how a text ends is an advanced query. The header and the `$count` that these need are set without a word;
    // the count is asked for here since it is printed.
    let domain = format!("@{}", arguments.domain);
    let mut pages = connected
        .graph
        .users()
        .list()
        .filter(User::MAIL.ends_with(&domain))
        .order_by([User::DISPLAY_NAME])
        .select([User::DISPLAY_NAME, User::MAIL, User::JOB_TITLE])
        .count(true)
        .pages();
    while let Some(page) = pages.next().await {
        for user in page?.value {
            writeln!(
                out,
                "{:<20} {:<34} {}",
                user.display_name.unwrap_or_default(),
                user.mail.unwrap_or_default(),
                user.job_title.unwrap_or_default(),
            )?;
        }
    }
    writeln!(out, "{} users", pages.count().unwrap_or_default())?;
    Ok(())
}
