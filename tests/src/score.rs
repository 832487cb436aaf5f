//! Scores a model against the facts of the service's own metadata, with the figures that are published for it.
//!
//! The metadata judges; it is never an input of the generator. It holds `types` (with `base`, `open` and
//! `properties`) and `enums` (with `members`), each by qualified name. Names are compared without regard to case,
//! and types by their last part: pages leave namespaces out.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use generator::graph::Version;
use generator::model::{Model, Property, Type};
use serde_json::{Map, Value};

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// How many are right.
    pub good: usize,
    /// How many there are.
    pub all: usize,
}

impl Share {
    fn add(&mut self, good: bool) {
        self.good += usize::from(good);
        self.all += 1;
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { good, all } = *self;
        if all == 0 {
            return write!(f, "{good} of {all}  n/a");
        }
        #[allow(clippy::cast_precision_loss, reason = "counts are small")]
        let percent = 100.0 * good as f64 / all as f64;
        write!(f, "{good} of {all}  {percent:.2} %")
    }
}

/// The figures of one version.
#[derive(Clone, Debug, Default)]
pub struct Score {
    /// Types of the metadata that the model has.
    pub types: Share,
    /// Properties of these types that the model has, inherited ones where it derives them.
    pub found: Share,
    /// Properties of the model that the metadata has.
    pub correct: Share,
    /// Of these, the ones of the same type.
    pub agree: Share,
    /// Bases other than the root that agree.
    pub bases: Share,
    /// Enumerations of the metadata that the model has.
    pub enums: Share,
    /// The same, of those that a property uses.
    pub used_enums: Share,
    /// Members of the enumerations that both have.
    pub members: Share,
    /// Members that only the model has.
    pub surplus: usize,
    /// Operations of the model.
    pub operations: usize,
    /// Single findings, by the kind of what is missing or wrong.
    pub findings: BTreeMap<&'static str, Vec<String>>,
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "types found              {}", self.types)?;
        writeln!(f, "properties found         {}   (on types found)", self.found)?;
        writeln!(
            f,
            "properties correct       {}   (documented ones that the metadata has)",
            self.correct
        )?;
        writeln!(f, "property types agree     {}", self.agree)?;
        writeln!(f, "base types agree         {}", self.bases)?;
        let Share { good, all } = self.used_enums;
        writeln!(
            f,
            "enums found              {}   (used by a property: {good} of {all})",
            self.enums
        )?;
        writeln!(
            f,
            "enum members found       {}   surplus {}",
            self.members, self.surplus
        )?;
        writeln!(f, "operations               {}", self.operations)
    }
}

/// A thing of the metadata by its name in lower case, with the name as spelled.
type Facts<'f> = BTreeMap<String, (&'f str, &'f Value)>;

fn index<'f>(facts: &'f Value, key: &str) -> Facts<'f> {
    let map = facts.get(key).and_then(Value::as_object);
    map.into_iter()
        .flatten()
        .map(|(name, value)| (name.to_lowercase(), (name.as_str(), value)))
        .collect()
}

fn text<'f>(value: &'f Value, key: &str) -> Option<&'f str> {
    value.get(key).and_then(Value::as_str)
}

fn flag(value: &Value, key: &str) -> bool {
    value.get(key).and_then(Value::as_bool).unwrap_or_default()
}

fn properties(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value
        .get("properties")
        .and_then(Value::as_object)
        .into_iter()
        .flat_map(Map::iter)
}

/// The last part of a name, in lower case.
fn short(name: &str) -> String {
    name.rsplit('.').next().unwrap_or(name).to_lowercase()
}

/// A type's name as types are compared.
fn comparable(name: &str) -> String {
    let lower = name.to_lowercase();
    if lower.starts_with("edm.") {
        lower
    } else {
        short(name)
    }
}

/// A chain of bases, nearest first, of either side.
fn chain<T>(start: &str, base: impl Fn(&str) -> Option<(T, Option<String>)>) -> Vec<T> {
    let (mut out, mut seen) = (Vec::new(), BTreeSet::new());
    let mut at = Some(start.to_lowercase());
    while let Some(key) = at.filter(|key| !seen.contains(key)) {
        let Some((item, next)) = base(&key) else { break };
        seen.insert(key);
        out.push(item);
        at = next.map(|name| name.to_lowercase());
    }
    out
}

/// Scores what the model says of one version.
pub fn score(model: &Model, facts: &Value, version: Version) -> Score {
    let mut score = Score::default();
    types(&mut score, model, facts, version);
    enums(&mut score, model, facts, version);
    score.operations = model
        .operations
        .iter()
        .filter(|operation| operation.version == version)
        .count();
    score
}

impl Score {
    fn note(&mut self, kind: &'static str, finding: String) {
        self.findings.entry(kind).or_default().push(finding);
    }
}

/// The properties that tables and representations list; those that only examples show are no claims of the pages.
fn listed(ty: &Type) -> impl Iterator<Item = &Property> {
    ty.properties
        .iter()
        .filter(|property| !property.is_example_only())
}

fn types(score: &mut Score, model: &Model, facts: &Value, version: Version) {
    let theirs = index(facts, "types");
    let mine: BTreeMap<String, &Type> = model
        .types
        .iter()
        .filter(|ty| ty.version == version)
        .map(|ty| (ty.name.to_lowercase(), ty))
        .collect();
    for (key, (name, fact)) in &theirs {
        let ty = mine.get(key);
        score.types.add(ty.is_some());
        let Some(ty) = ty else {
            score.note("missed-type", (*name).to_owned());
            continue;
        };
        let my_chain = chain(key, |key| {
            mine.get(key)
                .map(|ty| (*ty, ty.base.as_deref().map(str::to_owned)))
        });
        let mut known: BTreeMap<String, &Property> = BTreeMap::new();
        let listed = my_chain.iter().flat_map(|ty| listed(ty));
        for property in listed {
            known.entry(property.name.to_lowercase()).or_insert(property);
        }
        for (property, _) in properties(fact) {
            let found = known.contains_key(&property.to_lowercase());
            score.found.add(found);
            if !found {
                score.note("missed", format!("{name}.{property}"));
            }
        }
        let their_chain = chain(key, |key| {
            theirs
                .get(key)
                .map(|(_, fact)| (*fact, text(fact, "base").map(str::to_owned)))
        });
        let mut declared: BTreeMap<String, &Value> = BTreeMap::new();
        for (property, fact) in their_chain.iter().flat_map(|fact| properties(fact)) {
            declared.entry(property.to_lowercase()).or_insert(fact);
        }
        compare(score, name, fact, ty, &declared);
        bases(score, name, fact, ty);
    }
}

fn compare(score: &mut Score, name: &str, fact: &Value, ty: &Type, declared: &BTreeMap<String, &Value>) {
    for property in listed(ty).filter(|property| !property.name.starts_with('@')) {
        let Some(theirs) = declared.get(&property.name.to_lowercase()) else {
            if !flag(fact, "open") {
                score.correct.add(false);
                score.note("wrong", format!("{name}.{}", property.name));
            }
            continue;
        };
        score.correct.add(true);
        let their_type = text(theirs, "type").unwrap_or_default();
        let same = comparable(&property.ty.item.qualified()) == comparable(their_type)
            && property.ty.is_many() == flag(theirs, "collection");
        score.agree.add(same);
        if !same {
            let mine = property.ty.item.qualified();
            score.note(
                "type",
                format!("{name}.{}: metadata {their_type}, pages {mine}", property.name),
            );
        }
    }
}

fn bases(score: &mut Score, name: &str, fact: &Value, ty: &Type) {
    let Some(base) = text(fact, "base").filter(|base| short(base) != "entity") else {
        return;
    };
    let same = ty.base.as_deref().is_some_and(|mine| short(mine) == short(base));
    score.bases.add(same);
    if !same {
        score.note("base", format!("{name}: metadata {base}, pages {:?}", ty.base));
    }
}

fn enums(score: &mut Score, model: &Model, facts: &Value, version: Version) {
    let theirs = index(facts, "enums");
    let used: BTreeSet<String> = index(facts, "types")
        .values()
        .flat_map(|(_, fact)| properties(fact))
        .filter_map(|(_, property)| text(property, "type"))
        .map(str::to_lowercase)
        .filter(|name| theirs.contains_key(name))
        .collect();
    let mine: BTreeMap<String, BTreeSet<String>> = model
        .enums
        .iter()
        .filter(|one| one.version == version)
        .map(|one| {
            let listed = one.members.iter().filter(|member| !member.example_only);
            let members = listed.map(|member| member.name.to_lowercase());
            (one.name.to_lowercase(), members.collect())
        })
        .collect();
    for (key, (name, fact)) in &theirs {
        let found = mine.get(key);
        score.enums.add(found.is_some());
        if used.contains(key) {
            score.used_enums.add(found.is_some());
        }
        let Some(known) = found else {
            score.note("enum", (*name).to_owned());
            continue;
        };
        let list = fact
            .get("members")
            .and_then(Value::as_array)
            .into_iter()
            .flatten();
        let wanted: BTreeSet<String> = list.filter_map(Value::as_str).map(str::to_lowercase).collect();
        for member in &wanted {
            score.members.add(known.contains(member));
            if !known.contains(member) {
                score.note("member", format!("{name}: missing {member}"));
            }
        }
        score.surplus += known.difference(&wanted).count();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_print_as_the_published_figures_do() {
        let share = Share { good: 960, all: 1022 };
        assert_eq!(share.to_string(), "960 of 1022  93.93 %");
        assert_eq!(Share::default().to_string(), "0 of 0  n/a");
    }

    #[test]
    fn types_are_compared_by_their_last_part() {
        assert_eq!(
            comparable("microsoft.graph.User"),
            comparable("microsoft.graph.sub.user")
        );
        assert_ne!(comparable("Edm.String"), comparable("microsoft.graph.string"));
    }
}
