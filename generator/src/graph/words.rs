//! The words of pages: headings, titles, verbs, and how names are spelled.

pub(in crate::graph) mod cell_mark;
pub(in crate::graph) mod heading;
pub(in crate::graph) mod identifier;
pub(in crate::graph) mod notice;
pub(in crate::graph) mod page_name;
pub(in crate::graph) mod placeholder;
pub(in crate::graph) mod plural;
pub(in crate::graph) mod spelling;
pub(in crate::graph) mod splitting;
pub(in crate::graph) mod title;
pub(in crate::graph) mod verb;
