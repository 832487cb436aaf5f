//! The spelling of type names that a page has in lower case only, or in two ways.
//!
//! The name of a page whose title is lost may be known from the name of its file, which has no capitals. Other
//! pages refer to the type by its name, so they tell the spelling.

use std::collections::BTreeMap;

use unicase::Ascii;

use crate::graph::{TypeName, preferred, short_name, uncapitalized};
use crate::model::names::mentions::mentioned;
use crate::page::{Page, TypeFacts};

/// The spellings of the names to which pages refer.
pub(super) struct TypeNameSpelling<'p> {
    /// By last part of the name: its spellings and how often each occurs.
    counts: BTreeMap<Ascii<&'p str>, BTreeMap<&'p str, usize>>,
}

impl<'p> TypeNameSpelling<'p> {
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
            mentioned(page).for_each(|name| spellings.add(name));
            for operation in page.operations() {
                let types = [operation.body.ty(), operation.response.ty()];
                let names = types.into_iter().flatten().filter_map(TypeFacts::named);
                names.for_each(|name| spellings.add(name));
            }
        }
        spellings
    }

    fn add(&mut self, name: &'p str) {
        let name = short_name(name);
        let of_name = self.counts.entry(Ascii::new(name)).or_default();
        *of_name.entry(name).or_default() += 1;
    }

    /// The spelling of a name that a page gives itself: its own, unless its title is lost.
    pub(super) fn of<'n>(&'n self, page: &Page, name: &'n str) -> &'n str {
        if !has_lost_title(page) {
            return name;
        }
        let known = self.counts.get(&Ascii::new(name));
        let known = known.into_iter().flatten().map(|(name, count)| (*name, *count));
        preferred(known.chain([(name, 0)])).unwrap_or(name)
    }
}

/// Whether the title is made from the name of the file. Such a title has no place in the page.
fn has_lost_title(page: &Page) -> bool {
    page.title.span.start == page.title.span.end
}

/// One spelling of a name on which title and annotation agree but for case.
///
/// The annotation knows the namespace but is often written in lower case throughout; titles begin with a
/// capital now and then, which no type of the service does where the annotation begins with a small letter.
pub(super) fn spelled(annotated: &TypeName, title: &TypeName) -> TypeName {
    // Where the namespaces differ in case only, the namespace line is right.
    let namespace = if annotated.namespace().eq_ignore_ascii_case(title.namespace()) {
        title.namespace()
    } else {
        annotated.namespace()
    };
    let has_capital = annotated.short().bytes().any(|byte| byte.is_ascii_uppercase());
    let short = match has_capital {
        true => annotated.short().to_owned(),
        false => uncapitalized(title.short()),
    };
    TypeName::new(format!("{namespace}.{short}"))
}

/// Whether a word is the last words of a longer name: `message` of `chatMessage`, not `tag` of `hashtag`.
pub(super) fn is_shortened(word: &str, name: &str) -> bool {
    let end = name.len().checked_sub(word.len()).filter(|&start| start > 0);
    end.and_then(|start| name.get(start..)).is_some_and(|end| {
        end.starts_with(|first: char| first.is_ascii_uppercase()) && end.eq_ignore_ascii_case(word)
    })
}
