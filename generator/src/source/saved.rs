//! Pages that a person saved from learn.microsoft.com with the browser.
//!
//! What a page says reaches the documentation of the SDK as markdown, and every place in it is a place in the file. So
//! the HTML is not turned into a tree of its own: it is written anew as the markdown that the site gives for the page
//! (`?accept=text/markdown`), and read like that. Where each piece stands in the HTML is kept.
//!
//! Left out is what the site puts around a page: breadcrumbs, the list of headings, buttons, feedback.

mod address;
mod blocks;
mod content;
mod inline;
mod table;
mod tree;
mod writer;

use super::original::Original;

/// The endings of the names of such files.
pub(super) const EXTENSIONS: [&str; 2] = ["html", "htm"];

/// How HTML starts, in lower case, whatever the file is called.
const STARTS: [&str; 2] = ["<!doctype html", "<html"];

/// The page as markdown; `None` where the file is no HTML.
pub(super) fn markdown(path: &str, text: &str) -> Option<(String, Original)> {
    is_html(path, text).then(|| {
        let nodes = tree::read(text);
        let page = content::find(text, &nodes);
        blocks::write(text, &page).finish()
    })
}

fn is_html(path: &str, text: &str) -> bool {
    let is_named = path.rsplit_once('.').is_some_and(|(_, extension)| {
        EXTENSIONS
            .iter()
            .any(|known| extension.eq_ignore_ascii_case(known))
    });
    let starts = |start: &str| {
        text.trim_start()
            .get(..start.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(start))
    };
    is_named || STARTS.iter().any(|start| starts(start))
}

#[cfg(test)]
mod tests;
