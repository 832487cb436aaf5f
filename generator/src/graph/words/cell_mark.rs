//! The marks that stand in the cells of tables in place of yes and no.

/// The marks for yes: as the site shows them, and as they are written in Markdown.
const TICKS: &[&str] = &["✅", ":white_check_mark:", ":heavy_check_mark:", "✔", "✓"];

/// The marks for no.
const CROSSES: &[&str] = &["❌", ":x:", ":negative_squared_cross_mark:", "✖", "✗"];

/// The answer of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CellMark {
    Yes,
    No,
}

impl CellMark {
    /// The mark in a cell; `None` where it has neither, or words alone.
    pub(crate) fn of(cell: &str) -> Option<Self> {
        let has_one = |marks: &[&str]| marks.iter().any(|mark| cell.contains(mark));
        match (has_one(TICKS), has_one(CROSSES)) {
            (true, _) => Some(Self::Yes),
            (false, true) => Some(Self::No),
            (false, false) => None,
        }
    }
}
