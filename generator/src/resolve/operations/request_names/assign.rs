//! Gives each request of a module one of its candidates.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::Method;
use crate::resolve::names::{Scope, UniqueNames, key};
use crate::resolve::operations::request_names::candidate::{Candidate, NameCandidates, NameSource};

/// A request that competes with others for its name.
pub(in crate::resolve) struct Contender {
    pub(in crate::resolve) method: Method,
    /// The shapes of its paths.
    pub(in crate::resolve) paths: BTreeSet<String>,
    pub(in crate::resolve) names: NameCandidates,
}

/// The name of a request, and why it is that.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::resolve) struct Assignment {
    pub(in crate::resolve) name: String,
    pub(in crate::resolve) source: NameSource,
    /// The candidates before it, each with the contender whose name it is.
    pub(in crate::resolve) taken: Vec<(Candidate, usize)>,
    /// The candidates behind it.
    pub(in crate::resolve) unused: Vec<Candidate>,
}

/// Which of two contenders chooses first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    /// The title of the contender says what its path leads to.
    SaysPlace,
    /// It does not.
    Other,
    /// The contender replaces an object that another one of the same title updates or creates.
    Replaces,
}

/// The names of the contenders, in their order, and all of these names as taken. Where contenders have the same right
/// to a name, the one whose title has the right verb has it, and else the first one.
pub(in crate::resolve) fn assign(contenders: &[Contender]) -> (Vec<Assignment>, UniqueNames) {
    let not_put = contenders
        .iter()
        .filter(|contender| contender.method != Method::Put);
    let kept = not_put.flat_map(Contender::best_at_paths).collect();
    let mut order: Vec<(usize, &Contender)> = contenders.iter().enumerate().collect();
    order
        .sort_by_cached_key(|(_, contender)| (turn(contender, &kept), contender.names.title_says_other_verb));
    let mut names = UniqueNames::of(Scope::Types);
    let mut holders = BTreeMap::new();
    let mut assigned: Vec<(usize, Assignment)> = Vec::with_capacity(order.len());
    for (index, contender) in order {
        let assignment = choose(&contender.names, &holders, &mut names);
        holders.insert(key(&assignment.name), index);
        assigned.push((index, assignment));
    }
    assigned.sort_by_key(|(index, _)| *index);
    let assigned = assigned.into_iter().map(|(_, assignment)| assignment);
    (assigned.collect(), names)
}

impl Contender {
    /// The best of its names at each of its paths.
    fn best_at_paths(&self) -> impl Iterator<Item = (&str, &str)> {
        self.paths.iter().map(|path| (self.names.best(), path.as_str()))
    }
}

/// The turn of a contender; `kept` are the best names at the paths of those whose method is not PUT.
fn turn(contender: &Contender, kept: &BTreeSet<(&str, &str)>) -> Turn {
    // PUT is the less usual method, so its request gives way.
    let mut best = contender.best_at_paths();
    if contender.method == Method::Put && best.any(|best| kept.contains(&best)) {
        Turn::Replaces
    } else if contender.names.title_names_place {
        Turn::SaysPlace
    } else {
        Turn::Other
    }
}

/// The first candidate that no other contender has; the first one with a number where there is none.
fn choose(wanted: &NameCandidates, holders: &BTreeMap<String, usize>, names: &mut UniqueNames) -> Assignment {
    let mut taken = Vec::new();
    let mut rest = wanted.candidates.iter().cloned();
    for candidate in rest.by_ref() {
        let Some(holder) = holders.get(&key(&names.fit(&candidate.name))) else {
            return Assignment {
                name: names.take(&candidate.name),
                source: candidate.source,
                taken,
                unused: rest.collect(),
            };
        };
        taken.push((candidate, *holder));
    }
    Assignment {
        name: names.take(wanted.best()),
        source: NameSource::Number,
        taken,
        unused: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A contender at one path, with its candidates.
    fn contender(method: Method, path: &str, title_names_place: bool, candidates: &[&str]) -> Contender {
        let candidate = |name: &&str| Candidate {
            source: NameSource::Title,
            name: (*name).to_owned(),
        };
        Contender {
            method,
            paths: BTreeSet::from([path.to_owned()]),
            names: NameCandidates {
                candidates: candidates.iter().map(candidate).collect(),
                title_names_place,
                title_says_other_verb: false,
            },
        }
    }

    fn names(contenders: &[Contender]) -> Vec<String> {
        let (assigned, _) = assign(contenders);
        assigned.into_iter().map(|assignment| assignment.name).collect()
    }

    #[test]
    fn the_first_contender_has_the_name_and_the_next_one_another_candidate() {
        let contenders = [
            contender(Method::Get, "/a", true, &["List", "ListItems"]),
            contender(Method::Get, "/b", true, &["list", "ListFromMe", "ListItems"]),
        ];
        let (assigned, mut names) = assign(&contenders);
        let second = &assigned[1];
        assert_eq!(second.name, "ListFromMe");
        assert_eq!(second.taken, [(contenders[1].names.candidates[0].clone(), 0)]);
        assert_eq!(second.unused, contenders[1].names.candidates[2..]);
        assert_eq!(names.take("List"), "List2");
        assert_eq!(names.take("ListItems"), "ListItems");
    }

    #[test]
    fn a_title_that_says_the_place_goes_first() {
        let contenders = [
            contender(Method::Post, "/a", false, &["Grant", "GrantAssignedTo"]),
            contender(Method::Post, "/b", true, &["Grant", "GrantAssignments"]),
        ];
        assert_eq!(names(&contenders), ["GrantAssignedTo", "Grant"]);
    }

    #[test]
    fn a_title_with_the_verb_of_the_request_goes_first() {
        let mut creates = contender(Method::Post, "/members", true, &["AddMember", "CreateMember"]);
        creates.names.title_says_other_verb = true;
        let links = contender(Method::Post, "/members/$ref", true, &["AddMember"]);
        assert_eq!(names(&[creates, links]), ["CreateMember", "AddMember"]);
    }

    #[test]
    fn a_replacement_gives_way_to_the_update_at_the_same_path() {
        let put = |path| contender(Method::Put, path, true, &["Update", "Put"]);
        let patch = || contender(Method::Patch, "/a", false, &["Update"]);
        assert_eq!(names(&[put("/a"), patch()]), ["Put", "Update"]);
        assert_eq!(names(&[put("/b"), patch()]), ["Update", "Update2"]);
    }

    #[test]
    fn a_number_tells_those_that_have_no_other_candidate() {
        let same = || contender(Method::Get, "/a", true, &["List"]);
        let (assigned, _) = assign(&[same(), same(), same()]);
        let numbered = |index: usize| (assigned[index].name.as_str(), assigned[index].source);
        assert_eq!(numbered(0), ("List", NameSource::Title));
        assert_eq!(numbered(1), ("List2", NameSource::Number));
        assert_eq!(numbered(2), ("List3", NameSource::Number));
    }
}
