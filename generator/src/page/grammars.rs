//! What holds for any text that the grammars of a page are given. Violations panic.

use crate::diagnostic::Sink;
use crate::markdown::Text;
use crate::span::{FileId, Located, Span};

use super::TypeName;
use super::api::path::{parse_path, parse_url};
use super::type_cell::read_type_cell;

fn whole(text: &str) -> Span {
    Span::new(FileId(0), 0, text.len())
}

fn check_places(text: &str, sink: Sink) {
    for diagnostic in sink.into_sorted() {
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
    let mut sink = Sink::new();
    let ty = read_type_cell(&cell, &mut sink);
    assert_eq!(ty.span, cell.span);
    if matches!(ty.name, TypeName::Unknown(_)) {
        assert!(!sink.diagnostics().is_empty(), "nothing is said of {text:?}");
    }
    check_places(text, sink);
}

/// A path: one that is read can be rendered, and read again as the same.
pub(crate) fn path(text: &str) {
    let mut sink = Sink::new();
    let located = Located::new(text.to_owned(), whole(text));
    if let Some(parsed) = parse_path(&located, &mut sink) {
        let place = parsed.documented;
        assert_eq!(text.get(place.span.range()), Some(place.value.as_str()));
        let rendered = parsed.template.render();
        let again = parse_path(
            &Located::new(rendered.clone(), whole(&rendered)),
            &mut Sink::new(),
        );
        assert_eq!(
            again.map(|again| again.template),
            Some(parsed.template),
            "{rendered:?}"
        );
    } else {
        assert!(!sink.diagnostics().is_empty(), "nothing is said of {text:?}");
    }
    parse_url(text);
    check_places(text, sink);
}
