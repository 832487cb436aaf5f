//! The parts of a path between which other paths can branch off.

use crate::graph::path::{Argument, PathTemplate, Segment};

/// A segment, or the path behind a colon: `root:/{path}:` is an item and what is addressed below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathPart<'p> {
    /// A segment without colons.
    Segment(&'p Segment),
    /// The name of the parameter between two colons.
    Colon(&'p str),
}

/// The key of what stands between two colons.
pub const COLON_KEY: &str = ":";

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
    pub fn keys(&self) -> Vec<String> {
        self.parts().iter().map(PathPart::key).collect()
    }
}

impl PathPart<'_> {
    /// What tells the part from others at its place. Pages spell the call of one function in several ways, all with the
    /// arguments in the same places, which have one key: `range(address='{address}')`, `range(address={address})`,
    /// `range(<address>)`.
    pub fn key(&self) -> String {
        let segment = match self {
            Self::Segment(segment) => segment,
            Self::Colon(_) => return COLON_KEY.to_owned(),
        };
        let call =
            |name: &str, arguments: Vec<String>| format!("{name}({})", arguments.join(",")).to_lowercase();
        match segment {
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
        }
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
        assert_eq!(path.keys(), ["shelf", "root", ":", "{}"]);
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
            PathTemplate { segments }.keys(),
            [
                "range(address)",
                "range(address)",
                "range(address)",
                "range(address='a1')"
            ]
        );
    }
}
