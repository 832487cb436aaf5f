//! Enumerations: member tables first, the values in descriptions where there is no table.

use std::collections::{BTreeMap, BTreeSet};

use unicase::Ascii;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::{PageName, TypeName};
use crate::markdown::Passage;
use crate::model::names::index::{Index, namespace};
use crate::model::names::mentions::{TypedRow, rows};
use crate::model::store::{Enums, Input};
use crate::model::{Enum, Member, TypeRef};
use crate::page::{self, EnumFacts, EnumMember, Page};
use crate::source::SourceMap;

use open_enum::{NewMembers, OpenEnum};

pub(super) mod closed_lists;
mod open_enum;

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
    let mut enums: BTreeMap<TypeName, OpenEnum> = BTreeMap::new();
    // How the first table of each enumeration relates to it, which is the closest relation.
    let mut standings: BTreeMap<TypeName, Standing> = BTreeMap::new();
    for (standing, page, facts) in tables(sources, index, pages) {
        let name = index.of_enum(page, facts);
        let closest = *standings.entry(name.clone()).or_insert(standing);
        let entry = enums.entry(name.clone()).or_insert_with(|| {
            OpenEnum::new(Enum {
                description: facts.description.clone(),
                page: facts.section.is_none().then_some(page.file),
                section: facts.section.clone(),
                ..Enum::new(name, page.version(), facts.name.span)
            })
        });
        let is_stray = standing == Standing::Stray && closest < Standing::Stray;
        if is_stray && !entry.shares(&facts.members) {
            // A table about something else does not tell whether this enumeration is a set of flags.
            entry.add(&facts.members, NewMembers::LeaveOut, sink);
        } else {
            entry.set_flags(facts.flags);
            entry.add(&facts.members, NewMembers::Add, sink);
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
                entry.set_flags(true);
            }
        }
    }
    let enums = enums.into_iter().map(|(name, open)| (name, open.close()));
    let mut enums: Enums = enums.collect();
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
    let page_name = |page: &Page| sources.file(page.file).page_name();
    let mut homes: BTreeSet<(TypeName, PageName)> = BTreeSet::new();
    for page in pages {
        for row in rows(page) {
            let page::SpelledType::Named { link, .. } = &row.ty.name else {
                continue;
            };
            if let TypeRef::Enum(name) = index.type_of_row(row, namespace(page)) {
                let home = link
                    .as_ref()
                    .map_or_else(|| page_name(page), |link| PageName::new(link.as_str()));
                homes.insert((name, home));
            }
        }
    }
    let mut tables: Vec<_> = pages
        .iter()
        .flat_map(|page| page.enums().iter().map(move |facts| (*page, facts)))
        .map(|(page, facts)| {
            let home = (index.of_enum(page, facts), page_name(page));
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

fn names_of(members: &[Member]) -> impl Iterator<Item = Ascii<&str>> {
    members.iter().map(|member| Ascii::new(member.name.as_str()))
}

/// Reads the values in the description of a row: the members of its enumeration where no table lists them, and otherwise a
/// second statement that is compared.
fn add_listed(
    index: &Index,
    page: &Page,
    row: TypedRow<'_>,
    standings: &mut BTreeMap<TypeName, Standing>,
    enums: &mut BTreeMap<TypeName, OpenEnum>,
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
            .or_insert_with(|| OpenEnum::new(Enum::new(name, page.version(), row.ty.span)));
        entry.set_flags(row.flags);
        entry.add(row.values, NewMembers::Add, sink);
        return;
    };
    let Some(entry) = enums.get_mut(&name) else { return };
    // A list that shares no member with the table is about something else, unless nothing refers to the table.
    if entry.shares(row.values) {
        entry.set_flags(row.flags);
        entry.compare_with_table(row, NewMembers::Add, sink);
    } else if *standing == Standing::Stray && row.values.len() > 1 {
        *standing = Standing::Referred;
        entry.replace_stray_table(row, sink);
    } else {
        entry.compare_with_table(row, NewMembers::LeaveOut, sink);
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
