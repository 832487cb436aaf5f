//! How long the generator takes on the whole documentation, beside the least that such work can take.
//!
//! `GRAPH_DOCS=… cargo bench -p graph-tests --bench corpus` prints the time of each stage and of all, beside reading
//! the same files, parsing them with pulldown-cmark and printing the same output with prettyplease; and the memory of a
//! process that does nothing but generate; and how long the test server takes until it can answer.
//!
//! With `-- --compile` it prints what rustc takes instead: for the models alone, with the requests, with the
//! steps, each to check, to build and to build for release; for rustdoc; for programs that use ten operations; for
//! the proof that every model is `Send`; for the same structs with serde derive. Names behind it measure some of
//! the crates only, such as `-- --compile graph-all ten-calls`.
//!
//! The ratios are those of processor time, where the system tells it; other programs disturb it least.
//!
//! `README.md` beside this file has the figures of one day, what they are to be, and what was tried.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a program that prints figures, and ends where it cannot go on"
)]

mod compile;
mod derive;
mod measure;
mod program;
mod rustc;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::{env, fs};

use generator::diagnostic::Diagnostics;
use generator::pipeline::{self, Run};
use generator::source::{Folder, SourceMap};
use generator::write::format;
use generator::{Config, emit, markdown, model, page, resolve, source};
use graph_test_server::{Service, Settings};

use measure::{Table, least};

/// The folder for the output of a process that does nothing but generate; where it is set, this program is that
/// process.
const OUTPUT: &str = "GRAPH_BENCH_OUTPUT";

fn main() -> ExitCode {
    if let Some(done) = rustc::stand_in() {
        return done;
    }
    let docs = graph_test_pages::corpus();
    if let Some(output) = env::var_os(OUTPUT) {
        let written = Config::new(docs).generate().unwrap().write_to(output).unwrap();
        assert!(written.created > 0);
        return ExitCode::SUCCESS;
    }
    if env::args().any(|argument| argument == "--compile") {
        compile::compare(&docs);
    } else {
        stages(&docs);
    }
    ExitCode::SUCCESS
}

fn config(docs: &Path, threads: usize) -> Config {
    Config::new(docs).threads(threads)
}

fn stages(docs: &Path) {
    // File systems are slow to create files where many were deleted just before: folders stay to the end.
    let outputs = tempfile::tempdir().unwrap();
    let mut count = 0;
    let mut output_folder = || {
        count += 1;
        outputs.path().join(count.to_string())
    };
    // First, as long as this process is small: Linux counts its memory among that of its children.
    let mut alone = Command::new(env::current_exe().unwrap());
    alone.env(OUTPUT, output_folder());
    let (status, used) = measure::run(&mut alone).unwrap();
    assert!(status.success());

    let run = pipeline::run(&config(docs, 1), &()).unwrap();
    let size = |texts: &mut dyn Iterator<Item = usize>| texts.sum::<usize>() as f64 / 1e6;
    println!(
        "{} pages, {:.1} MB in; {} files, {:.1} MB out",
        run.analysis.stats.pages,
        size(&mut run.analysis.sources.files().map(|(_, file)| file.text.len())),
        run.files.len(),
        size(&mut run.files.values().map(String::len)),
    );

    println!("\nthe least that the work takes");
    let mut parts = Table::default();
    let pages: Vec<PathBuf> = graph_tests::pages(docs)
        .iter()
        .map(|page| docs.join(page))
        .collect();
    parts.add(
        "read the files",
        least(|| {
            pages
                .iter()
                .map(|page| fs::read(page).unwrap().len())
                .sum::<usize>()
        }),
    );
    parts.add("pulldown-cmark", least(|| events(&run.analysis.sources)));
    let trees: Vec<syn::File> = run
        .files
        .values()
        .map(|text| syn::parse_file(text).unwrap())
        .collect();
    parts.add(
        "prettyplease",
        least(|| {
            trees
                .iter()
                .map(|tree| prettyplease::unparse(tree).len())
                .sum::<usize>()
        }),
    );
    drop(trees);
    let floor = parts.print("in all", None);
    // To print a text, prettyplease needs its syntax tree.
    let parsed = least(|| {
        let items = run
            .files
            .values()
            .map(|text| syn::parse_file(text).unwrap().items.len());
        items.sum::<usize>()
    });
    println!("  {:<16}{parsed}", "(parsed by syn)");

    println!("\nthe generator");
    let mut stages = Table::default();
    measure_stages(docs, &run, &mut stages, &mut output_folder);
    stages.print("in all", Some(floor));
    drop(run);

    println!("\nfrom the files to the crate, in one go");
    for threads in [Some(1), None] {
        let name = threads.map_or_else(|| "all threads".to_owned(), |threads| format!("{threads} thread"));
        let mut config = Config::new(docs);
        if let Some(threads) = threads {
            config = config.threads(threads);
        }
        let time = least(|| {
            let output = config.generate().unwrap();
            output.write_to(output_folder()).unwrap().changed()
        });
        println!(
            "  {name:<16}{time}, {:.2} times the least, {:.2} times with what syn takes",
            time.cpu / floor.cpu,
            time.cpu / (floor.cpu + parsed.cpu)
        );
    }
    println!("  {:<16}{used}", "a process");

    println!("\nthe test server, from the files to what answers");
    let ready = least(|| Service::new(Settings::new(docs)).unwrap().operation_count());
    println!("  {:<16}{ready}", "all threads");
}

/// The number of events that pulldown-cmark sees in all pages.
fn events(sources: &SourceMap) -> usize {
    let options = pulldown_cmark::Options::empty();
    let count = |text: &str| pulldown_cmark::Parser::new_ext(text, options).count();
    sources.files().map(|(_, file)| count(&file.text)).sum()
}

/// Runs one stage after another, each on what the stage before it gave.
fn measure_stages(docs: &Path, run: &Run, stages: &mut Table, output_folder: &mut dyn FnMut() -> PathBuf) {
    let inputs = [docs.to_owned()];
    let sources = source::load(&inputs, &mut Diagnostics::new()).unwrap();
    stages.add(
        "source",
        least(|| {
            source::load(&inputs, &mut Diagnostics::new())
                .unwrap()
                .files()
                .count()
        }),
    );

    let files: Vec<_> = sources
        .files()
        .filter(|(_, file)| file.folder != Some(Folder::Includes))
        .map(|(id, _)| id)
        .collect();
    let read = || -> Vec<_> {
        let read = files
            .iter()
            .map(|file| markdown::read(&sources, *file, &mut Diagnostics::new()));
        read.collect()
    };
    stages.add("markdown", least(|| read().len()));
    let documents = read();
    let facts = || -> Vec<_> {
        let pages = documents
            .iter()
            .map(|document| page::read(&sources, document, &mut Diagnostics::new()));
        pages.collect()
    };
    stages.add("page", least(|| facts().len()));
    let pages = facts();
    stages.add(
        "model",
        least(|| {
            model::build(&sources, &pages, &mut Diagnostics::new())
                .types
                .len()
        }),
    );
    let settings = resolve::Settings::default();
    let plan = || resolve::resolve(&sources, &run.analysis.model, &settings, &mut Diagnostics::new());
    stages.add("resolve", least(|| plan().versions.len()));
    let plan = plan();
    stages.add(
        "emit",
        least(|| {
            emit::files(&plan)
                .iter()
                .map(|task| task.emit().path.len())
                .sum::<usize>()
        }),
    );
    let both = least(|| -> usize {
        let tasks = emit::files(&plan);
        tasks
            .iter()
            .map(|task| format::text(task.emit()).unwrap().len())
            .sum()
    });
    stages.add_difference("format", both, "emit");
    let files: BTreeMap<&String, &String> = run.files.iter().collect();
    let output = Config::new(docs).threads(1).generate().unwrap();
    assert_eq!(files.len() + 1, output.files().len());
    stages.add(
        "write",
        least(|| output.write_to(output_folder()).unwrap().changed()),
    );
}
