//! HTML as a tree, with places.
//!
//! The tokens are those of the HTML standard. How tags nest is not: the site and the browsers write what is well nested,
//! so it is enough that an end tag closes what is open within its element, and that the few elements whose end tag
//! may be left out end before the next of their kind.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::ops::Range;

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};

/// Elements nest this deep; what lies deeper is read as if it stood at this depth. The site nests 30.
const MAX_DEPTH: usize = 128;

/// Elements without content.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
];

/// Elements that end, where they have no end tag, before one of these.
const IMPLIED_ENDS: &[(&[&str], &[&str])] = &[
    (&["li"], &["li"]),
    (&["dd", "dt"], &["dd", "dt"]),
    (&["td", "th"], &["td", "th", "tr", "tbody", "tfoot"]),
    (&["tr"], &["tr", "tbody", "tfoot"]),
    (&["tbody", "thead"], &["tbody", "tfoot"]),
    (
        &["p"],
        &[
            "blockquote",
            "div",
            "dl",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "hr",
            "li",
            "ol",
            "p",
            "pre",
            "section",
            "table",
            "td",
            "th",
            "tr",
            "ul",
        ],
    ),
];

/// A part of a page.
#[derive(Debug)]
pub(super) enum Node {
    /// Text as it is in the file, with character references.
    Text(Range<usize>),
    /// A comment with its marks.
    Comment(Range<usize>),
    Element(Element),
}

#[derive(Debug)]
pub(super) struct Element {
    /// The name in lower case.
    pub(super) name: String,
    attributes: BTreeMap<String, String>,
    /// Where the start tag stands.
    pub(super) place: usize,
    pub(super) children: Vec<Node>,
}

impl Element {
    fn new(tag: &StartTag<usize>) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self {
            name: text(&tag.name),
            attributes: tag
                .attributes
                .iter()
                .map(|(name, value)| (text(name), text(value)))
                .collect(),
            place: tag.span.start,
            children: Vec::new(),
        }
    }

    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    /// The names in `class`.
    pub(super) fn classes(&self) -> impl Iterator<Item = &str> {
        self.attribute("class")
            .unwrap_or_default()
            .split_ascii_whitespace()
    }

    pub(super) fn has_class(&self, name: &str) -> bool {
        self.classes().any(|class| class == name)
    }

    /// The elements directly within this one.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        elements(&self.children)
    }
}

/// The elements among nodes.
pub(super) fn elements(nodes: &[Node]) -> impl Iterator<Item = &Element> {
    nodes.iter().filter_map(|node| match node {
        Node::Element(element) => Some(element),
        Node::Text(_) | Node::Comment(_) => None,
    })
}

/// Reads a file.
pub(super) fn read(html: &str) -> Vec<Node> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    // The content of `script`, `style` and their like holds no tags.
    emitter.naively_switch_states(true);
    let mut builder = Builder::default();
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let token: Result<_, Infallible> = token;
        match token {
            Ok(Token::StartTag(tag)) => builder.start(&tag),
            Ok(Token::EndTag(tag)) => builder.end(&String::from_utf8_lossy(&tag.name)),
            Ok(Token::String(text)) => builder.push(Node::Text(text.span.start..text.span.end)),
            Ok(Token::Comment(comment)) => {
                let range = comment.span.start..comment.span.end;
                // What HTML takes for a comment may also be `<!x>` or `<?x>`.
                if html
                    .get(range.clone())
                    .is_some_and(|text| text.starts_with("<!--"))
                {
                    builder.push(Node::Comment(range));
                }
            }
            Ok(Token::Doctype(_) | Token::Error(_)) | Err(_) => {}
        }
    }
    builder.finish()
}

#[derive(Default)]
struct Builder {
    open: Vec<Element>,
    /// How many elements are open that lie too deep.
    too_deep: usize,
    nodes: Vec<Node>,
}

impl Builder {
    fn start(&mut self, tag: &StartTag<usize>) {
        let element = Element::new(tag);
        while let Some(open) = self.open.last()
            && IMPLIED_ENDS
                .iter()
                .any(|(ended, before)| is_in(ended, &open.name) && is_in(before, &element.name))
        {
            self.close();
        }
        if is_in(VOID, &element.name) || tag.self_closing && element.name == "svg" {
            self.push(Node::Element(element));
        } else if self.open.len() >= MAX_DEPTH {
            self.too_deep += 1;
        } else {
            self.open.push(element);
        }
    }

    fn end(&mut self, name: &str) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        if let Some(index) = self.open.iter().rposition(|open| open.name == name) {
            while self.open.len() > index {
                self.close();
            }
        }
    }

    fn close(&mut self) {
        if let Some(element) = self.open.pop() {
            self.push(Node::Element(element));
        }
    }

    fn push(&mut self, node: Node) {
        match self.open.last_mut() {
            Some(open) => open.children.push(node),
            None => self.nodes.push(node),
        }
    }

    fn finish(mut self) -> Vec<Node> {
        while !self.open.is_empty() {
            self.close();
        }
        self.nodes
    }
}

fn is_in(names: &[&str], name: &str) -> bool {
    names.contains(&name)
}
