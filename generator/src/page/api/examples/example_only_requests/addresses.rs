//! Paths by which the service knows one and the same object.

use crate::graph::{ME, PathTemplate, Segment, USERS};

/// Other paths to what a path leads to: `/me` is the signed-in one of `/users/{id}`; an item of a drive can be its `root`,
/// and has a path below the root; `/drive` is that of the signed-in user, or of the organization.
pub(super) fn equivalents(path: &PathTemplate) -> Vec<PathTemplate> {
    let mut all = vec![path.segments.clone()];
    for replace in [user, drive, item_root, item_path, children_path, search] {
        let more: Vec<_> = all.iter().filter_map(|segments| replace(segments)).collect();
        all.extend(more);
    }
    let others = all.into_iter().skip(1);
    others.map(|segments| PathTemplate { segments }).collect()
}

fn literal(text: &str) -> Segment {
    Segment::Literal(text.to_owned())
}

fn is_literal(segment: Option<&Segment>, wanted: &str) -> bool {
    matches!(segment, Some(Segment::Literal(text)) if text.eq_ignore_ascii_case(wanted))
}

fn is_parameter(segment: Option<&Segment>) -> bool {
    matches!(segment, Some(Segment::Parameter(_)))
}

/// `/users/{id}/…` as `/me/…`, and the reverse; so too behind an area of the service, `/education/users/{id}/…`.
fn user(segments: &[Segment]) -> Option<Vec<Segment>> {
    let is_user = |segment: Option<&Segment>| is_literal(segment, USERS) || is_literal(segment, ME);
    let start = usize::from(!is_user(segments.first()) && is_user(segments.get(1)));
    let (area, rest) = segments.split_at_checked(start)?;
    if is_literal(rest.first(), USERS) && is_parameter(rest.get(1)) {
        return Some(joined(area, &[literal(ME)], rest.get(2..)?));
    }
    let of_user = [
        literal(USERS),
        Segment::Parameter("id | userPrincipalName".to_owned()),
    ];
    is_literal(rest.first(), ME).then(|| joined(area, &of_user, rest.get(1..).unwrap_or_default()))
}

/// `…/drive/root/search(…)` as `…/drive/search(…)`.
fn search(segments: &[Segment]) -> Option<Vec<Segment>> {
    let (last, object) = segments.split_last()?;
    let is_search = matches!(last, Segment::Function { name, .. } if name.eq_ignore_ascii_case("search"));
    let (root, drive) = object.split_last()?;
    (is_search && is_literal(Some(root), "root")).then(|| joined(drive, &[], std::slice::from_ref(last)))
}

/// `/me/drive/…` as `/drive/…`, and the reverse.
fn drive(segments: &[Segment]) -> Option<Vec<Segment>> {
    if is_literal(segments.first(), "drive") {
        return Some(joined(&[], &[literal(ME)], segments));
    }
    let is_own = is_literal(segments.first(), ME) && is_literal(segments.get(1), "drive");
    is_own.then(|| segments.get(1..).unwrap_or_default().to_vec())
}

/// Where `items/{id}` stands behind a drive.
fn item(segments: &[Segment]) -> Option<usize> {
    (1..segments.len()).find(|&at| {
        let of_drive = is_literal(segments.get(at - 1), "drive")
            || (at > 1 && is_literal(segments.get(at - 2), "drives") && is_parameter(segments.get(at - 1)));
        of_drive && is_literal(segments.get(at), "items") && is_parameter(segments.get(at + 1))
    })
}

/// `…/drive/items/{id}/…` as `…/drive/root/…`.
fn item_root(segments: &[Segment]) -> Option<Vec<Segment>> {
    let at = item(segments)?;
    Some(joined(
        segments.get(..at)?,
        &[literal("root")],
        segments.get(at + 2..)?,
    ))
}

/// `root:/{item-path}`, or `root:/{item-path}:` where segments follow.
fn path_below_root(following: &[Segment]) -> Segment {
    Segment::ColonPath {
        before: Box::new(literal("root")),
        parameter: "item-path".to_owned(),
        closed: !following.is_empty(),
    }
}

/// `…/drive/items/{id}/…` as `…/drive/root:/{item-path}:/…`.
fn item_path(segments: &[Segment]) -> Option<Vec<Segment>> {
    let at = item(segments)?;
    let rest = segments.get(at + 2..)?;
    let path = path_below_root(rest);
    Some(joined(segments.get(..at)?, &[path], rest))
}

/// `…/drive/items/{id}:/{name}:/…` as `…/drive/root:/{item-path}:/…`.
fn children_path(segments: &[Segment]) -> Option<Vec<Segment>> {
    let at = segments.iter().position(|segment| {
        matches!(segment, Segment::ColonPath { before, .. } if matches!(**before, Segment::Parameter(_)))
    })?;
    let start = at
        .checked_sub(1)
        .filter(|&start| is_literal(segments.get(start), "items"))?;
    let rest = segments.get(at + 1..)?;
    let path = path_below_root(rest);
    Some(joined(segments.get(..start)?, &[path], rest))
}

fn joined(start: &[Segment], middle: &[Segment], end: &[Segment]) -> Vec<Segment> {
    [start, middle, end].concat()
}
