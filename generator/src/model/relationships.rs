//! Relationships that only paths show.
//!
//! `GET /users/{id}/joinedTeams` returns a collection of *team*: so *user* has the relationship `joinedTeams`,
//! though its page has no row for it. The type at the end of each path is known from the responses; the type of
//! what stands before comes from the responses of shorter paths and from relationships that are documented.

use std::collections::{BTreeMap, BTreeSet};

use unicase::Ascii;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::{Method, PathTemplate, ROOT_NAMESPACE, Segment, TypeName, Verb, ends_with_ignore_case};
use crate::model::relationships::path_types::{Containers, Owner, Undocumented};
use crate::model::store::{Draft, Input, Store};
use crate::model::types::TypeTable;
use crate::model::types::merge::spoken;
use crate::model::{Evidence, Operation, Property, ResponseContent, TypeRef};
use crate::span::Span;

pub(super) mod path_types;

/// How deep paths are followed.
const MAX_SEGMENTS: usize = 24;

/// What stands at a place in the tree of paths: the type, and whether it is a collection.
type Place = (TypeName, bool);

/// A place in the tree of paths: the segments that lead there, with `{}` for each parameter.
type Keys = Vec<Ascii<String>>;

/// The key of a segment that is a parameter.
const PARAMETER: &str = "{}";

/// What a request says of the end of its path.
struct Claim {
    parent: Keys,
    name: String,
    ty: TypeName,
    collection: bool,
    span: Span,
}

/// Adds the relationships to the types, and makes collections of those whose requests return many.
pub(super) fn add(input: &Input<'_>, store: &mut Store<'_>, sink: &mut Diagnostics) {
    let Store {
        types, operations, ..
    } = store;
    let containers = &Containers::new(input);
    let mut places: BTreeMap<Keys, Place> = BTreeMap::new();
    let mut claims: Vec<Claim> = Vec::new();
    for Draft { operation, .. } in &*operations {
        let (ty, collection) = match (operation.method, &operation.response.content) {
            (Method::Get, ResponseContent::One(TypeRef::Type(name))) => (name, false),
            (Method::Get, ResponseContent::Many(TypeRef::Type(name))) => (name, true),
            // What is created at a path is one of the many that stand there.
            (Method::Post, ResponseContent::One(TypeRef::Type(name))) if creates(operation) => (name, true),
            _ => continue,
        };
        if !types.contains(ty) {
            continue;
        }
        for path in &operation.paths {
            let Some(keys) = keys(&path.template) else {
                continue;
            };
            // A path with a filter leads to a collection, even if the page speaks of one object.
            let collection = collection || path.documented.contains("$filter=");
            places
                .entry(keys.clone())
                .or_insert_with(|| (ty.clone(), collection));
            claims.extend(claim(&keys, &path.template, ty, collection, path.span, operation));
        }
    }
    let mut declared = BTreeSet::new();
    claims.extend(owners(operations, containers, &mut places, types, &mut declared));
    // Shorter paths come first, because longer ones build on them; for one path, a claim of a collection comes first.
    claims.sort_by(|a, b| {
        let key = |claim: &Claim| (claim.parent.len(), !claim.collection, claim.span);
        (key(a), &a.parent, &a.name).cmp(&(key(b), &b.parent, &b.name))
    });
    let mut seen = BTreeSet::new();
    for claim in claims {
        let Some(owner) = resolve(&claim.parent, &places, types) else {
            continue;
        };
        if seen.insert((owner.clone(), Ascii::new(claim.name.clone()))) {
            apply(&owner, claim, types, sink);
        }
    }
    path_types::report_added(&declared, types, sink);
}

/// Adds the types that file names give for the place before the end of each path. A type that is known from a response
/// or a relationship stays, because some file names are aliases.
fn owners(
    operations: &[Draft<'_>],
    containers: &Containers,
    places: &mut BTreeMap<Keys, Place>,
    types: &mut TypeTable,
    declared: &mut BTreeSet<TypeName>,
) -> Vec<Claim> {
    let mut claims = Vec::new();
    for Draft { operation, .. } in operations {
        for path in &operation.paths {
            let found = containers
                .owner(operation, &path.template)
                .zip(path.template.segments.split_last());
            let Some((owner, (_, before))) = found else {
                continue;
            };
            let before = PathTemplate {
                segments: before.to_vec(),
            };
            let (Some(keys), Some(Segment::Literal(name))) = (keys(&before), before.segments.last()) else {
                continue;
            };
            // At the root, names of segments are only a guess, and an action may stand under any documented type.
            let is_root = keys.len() == 1;
            if places.contains_key(&keys) || (!is_root && resolve(&keys, places, types).is_some()) {
                continue;
            }
            let ty = match owner {
                Owner::Documented(_) if is_root => continue,
                // `activitybasedtimeoutpolicy-post-activitybasedtimeoutpolicies` is named after what it creates.
                Owner::Documented(name) if is_about(operation, name) => continue,
                Owner::Documented(name) => name.clone(),
                Owner::FileNameOnly(unknown) => {
                    shortened(unknown, &path.template, types).unwrap_or_else(|| {
                        let declaring = path_types::declare(unknown, name, operation, path.span, types);
                        declared.insert(declaring.clone());
                        declaring
                    })
                }
            };
            let Some(ty) = types.get(&ty) else { continue };
            let ty = ty.name.clone();
            claims.extend(claim(&keys, &before, &ty, false, path.span, operation));
            places.insert(keys, (ty, false));
        }
    }
    claims
}

/// Whether a request sends or returns the type.
fn is_about(operation: &Operation, name: &TypeName) -> bool {
    let returned = match &operation.response.content {
        ResponseContent::One(ty) | ResponseContent::Many(ty) => Some(ty),
        _ => None,
    };
    let sent = operation.body.as_ref().and_then(|body| body.ty.as_ref());
    [returned, sent]
        .into_iter()
        .flatten()
        .any(|ty| matches!(ty, TypeRef::Type(other) | TypeRef::Enum(other) if other == name))
}

/// The type whose name the file name shortens: `insights` is an *officeGraphInsights* where that has the relationship.
fn shortened(owner: &Undocumented, template: &PathTemplate, types: &TypeTable) -> Option<TypeName> {
    let Some(Segment::Literal(member)) = template.segments.last() else {
        return None;
    };
    let mut names = types.iter().map(|ty| &ty.name);
    names
        .find(|name| ends_with_ignore_case(name, owner.name()) && property(types, name, member).is_some())
        .cloned()
}

/// Whether a request adds an object to a collection rather than calling an action.
fn creates(operation: &Operation) -> bool {
    matches!(operation.title.verb(), Some(Verb::Create | Verb::Add))
}

/// The segments of a path as keys. `None` for paths with functions, casts and system segments, which are no places
/// of the tree.
fn keys(template: &PathTemplate) -> Option<Keys> {
    if template.segments.len() > MAX_SEGMENTS {
        return None;
    }
    let key = |segment: &Segment| match segment {
        Segment::Literal(text) => is_name(text).then(|| Ascii::new(text.clone())),
        Segment::Parameter(_) => Some(Ascii::new(PARAMETER.to_owned())),
        _ => None,
    };
    template.segments.iter().map(key).collect()
}

/// Whether a text can be the name of a property or a relationship.
pub(super) fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// What a request for `…/{id}/name` or `…/{id}/name/{id}` says. Functions look like relationships in a path; the
/// titles of their pages tell them apart: `driveItem: delta`.
fn claim(
    keys: &[Ascii<String>],
    template: &PathTemplate,
    ty: &TypeName,
    collection: bool,
    span: Span,
    operation: &Operation,
) -> Option<Claim> {
    if operation.title.is_of_call() {
        return None;
    }
    let by_key = *keys.last()? == PARAMETER;
    let at = keys.len().checked_sub(1 + usize::from(by_key))?;
    let Segment::Literal(name) = template.segments.get(at)? else {
        return None;
    };
    if by_key && collection {
        return None;
    }
    Some(Claim {
        parent: keys.get(..at)?.to_vec(),
        name: name.clone(),
        ty: ty.clone(),
        collection: collection || by_key,
        span,
    })
}

/// The type at a place that holds one object.
fn resolve(keys: &[Ascii<String>], places: &BTreeMap<Keys, Place>, types: &TypeTable) -> Option<TypeName> {
    let mut at: Option<Place> = None;
    for (index, key) in keys.iter().enumerate() {
        let documented = || places.get(keys.get(..=index)?).cloned();
        at = match (&at, key.as_str()) {
            (Some((ty, true)), PARAMETER) => Some((ty.clone(), false)),
            (Some((ty, false)), name) if name != PARAMETER => property(types, ty, name).or_else(documented),
            (None, name) if index == 0 => documented().or_else(|| container(types, name)),
            _ => documented(),
        };
    }
    at.filter(|(_, collection)| !collection).map(|(ty, _)| ty)
}

fn property(types: &TypeTable, ty: &TypeName, name: &str) -> Option<Place> {
    let found = types.property(ty, name)?;
    match &found.ty {
        TypeRef::Type(name) => Some((name.clone(), found.collection)),
        _ => None,
    }
}

/// The type of a container at the root, which is named like its segment (`security`) or, in the singular, with
/// *Root* behind it: `auditLogs` is an *auditLogRoot*.
fn container(types: &TypeTable, segment: &str) -> Option<Place> {
    let singular = segment.strip_suffix(['s', 'S']).unwrap_or(segment);
    [
        segment.to_owned(),
        format!("{segment}root"),
        format!("{singular}root"),
    ]
    .into_iter()
    .map(|name| TypeName::qualify(ROOT_NAMESPACE, &name))
    .find(|name| types.contains(name))
    .map(|name| (name, false))
}

fn apply(owner: &TypeName, claim: Claim, types: &mut TypeTable, sink: &mut Diagnostics) {
    let declared = types.property(owner, &claim.name).is_some();
    let Some(ty) = types.get_mut(owner) else { return };
    if !declared {
        let property = Property {
            collection: claim.collection,
            navigation: true,
            evidence: Evidence::Path,
            ..Property::new(claim.name, TypeRef::Type(claim.ty), claim.span)
        };
        let text = format!(
            "`{}` has the relationship `{}` by this path",
            ty.name, property.name
        );
        let help = format!("no row says so; it was added as {}", spoken(&property));
        sink.push(Diagnostic::new(Code::PathOnly, claim.span, text).help(help));
        ty.properties.push(property);
        return;
    }
    let old = ty
        .properties
        .iter_mut()
        .find(|property| property.name.eq_ignore_ascii_case(&claim.name));
    let Some(old) = old else { return };
    // A table may begin the names of its relationships with capitals, as titles do.
    if old.name.starts_with(|c: char| c.is_ascii_uppercase()) && old.name != claim.name {
        let text = format!("`{}` of `{}` is spelled so here", old.name, ty.name);
        sink.push(
            Diagnostic::new(Code::SpellingConflict, old.span, text)
                .label(claim.span, format!("and `{}` here, which was taken", claim.name)),
        );
        old.name.clone_from(&claim.name);
    }
    if claim.collection
        && !old.collection
        // A relationship named like its type (`administrativeUnit`) leads to one, whatever the request is for.
        && !claim.ty.has_short_name(&old.name)
        && old.ty == TypeRef::Type(claim.ty)
    {
        sink.push(
            Diagnostic::new(
                Code::TypeConflict,
                old.span,
                format!("`{}` of `{}` is {} here", old.name, ty.name, spoken(old)),
            )
            .label(claim.span, "but this request returns many, which was taken"),
        );
        old.collection = true;
    }
}
