//! Lists the device configurations, and the devices on which they failed.
//!
//! ```sh
//! cargo run --example failing_devices -- --demo
//! ```

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;
use generated::v1::models::ComplianceStatus;

#[path = "shared/connection.rs"]
mod connection;

use connection::{Connection, Error};

/// Lists the device configurations, and the devices on which they failed
#[derive(Debug, Parser)]
pub(crate) struct Arguments {
    #[command(flatten)]
    connection: Connection,
}

#[tokio::main]
async fn main() -> ExitCode {
    connection::exit(run(Arguments::parse(), &mut std::io::stdout()).await)
}

pub(crate) async fn run(arguments: Arguments, out: &mut impl Write) -> Result<(), Error> {
    let connected = arguments.connection.open().await?;
    let configurations = connected.graph.device_management().device_configurations();

    let (mut failed, mut reported) = (0, 0);
    let mut found = configurations.list().select(["id", "displayName"]).items();
    while let Some(configuration) = found.next().await {
        let configuration = configuration?;
        let id = configuration
            .id()
            .ok_or("the service sent a configuration without an id")?;
        writeln!(out, "{}", configuration.display_name().unwrap_or(id))?;

        let mut statuses = configurations.id(id).device_statuses().list().items();
        while let Some(device) = statuses.next().await {
            let device = device?;
            reported += 1;
            let Some(status) = device.status.filter(is_failure) else {
                continue;
            };
            failed += 1;
            writeln!(
                out,
                "  {:<16} {:<32} {status}",
                device.device_display_name.unwrap_or_default(),
                device.user_principal_name.unwrap_or_default(),
            )?;
        }
    }
    writeln!(out, "{failed} of {reported} reports are failures")?;
    Ok(())
}

fn is_failure(status: &ComplianceStatus) -> bool {
    matches!(
        status,
        ComplianceStatus::NonCompliant | ComplianceStatus::Error | ComplianceStatus::Conflict
    )
}
