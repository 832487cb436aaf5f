//! The same structs as the emitted models, with serde derive.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use generator::graph::Scalar;
use generator::resolve::plan::ids::ItemId;
use generator::resolve::plan::models::{EnumPlan, FieldType, Indirection, Kind, StructPlan};
use generator::resolve::plan::{Items, Plan};

/// A crate of the same structs and enumerations with serde derive, as one would write them by hand.
pub(crate) fn write(plan: &Plan, folder: &Path) {
    fs::create_dir_all(folder.join("src")).unwrap();
    let manifest = "[package]\nname = \"graph-derive\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
        serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n\n[workspace]\n";
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    let mut library = "//! Models.\n#![allow(non_camel_case_types)]\n".to_owned();
    for version in &plan.versions {
        let items = &version.items;
        for namespace in &version.namespaces {
            let module = &items.modules[namespace.module].name;
            writeln!(library, "pub mod {module} {{").unwrap();
            for item in namespace.files.iter().flat_map(|file| &file.items) {
                match item {
                    ItemId::Struct(id) => derived_struct(&mut library, items, &items.structs[*id]),
                    ItemId::Enum(id) => derived_enum(&mut library, &items.enums[*id]),
                    // Polymorphic reading costs derive more still; it is left out.
                    ItemId::Polymorphic(id) => {
                        let plan = &items.polymorphics[*id];
                        let base = &items.structs[plan.base].name;
                        writeln!(library, "pub type {} = Box<{base}>;", plan.name).unwrap();
                    }
                    ItemId::Operation(_) => {}
                }
            }
            library.push_str("}\n");
        }
    }
    fs::write(folder.join("src/lib.rs"), library).unwrap();
}

fn derived_struct(out: &mut String, items: &Items, plan: &StructPlan) {
    writeln!(
        out,
        "#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]\npub struct {} {{",
        plan.name
    )
    .unwrap();
    for field in &plan.fields {
        let ty = derived_type(items, field.ty);
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

fn derived_type(items: &Items, ty: FieldType) -> String {
    let one = match ty.kind {
        // Types beyond those of serde are text here, which costs the compiler least.
        Kind::Scalar(scalar) => match scalar {
            Scalar::Bool => "bool".to_owned(),
            Scalar::Double => "f64".to_owned(),
            Scalar::Int32 => "i32".to_owned(),
            Scalar::Int64 => "i64".to_owned(),
            Scalar::Json => "serde_json::Value".to_owned(),
            _ => "String".to_owned(),
        },
        Kind::Enum(id) if items.enums[id].flags => "String".to_owned(),
        Kind::Enum(id) => derived_path(items, id.into()),
        Kind::Object(ty) => derived_path(items, ty.into()),
    };
    let boxed = ty.indirection != Indirection::None && !ty.collection;
    match (ty.collection, boxed) {
        (true, _) => format!("Vec<{one}>"),
        (false, true) => format!("Box<{one}>"),
        (false, false) => one,
    }
}

fn derived_path(items: &Items, item: ItemId) -> String {
    let location = items.location(item);
    let module = items.modules.exporting(location.module);
    format!("crate::{}::{}", items.modules[module].name, location.name)
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
