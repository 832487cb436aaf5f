//! What has changed since (<https://learn.microsoft.com/graph/delta-query-overview>).

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::collections::{Change, Changed};
use crate::documentation::Object;
use crate::error::GraphError;
use crate::query::{DELTA_TOKEN, Query};

/// The state that a delta query starts from and the one that it leads to: numbers of changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Token {
    /// `None`: there is nothing yet, and all objects are new.
    since: Option<usize>,
    until: usize,
}

/// The token that asks for nothing of what was, as drives take it.
const LATEST: &str = "latest";

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

/// How a delta query tells what has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// With the properties that have changed, and `@removed`.
    Objects,
    /// As a drive does: with whole items, which do not say their path, and `deleted`.
    Items,
}

/// What a delta query is about.
pub(crate) struct Feed<'a> {
    pub(crate) objects: &'a [Object],
    /// The oldest first.
    pub(crate) changes: &'a [Change],
    pub(crate) kind: Kind,
    /// The state that the query starts from, as its link says it.
    pub(crate) token: Option<&'a str>,
}

impl Feed<'_> {
    /// A page; `base` is the URL without its query.
    ///
    /// # Errors
    /// Where the state that the query starts from is not known.
    pub(crate) fn page(&self, query: &Query, page_size: usize, base: &str) -> Result<Value, GraphError> {
        let all = self.changes.len();
        let token = match self.token {
            Some(LATEST) => Token {
                since: Some(all),
                until: all,
            },
            // A state of before the server was started is not known.
            Some(text) => Token::parse(text, all).ok_or_else(|| self.kind.unknown_state())?,
            None => Token {
                since: None,
                until: all,
            },
        };
        let found = self.found(token);
        let (start, end) = query.bounds(found.len(), page_size);
        let on_page = found.get(start..end).unwrap_or_default();
        let on_page: Vec<Value> = on_page
            .iter()
            .map(|object| Value::Object(query.select_changed(object.clone())))
            .collect();
        let name = self.kind.token_name();
        let (link, token) = if end < found.len() {
            let since = token.since.map(|since| since.to_string()).unwrap_or_default();
            let token = format!("{since}.{}", token.until);
            (
                "@odata.nextLink",
                query.delta_link(base, (name, &token), Some(end)),
            )
        } else {
            let token = token.until.to_string();
            ("@odata.deltaLink", query.delta_link(base, (name, &token), None))
        };
        Ok(json!({ link: token, "value": on_page }))
    }

    /// What there is to tell since a state.
    fn found(&self, token: Token) -> Vec<Object> {
        let Some(since) = token.since else {
            let objects = self.objects.iter().cloned();
            return objects.map(|object| self.kind.told(object)).collect();
        };
        let changes = self.changes.get(since..token.until).unwrap_or_default();
        let mut by_id: BTreeMap<&str, Vec<&Changed>> = BTreeMap::new();
        for change in changes {
            by_id.entry(&change.id).or_default().push(&change.properties);
        }
        let states = by_id.iter().map(|(id, changed)| self.state_of(id, changed));
        states.collect()
    }

    /// What has changed of an object, as it is now, or what is left of one that was deleted.
    fn state_of(&self, id: &str, changed: &[&Changed]) -> Object {
        let is_it = |object: &&Object| object.get("id").and_then(Value::as_str) == Some(id);
        let is_told = |name: &String| {
            let mut changed = changed.iter();
            changed.any(|changed| match changed {
                Changed::All => true,
                Changed::Named(names) => names.contains(name),
            })
        };
        match self.objects.iter().find(is_it) {
            Some(object) => {
                let mut object = object.clone();
                object.retain(|name, _| name == "id" || name.starts_with('@') || is_told(name));
                self.kind.told(object)
            }
            None => {
                let (name, value) = self.kind.removal();
                Object::from_iter([("id".to_owned(), id.into()), (name.to_owned(), value)])
            }
        }
    }
}

impl Kind {
    /// The parameter of a link that says the state.
    fn token_name(self) -> &'static str {
        match self {
            Self::Objects => DELTA_TOKEN,
            Self::Items => "token",
        }
    }

    /// How an object is told that is there.
    fn told(self, mut object: Object) -> Object {
        if self == Self::Items
            && let Some(Value::Object(parent)) = object.get_mut("parentReference")
        {
            parent.remove("path");
        }
        object
    }

    /// What is told of an object that is not there any more, besides its id.
    fn removal(self) -> (&'static str, Value) {
        match self {
            Self::Objects => ("@removed", json!({"reason": "deleted"})),
            Self::Items => ("deleted", json!({"state": "deleted"})),
        }
    }

    fn unknown_state(self) -> GraphError {
        match self {
            Self::Objects => GraphError::sync_state_not_found(),
            Self::Items => GraphError::resync(),
        }
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
