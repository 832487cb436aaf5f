//! The page of the manual.

use clap::CommandFactory as _;
use clap_mangen::Man;

use super::{Cli, Failure, Outcome, print};

pub(super) fn run() -> Result<Outcome, Failure> {
    let mut text = Vec::new();
    Man::new(Cli::command()).render(&mut text)?;
    print(&String::from_utf8_lossy(&text))?;
    Ok(Outcome::Done)
}
