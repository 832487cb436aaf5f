//! What the compiler takes for the emitted models, and for the same structs with serde derive.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use generator::resolve::{EnumPlan, FieldType, Item, Kind, Plan, Scalar, StructPlan, TypePath, Wrap};
use generator::source::Version;
use generator::{Config, Shape};

use crate::measure::time_of_children;

const ROUNDS: usize = 3;

/// Checks the models of v1.0 in both forms.
pub(crate) fn compare(docs: &Path) {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench");
    let runtime = graph_tests::workspace().join("generated/runtime");
    let output = Config::new(docs)
        .versions([Version::V1])
        .shape(Shape::Crate)
        .package_name("graph-slots")
        .runtime_path(runtime.to_str().unwrap())
        .generate()
        .unwrap();
    let slots = root.join("graph-slots");
    output.write_to(&slots).unwrap();
    // The models alone: requests have no counterpart.
    fs::write(slots.join("src/v1.rs"), "//! Models.\npub mod models;\n").unwrap();
    let derive = root.join("graph-derive");
    write_derive(&output.run().plan, &derive);

    let name = |package: &Path| package.file_name().unwrap().to_str().unwrap().to_owned();
    let mut best = Vec::new();
    for package in [&slots, &derive] {
        check(package, &root, false);
        let times = (0..ROUNDS).map(|_| check(package, &root, true));
        let times: Vec<(f64, f64)> = times.collect();
        let least = |pick: fn(&(f64, f64)) -> f64| times.iter().map(pick).fold(f64::INFINITY, f64::min);
        let (cpu, wall) = (least(|time| time.0), least(|time| time.1));
        println!("  {:<16}{cpu:7.2} s processor, {wall:7.2} s wall", name(package));
        best.push(cpu);
    }
    println!("  serde derive takes {:.1} times as much", best[1] / best[0]);
}

/// Checks a crate and tells the processor time and the time; `fresh`: its dependencies are there, it is not.
fn check(package: &Path, root: &Path, fresh: bool) -> (f64, f64) {
    fs::copy(
        graph_tests::workspace().join("Cargo.lock"),
        package.join("Cargo.lock"),
    )
    .unwrap();
    let target = root.join("target");
    if fresh {
        let library = package.join("src/lib.rs");
        let text = fs::read(&library).unwrap();
        fs::write(&library, text).unwrap();
    }
    let (start, cpu) = (Instant::now(), time_of_children());
    let checked = Command::new(env!("CARGO"))
        .args(["check", "--quiet", "--offline"])
        .current_dir(package)
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_INCREMENTAL", "0")
        .output()
        .unwrap();
    let wall = start.elapsed().as_secs_f64();
    assert!(
        checked.status.success(),
        "{}",
        String::from_utf8_lossy(&checked.stderr)
    );
    let used = cpu
        .zip(time_of_children())
        .map_or(wall, |(before, after)| after - before);
    (used, wall)
}

/// A crate of the same structs and enumerations with serde derive, as one would write them by hand.
fn write_derive(plan: &Plan, folder: &Path) {
    fs::create_dir_all(folder.join("src")).unwrap();
    let manifest = "[package]\nname = \"graph-derive\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
        serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n\n[workspace]\n";
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    let mut library = "//! Models.\n#![allow(non_camel_case_types)]\n".to_owned();
    for namespace in plan.versions.iter().flat_map(|version| &version.namespaces) {
        let module = namespace.module.as_deref().unwrap_or("root");
        writeln!(library, "pub mod {module} {{").unwrap();
        for item in namespace.files.iter().flat_map(|file| &file.items) {
            match item {
                Item::Struct(plan) => derived_struct(&mut library, plan, namespace.module.as_ref()),
                Item::Enum(plan) => derived_enum(&mut library, plan),
                // Polymorphic reading costs derive more still; it is left out.
                Item::Holder(plan) => {
                    writeln!(library, "pub type {} = Box<{}>;", plan.name, plan.base.name).unwrap();
                }
            }
        }
        library.push_str("}\n");
    }
    fs::write(folder.join("src/lib.rs"), library).unwrap();
}

fn derived_struct(out: &mut String, plan: &StructPlan, module: Option<&String>) {
    writeln!(
        out,
        "#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]\npub struct {} {{",
        plan.name
    )
    .unwrap();
    for field in &plan.fields {
        let ty = derived_type(&field.ty, module);
        writeln!(
            out,
            "#[serde(rename = {:?}, default, skip_serializing_if = \"Option::is_none\")]\npub {}: Option<{ty}>,",
            field.json, field.name
        )
        .unwrap();
    }
    writeln!(
        out,
        "#[serde(flatten)]\npub {}: serde_json::Map<String, serde_json::Value>,\n}}",
        plan.additional
    )
    .unwrap();
}

fn derived_type(ty: &FieldType, module: Option<&String>) -> String {
    let one = match &ty.kind {
        // Types beyond those of serde are text here, which costs the compiler least.
        Kind::Scalar(scalar) => match scalar {
            Scalar::Bool => "bool".to_owned(),
            Scalar::Double => "f64".to_owned(),
            Scalar::Int32 => "i32".to_owned(),
            Scalar::Int64 => "i64".to_owned(),
            Scalar::Json => "serde_json::Value".to_owned(),
            _ => "String".to_owned(),
        },
        Kind::Enum(path) => derived_path(path, module),
        Kind::Flags(_) => "String".to_owned(),
        Kind::Model(path) => derived_path(path, module),
    };
    let boxed = ty.wrap != Wrap::Plain && !ty.collection;
    match (ty.collection, boxed) {
        (true, _) => format!("Vec<{one}>"),
        (false, true) => format!("Box<{one}>"),
        (false, false) => one,
    }
}

fn derived_path(path: &TypePath, module: Option<&String>) -> String {
    let module = match path.module.as_deref() {
        Some(TypePath::HERE) => module.map(String::as_str),
        other => other,
    };
    format!("crate::{}::{}", module.unwrap_or("root"), path.name)
}

fn derived_enum(out: &mut String, plan: &EnumPlan) {
    writeln!(
        out,
        "#[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]\npub enum {} {{",
        plan.name
    )
    .unwrap();
    for variant in &plan.variants {
        writeln!(out, "#[serde(rename = {:?})]\n{},", variant.json, variant.name).unwrap();
    }
    writeln!(out, "#[serde(untagged)]\n{}(String),\n}}", plan.unrecognized).unwrap();
}
