//! What the compiler takes for the emitted crate, for programs that use it, and for the same structs with serde
//! derive.

use std::fs;
use std::path::Path;

use generator::config::{OutputForm, Package, RuntimeSource};
use generator::graph::Version;
use generator::resolve::plan::Plan;
use generator::resolve::plan::models::StructRole;
use generator::{Config, Output};
use graph_tests::{send, shape};

use crate::measure::Cost;
use crate::rustc::Crates;
use crate::{derive, program};

/// Ways to compile a crate, with the arguments of cargo.
const MODES: [(&str, &[&str]); 3] = [
    ("check", &["check", "--lib"]),
    ("debug", &["build", "--lib"]),
    ("release", &["build", "--lib", "--release"]),
];

/// Prints all figures.
pub(crate) fn compare(docs: &Path) {
    let crates = Crates {
        root: Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench"),
        only: std::env::args()
            .skip_while(|argument| argument != "--compile")
            // Cargo adds `--bench` to the arguments.
            .filter(|argument| !argument.starts_with("--"))
            .collect(),
    };
    let all = emit(docs, &crates, "graph-all");
    let plan = &all.analysis().plan;
    let operations: usize = plan
        .versions
        .iter()
        .map(|version| version.operations().count())
        .sum();
    sizes(&all);

    println!("\nthe crate alone, its dependencies compiled before: what one run of rustc takes");
    // Parts of the crate are crates of their own here, with the same dependencies.
    let parts = [
        ("graph-models", "//! Models.\npub mod models;\n"),
        (
            "graph-requests",
            "//! Models and requests.\npub mod models;\npub mod requests;\n",
        ),
    ];
    for (package, modules) in parts {
        emit(docs, &crates, package);
        let file = crates.folder(package).join("src/v1.rs");
        // The first line says that the file belongs to the generator, which replaces it when it runs again.
        let text = fs::read_to_string(&file).unwrap();
        let mark = text.lines().next().unwrap();
        fs::write(file, format!("{mark}\n\n{modules}")).unwrap();
    }
    derive::write(plan, &crates.folder("graph-derive"));
    let models = row(&crates, "models alone", "graph-models");
    let requests = row(&crates, "models and requests", "graph-requests");
    let whole = row(&crates, "with the steps", "graph-all");
    let derived = row(&crates, "models, serde derive", "graph-derive");
    for (at, (mode, _)) in MODES.iter().enumerate() {
        if let (Some(models), Some(requests), Some(whole)) = (models[at], requests[at], whole[at]) {
            println!(
                "  {mode:<8}an operation takes {:5.2} ms, its part of the steps {:5.2} ms",
                (requests.cpu - models.cpu) * 1e3 / operations as f64,
                (whole.cpu - requests.cpu) * 1e3 / operations as f64,
            );
        }
        if let (Some(models), Some(derived)) = (models[at], derived[at]) {
            println!(
                "  {mode:<8}serde derive takes {:.1} times as much",
                derived.cpu / models.cpu
            );
        }
    }
    if let Some(documented) = crates.cost("graph-all", "src/lib.rs", &["doc", "--lib", "--no-deps"]) {
        let megabytes = size_below(&crates.target().join("doc/graph_all")) as f64 / 1e6;
        println!(
            "  {:<26}{:<8}{documented}, {megabytes:4.0} MB written",
            "rustdoc", ""
        );
    }

    println!("\nprograms that use the crate, compiled before");
    let version = plan
        .versions
        .iter()
        .find(|plan| plan.version == Version::V1)
        .unwrap();
    let chosen = program::choose(version);
    let programs = [
        (
            "ten requests, no client",
            "ten-requests",
            "graph-all",
            program::sans_io("graph_all", version, &chosen),
        ),
        (
            "ten requests, the client",
            "ten-calls",
            "graph-all",
            program::with_client("graph_all", version, &chosen),
        ),
    ];
    for (name, package, uses, text) in programs {
        write_program(&crates, package, uses, &text);
        for (mode, arguments) in [("debug", &["build"][..]), ("release", &["build", "--release"])] {
            if let Some(cost) = crates.cost(package, "src/main.rs", arguments) {
                println!("  {name:<26}{mode:<8}{cost}");
            }
        }
    }
    let text = send::program(&send::models(plan, "graph_models"));
    write_program(&crates, "every-model", "graph-models", &text);
    if let Some(cost) = crates.cost("every-model", "src/main.rs", &["check"]) {
        println!("  {:<26}{:<8}{cost}", "every model is `Send`", "check");
    }
}

/// Writes v1.0 as a crate.
fn emit(docs: &Path, crates: &Crates, package: &str) -> Output {
    let runtime = graph_test_pages::workspace().join("generated/runtime");
    let runtime = RuntimeSource::Path(runtime.to_str().unwrap().to_owned());
    let output = Config::new(docs)
        .versions([Version::V1])
        .form(OutputForm::Crate(Package::new(package).runtime(runtime)))
        .generate()
        .unwrap();
    output.write_to(crates.folder(package)).unwrap();
    output
}

/// Prints how much is emitted, by kind.
fn sizes(output: &Output) {
    let modules = output
        .files()
        .iter()
        .filter_map(|(path, text)| Some((path.strip_prefix("src/")?, text.as_str())));
    let shape = shape::count(modules);
    println!("what is emitted");
    for (name, emitted) in shape.rows() {
        println!("  {name:<16}{emitted}");
    }
    println!(
        "  {} properties, {} of bodies",
        properties(&output.analysis().plan, false),
        properties(&output.analysis().plan, true)
    );
}

fn properties(plan: &Plan, of_bodies: bool) -> usize {
    let fields = plan.versions.iter().flat_map(|version| {
        let structs = version.items.structs.values();
        structs.filter(move |plan| (plan.role != StructRole::Model) == of_bodies)
    });
    fields.map(|plan| plan.fields.len()).sum()
}

/// Compiles a crate in each way and prints what it takes.
fn row(crates: &Crates, name: &str, package: &str) -> [Option<Cost>; MODES.len()] {
    MODES.map(|(mode, arguments)| {
        let cost = crates.cost(package, "src/lib.rs", arguments)?;
        let folder = if mode == "release" { "release" } else { "debug" };
        let library = format!("{folder}/lib{}.rlib", package.replace('-', "_"));
        let library = fs::metadata(crates.target().join(library))
            .ok()
            .filter(|_| mode != "check");
        let library = library.map_or_else(String::new, |file| {
            format!(", rlib {:4.1} MB", file.len() as f64 / 1e6)
        });
        println!("  {name:<26}{mode:<8}{cost}{library}");
        Some(cost)
    })
}

/// Writes a program that uses a crate beside it, and the runtime.
fn write_program(crates: &Crates, package: &str, uses: &str, text: &str) {
    let folder = crates.folder(package);
    fs::create_dir_all(folder.join("src")).unwrap();
    let runtime = graph_test_pages::workspace().join("generated/runtime");
    let manifest = send::manifest(package, uses).replace(
        "[dependencies]\n",
        &format!("[dependencies]\ngraph-runtime = {{ path = {runtime:?} }}\n"),
    );
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    fs::write(folder.join("src/main.rs"), text).unwrap();
}

/// The bytes of all files below a folder.
fn size_below(folder: &Path) -> u64 {
    graph_tests::pages(folder)
        .iter()
        .filter_map(|file| fs::metadata(folder.join(file)).ok())
        .map(|file| file.len())
        .sum()
}
