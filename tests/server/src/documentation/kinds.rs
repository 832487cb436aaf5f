//! Requests that no page documents for a path, and that the type of what stands there has all the same.
//!
//! What can be asked below `/users/{id}/manager` depends on the type that stands there, a *user*, and not on the way that
//! led there. The model says which type stands at each place of the documented paths; all places where the same stands
//! are one [`Kind`] here. A path that goes from kind to kind, as documented paths go, has the requests of the kind at its end.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::documentation::types::Types;
use crate::pages::{
    Body, Model, Operation, PartKey, PathPart, PathTemplate, Place, ROOT_TYPE, Segment, Version,
};
use crate::pattern::{Matched, match_segment};

/// What stands in a shape for what is addressed by its path.
const COLON_SHAPE: &str = ":/{}:";

/// What tells a kind of place from others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum KindKey {
    /// The root of a version.
    Root,
    /// All places where the same stands.
    Place(Place),
    /// What stands behind a segment of which the pages tell no type: the kind before it, and the key of the segment.
    Behind(usize, PartKey),
}

/// All places where the same stands.
#[derive(Debug, Default)]
struct Kind {
    /// The segments that follow in documented paths, by their shape, with the kind that each leads to.
    next: BTreeMap<String, (Segment, usize)>,
    /// The name of the parameter for the path of what is addressed by it, with the kind that this leads to.
    by_path: Option<(String, usize)>,
    /// The operations whose documented paths end here, as they stand in the model.
    operations: Vec<usize>,
    /// The shapes of the documented paths that lead here.
    shapes: Vec<String>,
}

/// The kinds of places of all versions.
#[derive(Debug, Default)]
pub(crate) struct Kinds {
    kinds: Vec<Kind>,
    known: BTreeMap<(Version, KindKey), usize>,
}

/// An operation that a path calls by the type of what stands there.
pub(crate) struct Called {
    /// Where the operation stands in the model.
    pub(crate) operation: usize,
    pub(crate) template: PathTemplate,
    pub(crate) matched: Matched,
}

impl Kinds {
    /// The kinds of the places of all documented paths.
    pub(crate) fn new(model: &Model) -> Self {
        let mut kinds = Self::default();
        for (at, operation) in model.operations.iter().enumerate() {
            for path in &operation.paths {
                kinds.add(model, at, operation, &path.template);
            }
        }
        kinds
    }

    fn add(&mut self, model: &Model, at: usize, operation: &Operation, template: &PathTemplate) {
        let places = model.places.get(&operation.version);
        let keys = template.keys();
        let mut kind = self.of(operation.version, KindKey::Root);
        let mut shape = String::new();
        for (index, part) in template.parts().into_iter().enumerate() {
            let place = keys.get(..=index).and_then(|keys| places?.get(keys));
            let key = match place {
                Some(place) => KindKey::Place(place.clone()),
                None => KindKey::Behind(kind, part.key()),
            };
            let next = self.of(operation.version, key);
            let from = &mut self.kinds[kind];
            match part {
                PathPart::Segment(segment) => {
                    let leads_on = || (segment.clone(), next);
                    from.next.entry(segment.shape()).or_insert_with(leads_on);
                    shape = format!("{shape}/{}", segment.shape());
                }
                PathPart::Colon(parameter) => {
                    from.by_path.get_or_insert_with(|| (parameter.to_owned(), next));
                    shape.push_str(COLON_SHAPE);
                }
            }
            kind = next;
            let is_whole = index + 1 == keys.len();
            let shape = if is_whole { template.shape() } else { shape.clone() };
            let shapes = &mut self.kinds[kind].shapes;
            if !shapes.contains(&shape) {
                shapes.push(shape);
            }
        }
        let operations = &mut self.kinds[kind].operations;
        if operations.last() != Some(&at) {
            operations.push(at);
        }
    }

    /// The number of a kind, which is added where it is new.
    fn of(&mut self, version: Version, key: KindKey) -> usize {
        let new = self.kinds.len();
        let kind = *self.known.entry((version, key)).or_insert(new);
        if kind == new {
            self.kinds.push(Kind::default());
        }
        kind
    }

    /// Gives the kind of each object what can be asked of the types that it derives from.
    pub(crate) fn inherit(&mut self, types: Types<'_>) {
        let objects: Vec<(usize, Place)> = self
            .known
            .iter()
            .filter_map(|((version, key), kind)| match key {
                KindKey::Place(place @ Place::Object(_)) if *version == types.version => {
                    Some((*kind, place.clone()))
                }
                _ => None,
            })
            .collect();
        let mut inherited = Vec::new();
        for (kind, place) in objects {
            let chain = types.chain(place.type_name());
            for base in chain.iter().skip(1).filter(|base| base.name != *ROOT_TYPE) {
                let of_base = KindKey::Place(Place::Object(base.name.clone()));
                let Some(base) = self.known.get(&(types.version, of_base)) else {
                    continue;
                };
                let base = &self.kinds[*base];
                let is_derived = |name: &_| chain.iter().any(|ty| ty.name == *name);
                // A request of the base may be about another type that derives from it.
                let is_meant = |at: &&usize| {
                    let operation = &types.model.operations[**at];
                    let sent = operation.body.as_ref().and_then(Body::type_name);
                    operation.owner.as_ref().is_none_or(is_derived) && sent.is_none_or(is_derived)
                };
                let operations: Vec<usize> = base.operations.iter().filter(is_meant).copied().collect();
                inherited.push((kind, base.next.clone(), base.by_path.clone(), operations));
            }
        }
        for (kind, next, by_path, operations) in inherited {
            let kind = &mut self.kinds[kind];
            kind.by_path = kind.by_path.take().or(by_path);
            for (shape, to) in next {
                kind.next.entry(shape).or_insert(to);
            }
            for operation in operations {
                if !kind.operations.contains(&operation) {
                    kind.operations.push(operation);
                }
            }
        }
    }

    /// The operations that a path calls, whatever their method. Of several ways to read a path up to one kind, the one with
    /// the most fixed text counts.
    pub(crate) fn called(&self, version: Version, path: &[String]) -> Vec<Called> {
        type Way = (Vec<Segment>, Matched);
        let mut reached: Vec<BTreeMap<usize, Way>> = vec![BTreeMap::new(); path.len() + 1];
        let Some(root) = self.known.get(&(version, KindKey::Root)) else {
            return Vec::new();
        };
        reached[0].insert(*root, Way::default());
        for start in 0..path.len() {
            for (kind, (template, before)) in std::mem::take(&mut reached[start]) {
                for (segment, to) in self.ways(kind) {
                    let mut matched = before.clone();
                    let Some(count) = match_segment(&segment, &path[start..], &mut matched) else {
                        continue;
                    };
                    let known = reached[start + count].get(&to);
                    if known.is_none_or(|(_, known)| known.literals < matched.literals) {
                        let template = [template.as_slice(), &[segment.into_owned()]].concat();
                        reached[start + count].insert(to, (template, matched));
                    }
                }
            }
        }
        let ends = reached.pop().into_iter().flatten();
        ends.flat_map(|(kind, (segments, matched))| {
            let template = PathTemplate { segments };
            self.kinds[kind].operations.iter().map(move |operation| Called {
                operation: *operation,
                template: template.clone(),
                matched: matched.clone(),
            })
        })
        .collect()
    }

    /// The segments that can follow a kind, with the kind that each leads to. What is addressed by its path, `root:/a/b:`,
    /// stands in one segment with what holds it.
    fn ways(&self, kind: usize) -> impl Iterator<Item = (Cow<'_, Segment>, usize)> {
        let next = self.kinds[kind].next.values();
        next.flat_map(|(segment, to)| {
            let by_path = self.kinds[*to].by_path.iter().flat_map(|(parameter, to)| {
                [true, false].map(|closed| {
                    let by_path = Segment::ColonPath {
                        before: Box::new(segment.clone()),
                        parameter: parameter.clone(),
                        closed,
                    };
                    (Cow::Owned(by_path), *to)
                })
            });
            by_path.chain([(Cow::Borrowed(segment), *to)])
        })
    }

    /// The shapes of the documented paths at whose end the same stands as at the end of this one.
    pub(crate) fn alike(&self, version: Version, template: &[Segment]) -> Option<&[String]> {
        let root = self.known.get(&(version, KindKey::Root)).copied();
        let template = PathTemplate {
            segments: template.to_vec(),
        };
        let mut parts = template.parts().into_iter();
        let kind = parts.try_fold(root?, |kind, part| {
            let kind = &self.kinds[kind];
            match part {
                PathPart::Segment(segment) => kind.next.get(&segment.shape()).map(|(_, next)| *next),
                PathPart::Colon(_) => kind.by_path.as_ref().map(|(_, next)| *next),
            }
        });
        Some(&self.kinds[kind?].shapes)
    }
}
