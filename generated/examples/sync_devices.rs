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
use generated::client::Pages;
use generated::runtime::http::StatusCode;
use generated::v1::models::Device;
use serde::{Deserialize, Serialize};

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
    /// The link to the next page, or to what changes from now on. It can hold a secret: keep the file to yourself.
    link: Option<String>,
    /// The devices by their ids. Models are read and written by serde as any type is.
    pub(crate) devices: BTreeMap<String, Device>,
}

#[tokio::main]
async fn main() -> ExitCode {
    connection::exit(run(Arguments::parse(), &mut std::io::stdout()).await)
}

pub(crate) async fn run(arguments: Arguments, out: &mut impl Write) -> Result<(), Error> {
    let connected = arguments.connection.open().await?;
    let devices = connected.graph.devices();
    let first = || {
        devices
            .delta()
            .select(["displayName", "isCompliant", "operatingSystem"])
            .pages()
    };

    let mut state = State::load(&arguments.state)?;
    let mut pages: Pages<Device> = match state.link.take() {
        Some(link) => connected.graph.inner().pages_from(link),
        None => first(),
    };
    let (mut changed, mut removed, mut read) = (0, 0, 0);
    while let Some(page) = pages.next().await {
        let page = match page {
            Ok(page) => page,
            // The service keeps what it needs for a link for a while only. After that all is read again.
            Err(error) if error.status() == Some(StatusCode::GONE) => {
                writeln!(out, "the saved link is too old: all devices are read again")?;
                state = State::default();
                pages = first();
                continue;
            }
            Err(error) => return Err(error.into()),
        };
        let link = page.resume_link().map(str::to_owned);
        for device in page {
            let id = device
                .id
                .clone()
                .ok_or("the service sent a device without an id")?;
            if device.additional.removed().is_some() {
                removed += 1;
                state.devices.remove(&id);
            } else {
                changed += 1;
                state.devices.insert(id, device);
            }
        }
        // Devices and link go together: whenever the program ends, the file says where it stood.
        state.link = link;
        state.save(&arguments.state)?;
        read += 1;
        if arguments.pages == Some(read) {
            break;
        }
    }
    writeln!(
        out,
        "{changed} added or changed, {removed} removed, {} in all",
        state.devices.len()
    )?;
    Ok(())
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
