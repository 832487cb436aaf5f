//! The names that packages and crates can have.

use super::crate_name;
use crate::error::Error;
use crate::resolve::is_keyword;

/// The longest name; registries take no longer one.
const LONGEST: usize = 64;

/// Crates by whose names Rust and emitted code know something else.
const TAKEN: &[&str] = &["alloc", "core", "graph_runtime", "proc_macro", "std", "test"];

/// Fails where a package cannot have the name, or its crate could not be used.
pub(crate) fn check(package: &str) -> Result<(), Error> {
    let Some(fault) = fault(package) else {
        return Ok(());
    };
    let shown: String = package.chars().take(LONGEST).collect();
    Err(Error::Settings(format!(
        "`{}` is not a package name: {fault}",
        shown.escape_debug()
    )))
}

/// What is wrong with the name of a package.
pub(crate) fn fault(package: &str) -> Option<&'static str> {
    let starts_well = package.starts_with(|first: char| first.is_ascii_alphabetic());
    let reads_well = package
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    let emitted = crate_name(package).to_ascii_lowercase();
    if !starts_well || !reads_well {
        Some("it starts with a letter and goes on in letters, digits, `-` and `_`")
    } else if package.len() > LONGEST {
        Some("it has more than 64 letters")
    } else if is_keyword(&emitted) {
        Some("it is a keyword of Rust")
    } else if TAKEN.contains(&emitted.as_str()) {
        Some("another crate that Rust or emitted code uses has it")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_packages() {
        let longest = "a".repeat(LONGEST);
        for name in ["graph", "my-graph", "tests", "core2", "g_2", &longest] {
            assert_eq!(fault(name), None, "{name}");
        }
        let long = "a".repeat(300);
        for (name, word) in [
            ("fn", "keyword"),
            ("self", "keyword"),
            ("gen", "keyword"),
            ("Self", "keyword"),
            ("test", "another crate"),
            ("core", "another crate"),
            ("std", "another crate"),
            ("proc-macro", "another crate"),
            ("graph-runtime", "another crate"),
            ("graph_runtime", "another crate"),
            (&long, "more than 64"),
            ("a.b", "starts with a letter"),
        ] {
            assert!(fault(name).is_some_and(|fault| fault.contains(word)), "{name}");
            assert!(check(name).unwrap_err().to_string().len() < 200, "{name}");
        }
    }
}
