//! The files of the Rust tab of the pages: the documented requests as code.
//!
//! They lie where the pages include those of other languages from: `v1.0/includes/snippets/rust/get-user-rust-snippets.md`.

use std::collections::BTreeMap;

use crate::emit::{self, Snippet};
use crate::mark::MARK;
use crate::resolve::Plan;
use crate::write::layout::snippets_folder;

/// How many letters of a name are used: a file name has at most 255 bytes.
const LETTERS: usize = 120;

/// The texts of the files by their paths below the folder of the versions. `crate_name` is the crate that the code uses.
pub fn files(plan: &Plan, crate_name: &str) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for version in &plan.versions {
        for snippet in emit::snippets(version, crate_name) {
            let stem = stem(&snippet);
            let path = |number: usize| {
                let number = match number {
                    1 => String::new(),
                    number => format!("-{number}"),
                };
                let folder = snippets_folder(version.version);
                format!("{folder}/{stem}{number}-rust-snippets.md")
            };
            // Two pages may give their requests one name.
            let mut numbers = (1..).map(path);
            if let Some(path) = numbers.find(|path| !files.contains_key(path)) {
                files.insert(path, text(&snippet));
            }
        }
    }
    files
}

fn text(snippet: &Snippet) -> String {
    let Snippet {
        place,
        imports,
        statements,
        ..
    } = snippet;
    let space = if imports.is_empty() { "" } else { "\n" };
    format!("<!-- {MARK}. From {place}. -->\n\n```rust\n{imports}{space}{statements}```\n")
}

/// What the file of a snippet is called by: the name of the request, or else that of its page.
fn stem(snippet: &Snippet) -> String {
    let of_name = snippet.name.as_deref().map(kebab).filter(|name| !name.is_empty());
    of_name.unwrap_or_else(|| {
        let page = snippet.place.rsplit('/').next().unwrap_or_default();
        kebab(page.split('.').next().unwrap_or_default())
    })
}

/// Words in small letters with dashes between them; of other letters than those of English nothing is left.
fn kebab(name: &str) -> String {
    let words = name.split(|letter: char| !letter.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let mut name = words.join("-").to_ascii_lowercase();
    name.truncate(LETTERS);
    name
}

#[cfg(test)]
mod tests {
    use super::kebab;

    #[test]
    fn names_are_words_with_dashes() {
        for (name, file) in [
            ("get_user", "get-user"),
            ("Get.User_e1", "get-user-e1"),
            ("../../etc/passwd", "etc-passwd"),
            ("ü", ""),
        ] {
            assert_eq!(kebab(name), file);
        }
        assert_eq!(kebab(&"a".repeat(300)).len(), 120);
    }
}
