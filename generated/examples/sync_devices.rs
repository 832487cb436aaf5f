//! Keeps a file of all devices up to date. The first run reads all of them, each later one what has changed since;
//! a run that was interrupted goes on at the page where it stopped.
//!
//! ```sh
//! cargo run --example sync_devices -- --demo --state devices.json
//! ```

use std::collections::BTreeMap;
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use generated::client::{DeltaChange, DeltaState};
use generated::runtime::{Additional, Value};
use generated::v1::models::Device;
use serde::{Deserialize, Serialize};
use serde_json::Map;

#[path = "shared/connection.rs"]
mod connection;

use connection::{Connection, Error};

/// Keeps a file of all devices up to date
#[derive(Debug, Parser)]
pub(crate) struct Arguments {
    #[command(flatten)]
    connection: Connection,

    /// The file of the devices, which is made by the first run
    #[arg(long, value_name = "FILE")]
    state: PathBuf,

    /// Stop after so many pages; the next run goes on
    #[arg(long, value_name = "COUNT")]
    pages: Option<usize>,
}

/// What is known, and where the next run begins.
#[derive(Debug, Default, Deserialize, Serialize)]
pub(crate) struct State {
    /// From where the next run goes on. It can hold a secret: keep the file to yourself.
    delta: Option<DeltaState>,
    /// The devices by their ids. Models are read and written by serde as any type is.
    pub(crate) devices: BTreeMap<String, Device>,
}

#[tokio::main]
async fn main() -> ExitCode {
    connection::exit(run(Arguments::parse(), &mut std::io::stdout()).await)
}

pub(crate) async fn run(arguments: Arguments, out: &mut impl Write) -> Result<(), Error> {
    let connected = arguments.connection.open().await?;
    let mut state = State::load(&arguments.state)?;
    let delta = connected.graph.devices().delta();
    // Each change is read as the service sends it: a model does not tell what was cleared from what has not changed.
    let mut changes = delta
        .select(["displayName", "isCompliant", "operatingSystem"])
        .changes(state.delta.clone())
        .read_as::<Additional>();
    let (mut changed, mut removed, mut read) = (0, 0, 0);
    while let Some(change) = changes.next().await {
        match change? {
            DeltaChange::Changed(change) => {
                changed += 1;
                let device = state.devices.entry(id(&change)?).or_default();
                *device = merge(device, change)?;
            }
            DeltaChange::Removed { object, .. } => {
                removed += 1;
                state.devices.remove(&id(&object)?);
            }
            // The service keeps what it needs for a state for a while only.
            DeltaChange::Resync(_) => {
                writeln!(out, "the saved state is too old: all devices are read again")?;
                state = State::default();
                continue;
            }
        }
        // The state moves on with the last device of a page. Devices and state go together, and are written with each
        // page: whenever the program ends, were it killed, the file says where it stood. Where there are too many
        // devices to write all of them so often, a database takes the place of the file, with a transaction for each
        // page.
        if changes.state() != state.delta {
            state.delta = changes.state();
            state.save(&arguments.state)?;
            read += 1;
            if arguments.pages == Some(read) {
                break;
            }
        }
    }
    // The last page can be one without devices.
    state.delta = changes.state();
    state.save(&arguments.state)?;
    writeln!(
        out,
        "{changed} added or changed, {removed} removed, {} in all",
        state.devices.len()
    )?;
    Ok(())
}

fn id(device: &Additional) -> Result<String, Error> {
    let id = device.get("id").and_then(Value::as_str);
    Ok(id.ok_or("the service sent a device without an id")?.to_owned())
}

/// A device with what has changed of it: the service sends the id and the properties that changed, with `null` for
/// one that was cleared. The others stay as they are.
fn merge(device: &Device, change: Additional) -> Result<Device, Error> {
    let mut properties: Map<String, Value> = serde_json::from_value(serde_json::to_value(device)?)?;
    properties.extend(change);
    Ok(serde_json::from_value(properties.into())?)
}

impl State {
    pub(crate) fn load(path: &Path) -> Result<Self, Error> {
        match fs::read_to_string(path) {
            Ok(text) => Ok(serde_json::from_str(&text)?),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(error.into()),
        }
    }

    /// Writes the file beside the old one and then in its place, so that there is a whole one at any time.
    fn save(&self, path: &Path) -> Result<(), Error> {
        let new = path.with_extension("new");
        fs::write(&new, serde_json::to_string(self)?)?;
        Ok(fs::rename(new, path)?)
    }
}
