//! What single requests and file names say of the ends of their paths.

use std::collections::BTreeMap;

use crate::graph::{Method, TypeName, Verb};
use crate::model::types::TypeTable;
use crate::model::{Operation, OperationPath, ResponseContent, TypeRef};

/// A type, and whether many of it stand at a place.
pub(in crate::model) type Statement = (TypeName, bool);

/// The statements by the keys of the paths. For one path, the first counts.
#[derive(Clone, Debug, Default)]
pub(in crate::model) struct Statements(BTreeMap<Vec<String>, Statement>);

impl Statements {
    /// What the answers of reading requests, and requests that create, say.
    pub(in crate::model) fn of_requests<'o>(
        operations: impl Iterator<Item = &'o Operation>,
        types: &TypeTable,
    ) -> Self {
        let mut statements = Self::default();
        for operation in operations {
            for path in &operation.paths {
                if let Some((name, collection)) = statement(operation, path, types) {
                    statements.add(path.template.keys(), name, collection);
                }
            }
        }
        statements
    }

    pub(in crate::model) fn add(&mut self, keys: Vec<String>, ty: &TypeName, collection: bool) {
        self.0.entry(keys).or_insert_with(|| (ty.clone(), collection));
    }

    pub(in crate::model) fn get(&self, keys: &[String]) -> Option<&Statement> {
        self.0.get(keys)
    }
}

/// What a request says of the end of one of its paths: the type, and whether many stand there.
pub(in crate::model) fn statement<'o>(
    operation: &'o Operation,
    path: &OperationPath,
    types: &TypeTable,
) -> Option<(&'o TypeName, bool)> {
    let (name, collection) = match (operation.method, &operation.response.content) {
        (Method::Get, ResponseContent::One(TypeRef::Type(name))) => (name, false),
        (Method::Get, ResponseContent::Many(TypeRef::Type(name))) => (name, true),
        // What is created at a path is one of the many that stand there.
        (Method::Post, ResponseContent::One(TypeRef::Type(name))) if creates(operation) => (name, true),
        _ => return None,
    };
    // A path with a filter leads to a collection, even if the page speaks of one object.
    let filters = ["?$filter=", "&$filter="];
    let collection = collection || filters.iter().any(|filter| path.documented.contains(filter));
    types.contains(name).then_some((name, collection))
}

/// Whether a request adds an object to a collection rather than calling an action.
fn creates(operation: &Operation) -> bool {
    matches!(operation.title.verb(), Some(Verb::Create | Verb::Add))
}
