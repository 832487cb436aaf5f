//! What JSON representations add to the tables: properties that no table lists, and types that are more exact.

use std::collections::BTreeSet;

use unicase::Ascii;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::Primitive;
use crate::model::names::index::namespace;
use crate::model::store::{Input, Store};
use crate::model::types::merge::{property, spelling_conflict};
use crate::model::types::property_index::{PropertyIndex, PropertyIndexes};
use crate::model::{Evidence, Property, TypeRef};

/// Joins the representations with the types; their bases must have been decided.
///
/// Where a table and a representation disagree, the table is right, unless its type is less exact.
pub(in crate::model) fn merge(input: &Input<'_>, store: &mut Store<'_>, sink: &mut Diagnostics) {
    let Input { index, pages, .. } = input;
    let types = &mut store.types;
    let mut indexes = PropertyIndexes::default();
    for page in pages {
        for resource in page.types() {
            let name = index.of_resource(page, resource);
            let bases = types.chain(&name).skip(1).flat_map(|base| &base.properties);
            let declared: BTreeSet<Ascii<String>> =
                bases.map(|property| Ascii::new(property.name.clone())).collect();
            let Some(ty) = types.get_mut(&name) else { continue };
            let owner = ty.name.clone();
            let mut rows = indexes.of(ty);
            for row in &resource.representation {
                let shown = Property {
                    evidence: Evidence::Representation,
                    ..property(index, row, namespace(page))
                };
                match rows.get(&shown.name) {
                    Some(old) => {
                        // The representation shows what is sent.
                        if old.name != shown.name {
                            sink.push(spelling_conflict(old, &owner, &shown.name, shown.span));
                            old.name.clone_from(&shown.name);
                        }
                        refine(old, shown, sink);
                    }
                    None if declared.contains(&Ascii::new(shown.name.clone())) => {}
                    None => add(&mut rows, shown, sink),
                }
            }
        }
    }
}

/// Adds a property that no table lists.
fn add(rows: &mut PropertyIndex<'_>, shown: Property, sink: &mut Diagnostics) {
    let text = format!(
        "`{}` stands in the JSON representation but in no table",
        shown.name
    );
    let help = format!("it was read as {}", shown.ty);
    sink.push(Diagnostic::new(Code::RepresentationOnly, shown.span, text).help(help));
    rows.push(shown);
}

/// Takes the type from the representation where it is more exact than the type in the table.
fn refine(old: &mut Property, shown: Property, sink: &mut Diagnostics) {
    if old.values.is_empty() && old.ty == shown.ty {
        old.values.clone_from(&shown.values);
    }
    let are_as_many = old.ty.cardinality == shown.ty.cardinality;
    let is_better = match (&old.ty.item, &shown.ty.item) {
        (old, shown) if old.is_untyped() => !shown.is_untyped(),
        (TypeRef::Primitive(Primitive::String), TypeRef::Enum(_)) => are_as_many,
        (TypeRef::Primitive(Primitive::String), TypeRef::Primitive(primitive)) => {
            are_as_many && matches!(primitive, Primitive::Guid | Primitive::Double | Primitive::Binary)
        }
        _ => false,
    };
    if is_better {
        sink.push(
            Diagnostic::new(
                Code::TypeConflict,
                old.span,
                format!("`{}` is {} here", old.name, old.ty),
            )
            .label(
                shown.span,
                format!("and {} here, which says more and was taken", shown.ty),
            ),
        );
        old.ty = shown.ty;
        if old.values.is_empty() {
            old.values = shown.values;
        }
    }
}
