//! Times and memory, as far as the system tells them without unsafe code.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::hint::black_box;
use std::io;
use std::process::{Command, ExitStatus};
use std::time::Instant;

use wait4::Wait4;

/// How often a piece of work is done.
const ROUNDS: usize = 5;

/// The time of a piece of work, in seconds.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Time {
    pub(crate) wall: f64,
    /// The processor time of all threads; the wall's where the system does not tell it.
    pub(crate) cpu: f64,
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:7.3} s processor, {:7.3} s wall", self.cpu, self.wall)
    }
}

/// The time of a piece of work, after a round that fills caches: the least on the wall of several rounds, and the
/// mean in processor time, which is counted too coarsely for one.
pub(crate) fn least<T>(mut work: impl FnMut() -> T) -> Time {
    black_box(work());
    let mut wall = f64::INFINITY;
    let before = processor_time();
    for _ in 0..ROUNDS {
        let start = Instant::now();
        black_box(work());
        wall = wall.min(start.elapsed().as_secs_f64());
    }
    let used = before.zip(processor_time());
    let cpu = used.map_or(wall, |(before, after)| (after - before) / ROUNDS as f64);
    Time { wall, cpu }
}

/// What a process took.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
    /// Processor time of all threads, in seconds.
    pub(crate) cpu: f64,
    /// Time on the wall, in seconds.
    pub(crate) wall: f64,
    /// The most memory held, in megabytes.
    pub(crate) memory: f64,
}

impl fmt::Display for Cost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:7.2} s processor, {:7.2} s wall, {:5.0} MB",
            self.cpu, self.wall, self.memory
        )
    }
}

/// Named times and their sum.
#[derive(Default)]
pub(crate) struct Table {
    rows: BTreeMap<String, Time>,
    all: Time,
}

impl Table {
    pub(crate) fn add(&mut self, name: &str, time: Time) {
        println!("  {name:<16}{time}");
        self.all.wall += time.wall;
        self.all.cpu += time.cpu;
        self.rows.insert(name.to_owned(), time);
    }

    /// Adds what a piece of work takes beyond an earlier row.
    pub(crate) fn add_difference(&mut self, name: &str, time: Time, but: &str) {
        let less = self.rows.get(but).copied().unwrap_or_default();
        let rest = Time {
            wall: (time.wall - less.wall).max(0.0),
            cpu: (time.cpu - less.cpu).max(0.0),
        };
        self.add(name, rest);
    }

    /// Prints the sum, and how many times another it is.
    pub(crate) fn print(&self, name: &str, floor: Option<Time>) -> Time {
        let times = floor.map(|floor| format!(", {:.2} times the least", self.all.cpu / floor.cpu));
        println!("  {name:<16}{}{}", self.all, times.unwrap_or_default());
        self.all
    }
}

/// The processor time in seconds that this process has used, those of its threads that have ended too.
fn processor_time() -> Option<f64> {
    ticks(11, 12)
}

/// The sum of two fields of Linux's account of this process, which counts in hundredths of a second.
fn ticks(user: usize, system: usize) -> Option<f64> {
    let text = fs::read_to_string("/proc/self/stat").ok()?;
    // The second field, the program's name, is in parentheses and may hold anything.
    let fields: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |at: usize| fields.get(at)?.parse::<f64>().ok();
    Some((ticks(user)? + ticks(system)?) / 100.0)
}

/// What the system says that a process used, and how it ended.
pub(crate) fn run(command: &mut Command) -> io::Result<(ExitStatus, Cost)> {
    let start = Instant::now();
    let used = command.spawn()?.wait4()?;
    let cost = Cost {
        cpu: (used.rusage.utime + used.rusage.stime).as_secs_f64(),
        wall: start.elapsed().as_secs_f64(),
        memory: used.rusage.maxrss as f64 / 1e6,
    };
    Ok((used.status, cost))
}
