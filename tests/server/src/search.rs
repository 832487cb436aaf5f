//! `$search`: words of properties, `"displayName:lind" OR "mail:ines"`.

use serde_json::Value;

use crate::documentation::Object;
use crate::error::GraphError;

/// What is looked for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Search {
    /// One of these must be met; each has several properties whose words begin so.
    any: Vec<Vec<(String, String)>>,
}

impl Search {
    /// Reads `"displayName:lind" OR "mail:ines"`, and what mailboxes and drives take: one text of such clauses,
    /// `"subject:budget AND from:ines"`.
    pub(crate) fn parse(text: &str) -> Result<Self, GraphError> {
        let any = any_of(text, |text| clause(unquoted(text)?)).or_else(|| any_of(unquoted(text)?, clause));
        let any = any.ok_or_else(|| {
            let message = format!("Syntax error: '{text}' is no list of \"property:word\".");
            GraphError::bad_request(message)
        })?;
        Ok(Self { any })
    }

    /// Whether an object has what is looked for.
    pub(crate) fn finds(&self, object: &Object) -> bool {
        let begins = |(property, word): &(String, String)| {
            let text = object.get(property).and_then(Value::as_str).unwrap_or_default();
            let text = text.to_lowercase();
            let mut words = text.split(|character: char| !character.is_alphanumeric());
            words.any(|found| found.starts_with(word)) || text.starts_with(word)
        };
        self.any.iter().any(|all| all.iter().all(begins))
    }
}

/// The clauses of a text: one of the lists must be met.
fn any_of(
    text: &str,
    clause: impl Fn(&str) -> Option<(String, String)>,
) -> Option<Vec<Vec<(String, String)>>> {
    let any = text.split(" OR ");
    any.map(|all| all.split(" AND ").map(&clause).collect()).collect()
}

fn unquoted(text: &str) -> Option<&str> {
    text.trim().strip_prefix('"')?.strip_suffix('"')
}

/// A property, and how a word of it begins.
fn clause(text: &str) -> Option<(String, String)> {
    let (property, word) = text.trim().split_once(':')?;
    (!word.is_empty() && !text.contains('"')).then(|| (property.to_owned(), word.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Search;

    #[test]
    fn words_that_begin_so() {
        let object = json!({"displayName": "Mara Lindqvist", "mail": "mara.lindqvist@example.com"});
        for (text, is_found) in [
            (r#""displayName:lind""#, true),
            (r#""displayName:qvist""#, false),
            (r#""displayName:mara l""#, true),
            (r#""displayName:ines" OR "mail:lind""#, true),
            (r#""displayName:mara" AND "mail:ines""#, false),
            (r#""displayName:mara AND mail:lind""#, true),
            (r#""displayName:ines OR mail:ines""#, false),
        ] {
            let search = Search::parse(text).unwrap();
            assert_eq!(search.finds(object.as_object().unwrap()), is_found, "{text}");
        }
        for text in ["lind", r#""lind""#, r#""displayName:""#, ""] {
            assert!(Search::parse(text).is_err(), "{text}");
        }
    }
}
