//! Properties that pages of derived types repeat.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::model::types::{Types, chain, spoken};
use crate::model::{Property, TypeRef};
use crate::page::Primitive;

/// A property has one type: that of the type that declares it. The page of a derived type repeats the row, often
/// from memory; where the two disagree the declaration counts, unless it says less.
pub(super) fn agree(types: &mut Types, sink: &mut Sink) {
    let keys: Vec<String> = types.keys().cloned().collect();
    for key in keys {
        let mut corrected: Vec<(usize, Property)> = Vec::new();
        let Some(ty) = types.get(&key) else { continue };
        // The farthest base is the one that declares it.
        let bases = chain(types, &key).skip(1).flat_map(|base| &base.properties);
        let declared: BTreeMap<String, &Property> = bases
            .map(|property| (property.name.to_lowercase(), property))
            .collect();
        for (at, repeated) in ty.properties.iter().enumerate() {
            if let Some(&declared) = declared.get(&repeated.name.to_lowercase())
                && (&declared.ty, declared.collection) != (&repeated.ty, repeated.collection)
                && !says_less(&declared.ty, &repeated.ty)
            {
                corrected.push((at, declared.clone()));
            }
        }
        let Some(ty) = types.get_mut(&key) else { continue };
        for (at, declared) in corrected {
            let Some(repeated) = ty.properties.get_mut(at) else {
                continue;
            };
            sink.push(
                Diagnostic::new(
                    Code::TypeConflict,
                    repeated.span,
                    format!(
                        "`{}` of `{}` is {} here",
                        repeated.name,
                        ty.name,
                        spoken(repeated)
                    ),
                )
                .label(
                    declared.span,
                    format!("a base declares it as {}, which was taken", spoken(&declared)),
                ),
            );
            repeated.ty = declared.ty;
            repeated.collection = declared.collection;
        }
    }
}

/// Whether the declaration is vaguer than its repetition.
fn says_less(declared: &TypeRef, repeated: &TypeRef) -> bool {
    match declared {
        TypeRef::Primitive(Primitive::Untyped) => true,
        TypeRef::Primitive(Primitive::String) => matches!(repeated, TypeRef::Enum(_)),
        _ => false,
    }
}
