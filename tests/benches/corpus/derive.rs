//! The same structs as the emitted models, with serde derive.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use generator::resolve::{EnumPlan, FieldType, Item, Kind, Plan, Scalar, StructPlan, TypePath, Wrap};

/// A crate of the same structs and enumerations with serde derive, as one would write them by hand.
pub(crate) fn write(plan: &Plan, folder: &Path) {
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
                Item::Polymorphic(plan) => {
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
