//! The canonical spelling of a path.

use std::fmt::{self, Display, Formatter, Write};

use crate::graph::{Argument, Part, PathTemplate, Segment};

impl PathTemplate {
    /// The path as one string: a slash before each segment, each parameter in braces with its documented name,
    /// alternatives joined by `|` without blanks: `/users/{id|userPrincipalName}/messages/{id}/$value`.
    ///
    /// Two paths that differ only in blanks, in `<id>` for `{id}`, in host, version or slashes at the ends
    /// have one rendering.
    pub fn render(&self) -> String {
        self.to_string()
    }

    /// Whether the rendering is this text, whatever its case. Nothing is rendered behind the first difference.
    pub fn is_spelled(&self, text: &str) -> bool {
        let mut rest = Expected(text);
        write!(rest, "{self}").is_ok() && rest.0.is_empty()
    }

    /// What tells the path from others: the rendering without the names of the parameters and without case.
    pub fn shape(&self) -> String {
        shape(&self.render())
    }

    /// The names of the parameters in the order of the path. Two parameters may bear one name.
    pub fn parameters(&self) -> Vec<&str> {
        let mut names = Vec::new();
        for segment in &self.segments {
            segment.collect_parameters(&mut names);
        }
        names
    }
}

impl Display for PathTemplate {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.segments
            .iter()
            .try_for_each(|segment| write!(f, "/{segment}"))
    }
}

/// What is still to come of a text, to which another is written that should be the same but for its case.
struct Expected<'t>(&'t str);

impl Write for Expected<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        match self.0.split_at_checked(text.len()) {
            Some((expected, rest)) if expected.eq_ignore_ascii_case(text) => {
                self.0 = rest;
                Ok(())
            }
            _ => Err(fmt::Error),
        }
    }
}

/// A rendering without the names of its parameters and without case.
fn shape(rendered: &str) -> String {
    let mut shape = String::with_capacity(rendered.len());
    let mut in_parameter = false;
    for letter in rendered.chars() {
        match letter {
            '{' => {
                in_parameter = true;
                shape.push_str("{}");
            }
            '}' => in_parameter = false,
            _ if in_parameter => {}
            letter => shape.push(letter.to_ascii_lowercase()),
        }
    }
    shape
}

impl Segment {
    /// What tells the segment from others: the rendering without the names of the parameters and without case.
    pub fn shape(&self) -> String {
        shape(&self.to_string())
    }

    /// The names of the parameters in the order of the segment.
    pub fn parameters(&self) -> Vec<&str> {
        let mut names = Vec::new();
        self.collect_parameters(&mut names);
        names
    }

    fn collect_parameters<'a>(&'a self, names: &mut Vec<&'a str>) {
        match self {
            Self::Literal(_) => {}
            Self::Parameter(name) => names.push(name),
            Self::Mixed(parts) => names.extend(parts.iter().filter_map(|part| match part {
                Part::Parameter(name) => Some(name.as_str()),
                Part::Text(_) => None,
            })),
            Self::Keyed { argument, .. } => names.extend(argument.parameter()),
            Self::Function { arguments, .. } => {
                names.extend(arguments.iter().filter_map(|(_, argument)| argument.parameter()));
            }
            Self::ColonPath {
                before, parameter, ..
            } => {
                before.collect_parameters(names);
                names.push(parameter);
            }
        }
    }
}

impl Argument {
    /// The name of the parameter; `None` for a fixed value.
    pub fn parameter(&self) -> Option<&str> {
        match self {
            Self::Quoted(name) | Self::Bare(name) | Self::Typed { parameter: name, .. } => Some(name),
            Self::Literal(_) => None,
        }
    }
}

impl Display for Segment {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Literal(text) => f.write_str(text),
            Self::Parameter(name) => write!(f, "{{{name}}}"),
            Self::Mixed(parts) => parts.iter().try_for_each(|part| match part {
                Part::Text(text) => f.write_str(text),
                Part::Parameter(name) => write!(f, "{{{name}}}"),
            }),
            Self::Keyed { name, argument } => write!(f, "{name}({argument})"),
            Self::Function { name, arguments } => {
                write!(f, "{name}(")?;
                for (index, (key, argument)) in arguments.iter().enumerate() {
                    if index > 0 {
                        f.write_char(',')?;
                    }
                    write!(f, "{key}={argument}")?;
                }
                f.write_char(')')
            }
            Self::ColonPath {
                before,
                parameter,
                closed,
            } => {
                write!(f, "{before}:/{{{parameter}}}{}", if *closed { ":" } else { "" })
            }
        }
    }
}

impl Display for Argument {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Quoted(name) => write!(f, "'{{{name}}}'"),
            Self::Bare(name) => write!(f, "{{{name}}}"),
            Self::Typed { ty, parameter } => write!(f, "{ty}'{{{parameter}}}'"),
            Self::Literal(text) => f.write_str(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::graph::{PathTemplate, Segment};

    #[test]
    fn a_spelling_is_whole_and_of_any_case() {
        let path = PathTemplate {
            segments: vec![
                Segment::Literal("größe".to_owned()),
                Segment::Parameter("id".to_owned()),
            ],
        };
        assert!(path.is_spelled("/GRößE/{Id}"));
        for other in [
            "/größe/{id}/x",
            "/größe",
            "",
            "/grö",
            "/größe/{no}",
            "/groß\u{301}e/{id}",
        ] {
            assert!(!path.is_spelled(other), "{other}");
        }
    }
}
