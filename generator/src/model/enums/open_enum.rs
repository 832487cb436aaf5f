//! An enumeration while its pages are read, one after another.

use std::collections::BTreeMap;

use unicase::Ascii;

use super::{SENTINEL, member};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::names::mentions::TypedRow;
use crate::model::{Enum, Member};
use crate::page::EnumMember;

/// What becomes of members that an enumeration does not have yet.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum NewMembers {
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

/// An enumeration to which pages add members. Thousands of pages may name thousands of them, so that each is looked up in
/// one step.
pub(super) struct OpenEnum {
    entry: Enum,
    /// The places of the members, by their names.
    places: BTreeMap<Ascii<String>, usize>,
}

impl OpenEnum {
    pub(super) fn new(entry: Enum) -> Self {
        Self {
            entry,
            places: BTreeMap::new(),
        }
    }

    /// The enumeration when all pages were read.
    pub(super) fn close(self) -> Enum {
        self.entry
    }

    /// Takes that a page says that several members can hold at once.
    pub(super) fn set_flags(&mut self, flags: bool) {
        self.entry.flags |= flags;
    }

    /// Whether it has a member of a list, but for the one that nearly all have.
    pub(super) fn shares(&self, others: &[EnumMember]) -> bool {
        let names = others.iter().map(|member| Ascii::new(member.name.value.as_str()));
        let mut names = names.filter(|name| *name != SENTINEL);
        names.any(|name| self.index_of(name.into_inner()).is_some())
    }

    fn index_of(&self, name: &str) -> Option<usize> {
        self.places.get(&Ascii::new(name.to_owned())).copied()
    }

    fn push(&mut self, member: Member) {
        let place = self.entry.members.len();
        self.places
            .entry(Ascii::new(member.name.clone()))
            .or_insert(place);
        self.entry.members.push(member);
    }

    /// Reads the members of a table. Where it spells the name of a known member otherwise, the known spelling stays.
    pub(super) fn add(&mut self, members: &[EnumMember], new_members: NewMembers, sink: &mut Diagnostics) {
        let differs = !self.entry.members.is_empty();
        for facts in members {
            let new = member(facts);
            match self.index_of(&new.name) {
                Some(place) => self.add_to(place, new, facts, sink),
                None => {
                    if differs {
                        let name = &self.entry.name;
                        let text = format!("`{}` is no member of `{name}` elsewhere", new.name);
                        sink.push(
                            Diagnostic::new(Code::MemberConflict, facts.name.span, text)
                                .label(self.entry.span, "the enumeration was first read here")
                                .help(new_members.outcome()),
                        );
                    }
                    if new_members == NewMembers::Add {
                        self.push(new);
                    }
                }
            }
        }
    }

    /// Adds to a member what another page says of it.
    fn add_to(&mut self, place: usize, new: Member, facts: &EnumMember, sink: &mut Diagnostics) {
        let Enum {
            name, members, span, ..
        } = &mut self.entry;
        let Some(old) = members.get_mut(place) else { return };
        let respelled = old.name != new.name;
        let renumbered = old.value.is_some() && new.value.is_some() && old.value != new.value;
        if respelled || renumbered {
            let said = |member: &Member| match member.value {
                Some(value) if renumbered => format!("`{}` = {value}", member.name),
                _ => format!("`{}`", member.name),
            };
            let text = format!("{} of `{name}` is {} elsewhere", said(&new), said(old));
            sink.push(
                Diagnostic::new(Code::MemberConflict, facts.name.span, text)
                    .label(*span, "the enumeration was first read here"),
            );
        }
        old.value = old.value.or(new.value);
        if old.description.is_empty() {
            old.description = new.description;
        }
    }

    /// Takes the values of a row in place of a table to which nothing refers.
    pub(super) fn replace_stray_table(&mut self, row: TypedRow<'_>, sink: &mut Diagnostics) {
        let entry = &mut self.entry;
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
        entry.section = None;
        entry.span = row.ty.span;
        entry.description = Vec::new();
        entry.members.clear();
        self.places.clear();
        row.values.iter().map(member).for_each(|member| self.push(member));
    }

    /// Reports the values of a row that the table of its enumeration does not list.
    pub(super) fn compare_with_table(
        &mut self,
        row: TypedRow<'_>,
        new_members: NewMembers,
        sink: &mut Diagnostics,
    ) {
        let is_new = |value: &&EnumMember| self.index_of(&value.name.value).is_none();
        let new: Vec<&EnumMember> = row.values.iter().filter(is_new).collect();
        for value in new {
            let text = format!(
                "`{}` is listed here but not in the table of `{}`",
                value.name.value, self.entry.name
            );
            sink.push(
                Diagnostic::new(Code::MemberConflict, value.name.span, text)
                    .label(self.entry.span, "the table stands here")
                    .help(new_members.outcome()),
            );
            if new_members == NewMembers::Add {
                self.push(member(value));
            }
        }
    }
}
