//! Pages whose title shortens the name of their type.
//!
//! `identityuserflow.md` is titled *UserFlow*, and other pages link it as *identityUserFlow*. No type of the service
//! begins with a capital letter without need; where the name of the file ends with such a title, and other pages
//! spell a type just like the whole name of the file, that spelling is the name.

use std::collections::BTreeMap;

use crate::model::index::{mentioned, short_name, stem};
use crate::page::{Page, ResourceFacts};
use crate::source::SourceMap;

/// The names by which pages mention types, by their lower case.
pub(super) struct Mentions(BTreeMap<String, String>);

impl Mentions {
    /// The mentions in type cells and in sentences about bases.
    pub(super) fn new(pages: &[&Page]) -> Self {
        let mut mentions = BTreeMap::new();
        for page in pages {
            for name in mentioned(page) {
                let short = short_name(name);
                mentions
                    .entry(short.to_lowercase())
                    .or_insert_with(|| short.to_owned());
            }
        }
        Self(mentions)
    }

    /// The name that the title of a resource shortens.
    pub(super) fn of(&self, sources: &SourceMap, page: &Page, resource: &ResourceFacts) -> Option<&str> {
        let title = short_name(&resource.name.value);
        let stem = stem(sources, page.file).to_lowercase();
        let file_name = stem.rsplit(['-', '_']).next()?;
        let is_short = title.starts_with(|c: char| c.is_ascii_uppercase())
            && file_name.len() > title.len()
            && file_name.ends_with(&title.to_lowercase());
        let full = self.0.get(file_name).filter(|_| is_short)?;
        // The shortened part begins a word of the name.
        full.ends_with(title).then_some(full)
    }
}
