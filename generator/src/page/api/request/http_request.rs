//! Finds the operation lines of a page: `METHOD /path` in the fences under *HTTP request*.
//!
//! A page may have several such sections (a use case each), several fences in one, and many lines in a fence.
//! Where no section bears the heading, the operations stand in the fences before the examples: under
//! headings of use cases, or behind the permissions. Some pages have operations beside the heading, too.

mod line;
mod lost_users;
mod outside;
mod titled_segment;

#[cfg(test)]
mod tests;

use crate::diagnostic::{Code, Diagnostic};
use crate::graph::{Method, PathTemplate, Segment, alternatives, letters};
use crate::markdown::Fence;
use crate::page::context::PageContext;
use crate::page::sections::SectionKind;
use crate::page::sink::PageSink;
use crate::span::{Span, Spanned};

use crate::page::api::request::path::{ParsedPath, parse_path};
use line::Line;
pub(in crate::page) use line::{header, report_stray_marks, request, status};

/// The most lines that are read from one page; the longest page of the documentation has 80. The bound is needed
/// because later steps compare all paths of a page with each other.
const MAX_LINES: usize = 500;

/// A line `METHOD /path` and the header lines that follow it.
#[derive(Clone, Debug)]
pub(in crate::page::api) struct RequestLine {
    /// The method.
    pub(in crate::page::api) method: Method,
    /// The path.
    pub(in crate::page::api) path: ParsedPath,
    /// The names of the headers below the line.
    pub(in crate::page::api) headers: Vec<Spanned<String>>,
    /// The sentence that says that the path is deprecated.
    pub(in crate::page::api) deprecated: Option<String>,
}

impl RequestLine {
    /// Whether a name is that of a parameter or of a function's argument in the path. Case and the marks between words do
    /// not matter: `item-id` in the path is `itemId` in some tables.
    pub(in crate::page::api) fn names_parameter(&self, name: &str) -> bool {
        names_parameter(&self.path.template, name)
    }
}

/// Whether a name is that of a parameter or of a function's argument in a path.
pub(in crate::page::api) fn names_parameter(path: &PathTemplate, name: &str) -> bool {
    let wanted = letters(name);
    let mut parameters = path.parameters().into_iter().flat_map(alternatives);
    parameters.any(|parameter| letters(parameter) == wanted)
        || path.segments.iter().any(|segment| {
            matches!(segment, Segment::Function { arguments, .. }
                if arguments.iter().any(|(argument, _)| letters(argument) == wanted))
        })
}

/// The operation lines in the order of the page.
pub(in crate::page::api) fn request_lines(page: &PageContext<'_>, sink: &mut PageSink) -> Vec<RequestLine> {
    let mut documented = Vec::new();
    let mut example = Vec::new();
    for (index, section) in page.sections.iter().enumerate() {
        // *HTTP request*, or one of the use cases below it.
        if !page.sections.belongs_to(index, &SectionKind::HttpRequest) {
            continue;
        }
        let lines = if page.sections.is_below(index, &SectionKind::Example) {
            &mut example
        } else {
            &mut documented
        };
        for fence in page.annotations.fences(section) {
            read_fence(fence.fence, fence.span, lines, sink);
        }
    }
    if documented.is_empty() {
        documented = outside::without_heading(page, sink);
    } else {
        let more = outside::beside_heading(page, &documented, sink);
        documented.extend(more);
    }
    // An example under a heading *HTTP request* is a request of a documented operation, not one of its own.
    for mut line in example {
        if let Some(template) = template_of(&line, &documented) {
            line.path.template = template;
            line.path.query.clear();
        }
        documented.push(line);
    }
    lost_users::restore(&mut documented, sink);
    titled_segment::spell(&mut documented, &page.title.value, sink);
    if documented.is_empty() {
        let message = "the page has no line `METHOD /path`";
        sink.push(Diagnostic::new(Code::NoOperation, page.title.span, message));
    }
    documented
}

/// The template of which an example's path is an instance.
fn template_of(example: &RequestLine, documented: &[RequestLine]) -> Option<PathTemplate> {
    documented
        .iter()
        .filter(|line| line.method == example.method)
        .map(|line| &line.path.template)
        .find(|template| template.matches(&example.path.template))
        .cloned()
}

/// What a line of a fence belongs to that is no request line: it depends on the lines before it.
enum LineContext {
    /// Nothing was read yet, or a blank line or `or` ended what was.
    Between,
    /// The line and the headers of a request.
    Head,
    /// A JSON body up to the next operation.
    Body,
}

/// Whether a fence with this info string can show requests and responses, and no code of a program.
pub(in crate::page::api) fn shows_http(info: &str) -> bool {
    const LANGUAGES: &[&str] = &[
        "",
        "http",
        "https",
        "msgraph-interactive",
        "json",
        "text",
        "rest",
        "none",
        "xml",
    ];
    let language = info.split(char::is_whitespace).next().unwrap_or_default();
    LANGUAGES.iter().any(|known| language.eq_ignore_ascii_case(known))
}

fn read_fence(fence: &Fence, span: Span, lines: &mut Vec<RequestLine>, sink: &mut PageSink) {
    read_meant(fence, span, &|_| true, lines, sink);
}

/// Reads the operations of a fence that are meant. Of the others nothing is recorded; the coverage of the page tells what
/// they are.
fn read_meant(
    fence: &Fence,
    span: Span,
    is_meant: &dyn Fn(&RequestLine) -> bool,
    lines: &mut Vec<RequestLine>,
    sink: &mut PageSink,
) {
    if !shows_http(&fence.info) {
        return;
    }
    // "``` http get /education/schools": the operation stands in the info string.
    if let Some((_, rest)) = fence.info.split_once(char::is_whitespace) {
        let rest = rest.trim();
        let line = Spanned::new(
            rest.to_owned(),
            Span::new(span.file, span.start as usize, span.start as usize),
        );
        if let Line::Operation(method, path) = line::classify(&line)
            && push(method, &path, lines, sink)
        {
            sink.used(span);
        }
    }
    let mut state = LineContext::Between;
    // Whether the line before was an operation that could be read: headers belong to it.
    let mut known = false;
    for line in &fence.lines {
        match line::classify(line) {
            Line::Operation(method, path) => {
                known = push(method, &path, lines, sink);
                known &= lines.pop_if(|last| known && !is_meant(last)).is_none();
                if known {
                    report_stray_marks(line, sink);
                    sink.used(span);
                    sink.used(line.span);
                }
                state = LineContext::Head;
            }
            Line::Body => state = LineContext::Body,
            _ if matches!(state, LineContext::Body) => {}
            Line::Blank | Line::Separator => state = LineContext::Between,
            Line::Header(name) if matches!(state, LineContext::Head) => {
                if let (true, Some(last)) = (known, lines.last_mut()) {
                    last.headers.push(name);
                }
            }
            Line::Comment => {}
            Line::Header(_) | Line::Unknown => {
                let message = "the line is not an operation";
                sink.push(Diagnostic::new(Code::UnknownRequestLine, line.span, message));
            }
        }
    }
}

fn push(method: Method, path: &Spanned<String>, lines: &mut Vec<RequestLine>, sink: &mut PageSink) -> bool {
    if lines.len() >= MAX_LINES {
        let message = "the page has more operations than any page of the documentation";
        sink.push(Diagnostic::new(Code::UnknownRequestLine, path.span, message).help("the line was skipped"));
        return false;
    }
    let Some(path) = parse_path(path, sink) else {
        return false;
    };
    lines.push(RequestLine {
        method,
        path,
        headers: Vec::new(),
        deprecated: None,
    });
    true
}
