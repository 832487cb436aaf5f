//! What the columns of a table hold, by the words in its header.

use crate::markdown::{Row, Text};
use crate::rules::prose;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
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
const SYNONYMS: &[(&str, Role)] = &[
    ("property", Role::Property),
    ("properties", Role::Property),
    ("property name", Role::Property),
    ("required property", Role::Property),
    ("optional property", Role::Property),
    ("relationship", Role::Relationship),
    ("relationships", Role::Relationship),
    ("relationship name", Role::Relationship),
    ("navigation property", Role::Relationship),
    ("parameter", Role::Parameter),
    ("parameters", Role::Parameter),
    ("parameter name", Role::Parameter),
    ("required parameter", Role::Parameter),
    ("optional parameter", Role::Parameter),
    ("query parameter", Role::Parameter),
    ("path parameter", Role::Parameter),
    ("name", Role::Name),
    ("header", Role::Header),
    ("header name", Role::Header),
    ("request header", Role::Header),
    ("member", Role::Member),
    ("members", Role::Member),
    ("member name", Role::Member),
    ("value", Role::Value),
    ("values", Role::Value),
    ("int value", Role::Value),
    ("integer value", Role::Value),
    ("numeric value", Role::Value),
    ("type", Role::Type),
    ("data type", Role::Type),
    ("property type", Role::Type),
    ("description", Role::Description),
    ("descriptions", Role::Description),
    ("descrition", Role::Description),
    ("details", Role::Description),
    ("remarks", Role::Description),
    ("comments", Role::Description),
    ("description and example", Role::Description),
    ("required", Role::Required),
    ("required?", Role::Required),
    ("isrequired", Role::Required),
    ("is required", Role::Required),
    ("is required?", Role::Required),
    ("required (y/n)", Role::Required),
    ("mandatory", Role::Required),
    ("method", Role::Method),
    ("methods", Role::Method),
    ("function", Role::Method),
    ("action name", Role::Method),
    ("common task", Role::Method),
    ("return type", Role::ReturnType),
    ("json return type", Role::ReturnType),
    ("permission type", Role::PermissionType),
    ("permission type (by workflow)", Role::PermissionType),
    ("permission", Role::Permissions),
    ("permissions", Role::Permissions),
];

/// The roles of a table's columns.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    roles: Vec<Option<Role>>,
}

impl Columns {
    /// The roles that the header's words mean; a column whose header is empty or unknown has none.
    pub(super) fn read(header: &Row) -> Self {
        Self {
            roles: header.cells.iter().map(role).collect(),
        }
    }

    /// The same columns where the header of a table of methods stands by mistake above properties.
    pub(super) fn into_properties(mut self) -> Self {
        for role in &mut self.roles {
            match role {
                Some(Role::Method) => *role = Some(Role::Property),
                Some(Role::ReturnType) => *role = Some(Role::Type),
                _ => {}
            }
        }
        self
    }

    /// The same columns with the types in the column *Value*, as some tables of parameters have them.
    pub(super) fn with_value_as_type(mut self) -> Self {
        if let Some(index) = self.index(Role::Value)
            && let Some(role) = self.roles.get_mut(index)
        {
            *role = Some(Role::Type);
        }
        self
    }

    /// The first column of a role.
    pub(super) fn index(&self, role: Role) -> Option<usize> {
        self.roles.iter().position(|of_column| *of_column == Some(role))
    }

    /// Whether a column has this role.
    pub(super) fn has(&self, role: Role) -> bool {
        self.index(role).is_some()
    }

    /// The role of a column.
    pub(super) fn role(&self, index: usize) -> Option<Role> {
        self.roles.get(index).copied().flatten()
    }

    /// The role of the first column.
    pub(super) fn first(&self) -> Option<Role> {
        self.role(0)
    }

    /// The cell of a row in the first column of a role.
    pub(super) fn cell<'r>(&self, row: &'r Row, role: Role) -> Option<&'r Text> {
        row.cells.get(self.index(role)?)
    }

    /// The cell of the first of several roles that the table has.
    pub(super) fn cell_of<'r>(&self, row: &'r Row, roles: &[Role]) -> Option<&'r Text> {
        roles.iter().find_map(|role| self.cell(row, *role))
    }
}

/// The header's words as the synonyms spell them.
pub(super) fn header_key(cell: &Text) -> String {
    prose::plain(cell)
        .to_lowercase()
        .trim_end_matches([':', '*', '.'])
        .trim_end()
        .to_owned()
}

fn role(cell: &Text) -> Option<Role> {
    let key = header_key(cell);
    let known = SYNONYMS
        .iter()
        .find(|(synonym, _)| *synonym == key)
        .map(|(_, role)| *role);
    // `Permissions (from least to most privileged)`: the order in parentheses is read where it matters.
    known.or_else(|| {
        let before = key.split_once(" (from ")?.0;
        before.starts_with("permission").then_some(Role::Permissions)
    })
}
