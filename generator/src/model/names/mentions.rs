//! What pages say that can name a type: rows, sentences and annotations.

use crate::page::{EnumMember, OperationFacts, Page, PropertyFacts, TypeFacts};

/// A row that can name a type, and list the values of it: one of a property, or of a parameter of an action or of a
/// function.
#[derive(Clone, Copy)]
pub(in crate::model) struct TypedRow<'p> {
    /// The name of the property or parameter.
    pub(in crate::model) name: &'p str,
    /// The type.
    pub(in crate::model) ty: &'p TypeFacts,
    /// The values that the description lists.
    pub(in crate::model) values: &'p [EnumMember],
    /// Whether several of the values hold at once.
    pub(in crate::model) flags: bool,
}

impl<'p> From<&'p PropertyFacts> for TypedRow<'p> {
    fn from(row: &'p PropertyFacts) -> Self {
        Self {
            name: &row.name.value,
            ty: &row.ty,
            values: &row.values,
            flags: row.flags,
        }
    }
}

/// The rows of a page that can name a type: of its tables of properties, its JSON representations, its bodies and its
/// tables of parameters.
pub(in crate::model) fn rows(page: &Page) -> impl Iterator<Item = TypedRow<'_>> {
    let of_resources = page
        .types()
        .flat_map(|resource| resource.properties.iter().chain(&resource.representation));
    let of_bodies = page
        .operations()
        .iter()
        .flat_map(|operation| operation.body.rows());
    of_resources
        .chain(of_bodies)
        .map(TypedRow::from)
        .chain(page.operations().iter().flat_map(parameters))
}

/// The parameters of an operation whose types its tables name.
fn parameters(operation: &OperationFacts) -> impl Iterator<Item = TypedRow<'_>> {
    let parameters = operation.path_parameters.iter().chain(&operation.query);
    parameters.filter_map(|parameter| {
        Some(TypedRow {
            name: &parameter.name.value,
            ty: parameter.ty.as_ref()?,
            values: &parameter.values,
            flags: parameter.flags,
        })
    })
}

/// The names of types that a page mentions in type cells and in sentences about bases.
pub(super) fn mentioned(page: &Page) -> impl Iterator<Item = &str> {
    let bases = page.types().flat_map(|ty| &ty.bases);
    let in_cells = rows(page).filter_map(|row| row.ty.named());
    in_cells.chain(bases.map(|base| base.name.value.as_str()))
}

/// The names of types with which the answers of a page's examples are annotated.
pub(super) fn annotated(page: &Page) -> impl Iterator<Item = &str> {
    let examples = page.operations().iter().flat_map(|operation| &operation.examples);
    let answers = examples.filter_map(|example| example.response.as_ref());
    answers.filter_map(|answer| answer.annotated.as_ref().map(|ty| ty.name.as_str()))
}
