//! Pages whose title shortens the name of their type.
//!
//! `identityuserflow.md` is titled *UserFlow*, and other pages link it as *identityUserFlow*. No type of the service
//! begins with a capital letter without need; where the name of the file ends with such a title, and other pages
//! spell a type just like the whole name of the file, that spelling is the name.

use std::collections::BTreeMap;

use unicase::Ascii;

use crate::graph::{ends_with_ignore_case, short_name};
use crate::page::{EnumMember, OperationFacts, Page, PropertyFacts, ResourceFacts, TypeFacts};
use crate::source::SourceMap;

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

/// The last parts of the names by which pages mention types, as they are first spelled.
pub(super) struct TypeMentions<'p>(BTreeMap<Ascii<&'p str>, &'p str>);

impl<'p> TypeMentions<'p> {
    /// The mentions in type cells and in sentences about bases.
    pub(super) fn new(pages: &[&'p Page]) -> Self {
        let mut mentions = BTreeMap::new();
        for name in pages.iter().copied().flat_map(mentioned) {
            let short = short_name(name);
            mentions.entry(Ascii::new(short)).or_insert(short);
        }
        Self(mentions)
    }

    /// The name that the title of a resource shortens.
    pub(super) fn of(&self, sources: &SourceMap, page: &Page, resource: &ResourceFacts) -> Option<&'p str> {
        let title = short_name(&resource.name.value);
        let file_name = sources.file(page.file).stem().rsplit(['-', '_']).next()?;
        let is_short = title.starts_with(|c: char| c.is_ascii_uppercase())
            && file_name.len() > title.len()
            && ends_with_ignore_case(file_name, title);
        let full = self.0.get(&Ascii::new(file_name)).copied().filter(|_| is_short)?;
        // The shortened part begins a word of the name.
        full.ends_with(title).then_some(full)
    }
}
