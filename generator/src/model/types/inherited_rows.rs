//! Properties that pages of derived types repeat.

use std::collections::BTreeMap;

use unicase::Ascii;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::Primitive;
use crate::model::store::{Input, Store};
use crate::model::{Property, TypeRef};

/// A property has one type: that of the type that declares it. The page of a derived type repeats the row, often
/// from memory; where the two disagree the declaration counts, unless it says less.
pub(in crate::model) fn agree(_: &Input<'_>, store: &mut Store<'_>, sink: &mut Diagnostics) {
    let types = &mut store.types;
    for name in types.names() {
        let mut corrected: Vec<(usize, Property)> = Vec::new();
        let Some(ty) = types.get(&name) else { continue };
        // The farthest base is the one that declares it.
        let bases = types.chain(&name).skip(1).flat_map(|base| &base.properties);
        let declared: BTreeMap<Ascii<&str>, &Property> = bases
            .map(|property| (Ascii::new(property.name.as_str()), property))
            .collect();
        for (at, repeated) in ty.properties.iter().enumerate() {
            if let Some(&declared) = declared.get(&Ascii::new(repeated.name.as_str()))
                && declared.ty != repeated.ty
                && !says_less(&declared.ty.item, &repeated.ty.item)
            {
                corrected.push((at, declared.clone()));
            }
        }
        let Some(ty) = types.get_mut(&name) else { continue };
        for (at, declared) in corrected {
            let Some(repeated) = ty.properties.get_mut(at) else {
                continue;
            };
            sink.push(
                Diagnostic::new(
                    Code::TypeConflict,
                    repeated.span,
                    format!("`{}` of `{}` is {} here", repeated.name, ty.name, repeated.ty),
                )
                .label(
                    declared.span,
                    format!("a base declares it as {}, which was taken", declared.ty),
                ),
            );
            repeated.ty = declared.ty;
        }
    }
}

/// Whether the declared type is less exact than the repeated one.
fn says_less(declared: &TypeRef, repeated: &TypeRef) -> bool {
    match declared {
        TypeRef::Primitive(Primitive::Untyped) => true,
        TypeRef::Primitive(Primitive::String) => matches!(repeated, TypeRef::Enum(_)),
        _ => false,
    }
}
