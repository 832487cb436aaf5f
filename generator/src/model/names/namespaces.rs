//! The namespace of what a page documents.
//!
//! Most pages name it. Where one does not, the name of its file may end with it, and all types that refer to what it lists
//! are in it: `enums-managedtenants.md` lists enumerations that only types of `microsoft.graph.managedTenants` have.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::{PageName, ROOT_NAMESPACE, short_name};
use crate::model::names::mentions::rows;
use crate::page::{self, Page};
use crate::source::SourceMap;
use crate::span::FileId;

/// The namespace that a page declares, or the root.
pub(in crate::model) fn namespace(page: &Page) -> &str {
    page.namespace
        .as_ref()
        .map_or(ROOT_NAMESPACE, |namespace| namespace.value.trim_end_matches('.'))
}

/// The namespaces of pages that do not name theirs.
pub(super) struct Namespaces(BTreeMap<FileId, String>);

impl Namespaces {
    pub(super) fn new(sources: &SourceMap, pages: &[&Page]) -> Self {
        let candidates: Vec<&Page> = pages.iter().copied().filter(|page| is_open(page)).collect();
        let page_name = |page: &Page| sources.file(page.file).page_name();
        let names: BTreeSet<PageName> = candidates.iter().map(|page| page_name(page)).collect();
        // The namespaces of the pages that link to each candidate.
        let mut users: BTreeMap<&PageName, BTreeSet<&str>> = BTreeMap::new();
        for page in pages {
            for row in rows(page) {
                let page::SpelledType::Named { link: Some(link), .. } = &row.ty.name else {
                    continue;
                };
                if let Some(linked) = names.get(&PageName::new(link.as_str())) {
                    users.entry(linked).or_default().insert(namespace(page));
                }
            }
        }
        let implied = candidates.into_iter().filter_map(|page| {
            let name = page_name(page);
            let users = users.get(&name)?;
            let only = users.first().filter(|_| users.len() == 1)?;
            let last = short_name(only);
            let mut parts = name.parts();
            let is_named = *only != ROOT_NAMESPACE && parts.any(|part| part.eq_ignore_ascii_case(last));
            is_named.then(|| (page.file, (*only).to_owned()))
        });
        Self(implied.collect())
    }

    /// The namespace of what a page documents.
    pub(super) fn of<'n>(&'n self, page: &'n Page) -> &'n str {
        let implied = self.0.get(&page.file).map(String::as_str);
        implied.unwrap_or_else(|| namespace(page))
    }
}

/// Whether the namespace of a page is open: it names none, or lists enumerations under the root, which is what pages
/// have that forget to name theirs.
fn is_open(page: &Page) -> bool {
    let documents = page.resource().is_some() || !page.enums().is_empty();
    let is_list = page.resource().is_none() && page.operations().is_empty();
    documents && (page.namespace.is_none() || (is_list && namespace(page) == ROOT_NAMESPACE))
}
