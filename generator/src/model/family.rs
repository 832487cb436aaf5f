//! Bases that no page states and several places imply.
//!
//! Where an example shows a *userIdentity* in a property of type *identity*, or the list of methods says that a
//! request returns a *commsOperation* and the page of the request says *inviteParticipantsOperation*, the one must
//! derive from the other. That is believed only if the derived type has all properties of the base, because
//! authors mix up types, too. That a type has all properties of another is no evidence by itself: in the corpus of
//! v1.0 two of 31 such pairs are base and derived type.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::model::index::{Index, namespace, short_name, stem};
use crate::model::types::{Types, chain};
use crate::model::{Property, ROOT_TYPE, Type, TypeRef};
use crate::page::{ExampleBody, OperationFacts, Page, TypeFacts};
use crate::source::SourceMap;
use crate::span::Span;

/// How deep examples are followed.
const MAX_DEPTH: usize = 8;

/// How many properties beside its key a base has at least, for its siblings to be told by them.
const SIBLING_PROPERTIES: usize = 3;

/// A type that stands where another is declared.
struct Stand {
    derived: String,
    base: String,
    span: Span,
}

/// Adds the bases that are implied; bases that pages state must have been decided.
pub(super) fn infer(sources: &SourceMap, index: &Index, pages: &[&Page], types: &mut Types, sink: &mut Sink) {
    let mut stands = in_examples(index, pages, types);
    stands.extend(in_method_lists(sources, index, pages));
    for stand in stands {
        if is_plausible(types, &stand.derived, &stand.base) {
            adopt(types, &stand.derived, &stand.base, stand.span, sink);
        }
    }
    siblings(types, sink);
}

fn in_examples(index: &Index, pages: &[&Page], types: &Types) -> Vec<Stand> {
    let mut stands = Vec::new();
    for page in pages {
        for operation in &page.operations {
            let declared = key_of(index, page, operation.response.ty.as_ref());
            for example in &operation.examples {
                let Some(response) = &example.response else {
                    continue;
                };
                let ExampleBody::Json(body) = &response.body else {
                    continue;
                };
                walk(
                    index,
                    types,
                    &body.value,
                    declared.clone(),
                    response.status.span,
                    &mut stands,
                );
            }
        }
    }
    stands
}

fn key_of(index: &Index, page: &Page, facts: Option<&TypeFacts>) -> Option<String> {
    match index.type_ref(facts?, namespace(page)) {
        TypeRef::Type(name) => Some(name.to_lowercase()),
        _ => None,
    }
}

/// Compares the types that values name with those that are declared in their place.
fn walk(
    index: &Index,
    types: &Types,
    body: &Value,
    declared: Option<String>,
    span: Span,
    out: &mut Vec<Stand>,
) {
    let mut open = vec![(body, declared, 0)];
    while let Some((value, declared, depth)) = open.pop() {
        if depth > MAX_DEPTH {
            continue;
        }
        let object = match value {
            Value::Array(items) => {
                open.extend(items.iter().map(|item| (item, declared.clone(), depth + 1)));
                continue;
            }
            Value::Object(object) => object,
            _ => continue,
        };
        let named = object
            .get("@odata.type")
            .and_then(Value::as_str)
            .and_then(|name| {
                let found = index.find(name, None, crate::model::ROOT_NAMESPACE)?;
                Some(found.to_lowercase())
            });
        if let (Some(derived), Some(base)) = (&named, &declared)
            && derived != base
        {
            out.push(Stand {
                derived: derived.clone(),
                base: base.clone(),
                span,
            });
        }
        let Some(own) = named.or(declared) else { continue };
        // A collection of the declared type is wrapped into `{"value": […]}`.
        if depth == 0
            && let Some(inner) = object.get("value")
        {
            open.push((inner, Some(own.clone()), depth + 1));
        }
        let properties: BTreeMap<&str, &Property> = chain(types, &own)
            .flat_map(|ty| &ty.properties)
            .map(|property| (property.name.as_str(), property))
            .collect();
        for (key, inner) in object {
            if let Some(TypeRef::Type(name)) = properties.get(key.as_str()).map(|property| &property.ty) {
                open.push((inner, Some(name.to_lowercase()), depth + 1));
            }
        }
    }
}

fn in_method_lists(sources: &SourceMap, index: &Index, pages: &[&Page]) -> Vec<Stand> {
    let by_stem: BTreeMap<String, (&Page, &OperationFacts)> = pages
        .iter()
        .flat_map(|page| page.operations.first().map(|operation| (*page, operation)))
        .map(|(page, operation)| (stem(sources, page.file).to_lowercase(), (page, operation)))
        .collect();
    let mut stands = Vec::new();
    for page in pages {
        for method in page.resources.iter().flat_map(|resource| &resource.methods) {
            let Some((api, operation)) = by_stem.get(&method.page.value.to_lowercase()) else {
                continue;
            };
            let base = key_of(index, page, method.returns.as_ref());
            let derived = key_of(index, api, operation.response.ty.as_ref());
            if let (Some(base), Some(derived)) = (base, derived)
                && base != derived
            {
                let span = method.page.span;
                stands.push(Stand { derived, base, span });
            }
        }
    }
    stands
}

/// The properties of a type but its key, by name in lower case.
fn properties(ty: &Type) -> BTreeMap<String, &Property> {
    ty.properties
        .iter()
        .filter(|property| property.name != "id")
        .map(|property| (property.name.to_lowercase(), property))
        .collect()
}

/// Whether one type has all properties that another declares, which has some, and has no other base.
fn is_plausible(types: &Types, derived: &str, base: &str) -> bool {
    let (Some(derived), Some(base_type)) = (types.get(derived), types.get(base)) else {
        return false;
    };
    let is_free = derived
        .base
        .as_deref()
        .is_none_or(|base| base.eq_ignore_ascii_case(ROOT_TYPE));
    let (own, wanted) = (properties(derived), properties(base_type));
    let has_all = wanted.iter().all(|(name, property)| {
        own.get(name)
            .is_some_and(|same| (&same.ty, same.collection) == (&property.ty, property.collection))
    });
    is_free && base != ROOT_TYPE && !wanted.is_empty() && has_all
}

fn adopt(types: &mut Types, derived: &str, base: &str, span: Span, sink: &mut Sink) {
    // The base must not derive from the type.
    if chain(types, base).any(|ty| ty.name.eq_ignore_ascii_case(derived)) {
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

/// A type that is named like the derived types of a base and has all its properties is one more of them.
fn siblings(types: &mut Types, sink: &mut Sink) {
    let bases: BTreeSet<String> = types
        .values()
        .filter_map(|ty| ty.base.as_ref())
        .map(|base| base.to_lowercase())
        .collect();
    let mut found = Vec::new();
    for base in bases {
        let Some(ty) = types.get(&base) else { continue };
        if properties(ty).len() < SIBLING_PROPERTIES {
            continue;
        }
        let word = last_word(&ty.name);
        let candidates = types
            .iter()
            .filter(|(key, other)| **key != base && last_word(&other.name) == word)
            .filter(|(key, _)| is_plausible(types, key, &base));
        found.extend(candidates.map(|(key, other)| (key.clone(), base.clone(), other.span)));
    }
    for (derived, base, span) in found {
        if is_plausible(types, &derived, &base) {
            adopt(types, &derived, &base, span, sink);
        }
    }
}

/// `Operation` in `playPromptOperation`.
fn last_word(name: &str) -> String {
    let short = short_name(name);
    let start = short.rfind(|c: char| c.is_ascii_uppercase()).unwrap_or(0);
    short[start..].to_lowercase()
}
