//! The name of a request, from the title of its page.
//!
//! Titles say what a request does in the words that people search for: "List deviceConfigurations",
//! "assign action", "message: forward". The owner's name is left out, since the request stands in the module of
//! its owner.

use crate::model::Operation;
use crate::page::Method;
use crate::resolve::names::{pascal, singular, type_name};
use crate::resolve::registry::split;
use crate::resolve::routes::literals;

/// Words of a title that say nothing of the request.
const FILLERS: &[&str] = &[
    "a",
    "an",
    "the",
    "action",
    "function",
    "method",
    "object",
    "objects",
    "resource",
    "resources",
    "preview",
    "deprecated",
];

/// A title of more words is a sentence, which makes no name.
const LONGEST: usize = 6;

/// The names that an operation can take, the best first. Never empty; the first is not always the shortest, but
/// the later ones are there only for operations that would share it.
pub(super) fn candidates(operation: &Operation) -> Vec<String> {
    let owner = operation
        .owner
        .as_deref()
        .map(|owner| split(owner).1)
        .unwrap_or_default();
    let words = operation
        .paths
        .first()
        .map(|path| literals(&path.template))
        .unwrap_or_default();
    let verb = verb(operation);
    let from_title = from_title(&operation.name, owner);
    let last = words
        .last()
        .copied()
        .filter(|last| !is_owner(last, owner) && !is_end_of_owner(last, owner))
        .map(pascal)
        .unwrap_or_default();
    let before = words
        .iter()
        .rev()
        .nth(1)
        .copied()
        .filter(|word| !is_owner(word, owner))
        .map(pascal)
        .unwrap_or_default();
    let base = from_title.unwrap_or_else(|| format!("{verb}{last}"));
    let mut names = vec![base.clone()];
    if !last.is_empty() && !base.ends_with(&last) {
        names.push(format!("{base}{last}"));
    }
    if !before.is_empty() && !base.ends_with(&before) {
        names.push(format!("{base}From{before}"));
    }
    if !base.starts_with(verb) {
        names.push(format!("{verb}{base}"));
    }
    names.iter().map(|name| type_name(name)).collect()
}

/// The title without fillers and owner; `None` where nothing or too much is left.
fn from_title(title: &str, owner: &str) -> Option<String> {
    let title = title.split_once('(').map_or(title, |(head, _)| head);
    let title = title.split_once(':').map_or(title, |(_, tail)| tail);
    let words: Vec<&str> = title
        .split(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .filter(|word| {
            !word.is_empty() && !FILLERS.contains(&word.to_lowercase().as_str()) && !is_owner(word, owner)
        })
        .collect();
    let fits = (1..=LONGEST).contains(&words.len());
    fits.then(|| words.iter().map(|word| pascal(word)).collect())
}

fn is_owner(word: &str, owner: &str) -> bool {
    word.eq_ignore_ascii_case(owner) || singular(word).eq_ignore_ascii_case(owner)
}

/// Whether a collection holds what the owner's name ends with: `deviceStatuses` those of
/// `deviceComplianceDeviceStatus`.
fn is_end_of_owner(word: &str, owner: &str) -> bool {
    let end = pascal(singular(word).as_str());
    !end.is_empty() && pascal(owner).ends_with(&end)
}

/// What the method does, for titles that do not say it.
fn verb(operation: &Operation) -> &'static str {
    match operation.method {
        Method::Delete => "Delete",
        Method::Get => "Get",
        Method::Head => "Head",
        Method::Patch => "Update",
        Method::Post if operation.response.status.contains(&201) => "Create",
        Method::Post => "Post",
        Method::Put => "Put",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_owner_and_fillers_are_left_out() {
        let name = |title| from_title(title, "deviceConfiguration");
        assert_eq!(name("List deviceConfigurations").as_deref(), Some("List"));
        assert_eq!(name("assign action").as_deref(), Some("Assign"));
        assert_eq!(name("message: forward").as_deref(), Some("Forward"));
        assert_eq!(
            name("Create deviceConfiguration (preview)").as_deref(),
            Some("Create")
        );
        assert_eq!(
            name("getOmaSettingPlainTextValue function").as_deref(),
            Some("GetOmaSettingPlainTextValue")
        );
        assert_eq!(name("deviceConfiguration"), None);
        assert_eq!(name("Use this very long sentence to do the thing"), None);
    }
}
