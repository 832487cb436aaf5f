//! The seed of a test: the objects that it begins with, in place of those of the documented examples.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::documentation::Object;
use crate::pages::Version;

/// The objects that a server begins with: paths with what stands there, as [`Service::dump`](crate::Service::dump) writes
/// it.
///
/// ```json
/// {
///   "/users": [{"id": "u1", "displayName": "Megan", "userPrincipalName": "megan@example.com"}],
///   "/users/u1/messages": [{"id": "m1", "subject": "Hello"}],
///   "/users/{id}/mailFolders": [{"id": "inbox", "displayName": "Inbox"}],
///   "/v1.0/organization": []
/// }
/// ```
///
/// A list is a collection, an object stands at its path alone. `{id}` in a path stands for any object. A path without a
/// version is one of each version that documents it.
///
/// At all other paths stands what the examples of the pages have. Below an object that no example has, there is only what
/// the seed has there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seed(pub(crate) Vec<SeedEntry>);

/// What stands at a path.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SeedEntry {
    /// The path, as it was given.
    pub(crate) text: String,
    pub(crate) version: Option<Version>,
    /// The segments behind the version.
    pub(crate) path: Vec<String>,
    pub(crate) value: SeedValue,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum SeedValue {
    Many(Vec<Object>),
    One(Object),
}

/// Why a seed cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    /// The file cannot be read.
    #[error("cannot read `{}`", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The text is no JSON.
    #[error("the seed is no JSON")]
    Json(#[from] serde_json::Error),
    /// The JSON is not of the form of a seed.
    #[error("the seed is no object of paths")]
    Form,
    /// The objects of a path cannot stand there.
    #[error("the seed's path `{path}` {reason}")]
    Path {
        /// The path as given.
        path: String,
        /// What is wrong.
        reason: &'static str,
    },
}

impl Seed {
    /// Reads a file.
    ///
    /// # Errors
    /// Where it cannot be read, or is no seed. Whether the pages document its paths is looked at when the server starts.
    pub fn read(path: impl AsRef<Path>) -> Result<Self, SeedError> {
        let path = path.as_ref();
        let text = fs::read_to_string(path).map_err(|source| SeedError::Io {
            path: path.to_owned(),
            source,
        })?;
        Self::parse(&text)
    }

    /// Reads JSON.
    ///
    /// # Errors
    /// Where it is no seed.
    pub fn parse(json: &str) -> Result<Self, SeedError> {
        let Value::Object(paths) = serde_json::from_str(json)? else {
            return Err(SeedError::Form);
        };
        let given: Result<Vec<SeedEntry>, _> = paths
            .into_iter()
            .map(|(path, value)| SeedEntry::new(path, value))
            .collect();
        Ok(Self(given?))
    }
}

impl SeedEntry {
    fn new(text: String, value: Value) -> Result<Self, SeedError> {
        let error = |reason| SeedError::Path {
            path: text.clone(),
            reason,
        };
        let rest = text
            .strip_prefix('/')
            .ok_or_else(|| error("does not begin with `/`"))?;
        let mut path: Vec<String> = rest
            .split('/')
            .map(|segment| {
                percent_encoding::percent_decode_str(segment)
                    .decode_utf8_lossy()
                    .into_owned()
            })
            .collect();
        let version = path.first().and_then(|first| {
            let mut versions = Version::ALL.into_iter();
            versions.find(|version| version.as_str() == first)
        });
        if version.is_some() {
            path.remove(0);
        }
        if path.is_empty() || path.iter().any(String::is_empty) {
            return Err(error("has an empty segment"));
        }
        let object = |value: Value| match value {
            Value::Object(object) if object.get("id").is_none_or(Value::is_string) => Ok(object),
            Value::Object(_) => Err(error("has an object whose `id` is no text")),
            _ => Err(error("has something that is no object")),
        };
        let value = match value {
            Value::Array(objects) => {
                let objects: Result<Vec<Object>, _> = objects.into_iter().map(object).collect();
                SeedValue::Many(with_ids(objects?).map_err(error)?)
            }
            value => SeedValue::One(object(value)?),
        };
        Ok(Self {
            version,
            path,
            value,
            text,
        })
    }

    /// The error that the objects cannot stand at the path, for a reason.
    pub(crate) fn error(&self, reason: &'static str) -> SeedError {
        SeedError::Path {
            path: self.text.clone(),
            reason,
        }
    }

    /// The versions in which the objects stand, if a page documents the path there.
    pub(crate) fn versions(&self) -> impl Iterator<Item = Version> {
        let only = self.version;
        let mut all = Version::ALL.into_iter();
        std::iter::from_fn(move || all.find(|version| only.is_none_or(|only| only == *version)))
    }

    /// Whether the path has a parameter, so that it stands for many paths.
    pub(crate) fn is_template(&self) -> bool {
        self.path.iter().any(|segment| is_parameter(segment))
    }

    /// The path without the names of its parameters and without case.
    pub(crate) fn shape(&self) -> String {
        let segment = |segment: &String| {
            if is_parameter(segment) {
                "/{}".to_owned()
            } else {
                format!("/{}", segment.to_ascii_lowercase())
            }
        };
        self.path.iter().map(segment).collect()
    }
}

fn is_parameter(segment: &str) -> bool {
    segment.starts_with('{') && segment.ends_with('}')
}

/// Gives an id to the objects that have none. Two do not have the same.
fn with_ids(mut objects: Vec<Object>) -> Result<Vec<Object>, &'static str> {
    let mut number = 0;
    for index in 0..objects.len() {
        let is_taken = |id: &Value| objects.iter().any(|object| object.get("id") == Some(id));
        let id = match objects.get(index).and_then(|object| object.get("id")) {
            Some(id) => {
                let before = objects.iter().take(index);
                if before.clone().any(|other| other.get("id") == Some(id)) {
                    return Err("has two objects with one `id`");
                }
                continue;
            }
            None => loop {
                number += 1;
                let id = Value::from(format!("given-{number}"));
                if !is_taken(&id) {
                    break id;
                }
            },
        };
        if let Some(object) = objects.get_mut(index) {
            object.insert("id".to_owned(), id);
        }
    }
    Ok(objects)
}

#[cfg(test)]
mod tests {
    use super::{Seed, SeedValue};
    use crate::pages::Version;

    #[test]
    fn paths_with_what_stands_there() {
        let json = r#"{"/users": [{"id": "a"}, {"mail": "m"}], "/beta/me%2Fx/{id}/Settings": {"on": true}}"#;
        let seed = Seed::parse(json).unwrap();
        let [other, users] = seed.0.as_slice() else {
            panic!("{seed:?}")
        };
        assert_eq!(users.version, None);
        let SeedValue::Many(objects) = &users.value else {
            panic!("{users:?}")
        };
        assert_eq!(objects[1]["id"], "given-1");
        assert_eq!(other.version, Some(Version::Beta));
        assert_eq!(other.path, ["me/x", "{id}", "Settings"]);
        assert!(other.is_template() && !users.is_template());
        assert_eq!(other.shape(), "/me/x/{}/settings");
    }

    #[test]
    fn what_is_no_seed_says_why() {
        for (json, error) in [
            ("[]", "the seed is no object of paths"),
            ("{", "the seed is no JSON"),
            (
                r#"{"users": []}"#,
                "the seed's path `users` does not begin with `/`",
            ),
            (r#"{"/v1.0": []}"#, "the seed's path `/v1.0` has an empty segment"),
            (
                r#"{"/users": [1]}"#,
                "the seed's path `/users` has something that is no object",
            ),
            (
                r#"{"/users": [{"id": 1}]}"#,
                "the seed's path `/users` has an object whose `id` is no text",
            ),
            (
                r#"{"/users": [{"id": "1"}, {"id": "1"}]}"#,
                "the seed's path `/users` has two objects with one `id`",
            ),
        ] {
            assert_eq!(Seed::parse(json).unwrap_err().to_string(), error, "{json}");
        }
    }
}
