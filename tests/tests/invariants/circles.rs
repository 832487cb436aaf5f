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
    one_subject: &[],
    least_paths: 500,
};

const RUNTIME: Sources = Sources {
    folder: "generated/runtime/src",
    // A model is what JSON is read into, and the trait of models offers what the reader has to say of one.
    one_subject: &[&["model"], &["json"]],
    least_paths: 300,
};

/// Which of the files above and below a file, which are one subject with it, count as named by it. That both name each
/// other is no circle; one that leads through other files is one.
#[derive(Clone, Copy, Debug)]
enum Within {
    /// Those below it: a file calls the parts of which it consists.
    Below,
    /// Those above it: a part names what all parts have in common.
    Above,
}

/// The modules that each file names. What a file passes on by `pub use` counts as named where it stands.
fn edges(crate_sources: &Sources, within: Within) -> BTreeMap<Module, BTreeSet<Module>> {
    let files: BTreeMap<Module, String> = sources(crate_sources.folder)
        .into_iter()
        .filter(|(path, _)| !is_test(path))
        .map(|(path, text)| {
            let module = path.trim_end_matches(".rs").split('/').map(str::to_owned);
            (module.collect(), code(&text))
        })
        .collect();
    let passed_on: BTreeMap<&Module, BTreeMap<String, Module>> = files
        .iter()
        .map(|(module, text)| (module, passed_on(module, text)))
        .collect();
    let named = |own: &Module, text: &str| -> BTreeSet<Module> {
        let paths = names(text).into_iter().filter_map(|path| absolute(own, &path));
        paths
            .filter_map(|path| file_of(&path, &passed_on, 0))
            .filter(|other| other != own)
            .filter(|other| match within {
                Within::Below => !own.starts_with(other),
                Within::Above => !other.starts_with(own),
            })
            .filter(|other| !(crate_sources.is_of_subject(own) && crate_sources.is_of_subject(other)))
            .collect()
    };
    let modules = files.iter();
    modules
        .map(|(own, text)| (own.clone(), named(own, text)))
        .collect()
}

/// The file in which the item of a path stands.
fn file_of(
    path: &[String],
    passed_on: &BTreeMap<&Module, BTreeMap<String, Module>>,
    depth: usize,
) -> Option<Module> {
    let mut ends = (1..=path.len()).rev();
    let (module, items) = ends.find_map(|end| passed_on.get_key_value(&path[..end].to_vec()))?;
    let item = path.get(module.len()).and_then(|item| items.get(item));
    // A file that passes on what it has itself would lead to itself again.
    let behind = item.filter(|_| depth < 8).and_then(|item| {
        let rest = path.get(module.len() + 1..).unwrap_or_default();
        file_of(&[item.as_slice(), rest].concat(), passed_on, depth + 1)
    });
    Some(behind.unwrap_or_else(|| (*module).clone()))
}

/// The items that a file passes on, with their paths.
fn passed_on(own: &Module, text: &str) -> BTreeMap<String, Module> {
    let mut found = BTreeMap::new();
    let statements = text.split(';').filter_map(|statement| {
        let (before, path) = statement.rsplit_once("use ")?;
        let last = before.rsplit(['\n', '}']).next()?;
        last.trim_start().starts_with("pub").then_some(path)
    });
    for path in statements {
        let mut paths = Vec::new();
        expand(path, &[], &mut paths);
        for path in paths {
            let from_below = || Some([own.as_slice(), &path].concat());
            let target = absolute(own, &path).or_else(from_below);
            if let Some(target) = target
                && let Some(item) = target.last()
            {
                found.insert(item.clone(), target.clone());
            }
        }
    }
    found
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
        // `pub(in crate::a)` says who may name an item.
        if rest[..at].ends_with("(in ") {
            rest = &rest[at + "crate::".len()..];
        } else {
            rest = expand(&rest[at..], &[], &mut found);
        }
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
    let mut circles = String::new();
    for within in [Within::Below, Within::Above] {
        let edges = edges(crate_sources, within);
        assert!(
            edges.values().map(BTreeSet::len).sum::<usize>() > crate_sources.least_paths,
            "the paths are read"
        );
        let reached: BTreeMap<&Module, BTreeSet<Module>> = edges
            .keys()
            .map(|module| (module, reached(&edges, module)))
            .collect();
        for module in reached.keys() {
            for other in &edges[*module] {
                if reached[other].contains(*module) {
                    circles += &format!("{within:?}: {} -> {}\n", module.join("::"), other.join("::"));
                }
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
fn what_a_file_passes_on_stands_elsewhere() {
    let module = |path: &str| path.split("::").map(str::to_owned).collect::<Module>();
    let text = "mod b;\npub use b::{c::D, E};\npub(crate) use crate::f::G;\nuse crate::f::H";
    let found = passed_on(&module("a"), text);
    let expected = [("D", "a::b::c::D"), ("E", "a::b::E"), ("G", "f::G")];
    let expected = expected.map(|(item, path)| (item.to_owned(), module(path)));
    assert_eq!(found, BTreeMap::from(expected));
    let modules = [module("a"), module("a::b"), module("a::b::c")];
    let passed: BTreeMap<&Module, BTreeMap<String, Module>> = modules
        .iter()
        .map(|known| {
            (
                known,
                if *known == modules[0] {
                    found.clone()
                } else {
                    BTreeMap::new()
                },
            )
        })
        .collect();
    assert_eq!(file_of(&module("a::D"), &passed, 0), Some(module("a::b::c")));
    assert_eq!(file_of(&module("a::other"), &passed, 0), Some(module("a")));
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
