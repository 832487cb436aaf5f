//! Creates the status of a device on a configuration, and changes it: one property is set, one is cleared, the
//! others stay as they are.
//!
//! ```sh
//! cargo run --example change_status -- --demo --device LAB-NB-0200
//! ```

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;
use generated::runtime::{Patch, types::OffsetDateTime};
use generated::v1::models::{ComplianceStatus, DeviceConfigurationDeviceStatus};
use generated::v1::requests::device_configuration_device_status::{CreateBody, UpdateBody};

#[path = "shared/connection.rs"]
mod connection;

use connection::{Connection, Error};

/// Creates the status of a device on a configuration, and changes it
#[derive(Debug, Parser)]
pub(crate) struct Arguments {
    #[command(flatten)]
    connection: Connection,

    /// Id of the device configuration; the first one unless given
    #[arg(long, value_name = "ID")]
    configuration: Option<String>,

    /// Name of the device
    #[arg(long, value_name = "NAME", default_value = "LAB-NB-0200")]
    device: String,
}

#[tokio::main]
async fn main() -> ExitCode {
    connection::exit(run(Arguments::parse(), &mut std::io::stdout()).await)
}

pub(crate) async fn run(arguments: Arguments, out: &mut impl Write) -> Result<(), Error> {
    let connected = arguments.connection.open().await?;
    let configurations = connected.graph.device_management().device_configurations();

    let configuration = match arguments.configuration {
        Some(id) => id,
        None => {
            let page = configurations.list().select(["id"]).top(1).await?;
            let first = page.value.first().ok_or("there is no device configuration")?;
            first.id().unwrap_or_default().to_owned()
        }
    };
    let statuses = configurations.id(&configuration).device_statuses();

    let body = CreateBody {
        device_display_name: Some(arguments.device),
        device_model: Some("Latitude 5440".into()),
        status: Some(ComplianceStatus::Error),
        last_reported_date_time: Some(OffsetDateTime::now_utc()),
        ..Default::default()
    };
    let created = statuses.create(body).await?;
    print(out, "created", &created)?;

    let id = created.id.ok_or("the service gave the status no id")?;
    let changes = UpdateBody {
        status: ComplianceStatus::Remediated.into(),
        device_model: Patch::null(),
        ..Default::default()
    };
    statuses.id(&id).update(changes).await?;
    let changed = statuses.id(&id).get().await?;
    print(out, "changed", &changed)?;
    Ok(())
}

fn print(out: &mut impl Write, what: &str, status: &DeviceConfigurationDeviceStatus) -> Result<(), Error> {
    writeln!(out, "{what}: {}", serde_json::to_string_pretty(status)?)?;
    Ok(())
}
