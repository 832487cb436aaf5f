//! The methods that lead along paths.

use crate::graph::{PathPart, Segment, short_name};
use crate::resolve::names;
use crate::resolve::plan::operations::ArgumentPlan;
use crate::resolve::segment_case::SegmentCase;

/// The method that leads to a place.
#[derive(Clone)]
pub(super) struct Link {
    pub(super) method: String,
    pub(super) arguments: Vec<ArgumentPlan>,
    /// The word that the part adds to the names of the steps below it.
    pub(super) word: String,
    /// Whether the part is fixed text, or a function: it can name a call.
    pub(super) is_name: bool,
}

impl Link {
    /// The method that leads to a part of a path.
    pub(super) fn to(
        part: PathPart<'_>,
        is_behind_object: bool,
        arguments: Vec<ArgumentPlan>,
        segment_case: &SegmentCase<'_>,
    ) -> Self {
        let short = |name: &str| segment_case.of(short_name(name)).to_owned();
        let (method, word, is_name) = match part {
            PathPart::Segment(Segment::Literal(text)) if text.contains('.') => {
                (format!("as_{}", short(text)), format!("as_{}", short(text)), true)
            }
            PathPart::Segment(Segment::Literal(text)) => (short(text), short(text), true),
            PathPart::Segment(Segment::Parameter(name)) if is_behind_object => {
                (name.clone(), name.clone(), false)
            }
            PathPart::Segment(Segment::Parameter(_)) => ("id".to_owned(), "item".to_owned(), false),
            PathPart::Segment(Segment::Keyed { name, .. } | Segment::Function { name, .. }) => {
                (short(name), short(name), true)
            }
            PathPart::Segment(segment) => {
                let text = segment.to_string();
                let fixed = text.split(['{', '=']).next().unwrap_or_default().to_owned();
                let name = if names::words(&fixed).is_empty() {
                    "key".to_owned()
                } else {
                    fixed
                };
                (name.clone(), name, false)
            }
            PathPart::Colon(_) => ("by_path".to_owned(), "path".to_owned(), false),
        };
        Self {
            method: names::snake(&method),
            arguments,
            word,
            is_name,
        }
    }
}
