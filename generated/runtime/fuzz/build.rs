//! Lists the models of the crate `generated`, for the target that reads each of them.

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let models = Path::new("../../src/v1/models");
    println!("cargo::rerun-if-changed={}", models.display());
    let mut names = Vec::new();
    for entry in fs::read_dir(models)? {
        let text = fs::read_to_string(entry?.path())?;
        for table in ["rt::model! {", "rt::polymorphic! {"] {
            // The row below begins with the name: `Device = "…"`, `AnyDevice;`.
            let rows = text.split(table).skip(1);
            names.extend(rows.filter_map(|rows| {
                let name = rows.trim_start().split(|c: char| !c.is_alphanumeric()).next()?;
                (!name.is_empty()).then(|| name.to_owned())
            }));
        }
    }
    names.sort();
    let count = names.len();
    let arms: String = names
        .iter()
        .enumerate()
        .map(|(index, name)| format!("{index} => check::<v1::models::{name}>(text),\n"))
        .collect();
    let text = format!("fn check_type(index: usize, text: &str) {{ match index % {count} {{ {arms} _ => {{}} }} }}");
    let folder = env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(Path::new(&folder).join("types.rs"), text)
}
