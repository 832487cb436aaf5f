//! Sets of members of an enumeration.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::BitOr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::model::open_enum::OpenEnum;
use crate::model::slot::{EnumSlot, EnumsSlot};

/// A set of members of an enumeration whose members can be combined; in JSON one string, `"x86,x64"`.
///
/// The members are kept in the order in which they came, for writing; two sets are equal when they have the
/// same members.
#[derive(Clone)]
pub struct Flags<E> {
    members: Vec<E>,
}

impl<E: OpenEnum> Flags<E> {
    /// The empty set.
    #[must_use]
    pub const fn new() -> Self {
        Self { members: Vec::new() }
    }

    /// The set that `text` spells: members separated by commas, with or without spaces.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        // The text comes from the service: doubles are found in less than quadratic time.
        let mut seen = BTreeSet::new();
        let texts = text.split(',').map(str::trim).filter(|member| !member.is_empty());
        Self {
            members: texts
                .filter(|member| seen.insert(*member))
                .map(E::parse)
                .collect(),
        }
    }

    /// Adds a member; `false` when it was there.
    pub fn insert(&mut self, member: E) -> bool {
        let new = !self.contains(&member);
        if new {
            self.members.push(member);
        }
        new
    }

    /// Removes a member; `false` when it was not there.
    pub fn remove(&mut self, member: &E) -> bool {
        let before = self.members.len();
        self.members.retain(|other| other != member);
        self.members.len() < before
    }

    /// Whether the member is in the set.
    #[must_use]
    pub fn contains(&self, member: &E) -> bool {
        self.members.contains(member)
    }

    /// Number of members.
    #[must_use]
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether the set has no members.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    fn sorted(&self) -> Vec<&str> {
        let mut members: Vec<&str> = self.iter().map(E::as_str).collect();
        members.sort_unstable();
        members
    }

    /// The members, in the order in which they came.
    pub fn iter(&self) -> std::slice::Iter<'_, E> {
        self.members.iter()
    }
}

impl<E: OpenEnum> Default for Flags<E> {
    fn default() -> Self {
        Self::new()
    }
}

impl<E: OpenEnum> From<E> for Flags<E> {
    fn from(member: E) -> Self {
        Self {
            members: vec![member],
        }
    }
}

impl<E: OpenEnum, const N: usize> From<[E; N]> for Flags<E> {
    fn from(members: [E; N]) -> Self {
        members.into_iter().collect()
    }
}

/// The set that the text spells; see [`parse`](Flags::parse).
impl<E: OpenEnum> From<&str> for Flags<E> {
    fn from(text: &str) -> Self {
        Self::parse(text)
    }
}

/// The set that the text spells; see [`parse`](Flags::parse).
impl<E: OpenEnum> From<String> for Flags<E> {
    fn from(text: String) -> Self {
        Self::parse(&text)
    }
}

/// The members of both. A member by itself is a set, so that members are joined as bits are: `Created | Updated`.
impl<E: OpenEnum, F: Into<Self>> BitOr<F> for Flags<E> {
    type Output = Self;

    fn bitor(mut self, other: F) -> Self {
        self.extend(other.into());
        self
    }
}

impl<E: OpenEnum> FromIterator<E> for Flags<E> {
    fn from_iter<I: IntoIterator<Item = E>>(members: I) -> Self {
        let mut flags = Self::new();
        flags.extend(members);
        flags
    }
}

impl<E: OpenEnum> Extend<E> for Flags<E> {
    fn extend<I: IntoIterator<Item = E>>(&mut self, members: I) {
        for member in members {
            self.insert(member);
        }
    }
}

impl<E> IntoIterator for Flags<E> {
    type Item = E;
    type IntoIter = std::vec::IntoIter<E>;

    fn into_iter(self) -> Self::IntoIter {
        self.members.into_iter()
    }
}

impl<'a, E> IntoIterator for &'a Flags<E> {
    type Item = &'a E;
    type IntoIter = std::slice::Iter<'a, E>;

    fn into_iter(self) -> Self::IntoIter {
        self.members.iter()
    }
}

impl<E: OpenEnum> PartialEq for Flags<E> {
    fn eq(&self, other: &Self) -> bool {
        self.members == other.members || (self.len() == other.len() && self.sorted() == other.sorted())
    }
}

impl<E: OpenEnum> Eq for Flags<E> {}

impl<E: OpenEnum> Hash for Flags<E> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.sorted().hash(state);
    }
}

impl<E: OpenEnum> fmt::Debug for Flags<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(&self.members).finish()
    }
}

impl<E: OpenEnum> fmt::Display for Flags<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, member) in self.iter().enumerate() {
            if index > 0 {
                f.write_str(",")?;
            }
            f.write_str(member.as_str())?;
        }
        Ok(())
    }
}

impl<E: OpenEnum> Serialize for Flags<E> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de, E: OpenEnum> Deserialize<'de> for Flags<E> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self::parse(&text))
    }
}

impl<E: OpenEnum> EnumSlot for Option<Flags<E>> {
    fn is_set(&self) -> bool {
        self.is_some()
    }
    fn text(&self) -> Option<Cow<'_, str>> {
        self.as_ref().map(|flags| Cow::Owned(flags.to_string()))
    }
    fn set(&mut self, text: Option<&str>) {
        *self = text.map(Flags::parse);
    }
    fn is_set_of_members(&self) -> bool {
        true
    }
}

impl<E: OpenEnum> EnumsSlot for Option<Vec<Flags<E>>> {
    fn count(&self) -> Option<usize> {
        self.as_ref().map(Vec::len)
    }
    fn text(&self, index: usize) -> Option<Cow<'_, str>> {
        self.as_ref()?
            .get(index)
            .map(|flags| Cow::Owned(flags.to_string()))
    }
    fn are_sets_of_members(&self) -> bool {
        true
    }
    fn insert(&mut self) {
        *self = Some(Vec::new());
    }
    fn push(&mut self, text: &str) {
        self.get_or_insert_default().push(Flags::parse(text));
    }
    fn clear(&mut self) {
        *self = None;
    }
}
