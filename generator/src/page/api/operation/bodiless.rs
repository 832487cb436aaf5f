//! Lines on which nothing is sent are operations of their own, apart from those of the same page that send something.

use std::collections::BTreeSet;

use crate::page::api::operation::grouping::{self, Group};
use crate::page::api::request::http_request::RequestLine;
use crate::span::Span;

/// Puts the lines into groups, in the order of the page. `bodiless`: the places of the lines that send nothing.
pub(super) fn group(lines: Vec<RequestLine>, bodiless: &BTreeSet<Span>) -> Vec<Group> {
    let is_bodiless = |line: &RequestLine| bodiless.contains(&line.path.documented.span);
    let (without, with): (Vec<_>, Vec<_>) = lines.into_iter().partition(is_bodiless);
    let mut groups = grouping::group(with);
    if !without.is_empty() {
        groups.extend(grouping::group(without));
        groups.sort_by_key(|group| group.span().start);
    }
    groups
}

/// Whether the operation of a group sends nothing.
pub(super) fn is_bodiless(group: &Group, bodiless: &BTreeSet<Span>) -> bool {
    let mut lines = group.lines.iter();
    lines.all(|line| bodiless.contains(&line.path.documented.span))
}
