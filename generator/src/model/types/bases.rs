//! The base type of each type.
//!
//! Pages name the base type in an annotation, in prose, in the rows of inherited properties, and on the page of
//! the base ("derived types"). A row names the type that declares a property, which may be an ancestor of the base, so
//! rows count only where nothing else names a base.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::{KEY, Primitive, TypeName};
use crate::model::names::index::namespace;
use crate::model::store::{Input, Store};
use crate::model::types::{TypeTable, bounds, keys};
use crate::model::{Property, Type, TypeRef};
use crate::page::{BaseEvidence, ResourceFacts, SpelledType};
use crate::span::Span;

/// How much a statement counts; more is stronger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    /// A row says where a property was declared.
    Row,
    /// The page of the base lists its derived types.
    Derived,
    /// The page's own prose.
    Prose,
    /// The page's annotation.
    Annotation,
}

/// What a page says of the base of a type, with the name resolved.
struct ResolvedBaseClaim {
    base: TypeName,
    weight: Weight,
    span: Span,
}

/// Decides the base of every type and which types are entities.
pub(in crate::model) fn decide(input: &Input<'_>, store: &mut Store<'_>, sink: &mut Diagnostics) {
    let Input { index, pages, .. } = input;
    let types = &mut store.types;
    keys::take_read_only_ids(input, types);
    let mut claims: BTreeMap<TypeName, Vec<ResolvedBaseClaim>> = BTreeMap::new();
    for page in pages {
        for resource in page.types() {
            let name = index.of_resource(page, resource);
            for base in &resource.bases {
                let weight = match base.evidence {
                    BaseEvidence::Row => Weight::Row,
                    BaseEvidence::Prose => Weight::Prose,
                    BaseEvidence::Annotation => Weight::Annotation,
                };
                let target = index.qualified_or_new(&base.name.value, base.link.as_deref(), namespace(page));
                claims.entry(name.clone()).or_default().push(ResolvedBaseClaim {
                    base: target,
                    weight,
                    span: base.name.span,
                });
            }
            claims
                .entry(name.clone())
                .or_default()
                .extend(shown_key(resource));
            for derived in &resource.derived {
                let link = derived.link.as_deref();
                let base = index.of_resource(page, resource);
                let Some(derived_name) = index.find(&derived.name.value, link, namespace(page)) else {
                    let derived = &derived.name;
                    let message = format!(
                        "`{}` is said to derive from `{base}`, and no page documents it",
                        derived.value
                    );
                    sink.push(Diagnostic::new(Code::UnknownType, derived.span, message));
                    continue;
                };
                claims.entry(derived_name).or_default().push(ResolvedBaseClaim {
                    base,
                    weight: Weight::Derived,
                    span: derived.name.span,
                });
            }
        }
    }
    for ty in types.iter() {
        claims.entry(ty.name.clone()).or_default().extend(row_claims(ty));
    }
    add_undocumented(types, &claims, sink);
    let known: BTreeSet<TypeName> = types.names().into_iter().collect();
    for (name, claims) in claims {
        let Some(ty) = types.get_mut(&name) else { continue };
        ty.base = base_of(ty, &claims, &known);
        report_claims(ty, &claims, &known, sink);
    }
    break_cycles(types, sink);
    bounds::keep_table(types, sink);
    keys::spread(types);
    keys::take_addressed(input, types, sink);
}

/// Adds the bases that no page documents, of types that name no other. They have the properties that the rows of those
/// types say are inherited from them.
fn add_undocumented(
    types: &mut TypeTable,
    claims: &BTreeMap<TypeName, Vec<ResolvedBaseClaim>>,
    sink: &mut Diagnostics,
) {
    let mut bases: BTreeMap<TypeName, Type> = BTreeMap::new();
    for (name, claims) in claims {
        let Some(ty) = types.get(name) else { continue };
        let is_other = |claim: &ResolvedBaseClaim| claim.base != *name && !claim.base.is_root();
        let mut claimed = claims.iter().filter(|claim| is_other(claim));
        if claimed.any(|claim| types.contains(&claim.base)) {
            continue;
        }
        let strongest = strongest(claims, is_other);
        let Some(ResolvedBaseClaim { base, span, .. }) = strongest else {
            continue;
        };
        sink.push(
            Diagnostic::new(
                Code::UnknownBase,
                *span,
                format!("`{name}` is said to derive from `{base}`, which no page documents"),
            )
            .help("it was added with the properties that are said to be inherited from it"),
        );
        let new = || Type::new(base.clone(), ty.version, *span);
        let added = bases.entry(base.clone()).or_insert_with(new);
        // A type whose base is an entity declares no key of its own, and one whose base is none has no base: in all of
        // Graph the key is declared by the root.
        added.entity |= ty.entity;
        let is_inherited = |row: &&Property| row.inherited_from.as_ref() == Some(base);
        for row in ty.properties.iter().filter(is_inherited) {
            if added.properties.iter().all(|known| known.name != row.name) {
                added.properties.push(Property {
                    inherited_from: None,
                    ..row.clone()
                });
            }
        }
    }
    for mut ty in bases.into_values() {
        ty.base = ty.entity.then(TypeName::root);
        types.get_or_insert(ty);
    }
}

/// The root, whose key the representation shows, where the annotation says that the type has one and no table lists it.
fn shown_key(resource: &ResourceFacts) -> Option<ResolvedBaseClaim> {
    resource.key_property.as_ref().filter(|key| key.value == KEY)?;
    let mut shown = resource.representation.iter();
    let key =
        shown.find(|row| row.can_be_key() && row.ty.name == SpelledType::Primitive(Primitive::String))?;
    Some(ResolvedBaseClaim {
        base: TypeName::root(),
        weight: Weight::Row,
        span: key.name.span,
    })
}

/// The bases that rows name. The rows of body tables name the declaring type too.
fn row_claims(ty: &Type) -> Vec<ResolvedBaseClaim> {
    let claim = |property: &Property| {
        let base = property.inherited_from.clone()?;
        Some(ResolvedBaseClaim {
            base,
            weight: Weight::Row,
            span: property.span,
        })
    };
    ty.properties.iter().filter_map(claim).collect()
}

/// The strongest of the claims that are wanted; where several are equal, the first on the page.
fn strongest(
    claims: &[ResolvedBaseClaim],
    is_wanted: impl Fn(&ResolvedBaseClaim) -> bool,
) -> Option<&ResolvedBaseClaim> {
    let wanted = claims.iter().rev().filter(|claim| is_wanted(claim));
    wanted.max_by_key(|claim| claim.weight)
}

/// The base of a type by the strongest claim. A claim of the root yields to one that names a nearer type.
fn base_of(ty: &Type, claims: &[ResolvedBaseClaim], known: &BTreeSet<TypeName>) -> Option<TypeName> {
    if ty.name.is_root() {
        return None;
    }
    let is_nearer = |claim: &ResolvedBaseClaim| !claim.base.is_root() && claim.base != ty.name;
    let nearer = strongest(claims, |claim| is_nearer(claim) && known.contains(&claim.base));
    let claimed = nearer.or_else(|| strongest(claims, |claim| claim.base.is_root()));
    if let Some(claim) = claimed {
        return Some(claim.base.clone());
    }
    // The key that all entities inherit is a text. A type with a GUID for its key is an entity that does not derive from it.
    let is_key = |row: &Property| keys::can_be_key(row) && row.ty.item == TypeRef::STRING;
    let has_key = || ty.properties.iter().any(is_key);
    // Of a type without a page, the answer of a creation shows the key that its table does not list.
    (ty.entity && (ty.pages.is_empty() || has_key())).then(TypeName::root)
}

/// Reports the claims that name a base which no page documents, and those that contradict the base of the type.
fn report_claims(
    ty: &Type,
    claims: &[ResolvedBaseClaim],
    known: &BTreeSet<TypeName>,
    sink: &mut Diagnostics,
) {
    let name = &ty.name;
    // Each row may name an unknown base anew.
    let mut unknown = BTreeSet::new();
    for ResolvedBaseClaim { base, weight, span } in claims.iter().filter(|claim| claim.base != *name) {
        if !known.contains(base) {
            if unknown.insert(base) {
                let text = format!("`{name}` is said to derive from `{base}`, which no page documents");
                sink.push(Diagnostic::new(Code::UnknownBase, *span, text));
            }
        } else if let Some(taken) = &ty.base
            && taken != base
            && !base.is_root()
            && *weight > Weight::Row
        {
            let text = format!("`{name}` derives from `{base}` here, but from `{taken}` elsewhere");
            sink.push(
                Diagnostic::new(Code::BaseConflict, *span, text)
                    .label(ty.span, format!("`{taken}` was taken")),
            );
        }
    }
}

/// Cuts the base of a type whose chain of bases leads back to it: of the first by name in each circle.
fn break_cycles(types: &mut TypeTable, sink: &mut Diagnostics) {
    let mut done = BTreeSet::new();
    for start in types.names() {
        // The types on the way from this one, each with its place.
        let mut way = Vec::new();
        let mut places = BTreeMap::new();
        let mut at = Some(start);
        while let Some(name) = at.filter(|name| !done.contains(name)) {
            if let Some(&first) = places.get(&name) {
                let circle: &[TypeName] = &way[first..];
                if let Some(ty) = circle.iter().min().and_then(|name| types.get_mut(name)) {
                    cut(ty, sink);
                }
                break;
            }
            places.insert(name.clone(), way.len());
            at = types.get(&name).and_then(|ty| ty.base.clone());
            way.push(name);
        }
        done.extend(way);
    }
}

fn cut(ty: &mut Type, sink: &mut Diagnostics) {
    let Some(cut) = ty.base.take() else { return };
    let text = format!("`{}` derives from itself", ty.name);
    sink.push(
        Diagnostic::new(Code::BaseCycle, ty.span, text)
            .help(format!("its base `{}` was left out", cut.short())),
    );
}
