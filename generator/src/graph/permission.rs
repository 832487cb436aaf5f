//! The permissions that an operation needs.

use crate::span::Spanned;

/// A permission table. Each entry is one way to be allowed; permissions that are needed together are one entry,
/// with blanks between them.
#[derive(Clone, Debug, Default)]
pub struct PermissionFacts {
    /// What the table is about, where a page has several: a heading, a column or a row.
    pub subject: Option<String>,
    /// Delegated, work or school account. `None`: not documented; empty: not supported.
    pub delegated_work: Option<Vec<Spanned<String>>>,
    /// Delegated, personal account.
    pub delegated_personal: Option<Vec<Spanned<String>>>,
    /// Application.
    pub application: Option<Vec<Spanned<String>>>,
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
