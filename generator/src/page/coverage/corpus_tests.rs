//! Whether the real documentation is read to the end, which is not part of this repository: set `GRAPH_DOCS` to a checkout's
//! folder with `v1.0` below it.

use std::path::PathBuf;

use crate::coverage::{Outcome, Tally};
use crate::diagnostic::Diagnostics;
use crate::markdown;
use crate::source::{self, Folder};

/// An item that was not read is a gap: read it, or say why it is ignored.
#[test]
fn every_item_on_the_pages_of_the_corpus_is_read_or_ignored() {
    let Some(root) = std::env::var_os("GRAPH_DOCS").map(PathBuf::from) else {
        println!("skipped: GRAPH_DOCS is not set");
        return;
    };
    let sources = source::load(&[root], &mut Diagnostics::new()).unwrap();
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
                lost.push(sources.place(item.span));
            }
        }
    }
    println!("{} items: {tally:?}", tally.read());
    assert!(tally.read() > 50_000, "is this the documentation?");
    assert!(lost.is_empty(), "{} items: {lost:#?}", lost.len());
    // A reason that takes in too much would show here: nine of ten rows and fences are facts.
    assert!(tally.used * 100 >= tally.read() * 78, "{tally:?}");
}
