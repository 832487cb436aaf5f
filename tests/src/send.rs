//! A program that proves of every model, from the outside, that it can go to another thread.

use std::fmt::Write;

use generator::emit;
use generator::resolve::plan::Plan;
use generator::resolve::plan::ids::ItemId;

/// The paths of all models and holders of a crate.
pub fn models(plan: &Plan, package: &str) -> Vec<String> {
    let mut paths = Vec::new();
    for version in &plan.versions {
        let models = version.models().filter(|item| !matches!(item, ItemId::Enum(_)));
        paths.extend(models.map(|item| {
            let path = emit::path_from_root(&version.items, item);
            format!("{package}::{path}")
        }));
    }
    paths
}

/// The text of the program, for these models.
pub fn program(models: &[String]) -> String {
    let mut program = "//! Proves that every model can go to another thread.\n\n\
        #![allow(deprecated, reason = \"deprecated models are sent, too\")]\n\n\
        fn assert_send<T: Send + Sync + 'static>() {}\n\nfn main() {\n"
        .to_owned();
    for model in models {
        // Writing to a string does not fail.
        let _ = writeln!(program, "    assert_send::<{model}>();");
    }
    program.push_str("}\n");
    program
}

/// The manifest of a program that uses the crate `package`, which lies beside it.
pub fn manifest(name: &str, package: &str) -> String {
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [dependencies]\n{package} = {{ path = \"../{package}\" }}\n\n[workspace]\n"
    )
}
