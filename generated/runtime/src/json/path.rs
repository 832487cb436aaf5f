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
        let mut path = String::new();
        for step in self.steps.iter().rev() {
            match step {
                Step::Field(name) => push_name(&mut path, name),
                Step::Name(name) => push_name(&mut path, name),
                Step::Index(index) => path.push_str(&format!("[{index}]")),
            }
        }
        f.write_str(&path)
    }
}

/// Adds the step to a property to the text of a path.
pub(crate) fn push_name(path: &mut String, name: &str) {
    // A name can hold anything: quotes tell it from the path's own signs. Annotations (`@odata.id`) are usual.
    if name.contains(['[', ']', '"']) || (name.contains('.') && !name.contains('@')) {
        path.push_str(&format!("[{name:?}]"));
        return;
    }
    if !path.is_empty() {
        path.push('.');
    }
    path.push_str(name);
}
