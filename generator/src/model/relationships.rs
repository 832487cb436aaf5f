//! Relationships that only paths show.
//!
//! `GET /users/{id}/joinedTeams` returns a collection of *team*: so *user* has the relationship `joinedTeams`,
//! though its page has no row for it. The type at the end of each path is known from the responses; the type of
//! what stands before comes from the responses of shorter paths and from relationships that are documented.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use unicase::Ascii;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::{
    Cardinality, PartKey, PathTemplate, Segment, TypeName, ends_with_ignore_case, is_identifier,
};
use crate::model::places::stated::{Statements, statement};
use crate::model::places::walk::Walk;
use crate::model::places::{MAX_SEGMENTS, Place};
use crate::model::relationships::path_types::{Containers, Owner, Undocumented};
use crate::model::store::{Draft, Input, Store};
use crate::model::types::TypeTable;
use crate::model::types::merge::spelling_conflict;
use crate::model::{Evidence, Operation, Property, TypeRef, ValueType};
use crate::span::Span;

mod calls;
pub(super) mod path_types;

/// What a request says of the end of its path.
struct RelationshipClaim {
    /// The path of what has the relationship.
    parent: PathTemplate,
    name: String,
    ty: TypeName,
    cardinality: Cardinality,
    span: Span,
}

/// Adds the relationships to the types, and makes collections of those whose requests return many.
pub(super) fn add(input: &Input<'_>, store: &mut Store<'_>, sink: &mut Diagnostics) {
    let Store {
        types, operations, ..
    } = store;
    let containers = &Containers::new(input);
    let mut statements = Statements::of_requests(operations.iter().map(|draft| &draft.operation), types);
    let mut claims: Vec<RelationshipClaim> = Vec::new();
    for Draft { operation, .. } in &*operations {
        let page_name = input.sources.file(operation.page).page_name();
        for path in &operation.paths {
            let stated = statement(operation, path, types).filter(|_| is_of_names(&path.template));
            if let Some((ty, cardinality)) = stated
                && !calls::is_call(operation, &path.template, &page_name)
            {
                claims.extend(claim(&path.template, ty, cardinality, path.span, operation));
            }
        }
    }
    let mut declared = BTreeSet::new();
    claims.extend(claims_of_file_names(
        operations,
        containers,
        &mut statements,
        types,
        &mut declared,
    ));
    // Shorter paths come first, because longer ones build on them; for one path, a claim of a collection comes first.
    claims.sort_by(|a, b| {
        let key = |claim: &RelationshipClaim| {
            (
                claim.parent.segments.len(),
                Reverse(claim.cardinality),
                claim.span,
            )
        };
        (key(a), a.parent.shape(), &a.name).cmp(&(key(b), b.parent.shape(), &b.name))
    });
    let mut seen = BTreeSet::new();
    for claim in claims {
        let Some(owner) = object_at(&claim.parent, &statements, types) else {
            continue;
        };
        if seen.insert((owner.clone(), Ascii::new(claim.name.clone()))) {
            apply(&owner, claim, types, sink);
        }
    }
    path_types::report_added(&declared, types, sink);
    store.statements = statements;
}

/// What the names of files say of the places before the ends of paths: adds the types that only they name, records the
/// statements and returns the claims.
fn claims_of_file_names(
    operations: &[Draft<'_>],
    containers: &Containers,
    statements: &mut Statements,
    types: &mut TypeTable,
    declared: &mut BTreeSet<TypeName>,
) -> Vec<RelationshipClaim> {
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
            let is_literal = matches!(before.segments.last(), Some(Segment::Literal(_)));
            if !is_literal || !is_of_names(&before) {
                continue;
            }
            let keys = before.keys();
            let ty = match owner {
                _ if is_known(&before, &keys, statements, types) => continue,
                Owner::Documented(ty) if names_holder(operation, ty, &keys) => ty.clone(),
                Owner::Documented(_) => continue,
                Owner::FileNameOnly(unknown) => {
                    let walk = Walk { types, statements };
                    shortened(unknown, &path.template, &walk).unwrap_or_else(|| {
                        let declaring =
                            path_types::declare(unknown, &before.fixed_names(), operation, path.span, types);
                        declared.insert(declaring.clone());
                        declaring
                    })
                }
            };
            let Some(ty) = types.get(&ty) else { continue };
            let ty = ty.name.clone();
            claims.extend(claim(&before, &ty, Cardinality::One, path.span, operation));
            statements.add(keys, &ty, Cardinality::One);
        }
    }
    claims
}

/// Whether the type at a place is known from a response or a relationship. It stays, because some file names are aliases.
fn is_known(before: &PathTemplate, keys: &[PartKey], statements: &Statements, types: &TypeTable) -> bool {
    // At the root, names of segments are only a guess.
    statements.get(keys).is_some() || (!is_root(keys) && object_at(before, statements, types).is_some())
}

/// Whether the file name of an operation names the documented type that stands before the end of a path. An action at the root
/// may stand under any documented type, and `activitybasedtimeoutpolicy-post-activitybasedtimeoutpolicies` is named after
/// what it creates.
fn names_holder(operation: &Operation, ty: &TypeName, keys: &[PartKey]) -> bool {
    !is_root(keys) && !is_about(operation, ty)
}

fn is_root(keys: &[PartKey]) -> bool {
    keys.len() == 1
}

/// Whether a request sends or returns the type.
fn is_about(operation: &Operation, name: &TypeName) -> bool {
    let returned = operation.response.content.item();
    let sent = operation.body.as_ref().and_then(|body| body.ty.as_ref());
    [returned, sent.map(|sent| &sent.item)]
        .into_iter()
        .flatten()
        .any(|ty| matches!(ty, TypeRef::Type(other) | TypeRef::Enum(other) if other == name))
}

/// The type whose name the file name shortens: `insights` is an *officeGraphInsights* where that has the relationship.
fn shortened(owner: &Undocumented, template: &PathTemplate, walk: &Walk<'_>) -> Option<TypeName> {
    let Some(Segment::Literal(member)) = template.segments.last() else {
        return None;
    };
    let mut names = walk.types.iter().map(|ty| &ty.name);
    names
        .find(|name| ends_with_ignore_case(name, owner.name()) && walk.property(name, member).is_some())
        .cloned()
}

/// Whether a path is made of names and parameters. Functions, casts and system segments lead to no relationship.
fn is_of_names(template: &PathTemplate) -> bool {
    let is_name_or_key = |segment: &Segment| match segment {
        Segment::Literal(text) => is_identifier(text),
        Segment::Parameter(_) => true,
        _ => false,
    };
    template.segments.len() <= MAX_SEGMENTS && template.segments.iter().all(is_name_or_key)
}

/// What a request for `…/{id}/name` or `…/{id}/name/{id}` says.
fn claim(
    template: &PathTemplate,
    ty: &TypeName,
    cardinality: Cardinality,
    span: Span,
    operation: &Operation,
) -> Option<RelationshipClaim> {
    if operation.title.is_of_call() {
        return None;
    }
    let by_key = matches!(template.segments.last()?, Segment::Parameter(_));
    let at = template.segments.len().checked_sub(1 + usize::from(by_key))?;
    let Segment::Literal(name) = template.segments.get(at)? else {
        return None;
    };
    if by_key && cardinality.is_many() || template.ends_in_property_name() {
        return None;
    }
    Some(RelationshipClaim {
        parent: PathTemplate {
            segments: template.segments.get(..at)?.to_vec(),
        },
        name: name.clone(),
        ty: ty.clone(),
        cardinality: Cardinality::of_list(cardinality.is_many() || by_key),
        span,
    })
}

/// The type at the end of a path that leads to one object.
fn object_at(path: &PathTemplate, statements: &Statements, types: &TypeTable) -> Option<TypeName> {
    match (Walk { types, statements }).end(path)? {
        Place::Object(name) => Some(name),
        Place::Collection(_) => None,
    }
}

fn apply(owner: &TypeName, claim: RelationshipClaim, types: &mut TypeTable, sink: &mut Diagnostics) {
    let declared = types.property(owner, &claim.name).is_some();
    let Some(ty) = types.get_mut(owner) else { return };
    if !declared {
        let leads_to = ValueType::new(TypeRef::Type(claim.ty), claim.cardinality);
        let property = Property {
            navigation: true,
            evidence: Evidence::Path,
            ..Property::new(claim.name, leads_to, claim.span)
        };
        let text = format!(
            "`{}` has the relationship `{}` by this path",
            ty.name, property.name
        );
        let help = format!("no row says so; it was added as {}", property.ty);
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
        sink.push(spelling_conflict(old, &ty.name, &claim.name, claim.span));
        old.name.clone_from(&claim.name);
    }
    if claim.cardinality.is_many()
        && !old.ty.is_many()
        // A relationship named like its type (`administrativeUnit`) leads to one, whatever the request is for.
        && !claim.ty.has_short_name(&old.name)
        && old.ty.item == TypeRef::Type(claim.ty)
    {
        sink.push(
            Diagnostic::new(
                Code::TypeConflict,
                old.span,
                format!("`{}` of `{}` is {} here", old.name, ty.name, old.ty),
            )
            .label(claim.span, "but this request returns many, which was taken"),
        );
        old.ty.cardinality = Cardinality::Many;
    }
}
