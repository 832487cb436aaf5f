//! The names of the steps, and the modules in which they stand.
//!
//! The step of an object has the name of its type (`Message`), that of a collection the name of the property and of the
//! type that has it (`GroupMembers`), or of the property alone where several types have the same collection
//! (`Messages`). A step of which no type is known is named after the step before it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::graph::{PartKey, TypeName, short_name};
use crate::model::{Collection, CollectionOwner, Place, ROOT_NAMESPACE};
use crate::resolve::names::{self, Scope, UniqueNames};
use crate::resolve::plan::steps::StepModuleAbout;
use crate::resolve::segment_case::SegmentCase;
use crate::resolve::steps::node::StepKey;
use crate::resolve::steps::step_graph::StepGraph;
use crate::resolve::types::registry::Registry;

/// The most letters that the name of a step has.
const MOST_LETTERS: usize = 48;

/// The names of all steps.
pub(super) struct StepNames<'g> {
    graph: &'g StepGraph<'g>,
    names: BTreeMap<&'g StepKey, String>,
}

impl<'g> StepNames<'g> {
    /// Names the steps: objects first, then collections, those at the root and of bases before others, and then the
    /// steps of which no type is known.
    pub(super) fn new(
        registry: &Registry<'_>,
        graph: &'g StepGraph<'g>,
        segment_case: &SegmentCase<'_>,
    ) -> Self {
        let mut scope = UniqueNames::of(Scope::Types);
        let mut named = Self {
            graph,
            names: BTreeMap::new(),
        };
        let mut places: Vec<(&StepKey, &Place)> = graph
            .steps()
            .filter_map(|(key, _)| Some((key, key.place()?)))
            .collect();
        places.sort_by_cached_key(|(key, place)| match place {
            Place::Object(_) => (0, Reverse(0), 0),
            Place::Collection(many) => (
                if is_at_root(many) { 1 } else { 2 },
                Reverse(graph.stands_for(key)),
                registry.chain(&many.item).count(),
            ),
        });
        for (key, place) in places {
            let candidates = match place {
                Place::Object(name) => of_type(name),
                Place::Collection(many) => of_collection(many, graph.stands_for(key), segment_case),
            };
            let name = first_free(&candidates, &mut scope);
            named.names.insert(key, name);
        }
        let mut others: Vec<(usize, &StepKey)> = graph
            .steps()
            .filter(|(key, _)| key.place().is_none())
            .map(|(key, _)| (depth(key), key))
            .collect();
        others.sort();
        for (_, key) in others {
            let StepKey::Behind(before, part) = key else {
                continue;
            };
            let before_it = named
                .names
                .get(graph.canonical(before))
                .cloned()
                .unwrap_or_default();
            let word = graph.edge(before, part).map(|edge| edge.link.word.clone());
            let name = spelled(&[before_it, word.unwrap_or_default()]);
            named.names.insert(key, first_free(&[name], &mut scope));
        }
        named
    }

    /// The name of a step.
    pub(super) fn of(&self, key: &StepKey) -> String {
        self.names.get(key).cloned().unwrap_or_default()
    }

    /// The module of a step, and what its steps have in common: a type and its collections stand together, and a step
    /// of which no type is known stands with the one before it.
    pub(super) fn module(&self, key: &StepKey) -> (String, StepModuleAbout) {
        match key {
            StepKey::Root => (String::new(), StepModuleAbout::Path(String::new())),
            StepKey::Place(place) => {
                let name = place.type_name();
                let words = of_type(name).pop().unwrap_or_default();
                (names::snake(&words), StepModuleAbout::Type(name.to_string()))
            }
            StepKey::Behind(before, part) => match &**before {
                StepKey::Root => {
                    let edge = self.graph.edge(before, part);
                    let word = edge.map(|edge| edge.link.word.as_str()).unwrap_or_default();
                    let path = edge.map(|edge| edge.segment.clone()).unwrap_or_default();
                    (names::snake(word), StepModuleAbout::Path(path))
                }
                before => self.module(before),
            },
        }
    }
}

/// Whether the collection stands at the root, `/users`.
fn is_at_root(many: &Collection) -> bool {
    matches!(&many.owner, CollectionOwner::Path(keys) if keys.is_empty())
}

/// How many parts stand between a step and one of a known type.
fn depth(key: &StepKey) -> usize {
    std::iter::successors(Some(key), |key| match key {
        StepKey::Behind(before, _) => Some(before),
        StepKey::Root | StepKey::Place(_) => None,
    })
    .count()
}

/// The names of the step of a type, the better first: `Message`, and with the namespace where another type has the
/// same name.
fn of_type(name: &TypeName) -> Vec<String> {
    let short = [name.short().to_owned()];
    let namespace = name.namespace();
    let mut candidates = vec![spelled(&short)];
    if !namespace.eq_ignore_ascii_case(ROOT_NAMESPACE) {
        let [short] = short;
        candidates.push(spelled(&[short_name(namespace).to_owned(), short]));
    }
    candidates
}

/// The names of the step of a collection that stands at so many places, the better first.
fn of_collection(many: &Collection, places: usize, segment_case: &SegmentCase<'_>) -> Vec<String> {
    let name = segment_case.of(&many.name).to_owned();
    let owner: Vec<String> = match &many.owner {
        CollectionOwner::Type(owner) => vec![owner.short().to_owned()],
        CollectionOwner::Path(keys) => {
            let fixed = keys.iter().filter_map(PartKey::name);
            fixed.map(|name| segment_case.of(name).to_owned()).collect()
        }
    };
    let mut full = owner;
    full.push(name.clone());
    let mut candidates = Vec::new();
    if places > 1 {
        candidates.push(spelled(&[name]));
    }
    candidates.push(spelled(&full));
    let narrowed = [full.clone(), vec!["as".to_owned(), many.item.short().to_owned()]].concat();
    candidates.push(spelled(&narrowed));
    full.push("collection".to_owned());
    candidates.push(spelled(&full));
    candidates
}

/// A name of these parts that is not too long. What the last part repeats of those before it goes first, then the
/// beginning.
fn spelled(parts: &[String]) -> String {
    let mut words: Vec<Vec<String>> = parts.iter().map(|part| names::words(part)).collect();
    let letters = |words: &[Vec<String>]| words.iter().flatten().map(String::len).sum::<usize>();
    if letters(&words) > MOST_LETTERS
        && let Some((last, before)) = words.split_last_mut()
    {
        let end = last.pop();
        last.retain(|word| !before.iter().any(|part| part.contains(word)));
        last.extend(end);
    }
    let mut words: Vec<String> = words.concat();
    while words.len() > 1 && words.iter().map(String::len).sum::<usize>() > MOST_LETTERS {
        words.remove(0);
    }
    names::pascal(&words.join("_"))
}

/// The first of the names that nothing else has.
fn first_free(candidates: &[String], scope: &mut UniqueNames) -> String {
    let free = candidates.iter().position(|name| scope.is_free(name));
    let chosen = candidates.get(free.unwrap_or(0));
    scope.take(chosen.map_or("Step", String::as_str))
}

#[cfg(test)]
mod tests {
    use super::{MOST_LETTERS, spelled};

    fn name(parts: &[&str]) -> String {
        let parts: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
        spelled(&parts)
    }

    #[test]
    fn a_long_name_says_nothing_twice() {
        assert_eq!(name(&["group", "members"]), "GroupMembers");
        assert_eq!(
            name(&["kiteFlyingPermissionSettingState", "kiteFlyingSettingStates"]),
            "KiteFlyingPermissionSettingStateStates"
        );
        let long = name(&[
            "aVeryLongNameOfATypeThatNobodyCanSayInOneBreath",
            "andItsCollection",
        ]);
        assert!(
            long.len() <= MOST_LETTERS && long.ends_with("AndItsCollection"),
            "{long}"
        );
    }
}
