//! What has changed since (<https://learn.microsoft.com/graph/delta-query-overview>).

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::collections::{Change, Changed};
use crate::documentation::Object;
use crate::error::GraphError;
use crate::query::Query;

/// The state that a delta query starts from and the one that it leads to: numbers of changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Token {
    /// `None`: there is nothing yet, and all objects are new.
    since: Option<usize>,
    until: usize,
}

impl Token {
    /// Reads the token of a link: `5` of one to further changes, `5.9` or `.9` of one to a further page.
    fn parse(text: &str, changes: usize) -> Option<Self> {
        let (since, until) = match text.split_once('.') {
            Some(("", until)) => (None, until.parse().ok()?),
            Some((since, until)) => (Some(since.parse().ok()?), until.parse().ok()?),
            None => (Some(text.parse().ok()?), changes),
        };
        let is_known = until <= changes && since.is_none_or(|since| since <= until);
        is_known.then_some(Self { since, until })
    }
}

/// A page of a delta query. `changes` are the oldest first; `base` is the URL without its query.
pub(crate) fn page(
    query: &Query,
    objects: &[Object],
    changes: &[Change],
    page_size: usize,
    base: &str,
) -> Result<Value, GraphError> {
    let token = match query.delta_token() {
        // A state of before the server was started is not known.
        Some(text) => Token::parse(text, changes.len()).ok_or_else(GraphError::sync_state_not_found)?,
        None => Token {
            since: None,
            until: changes.len(),
        },
    };
    let found: Vec<Object> = match token.since {
        None => objects.to_vec(),
        Some(since) => {
            let changes = changes.get(since..token.until).unwrap_or_default();
            let mut by_id: BTreeMap<&str, Vec<&Changed>> = BTreeMap::new();
            for change in changes {
                by_id.entry(&change.id).or_default().push(&change.properties);
            }
            let states = by_id.iter().map(|(id, changed)| state_of(objects, id, changed));
            states.collect()
        }
    };
    let (start, end) = query.bounds(found.len(), page_size);
    let on_page = found.get(start..end).unwrap_or_default();
    let on_page: Vec<Value> = on_page
        .iter()
        .map(|object| Value::Object(query.select_changed(object.clone())))
        .collect();
    let (link, token) = if end < found.len() {
        let since = token.since.map(|since| since.to_string()).unwrap_or_default();
        let token = format!("{since}.{}", token.until);
        ("@odata.nextLink", query.delta_link(base, &token, Some(end)))
    } else {
        let token = token.until.to_string();
        ("@odata.deltaLink", query.delta_link(base, &token, None))
    };
    Ok(json!({ link: token, "value": on_page }))
}

/// What has changed of an object, as it is now, or what is left of one that was deleted.
fn state_of(objects: &[Object], id: &str, changed: &[&Changed]) -> Object {
    let is_it = |object: &&Object| object.get("id").and_then(Value::as_str) == Some(id);
    let is_told = |name: &String| {
        let mut changed = changed.iter();
        changed.any(|changed| match changed {
            Changed::All => true,
            Changed::Named(names) => names.contains(name),
        })
    };
    match objects.iter().find(is_it) {
        Some(object) => {
            let mut object = object.clone();
            object.retain(|name, _| name == "id" || name.starts_with('@') || is_told(name));
            object
        }
        None => Object::from_iter([
            ("id".to_owned(), id.into()),
            ("@removed".to_owned(), json!({"reason": "deleted"})),
        ]),
    }
}

#[cfg(test)]
mod tests {
    use super::Token;

    #[test]
    fn tokens_of_links() {
        let token = |since, until| Some(Token { since, until });
        assert_eq!(Token::parse("5", 9), token(Some(5), 9));
        assert_eq!(Token::parse("5.7", 9), token(Some(5), 7));
        assert_eq!(Token::parse(".7", 9), token(None, 7));
        for text in ["", "x", "10", "5.10", "8.7", "-1", "1.x"] {
            assert_eq!(Token::parse(text, 9), None, "{text}");
        }
    }
}
