//! Whether the time that a page takes grows like its size, whatever stands in it.
//!
//! `cargo bench -p graph-tests --bench growth` reads each hostile page in two sizes, each in a process of its own, and
//! prints the processor time of both and their ratio. What takes much more than eight times as long for eight times
//! the bytes is marked, and the program ends with 1. A word behind `--` measures the readers of that name only.
//!
//! Memory must not grow faster either; what the process takes that reads little is no measure of it.
//!
//! The time is that of the generator's own instructions. The kernel's is left out: how long it takes to find an inode
//! for one of thousands of files, or the first use of memory, depends on what it was asked before.
//!
//! This is no part of the test suite. Growth shows in the work that is done, and what could count it without a clock is
//! not at hand: an allocator that counts needs `unsafe`, and misses the loops that only compare; counters in the readers
//! would be there for this alone. A clock, even that of the process, fails on a busy machine now and then.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a program that prints figures, and ends where it cannot go on"
)]

mod hostile;

use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::Duration;

use generator::Config;
use generator::config::{OutputForm, Package};
use wait4::Wait4 as _;

use hostile::Hostile;

/// The bytes of the smaller pages.
const SMALL: usize = 128 << 10;

/// How many times larger the others are.
const FACTOR: u32 = 8;

/// What the process takes that reads nothing to speak of: times below tell nothing.
const FLOOR: Duration = Duration::from_millis(20);

/// The bytes of memory of such a process, and some more.
const FLOOR_OF_MEMORY: u64 = 64 << 20;

/// The argument of the process that reads the pages in the folder behind it.
const ONE: &str = "--one";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [mark, folder] = &arguments[..]
        && mark == ONE
    {
        read(Path::new(folder));
        return ExitCode::SUCCESS;
    }
    let all = hostile::all();
    let wanted = arguments.iter().find(|argument| !argument.starts_with('-'));
    let mut all_linear = true;
    for hostile in &all {
        if wanted.is_some_and(|wanted| !hostile.reader.contains(wanted.as_str())) {
            continue;
        }
        let (small, small_memory) = costs(hostile, SMALL);
        let (large, large_memory) = costs(hostile, SMALL * FACTOR as usize);
        let ratio = large.as_secs_f64() / small.max(FLOOR).as_secs_f64();
        let is_linear = ratio <= f64::from(FACTOR) * 2.0
            && large_memory <= small_memory.max(FLOOR_OF_MEMORY) * u64::from(FACTOR) * 2;
        all_linear &= is_linear;
        println!(
            "{:<16}{:8.3} s {:8.3} s {ratio:6.1} times {:6} MB{} {:?}",
            hostile.reader,
            small.as_secs_f64(),
            large.as_secs_f64(),
            large_memory >> 20,
            if is_linear { "  " } else { " !" },
            hostile.patterns(),
        );
    }
    if all_linear {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Generates from the pages in a folder, with a test of each documented example.
fn read(folder: &Path) {
    let config = Config::new(folder).form(OutputForm::Crate(Package::default()));
    config.documented_tests(true).generate().unwrap();
}

/// The processor time and the bytes of memory of a process that reads pages of a size.
fn costs(hostile: &Hostile, bytes: usize) -> (Duration, u64) {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in hostile.pages(bytes) {
        let path = folder.path().join("v1.0").join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let mut child = Command::new(std::env::current_exe().unwrap())
        .arg(ONE)
        .arg(folder.path())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let used = child.wait4().unwrap();
    assert!(used.status.success(), "{}", used.status);
    (used.rusage.utime, used.rusage.maxrss)
}
