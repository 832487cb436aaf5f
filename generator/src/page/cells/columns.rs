//! What the columns of a table hold, by the words in its header.

use crate::markdown::{Row, Text};
use crate::rules::prose;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::page) enum ColumnRole {
    /// The name of a property.
    Property,
    /// The name of a navigation property.
    Relationship,
    /// The name of a parameter of an action, a function, a path or a query.
    Parameter,
    /// A name; the section tells of what.
    Name,
    /// The name of a header.
    Header,
    /// The name of a member of an enumeration.
    Member,
    /// A value: the number of a member, the content of a header, or the member itself where no other column
    /// names it.
    Value,
    /// A type.
    Type,
    /// Prose.
    Description,
    /// Whether a value must be sent.
    Required,
    /// The link to an operation.
    Method,
    /// What an operation returns.
    ReturnType,
    /// The kind of a permission: delegated, application.
    PermissionType,
    /// The names of permissions.
    Permissions,
}

/// The words of the headers, in lower case.
const SYNONYMS: &[(&str, ColumnRole)] = &[
    ("property", ColumnRole::Property),
    ("properties", ColumnRole::Property),
    ("property name", ColumnRole::Property),
    ("required property", ColumnRole::Property),
    ("optional property", ColumnRole::Property),
    ("relationship", ColumnRole::Relationship),
    ("relationships", ColumnRole::Relationship),
    ("relationship name", ColumnRole::Relationship),
    ("navigation property", ColumnRole::Relationship),
    ("parameter", ColumnRole::Parameter),
    ("parameters", ColumnRole::Parameter),
    ("parameter name", ColumnRole::Parameter),
    ("required parameter", ColumnRole::Parameter),
    ("optional parameter", ColumnRole::Parameter),
    ("query parameter", ColumnRole::Parameter),
    ("path parameter", ColumnRole::Parameter),
    ("name", ColumnRole::Name),
    ("header", ColumnRole::Header),
    ("header name", ColumnRole::Header),
    ("request header", ColumnRole::Header),
    ("member", ColumnRole::Member),
    ("members", ColumnRole::Member),
    ("member name", ColumnRole::Member),
    ("value", ColumnRole::Value),
    ("values", ColumnRole::Value),
    ("int value", ColumnRole::Value),
    ("integer value", ColumnRole::Value),
    ("numeric value", ColumnRole::Value),
    ("type", ColumnRole::Type),
    ("data type", ColumnRole::Type),
    ("property type", ColumnRole::Type),
    ("description", ColumnRole::Description),
    ("descriptions", ColumnRole::Description),
    ("descrition", ColumnRole::Description),
    ("details", ColumnRole::Description),
    ("remarks", ColumnRole::Description),
    ("comments", ColumnRole::Description),
    ("description and example", ColumnRole::Description),
    ("required", ColumnRole::Required),
    ("required?", ColumnRole::Required),
    ("isrequired", ColumnRole::Required),
    ("is required", ColumnRole::Required),
    ("is required?", ColumnRole::Required),
    ("required (y/n)", ColumnRole::Required),
    ("mandatory", ColumnRole::Required),
    ("method", ColumnRole::Method),
    ("methods", ColumnRole::Method),
    ("function", ColumnRole::Method),
    ("action name", ColumnRole::Method),
    ("common task", ColumnRole::Method),
    ("return type", ColumnRole::ReturnType),
    ("json return type", ColumnRole::ReturnType),
    ("permission type", ColumnRole::PermissionType),
    ("permission type (by workflow)", ColumnRole::PermissionType),
    ("permission", ColumnRole::Permissions),
    ("permissions", ColumnRole::Permissions),
];

/// The roles of a table's columns.
#[derive(Clone, Debug)]
pub(in crate::page) struct Columns {
    roles: Vec<Option<ColumnRole>>,
}

impl Columns {
    /// The roles that the header's words mean; a column whose header is empty or unknown has none.
    pub(in crate::page) fn read(header: &Row) -> Self {
        Self {
            roles: header.cells.iter().map(role).collect(),
        }
    }

    /// The same columns where the header of a table of methods stands by mistake above properties.
    pub(in crate::page) fn into_properties(mut self) -> Self {
        for role in &mut self.roles {
            match role {
                Some(ColumnRole::Method) => *role = Some(ColumnRole::Property),
                Some(ColumnRole::ReturnType) => *role = Some(ColumnRole::Type),
                _ => {}
            }
        }
        self
    }

    /// The same columns with the types in the column *Value*, as some tables of parameters have them.
    pub(in crate::page) fn with_value_as_type(mut self) -> Self {
        if let Some(index) = self.index(ColumnRole::Value)
            && let Some(role) = self.roles.get_mut(index)
        {
            *role = Some(ColumnRole::Type);
        }
        self
    }

    /// The first column of a role.
    pub(in crate::page) fn index(&self, role: ColumnRole) -> Option<usize> {
        self.roles.iter().position(|of_column| *of_column == Some(role))
    }

    /// Whether a column has this role.
    pub(in crate::page) fn has(&self, role: ColumnRole) -> bool {
        self.index(role).is_some()
    }

    /// The role of a column.
    pub(in crate::page) fn role(&self, index: usize) -> Option<ColumnRole> {
        self.roles.get(index).copied().flatten()
    }

    /// The role of the first column.
    pub(in crate::page) fn first(&self) -> Option<ColumnRole> {
        self.role(0)
    }

    /// The cell of a row in the first column of a role.
    pub(in crate::page) fn cell<'r>(&self, row: &'r Row, role: ColumnRole) -> Option<&'r Text> {
        row.cells.get(self.index(role)?)
    }

    /// The cell of the first of several roles that the table has.
    pub(in crate::page) fn cell_of<'r>(&self, row: &'r Row, roles: &[ColumnRole]) -> Option<&'r Text> {
        roles.iter().find_map(|role| self.cell(row, *role))
    }
}

/// The header's words as the synonyms spell them.
pub(in crate::page) fn header_key(cell: &Text) -> String {
    prose::plain(cell)
        .to_lowercase()
        .trim_end_matches([':', '*', '.'])
        .trim_end()
        .to_owned()
}

fn role(cell: &Text) -> Option<ColumnRole> {
    let key = header_key(cell);
    let known = SYNONYMS
        .iter()
        .find(|(synonym, _)| *synonym == key)
        .map(|(_, role)| *role);
    // `Permissions (from least to most privileged)`: the order in parentheses is read where it matters.
    known.or_else(|| {
        let before = key.split_once(" (from ")?.0;
        before
            .starts_with("permission")
            .then_some(ColumnRole::Permissions)
    })
}
