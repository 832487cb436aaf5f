//! Whether each item of the real documentation is read or ignored. The pages are not part of this repository.

use crate::coverage::{Outcome, Tally};
use crate::diagnostic::Diagnostics;
use crate::markdown;
use crate::source::{self, Folder};

/// An item that was not read is a gap: read it, or say why it is ignored.
#[test]
#[ignore = "needs GRAPH_DOCS: a checkout of the documentation"]
fn every_item_on_the_pages_of_the_corpus_is_read_or_ignored() {
    let sources = source::load(&[graph_test_pages::corpus()], &mut Diagnostics::new()).unwrap();
    let mut tally = Tally::default();
    let mut lost = Vec::new();
    for (id, file) in sources.files() {
        if file.folder == Some(Folder::Includes) {
            continue;
        }
        let mut sink = Diagnostics::new();
        let document = markdown::read(&sources, id, &mut sink);
        let page = crate::page::read(&sources, &document, &mut sink);
        for item in page.coverage {
            tally += item.outcome;
            if item.outcome == Outcome::NotRead {
                lost.push(sources.path_and_line(item.span));
            }
        }
    }
    println!("{} items: {tally:?}", tally.read());
    assert!(tally.read() > 50_000, "is this the documentation?");
    assert!(lost.is_empty(), "{} items: {lost:#?}", lost.len());
    // A reason that takes in too much would show here: nine of ten rows and fences are facts.
    assert!(tally.used * 100 >= tally.read() * 78, "{tally:?}");
}
