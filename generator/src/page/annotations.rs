//! The comments `<!-- { "blockType": "resource", … } -->` that stand before fences.

use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic};
use crate::graph::short_name;
use crate::markdown::{Block, BlockKind, Fence, Text};
use crate::page::sink::PageSink;
use crate::span::{Span, Spanned};

use super::json;
use super::sections::AllBlocks;

/// What an annotation says.
#[derive(Clone, Debug, Default, PartialEq)]
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
    pub(super) span: Option<Span>,
}

impl Annotation {
    /// A value with the place of the comment.
    pub(super) fn locate(&self, value: &str) -> Option<Spanned<String>> {
        self.span.map(|span| Spanned::new(value.to_owned(), span))
    }
}

/// A fence and the annotation before it.
#[derive(Clone, Debug)]
pub(super) struct AnnotatedFence<'a> {
    /// The fence.
    pub(super) fence: &'a Fence,
    /// Its place.
    pub(super) span: Span,
    /// The last annotation before it that no other fence took.
    pub(super) annotation: Option<Annotation>,
    /// The paragraph right behind it.
    pub(super) behind: Option<&'a Text>,
}

/// The fences among the blocks, with their annotations.
pub(super) fn fences<'a>(blocks: AllBlocks<'a>, sink: &mut PageSink) -> Vec<AnnotatedFence<'a>> {
    let mut pending = None;
    let mut out: Vec<AnnotatedFence<'a>> = Vec::new();
    let mut is_behind = false;
    for Block { span, kind } in blocks {
        match kind {
            BlockKind::Comment(text) => pending = read(text, sink).or(pending),
            BlockKind::Fence(fence) => out.push(AnnotatedFence {
                fence,
                span: *span,
                annotation: pending.take(),
                behind: None,
            }),
            BlockKind::Paragraph(text) if is_behind => {
                if let Some(last) = out.last_mut() {
                    last.behind = Some(text);
                }
            }
            _ => {}
        }
        is_behind = matches!(kind, BlockKind::Fence(_));
    }
    out
}

/// Reads a comment; `None` for comments of other kinds: page footers, checksums, hidden text.
pub(super) fn read(comment: &Text, sink: &mut PageSink) -> Option<Annotation> {
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
        span: Some(span),
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
        span: Some(span),
        ..Annotation::default()
    }
}

#[cfg(test)]
mod tests;
