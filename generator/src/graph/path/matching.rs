//! Whether a path with values is an instance of a path with parameters.

use crate::graph::{Argument, Part, PathTemplate, Segment};

impl PathTemplate {
    /// Whether `instance`, a path read from an example, is this path with values for its parameters.
    ///
    /// The case of fixed text does not matter, as it does not for the service.
    pub fn matches(&self, instance: &Self) -> bool {
        let mut values = instance.segments.as_slice();
        for segment in &self.segments {
            let Some(taken) = segment.instance_length(values) else {
                return false;
            };
            values = values.get(taken..).unwrap_or_default();
        }
        values.is_empty()
    }
}

impl Segment {
    /// How many of the segments at the start of `values` this segment stands for; `None` where it does not.
    fn instance_length(&self, values: &[Self]) -> Option<usize> {
        let first = values.first()?;
        if self == first {
            return Some(1);
        }
        let matched = match (self, first) {
            (Self::Literal(name), Self::Literal(value)) => name.eq_ignore_ascii_case(value),
            (Self::Parameter(_), value) => !matches!(value, Self::ColonPath { .. }),
            (Self::Mixed(_), Self::Literal(_) | Self::Mixed(_)) => self.fits(&first.to_string()),
            (
                Self::Keyed { name, .. },
                Self::Keyed { name: value, .. } | Self::Function { name: value, .. },
            ) => name.eq_ignore_ascii_case(value),
            (
                Self::Function { name, arguments },
                Self::Function {
                    name: value,
                    arguments: given,
                },
            ) => name.eq_ignore_ascii_case(value) && same_names(arguments, given),
            (Self::ColonPath { before, closed, .. }, _) => return before.item_path_length(*closed, values),
            _ => false,
        };
        matched.then_some(1)
    }

    /// The length of `root:/Documents/a.txt:` where `self` is what stands before the first colon.
    fn item_path_length(&self, closed: bool, values: &[Self]) -> Option<usize> {
        let first = values.first()?;
        if let Self::ColonPath {
            before,
            closed: given,
            ..
        } = first
        {
            return (*given == closed && self.fits(&before.to_string())).then_some(1);
        }
        let spelled = first.to_string();
        if !self.fits(spelled.strip_suffix(':')?) || values.len() < 2 {
            return None;
        }
        if !closed {
            return Some(values.len());
        }
        let end = values
            .iter()
            .skip(1)
            .position(|value| value.to_string().ends_with(':'))?;
        Some(end + 2)
    }

    /// Whether a text can stand where this segment does.
    fn fits(&self, text: &str) -> bool {
        match self {
            Self::Literal(name) => name.eq_ignore_ascii_case(text),
            Self::Mixed(parts) => match parts.first() {
                Some(Part::Text(start)) => text
                    .get(..start.len())
                    .is_some_and(|head| head.eq_ignore_ascii_case(start)),
                _ => true,
            },
            _ => true,
        }
    }
}

fn same_names(template: &[(String, Argument)], given: &[(String, Argument)]) -> bool {
    template.len() == given.len()
        && template
            .iter()
            .all(|(name, _)| given.iter().any(|(other, _)| name.eq_ignore_ascii_case(other)))
}
