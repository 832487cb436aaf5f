//! The parts of a path between which other paths can branch off.

use std::fmt;

use crate::graph::path::{Argument, PathTemplate, Segment};

/// A segment, or the path behind a colon: `root:/{path}:` is an item and what is addressed below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathPart<'p> {
    /// A segment without colons.
    Segment(&'p Segment),
    /// The name of the parameter between two colons.
    Colon(&'p str),
}

/// What tells a part of a path from others at its place. Pages spell the call of one function in several ways, all with
/// the arguments in the same places, which have one key: `range(address='{address}')`, `range(address={address})`,
/// `range(<address>)`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PartKey(String);

impl PartKey {
    const COLON: &str = ":";

    /// The key of fixed text, whose case does not matter.
    pub fn of_text(text: &str) -> Self {
        Self(text.to_ascii_lowercase())
    }

    /// The key of a part that is one parameter.
    pub fn of_parameter() -> Self {
        Self("{}".to_owned())
    }

    /// Whether it is the key of what stands between two colons.
    pub fn is_colon(&self) -> bool {
        self.0 == Self::COLON
    }

    /// Whether it is the key of fixed text.
    pub fn is_of(&self, text: &str) -> bool {
        self.0.eq_ignore_ascii_case(text)
    }

    /// The name, in lower case, where the part is nothing else.
    pub fn name(&self) -> Option<&str> {
        self.0.chars().all(char::is_alphanumeric).then_some(&self.0)
    }
}

impl fmt::Display for PartKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl PathTemplate {
    /// The parts of the path.
    pub fn parts(&self) -> Vec<PathPart<'_>> {
        let mut parts = Vec::with_capacity(self.segments.len());
        for segment in &self.segments {
            if let Segment::ColonPath {
                before, parameter, ..
            } = segment
            {
                parts.push(PathPart::Segment(before));
                parts.push(PathPart::Colon(parameter));
            } else {
                parts.push(PathPart::Segment(segment));
            }
        }
        parts
    }

    /// The keys of the parts.
    pub fn keys(&self) -> Vec<PartKey> {
        self.parts().iter().map(PathPart::key).collect()
    }
}

impl PathPart<'_> {
    /// What tells the part from others at its place.
    pub fn key(&self) -> PartKey {
        let segment = match self {
            Self::Segment(segment) => segment,
            Self::Colon(_) => return PartKey(PartKey::COLON.to_owned()),
        };
        let call =
            |name: &str, arguments: Vec<String>| format!("{name}({})", arguments.join(",")).to_lowercase();
        PartKey(match segment {
            Segment::Function { name, arguments } => {
                let argument = |(name, value): &(String, Argument)| match value {
                    Argument::Literal(fixed) => format!("{name}={fixed}"),
                    _ => name.clone(),
                };
                call(name, arguments.iter().map(argument).collect())
            }
            Segment::Keyed { name, argument } => match argument.parameter() {
                Some(parameter) => call(name, vec![parameter.to_owned()]),
                None => segment.shape(),
            },
            _ => segment.shape(),
        })
    }

    /// The part as it stands in a path, with the slash or colon before it.
    pub fn text(&self) -> String {
        match self {
            Self::Segment(segment) => format!("/{segment}"),
            Self::Colon(parameter) => format!(":/{{{parameter}}}:"),
        }
    }

    /// The number of its parameters.
    pub fn parameter_count(&self) -> usize {
        match self {
            Self::Segment(segment) => segment.parameters().len(),
            Self::Colon(_) => 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::graph::{Argument, PathTemplate, Segment};

    fn spelled(path: &PathTemplate) -> Vec<String> {
        path.keys().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn what_stands_between_colons_is_a_part_of_its_own() {
        let path = PathTemplate {
            segments: vec![
                Segment::Literal("Shelf".to_owned()),
                Segment::ColonPath {
                    before: Box::new(Segment::Literal("root".to_owned())),
                    parameter: "path".to_owned(),
                    closed: true,
                },
                Segment::Parameter("id".to_owned()),
            ],
        };
        let text: String = path.parts().iter().map(super::PathPart::text).collect();
        assert_eq!(text, "/Shelf/root:/{path}:/{id}");
        assert_eq!(spelled(&path), ["shelf", "root", ":", "{}"]);
    }

    #[test]
    fn the_marks_around_an_argument_make_no_other_key() {
        let function = |argument| Segment::Function {
            name: "Range".to_owned(),
            arguments: vec![("address".to_owned(), argument)],
        };
        let keyed = Segment::Keyed {
            name: "range".to_owned(),
            argument: Argument::Bare("address".to_owned()),
        };
        let segments = vec![
            function(Argument::Quoted("a".to_owned())),
            function(Argument::Bare("b".to_owned())),
            keyed,
            function(Argument::Literal("'A1'".to_owned())),
        ];
        assert_eq!(
            spelled(&PathTemplate { segments }),
            [
                "range(address)",
                "range(address)",
                "range(address)",
                "range(address='a1')"
            ]
        );
    }
}
