//! The names that a request can have, each with its source.

use std::fmt;

/// How a name was made, the better ways first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::resolve) enum NameSource {
    /// The action or function that the path calls.
    FunctionInPath,
    /// The title of the page.
    Title,
    /// The verb of the method and what the path leads to.
    MethodAndPlace,
    /// The first word of the stem and what the path leads to.
    VerbAndPlace,
    /// The stem and what the path adds to it.
    StemAndPlace,
    /// The stem, with the verb of the method in place of a usual verb.
    CorrectedVerb,
    /// The stem and the key at the end of the path.
    StemAndKey,
    /// The stem and the last but one segment of the path.
    StemAndParent,
    /// The first candidate and a number, because no candidate is free.
    Number,
}

impl fmt::Display for NameSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::FunctionInPath => "function-in-path",
            Self::Title => "title",
            Self::MethodAndPlace => "method-and-place",
            Self::VerbAndPlace => "verb-and-place",
            Self::StemAndPlace => "stem-and-place",
            Self::CorrectedVerb => "corrected-verb",
            Self::StemAndKey => "stem-and-key",
            Self::StemAndParent => "stem-and-parent",
            Self::Number => "number",
        })
    }
}

/// A name that a request can have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::resolve) struct Candidate {
    pub(in crate::resolve) source: NameSource,
    pub(in crate::resolve) name: String,
}

/// The names that a request can have.
#[derive(Debug)]
pub(in crate::resolve) struct NameCandidates {
    /// The better ones first; never empty.
    pub(in crate::resolve) candidates: Vec<Candidate>,
    /// Whether the title says what the path leads to.
    pub(in crate::resolve) title_names_place: bool,
    /// Whether the title begins with the verb of another kind of request: "Add a member" of what creates one.
    pub(in crate::resolve) title_says_other_verb: bool,
}

impl NameCandidates {
    /// The preferred name.
    pub(in crate::resolve) fn best(&self) -> &str {
        self.candidates.first().map_or("", |best| &best.name)
    }
}
