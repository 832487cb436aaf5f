//! Pages whose title shortens the name of their type.
//!
//! `identityuserflow.md` is titled *UserFlow*, and other pages link it as *identityUserFlow*. No type of the service
//! begins with a capital letter without need; where the name of the file ends with such a title, and other pages
//! spell a type just like the whole name of the file, that spelling is the name.

use std::collections::BTreeMap;

use unicase::Ascii;

use crate::graph::{ends_with_ignore_case, short_name};
use crate::model::names::mentions::mentioned;
use crate::page::{Page, ResourceFacts};
use crate::source::SourceMap;

/// The last parts of the names by which pages mention types, as they are first spelled.
pub(super) struct TypeMentions<'p>(BTreeMap<Ascii<&'p str>, &'p str>);

impl<'p> TypeMentions<'p> {
    /// The mentions in type cells and in sentences about bases.
    pub(super) fn new(pages: &[&'p Page]) -> Self {
        let mut mentions = BTreeMap::new();
        for name in pages.iter().copied().flat_map(mentioned) {
            let short = short_name(name);
            mentions.entry(Ascii::new(short)).or_insert(short);
        }
        Self(mentions)
    }

    /// The name that the title of a resource shortens.
    pub(super) fn of(&self, sources: &SourceMap, page: &Page, resource: &ResourceFacts) -> Option<&'p str> {
        let title = short_name(&resource.name.value);
        let page_name = sources.file(page.file).page_name();
        let file_name = page_name.last();
        let is_short = title.starts_with(|c: char| c.is_ascii_uppercase())
            && file_name.len() > title.len()
            && ends_with_ignore_case(file_name, title);
        let full = self.0.get(&Ascii::new(file_name)).copied().filter(|_| is_short)?;
        // The shortened part begins a word of the name.
        full.ends_with(title).then_some(full)
    }
}
