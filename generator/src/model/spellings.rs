//! How names are spelled that a page gives in small letters only.
//!
//! The name of a page whose title is lost may be known from the name of its file, which has no capitals. Other
//! pages refer to the type by its name, so they tell the spelling.

use std::collections::BTreeMap;

use crate::model::index::{rows, short_name};
use crate::page::{Page, TypeFacts, TypeName};

/// The spellings of the names to which pages refer.
pub(super) struct Spellings<'p> {
    /// By name in lower case: the spellings and how often each occurs.
    counts: BTreeMap<String, BTreeMap<&'p str, usize>>,
}

impl<'p> Spellings<'p> {
    /// Collects the names in cells of types, in sentences about responses and in those about bodies.
    pub(super) fn new(pages: &[&'p Page]) -> Self {
        let mut spellings = Self {
            counts: BTreeMap::new(),
        };
        // Only pages that were copied from the rendered site lose their titles.
        if !pages.iter().any(|page| has_lost_title(page)) {
            return spellings;
        }
        for page in pages {
            for row in rows(page) {
                spellings.count(&row.ty);
            }
            for operation in &page.operations {
                let types = [&operation.body.ty, &operation.response.ty];
                types.into_iter().flatten().for_each(|ty| spellings.count(ty));
            }
            let bases = page.resources.iter().flat_map(|resource| &resource.bases);
            bases.for_each(|base| spellings.add(&base.name.value));
        }
        spellings
    }

    fn count(&mut self, ty: &'p TypeFacts) {
        if let TypeName::Named { name, .. } = &ty.name {
            self.add(name);
        }
    }

    fn add(&mut self, name: &'p str) {
        let name = short_name(name);
        let of_name = self.counts.entry(name.to_lowercase()).or_default();
        *of_name.entry(name).or_default() += 1;
    }

    /// The spelling of a name that a page gives itself: its own, unless its title is lost.
    pub(super) fn of<'n>(&'n self, page: &Page, name: &'n str) -> &'n str {
        if !has_lost_title(page) {
            return name;
        }
        let known = self.counts.get(&name.to_lowercase());
        let mut spellings: Vec<(&str, usize)> = known
            .into_iter()
            .flatten()
            .map(|(name, count)| (*name, *count))
            .collect();
        spellings.push((name, 0));
        // Sentences begin with a capital; the names of types begin with a small letter and have others inside.
        let rank = |(name, count): &(&str, usize)| {
            let small = name.starts_with(|c: char| c.is_ascii_lowercase());
            (small, name.bytes().any(|byte| byte.is_ascii_uppercase()), *count)
        };
        spellings
            .into_iter()
            .max_by_key(rank)
            .map_or(name, |(name, _)| name)
    }
}

/// Whether the title was made from something that is no place in the page: the name of its file.
fn has_lost_title(page: &Page) -> bool {
    page.title.span.start == page.title.span.end
}
