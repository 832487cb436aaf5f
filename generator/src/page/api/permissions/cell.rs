//! The grammar of a cell with permissions: `User.Read, User.ReadWrite.All`, `Not supported.`, and what authors
//! made of them.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::graph::{PermissionSet, Ways};
use crate::markdown::{InlineKind, Text};
use crate::page::sink::PageSink;
use crate::rules::prose::{self, Style, StyledPiece};
use crate::span::Spanned;

use crate::page::api::permissions::Permissions;
use crate::page::api::permissions::combination;
use crate::page::api::permissions::order::{self, OrderClaim};

/// A line of a cell.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct CellLine {
    /// What the line is about: `user or chat` in "For **user** or **chat** resource: …".
    pub(super) subject: Option<String>,
    /// The permissions.
    pub(super) ways: Permissions,
}

/// The ways to say that there is no permission, without mark at the end, in lower case.
const NONE: &[&str] = &[
    "not supported",
    "none",
    "not applicable",
    "not available",
    "n/a",
    "na",
    "unsupported",
    "not supported for this api",
    "no permissions required",
    "none required",
    "-",
];

/// Ways to say that a permission cannot be used, in lower case.
const DENIALS: &[&str] = &["cannot be used", "can't be used"];

/// Permissions whose names are single words.
const SINGLE_WORDS: &[&str] = &[
    "openid",
    "email",
    "profile",
    "offline_access",
    "full_access_as_user",
];

/// Words between permissions that are none.
const CONNECTIVES: &[&str] = &["and", "or", "either", "one", "of"];

/// Reads a cell. Most cells have one line.
pub(super) fn read(cell: &Text, sink: &mut PageSink) -> Vec<CellLine> {
    let mut seen = String::with_capacity(cell.raw.len());
    let footnotes = footnotes(cell);
    let is_footnote =
        |piece: &StyledPiece<'_>| footnotes.iter().any(|mark| mark.contains(&piece.range.start));
    for piece in prose::pieces(cell).iter().filter(|piece| !is_footnote(piece)) {
        seen.push_str(if piece.style == Style::Break {
            "\n"
        } else {
            piece.text
        });
    }
    let mut cursor = 0;
    let mut parts: Vec<CellLine> = Vec::new();
    for line in seen.split('\n') {
        let (subject, rest) = split_subject(line);
        let ways = read_line(rest, cell, &mut cursor, sink);
        if subject.is_some() || ways.is_documented() || parts.is_empty() {
            // A line without a subject of its own goes on with that of the line before.
            let subject = subject.or_else(|| parts.last().and_then(|part| part.subject.clone()));
            parts.push(CellLine { subject, ways });
        }
    }
    if parts.len() > 1 {
        parts.retain(|part| part.ways.is_documented());
    }
    parts
}

/// The bytes of the marks of footnotes: `A.Read.All<sup>2</sup>`.
fn footnotes(cell: &Text) -> Vec<Range<usize>> {
    let mut marks = Vec::new();
    let mut start = None;
    for inline in cell.inlines.iter() {
        match &inline.kind {
            InlineKind::Html(tag) if tag.eq_ignore_ascii_case("<sup>") => start = Some(inline.range.start),
            InlineKind::Html(tag) if tag.eq_ignore_ascii_case("</sup>") => {
                marks.extend(start.take().map(|start| start..inline.range.end));
            }
            _ => {}
        }
    }
    marks
}

/// The permissions of several parts together, the least privileged first.
pub(super) fn merge(parts: Vec<CellLine>, claim: OrderClaim, sink: &mut PageSink) -> Permissions {
    let mut merged = Permissions::default();
    for part in parts {
        merged.add(part.ways);
    }
    leave_once(&mut merged);
    order::put_least_first(&mut merged, claim, sink);
    merged
}

/// Leaves each way to be allowed once, where it stands first.
pub(super) fn leave_once(permissions: &mut Permissions) {
    if let Ways::AnyOf(ways) = permissions {
        let mut known = BTreeSet::new();
        ways.retain(|way| known.insert(way.value.clone()));
    }
}

/// "For **user** or **chat** resource: Chat.Read" and what stands behind the colon.
fn split_subject(line: &str) -> (Option<String>, &str) {
    let trimmed = line.trim_start();
    let is_for = trimmed
        .get(..4)
        .is_some_and(|head| head.eq_ignore_ascii_case("for "));
    match trimmed.split_once(':') {
        Some((head, rest)) if is_for => {
            let subject = head.get(4..).unwrap_or_default().trim();
            let subject = subject
                .strip_suffix("resources")
                .or_else(|| subject.strip_suffix("resource"))
                .unwrap_or(subject);
            (Some(prose::collapse(subject)), rest)
        }
        _ => (None, line),
    }
}

fn read_line(line: &str, cell: &Text, cursor: &mut usize, sink: &mut PageSink) -> Permissions {
    let plain = prose::collapse(line);
    let lower = plain.to_lowercase();
    let bare = lower.trim_matches(['.', '*', ',', ' ', ';']);
    if bare.is_empty() {
        return Ways::NotDocumented;
    }
    if NONE.contains(&bare) {
        return Ways::NotSupported;
    }
    if lower.contains("todo") {
        let message = "the permissions are still to be written";
        sink.push(Diagnostic::new(Code::Placeholder, cell.span, message));
        return Ways::NotDocumented;
    }
    if DENIALS.iter().any(|words| lower.contains(words)) {
        let message = "the cell says that its permission cannot be used";
        sink.push(Diagnostic::new(Code::UnknownPermission, cell.span, message).help("it was left out"));
        return Ways::NotDocumented;
    }
    let mut scopes = Vec::new();
    let mut other = 0;
    let mut end = 0;
    for word in words(&plain) {
        if is_scope(word) {
            let start = plain
                .get(end..)
                .and_then(|rest| rest.find(word))
                .map_or(end, |at| end + at);
            let between = lower.get(end..start).unwrap_or_default();
            end = start + word.len();
            scopes.push((combination::joint(between), locate(word, cell, cursor)));
        } else if !CONNECTIVES.contains(&word.to_lowercase().as_str()) {
            other += 1;
        }
    }
    if scopes.is_empty() {
        if lower.starts_with("not supported")
            || lower.starts_with("not applicable")
            || lower.starts_with("none")
        {
            return Ways::NotSupported;
        }
        let message = "the cell names no permission";
        sink.push(Diagnostic::new(Code::UnknownPermission, cell.span, message));
        return Ways::NotDocumented;
    }
    if other > 0 {
        let message = "text stands among the permissions";
        sink.push(
            Diagnostic::new(Code::UnknownPermission, cell.span, message)
                .help("only the permissions were read"),
        );
    }
    Ways::of(combination::combine(scopes, cell.span, sink))
}

/// The permissions in a paragraph.
pub(super) fn permissions_in_prose(text: &Text) -> Permissions {
    let plain = prose::plain(text);
    let mut cursor = 0;
    let names =
        words(&plain).filter(|word| is_scope(word) && word.contains('.') && !word.starts_with("Microsoft."));
    let ways: Vec<Spanned<PermissionSet>> = names.map(|word| locate(word, text, &mut cursor)).collect();
    if ways.is_empty() {
        Ways::NotDocumented
    } else {
        Ways::AnyOf(ways)
    }
}

/// The words of a cell without the marks around them: commas, semicolons, stars of footnotes, quotes. An underscore
/// stays at the start: `_A.A3` is an identifier of a document, which no permission looks like.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|' | '/'))
        .map(|word| {
            let word = word.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '_');
            word.trim_end_matches(|c: char| !c.is_alphanumeric())
        })
        .filter(|word| !word.is_empty())
}

/// `User.Read.All`, `eDiscovery.Read.All`, `ServiceActivity-Microsoft365Web.Read.All`, `offline_access`.
pub(super) fn is_scope(word: &str) -> bool {
    let mut parts = word.split('.');
    let is_word = |part: &str| {
        part.bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    };
    let is_part = |part: &str| part.starts_with(|c: char| c.is_ascii_uppercase()) && is_word(part);
    // A product may begin with a small letter, but has a capital somewhere: no `graph.Read`.
    let is_product = |part: &str| {
        is_part(part)
            || is_word(part)
                && part.starts_with(|c: char| c.is_ascii_lowercase())
                && part.bytes().any(|byte| byte.is_ascii_uppercase())
    };
    let well_formed =
        parts.next().is_some_and(is_product) && parts.next().is_some_and(is_part) && parts.all(is_part);
    well_formed || SINGLE_WORDS.contains(&word)
}

/// The permission with its place in the cell; `cursor` is behind the word before.
fn locate(word: &str, cell: &Text, cursor: &mut usize) -> Spanned<PermissionSet> {
    let place = cell
        .raw
        .get(*cursor..)
        .and_then(|rest| rest.find(word))
        .map(|offset| *cursor + offset);
    let span = match place {
        Some(start) => {
            *cursor = start + word.len();
            cell.span.slice(start, start + word.len())
        }
        None => cell.span,
    };
    Spanned::new(PermissionSet::one(word), span)
}
