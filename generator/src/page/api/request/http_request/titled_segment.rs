//! The spelling of an action at the end of a path: `POST /jars/openbyids` on the page "jar: openByIds".

use crate::diagnostic::{Code, Diagnostic};
use crate::graph::{Segment, Title};
use crate::page::api::request::http_request::RequestLine;
use crate::page::sink::PageSink;

/// Spells the last segments of paths that are in lower case as the title spells the action or function.
pub(super) fn spell(lines: &mut [RequestLine], title: &Title, sink: &mut PageSink) {
    let called = title.called().filter(|name| {
        name.starts_with(|letter: char| letter.is_ascii_lowercase())
            && name.bytes().any(|letter| letter.is_ascii_uppercase())
    });
    let Some(called) = called else { return };
    for line in lines {
        let (Some(Segment::Literal(name)) | Some(Segment::Function { name, .. })) =
            line.path.template.segments.last_mut()
        else {
            continue;
        };
        let is_lower = !name.bytes().any(|letter| letter.is_ascii_uppercase());
        if is_lower && name.eq_ignore_ascii_case(&called) {
            let message = format!("the title spells `{name}` as `{called}`");
            let span = line.path.documented.span;
            sink.push(Diagnostic::new(Code::RepairedPath, span, message).help("the title was followed"));
            name.clone_from(&called);
        }
    }
}
