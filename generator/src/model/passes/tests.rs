use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::{PASSES, StorePart, run};
use crate::diagnostic::Diagnostics;
use crate::graph::Version;
use crate::model::Property;
use crate::model::corrections::entries::Corrections;
use crate::model::store::{Draft, Input, Store};
use crate::pipeline::ReadInput;
use crate::source::{self};

const PARTS: [StorePart; 16] = [
    StorePart::Types,
    StorePart::Keys,
    StorePart::Bases,
    StorePart::Open,
    StorePart::Properties,
    StorePart::PropertyTypes,
    StorePart::PropertyValues,
    StorePart::Enums,
    StorePart::Members,
    StorePart::Flags,
    StorePart::Operations,
    StorePart::OperationOrder,
    StorePart::Bodies,
    StorePart::Responses,
    StorePart::Places,
    StorePart::Examples,
];

/// What a part says, by the thing that it says it of.
type View = BTreeMap<String, String>;

fn view(store: &Store<'_>, part: StorePart) -> View {
    let types = || store.types.iter();
    let enums = || store.enums.values();
    let properties = |said: fn(&Property) -> String| -> View {
        let rows = types().flat_map(|ty| {
            ty.properties
                .iter()
                .enumerate()
                .map(move |(at, row)| (ty, at, row))
        });
        rows.map(|(ty, at, row)| (format!("{}[{at}]", ty.name), said(row)))
            .collect()
    };
    match part {
        StorePart::Types => types()
            .map(|ty| {
                let said = format!(
                    "{} {:?} {:?} {:?} {:?}",
                    ty.is_abstract, ty.description, ty.pages, ty.span, ty.deprecated
                );
                (ty.name.to_string(), said)
            })
            .collect(),
        StorePart::Keys => types()
            .map(|ty| (ty.name.to_string(), ty.entity.to_string()))
            .collect(),
        StorePart::Bases => types()
            .map(|ty| (ty.name.to_string(), format!("{:?}", ty.base)))
            .collect(),
        StorePart::Open => types()
            .map(|ty| (ty.name.to_string(), ty.open.to_string()))
            .collect(),
        StorePart::Properties => properties(|row| {
            let notes = (
                row.navigation,
                &row.inherited_from,
                row.required,
                row.read_only,
                row.nullable,
            );
            let known = (row.evidence, row.span, &row.description, &row.deprecated);
            format!("{} {notes:?} {known:?}", row.name)
        }),
        StorePart::PropertyTypes => properties(|row| format!("{:?}", row.ty)),
        StorePart::PropertyValues => properties(|row| format!("{:?} {}", row.values, row.flags)),
        StorePart::Enums => enums()
            .map(|entry| {
                let said = format!("{:?} {:?} {:?}", entry.description, entry.page, entry.section);
                (entry.name.to_string(), said)
            })
            .collect(),
        StorePart::Members => enums()
            .map(|entry| (entry.name.to_string(), format!("{:?}", entry.members)))
            .collect(),
        StorePart::Flags => enums()
            .map(|entry| (entry.name.to_string(), entry.flags.to_string()))
            .collect(),
        StorePart::Places => View::from([
            ("said".to_owned(), format!("{:?}", store.statements)),
            ("found".to_owned(), format!("{:?}", store.places)),
        ]),
        StorePart::OperationOrder => {
            let numbered = store.operations.iter().enumerate();
            let keyed = numbered.map(|(at, Draft { operation, .. })| {
                let path = operation.paths.first().map(|path| path.template.render());
                (
                    format!("{:?} {:?} {path:?}", operation.page, operation.method),
                    format!("{at:06}"),
                )
            });
            keyed.collect()
        }
        StorePart::Examples => {
            let examples = store.examples.iter().enumerate();
            examples
                .map(|(at, example)| {
                    let roles: Vec<_> = example
                        .values()
                        .map(|value| (&value.role, &value.object))
                        .collect();
                    (
                        format!("{at}"),
                        format!("{:?} {:?} {roles:?}", example.direction, example.place),
                    )
                })
                .collect()
        }
        StorePart::Operations | StorePart::Bodies | StorePart::Responses => {
            let paths = store.operations.iter().flat_map(|draft| {
                let operation = &draft.operation;
                let said = match part {
                    StorePart::Bodies => format!("{:?} {:?}", operation.body, operation.raw_body),
                    StorePart::Responses => format!("{:?}", operation.response),
                    _ => {
                        let examples: Vec<_> = draft.examples.iter().map(|example| example.span()).collect();
                        let parameters = (&operation.query, &operation.headers, &operation.path_parameters);
                        format!(
                            "{} {:?} {parameters:?} {examples:?}",
                            operation.title.text, operation.owner
                        )
                    }
                };
                let of_path = move |template: String| {
                    let key = format!("{:?} {:?} {template}", operation.page, operation.method);
                    (key, said.clone())
                };
                operation
                    .paths
                    .iter()
                    .map(move |path| of_path(path.template.render()))
            });
            paths.collect()
        }
    }
}

/// Whether a part was changed. What is new brings all its parts with it.
fn is_changed(part: StorePart, before: &View, after: &View) -> bool {
    if matches!(
        part,
        StorePart::Types
            | StorePart::Properties
            | StorePart::Enums
            | StorePart::Operations
            | StorePart::Places
            | StorePart::Examples
    ) {
        return before != after;
    }
    if part == StorePart::OperationOrder {
        let order = |of: &View, other: &View| {
            let kept = of.iter().filter(|(key, _)| other.contains_key(*key));
            let mut kept: Vec<(String, String)> = kept.map(|(key, at)| (at.clone(), key.clone())).collect();
            kept.sort();
            kept.into_iter().map(|(_, key)| key).collect::<Vec<_>>()
        };
        return order(before, after) != order(after, before);
    }
    let mut kept = before
        .iter()
        .filter_map(|(key, old)| Some((old, after.get(key)?)));
    kept.any(|(old, new)| old != new)
}

/// Runs all passes on the pages below a folder, and returns what each of them changed.
fn changes(folder: &Path) -> BTreeMap<&'static str, BTreeSet<StorePart>> {
    let mut sink = Diagnostics::new();
    let sources = source::load(&[folder.to_owned()], &mut sink).unwrap();
    let ReadInput {
        sources,
        pages,
        mut sink,
    } = ReadInput::of_sources(sources, &Version::ALL, &(), sink);
    assert!(!pages.is_empty(), "{} has no pages", folder.display());
    let corrections = Corrections::read(&sources, &mut sink);
    let mut changes: BTreeMap<&str, BTreeSet<StorePart>> = BTreeMap::new();
    for version in Version::ALL {
        let input = Input::new(&sources, version, &pages, &corrections, &mut sink);
        let mut before = PARTS.map(|part| view(&Store::default(), part));
        run(&input, &mut sink, |pass, store, _| {
            let after = PARTS.map(|part| view(store, part));
            for (part, (before, after)) in PARTS.into_iter().zip(before.iter().zip(&after)) {
                if is_changed(part, before, after) {
                    changes.entry(pass.name).or_default().insert(part);
                }
            }
            before = after;
        });
    }
    changes
}

fn assert_says_what_it_changes(folder: &Path) {
    for (name, changed) in changes(folder) {
        let pass = PASSES.iter().find(|pass| pass.name == name).unwrap();
        let more: Vec<&StorePart> = changed
            .iter()
            .filter(|part| !pass.changes.contains(part))
            .collect();
        assert!(
            more.is_empty(),
            "`{name}` changed {more:?} in {}",
            folder.display()
        );
    }
}

#[test]
fn a_pass_changes_nothing_but_what_it_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    assert_says_what_it_changes(&root.join("docs-input"));
    assert_says_what_it_changes(&root.join("tests").join("cases"));
}

#[test]
#[ignore = "needs GRAPH_DOCS: a checkout of the documentation"]
fn a_pass_changes_nothing_but_what_it_says_in_all_of_graph() {
    assert_says_what_it_changes(&graph_test_pages::corpus());
}
