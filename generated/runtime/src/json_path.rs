//! Where in a JSON document a value is.

use std::fmt;

/// The steps from the root of a document to the value that is being read.
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
    pub(crate) fn push_field(&mut self, field: &'static str) {
        self.steps.push(Step::Field(field));
    }

    pub(crate) fn push_name(&mut self, name: String) {
        self.steps.push(Step::Name(name));
    }

    pub(crate) fn push_index(&mut self, index: usize) {
        self.steps.push(Step::Index(index));
    }

    pub(crate) fn pop(&mut self) {
        self.steps.pop();
    }

    /// Takes the last step back, which was a name.
    pub(crate) fn pop_name(&mut self) -> String {
        match self.steps.pop() {
            Some(Step::Name(name)) => name,
            _ => String::new(),
        }
    }

    pub(crate) fn is_root(&self) -> bool {
        self.steps.is_empty()
    }
}

impl fmt::Display for JsonPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, step) in self.steps.iter().enumerate() {
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
