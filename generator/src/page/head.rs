//! Reads the head of a page: version, title, namespace, description.

pub(in crate::page) mod age;
pub(in crate::page) mod deprecation;
pub(in crate::page) mod kind;
mod lost_title;

use crate::diagnostic::{Code, Diagnostic};
use crate::graph::{PageName, Title, Version, behind_notice, is_identifier, notice_of_word};
use crate::markdown::{BlockKind, Document, Layout, Passage, Text};
use crate::page::sink::PageSink;
use crate::source::SourceMap;
use crate::span::{Span, Spanned};

use crate::page::sections::Sections;

/// The version: the folder, the front matter, the include that beta pages have, the URLs of the page. `None` where
/// nothing tells it.
pub(super) fn version(sources: &SourceMap, document: &Document) -> Option<Version> {
    let named = || {
        let mut entries = document.front_matter.iter();
        entries.find_map(|entry| Version::of_view(&entry.value.value))
    };
    let file = sources.file(document.file);
    file.version
        .or_else(named)
        .or_else(|| includes_beta_note(document).then_some(Version::Beta))
        .or_else(|| version_of_urls(&file.text))
}

fn includes_beta_note(document: &Document) -> bool {
    document.blocks.iter().any(|block| match &block.kind {
        BlockKind::Include(include) => include.target.value.contains("beta-disclaimer"),
        _ => false,
    })
}

/// The version that most of the page's URLs of the service name; of equal counts, that of the first.
fn version_of_urls(text: &str) -> Option<Version> {
    const HOST: &str = "https://graph.microsoft.com/";
    let mut counts = [0_usize; 2];
    let mut first = None;
    for (at, _) in text.match_indices(HOST) {
        let rest = &text[at + HOST.len()..];
        let segment = rest
            .split(|c: char| !(c.is_ascii_alphanumeric() || c == '.'))
            .next();
        let Some(version) = segment.and_then(Version::of_segment) else {
            continue;
        };
        first.get_or_insert(version);
        counts[usize::from(version == Version::Beta)] += 1;
    }
    match counts[0].cmp(&counts[1]) {
        std::cmp::Ordering::Equal => first,
        std::cmp::Ordering::Greater => Some(Version::V1),
        std::cmp::Ordering::Less => Some(Version::Beta),
    }
}

/// The namespace that `docs.toml` says of the page.
pub(super) fn said_namespace(sources: &SourceMap, document: &Document) -> Option<Spanned<String>> {
    let namespace = sources.file(document.file).namespace.clone()?;
    Some(Spanned::new(namespace, Span::new(document.file, 0, 0)))
}

/// The heading of level one; else the front matter's title; else, in text copied from the rendered site, what the
/// rest of the page says that it is about.
pub(super) fn title(
    sources: &SourceMap,
    document: &Document,
    sections: &Sections<'_>,
    description: &[Passage],
    sink: &mut PageSink,
) -> Spanned<String> {
    if let Some(text) = sections.title() {
        let title = crate::rules::prose::plain(text);
        if let Some(of_file) = title_of_file(sources, document, &title) {
            return of_file;
        }
        if !title.is_empty() {
            return Spanned::new(without_site(&title).to_owned(), text.span);
        }
    }
    if let Some(title) = document
        .front_matter("title")
        .filter(|title| !title.value.trim().is_empty())
    {
        return title.clone().map(|title| without_site(&title).to_owned());
    }
    // Text copied from the rendered site mostly has no title; elsewhere this would be no more than a guess.
    let lost = || {
        let of_sentence = || lost_title::of_sentence(description.first()?.text()?);
        lost_title::of_type(sources, document, sections)
            .or_else(|| lost_title::of_path(sources, document, sections))
            .or_else(of_sentence)
    };
    if document.layout == Layout::Rendered
        && let Some(title) = lost()
    {
        return title;
    }
    let name = sources.file(document.file).page_name();
    let start = Span::new(document.file, 0, 0);
    sink.push(
        Diagnostic::new(Code::MissingTitle, start, "the page has no heading of level one")
            .help(format!("its file's name stands for the title: `{name}`")),
    );
    Spanned::new(name.to_string(), start)
}

/// The title of the front matter, where it is of the type after which the file is called, and the heading of another: what is
/// left of a template, "dataType enum type".
fn title_of_file(sources: &SourceMap, document: &Document, heading: &str) -> Option<Spanned<String>> {
    let name = sources.file(document.file).page_name();
    let is_of_file = |title: &str| {
        let (documented, _) = Title::parse(title).documented_type()?;
        Some(PageName::new(documented) == name)
    };
    let title = document.front_matter("title")?;
    (is_of_file(heading) == Some(false) && is_of_file(&title.value) == Some(true)).then(|| title.clone())
}

/// A title without what the site puts behind it: "Get shelf - Microsoft Graph v1.0 | Microsoft Learn".
fn without_site(title: &str) -> &str {
    let own = title.strip_suffix("| Microsoft Learn").map(str::trim_end);
    own.map_or(title, |own| {
        own.rsplit_once(" - Microsoft Graph").map_or(own, |(own, _)| own)
    })
}

/// What the top of a page says.
pub(super) struct Top {
    /// From the line `Namespace: microsoft.graph.callRecords`.
    pub(super) namespace: Option<Spanned<String>>,
    /// The paragraphs and lists without the namespace, notes, disclaimers and includes.
    pub(super) description: Vec<Passage>,
}

/// Reads what stands before the first heading but the title.
pub(super) fn top(document: &Document, sections: &Sections<'_>) -> Top {
    let mut top = Top {
        namespace: None,
        description: Vec::new(),
    };
    // A list belongs to the paragraph before it, so that the list of a notice is a part of the notice.
    let mut in_notice = false;
    // The site gives the mark of a notice as a paragraph of its own.
    let mut notice_follows = false;
    for block in sections.top().blocks.iter().copied() {
        if block.span.file != document.file {
            continue;
        }
        match &block.kind {
            BlockKind::Paragraph(text) => {
                let mut text = text.clone();
                if top.namespace.is_none()
                    && let Some((namespace, rest)) = namespace(&text)
                {
                    top.namespace = Some(namespace);
                    text = rest;
                }
                in_notice = is_notice(&text) || notice_follows;
                notice_follows = is_mark(&text);
                if !text.is_empty() && !in_notice && !notice_follows {
                    top.description.push(Passage::Paragraph(text));
                }
            }
            BlockKind::List { .. } if !in_notice => top.description.extend(Passage::of(block)),
            _ => {}
        }
    }
    top
}

/// The namespace and what follows its line in the paragraph. `microsoft.graph.` and
/// `microsoft.graph.ediscovery.ediscovery` occur: dots at the end and repeated parts are left out.
fn namespace(text: &Text) -> Option<(Spanned<String>, Text)> {
    let line_end = text.raw.find('\n').unwrap_or(text.raw.len());
    let line = text.slice(0..line_end);
    let seen = crate::rules::prose::plain(&line);
    let (key, value) = seen.split_once(':')?;
    if !key.trim().eq_ignore_ascii_case("namespace") {
        return None;
    }
    let mut parts: Vec<&str> = value.trim().split('.').filter(|part| !part.is_empty()).collect();
    parts.dedup();
    let is_name = !parts.is_empty() && parts.iter().all(|part| is_identifier(part));
    let rest = text.slice(line_end..text.raw.len());
    is_name.then(|| (Spanned::new(parts.join("."), line.span), rest))
}

/// Whether a paragraph is the mark of a notice and nothing else, without any style: "Important", before the notice.
fn is_mark(text: &Text) -> bool {
    notice_of_word(text.raw.trim()).is_some()
}

/// Whether a paragraph says the same on every page: a note, a disclaimer, the table of clouds.
fn is_notice(text: &Text) -> bool {
    const BEGINNINGS: &[&str] = &[
        // The mark of a notice without the quote around it.
        "[!",
        "note ",
        "apis under the /beta version",
        "apis under the `/beta` version",
        "this api is available in the following national cloud deployments",
        "this article also applies to other graph clouds",
    ];
    let seen = crate::rules::prose::plain(text).to_lowercase();
    behind_notice(&seen).is_some() || BEGINNINGS.iter().any(|beginning| seen.starts_with(beginning))
}

#[cfg(test)]
mod tests;
