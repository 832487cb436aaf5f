//! Rust that names all snapshot cases.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::io;
use std::path::Path;

/// The names of the cases by the folder of their stage.
pub(crate) type Stages = BTreeMap<String, Vec<String>>;

/// Finds the cases: the folders that hold `pages`, two levels below `folder`.
///
/// # Errors
///
/// Fails where a folder cannot be read.
pub(crate) fn stages(folder: &Path) -> io::Result<Stages> {
    let mut stages = Stages::new();
    for stage in folders(folder)? {
        let cases = folders(&folder.join(&stage))?;
        let is_case = |case: &String| folder.join(&stage).join(case).join("pages").is_dir();
        let cases: Vec<String> = cases.into_iter().filter(is_case).collect();
        if !cases.is_empty() {
            stages.insert(stage, cases);
        }
    }
    Ok(stages)
}

/// The names of the folders in a folder, sorted.
fn folders(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir()
            && let Ok(name) = entry.file_name().into_string()
        {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

/// A test of each case, in a module of its stage: `page::enum_flags` calls `check("page/enum-flags")`.
pub(crate) fn tests(stages: &Stages) -> String {
    modules_of("mod", stages, |stage, case| {
        Some(format!(
            "#[test]\nfn {}() {{ crate::check({:?}); }}\n",
            identifier(case),
            format!("{stage}/{case}")
        ))
    })
}

/// A module for the expected Rust of each case that has one.
pub(crate) fn modules(folder: &Path, stages: &Stages) -> String {
    modules_of("pub mod", stages, |stage, case| {
        let path = folder.join(stage).join(case).join("expected.rs");
        let module = format!("#[path = {path:?}]\npub mod {};\n", identifier(case));
        path.is_file().then_some(module)
    })
}

/// A module for each stage with an item for each case.
fn modules_of(declared: &str, stages: &Stages, item: impl Fn(&str, &str) -> Option<String>) -> String {
    let mut text = String::new();
    for (stage, cases) in stages {
        let items: String = cases.iter().filter_map(|case| item(stage, case)).collect();
        // Writing to a string does not fail.
        let _ = writeln!(text, "{declared} {} {{\n{items}}}", identifier(stage));
    }
    text
}

fn identifier(name: &str) -> String {
    name.replace('-', "_")
}
