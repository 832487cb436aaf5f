//! The places of all documented paths.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::{Method, PartKey, PathPart, Segment};
use crate::model::places::stated::statement;
use crate::model::places::walk::Walk;
use crate::model::places::{Collection, CollectionOwner, MAX_SEGMENTS, Place, Places};
use crate::model::store::{Draft, Input, Store};
use crate::model::types::TypeTable;

/// The beginning of a documented path.
struct Prefix<'p> {
    part: PathPart<'p>,
    /// The parts that stand behind it in documented paths.
    next: Vec<PathPart<'p>>,
    /// Whether a request that reads an object by its key reads the object at this place, too.
    is_read_as_item: bool,
}

/// The beginnings of the documented paths, by their keys.
type Prefixes<'p> = BTreeMap<Vec<PartKey>, Prefix<'p>>;

/// What a part of a path leads to from a place.
type Learned = BTreeMap<(Place, PartKey), Place>;

/// Finds the types of all places.
pub(in crate::model) fn find(_: &Input<'_>, store: &mut Store<'_>, sink: &mut Diagnostics) {
    let Store {
        types,
        operations,
        statements,
        ..
    } = &*store;
    let walk = Walk { types, statements };
    let prefixes = prefixes(operations);
    let mut in_order: Vec<(&Vec<PartKey>, &Prefix<'_>)> = prefixes.iter().collect();
    in_order.sort_by_key(|(keys, _)| keys.len());
    // What a request says of the place that it reads holds for each way to that place: the first round learns it, the
    // second knows it at each way.
    let mut learned = Learned::new();
    let mut places = Places::default();
    for _ in 0..2 {
        places = Places::default();
        for (keys, prefix) in &in_order {
            let Some((key, above)) = keys.split_last() else {
                continue;
            };
            let before = places.get(above).cloned();
            let from = before.clone().map(|before| (before, key.clone()));
            let place = walk
                .implied(before.as_ref(), prefix.part, keys)
                .or_else(|| learned.get(from.as_ref()?).cloned())
                .or_else(|| by_alternate_key(&prefixes, &places, prefix, above))
                .or_else(|| well_known(&walk, before.as_ref()?, prefix))
                .or_else(|| {
                    let stated = walk.stated(before.as_ref(), prefix.part, keys)?;
                    (!calls_for_item(before.as_ref(), prefix.part, &stated)).then_some(stated)
                })
                .or_else(|| many_behind_key(&walk, prefix, keys));
            let Some(place) = place else { continue };
            if let Some(from) = from {
                learned.entry(from).or_insert_with(|| place.clone());
            }
            places.0.insert((*keys).clone(), place);
        }
    }
    report(operations, types, &places, sink);
    store.places = places;
}

/// The object that is called by a name instead of its key: `/me/mailFolders/inbox`, `/sites/root`. A request that reads
/// objects by their keys reads it, too, or the path goes on as from such an object.
fn well_known(walk: &Walk<'_>, before: &Place, prefix: &Prefix<'_>) -> Option<Place> {
    let (Place::Collection(many), PathPart::Segment(Segment::Literal(name))) = (before, prefix.part) else {
        return None;
    };
    let goes_on_as_item = || {
        let mut next = prefix.next.iter();
        next.any(|part| match part {
            PathPart::Segment(Segment::Literal(name)) => walk.property(&many.item, name).is_some(),
            PathPart::Segment(_) => false,
            PathPart::Colon(_) => true,
        })
    };
    let is_item = !name.starts_with('$') && (prefix.is_read_as_item || goes_on_as_item());
    is_item.then(|| Place::Object(many.item.clone()))
}

/// The object that a collection has under another key: `…/credentials(name='{name}')` beside `…/credentials/{id}`. What has
/// no object behind a key of its own is a function.
fn by_alternate_key(
    prefixes: &Prefixes<'_>,
    places: &Places,
    prefix: &Prefix<'_>,
    above: &[PartKey],
) -> Option<Place> {
    let PathPart::Segment(Segment::Keyed { name, .. } | Segment::Function { name, .. }) = prefix.part else {
        return None;
    };
    let mut many = above.to_vec();
    many.push(PartKey::of_text(name));
    let mut next = prefixes.get(&many)?.next.iter();
    let has_key = next.any(|part| matches!(part, PathPart::Segment(Segment::Parameter(_))));
    match places.get(&many).filter(|_| has_key)? {
        Place::Collection(many) => Some(Place::Object(many.item.clone())),
        Place::Object(_) => None,
    }
}

/// Whether a name behind a collection, which is none of its objects, answers one of them: what has the name is a function.
fn calls_for_item(before: Option<&Place>, part: PathPart<'_>, stated: &Place) -> bool {
    let (Some(Place::Collection(many)), Place::Object(name)) = (before, stated) else {
        return false;
    };
    matches!(part, PathPart::Segment(Segment::Literal(_))) && many.item == *name
}

/// The collection whose objects are read by their keys: `/teams` by `GET /teams/{team-id}`.
fn many_behind_key(walk: &Walk<'_>, prefix: &Prefix<'_>, keys: &[PartKey]) -> Option<Place> {
    let PathPart::Segment(Segment::Literal(name)) = prefix.part else {
        return None;
    };
    let (_, above) = keys.split_last()?;
    let mut next = prefix.next.iter();
    let key = next.find(|part| matches!(part, PathPart::Segment(Segment::Parameter(_))))?;
    let mut of_item = keys.to_vec();
    of_item.push(key.key());
    match walk.stated(None, *key, &of_item)? {
        Place::Object(item) => Some(Place::Collection(Collection {
            item,
            owner: CollectionOwner::Path(above.to_vec()),
            name: name.clone(),
        })),
        Place::Collection(_) => None,
    }
}

fn prefixes<'p>(operations: &'p [Draft<'_>]) -> Prefixes<'p> {
    let mut prefixes = Prefixes::new();
    for Draft { operation, .. } in operations {
        let ends_with_key =
            |parts: &[PathPart<'_>]| matches!(parts.last(), Some(PathPart::Segment(Segment::Parameter(_))));
        let reads_by_key = operation.method == Method::Get
            && operation
                .paths
                .iter()
                .any(|path| ends_with_key(&path.template.parts()));
        let paths = operation.paths.iter().map(|path| &path.template);
        for template in paths.filter(|template| template.segments.len() <= MAX_SEGMENTS) {
            let keys = template.keys();
            let parts = template.parts();
            for (index, part) in parts.iter().enumerate() {
                let prefix = prefixes
                    .entry(keys.iter().take(index + 1).cloned().collect())
                    .or_insert_with(|| Prefix {
                        part: *part,
                        next: Vec::new(),
                        is_read_as_item: false,
                    });
                match parts.get(index + 1) {
                    Some(next) if prefix.next.contains(next) => {}
                    Some(next) => prefix.next.push(*next),
                    None => prefix.is_read_as_item |= reads_by_key,
                }
            }
        }
    }
    prefixes
}

/// Reports the requests that answer something else than what stands at their place. A request that answers a derived
/// type is no contradiction: it reads some of the objects.
fn report(operations: &[Draft<'_>], types: &TypeTable, places: &Places, sink: &mut Diagnostics) {
    let operations = operations.iter().map(|draft| &draft.operation);
    for operation in operations.filter(|operation| operation.method == Method::Get) {
        for path in &operation.paths {
            let place = places.get(&path.template.keys());
            let Some((place, (answered, cardinality))) = place.zip(statement(operation, path, types)) else {
                continue;
            };
            let agrees = types.derives(answered, place.type_name()) && cardinality == place.cardinality();
            if agrees {
                continue;
            }
            let answered = cardinality.of_type(answered);
            let text = format!("`{}` answers {answered} by this page", path.documented);
            sink.push(
                Diagnostic::new(Code::PlaceConflict, path.span, text).help(format!(
                    "other pages say that {place} stands there, which was taken"
                )),
            );
        }
    }
}
