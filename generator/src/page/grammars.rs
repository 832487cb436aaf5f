//! Properties of the grammars of type cells and paths that must hold for any input, for fuzzing and property tests. A
//! violation panics.

use crate::markdown::Text;
use crate::page::sink::PageSink;
use crate::span::{FileId, Span, Spanned};

use crate::page::RequestUrl;
use crate::page::SpelledType;
use crate::page::api::request::path::{MAX_LENGTH, parse_path};
use crate::page::cells::type_cell::read_type_cell;

fn whole(text: &str) -> Span {
    Span::new(FileId(0), 0, text.len())
}

fn check_spans(text: &str, sink: PageSink) {
    for diagnostic in sink.diagnostics.into_sorted() {
        let range = diagnostic.span.range();
        assert!(
            text.get(range.clone()).is_some(),
            "{range:?} is no part of {text:?}"
        );
    }
}

/// A type cell: it is read as something, and what is reported lies within it.
pub(crate) fn type_cell(text: &str) {
    let cell = Text::parse(text, whole(text));
    let mut sink = PageSink::default();
    let ty = read_type_cell(&cell, &mut sink);
    assert_eq!(ty.span, cell.span);
    if matches!(ty.name, SpelledType::Unknown(_)) {
        assert!(
            !sink.diagnostics.as_slice().is_empty(),
            "nothing is said of {text:?}"
        );
    }
    check_spans(text, sink);
}

/// A path: one that is read can be rendered, and read again as the same. Rendering writes out what pages leave out, so it can
/// make a path longer than one may be.
pub(crate) fn path(text: &str) {
    let mut sink = PageSink::default();
    let located = Spanned::new(text.to_owned(), whole(text));
    if let Some(parsed) = parse_path(&located, &mut sink) {
        let place = parsed.documented;
        assert_eq!(text.get(place.span.range()), Some(place.value.as_str()));
        let rendered = parsed.template.render();
        let again = parse_path(
            &Spanned::new(rendered.clone(), whole(&rendered)),
            &mut PageSink::default(),
        );
        if rendered.len() <= MAX_LENGTH {
            assert_eq!(
                again.map(|again| again.template),
                Some(parsed.template),
                "{rendered:?}"
            );
        }
    } else {
        assert!(
            !sink.diagnostics.as_slice().is_empty(),
            "nothing is said of {text:?}"
        );
    }
    RequestUrl::parse(Spanned::new(text.to_owned(), whole(text)));
    check_spans(text, sink);
}
