//! Pages of which nothing was read.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::store::{Input, Store};
use crate::page::PageContent;

/// A page that is not about concepts and from which nothing was learned is a gap in the rules.
pub(super) fn report(input: &Input<'_>, _: &mut Store<'_>, sink: &mut Diagnostics) {
    for page in &input.pages {
        if matches!(page.content, PageContent::NotRead) {
            sink.push(
                Diagnostic::new(
                    Code::NoFacts,
                    page.title.span,
                    "no type, enumeration or operation was read from this page",
                )
                .help("a page about concepts has the `doc_type` `conceptualPageType`"),
            );
        }
    }
}
