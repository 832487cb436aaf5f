//! Writes a small file and a large one into the folder of a drive, reads one back, and copies it.
//!
//! ```sh
//! cargo run --example files -- --demo
//! ```

use std::io::Write;
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use generated::client::bytes::Bytes;
use generated::v1::models::DriveItem;
use generated::v1::requests::drive_item::{CopyBody, CreateUploadSessionBody};

#[path = "shared/connection.rs"]
mod connection;

use connection::{Connection, Error};

/// Writes a small file and a large one into the folder of a drive, reads one back, and copies it
#[derive(Debug, Parser)]
pub(crate) struct Arguments {
    #[command(flatten)]
    connection: Connection,

    /// The folder, which must be there
    #[arg(long, value_name = "PATH", default_value = "Lab")]
    folder: String,

    /// How many kibibytes the large file has
    #[arg(long, value_name = "COUNT", default_value_t = 1000)]
    size: usize,
}

#[tokio::main]
async fn main() -> ExitCode {
    connection::exit(run(Arguments::parse(), &mut std::io::stdout()).await)
}

pub(crate) async fn run(arguments: Arguments, out: &mut impl Write) -> Result<(), Error> {
    let connected = arguments.connection.open().await?;
    let drive = connected.graph.me().drive();
    let file = |name: &str| drive.root().by_path(&format!("{}/{name}", arguments.folder));

    // A small file goes in one request.
    let note = "Bench 2 was serviced on Thursday.\n";
    let written = file("note.txt").content().put(note.into()).await?;
    print(out, "written", &written)?;

    // A large one goes in pieces; what broke off goes on where it was.
    let content = Bytes::from(vec![7; arguments.size << 10]);
    let uploaded: DriveItem = file("film.bin")
        .create_upload_session(CreateUploadSessionBody::default())
        .upload(content)
        .piece_size(320 << 10)
        .send()
        .await?;
    print(out, "uploaded", &uploaded)?;

    // The content comes as a stream, from wherever the service redirects to.
    let id = written.id.ok_or("the service gave the file no id")?;
    let mut read = Vec::new();
    let download = drive.items().id(&id).content().get().download().await?;
    download.copy_to(&mut read).await?;
    write!(out, "read: {}", String::from_utf8_lossy(&read))?;

    // A copy is made in the background.
    let copied = drive
        .items()
        .id(&id)
        .copy(CopyBody {
            name: Some("note (copy).txt".into()),
            ..Default::default()
        })
        .wait()
        .timeout(Duration::from_secs(600))
        .await?;
    let copy = copied
        .resource_id()
        .ok_or("the service does not say what the copy is")?;
    print(out, "copied", &drive.items().id(copy).get().await?)?;
    Ok(())
}

fn print(out: &mut impl Write, what: &str, item: &DriveItem) -> Result<(), Error> {
    let name = item.name.as_deref().unwrap_or_default();
    writeln!(out, "{what}: {name}, {} bytes", item.size.unwrap_or_default())?;
    Ok(())
}
