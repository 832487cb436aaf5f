//! The stages one after another: pages in, formatted files and diagnostics out.
//!
//! Pages are read, and files emitted, on several threads. Results are put together in the order of the files'
//! paths, so neither the number of threads nor the order in which the system lists a folder shows in them.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use crate::config::Config;
use crate::coverage::PageCoverage;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::emit::{self, EmitError, FileTask};
use crate::error::Error;
use crate::graph::Version;
use crate::markdown::{self, Includes};
use crate::model::{self, Model, Trace, TracedItem};
use crate::page::{self, Page, RevisionDate};
use crate::resolve::{self, Plan};
use crate::source::{self, Folder, SourceMap};
use crate::span::FileId;
use crate::write::format;

/// The stack of a worker thread: that of a main thread, so that what a page nests deeply behaves alike on each.
const STACK: usize = 8 << 20;

/// A part of a run that takes time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stage {
    /// The pages are read, one step a page.
    Pages,
    /// Rust is emitted and formatted, one step a file.
    Files,
}

/// Hears how far a run is. Calls come from several threads.
pub trait Progress: Sync {
    /// A stage of so many steps starts.
    fn begin(&self, _stage: Stage, _steps: usize) {}
    /// A step is done.
    fn advance(&self) {}
}

/// Nobody listens.
impl Progress for () {}

/// How much was found, and how long it took.
#[derive(Clone, Copy, Debug, Default)]
pub struct Stats {
    /// Pages read; included files are not counted.
    pub pages: usize,
    /// Entity types and complex types.
    pub types: usize,
    /// Properties of all types, inherited ones where a page repeats them.
    pub properties: usize,
    /// Enumerations.
    pub enums: usize,
    /// Operations.
    pub operations: usize,
    /// The time from the first file read to the last diagnostic sorted. It is the one thing in a result that
    /// differs between two runs, and is never written to the output.
    pub elapsed: Duration,
}

/// What the pages say and what it becomes in Rust, before any Rust is spelled out.
#[derive(Debug)]
pub struct Analysis {
    /// The files that were read.
    pub sources: SourceMap,
    /// What the pages say together.
    pub model: Model,
    /// What becomes of it in Rust.
    pub plan: Plan,
    /// What became of each row, fence, annotation and operation line, page by page.
    pub coverage: Vec<PageCoverage>,
    /// What there is to say about the pages, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
    /// When the oldest and the newest of the pages were revised, as far as they tell.
    pub revised: Option<(RevisionDate, RevisionDate)>,
    /// Counts.
    pub stats: Stats,
}

/// A finished run.
#[derive(Debug)]
pub struct Run {
    /// What the pages say and what it becomes in Rust.
    pub analysis: Analysis,
    /// The text of each file by its path below `src`, with `/`: `v1/models/user.rs`.
    pub files: BTreeMap<String, String>,
    /// The text of each file of the test of the documented examples, by its path below the folder of the test.
    pub tests: BTreeMap<String, String>,
}

/// Reads the pages and decides what becomes of them, without spelling out any Rust.
///
/// # Errors
///
/// Fails where an input cannot be read, or no thread can be started.
pub fn analyze(config: &Config, progress: &dyn Progress) -> Result<Analysis, Error> {
    on_threads(config.threads, || analyze_here(config, progress))?
}

/// Reads the pages and joins what they say. Their faults are reported nowhere. Where several operations document one
/// request, the one whose page leads comes first.
///
/// # Errors
///
/// Fails where an input cannot be read, or no thread can be started.
pub(crate) fn model(config: &Config, progress: &dyn Progress) -> Result<Model, Error> {
    on_threads(config.threads, || {
        let mut input = ReadInput::of(config, progress)?;
        let mut model = model::build(&input.sources, &input.pages, &mut input.sink);
        resolve::sort_by_lead(&input.sources, &mut model.operations);
        Ok(model)
    })?
}

/// Reads the pages, and follows a property or a request through the passes that join them.
///
/// # Errors
///
/// Fails where an input cannot be read, or no thread can be started.
pub(crate) fn trace(
    config: &Config,
    item: &TracedItem,
    progress: &dyn Progress,
) -> Result<Vec<Trace>, Error> {
    on_threads(config.threads, || {
        let input = ReadInput::of(config, progress)?;
        Ok(model::trace(&input.sources, &input.pages, item))
    })?
}

/// Reads the pages and turns them into the text of Rust files. Nothing is written.
///
/// # Errors
///
/// Fails where an input cannot be read, no thread can be started, or two files would bear one path.
pub fn run(config: &Config, progress: &dyn Progress) -> Result<Run, Error> {
    on_threads(config.threads, || {
        let start = Instant::now();
        let mut analysis = analyze_here(config, progress)?;
        let files = emit_files(&emit::files(&analysis.plan), progress)?;
        let tests = emit_files(&emit::tests(&analysis.plan), progress)?;
        analysis.stats.elapsed = start.elapsed();
        Ok(Run {
            analysis,
            files,
            tests,
        })
    })?
}

/// Runs `work` where `rayon` uses the given number of threads.
pub(crate) fn on_threads<T: Send>(
    threads: Option<usize>,
    work: impl FnOnce() -> T + Send,
) -> Result<T, Error> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads.unwrap_or(0))
        .stack_size(STACK)
        .build()?;
    Ok(pool.install(work))
}

/// The pages of the input, each read by itself.
pub(crate) struct ReadInput {
    pub(crate) sources: SourceMap,
    pub(crate) pages: Vec<Page>,
    /// What there is to say about the files and the pages.
    pub(crate) sink: Diagnostics,
}

impl ReadInput {
    fn of(config: &Config, progress: &dyn Progress) -> Result<Self, Error> {
        let mut sink = Diagnostics::new();
        let sources = source::load_with(&config.inputs, &config.versions_of, &mut sink)?;
        Ok(Self::of_sources(sources, &config.versions, progress, sink))
    }

    /// Reads the pages among files; `sink` holds what the reading of the files had to say.
    pub(crate) fn of_sources(
        sources: SourceMap,
        versions: &[Version],
        progress: &dyn Progress,
        mut sink: Diagnostics,
    ) -> Self {
        let pages = read_pages(&sources, versions, progress, &mut sink);
        Self { sources, pages, sink }
    }
}

fn analyze_here(config: &Config, progress: &dyn Progress) -> Result<Analysis, Error> {
    let start = Instant::now();
    let mut analysis = analyze_input(ReadInput::of(config, progress)?, config);
    analysis.stats.elapsed = start.elapsed();
    Ok(analysis)
}

/// What [`analyze`] does with the pages.
pub(crate) fn analyze_input(input: ReadInput, config: &Config) -> Analysis {
    let ReadInput {
        sources,
        mut pages,
        mut sink,
    } = input;
    let dates = || pages.iter().filter_map(|page| page.age.date());
    let revised = dates().min().zip(dates().max());
    let coverage = pages.iter_mut().map(Page::take_coverage).collect();
    let model = model::build(&sources, &pages, &mut sink);
    let count = pages.len();
    // The model has what it needs of them.
    drop(pages);
    let plan = resolve::resolve(&sources, &model, &config.resolve, &mut sink);
    let diagnostics = sink.into_sorted();
    let stats = Stats {
        pages: count,
        types: model.types.len(),
        properties: model.types.iter().map(|ty| ty.properties.len()).sum(),
        enums: model.enums.len(),
        operations: model.operations.len(),
        elapsed: Duration::ZERO,
    };
    Analysis {
        sources,
        model,
        plan,
        coverage,
        diagnostics,
        revised,
        stats,
    }
}

/// Reads every file that is a page of its own. A page's tree is dropped as soon as its facts are known.
fn read_pages(
    sources: &SourceMap,
    versions: &[Version],
    progress: &dyn Progress,
    sink: &mut Diagnostics,
) -> Vec<Page> {
    let files: Vec<FileId> = sources
        .files()
        .filter(|(_, file)| file.folder != Some(Folder::Includes))
        .map(|(id, _)| id)
        .collect();
    progress.begin(Stage::Pages, files.len());
    let includes = Includes::default();
    let read: Vec<(Page, Vec<FileId>, Diagnostics)> = files
        .into_par_iter()
        .map(|file| {
            let mut sink = Diagnostics::new();
            let document = markdown::read_with(sources, &includes, file, &mut sink);
            let page = page::read(sources, &document, &mut sink);
            progress.advance();
            (page, document.included, sink)
        })
        .collect();
    let mut pages = Vec::with_capacity(read.len());
    let mut included = BTreeSet::new();
    for (page, files, found) in read {
        if versions.contains(&page.version()) {
            sink.append(found);
            included.extend(files);
            pages.push(page);
        }
    }
    for diagnostic in includes.diagnostics(&included) {
        sink.push(diagnostic);
    }
    page::report_assumed_versions(&pages, sink);
    pages
}

/// Emits and formats each planned file. Tokens cannot leave the thread that made them (`proc_macro2` is not `Send`), so a
/// file is emitted and formatted in one step.
pub(crate) fn emit_files(
    tasks: &[FileTask<'_>],
    progress: &dyn Progress,
) -> Result<BTreeMap<String, String>, Error> {
    if tasks.is_empty() {
        return Ok(BTreeMap::new());
    }
    progress.begin(Stage::Files, tasks.len());
    let texts: Vec<(String, String)> = tasks
        .par_iter()
        .map(|task| {
            let text = format::text(task.emit())?;
            progress.advance();
            Ok((task.path.clone(), text))
        })
        .collect::<Result<_, EmitError>>()?;
    let mut files = BTreeMap::new();
    for (path, text) in texts {
        if files.insert(path.clone(), text).is_some() {
            return Err(Error::Path {
                path,
                reason: "two files were emitted for this path",
            });
        }
    }
    Ok(files)
}
