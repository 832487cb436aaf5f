//! The capital letters of path segments, for names.
//!
//! Some pages write a path in lower case: `/me/contactfolders`. The service accepts any case, so the path is sent as
//! its page writes it. A Rust name is split at capitals, however, so it takes the spelling that most other paths and
//! properties use: `contactFolders`.

use std::collections::BTreeMap;

use crate::graph::preferred;
use crate::resolve::types::registry::Registry;

/// The preferred spellings of segments, by the segment in lower case.
pub(super) struct SegmentCase<'a> {
    preferred: BTreeMap<String, &'a str>,
}

impl<'a> SegmentCase<'a> {
    /// Counts how the paths and properties of a version spell each segment.
    pub(super) fn new(registry: &Registry<'a>) -> Self {
        let paths = registry.operations.iter().flat_map(|operation| &operation.paths);
        let in_paths = paths.flat_map(|path| path.template.fixed_names());
        let types = registry.types.values().map(|entry| entry.ty);
        let properties = types.flat_map(|ty| &ty.properties);
        Self::of_words(in_paths, properties.map(|property| property.name.as_str()))
    }

    /// Counts how paths spell each segment, and how the words in `others` do.
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

    /// The preferred spelling of a segment; the segment itself where no path has it.
    pub(super) fn of<'w>(&self, word: &'w str) -> &'w str
    where
        'a: 'w,
    {
        self.preferred.get(&word.to_lowercase()).copied().unwrap_or(word)
    }
}

#[cfg(test)]
mod tests {
    use super::SegmentCase;

    #[test]
    fn a_word_has_the_capitals_that_another_page_or_a_property_gives_it() {
        let paths = [
            "contactfolders",
            "contactFolders",
            "contactfolders",
            "me",
            "categoryaxis",
        ];
        let spellings = SegmentCase::of_words(paths, ["categoryAxis", "Me", "chatInfo"]);
        assert_eq!(spellings.of("contactfolders"), "contactFolders");
        assert_eq!(spellings.of("categoryaxis"), "categoryAxis");
        assert_eq!(spellings.of("me"), "me");
        assert_eq!(spellings.of("unknown"), "unknown");
    }
}
