//! What JSON representations add to the tables: properties that no table lists, and types that are more exact.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::model::index::{Index, namespace};
use crate::model::property::property;
use crate::model::rows::Rows;
use crate::model::types::{Types, chain, respelled, spoken};
use crate::model::{Property, TypeRef};
use crate::page::{Page, Primitive};

/// Joins the representations with the types; their bases must have been decided.
///
/// The table is the page's own word: it yields only where it says less.
pub(super) fn merge(index: &Index, pages: &[&Page], types: &mut Types, sink: &mut Sink) {
    for page in pages {
        for resource in &page.resources {
            let key = index.of_resource(page, resource).to_lowercase();
            let bases = chain(types, &key).skip(1).flat_map(|base| &base.properties);
            let declared: BTreeSet<String> =
                bases.map(|property| property.name.to_ascii_lowercase()).collect();
            let Some(ty) = types.get_mut(&key) else { continue };
            let owner = ty.name.clone();
            let mut rows = Rows::of(ty);
            for row in &resource.shown {
                let shown = property(index, row, namespace(page));
                match rows.get(&shown.name) {
                    Some(old) => {
                        // The representation shows what is sent.
                        if old.name != shown.name {
                            sink.push(respelled(old, &shown, &owner));
                            old.name.clone_from(&shown.name);
                        }
                        refine(old, shown, sink);
                    }
                    None if declared.contains(&shown.name.to_ascii_lowercase()) => {}
                    None => add(&mut rows, shown, sink),
                }
            }
        }
    }
}

/// Adds a property that no table lists.
fn add(rows: &mut Rows<'_>, shown: Property, sink: &mut Sink) {
    let text = format!(
        "`{}` stands in the JSON representation but in no table",
        shown.name
    );
    let help = format!("it was read as {}", spoken(&shown));
    sink.push(Diagnostic::new(Code::ShownOnly, shown.span, text).help(help));
    rows.push(shown);
}

/// Takes the type that the representation shows where the table's says less.
fn refine(old: &mut Property, shown: Property, sink: &mut Sink) {
    if old.values.is_empty() && old.ty == shown.ty {
        old.values.clone_from(&shown.values);
    }
    let is_better = match (&old.ty, &shown.ty) {
        (TypeRef::Primitive(Primitive::Untyped), TypeRef::Primitive(Primitive::Untyped)) => false,
        (TypeRef::Primitive(Primitive::Untyped), _) => true,
        (TypeRef::Primitive(Primitive::String), TypeRef::Enum(_)) => old.collection == shown.collection,
        (TypeRef::Primitive(Primitive::String), TypeRef::Primitive(primitive)) => {
            old.collection == shown.collection
                && matches!(primitive, Primitive::Guid | Primitive::Double | Primitive::Binary)
        }
        _ => false,
    };
    if is_better {
        sink.push(
            Diagnostic::new(
                Code::TypeConflict,
                old.span,
                format!("`{}` is {} here", old.name, spoken(old)),
            )
            .label(
                shown.span,
                format!("and {} here, which says more and was taken", spoken(&shown)),
            ),
        );
        old.ty = shown.ty;
        old.collection = shown.collection;
        if old.values.is_empty() {
            old.values = shown.values;
        }
    }
}
