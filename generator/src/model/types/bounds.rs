//! Limits of inheritance: how many bases a type may have, and how many properties all types may inherit.
//!
//! A struct has the fields of all its bases. So a thousand types, each derived from the one before, or hundreds of types
//! that derive from one with thousands of properties, would become millions of fields, out of a page or two. The
//! service has nothing like it.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::TypeName;
use crate::model::store::{Input, Store};
use crate::model::types::{MAX_DEPTH, TypeTable};

/// How many properties all types together may inherit, whatever they have themselves.
const INHERITED: usize = 50_000;

/// How many they may inherit for each that they have; those of the service inherit fewer than they have.
const INHERITED_FOR_EACH: usize = 16;

/// How many properties types that have so many themselves may inherit together, or bodies take over from them.
pub(crate) fn inherited_at_most(own: usize) -> usize {
    INHERITED + own.saturating_mul(INHERITED_FOR_EACH)
}

/// What a type has from its bases.
#[derive(Clone, Copy)]
struct Inheritance {
    /// How many types are in its chain, with itself.
    depth: usize,
    /// How many properties it has, with those of its bases.
    properties: usize,
}

/// Leaves out the bases that make the chain of a type, or all structs together, too long.
pub(in crate::model) fn keep(_: &Input<'_>, store: &mut Store<'_>, sink: &mut Diagnostics) {
    keep_table(&mut store.types, sink);
}

/// Does what [`keep`] does. The chains have no cycle.
pub(super) fn keep_table(types: &mut TypeTable, sink: &mut Diagnostics) {
    let own: usize = types.iter().map(|ty| ty.properties.len()).sum();
    let mut left = inherited_at_most(own);
    let mut known: BTreeMap<TypeName, Inheritance> = BTreeMap::new();
    for name in types.names() {
        // A base comes before what derives from it.
        let mut chain = Vec::new();
        let mut at = Some(name);
        while let Some(name) = at.filter(|name| !known.contains_key(name)) {
            at = types.get(&name).and_then(|ty| ty.base.clone());
            chain.push(name);
        }
        for name in chain.into_iter().rev() {
            let Some(ty) = types.get_mut(&name) else { continue };
            let base = ty.base.as_ref().and_then(|base| known.get(base)).copied();
            let base = base.unwrap_or(Inheritance {
                depth: 0,
                properties: 0,
            });
            let why = if base.depth >= MAX_DEPTH {
                Some(format!("the chain of its bases has more than {MAX_DEPTH} types"))
            } else if base.properties > left {
                Some("all types together inherit too many properties".to_owned())
            } else {
                left -= base.properties;
                None
            };
            let mut inheritance = Inheritance {
                depth: base.depth + 1,
                properties: base.properties + ty.properties.len(),
            };
            if let Some(why) = why
                && let Some(cut) = ty.base.take()
            {
                let text = format!("`{name}` does not derive from `{}`: {why}", cut.short());
                sink.push(Diagnostic::new(Code::InheritanceBound, ty.span, text));
                inheritance = Inheritance {
                    depth: 1,
                    properties: ty.properties.len(),
                };
            }
            known.insert(name, inheritance);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{Primitive, Version};
    use crate::model::{Property, Type, TypeRef};
    use crate::span::Span;

    fn named(name: &str) -> TypeName {
        TypeName::new(format!("microsoft.graph.{name}"))
    }

    fn ty(name: &str, base: Option<&str>, properties: usize) -> Type {
        let property = |at| {
            Property::new(
                format!("p{at}"),
                TypeRef::Primitive(Primitive::String),
                Span::NOWHERE,
            )
        };
        Type {
            base: base.map(named),
            properties: (0..properties).map(property).collect(),
            ..Type::new(named(name), Version::V1, Span::NOWHERE)
        }
    }

    fn cut(types: impl IntoIterator<Item = Type>) -> (TypeTable, usize) {
        let mut types: TypeTable = types.into_iter().collect();
        let mut sink = Diagnostics::new();
        keep_table(&mut types, &mut sink);
        let found = sink.into_sorted();
        assert!(found.iter().all(|found| found.code == Code::InheritanceBound));
        (types, found.len())
    }

    #[test]
    fn chains_are_cut_where_they_get_too_long() {
        let name = |at: usize| format!("t{at:04}");
        let chain =
            |types: usize| (0..types).map(move |at| ty(&name(at), at.checked_sub(1).map(name).as_deref(), 1));
        assert_eq!(cut(chain(MAX_DEPTH)).1, 0);
        let (types, cuts) = cut(chain(1000));
        assert_eq!(cuts, 1000 / MAX_DEPTH);
        assert!(types.get(&named(&name(MAX_DEPTH))).unwrap().base.is_none());
        assert!(types.get(&named(&name(MAX_DEPTH + 1))).unwrap().base.is_some());
    }

    #[test]
    fn a_wide_base_is_left_to_some_of_the_types() {
        let derived = |count: usize| (0..count).map(|at| ty(&format!("d{at:04}"), Some("base"), 1));
        let wide = |count| derived(count).chain([ty("base", None, 2000)]);
        assert_eq!(cut(wide(40)).1, 0);
        let (types, cuts) = cut(wide(1000));
        let left = types.iter().filter(|ty| ty.base.is_some()).count();
        assert_eq!(left + cuts, 1000);
        assert!(left * 2000 <= INHERITED + 3000 * INHERITED_FOR_EACH, "{left}");
    }
}
