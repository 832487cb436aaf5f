//! `<…>` in text: tags, pseudo tags, breaks, comments, links in angle brackets.

use super::Scanner;
use super::emphasis::InlineOrRun;
use crate::markdown::{Inline, InlineKind};

impl Scanner<'_> {
    /// Reads what a `<` starts.
    pub(super) fn angle(&mut self) {
        let rest = self.rest();
        if let Some(comment) = rest.strip_prefix("<!--") {
            let end = if self.no_comment_end {
                None
            } else {
                comment.find("-->")
            };
            if let Some(end) = end {
                self.push_tag("<!--".len() + end + "-->".len());
            } else {
                self.no_comment_end = true;
                self.push_text(1, "<");
            }
            return;
        }
        let inner = rest.get(1..).unwrap_or_default();
        let Some(end) = inner
            .find(['<', '>'])
            .filter(|end| inner[*end..].starts_with('>'))
        else {
            self.push_text(1, "<");
            return;
        };
        let inner = inner.get(..end).unwrap_or_default();
        let length = end + 2;
        if is_break(inner) {
            self.push(length, InlineKind::Break);
        } else if is_address(inner) {
            self.flush();
            let start = self.at;
            self.at += length;
            let text = Inline {
                range: start + 1..start + 1 + end,
                kind: InlineKind::Text(inner.to_owned()),
            };
            let kind = InlineKind::Link {
                text: vec![text],
                target: inner.to_owned(),
            };
            let range = start..self.at;
            self.pieces.push(InlineOrRun::Inline(Inline { range, kind }, 1));
        } else if is_tag(inner) {
            self.push_tag(length);
        } else {
            self.push_text(1, "<");
        }
    }

    fn push_tag(&mut self, length: usize) {
        let tag = self.rest().get(..length).unwrap_or_default().to_owned();
        self.push(length, InlineKind::Html(tag));
    }
}

/// `br`, `br/`, `/br`, `BR /`.
fn is_break(inner: &str) -> bool {
    inner
        .trim_matches(|c: char| c == '/' || c.is_whitespace())
        .eq_ignore_ascii_case("br")
}

/// Whether it is a tag or a pseudo tag such as `<token>`: a name behind an optional slash.
fn is_tag(inner: &str) -> bool {
    let name = inner.strip_prefix('/').unwrap_or(inner);
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!' || c == '?')
}

/// `https://…`, as CommonMark defines the scheme of a link in angle brackets.
fn is_address(inner: &str) -> bool {
    let Some((scheme, _)) = inner.split_once(':') else {
        return false;
    };
    (2..=32).contains(&scheme.len())
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+.-".contains(c))
        && !inner.contains(|c: char| c.is_whitespace())
}
