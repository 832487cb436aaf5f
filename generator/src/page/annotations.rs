//! The comments `<!-- { "blockType": "resource", … } -->` that stand before fences.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic};
use crate::graph::short_name;
use crate::markdown::{Block, BlockKind, Fence, Text};
use crate::page::sink::PageSink;
use crate::span::{Span, Spanned};

use crate::page::json;
use crate::page::sections::{Section, Sections};

/// What an annotation says.
#[derive(Debug, PartialEq)]
pub(super) struct Annotation {
    /// `resource`, `request`, `response`, `ignored`, `example`, `permissions`, …
    pub(super) block_type: Option<String>,
    /// `microsoft.graph.user`, without `Collection(…)` and `#`.
    pub(super) odata_type: Option<String>,
    /// Whether the fence holds many.
    pub(super) is_collection: bool,
    /// `microsoft.graph.directoryObject`; `None` also where the page says `null`.
    pub(super) base_type: Option<String>,
    /// Whether it says that the type has no base: `"baseType": null`.
    pub(super) has_no_base: bool,
    /// `id`.
    pub(super) key_property: Option<String>,
    /// Whether the type is open.
    pub(super) open_type: bool,
    /// Whether the type is abstract.
    pub(super) is_abstract: bool,
    /// The name of the example or of the permission table; the answer to several requests has the names of all.
    pub(super) names: Vec<String>,
    /// The operations that a permission table is about: `GET /users/{id}`.
    pub(super) request_urls: Vec<String>,
    /// The comment's text.
    pub(super) span: Span,
}

impl Annotation {
    /// One that says nothing.
    fn silent(span: Span) -> Self {
        Self {
            block_type: None,
            odata_type: None,
            is_collection: false,
            base_type: None,
            has_no_base: false,
            key_property: None,
            open_type: false,
            is_abstract: false,
            names: Vec::new(),
            request_urls: Vec::new(),
            span,
        }
    }

    /// Whether the annotation says that its fence is of this kind.
    pub(super) fn is_of(&self, block_type: &str) -> bool {
        self.block_type.as_deref() == Some(block_type)
    }

    /// A value with the place of the comment.
    pub(super) fn locate(&self, value: &str) -> Spanned<String> {
        Spanned::new(value.to_owned(), self.span)
    }
}

/// A fence and the annotation before it.
#[derive(Debug)]
pub(super) struct AnnotatedFence<'a> {
    /// The fence.
    pub(super) fence: &'a Fence,
    /// Its place.
    pub(super) span: Span,
    /// The last annotation before it that no other fence took.
    pub(super) annotation: Option<&'a Annotation>,
    /// The paragraph right behind it.
    pub(super) behind: Option<&'a Text>,
}

/// The annotations of a page, by the places of their comments.
#[derive(Debug)]
pub(super) struct Annotations(BTreeMap<Span, Annotation>);

impl Annotations {
    /// Reads all annotations of a page, and reports those that are broken.
    pub(super) fn read(sections: &Sections<'_>, sink: &mut PageSink) -> Self {
        let blocks = sections.iter().flat_map(Section::all_blocks);
        let comments = blocks.filter_map(|block| match &block.kind {
            BlockKind::Comment(text) => Some(text),
            _ => None,
        });
        let annotations = comments.filter_map(|text| Some((text.span, read(text, sink)?)));
        Self(annotations.collect())
    }

    /// What a comment says, if it is an annotation.
    pub(super) fn of_comment(&self, comment: &Text) -> Option<&Annotation> {
        self.0.get(&comment.span)
    }

    /// The fences of a section, with their annotations.
    pub(super) fn fences<'a>(&'a self, section: &Section<'a>) -> Vec<AnnotatedFence<'a>> {
        let mut pending = None;
        let mut fences: Vec<AnnotatedFence<'a>> = Vec::new();
        let mut is_behind = false;
        for Block { span, kind } in section.all_blocks() {
            match kind {
                BlockKind::Comment(text) => pending = self.of_comment(text).or(pending),
                BlockKind::Fence(fence) => fences.push(AnnotatedFence {
                    fence,
                    span: *span,
                    annotation: pending.take(),
                    behind: None,
                }),
                BlockKind::Paragraph(text) if is_behind => {
                    if let Some(last) = fences.last_mut() {
                        last.behind = Some(text);
                    }
                }
                _ => {}
            }
            is_behind = matches!(kind, BlockKind::Fence(_));
        }
        fences
    }
}

/// Reads a comment; `None` for comments of other kinds: page footers, checksums, hidden text.
fn read(comment: &Text, sink: &mut PageSink) -> Option<Annotation> {
    let raw = &*comment.raw;
    if !raw.contains("blockType") {
        return None;
    }
    let start = raw.find('{')?;
    let object = &raw[start..];
    match json::read(object) {
        Ok(json) if json.value.is_object() => {
            if let Some(repair) = json.repairs.first() {
                let at = start + repair.offset;
                sink.push(Diagnostic::new(
                    Code::BrokenAnnotation,
                    comment.span.slice(at, at),
                    format!("the annotation is not JSON: {}", repair.kind.as_str()),
                ));
            }
            Some(from_json(&json.value, comment.span))
        }
        _ => {
            sink.push(Diagnostic::new(
                Code::BrokenAnnotation,
                comment.span,
                "the annotation is not JSON; only its type and kind were read",
            ));
            Some(by_pattern(object, comment.span))
        }
    }
}

fn from_json(value: &Value, span: Span) -> Annotation {
    let string = |keys: &[&str]| {
        keys.iter()
            .find_map(|key| value.get(key)?.as_str())
            .map(str::trim)
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
    };
    let flag = |keys: &[&str]| {
        keys.iter().any(|key| match value.get(key) {
            Some(Value::Bool(flag)) => *flag,
            Some(Value::String(text)) => text.eq_ignore_ascii_case("true"),
            _ => false,
        })
    };
    let (odata_type, collection) = match string(&["@odata.type", "@type"]) {
        Some(name) => {
            let (name, collection) = type_name(&name);
            (name, collection)
        }
        None => (None, false),
    };
    Annotation {
        block_type: string(&["blockType"]),
        odata_type,
        is_collection: collection || flag(&["isCollection"]),
        base_type: string(&["baseType", "@odata.baseType"])
            .and_then(|name| type_name(&name).0)
            .map(|name| of_service(&name).to_owned())
            .filter(|name| !name.eq_ignore_ascii_case("null")),
        has_no_base: value.get("baseType").is_some_and(Value::is_null),
        key_property: string(&["keyProperty"]),
        open_type: flag(&["openType"]),
        is_abstract: flag(&["abstract", "isAbstract"]),
        names: texts(value.get("name")),
        request_urls: texts(value.get("requestUrls")),
        span,
    }
}

/// One text or several.
fn texts(value: Option<&Value>) -> Vec<String> {
    let one = value.and_then(Value::as_str);
    let many = value.and_then(Value::as_array).into_iter().flatten();
    let texts = one
        .into_iter()
        .chain(many.filter_map(Value::as_str))
        .map(str::trim);
    texts.filter(|text| !text.is_empty()).map(str::to_owned).collect()
}

/// The name inside `Collection(…)`, without `#`, and whether it stood there.
fn type_name(text: &str) -> (Option<String>, bool) {
    let text = text.trim().trim_start_matches('#');
    let inner = text
        .strip_prefix("Collection(")
        .or_else(|| text.strip_prefix("collection("));
    let name = inner
        .unwrap_or(text)
        .trim_end_matches(')')
        .trim()
        .trim_start_matches('#');
    ((!name.is_empty()).then(|| name.to_owned()), inner.is_some())
}

/// A name of a type of the service; `Microsoft.DirectoryServices.rackBase` is called so elsewhere, and its last part is
/// its name here.
fn of_service(name: &str) -> &str {
    let lower = name.to_ascii_lowercase();
    let is_foreign = lower.starts_with("microsoft.") && !lower.starts_with("microsoft.graph.");
    if is_foreign { short_name(name) } else { name }
}

/// The three keys that matter most, wherever they stand.
fn by_pattern(text: &str, span: Span) -> Annotation {
    let after = |key: &str| {
        let behind = &text[text.find(key)? + key.len()..];
        let value = behind.trim_start_matches(['"', '\'', ' ', '\t', ':']);
        let end = value
            .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '#' | '(' | ')')))
            .unwrap_or(value.len());
        (end > 0).then(|| &value[..end])
    };
    let (odata_type, collection) = after("@odata.type").map_or((None, false), type_name);
    Annotation {
        block_type: after("blockType").map(str::to_owned),
        odata_type,
        is_collection: collection || after("isCollection") == Some("true"),
        base_type: after("baseType")
            .and_then(|name| type_name(name).0)
            .filter(|name| name != "null"),
        ..Annotation::silent(span)
    }
}

#[cfg(test)]
mod tests;
