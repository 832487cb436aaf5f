//! The permissions that an operation needs.

use std::fmt;
use std::ops::{Index, IndexMut};

use crate::span::Spanned;

/// The kinds of callers that pages tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caller {
    /// A program for a person with a work or school account.
    Work,
    /// A program for a person with a personal account.
    Personal,
    /// A program of its own.
    Application,
}

/// What there is for each kind of caller.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ByCaller<T> {
    /// Delegated, work or school account.
    pub delegated_work: T,
    /// Delegated, personal account.
    pub delegated_personal: T,
    /// Application.
    pub application: T,
}

impl<T> ByCaller<T> {
    /// That of each kind, in the order of the fields.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        [&self.delegated_work, &self.delegated_personal, &self.application].into_iter()
    }

    /// That of each kind, to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        let of_kinds = [
            &mut self.delegated_work,
            &mut self.delegated_personal,
            &mut self.application,
        ];
        of_kinds.into_iter()
    }

    /// What `change` makes of that of each kind.
    pub fn map<'t, U>(&'t self, mut change: impl FnMut(&'t T) -> U) -> ByCaller<U> {
        ByCaller {
            delegated_work: change(&self.delegated_work),
            delegated_personal: change(&self.delegated_personal),
            application: change(&self.application),
        }
    }
}

impl<T> Index<Caller> for ByCaller<T> {
    type Output = T;

    fn index(&self, caller: Caller) -> &T {
        match caller {
            Caller::Work => &self.delegated_work,
            Caller::Personal => &self.delegated_personal,
            Caller::Application => &self.application,
        }
    }
}

impl<T> IndexMut<Caller> for ByCaller<T> {
    fn index_mut(&mut self, caller: Caller) -> &mut T {
        match caller {
            Caller::Work => &mut self.delegated_work,
            Caller::Personal => &mut self.delegated_personal,
            Caller::Application => &mut self.application,
        }
    }
}

/// Permissions that are needed together. Mostly it is one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PermissionSet(Vec<String>);

impl PermissionSet {
    /// One permission.
    pub fn one(name: impl Into<String>) -> Self {
        Self(vec![name.into()])
    }

    /// The names, in the order of the page.
    pub fn names(&self) -> &[String] {
        &self.0
    }

    /// Adds what is needed beside these.
    pub fn add(&mut self, others: Self) {
        self.0.extend(others.0);
    }
}

impl fmt::Display for PermissionSet {
    /// The names with blanks between them, as OAuth writes scopes.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0.join(" "))
    }
}

/// The ways in which callers of a kind are allowed to do something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Ways<T> {
    /// The pages do not say.
    #[default]
    NotDocumented,
    /// Such callers are never allowed.
    NotSupported,
    /// Each of these is enough.
    AnyOf(Vec<T>),
}

impl<T> Ways<T> {
    /// These ways; where there are none, such callers are never allowed.
    pub fn of(ways: Vec<T>) -> Self {
        if ways.is_empty() {
            Self::NotSupported
        } else {
            Self::AnyOf(ways)
        }
    }

    /// Whether the pages say anything.
    pub fn is_documented(&self) -> bool {
        !matches!(self, Self::NotDocumented)
    }

    /// The ways, as far as the pages name any.
    pub fn list(&self) -> &[T] {
        match self {
            Self::NotDocumented | Self::NotSupported => &[],
            Self::AnyOf(ways) => ways,
        }
    }

    /// What `change` makes of each way.
    pub fn map<'t, U>(&'t self, change: impl FnMut(&'t T) -> U) -> Ways<U> {
        match self {
            Self::NotDocumented => Ways::NotDocumented,
            Self::NotSupported => Ways::NotSupported,
            Self::AnyOf(ways) => Ways::AnyOf(ways.iter().map(change).collect()),
        }
    }

    /// Adds what another place says of the same callers.
    pub fn add(&mut self, more: Self) {
        match (self, more) {
            (Self::AnyOf(known), Self::AnyOf(more)) => known.extend(more),
            (known @ (Self::NotDocumented | Self::NotSupported), Self::AnyOf(more)) => {
                *known = Self::AnyOf(more);
            }
            (known @ Self::NotDocumented, Self::NotSupported) => *known = Self::NotSupported,
            (_, Self::NotDocumented | Self::NotSupported) => {}
        }
    }
}

/// A permission table.
#[derive(Clone, Debug, Default)]
pub struct PermissionFacts {
    /// What the table is about, where a page has several: a heading, a column or a row.
    pub subject: Option<String>,
    /// The permissions of each kind of caller. No way to be allowed stands there twice.
    pub callers: ByCaller<Ways<Spanned<PermissionSet>>>,
    /// What the notes of the table say of permissions that it marks.
    pub notes: Vec<PermissionNote>,
}

/// A footnote of a permission table: "Permissions marked with * use resource-specific consent."
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PermissionNote {
    /// The permissions that have the mark, in the order of the table.
    pub permissions: Vec<String>,
    /// What is said of them.
    pub text: String,
}

#[cfg(test)]
mod tests {
    use super::{PermissionSet, Ways};

    #[test]
    fn what_several_places_say_comes_together() {
        let any = |names: &[&'static str]| Ways::of(names.to_vec());
        for (known, more, both) in [
            (Ways::NotDocumented, Ways::NotDocumented, Ways::NotDocumented),
            (Ways::NotDocumented, any(&[]), Ways::NotSupported),
            (any(&[]), any(&["a"]), any(&["a"])),
            (any(&["a"]), any(&[]), any(&["a"])),
            (any(&["a"]), Ways::NotDocumented, any(&["a"])),
            (any(&["a"]), any(&["b"]), any(&["a", "b"])),
        ] {
            let mut sum = known.clone();
            sum.add(more.clone());
            assert_eq!(sum, both, "{known:?} {more:?}");
        }
    }

    #[test]
    fn what_is_needed_together_is_written_with_blanks() {
        let mut both = PermissionSet::one("A.Read");
        both.add(PermissionSet::one("B.Read"));
        assert_eq!(both.to_string(), "A.Read B.Read");
    }
}
