//! Where in a JSON document a value is.

use std::fmt;

/// The steps to the value that could not be read, from the value up to the root: they are noted while an error
/// passes through the levels of the document, so that reading without an error pays nothing for them.
#[derive(Debug, Default)]
pub(crate) struct JsonPath {
    steps: Vec<Step>,
}

#[derive(Debug)]
enum Step {
    Field(&'static str),
    Name(String),
    Index(usize),
}

impl JsonPath {
    pub(crate) fn below_field(&mut self, field: &'static str) {
        self.steps.push(Step::Field(field));
    }

    pub(crate) fn below_name(&mut self, name: String) {
        self.steps.push(Step::Name(name));
    }

    pub(crate) fn below_index(&mut self, index: usize) {
        self.steps.push(Step::Index(index));
    }

    pub(crate) fn is_root(&self) -> bool {
        self.steps.is_empty()
    }
}

impl fmt::Display for JsonPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, step) in self.steps.iter().rev().enumerate() {
            let dot = if index == 0 { "" } else { "." };
            match step {
                Step::Field(name) => write!(f, "{dot}{name}")?,
                // A name from the document can hold anything: quotes tell it from the path's own signs.
                Step::Name(name) if name.contains(['.', '[', ']', '"']) => write!(f, "[{name:?}]")?,
                Step::Name(name) => write!(f, "{dot}{name}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}
