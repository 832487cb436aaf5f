//! Many requests against the local server: at once, one after the other, and dropped at random. None may be lost, and
//! memory must stay flat.
//!
//! ```sh
//! cargo run --release -p graph-test-server --example load -- docs-input
//! ```
//!
//! The numbers of requests follow the pages where fewer are wanted: `docs-input 500 10000 2000`.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use generated::client::Client;
use generated::v1;
use graph_test_server::{GraphServer, Settings};

type Error = Box<dyn std::error::Error + Send + Sync>;

#[tokio::main]
#[allow(clippy::print_stdout, clippy::print_stderr, reason = "it is a program")]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

#[allow(clippy::print_stdout, reason = "it is a program")]
async fn run() -> Result<(), Error> {
    let mut arguments = std::env::args().skip(1);
    let pages = arguments.next().unwrap_or_else(|| "docs-input".to_owned());
    let mut number = |default: usize| arguments.next().map_or(Ok(default), |text| text.parse());
    let (at_once, in_a_row, dropped) = (number(5_000)?, number(100_000)?, number(20_000)?);
    let server = GraphServer::start(Settings::new(pages)).await?;
    let client = Client::builder()
        .base_url(server.url())
        .token("any")
        .max_concurrent_requests(64)
        .build()?;
    let graph = v1::Graph::from(client);
    let configurations = graph.device_management().device_configurations();
    let page = configurations.list().top(1).await?;
    let id = page
        .value
        .first()
        .and_then(|first| first.id())
        .unwrap_or_default();
    let one = configurations.id(id);

    let begun = Instant::now();
    let calls: Vec<_> = (0..at_once)
        .map(|_| tokio::spawn(one.get().select(["id"]).into_future()))
        .collect();
    let mut answered = 0;
    for call in calls {
        answered += usize::from(call.await??.id() == Some(id));
    }
    report("at once", at_once, answered, begun)?;

    let begun = Instant::now();
    let mut answered = 0;
    for number in 0..in_a_row {
        answered += usize::from(one.get().select(["id"]).await?.id() == Some(id));
        if (number + 1) % (in_a_row / 4).max(1) == 0 {
            println!("  after {:>7}: {} KiB", number + 1, memory());
        }
    }
    report("in a row", in_a_row, answered, begun)?;

    // Each call is dropped after a time that grows from nothing to more than it takes: some before they are sent, some
    // while they wait, some when they are done.
    let begun = Instant::now();
    let mut done = 0;
    for number in 0..dropped {
        let patience = Duration::from_micros((number as u64 * 7919) % 3000);
        let call = one.get().select(["id"]).into_future();
        if let Ok(answer) = tokio::time::timeout(patience, call).await {
            done += usize::from(answer?.id() == Some(id));
        }
    }
    println!(
        "dropped at random: {dropped} begun, {done} done, {:.1?}, {} KiB",
        begun.elapsed(),
        memory()
    );
    // Whoever comes after them has a place and an answer.
    let calls: Vec<_> = (0..200).map(|_| tokio::spawn(one.get().into_future())).collect();
    let mut answered = 0;
    for call in calls {
        answered += usize::from(call.await??.id() == Some(id));
    }
    report("after those", 200, answered, begun)
}

#[allow(clippy::print_stdout, reason = "it is a program")]
fn report(name: &str, sent: usize, answered: usize, begun: Instant) -> Result<(), Error> {
    let seconds = begun.elapsed().as_secs_f64();
    println!(
        "{name}: {sent} sent, {answered} answered, {seconds:.1} s, {} KiB",
        memory()
    );
    if sent == answered {
        Ok(())
    } else {
        Err(format!("{} were lost", sent - answered).into())
    }
}

/// The memory of the process in KiB, server and client together; 0 where the system does not tell.
fn memory() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mut lines = status.lines();
    let resident = lines.find_map(|line| line.strip_prefix("VmRSS:"));
    resident
        .and_then(|text| text.split_whitespace().next()?.parse().ok())
        .unwrap_or_default()
}
