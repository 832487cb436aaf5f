//! Qualified names in examples: the namespace of a type that no page documents.
//!
//! A table says *kiteTail* and no page of that name is there; the examples say `#microsoft.graph.kites.kiteTail`.

use std::collections::BTreeMap;

use serde_json::Value;
use unicase::Ascii;

use crate::graph::{ODATA_TYPE, ROOT_NAMESPACE, TypeName};
use crate::page::{ExampleBody, OperationFacts, Page};

/// By last part: the name in a namespace below the root; `None` where examples show several. The root stands in many
/// annotations of what is not in it.
pub(super) struct ShownNames(BTreeMap<Ascii<String>, Option<TypeName>>);

impl ShownNames {
    pub(super) fn new(pages: &[&Page]) -> Self {
        let mut shown: BTreeMap<Ascii<String>, Option<TypeName>> = BTreeMap::new();
        let operations = pages.iter().flat_map(|page| page.operations());
        for name in operations.flat_map(names_in_examples) {
            let name = TypeName::parse(name);
            if !is_below_root(&name) {
                continue;
            }
            let known = shown.entry(Ascii::new(name.short().to_owned()));
            let known = known.or_insert_with(|| Some(name.clone()));
            if known.as_ref().is_some_and(|known| *known != name) {
                *known = None;
            }
        }
        Self(shown)
    }

    /// The name in its namespace, where a page says it without one.
    pub(super) fn of(&self, name: &str) -> Option<TypeName> {
        let is_short = !name.contains('.');
        let shown = self.0.get(&Ascii::new(name.to_owned())).filter(|_| is_short)?;
        shown.clone()
    }
}

fn is_below_root(name: &TypeName) -> bool {
    let below = name.namespace().strip_prefix(ROOT_NAMESPACE);
    below.is_some_and(|below| below.starts_with('.'))
}

/// The names of types that the annotations of examples and the objects in them say.
fn names_in_examples(operation: &OperationFacts) -> Vec<&str> {
    let mut names = Vec::new();
    for example in &operation.examples {
        let request = example.request.as_ref();
        let response = example.response.as_ref();
        let annotated = request.and_then(|request| request.annotated.as_ref());
        let annotated = annotated
            .into_iter()
            .chain(response.and_then(|response| response.annotated.as_ref()));
        names.extend(annotated.map(|ty| ty.name.as_str()));
        let bodies = request
            .map(|request| &request.body)
            .into_iter()
            .chain(response.map(|response| &response.body));
        let mut values: Vec<&Value> = bodies.filter_map(ExampleBody::json).collect();
        while let Some(value) = values.pop() {
            match value {
                Value::Array(items) => values.extend(items),
                Value::Object(members) => {
                    names.extend(members.get(ODATA_TYPE).and_then(Value::as_str));
                    values.extend(members.values());
                }
                _ => {}
            }
        }
    }
    names
}
