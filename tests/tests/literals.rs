//! No rule of the generator is made for one page: no text in its code is the name of a type or a property that the
//! pages document, unless it is a word of the language.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use generator::Config;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::LitStr;

/// Words that are also names of types or properties, in small letters, by the language that they belong to. A word is
/// added only where the rule would be the same if nothing had this name.
const ALLOWED: &[(&str, &[&str])] = &[
    (
        "words of the headings, columns and marks of pages",
        &[
            "actions",
            "comments",
            "deprecated",
            "description",
            "details",
            "directory",
            "exceptions",
            "feedback",
            "isrequired",
            "license",
            "locale",
            "members",
            "message",
            "method",
            "methods",
            "name",
            "permission",
            "permissions",
            "properties",
            "property",
            "readonly",
            "relationship",
            "required",
            "resource",
            "response",
            "scope",
            "service",
            "tasks",
            "title",
            "todo",
            "type",
            "url",
            "value",
            "values",
            "warning",
        ],
    ),
    (
        "folders and files of a checkout",
        &["api", "includes", "resources", "security"],
    ),
    (
        "English words of titles and sentences",
        &[
            "access",
            "action",
            "add",
            "all",
            "class",
            "columns",
            "create",
            "defaults",
            "delete",
            "endpoint",
            "extension",
            "fields",
            "following",
            "format",
            "from",
            "limit",
            "list",
            "lists",
            "maximum",
            "number",
            "operator",
            "range",
            "results",
            "right",
            "series",
            "set",
            "size",
            "supports",
            "to",
            "used",
        ],
    ),
    (
        "names of primitive types",
        &[
            "boolean",
            "calendar",
            "date",
            "datetime",
            "duration",
            "text",
            "time",
            "timestamp",
            "uri",
        ],
    ),
    (
        "HTTP and media types",
        &[
            "application",
            "audio",
            "body",
            "content",
            "etag",
            "image",
            "json",
            "location",
            "path",
            "post",
            "query",
            "video",
        ],
    ),
    (
        "OData: query options, keys, annotations, envelopes, errors, the root of all types",
        &[
            "basetype", "delta", "entity", "error", "filter", "id", "item", "items", "key", "search",
            "select", "top",
        ],
    ),
    (
        "the addresses of the signed-in user and of the root of a drive, which OData lets the service name twice",
        &["drive", "drives", "root", "userprincipalname", "users"],
    ),
    (
        "Rust: keywords, names of the standard library and of crates",
        &["default", "final", "move", "result", "self"],
    ),
    ("Cargo", &["notifications", "package", "target", "version"]),
    ("the file system", &["link"]),
    (
        "constants, tables and methods of the runtime",
        &["call", "metadata", "model"],
    ),
    (
        "HTML",
        &[
            "b", "code", "font", "hidden", "href", "role", "small", "source", "style", "summary", "template",
            "track",
        ],
    ),
    (
        "names of what the model consists of, and of what is said about it",
        &["comment", "operation", "operations"],
    ),
    ("placeholders of the permissions of a page", &["email"]),
];

/// Parts of the generator that print what was found, and read no page.
const PRINTING: &[&str] = &["cli", "fuzzing", "main", "report"];

/// The text literals in the code of the generator, in small letters, with a file that has each.
fn literals() -> BTreeMap<String, String> {
    let root = graph_test_pages::workspace().join("generator/src");
    let mut found = BTreeMap::new();
    for path in graph_tests::pages(&root) {
        let shown = path.to_str().unwrap().replace('\\', "/");
        let first = shown.split(['/', '.']).next().unwrap();
        let is_test =
            shown.ends_with("tests.rs") || shown.contains("tests/") || shown.ends_with("testing.rs");
        if !shown.ends_with(".rs") || is_test || PRINTING.contains(&first) {
            continue;
        }
        let text = fs::read_to_string(root.join(&path)).unwrap();
        let mut literals = Vec::new();
        collect(text.parse().unwrap(), &mut literals);
        for literal in literals {
            found
                .entry(literal.to_lowercase())
                .or_insert_with(|| shown.clone());
        }
    }
    found
}

/// Collects the text literals of code, without those of attributes, documentation included, and of tests.
fn collect(code: TokenStream, found: &mut Vec<String>) {
    let mut tokens = code.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(mark) if mark.as_char() == '#' => {
                tokens.next_if(|token| matches!(token, TokenTree::Punct(mark) if mark.as_char() == '!'));
                let attribute = tokens.next_if(
                    |token| matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket),
                );
                if attribute.is_some_and(|attribute| attribute.to_string().replace(' ', "") == "[cfg(test)]")
                {
                    // The item behind it ends with its braces, or with a semicolon.
                    tokens.find(|token| match token {
                        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
                        TokenTree::Punct(mark) => mark.as_char() == ';',
                        _ => false,
                    });
                }
            }
            TokenTree::Group(group) => collect(group.stream(), found),
            TokenTree::Literal(literal) => {
                if let Ok(text) = syn::parse_str::<LitStr>(&literal.to_string()) {
                    found.push(text.value());
                }
            }
            _ => {}
        }
    }
}

/// The names of all types, enumerations and properties, in small letters, with whether they consist of several words.
fn names(pages: &Path) -> BTreeMap<String, bool> {
    let model = Config::new(pages).analyze_with(&()).unwrap().model;
    let short = |name: &str| name.rsplit('.').next().unwrap_or_default().to_owned();
    let types = model.types.iter().map(|ty| short(&ty.name));
    let properties = model.types.iter().flat_map(|ty| &ty.properties);
    let names = types
        .chain(model.enums.iter().map(|listing| short(&listing.name)))
        .chain(properties.map(|property| property.name.clone()));
    names
        .map(|name| {
            let letters: Vec<char> = name.chars().collect();
            let is_compound = letters
                .windows(2)
                .any(|pair| pair[0].is_lowercase() && pair[1].is_uppercase());
            (name.to_lowercase(), is_compound)
        })
        .collect()
}

/// Finds the literals that are a name, and those that have a name of several words in them.
fn check(pages: &Path) {
    let allowed: BTreeSet<&str> = ALLOWED.iter().flat_map(|(_, words)| *words).copied().collect();
    let names = names(pages);
    assert!(names.len() > 100, "these are no pages");
    let mut wrong = Vec::new();
    for (literal, file) in literals() {
        let words = literal.split(|next: char| !next.is_alphanumeric());
        let mut words = words.filter(|word| names.get(*word).is_some_and(|is_compound| *is_compound));
        let named = if names.contains_key(&literal) {
            Some(literal.as_str())
        } else {
            words.find(|word| !allowed.contains(word))
        };
        if let Some(name) = named.filter(|name| !allowed.contains(name)) {
            wrong.push(format!("{file}: {literal:?} has the name `{name}`"));
        }
    }
    assert!(
        wrong.is_empty(),
        "rules are made for habits of the pages, not for single types or properties: {wrong:#?}"
    );
}

#[test]
fn no_rule_is_made_for_one_page_of_our_own() {
    check(&graph_test_pages::docs_input());
}

#[test]
#[ignore = "needs GRAPH_DOCS: a checkout of the documentation"]
fn no_rule_is_made_for_one_page_of_the_corpus() {
    check(&graph_test_pages::corpus());
}

#[test]
fn each_allowed_word_is_used() {
    let words: BTreeSet<String> = literals()
        .keys()
        .flat_map(|literal| {
            let words = literal.split(|next: char| !next.is_alphanumeric());
            words
                .map(str::to_owned)
                .chain([literal.clone()])
                .collect::<Vec<_>>()
        })
        .collect();
    let unused: Vec<&str> = ALLOWED
        .iter()
        .flat_map(|(_, words)| *words)
        .filter(|word| !words.contains(**word))
        .copied()
        .collect();
    assert!(unused.is_empty(), "no text has these words: {unused:?}");
}
