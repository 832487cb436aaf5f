//! How the fixed words of paths are spelled in names.
//!
//! Pages spell some words of their paths in small letters: `/me/contactfolders`. The service takes both, so the path
//! is sent as its page has it; but names show the words, which are those of a property or of another page's path.

use std::collections::BTreeMap;

use crate::resolve::registry::Registry;
use crate::resolve::routes::literals;
use crate::rules::spelling::preferred;

/// The spellings of words, by the words in lower case.
pub(super) struct Spellings<'a> {
    preferred: BTreeMap<String, &'a str>,
}

impl<'a> Spellings<'a> {
    /// Collects the fixed words of all paths, and how properties spell them.
    pub(super) fn new(registry: &Registry<'a>) -> Self {
        let paths = registry.operations.iter().flat_map(|operation| &operation.paths);
        let in_paths = paths.flat_map(|path| literals(&path.template));
        let types = registry.types.values().map(|entry| entry.ty);
        let properties = types.flat_map(|ty| &ty.properties);
        Self::of_words(in_paths, properties.map(|property| property.name.as_str()))
    }

    /// Collects words of paths, and how others spell them.
    pub(super) fn of_words(
        in_paths: impl IntoIterator<Item = &'a str>,
        others: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let mut counts: BTreeMap<String, BTreeMap<&'a str, usize>> = BTreeMap::new();
        for word in in_paths {
            *counts
                .entry(word.to_lowercase())
                .or_default()
                .entry(word)
                .or_default() += 1;
        }
        for word in others {
            if let Some(spellings) = counts.get_mut(&word.to_lowercase()) {
                *spellings.entry(word).or_default() += 1;
            }
        }
        let preferred = counts
            .into_iter()
            .filter_map(|(word, spellings)| Some((word, preferred(spellings)?)));
        Self {
            preferred: preferred.collect(),
        }
    }

    /// A word as most know it.
    pub(super) fn of<'w>(&self, word: &'w str) -> &'w str
    where
        'a: 'w,
    {
        self.preferred.get(&word.to_lowercase()).copied().unwrap_or(word)
    }
}

#[cfg(test)]
mod tests {
    use super::Spellings;

    #[test]
    fn a_word_has_the_capitals_that_another_page_or_a_property_gives_it() {
        let paths = [
            "contactfolders",
            "contactFolders",
            "contactfolders",
            "me",
            "categoryaxis",
        ];
        let spellings = Spellings::of_words(paths, ["categoryAxis", "Me", "chatInfo"]);
        assert_eq!(spellings.of("contactfolders"), "contactFolders");
        assert_eq!(spellings.of("categoryaxis"), "categoryAxis");
        assert_eq!(spellings.of("me"), "me");
        assert_eq!(spellings.of("unknown"), "unknown");
    }
}
