//! Which part of a saved page is the page of the documentation.

use super::tree::{Element, Node, elements};

/// Elements that hold nothing of the page.
const NOT_OF_PAGE: &[&str] = &[
    "aside", "button", "dialog", "footer", "form", "iframe", "input", "nav", "noscript", "script", "select",
    "style", "summary", "svg", "template", "textarea", "title", "video",
];

/// Classes of elements that the site puts around a page, and into it: above each block of code, for example.
const SITE_CLASSES: &[&str] = &[
    "breadcrumbs",
    "code-header",
    "codeHeader",
    "metadata",
    "visually-hidden",
];

/// How the ids of elements of the site start.
const SITE_ID: &str = "ms--";

/// What `meta` elements are called that say something of the page, and the key of the same in front matter.
const METADATA: &[(&str, &str)] = &[
    ("doc_type", "doc_type"),
    ("locale", "ms.contentlocale"),
    ("ms.date", "ms.date"),
];

/// The page.
pub(super) struct Page<'a> {
    /// What the head says, with its places: keys and values of front matter.
    pub(super) metadata: Vec<(&'static str, String, usize)>,
    /// The address of the page.
    pub(super) address: Option<String>,
    /// What is to be read, in its order.
    pub(super) content: Vec<&'a [Node]>,
}

/// Finds the page in the tree of a file.
pub(super) fn find<'a>(html: &str, nodes: &'a [Node]) -> Page<'a> {
    let mut page = Page {
        metadata: Vec::new(),
        address: None,
        content: Vec::new(),
    };
    read_head(html, nodes, &mut page);
    let main = first(nodes, &|element| element.name == "main");
    let main = main.or_else(|| first(nodes, &|element| element.name == "body"));
    let within = main.map_or(nodes, |main| main.children.as_slice());
    contents(within, &mut page.content);
    // Pages of before 2020 stand directly in `main`.
    if page.content.is_empty() {
        page.content.push(within);
    }
    page
}

/// Whether an element is of the site and not of the page.
pub(super) fn is_of_site(element: &Element) -> bool {
    let is_hidden = element.attribute("hidden").is_some() && element.attribute("role") != Some("tabpanel");
    is_hidden
        || NOT_OF_PAGE.contains(&element.name.as_str())
        || element.attribute("id").is_some_and(|id| id.starts_with(SITE_ID))
        || element.classes().any(|class| SITE_CLASSES.contains(&class))
}

/// Reads the head; of what is said twice the first counts.
fn read_head(html: &str, nodes: &[Node], page: &mut Page<'_>) {
    let Some(head) = first(nodes, &|element| element.name == "head") else {
        return;
    };
    for element in head.elements() {
        let said = match element.name.as_str() {
            "title" => Some(("title", title(html, element))),
            "link" if element.attribute("rel") == Some("canonical") => {
                let address = element.attribute("href").unwrap_or_default().to_owned();
                page.address.get_or_insert(address.clone());
                Some(("canonicalUrl", address))
            }
            "meta" => METADATA
                .iter()
                .find(|(name, _)| element.attribute("name") == Some(name))
                .map(|(_, key)| (*key, element.attribute("content").unwrap_or_default().to_owned())),
            _ => None,
        };
        if let Some((key, value)) = said
            && page.metadata.iter().all(|(known, ..)| *known != key)
        {
            page.metadata.push((key, value, element.place));
        }
    }
}

fn title(html: &str, element: &Element) -> String {
    let texts = element.children.iter().map(|node| match node {
        Node::Text(range) => html.get(range.clone()).unwrap_or_default(),
        Node::Comment(_) | Node::Element(_) => "",
    });
    html_escape::decode_html_entities(&texts.collect::<String>()).into_owned()
}

/// The outermost elements `div.content`.
fn contents<'a>(nodes: &'a [Node], found: &mut Vec<&'a [Node]>) {
    for element in elements(nodes).filter(|element| !is_of_site(element)) {
        if element.name == "div" && element.has_class("content") {
            found.push(&element.children);
        } else {
            contents(&element.children, found);
        }
    }
}

/// The first element of a kind, in the order of the file.
fn first<'a>(nodes: &'a [Node], is_meant: &impl Fn(&Element) -> bool) -> Option<&'a Element> {
    elements(nodes).find_map(|element| {
        if is_meant(element) {
            Some(element)
        } else {
            first(&element.children, is_meant)
        }
    })
}
