//! The same pages in every form in which people have them: from the repository of 2018 and of 2024, as the site serves
//! them in markdown, as text copied from the site, and as HTML saved with the browser. All give one model.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::path::Path;

use expect_test::expect_file;
use generator::markdown::Text;
use generator::span::{FileId, Span};
use generator::{Config, model};
use serde_json::Value;

/// The newest form; the others are compared with it.
const NEWEST: &str = "saved";

/// The dump of the pages in a form, without what tells the form: places, the names of files, and where links lead.
fn dump(form: &str) -> Value {
    let pages = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/forms")
        .join(form);
    let analysis = Config::new(pages).analyze_with(&()).unwrap();
    let dump = model::dump(&analysis.model, &analysis.sources, &analysis.diagnostics);
    let mut dump = serde_json::to_value(dump).unwrap();
    forget(&mut dump, &["source", "page"]);
    unmark(&mut dump);
    // What is said of a form is not said of another.
    dump["diagnostics"].take();
    dump
}

fn forget(value: &mut Value, keys: &[&str]) {
    match value {
        Value::Object(map) => {
            map.retain(|key, _| !keys.contains(&key.as_str()));
            map.values_mut().for_each(|value| forget(value, keys));
        }
        Value::Array(values) => values.iter_mut().for_each(|value| forget(value, keys)),
        _ => {}
    }
}

/// Leaves of descriptions what a reader sees.
fn unmark(value: &mut Value) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                match value {
                    Value::String(text) if key == "description" => {
                        let span = Span::new(FileId(0), 0, text.len());
                        // Text copied from the site keeps the blanks around code.
                        *text = Text::parse(text, span)
                            .plain()
                            .replace(" ,", ",")
                            .replace(" .", ".");
                    }
                    value => unmark(value),
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(unmark),
        _ => {}
    }
}

fn assert_same(form: &str, found: &Value, expected: &Value) {
    let (found, expected) = (text(found), text(expected));
    for (found, expected) in found.lines().zip(expected.lines()) {
        assert_eq!(found, expected, "{form}");
    }
    assert_eq!(found.lines().count(), expected.lines().count(), "{form}");
}

fn text(dump: &Value) -> String {
    serde_json::to_string_pretty(dump).unwrap()
}

#[test]
fn what_saved_pages_say() {
    expect_file!["forms/model.json"].assert_eq(&text(&dump(NEWEST)));
}

#[test]
fn all_forms_say_the_same() {
    for form in ["repository-2024", "served", "copied"] {
        assert_same(form, &dump(form), &dump(NEWEST));
    }
}

#[test]
fn pages_of_2018_say_the_same_but_for_the_clouds() {
    let mut newest = dump(NEWEST);
    forget(&mut newest, &["clouds"]);
    assert_same("repository-2018", &dump("repository-2018"), &newest);
}
