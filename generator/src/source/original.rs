//! Maps a text that was made of a file back to the file, so that diagnostics point into what lies on disk.

use std::ops::Range;

/// The file as it is on disk, and where the text that is read in its place stands there.
#[derive(Clone, Debug)]
pub(super) struct Original {
    /// The text of the file, with line ends put right.
    pub(super) text: String,
    /// The pieces of the text that is read, in its order. Where that text was made of another text and not of the file, the
    /// pieces of the other text follow, down to the file.
    pieces: Vec<Vec<Stretch>>,
}

/// A stretch of the text that is read, up to the next one.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    /// Where it starts in the text that is read.
    start: u32,
    /// Where it stands in the file.
    place: u32,
    kind: StretchKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum StretchKind {
    /// The stretch is the file's, byte by byte.
    Copied,
    /// The stretch is not in the file; all of it has one place.
    Written,
}

impl Original {
    /// The offset in the file of an offset in the text that is read.
    pub(super) fn offset(&self, offset: u32) -> u32 {
        self.pieces
            .iter()
            .fold(offset, |offset, pieces| source_offset(pieces, offset))
    }

    /// Maps on to the file, where the text that this one was made of was made of the file: `below`.
    pub(super) fn on_top_of(mut self, below: Option<Self>) -> Self {
        if let Some(below) = below {
            self.text = below.text;
            self.pieces.extend(below.pieces);
        }
        self
    }
}

/// The offset in the source of the pieces for an offset in the text that is made of them.
fn source_offset(pieces: &[Stretch], offset: u32) -> u32 {
    let behind = pieces.partition_point(|piece| piece.start <= offset);
    let Some(piece) = behind.checked_sub(1).and_then(|last| pieces.get(last)) else {
        return 0;
    };
    match piece.kind {
        StretchKind::Copied => piece.place.saturating_add(offset - piece.start),
        StretchKind::Written => piece.place,
    }
}

/// Makes the text that is read, piece by piece.
pub(super) struct Rewriter<'a> {
    file: &'a str,
    text: String,
    pieces: Vec<Stretch>,
}

impl<'a> Rewriter<'a> {
    pub(super) fn new(file: &'a str) -> Self {
        Self {
            file,
            text: String::with_capacity(file.len() / 2),
            pieces: Vec::new(),
        }
    }

    /// Goes on with a part of the file.
    pub(super) fn copy(&mut self, range: Range<usize>) {
        let end = self
            .pieces
            .last()
            .filter(|last| last.kind == StretchKind::Copied)
            .map(|last| last.place as usize + self.text.len() - last.start as usize);
        let part = self.file.get(range.clone()).unwrap_or_default();
        if part.is_empty() {
            return;
        }
        if end != Some(range.start) {
            self.push(range.start, StretchKind::Copied);
        }
        self.text.push_str(part);
    }

    /// Goes on with a text that stands for what is at a place of the file.
    pub(super) fn write(&mut self, text: &str, place: usize) {
        if !text.is_empty() {
            self.push(place, StretchKind::Written);
            self.text.push_str(text);
        }
    }

    /// The text, and what it was made of.
    pub(super) fn finish(self) -> (String, Original) {
        let original = Original {
            text: self.file.to_owned(),
            pieces: vec![self.pieces],
        };
        (self.text, original)
    }

    fn push(&mut self, place: usize, kind: StretchKind) {
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let start = narrow(self.text.len());
        let place = narrow(place);
        self.pieces.push(Stretch { start, place, kind });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_of_the_file() {
        let mut rewriter = Rewriter::new("<b>ab</b>cd");
        rewriter.write("**", 0);
        rewriter.copy(3..4);
        rewriter.copy(4..5);
        rewriter.write("**", 5);
        rewriter.copy(9..11);
        let (text, original) = rewriter.finish();
        assert_eq!(text, "**ab**cd");
        let places: Vec<u32> = (0..=8).map(|offset| original.offset(offset)).collect();
        assert_eq!(places, [0, 0, 3, 4, 5, 5, 9, 10, 11]);
    }
}
