//! The type that owns an operation.
//!
//! The owner decides in which module of the SDK a request stands. The list of methods on a resource page says
//! it outright; the page's file name says it nearly always; the body, the response or the path help otherwise.

use std::collections::BTreeMap;

use crate::graph::{PageName, ROOT_NAMESPACE, TypeName, is_identifier, short_name, singular};
use crate::model::names::index::{Index, namespace};
use crate::model::{Body, Response};
use crate::page::Page;
use crate::source::SourceMap;

/// Owners by the stem of the API page, from the lists of methods on resource pages.
pub(in crate::model) struct Owners {
    by_method_list: BTreeMap<PageName, Listed>,
}

/// The types whose pages list an API page.
struct Listed {
    first: TypeName,
    are_several: bool,
}

impl Owners {
    pub(in crate::model) fn new(index: &Index, pages: &[&Page]) -> Self {
        let mut by_method_list: BTreeMap<PageName, Listed> = BTreeMap::new();
        for page in pages {
            if let Some(resource) = page.resource() {
                let name = index.of_resource(page, resource);
                for method in &resource.methods {
                    let listed = by_method_list.entry(PageName::new(method.page.value.as_str()));
                    listed
                        .and_modify(|listed| listed.are_several |= listed.first != name)
                        .or_insert_with(|| Listed {
                            first: name.clone(),
                            are_several: false,
                        });
                }
            }
        }
        Self { by_method_list }
    }

    /// The qualified name of the type that owns the operations of an API page.
    pub(in crate::model) fn of(
        &self,
        sources: &SourceMap,
        index: &Index,
        page: &Page,
        body: Option<&Body>,
        response: &Response,
    ) -> Option<TypeName> {
        let name = sources.file(page.file).page_name();
        by_page_name(index, &name)
            .or_else(|| self.by_method_list(index, page, &name))
            .or_else(|| by_title(index, page, &name))
            .or_else(|| titled_without_page(page, &name))
            .or_else(|| {
                let answered = response.content.type_name();
                let sent = body.and_then(Body::type_name);
                let mut used = answered.into_iter().chain(sent);
                used.find(|name| !index.is_enum(name)).cloned()
            })
    }

    /// The type whose page lists the API page. Pages of derived types list what is done with all of them, too; the title
    /// says then which type it is.
    fn by_method_list(&self, index: &Index, page: &Page, name: &PageName) -> Option<TypeName> {
        let listed = self.by_method_list.get(name)?;
        let titled = || named_by_title(index, page).filter(|_| listed.are_several);
        Some(titled().unwrap_or_else(|| listed.first.clone()))
    }
}

/// `intune-deviceconfig-deviceconfiguration-assign` begins with the name of the page of its type; the longest such
/// beginning counts. Elsewhere the first part, or the first two, name the type.
fn by_page_name(index: &Index, name: &PageName) -> Option<TypeName> {
    name.beginnings().find_map(|beginning| {
        let type_name = || find_type(index, beginning.as_str(), ROOT_NAMESPACE);
        index
            .of_page(&beginning)
            .cloned()
            .filter(|name| !index.is_enum(name))
            .or_else(type_name)
    })
}

/// `user: getMailTips` names the type before the colon; "Create deviceConfigurationDeviceStatus" at its end. A page of which the
/// namespace and the file name agree, `security-alert-move`, is about no type of another namespace.
fn by_title(index: &Index, page: &Page, name: &PageName) -> Option<TypeName> {
    let title = &page.title.value;
    let namespace = namespace(page);
    let area = name.parts().next().unwrap_or_default();
    let is_of_area = namespace != ROOT_NAMESPACE && area.eq_ignore_ascii_case(short_name(namespace));
    let last_word = title.words.last().map(String::as_str);
    [title.subject.as_deref(), last_word]
        .into_iter()
        .flatten()
        .filter_map(|name| find_type(index, name, namespace))
        .find(|found| !is_of_area || found.namespace() == namespace)
}

/// The type before the colon of a title where its page is missing and the file has its name, too: `kite-launch`, titled "kite:
/// launch". What the action answers or is sent is not what it is done with.
fn titled_without_page(page: &Page, name: &PageName) -> Option<TypeName> {
    let subject = page.title.value.subject.as_deref()?;
    let is_name = subject.starts_with(|letter: char| letter.is_ascii_lowercase()) && is_identifier(subject);
    let (holder, _) = name.split_last()?;
    let is_of_file = holder.parts().any(|part| part.eq_ignore_ascii_case(subject));
    (is_name && is_of_file).then(|| TypeName::qualify(namespace(page), subject))
}

/// The type that all words behind the verb of a title name together: "Update conversation thread", "List the schedules".
pub(in crate::model) fn named_by_title(index: &Index, page: &Page) -> Option<TypeName> {
    let title = &page.title.value;
    title.verb()?;
    let is_article = |word: &&String| ["a", "an", "the", "new"].contains(&word.to_ascii_lowercase().as_str());
    let words = title.words.iter().skip(1).filter(|word| !is_article(word));
    let name: String = words.map(String::as_str).collect();
    [&name, &singular(&name)]
        .into_iter()
        .find_map(|name| find_type(index, name, namespace(page)))
}

/// The type of a name that is no enumeration.
fn find_type(index: &Index, name: &str, namespace: &str) -> Option<TypeName> {
    index
        .find(name, None, namespace)
        .filter(|found| !index.is_enum(found))
}
