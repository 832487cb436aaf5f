//! How much is emitted for a model, a request, a step: what the compiler works on.
//!
//! The figures are counted on the emitted text, which the formatter lays out one item after another: no time
//! is measured, so that a test can bound them.

use std::collections::BTreeMap;
use std::fmt;

/// What is emitted for the items of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Emitted {
    /// How many there are: structs, enumerations, markers of operations.
    pub items: usize,
    /// Lines of code, without documentation and empty lines.
    pub lines: usize,
    /// Bytes of these lines.
    pub bytes: usize,
    /// Functions and implementations that are written out. What macros of the runtime add is the same for each
    /// item.
    pub bodies: usize,
    /// Bytes of documentation.
    pub docs: usize,
}

impl Emitted {
    /// Lines of code for an item.
    pub fn lines_each(&self) -> f64 {
        self.lines as f64 / self.items.max(1) as f64
    }

    /// Bytes of code for an item.
    pub fn bytes_each(&self) -> f64 {
        self.bytes as f64 / self.items.max(1) as f64
    }

    /// Functions and implementations for an item.
    pub fn bodies_each(&self) -> f64 {
        self.bodies as f64 / self.items.max(1) as f64
    }
}

impl fmt::Display for Emitted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:6}, {:7} lines, {:5.0} kB of code, {:5.0} kB of documentation; each {:5.1} lines, {:5.0} bytes, \
             {:4.1} functions and implementations",
            self.items,
            self.lines,
            self.bytes as f64 / 1e3,
            self.docs as f64 / 1e3,
            self.lines_each(),
            self.bytes_each(),
            self.bodies_each(),
        )
    }
}

/// What is emitted, by kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// Structs of resources.
    pub models: Emitted,
    /// Holders: base types with the types derived from them.
    pub holders: Emitted,
    /// Enumerations, those of bodies too.
    pub enums: Emitted,
    /// Operations without their bodies.
    pub operations: Emitted,
    /// Structs of request bodies.
    pub bodies: Emitted,
    /// Steps.
    pub steps: Emitted,
}

impl Shape {
    /// The kinds by their names.
    pub fn rows(&self) -> [(&'static str, Emitted); 6] {
        [
            ("models", self.models),
            ("holders", self.holders),
            ("enumerations", self.enums),
            ("operations", self.operations),
            ("bodies", self.bodies),
            ("steps", self.steps),
        ]
    }
}

/// Counts what stands in emitted files, by their paths below `src`.
pub fn count<'f>(files: impl IntoIterator<Item = (&'f str, &'f str)>) -> Shape {
    let mut shape = Shape::default();
    for (path, text) in files {
        let mut folders = path.split('/').skip(1);
        let folder = folders.next().unwrap_or_default();
        if folders.next().is_none() {
            // The lists of modules.
            continue;
        }
        let kinds = kinds(folder, text);
        for item in items(text) {
            let kind = subject(item).and_then(|name| kinds.get(name));
            let emitted = match kind {
                Some(Kind::Model) => &mut shape.models,
                Some(Kind::Polymorphic) => &mut shape.holders,
                Some(Kind::Enum) => &mut shape.enums,
                Some(Kind::Operation) => &mut shape.operations,
                Some(Kind::Body) => &mut shape.bodies,
                Some(Kind::Step) => &mut shape.steps,
                None => continue,
            };
            add(emitted, item);
        }
    }
    shape
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Model,
    Polymorphic,
    Enum,
    Operation,
    Body,
    Step,
}

/// The types that a file declares, with what they are.
fn kinds<'t>(folder: &str, text: &'t str) -> BTreeMap<&'t str, Kind> {
    let mut kinds = BTreeMap::new();
    let mut before = "";
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix("pub struct ") {
            // The marker of a request is a struct without fields.
            let is_marker = rest.ends_with("{}");
            let kind = match folder {
                "models" => Kind::Model,
                "requests" if is_marker => Kind::Operation,
                "requests" => Kind::Body,
                _ => Kind::Step,
            };
            kinds.insert(name(rest), kind);
        } else if let Some(rest) = line.strip_prefix("pub enum ") {
            kinds.insert(name(rest), Kind::Enum);
        } else if let Some(rest) = line
            .strip_prefix("    ")
            .filter(|_| before == "rt::polymorphic! {")
        {
            kinds.insert(name(rest), Kind::Polymorphic);
        }
        before = line;
    }
    kinds
}

/// The identifier at the beginning of a text.
fn name(text: &str) -> &str {
    let end = text.find(|next: char| !next.is_alphanumeric() && next != '_' && next != '#');
    &text[..end.unwrap_or(text.len())]
}

/// The items of a file. Items begin in the first column, with their documentation.
fn items(text: &str) -> Vec<&str> {
    let mut items = Vec::new();
    let (mut start, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        at += line.len();
        let ends = line.starts_with('}') || line.ends_with("{}\n") || line.ends_with(";\n");
        if ends && !line.starts_with(' ') {
            items.push(&text[start..at]);
            start = at;
        }
    }
    items
}

/// The type that an item is about: what it declares, or implements something for.
fn subject(item: &str) -> Option<&str> {
    let is_head = |line: &&str| !line.is_empty() && !line.starts_with(['/', '#', ' ']);
    let head = item.lines().find(is_head)?;
    if head.starts_with("rt::") {
        // A table; its first row has the name, where it is no attribute.
        let mut rows = item.lines().skip_while(|line| *line != head).skip(1);
        return rows
            .find_map(|row| Some(name(row.trim_start())).filter(|name| !name.is_empty() && *name != "#"));
    }
    for start in ["pub struct ", "pub enum "] {
        if let Some(rest) = head.strip_prefix(start) {
            return Some(name(rest));
        }
    }
    let rest = head.strip_prefix("impl")?;
    let rest = rest.split_once(" for ").map_or(rest, |(_, rest)| rest);
    let rest = match rest.strip_prefix('<') {
        Some(parameters) => parameters.split_once('>')?.1,
        None => rest,
    };
    Some(name(rest.trim_start()))
}

fn add(emitted: &mut Emitted, item: &str) {
    for line in item.lines() {
        let code = line.trim_start();
        if code.starts_with("//") {
            emitted.docs += line.len() + 1;
        } else if !code.is_empty() {
            emitted.lines += 1;
            emitted.bytes += line.len() + 1;
            emitted.items += usize::from(line.starts_with("pub struct ") || line.starts_with("pub enum "));
            let is_body = line.starts_with("impl") || code.starts_with("pub fn ") || code.starts_with("fn ");
            emitted.bodies += usize::from(is_body);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Emitted, count};

    const FILE: &str = "// @generated\n\nuse graph_runtime::codegen as rt;\n\n/// Gets it.\npub struct Get {}\n\nimpl Get {\n    \
        /// A path.\n    #[inline]\n    pub fn new(id: &str) -> rt::Request<Self> {\n        rt::Request::new(0)\n    \
        }\n}\n\nimpl rt::Operation for Get {}\n\n#[derive(Default)]\npub struct Body {\n    pub a: \
        Option<String>,\n}\n\nrt::model! {\n    #[inline]\n    Body = \"\";\n    0 a: String = \"a\";\n}\n";

    #[test]
    fn items_are_counted_by_what_they_are_about() {
        let shape = count([
            ("v1/requests/user.rs", FILE),
            ("v1/requests.rs", "pub mod user;\n"),
        ]);
        assert_eq!(shape.operations.items, 1);
        assert_eq!(shape.operations.lines, 8);
        assert_eq!(shape.operations.bodies, 3);
        assert_eq!(shape.operations.docs, "/// Gets it.\n    /// A path.\n".len());
        assert_eq!(
            (shape.bodies.items, shape.bodies.lines, shape.bodies.bodies),
            (1, 9, 0)
        );
        assert_eq!(shape.models, Emitted::default());
    }

    #[test]
    fn a_struct_is_a_model_a_body_or_a_step_by_its_folder() {
        let file = "pub struct A<C = ()>(pub(super) rt::Step<C>);\n\nrt::impl_step!(A);\n\nimpl<C: rt::MaybeClient> A<C> {\n    \
                    pub fn b() {}\n}\n";
        let shape = count([("v1/steps/a.rs", file), ("v1/models/a.rs", "pub struct A {\n}\n")]);
        assert_eq!((shape.steps.items, shape.steps.bodies), (1, 2));
        assert_eq!((shape.models.items, shape.models.lines), (1, 2));
    }
}
