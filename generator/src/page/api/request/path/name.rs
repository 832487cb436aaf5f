//! The names of the parameters in a path.

use crate::graph::alternatives;
use crate::page::api::request::path::Repairs;

/// The one spelling of a documented parameter's name, which [`PathTemplate::render`] writes.
///
/// The name stays as documented (`tenant id`, `item-path`), but alternatives are joined by `|` without
/// blanks, runs of blanks become one, and marks that no name has (quotes, brackets) are dropped. A `/`
/// between two words means alternatives too.
///
/// [`PathTemplate::render`]: crate::graph::PathTemplate::render
pub(super) fn normalize(documented: &str, repairs: &mut Repairs) -> String {
    let mut name = String::with_capacity(documented.len());
    for c in documented.chars() {
        match c {
            '/' => {
                repairs.add("a slash in the name of a parameter was read as `|`");
                name.push('|');
            }
            c if c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '|' | '$' | '@') => name.push(c),
            c if c.is_whitespace() => name.push(' '),
            _ => repairs.add("marks in the name of a parameter were dropped"),
        }
    }
    let parts: Vec<String> = alternatives(&name)
        .map(|part| {
            part.split(' ')
                .filter(|word| !word.is_empty())
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect();
    if parts.is_empty() {
        repairs.add("a parameter without a name was named `id`");
        return "id".to_owned();
    }
    parts.join("|")
}
