//! Enumerations: member tables first, the values in descriptions where there is no table.

use std::collections::{BTreeMap, BTreeSet};

use unicase::Ascii;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::TypeName;
use crate::markdown::Passage;
use crate::model::names::index::{Index, namespace};
use crate::model::names::mentions::{TypedRow, rows};
use crate::model::store::{Enums, Input};
use crate::model::{Enum, Member, TypeRef};
use crate::page::{self, EnumFacts, EnumMember, Page};
use crate::source::SourceMap;

pub(super) mod closed_lists;

/// The member that every evolvable enumeration has and that lists often leave out.
const SENTINEL: Ascii<&str> = Ascii::new(crate::graph::SENTINEL);

/// How the page of a table relates to the enumeration in it, the closest relation first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    /// The page is about the enumeration.
    Own,
    /// Properties of the enumeration stand on the page or link to it.
    Referred,
    /// Nothing refers to the table. Its heading may be a slip, `detectionSource values` above those of another type:
    /// then it shares no member with the right one.
    Stray,
}

/// All enumerations that the pages of one version list.
pub(super) fn merge(input: &Input<'_>, sink: &mut Diagnostics) -> Enums {
    let Input {
        sources,
        index,
        pages,
        ..
    } = input;
    let mut enums = Enums::new();
    // How the first table of each enumeration relates to it, which is the closest relation.
    let mut standings: BTreeMap<TypeName, Standing> = BTreeMap::new();
    for (standing, page, facts) in tables(sources, index, pages) {
        let name = index.of_enum(page, facts);
        let closest = *standings.entry(name.clone()).or_insert(standing);
        let entry = enums.entry(name.clone()).or_insert_with(|| Enum {
            description: facts.description.clone(),
            page: facts.section.is_none().then_some(page.file),
            section: facts.section.clone(),
            ..Enum::new(name, page.version, facts.name.span)
        });
        let is_stray = standing == Standing::Stray && closest < Standing::Stray;
        if is_stray && !share(&entry.members, &facts.members) {
            // A table about something else does not tell whether this enumeration is a set of flags.
            add_members(entry, &facts.members, NewMembers::LeaveOut, sink);
        } else {
            entry.flags |= facts.flags;
            add_members(entry, &facts.members, NewMembers::Add, sink);
        }
    }
    for page in pages {
        for row in rows(page) {
            add_listed(index, page, row, &mut standings, &mut enums, sink);
        }
    }
    for page in pages {
        for row in rows(page).filter(|row| row.flags) {
            if let TypeRef::Enum(name) = index.type_of_row(row, namespace(page))
                && let Some(entry) = enums.get_mut(&name)
            {
                entry.flags = true;
            }
        }
    }
    for entry in enums.values_mut() {
        entry.flags |= powers_of_two(&entry.members);
        if entry.members.is_empty() {
            let text = format!("no member of the enumeration `{}` was read", entry.name);
            sink.push(Diagnostic::new(Code::NoFacts, entry.span, text).help("its values are kept as JSON"));
        }
    }
    enums.retain(|_, entry| !entry.members.is_empty());
    enums
}

/// The tables of members, those first that know most of their enumerations.
fn tables<'p>(
    sources: &SourceMap,
    index: &Index,
    pages: &[&'p Page],
) -> Vec<(Standing, &'p Page, &'p EnumFacts)> {
    let stem = |page: &Page| Ascii::new(sources.file(page.file).stem().to_owned());
    let mut homes: BTreeSet<(TypeName, Ascii<String>)> = BTreeSet::new();
    for page in pages {
        for row in rows(page) {
            let page::SpelledType::Named { link, .. } = &row.ty.name else {
                continue;
            };
            if let TypeRef::Enum(name) = index.type_of_row(row, namespace(page)) {
                let home = link
                    .as_ref()
                    .map_or_else(|| stem(page), |link| Ascii::new(link.clone()));
                homes.insert((name, home));
            }
        }
    }
    let mut tables: Vec<_> = pages
        .iter()
        .flat_map(|page| page.enums().iter().map(move |facts| (*page, facts)))
        .map(|(page, facts)| {
            let home = (index.of_enum(page, facts), stem(page));
            let standing = if facts.section.is_none() {
                Standing::Own
            } else if homes.contains(&home) {
                Standing::Referred
            } else {
                Standing::Stray
            };
            (standing, page, facts)
        })
        .collect();
    tables.sort_by_key(|(standing, ..)| *standing);
    tables
}

/// Whether two lists have a member in common, but for the one that nearly all have.
fn share(members: &[Member], others: &[EnumMember]) -> bool {
    let names: BTreeSet<Ascii<&str>> = names_of(members).collect();
    others
        .iter()
        .map(|member| Ascii::new(member.name.value.as_str()))
        .any(|name| name != SENTINEL && names.contains(&name))
}

fn names_of(members: &[Member]) -> impl Iterator<Item = Ascii<&str>> {
    members.iter().map(|member| Ascii::new(member.name.as_str()))
}

/// What becomes of members that an enumeration does not have yet.
#[derive(Clone, Copy, PartialEq, Eq)]
enum NewMembers {
    Add,
    LeaveOut,
}

impl NewMembers {
    /// What became of one, in the words of a diagnostic.
    fn outcome(self) -> &'static str {
        match self {
            Self::Add => "it was added",
            Self::LeaveOut => "it was left out",
        }
    }
}

/// Reads the members of a table. Where it spells the name of a known member otherwise, the known spelling stays.
fn add_members(entry: &mut Enum, members: &[EnumMember], new_members: NewMembers, sink: &mut Diagnostics) {
    // A table may list thousands, so that each is looked up in one step.
    let mut places = BTreeMap::new();
    for (place, old) in entry.members.iter().enumerate() {
        places.entry(Ascii::new(old.name.clone())).or_insert(place);
    }
    let differs = !entry.members.is_empty();
    for facts in members {
        let new = member(facts);
        let place = *places
            .entry(Ascii::new(new.name.clone()))
            .or_insert(entry.members.len());
        let Some(old) = entry.members.get_mut(place) else {
            if differs {
                let text = format!("`{}` is no member of `{}` elsewhere", new.name, entry.name);
                sink.push(
                    Diagnostic::new(Code::MemberConflict, facts.name.span, text)
                        .label(entry.span, "the enumeration was first read here")
                        .help(new_members.outcome()),
                );
            }
            if new_members == NewMembers::LeaveOut {
                places.remove(&Ascii::new(new.name));
            } else {
                entry.members.push(new);
            }
            continue;
        };
        let respelled = old.name != new.name;
        let renumbered = old.value.is_some() && new.value.is_some() && old.value != new.value;
        if respelled || renumbered {
            let said = |member: &Member| match member.value {
                Some(value) if renumbered => format!("`{}` = {value}", member.name),
                _ => format!("`{}`", member.name),
            };
            let text = format!("{} of `{}` is {} elsewhere", said(&new), entry.name, said(old));
            sink.push(
                Diagnostic::new(Code::MemberConflict, facts.name.span, text)
                    .label(entry.span, "the enumeration was first read here"),
            );
        }
        old.value = old.value.or(new.value);
        if old.description.is_empty() {
            old.description = new.description;
        }
    }
}

/// Reads the values in the description of a row: the members of its enumeration where no table lists them, and otherwise a
/// second statement that is compared.
fn add_listed(
    index: &Index,
    page: &Page,
    row: TypedRow<'_>,
    standings: &mut BTreeMap<TypeName, Standing>,
    enums: &mut Enums,
    sink: &mut Diagnostics,
) {
    if row.values.is_empty() || !matches!(row.ty.name, page::SpelledType::Named { .. }) {
        return;
    }
    let TypeRef::Enum(name) = index.type_of_row(row, namespace(page)) else {
        return;
    };
    let Some(standing) = standings.get_mut(&name) else {
        let entry = enums
            .entry(name.clone())
            .or_insert_with(|| Enum::new(name, page.version, row.ty.span));
        entry.flags |= row.flags;
        add_members(entry, row.values, NewMembers::Add, sink);
        return;
    };
    let Some(entry) = enums.get_mut(&name) else { return };
    // A list that shares no member with the table is about something else, unless nothing refers to the table.
    if share(&entry.members, row.values) {
        entry.flags |= row.flags;
        compare_with_table(entry, row, NewMembers::Add, sink);
    } else if *standing == Standing::Stray && row.values.len() > 1 {
        *standing = Standing::Referred;
        replace_stray_table(entry, row, sink);
    } else {
        compare_with_table(entry, row, NewMembers::LeaveOut, sink);
    }
}

/// Takes the values of a row in place of a table to which nothing refers.
fn replace_stray_table(entry: &mut Enum, row: TypedRow<'_>, sink: &mut Diagnostics) {
    let text = format!(
        "the values of `{}` are others than those of its table",
        entry.name
    );
    sink.push(
        Diagnostic::new(Code::MemberConflict, row.ty.span, text)
            .label(entry.span, "the table stands here")
            .help("nothing refers to the table; it was left out"),
    );
    entry.flags = row.flags;
    entry.members = row.values.iter().map(member).collect();
    entry.section = None;
    entry.span = row.ty.span;
    entry.description = Vec::new();
}

/// Reports the values of a row that the table of its enumeration does not list.
fn compare_with_table(entry: &mut Enum, row: TypedRow<'_>, new_members: NewMembers, sink: &mut Diagnostics) {
    let names: BTreeSet<Ascii<&str>> = names_of(&entry.members).collect();
    let is_new = |value: &&EnumMember| !names.contains(&Ascii::new(value.name.value.as_str()));
    let mut new = Vec::new();
    for value in row.values.iter().filter(is_new) {
        let text = format!(
            "`{}` is listed here but not in the table of `{}`",
            value.name.value, entry.name
        );
        sink.push(
            Diagnostic::new(Code::MemberConflict, value.name.span, text)
                .label(entry.span, "the table stands here")
                .help(new_members.outcome()),
        );
        new.push(member(value));
    }
    if new_members == NewMembers::Add {
        entry.members.extend(new);
    }
}

/// Whether the values can only be meant as bits: powers of two with a gap that counting would have filled.
///
/// Many pages do not say that an enumeration is a set of flags; then its values are the only evidence.
fn powers_of_two(members: &[Member]) -> bool {
    // The member without a number is one that was added later, mostly `unknownFutureValue`.
    if members.iter().filter(|member| member.value.is_none()).count() > 1 {
        return false;
    }
    let values: BTreeSet<i64> = members.iter().filter_map(|member| member.value).collect();
    let positive = values.iter().copied().filter(|value| *value > 0);
    let (single, combined): (Vec<i64>, Vec<i64>) = positive.partition(|value| value.count_ones() == 1);
    let bits = single.iter().fold(0, |bits, value| bits | value);
    // A combination such as "all" may stand beside the single bits, counted values may not.
    let is_of_bits = |value: &i64| value & !bits == 0;
    values.first().is_some_and(|least| *least >= 0)
        && single.contains(&4)
        && single.len() >= 3
        && combined.len() <= 1
        && combined.iter().all(is_of_bits)
        && !combined.contains(&3)
}

/// A member of an enumeration or of a list of values.
pub(in crate::model) fn member(facts: &EnumMember) -> Member {
    Member {
        value: facts.value,
        deprecated: facts.deprecated.clone(),
        description: facts
            .description
            .as_ref()
            .map(Passage::of_text)
            .unwrap_or_default(),
        ..Member::named(&facts.name.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn members(values: &[i64]) -> Vec<Member> {
        let member = |&value: &i64| Member {
            value: Some(value),
            ..Member::named(format!("m{value}"))
        };
        values.iter().map(member).collect()
    }

    #[test]
    fn powers_of_two_are_flags() {
        assert!(powers_of_two(&members(&[0, 1, 2, 4, 8])));
        assert!(powers_of_two(&members(&[1, 2, 4, 7])), "a member for all bits");
        let mut listed = members(&[1, 2, 4]);
        listed.push(Member::named("later"));
        assert!(powers_of_two(&listed), "a member without a number");
        listed.push(Member::named("latest"));
        assert!(!powers_of_two(&listed));
    }

    #[test]
    fn counted_values_are_not_flags() {
        assert!(!powers_of_two(&members(&[0, 1, 2])));
        assert!(!powers_of_two(&members(&[0, 1, 2, 3, 4])));
        assert!(!powers_of_two(&members(&[0, 10, 20, 40])));
        assert!(!powers_of_two(&[Member::named("a")]));
    }
}
