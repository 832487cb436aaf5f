//! What single requests and file names say of the ends of their paths.

use std::collections::BTreeMap;

use crate::graph::{Cardinality, Method, PartKey, TypeName, singular};
use crate::model::types::TypeTable;
use crate::model::{Operation, OperationPath, ResponseContent, TypeRef};

/// A type, and how many of it stand at a place.
pub(in crate::model) type Statement = (TypeName, Cardinality);

/// The statements by the keys of the paths. For one path, the first counts.
#[derive(Clone, Debug, Default)]
pub(in crate::model) struct Statements(BTreeMap<Vec<PartKey>, Statement>);

impl Statements {
    /// What the answers of reading requests, and requests that create, say.
    pub(in crate::model) fn of_requests<'o>(
        operations: impl Iterator<Item = &'o Operation>,
        types: &TypeTable,
    ) -> Self {
        let mut claims: Vec<_> = operations
            .flat_map(|operation| operation.paths.iter().map(move |path| (operation, path)))
            .filter_map(|(operation, path)| {
                let (name, cardinality) = statement(operation, path, types)?;
                Some((rank(operation, path, name), path, name, cardinality))
            })
            .collect();
        claims.sort_by_key(|(rank, ..)| *rank);
        let mut statements = Self::default();
        for (_, path, name, cardinality) in claims {
            statements.add(path.template.keys(), name, cardinality);
        }
        statements
    }

    pub(in crate::model) fn add(&mut self, keys: Vec<PartKey>, ty: &TypeName, cardinality: Cardinality) {
        self.0.entry(keys).or_insert_with(|| (ty.clone(), cardinality));
    }

    pub(in crate::model) fn get(&self, keys: &[PartKey]) -> Option<&Statement> {
        self.0.get(keys)
    }
}

/// How well the page of a request says what stands at a path, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum StatementRank {
    /// It is a page of the type that the request answers, and the path names the type, too.
    NamedInPath,
    /// It is a page of the type that the request answers.
    OfAnswered,
    /// It is a page of another type.
    OfOther,
}

fn rank(operation: &Operation, path: &OperationPath, answered: &TypeName) -> StatementRank {
    let names_it = || {
        let fixed = path.template.fixed_names();
        let mut last = fixed.last().map(|name| singular(name)).into_iter();
        last.any(|name| answered.has_short_name(&name))
    };
    match operation.owner.as_ref() == Some(answered) {
        true if names_it() => StatementRank::NamedInPath,
        true => StatementRank::OfAnswered,
        false => StatementRank::OfOther,
    }
}

/// What a request says of the end of one of its paths: the type, and how many stand there.
pub(in crate::model) fn statement<'o>(
    operation: &'o Operation,
    path: &OperationPath,
    types: &TypeTable,
) -> Option<(&'o TypeName, Cardinality)> {
    let (name, cardinality) = match (operation.method, &operation.response.content) {
        (Method::Get, ResponseContent::One(TypeRef::Type(name))) => (name, Cardinality::One),
        (Method::Get, ResponseContent::Many(TypeRef::Type(name))) => (name, Cardinality::Many),
        // What is created at a path is one of the many that stand there.
        (Method::Post, ResponseContent::One(TypeRef::Type(name))) if operation.title.says_creation() => {
            (name, Cardinality::Many)
        }
        _ => return None,
    };
    // `$ref`, `$value` and `$count` speak of what stands before them, and so does the name of a property.
    let last = path.template.last_literal();
    if last.is_some_and(|last| last.starts_with('$')) || path.template.ends_in_property_name() {
        return None;
    }
    // A path with a filter leads to a collection, even if the page speaks of one object.
    let filters = ["?$filter=", "&$filter="];
    let cardinality = match filters.iter().any(|filter| path.documented.contains(filter)) {
        true => Cardinality::Many,
        false => cardinality,
    };
    types.contains(name).then_some((name, cardinality))
}
