//! The methods that lead along paths.

use crate::graph::{Argument, COUNT, PathPart, RAW_VALUE, REF, Segment, short_name};
use crate::model::Place;
use crate::resolve::names;
use crate::resolve::plan::operations::ArgumentPlan;
use crate::resolve::segment_case::SegmentCase;

/// What a part of a path is, which says how its methods are called.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum EdgePart {
    /// The name of a property or of an action.
    Name,
    /// The name of the type to which it narrows what stands before it.
    Cast,
    /// `$ref` behind many objects: their links.
    Links,
    /// `$count`.
    Count,
    /// `$value`.
    RawValue,
    /// A function with its arguments.
    Function,
    /// The name of a collection with the key of an object in parentheses: `credentials(name='{name}')`.
    AlternateKey,
    /// The key of one of many objects.
    Key,
    /// The name of a property of the one object before it, as a parameter.
    NameParameter,
    /// Fixed text with parameters in it.
    Mixed,
    /// What stands between two colons.
    Colon,
}

impl EdgePart {
    /// What a part is behind a place.
    pub(super) fn new(part: PathPart<'_>, before: Option<&Place>) -> Self {
        let segment = match part {
            PathPart::Segment(segment) => segment,
            PathPart::Colon(_) => return Self::Colon,
        };
        match segment {
            _ if segment.cast().is_some() => Self::Cast,
            Segment::Literal(text) => match text.as_str() {
                REF => Self::Links,
                COUNT => Self::Count,
                RAW_VALUE => Self::RawValue,
                _ => Self::Name,
            },
            Segment::Parameter(_) if matches!(before, Some(Place::Object(_))) => Self::NameParameter,
            Segment::Parameter(_) => Self::Key,
            Segment::Keyed { .. } | Segment::Function { .. } => Self::Function,
            Segment::Mixed(_) | Segment::ColonPath { .. } => Self::Mixed,
        }
    }

    /// Whether it is fixed text, or a function: it can name a call.
    pub(super) fn is_name(self) -> bool {
        match self {
            Self::Name | Self::Cast | Self::Links | Self::Count | Self::RawValue | Self::Function => true,
            Self::AlternateKey | Self::Key | Self::NameParameter | Self::Mixed | Self::Colon => false,
        }
    }
}

/// How much a spelling of a function says of its arguments.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fullness {
    has_names: bool,
    has_quotes: bool,
}

impl Fullness {
    pub(super) fn of(part: PathPart<'_>) -> Self {
        let is_quoted = |argument: &Argument| match argument {
            Argument::Quoted(_) | Argument::Typed { .. } => true,
            Argument::Literal(text) => text.contains('\''),
            Argument::Bare(_) => false,
        };
        match part {
            PathPart::Segment(Segment::Function { arguments, .. }) => Self {
                has_names: !arguments.is_empty(),
                has_quotes: arguments.iter().any(|(_, argument)| is_quoted(argument)),
            },
            PathPart::Segment(Segment::Keyed { argument, .. }) => Self {
                has_names: false,
                has_quotes: is_quoted(argument),
            },
            _ => Self::default(),
        }
    }
}

/// The method that leads to a place.
#[derive(Clone)]
pub(super) struct Link {
    pub(super) method: String,
    pub(super) arguments: Vec<ArgumentPlan>,
    /// The word that the part adds to the names of the steps below it.
    pub(super) word: String,
    /// The name of the parameter that is the whole part, if it is one.
    pub(super) parameter: Option<String>,
}

impl Link {
    /// The method that leads to a part of a path.
    pub(super) fn to(
        part: PathPart<'_>,
        kind: EdgePart,
        arguments: Vec<ArgumentPlan>,
        segment_case: &SegmentCase<'_>,
    ) -> Self {
        let short = |name: &str| segment_case.of(short_name(name)).to_owned();
        let (method, word) = match part {
            PathPart::Segment(Segment::Literal(text)) => {
                let word = match kind {
                    EdgePart::Cast => format!("as_{}", short(text)),
                    _ => short(text),
                };
                (word.clone(), word)
            }
            PathPart::Segment(Segment::Parameter(name)) => match kind {
                EdgePart::NameParameter => (name.clone(), name.clone()),
                _ => ("id".to_owned(), "item".to_owned()),
            },
            PathPart::Segment(Segment::Keyed { name, .. } | Segment::Function { name, .. }) => {
                (short(name), short(name))
            }
            PathPart::Segment(segment) => {
                let text = segment.to_string();
                let fixed = text.split(['{', '=']).next().unwrap_or_default().to_owned();
                let name = if names::words(&fixed).is_empty() {
                    "key".to_owned()
                } else {
                    fixed
                };
                (name.clone(), name)
            }
            PathPart::Colon(_) => ("by_path".to_owned(), "path".to_owned()),
        };
        let parameter = match part {
            PathPart::Segment(Segment::Parameter(name)) => Some(name.clone()),
            _ => None,
        };
        Self {
            method: names::snake(&method),
            arguments,
            word,
            parameter,
        }
    }
}
