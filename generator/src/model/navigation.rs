//! Relationships that only paths show.
//!
//! `GET /users/{id}/joinedTeams` returns a collection of *team*: so *user* has the relationship `joinedTeams`,
//! though its page has no row for it. The type at the end of each path is known from the responses; the type of
//! what stands before comes from the responses of shorter paths and from relationships that are documented.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::model::containers::{self, Containers, Owner, Undocumented};
use crate::model::index::short_name;
use crate::model::types::{Types, chain, spoken};
use crate::model::{Operation, Property, ROOT_NAMESPACE, ResponseContent, TypeRef};
use crate::page::{Method, PathTemplate, Segment};
use crate::span::Span;

/// How deep paths are followed.
const MAX_SEGMENTS: usize = 24;

/// What stands at a place in the tree of paths: the qualified type in lower case, and whether it is a collection.
type Place = (String, bool);

/// What a request says of the end of its path.
struct Claim {
    parent: Vec<String>,
    name: String,
    ty: String,
    collection: bool,
    span: Span,
}

/// Adds the relationships to the types, and makes collections of those whose requests return many.
pub(super) fn add(operations: &[Operation], containers: &Containers, types: &mut Types, sink: &mut Sink) {
    let mut places: BTreeMap<Vec<String>, Place> = BTreeMap::new();
    let mut claims: Vec<Claim> = Vec::new();
    for operation in operations {
        let (ty, collection) = match (operation.method, &operation.response.content) {
            (Method::Get, ResponseContent::One(TypeRef::Type(name))) => (name, false),
            (Method::Get, ResponseContent::Many(TypeRef::Type(name))) => (name, true),
            // What is created at a path is one of the many that stand there.
            (Method::Post, ResponseContent::One(TypeRef::Type(name))) if creates(operation) => (name, true),
            _ => continue,
        };
        if !types.contains_key(&ty.to_lowercase()) {
            continue;
        }
        for path in &operation.paths {
            let Some(keys) = keys(&path.template) else {
                continue;
            };
            // What is filtered is a collection, if only one is left of it.
            let collection = collection || path.documented.contains("$filter=");
            places
                .entry(keys.clone())
                .or_insert_with(|| (ty.to_lowercase(), collection));
            claims.extend(claim(&keys, &path.template, ty, collection, path.span, operation));
        }
    }
    let mut declared = BTreeSet::new();
    claims.extend(owners(operations, containers, &mut places, types, &mut declared));
    // Short paths first, as longer ones build on them; of two claims the one that says more.
    claims.sort_by(|a, b| {
        let key = |claim: &Claim| (claim.parent.len(), !claim.collection, claim.span);
        (key(a), &a.parent, &a.name).cmp(&(key(b), &b.parent, &b.name))
    });
    let mut seen = BTreeSet::new();
    for claim in claims {
        let Some(owner) = resolve(&claim.parent, &places, types) else {
            continue;
        };
        if seen.insert((owner.clone(), claim.name.to_lowercase())) {
            apply(&owner, claim, types, sink);
        }
    }
    containers::settle(&declared, types, sink);
}

/// Enters the types that the file names of pages give for what stands before the ends of their paths. Where
/// responses or relationships tell the type, they are right: the names of files are aliases, too.
fn owners(
    operations: &[Operation],
    containers: &Containers,
    places: &mut BTreeMap<Vec<String>, Place>,
    types: &mut Types,
    declared: &mut BTreeSet<String>,
) -> Vec<Claim> {
    let mut claims = Vec::new();
    for operation in operations {
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
            let key = match owner {
                Owner::Documented(_) if is_root => continue,
                // `activitybasedtimeoutpolicy-post-activitybasedtimeoutpolicies` is named after what it creates.
                Owner::Documented(key) if is_about(operation, key) => continue,
                Owner::Documented(key) => key.clone(),
                Owner::FileNameOnly(unknown) => {
                    shortened(unknown, &path.template, types).unwrap_or_else(|| {
                        let key = containers::declare(unknown, name, operation, path.span, types);
                        declared.insert(key.clone());
                        key
                    })
                }
            };
            let Some(ty) = types.get(&key) else { continue };
            let ty = ty.name.clone();
            claims.extend(claim(&keys, &before, &ty, false, path.span, operation));
            places.insert(keys, (key, false));
        }
    }
    claims
}

/// Whether a request sends or returns the type.
fn is_about(operation: &Operation, key: &str) -> bool {
    let returned = match &operation.response.content {
        ResponseContent::One(ty) | ResponseContent::Many(ty) => Some(ty),
        _ => None,
    };
    let sent = operation.body.as_ref().and_then(|body| body.ty.as_ref());
    [returned, sent]
        .into_iter()
        .flatten()
        .any(|ty| ty.qualified().eq_ignore_ascii_case(key))
}

/// The type whose name the file name shortens: `insights` is an *officeGraphInsights* where that has the relationship.
fn shortened(owner: &Undocumented, template: &PathTemplate, types: &Types) -> Option<String> {
    let Some(Segment::Literal(member)) = template.segments.last() else {
        return None;
    };
    let named = types.keys().filter(|key| key.ends_with(owner.name()));
    named
        .into_iter()
        .find(|key| property(types, key, member).is_some())
        .cloned()
}

/// Whether a request adds an object to a collection rather than calling an action.
fn creates(operation: &Operation) -> bool {
    let title = operation.name.to_lowercase();
    title.starts_with("create ") || title.starts_with("add ")
}

/// The segments of a path as keys: literals in lower case, holes as `{}`. `None` for paths with functions, casts
/// and system segments, which are no places of the tree.
fn keys(template: &PathTemplate) -> Option<Vec<String>> {
    if template.segments.len() > MAX_SEGMENTS {
        return None;
    }
    let key = |segment: &Segment| match segment {
        Segment::Literal(text) => is_name(text).then(|| text.to_lowercase()),
        Segment::Parameter(_) => Some("{}".to_owned()),
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
    keys: &[String],
    template: &PathTemplate,
    ty: &str,
    collection: bool,
    span: Span,
    operation: &Operation,
) -> Option<Claim> {
    let title = operation.name.to_lowercase();
    if title.contains(':') || title.contains("function") {
        return None;
    }
    let by_key = keys.last()? == "{}";
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
        ty: ty.to_owned(),
        collection: collection || by_key,
        span,
    })
}

/// The type at a place that holds one object.
fn resolve(keys: &[String], places: &BTreeMap<Vec<String>, Place>, types: &Types) -> Option<String> {
    let mut at: Option<Place> = None;
    for (index, key) in keys.iter().enumerate() {
        let documented = || places.get(keys.get(..=index)?).cloned();
        at = match (&at, key.as_str()) {
            (Some((ty, true)), "{}") => Some((ty.clone(), false)),
            (Some((ty, false)), name) if name != "{}" => property(types, ty, name).or_else(documented),
            (None, name) if index == 0 => documented().or_else(|| container(types, name)),
            _ => documented(),
        };
    }
    at.filter(|(_, collection)| !collection).map(|(ty, _)| ty)
}

fn property(types: &Types, ty: &str, name: &str) -> Option<Place> {
    let found = chain(types, ty)
        .flat_map(|ty| &ty.properties)
        .find(|property| property.name.eq_ignore_ascii_case(name))?;
    match &found.ty {
        TypeRef::Type(name) => Some((name.to_lowercase(), found.collection)),
        _ => None,
    }
}

/// The type of a container at the root, which is named like its segment (`security`) or, in the singular, with
/// *Root* behind it: `auditLogs` is an *auditLogRoot*.
fn container(types: &Types, segment: &str) -> Option<Place> {
    let singular = segment.strip_suffix('s').unwrap_or(segment);
    [
        segment.to_owned(),
        format!("{segment}root"),
        format!("{singular}root"),
    ]
    .into_iter()
    .map(|name| format!("{ROOT_NAMESPACE}.{name}"))
    .find(|key| types.contains_key(key))
    .map(|key| (key, false))
}

fn apply(owner: &str, claim: Claim, types: &mut Types, sink: &mut Sink) {
    let is_same = |property: &&Property| property.name.eq_ignore_ascii_case(&claim.name);
    let declared = chain(types, owner).any(|ty| ty.properties.iter().any(|property| is_same(&property)));
    let Some(ty) = types.get_mut(owner) else { return };
    if !declared {
        let property = Property {
            collection: claim.collection,
            navigation: true,
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
        && !short_name(&claim.ty).eq_ignore_ascii_case(&old.name)
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
