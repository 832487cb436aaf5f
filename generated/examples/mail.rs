//! Sends a message with a file attached, and lists the newest messages of the mailbox.
//!
//! ```sh
//! cargo run --example mail -- --demo
//! ```

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use generated::runtime::types::Binary;
use generated::v1::models::{BodyType, EmailAddress, FileAttachment, ItemBody, Message, Recipient};
use generated::v1::requests::user::SendMailBody;

#[path = "shared/connection.rs"]
mod connection;

use connection::{Connection, Error};

/// Sends a message with a file attached, and lists the newest messages of the mailbox
#[derive(Debug, Parser)]
pub(crate) struct Arguments {
    #[command(flatten)]
    connection: Connection,

    /// Address of the one who gets the message
    #[arg(long, value_name = "ADDRESS", default_value = "mara.lindqvist@example.com")]
    to: String,

    /// The file, of 3 MB at most; without it, a small table is sent
    #[arg(long, value_name = "FILE")]
    attach: Option<PathBuf>,
}

#[tokio::main]
async fn main() -> ExitCode {
    connection::exit(run(Arguments::parse(), &mut std::io::stdout()).await)
}

pub(crate) async fn run(arguments: Arguments, out: &mut impl Write) -> Result<(), Error> {
    let (name, content) = match &arguments.attach {
        Some(file) => (
            file.file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            fs::read(file)?,
        ),
        None => ("readings.csv".to_owned(), b"bench,drift\n2,0.4\n".to_vec()),
    };
    let connected = arguments.connection.open().await?;
    let mailbox = connected.graph.me();

    let attachment = FileAttachment {
        name: Some(name),
        content_bytes: Some(Binary::from(content)),
        ..Default::default()
    };
    let message = Message {
        subject: Some("Readings".into()),
        body: Some(ItemBody {
            content_type: Some(BodyType::Text),
            content: Some("As promised.".into()),
            ..Default::default()
        }),
        to_recipients: Some(vec![Recipient {
            email_address: Some(EmailAddress {
                address: Some(arguments.to),
                ..Default::default()
            }),
            ..Default::default()
        }]),
        attachments: Some(vec![attachment.into()].into()),
        ..Default::default()
    };
    mailbox
        .send_mail(SendMailBody {
            message: Some(message),
            ..Default::default()
        })
        .await?;
    writeln!(out, "sent")?;

    let newest = mailbox
        .messages()
        .list()
        .select([
            Message::SUBJECT,
            Message::FROM,
            Message::RECEIVED_DATE_TIME,
            Message::HAS_ATTACHMENTS,
        ])
        .order_by([Message::RECEIVED_DATE_TIME.desc()])
        .top(5)
        .await?;
    for message in newest.value {
        let from = message.from.and_then(|from| from.email_address);
        writeln!(
            out,
            "{} {:<30} {}",
            if message.has_attachments == Some(true) {
                '@'
            } else {
                ' '
            },
            from.and_then(|from| from.address).unwrap_or_default(),
            message.subject.unwrap_or_default(),
        )?;
    }
    Ok(())
}
