//! Pairs the runs of `*` and `_`, as CommonMark says.

use std::ops::Range;

use super::MAX_DEPTH;
use crate::markdown::{Inline, InlineKind};

/// What is read of a text: a finished inline, or a run whose meaning is still open.
pub(super) enum InlineOrRun {
    /// A finished piece and how deep it nests.
    Inline(Inline, usize),
    /// A run that may open or close emphasis.
    Run(Run),
}

impl InlineOrRun {
    /// A piece without pieces in it.
    pub(super) fn leaf(range: Range<usize>, kind: InlineKind) -> Self {
        Self::Inline(Inline { range, kind }, 0)
    }

    fn depth(&self) -> usize {
        match self {
            Self::Inline(_, depth) => *depth,
            Self::Run(_) => 0,
        }
    }
}

/// A run of `*` or `_`.
pub(super) struct Run {
    range: Range<usize>,
    mark: u8,
    opens: bool,
    closes: bool,
    /// The length before any of it was used.
    written: usize,
}

impl Run {
    /// A run between two characters; `None` is an end of the text.
    pub(super) fn new(range: Range<usize>, mark: u8, before: Option<char>, after: Option<char>) -> Self {
        let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let punctuation = |c: Option<char>| c.is_some_and(|c| !c.is_alphanumeric() && !c.is_whitespace());
        let left = !blank(after) && (!punctuation(after) || blank(before) || punctuation(before));
        let right = !blank(before) && (!punctuation(before) || blank(after) || punctuation(after));
        let (opens, closes) = if mark == b'_' {
            // `_` within a word, as in a name, is text.
            (
                left && (!right || punctuation(before)),
                right && (!left || punctuation(after)),
            )
        } else {
            (left, right)
        };
        Self {
            written: range.len(),
            range,
            mark,
            opens,
            closes,
        }
    }

    fn pairs_with(&self, closer: &Self) -> bool {
        if self.mark != closer.mark {
            return false;
        }
        let ambiguous = self.closes || closer.opens;
        let of_three = (self.written + closer.written).is_multiple_of(3);
        let each_of_three = self.written.is_multiple_of(3) && closer.written.is_multiple_of(3);
        !(ambiguous && of_three && !each_of_three)
    }

    /// Which of the searches for an opener fail alike.
    fn kind(&self) -> usize {
        usize::from(self.mark == b'_') * 6 + usize::from(self.opens) * 3 + self.written % 3
    }

    fn into_text(self) -> Inline {
        let mark = if self.mark == b'_' { "_" } else { "*" };
        Inline {
            kind: InlineKind::Text(mark.repeat(self.range.len())),
            range: self.range,
        }
    }
}

/// Pairs the runs; what is left of them is text. The second value is the depth of the result.
pub(super) fn resolve(pieces: Vec<InlineOrRun>) -> (Vec<Inline>, usize) {
    let mut pairing = Pairing::default();
    for piece in pieces {
        match piece {
            InlineOrRun::Run(run) => pairing.run(run),
            inline => pairing.out.push(inline),
        }
    }
    finish(pairing.out)
}

#[derive(Default)]
struct Pairing {
    out: Vec<InlineOrRun>,
    /// Where in `out` the runs stand that may open emphasis.
    openers: Vec<usize>,
    /// By kind of closer: no opener before this byte fits.
    bottoms: [usize; 12],
}

impl Pairing {
    fn run(&mut self, mut run: Run) {
        while run.closes && !run.range.is_empty() {
            let Some(position) = self.find_opener(&run) else {
                if let Some(bottom) = self.bottoms.get_mut(run.kind()) {
                    *bottom = run.range.start;
                }
                break;
            };
            if !self.pair(position, &mut run) {
                break;
            }
        }
        if !run.range.is_empty() {
            if run.opens {
                self.openers.push(self.out.len());
            }
            self.out.push(InlineOrRun::Run(run));
        }
    }

    /// The position in `openers` of the nearest run that this one closes.
    fn find_opener(&self, closer: &Run) -> Option<usize> {
        let bottom = self.bottoms.get(closer.kind()).copied().unwrap_or_default();
        for (position, index) in self.openers.iter().enumerate().rev() {
            let Some(InlineOrRun::Run(opener)) = self.out.get(*index) else {
                continue;
            };
            if opener.range.start < bottom {
                return None;
            }
            if opener.pairs_with(closer) {
                return Some(position);
            }
        }
        None
    }

    /// Joins the pieces between opener and closer into one. Returns whether it did: emphasis must not nest too deep.
    fn pair(&mut self, position: usize, closer: &mut Run) -> bool {
        let Some(&index) = self.openers.get(position) else {
            return false;
        };
        let inner = self.out.split_off(index + 1);
        let depth = inner.iter().map(InlineOrRun::depth).max().unwrap_or_default();
        let Some(InlineOrRun::Run(opener)) = self.out.last_mut() else {
            return false;
        };
        if depth >= MAX_DEPTH {
            self.out.extend(inner);
            self.openers.clear();
            return false;
        }
        let used = if opener.range.len() >= 2 && closer.range.len() >= 2 {
            2
        } else {
            1
        };
        opener.range.end -= used;
        let range = opener.range.end..closer.range.start + used;
        closer.range.start += used;
        self.openers.truncate(position + 1);
        if opener.range.is_empty() {
            self.out.pop();
            self.openers.truncate(position);
        }
        let (inner, depth) = finish(inner);
        let kind = if used == 2 {
            InlineKind::Strong(inner)
        } else {
            InlineKind::Emphasis(inner)
        };
        self.out
            .push(InlineOrRun::Inline(Inline { range, kind }, depth + 1));
        true
    }
}

/// Turns unpaired runs into text and joins neighbouring texts.
fn finish(pieces: Vec<InlineOrRun>) -> (Vec<Inline>, usize) {
    let depth = pieces.iter().map(InlineOrRun::depth).max().unwrap_or_default();
    let mut inlines: Vec<Inline> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let inline = match piece {
            InlineOrRun::Inline(inline, _) => inline,
            InlineOrRun::Run(run) => run.into_text(),
        };
        if let InlineKind::Text(more) = &inline.kind
            && let Some(Inline {
                range,
                kind: InlineKind::Text(text),
            }) = inlines.last_mut()
            && range.end == inline.range.start
        {
            text.push_str(more);
            range.end = inline.range.end;
            continue;
        }
        inlines.push(inline);
    }
    (inlines, depth)
}
