//! Which files of a crate name each other in a circle.

use std::collections::{BTreeMap, BTreeSet};

use super::{code, is_test, sources};

/// A module by its path: `["page", "api", "path"]`.
type Module = Vec<String>;

/// The sources of a crate.
struct Sources {
    folder: &'static str,
    /// Folders whose files count as one, since each needs the others by what it is.
    one_subject: &'static [&'static [&'static str]],
    /// At least so many paths are named. With fewer the test has not read them.
    least_paths: usize,
}

const GENERATOR: Sources = Sources {
    folder: "generator/src",
    // Types of one data structure. They name each other as those of a syntax tree do.
    one_subject: &[&["resolve", "plan"]],
    least_paths: 500,
};

const RUNTIME: Sources = Sources {
    folder: "generated/runtime/src",
    // A model is what JSON is read into, and the trait of models offers what the reader has to say of one.
    one_subject: &[&["model"], &["json"]],
    least_paths: 300,
};

/// The modules that each file names. A module may name those above and below it, since a folder and its file are one
/// subject: that is no circle.
fn edges(crate_sources: &Sources) -> BTreeMap<Module, BTreeSet<Module>> {
    let files: BTreeMap<Module, String> = sources(crate_sources.folder)
        .into_iter()
        .filter(|(path, _)| !is_test(path))
        .map(|(path, text)| {
            let module = path.trim_end_matches(".rs").split('/').map(str::to_owned);
            (module.collect(), code(&text))
        })
        .collect();
    let named = |own: &Module, text: &str| -> BTreeSet<Module> {
        let paths = names(text).into_iter().filter_map(|path| absolute(own, &path));
        paths
            .filter_map(|path| {
                let mut ends = (1..=path.len()).rev();
                ends.find_map(|end| files.contains_key(&path[..end]).then(|| path[..end].to_vec()))
            })
            .filter(|other| !own.starts_with(other) && !other.starts_with(own))
            .filter(|other| !(crate_sources.is_of_subject(own) && crate_sources.is_of_subject(other)))
            .collect()
    };
    let modules = files.iter();
    modules
        .map(|(own, text)| (own.clone(), named(own, text)))
        .collect()
}

impl Sources {
    fn is_of_subject(&self, module: &Module) -> bool {
        let mut folders = self.one_subject.iter();
        folders.any(|folder| {
            module
                .iter()
                .zip(*folder)
                .filter(|(part, name)| part == name)
                .count()
                == folder.len()
        })
    }
}

/// The paths that a text names, in `use` and elsewhere.
fn names(text: &str) -> Vec<Module> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = ["crate::", "super::", "self::"]
        .iter()
        .filter_map(|start| rest.find(start))
        .min()
    {
        rest = expand(&rest[at..], &[], &mut found);
    }
    found
}

/// Adds the paths of `a::{b, c::d}`; returns what follows them.
fn expand<'t>(text: &'t str, before: &[String], found: &mut Vec<Module>) -> &'t str {
    let mut path = before.to_vec();
    let mut rest = text.trim_start();
    loop {
        let is_part = |c: char| c.is_alphanumeric() || c == '_';
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        if end > 0 {
            path.push(rest[..end].to_owned());
            rest = &rest[end..];
        }
        if let Some(behind) = rest.strip_prefix("::") {
            rest = behind;
        } else if let Some(mut inside) = rest.strip_prefix('{').filter(|_| path.len() > before.len()) {
            loop {
                let behind = expand(inside, &path, found);
                // `as name` may follow.
                inside = behind.trim_start_matches(|c| c != ',' && c != '}');
                match inside.strip_prefix(',') {
                    Some(more) => inside = more,
                    None => return inside.strip_prefix('}').unwrap_or(inside),
                }
            }
        } else {
            if path.len() > before.len() {
                found.push(path);
            }
            return rest;
        }
    }
}

/// A path from the root of the crate; `None` where it leads out of it.
fn absolute(own: &[String], path: &[String]) -> Option<Module> {
    let (first, mut rest) = path.split_first()?;
    let mut base = match first.as_str() {
        "crate" => Vec::new(),
        "self" => own.to_vec(),
        "super" => own.split_last()?.1.to_vec(),
        _ => return None,
    };
    while let Some((_, behind)) = rest.split_first().filter(|(first, _)| *first == "super") {
        base.pop()?;
        rest = behind;
    }
    base.extend_from_slice(rest);
    Some(base)
}

/// What can be reached from a module.
fn reached(edges: &BTreeMap<Module, BTreeSet<Module>>, from: &Module) -> BTreeSet<Module> {
    let mut found = BTreeSet::new();
    let mut open = vec![from];
    while let Some(next) = open.pop() {
        for other in edges.get(next).into_iter().flatten() {
            if found.insert(other.clone()) {
                open.push(other);
            }
        }
    }
    found
}

/// The paths that belong to a circle, a line each.
fn circles(crate_sources: &Sources) -> String {
    let edges = edges(crate_sources);
    assert!(
        edges.values().map(BTreeSet::len).sum::<usize>() > crate_sources.least_paths,
        "the paths are read"
    );
    let reached: BTreeMap<&Module, BTreeSet<Module>> = edges
        .keys()
        .map(|module| (module, reached(&edges, module)))
        .collect();
    let mut circles = String::new();
    for module in reached.keys() {
        for other in &edges[*module] {
            if reached[other].contains(*module) {
                circles += &format!("{} -> {}\n", module.join("::"), other.join("::"));
            }
        }
    }
    circles
}

#[test]
fn files_of_the_generator_do_not_name_each_other_in_a_circle() {
    assert_eq!(circles(&GENERATOR), "");
}

#[test]
fn files_of_the_runtime_do_not_name_each_other_in_a_circle() {
    assert_eq!(circles(&RUNTIME), "");
}

#[test]
fn paths_are_read_from_code() {
    let text = "use crate::a::{self, b::C, d::{E, F as G}};\nfn f() -> super::h::I { crate::k::l() }";
    let read: Vec<String> = names(text).iter().map(|path| path.join("::")).collect();
    for path in [
        "crate::a::self",
        "crate::a::b::C",
        "crate::a::d::E",
        "crate::a::d::F",
        "super::h::I",
        "crate::k::l",
    ] {
        assert!(read.iter().any(|found| found == path), "{path} in {read:?}");
    }
    let own = ["page", "api"].map(str::to_owned);
    let path = ["super", "super", "graph"].map(str::to_owned);
    assert_eq!(absolute(&own, &path), Some(vec!["graph".to_owned()]));
}
