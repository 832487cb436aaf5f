//! Links whose halves are swapped: `(groups)[../resources/group.md]`.

use std::ops::Range;

use super::Scanner;
use super::emphasis::InlineOrRun;
use super::link::Bracket;
use crate::markdown::{Inline, InlineKind};

/// How many bytes a target can have. Each closing bracket looks for one, and brackets can be nested.
const MAX_TARGET: usize = 2 << 10;

impl Scanner<'_> {
    /// Makes a link of the parentheses before a `[` and of what stands between it and the `]` here, where that is a
    /// target; whether it did.
    pub(super) fn swapped_link(&mut self, bracket: &Bracket) -> bool {
        let Some((before, text, target)) = self.swapped_halves(bracket) else {
            return false;
        };
        self.flush();
        self.at += 1;
        self.pieces.truncate(bracket.piece - 1);
        let plain = |range: Range<usize>| {
            let kind = InlineKind::Text(self.raw.get(range.clone()).unwrap_or_default().to_owned());
            Inline { range, kind }
        };
        let range = before.end..self.at;
        let link = InlineKind::Link {
            text: vec![plain(text)],
            target,
        };
        if !before.is_empty() {
            self.pieces.push(InlineOrRun::Inline(plain(before), 0));
        }
        self.pieces
            .push(InlineOrRun::Inline(Inline { range, kind: link }, 1));
        self.closed_brackets = self.brackets.len();
        true
    }

    /// Where the plain text before such a link stands, where the text of the link stands, and the target.
    fn swapped_halves(&self, bracket: &Bracket) -> Option<(Range<usize>, Range<usize>, String)> {
        let start = bracket.starts_link()?;
        let target = self
            .raw
            .get(start + 1..self.at)
            .filter(|target| target.len() <= MAX_TARGET && is_target(target))?;
        let last = self.pieces.get(bracket.piece.checked_sub(1)?)?;
        let InlineOrRun::Inline(
            Inline {
                range,
                kind: InlineKind::Text(plain),
            },
            _,
        ) = last
        else {
            return None;
        };
        // Where an escape or an entity was resolved, the text has other places than the source.
        let is_source = range.end == start && self.raw.get(range.clone()) == Some(plain.as_str());
        let inside = plain.strip_suffix(')').filter(|_| is_source)?;
        let open = inside.rfind('(')?;
        let text = range.start + open + 1..start - 1;
        (!text.is_empty()).then(|| (range.start..range.start + open, text, target.to_owned()))
    }
}

/// Whether a text is the target of a link and nothing else: a page, or an address.
fn is_target(text: &str) -> bool {
    let path = text.split(['#', '?']).next().unwrap_or_default();
    let leads_to_page = path.to_ascii_lowercase().ends_with(".md");
    let is_address = ["https://", "http://", "/graph/"]
        .iter()
        .any(|start| text.starts_with(start));
    (leads_to_page || is_address) && !text.contains(char::is_whitespace)
}
