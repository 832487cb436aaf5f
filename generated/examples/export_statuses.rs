//! Exports what was reported of all users on all device configurations, as CSV.
//!
//! ```sh
//! cargo run --example export_statuses -- --demo --output statuses.csv
//! ```

use std::fs::File;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use generated::runtime::time::format_description::well_known::Rfc3339;
use generated::v1::models::DeviceConfigurationUserStatus;
use indicatif::{ProgressBar, ProgressStyle};

#[path = "shared/connection.rs"]
mod connection;

use connection::{Connection, Error};

/// Exports what was reported of all users on all device configurations, as CSV
#[derive(Debug, Parser)]
pub(crate) struct Arguments {
    #[command(flatten)]
    connection: Connection,

    /// The file to write; the standard output unless given
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[tokio::main]
async fn main() -> ExitCode {
    connection::exit(run(Arguments::parse(), &mut std::io::stdout()).await)
}

pub(crate) async fn run(arguments: Arguments, out: &mut impl Write) -> Result<(), Error> {
    let connected = arguments.connection.open().await?;
    let configurations = connected.graph.device_management().device_configurations();

    let mut csv = csv::Writer::from_writer(match &arguments.output {
        Some(path) => Box::new(File::create(path)?) as Box<dyn Write>,
        None => Box::new(&mut *out),
    });
    csv.write_record([
        "configuration",
        "user",
        "userPrincipalName",
        "devices",
        "status",
        "lastReported",
    ])?;

    // It is drawn on a terminal only, beside what is written.
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} configurations, {msg}")?;
    let progress = ProgressBar::new(configurations.count().await?.0).with_style(style);
    let mut rows: u64 = 0;
    let mut found = configurations.list().select(["id", "displayName"]).items();
    while let Some(configuration) = found.next().await {
        let configuration = configuration?;
        let id = configuration
            .id()
            .ok_or("the service sent a configuration without an id")?;
        let name = configuration.display_name().unwrap_or(id);
        // Page after page, each fetched when the one before is written: memory holds one.
        let mut users = configurations.id(id).user_statuses().list().items();
        while let Some(user) = users.next().await {
            csv.write_record(record(name, &user?)?)?;
            rows += 1;
            progress.set_message(format!("{rows} rows"));
        }
        progress.inc(1);
    }
    csv.flush()?;
    drop(csv);
    progress.finish();
    if let Some(path) = &arguments.output {
        writeln!(out, "{rows} rows in {}", path.display())?;
    }
    Ok(())
}

fn record(configuration: &str, user: &DeviceConfigurationUserStatus) -> Result<[String; 6], Error> {
    let reported = user
        .last_reported_date_time
        .map(|time| time.format(&Rfc3339))
        .transpose()?;
    Ok([
        configuration.to_owned(),
        user.user_display_name.clone().unwrap_or_default(),
        user.user_principal_name.clone().unwrap_or_default(),
        user.devices_count
            .map(|count| count.to_string())
            .unwrap_or_default(),
        user.status.as_ref().map(ToString::to_string).unwrap_or_default(),
        reported.unwrap_or_default(),
    ])
}
