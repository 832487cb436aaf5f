//! Bases that no page states and several places imply.
//!
//! Where an example shows a *userIdentity* in a property of type *identity*, or the list of methods says that a
//! request returns a *commsOperation* and the page of the request says *inviteParticipantsOperation*, the one must
//! derive from the other. That is believed only if the derived type has all properties of the base, because
//! authors mix up types, too. That a type has all properties of another is no evidence by itself: in the corpus of
//! v1.0 two of 31 such pairs are base and derived type.

use std::collections::{BTreeMap, BTreeSet};

use unicase::Ascii;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::{KEY, PageName, TypeName};
use crate::model::examples::typed::{TypeClaims, TypedExamples};
use crate::model::names::index::{Index, namespace};
use crate::model::store::{Input, Store};
use crate::model::types::TypeTable;
use crate::model::{Property, Type};
use crate::page::{OperationFacts, Page, TypeFacts};
use crate::span::Span;

/// A base must have this many properties beside its key before further derived types are recognised by them.
const SIBLING_PROPERTIES: usize = 3;

/// A type that stands where another is declared.
struct Substitution {
    derived: TypeName,
    base: TypeName,
    span: Span,
}

/// Adds the bases that are implied; bases that pages state must have been decided.
pub(in crate::model) fn infer(input: &Input<'_>, store: &mut Store<'_>, sink: &mut Diagnostics) {
    let types = &mut store.types;
    let mut substitutions = in_examples(&store.examples);
    substitutions.extend(in_method_lists(input));
    for Substitution { derived, base, span } in substitutions {
        if is_plausible(types, &derived, &base) {
            adopt(types, &derived, &base, span, sink);
        }
    }
    siblings(types, sink);
}

/// The objects that name another type than the one that is declared in their place.
fn in_examples(examples: &TypedExamples<'_>) -> Vec<Substitution> {
    let mut substitutions = Vec::new();
    for example in examples.iter() {
        for value in example.values() {
            if let Some(TypeClaims {
                declared: Some(base),
                named: Some(derived),
            }) = &value.object
                && derived != base
            {
                substitutions.push(Substitution {
                    derived: derived.clone(),
                    base: base.clone(),
                    span: example.place,
                });
            }
        }
    }
    substitutions
}

fn type_of(index: &Index, page: &Page, facts: Option<&TypeFacts>) -> Option<TypeName> {
    let ty = index.type_ref(facts?, namespace(page));
    ty.type_name().cloned()
}

fn in_method_lists(input: &Input<'_>) -> Vec<Substitution> {
    let Input {
        sources,
        index,
        pages,
        ..
    } = input;
    let by_name: BTreeMap<PageName, (&Page, &OperationFacts)> = pages
        .iter()
        .filter_map(|page| page.operations().first().map(|operation| (*page, operation)))
        .map(|(page, operation)| (sources.file(page.file).page_name(), (page, operation)))
        .collect();
    let mut substitutions = Vec::new();
    for page in pages {
        for method in page.resource().into_iter().flat_map(|resource| &resource.methods) {
            let Some((api, operation)) = by_name.get(&PageName::new(method.page.value.as_str())) else {
                continue;
            };
            let base = type_of(index, page, method.returns.as_ref());
            let derived = type_of(index, api, operation.response.ty());
            if let (Some(base), Some(derived)) = (base, derived)
                && base != derived
            {
                let span = method.page.span;
                substitutions.push(Substitution { derived, base, span });
            }
        }
    }
    substitutions
}

/// The properties of a type but its key, by name.
fn properties(ty: &Type) -> BTreeMap<Ascii<&str>, &Property> {
    ty.properties
        .iter()
        .filter(|property| property.name != KEY)
        .map(|property| (Ascii::new(property.name.as_str()), property))
        .collect()
}

/// Whether a type can derive from a base: it has no other base, and all properties of the base, which has at least one.
fn is_plausible(types: &TypeTable, derived: &TypeName, base: &TypeName) -> bool {
    let (Some(derived), Some(base_type)) = (types.get(derived), types.get(base)) else {
        return false;
    };
    if !is_free(derived) || base.is_root() {
        return false;
    }
    let (own, wanted) = (properties(derived), properties(base_type));
    let has_all = wanted
        .iter()
        .all(|(name, property)| own.get(name).is_some_and(|same| same.ty == property.ty));
    !wanted.is_empty() && has_all
}

fn adopt(types: &mut TypeTable, derived: &TypeName, base: &TypeName, span: Span, sink: &mut Diagnostics) {
    // The base must not derive from the type.
    if types.derives(base, derived) {
        return;
    }
    let Some(name) = types.get(base).map(|ty| ty.name.clone()) else {
        return;
    };
    let Some(ty) = types.get_mut(derived) else { return };
    let text = format!(
        "`{}` stands here for a `{name}`, which has the same properties",
        ty.name
    );
    sink.push(
        Diagnostic::new(Code::ImpliedBase, span, text)
            .label(ty.span, format!("`{name}` was taken for its base")),
    );
    ty.base = Some(name);
}

/// Adds the base to each type that has all its properties and a name like those of the types derived from it.
fn siblings(types: &mut TypeTable, sink: &mut Diagnostics) {
    let bases: BTreeSet<TypeName> = types.iter().filter_map(|ty| ty.base.clone()).collect();
    let mut owners = free_owners(types);
    for base in bases {
        let Some(ty) = types.get(&base) else { continue };
        let wanted = properties(ty);
        if wanted.len() < SIBLING_PROPERTIES {
            continue;
        }
        // A type with all properties is among the owners of the rarest one.
        let word = last_word(&ty.name).to_ascii_lowercase();
        let keys = wanted
            .keys()
            .map(|name| (word.clone(), name.to_ascii_lowercase()));
        let rarest = keys.min_by_key(|key| owners.get(key).map_or(0, Vec::len));
        let Some(candidates) = rarest.and_then(|key| owners.get_mut(&key)) else {
            continue;
        };
        for derived in candidates.iter().filter(|name| **name != base) {
            if is_plausible(types, derived, &base)
                && let Some(span) = types.get(derived).map(|ty| ty.span)
            {
                adopt(types, derived, &base, span, sink);
            }
        }
        // A type that has a base is no candidate for the next one.
        candidates.retain(|name| types.get(name).is_some_and(is_free));
    }
}

/// The types without a base by the last word of their name and by each of their properties, in lower case.
fn free_owners(types: &TypeTable) -> BTreeMap<(String, String), Vec<TypeName>> {
    let mut owners: BTreeMap<(String, String), Vec<TypeName>> = BTreeMap::new();
    for ty in types.iter().filter(|ty| is_free(ty)) {
        let word = last_word(&ty.name).to_ascii_lowercase();
        for name in properties(ty).into_keys() {
            let key = (word.clone(), name.to_ascii_lowercase());
            owners.entry(key).or_default().push(ty.name.clone());
        }
    }
    owners
}

/// Whether a type has no base but the root.
fn is_free(ty: &Type) -> bool {
    ty.base.as_ref().is_none_or(TypeName::is_root)
}

/// `Operation` in `playPromptOperation`.
fn last_word(name: &TypeName) -> &str {
    let short = name.short();
    let start = short.rfind(|c: char| c.is_ascii_uppercase());
    start.and_then(|start| short.get(start..)).unwrap_or(short)
}
