//! What permissions an operation needs, as the documentation lists them.

use std::fmt;

/// Permissions of an operation, for each kind of caller. `None` is "not documented", an empty list is "not supported".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Permissions {
    /// An app on behalf of a user with a work or school account.
    pub delegated_work: Option<PermissionList>,
    /// An app on behalf of a user with a personal Microsoft account.
    pub delegated_personal: Option<PermissionList>,
    /// An app on its own behalf.
    pub application: Option<PermissionList>,
}

/// Permissions of which a caller needs any one entry, the least privileged first.
///
/// Permissions that are needed together are one entry, written as OAuth writes scopes (RFC 6749, 3.3): with a blank
/// between them.
///
/// ```
/// use graph_runtime::permissions::PermissionList;
///
/// let list = PermissionList::new("Mail.Read, Mail.ReadWrite User.Read");
/// assert_eq!(list.iter().collect::<Vec<_>>(), ["Mail.Read", "Mail.ReadWrite User.Read"]);
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PermissionList(&'static str);

impl PermissionList {
    /// What stands between two entries.
    const SEPARATOR: &'static str = ", ";

    /// The list of the entries in a text, with a comma and a blank between them. They are one text, since a list of
    /// texts in the metadata of each operation costs a fortieth of the time to check a crate of all operations.
    #[must_use]
    pub const fn new(entries: &'static str) -> Self {
        Self(entries)
    }

    /// Whether no permission is enough: this kind of caller is not supported.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// The entries.
    pub fn iter(self) -> impl Iterator<Item = &'static str> {
        self.0.split(Self::SEPARATOR).filter(|entry| !entry.is_empty())
    }
}

impl fmt::Debug for PermissionList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl Permissions {
    /// The documentation says nothing.
    pub const UNDOCUMENTED: Self = Self {
        delegated_work: None,
        delegated_personal: None,
        application: None,
    };

    /// The same, with those of an app on behalf of a user with a work or school account.
    #[must_use]
    pub const fn delegated_work(mut self, permissions: &'static str) -> Self {
        self.delegated_work = Some(PermissionList::new(permissions));
        self
    }

    /// The same, with those of an app on behalf of a user with a personal Microsoft account.
    #[must_use]
    pub const fn delegated_personal(mut self, permissions: &'static str) -> Self {
        self.delegated_personal = Some(PermissionList::new(permissions));
        self
    }

    /// The same, with those of an app on its own behalf.
    #[must_use]
    pub const fn application(mut self, permissions: &'static str) -> Self {
        self.application = Some(PermissionList::new(permissions));
        self
    }

    /// The permissions for a kind of caller.
    #[must_use]
    pub const fn of(&self, kind: PermissionKind) -> Option<PermissionList> {
        match kind {
            PermissionKind::DelegatedWork => self.delegated_work,
            PermissionKind::DelegatedPersonal => self.delegated_personal,
            PermissionKind::Application => self.application,
        }
    }
}

/// Prints the kinds of callers with their permissions, the least privileged first: "delegated: Mail.Read or
/// Mail.ReadWrite; application: Mail.Read". Kinds that are not documented are left out.
impl fmt::Display for Permissions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kinds = [
            ("delegated", self.delegated_work),
            ("delegated with a personal account", self.delegated_personal),
            ("application", self.application),
        ];
        let mut separator = "";
        for (kind, names) in kinds {
            let Some(names) = names else { continue };
            write!(f, "{separator}{kind}: ")?;
            separator = "; ";
            if names.is_empty() {
                f.write_str("not supported")?;
            }
            for (index, entry) in names.iter().enumerate() {
                f.write_str(if index == 0 { "" } else { " or " })?;
                f.write_str(&entry.replace(' ', " and "))?;
            }
        }
        Ok(())
    }
}

/// The permissions of an operation in one of the cases that its pages tell apart: on some of its paths, or for what it
/// is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PermissionCase {
    /// What the pages say that they are for, `message`; empty where they only differ by path.
    pub subject: &'static str,
    /// The paths, by their places in [`Metadata::paths`](crate::operation::Metadata::paths); empty: all of them.
    pub paths: &'static [usize],
    /// The permissions.
    pub permissions: Permissions,
}

/// On whose behalf a program calls the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PermissionKind {
    /// A user with a work or school account.
    DelegatedWork,
    /// A user with a personal Microsoft account.
    DelegatedPersonal,
    /// The program itself.
    Application,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn permissions_print_with_the_least_privileged_first() {
        let permissions = Permissions {
            delegated_work: Some(PermissionList::new("Mail.Read, Mail.ReadWrite User.Read")),
            delegated_personal: Some(PermissionList::new("")),
            application: None,
        };
        assert_eq!(
            permissions.to_string(),
            "delegated: Mail.Read or Mail.ReadWrite and User.Read; \
             delegated with a personal account: not supported"
        );
    }
}
