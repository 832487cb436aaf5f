//! Assigns a device configuration to many groups: 20 in a request, each with an answer of its own. Those that the
//! service puts off are sent again; those that it refuses are listed at the end.
//!
//! ```sh
//! cargo run --example assign_policy -- --demo --groups groups.txt
//! ```

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use generated::v1::models::GroupAssignmentTarget;
use generated::v1::requests::device_configuration_assignment::CreateBody;

#[path = "shared/connection.rs"]
mod connection;

use connection::{Connection, Error};

/// Assigns a device configuration to many groups
#[derive(Debug, Parser)]
pub(crate) struct Arguments {
    #[command(flatten)]
    connection: Connection,

    /// Id of the device configuration; the first one unless given
    #[arg(long, value_name = "ID")]
    configuration: Option<String>,

    /// A file with the id of a group in each line
    #[arg(long, value_name = "FILE")]
    groups: PathBuf,
}

#[tokio::main]
async fn main() -> ExitCode {
    connection::exit(run(Arguments::parse(), &mut std::io::stdout()).await)
}

pub(crate) async fn run(arguments: Arguments, out: &mut impl Write) -> Result<(), Error> {
    let groups = fs::read_to_string(&arguments.groups)?;
    let groups: Vec<&str> = groups
        .lines()
        .map(str::trim)
        .filter(|id| !id.is_empty())
        .collect();
    let connected = arguments.connection.open().await?;
    let configurations = connected.graph.device_management().device_configurations();

    let id = match arguments.configuration {
        Some(id) => id,
        None => {
            let page = configurations.list().select(["id"]).top(1).await?;
            let first = page.value.first().ok_or("there is no device configuration")?;
            first.id().unwrap_or_default().to_owned()
        }
    };
    // A place can be kept: requests are made of it, one for each group.
    let assignments = configurations.id(&id).assignments();

    let mut batch = connected.graph.batch();
    let mut tickets = Vec::new();
    for group in &groups {
        let target = GroupAssignmentTarget {
            group_id: Some((*group).into()),
            ..Default::default()
        };
        let body = CreateBody {
            target: Some(target.into()),
            ..Default::default()
        };
        tickets.push((group, batch.add(assignments.create(body))?));
    }

    let mut answers = batch.send().await;
    let (mut assigned, mut refused) = (0, 0);
    for (group, ticket) in tickets {
        match answers.take(ticket) {
            Ok(_) => assigned += 1,
            Err(error) => {
                refused += 1;
                writeln!(out, "{group}: {error}")?;
            }
        }
    }
    writeln!(out, "assigned to {assigned} groups, {refused} refused")?;
    if refused > 0 {
        return Err(format!("{refused} of {} groups have no assignment", groups.len()).into());
    }
    Ok(())
}
