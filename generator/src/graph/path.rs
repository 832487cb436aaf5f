//! The paths of requests: `/users/{id}/messages/{id}/$value`.

mod matching;
mod parts;
mod rendering;

pub use parts::{PartKey, PathPart};

use crate::graph::short_name;

/// The segment that stands for the link to the object before it.
pub const REF: &str = "$ref";

/// The segment that stands for the number of the objects before it, and the query option of the same name.
pub const COUNT: &str = "$count";

/// The literal for no value.
pub const NULL: &str = "null";

/// The segment that stands for the bytes of what is before it.
pub const RAW_VALUE: &str = "$value";

/// The segment of all users.
pub const USERS: &str = "users";

/// The segment of the signed-in user, who is one of them.
pub const ME: &str = "me";

/// A path with named parameters, without host, version and query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathTemplate {
    /// The segments between the slashes.
    pub segments: Vec<Segment>,
}

/// A part of a path between two slashes (or from `:` to `:`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Segment {
    /// Fixed text, casts, `$ref`, `$value` and `$count` included: `users`, `microsoft.graph.user`.
    Literal(String),
    /// `{id}`; the name as the page spells it, without braces.
    Parameter(String),
    /// Fixed text and parameters side by side: `roleTemplateId={roleTemplateId}`, `{hostname},{siteId}`.
    Mixed(Vec<Part>),
    /// A literal, then an argument in parentheses that has no name: `range(<address>)`.
    Keyed {
        /// What stands before the parenthesis.
        name: String,
        /// The argument.
        argument: Argument,
    },
    /// `name(a={a},b='{b}')`.
    Function {
        /// What stands before the parenthesis.
        name: String,
        /// The arguments with their names, in the order of the page.
        arguments: Vec<(String, Argument)>,
    },
    /// `root:/{path}:`: an item addressed by its path. The `:` before and behind belong to the neighbours in
    /// the URL; the value of the parameter may hold slashes.
    ColonPath {
        /// What stands before the colon: `root`, `{site-id}`, a literal without text where nothing does.
        before: Box<Segment>,
        /// The name of the parameter.
        parameter: String,
        /// Whether a colon closes the path because segments follow.
        closed: bool,
    },
}

/// A piece of a [`Segment::Mixed`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Fixed text.
    Text(String),
    /// The name of a parameter, without braces.
    Parameter(String),
}

/// The argument of a function in a path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Argument {
    /// A parameter for a value in quotes: `'{x}'`.
    Quoted(String),
    /// A parameter for a value without quotes: `{x}`, `x-value`, `n`.
    Bare(String),
    /// A parameter with a type's name before the quotes: `microsoft.graph.timeZoneStandard'{x}'`.
    Typed {
        /// The name of the type.
        ty: String,
        /// The name of the parameter.
        parameter: String,
    },
    /// A fixed value, as spelled: `'reviewer'`, `640`.
    Literal(String),
}

impl Segment {
    /// Whether it is the key of an object, alone or behind the name of a collection.
    pub fn is_key(&self) -> bool {
        matches!(self, Self::Parameter(_) | Self::Keyed { .. })
    }

    /// The qualified name of the type to which the segment narrows what stands before it: `microsoft.graph.user`.
    pub fn cast(&self) -> Option<&str> {
        const NAMESPACE: &str = "microsoft.graph.";
        let Self::Literal(text) = self else { return None };
        let start = text.get(..NAMESPACE.len())?;
        start.eq_ignore_ascii_case(NAMESPACE).then_some(text)
    }
}

/// The function that lists changes. Pages write it without parentheses.
pub const DELTA: &str = "delta";

impl PathTemplate {
    /// The names in the path that are fixed, without the namespaces of casts and functions.
    pub fn fixed_names(&self) -> Vec<&str> {
        self.segments.iter().filter_map(Segment::fixed_name).collect()
    }

    /// Whether the path ends in a parameter that stands for the name of a property and not for a key:
    /// `/organization/{id}/branding/{property name}`.
    pub fn ends_in_property_name(&self) -> bool {
        let Some(Segment::Parameter(parameter)) = self.segments.last() else {
            return false;
        };
        let letters = parameter.chars().filter(|letter| letter.is_alphanumeric());
        letters.collect::<String>().eq_ignore_ascii_case("propertyName")
    }

    /// Whether the path ends in the key of an object.
    pub fn ends_in_key(&self) -> bool {
        self.segments.last().is_some_and(Segment::is_key)
    }

    /// Whether the path is that of a link: `/groups/{id}/members/{id}/$ref`.
    pub fn is_link(&self) -> bool {
        self.last_literal() == Some(REF)
    }

    /// The last segment, where it is fixed text.
    pub fn last_literal(&self) -> Option<&str> {
        match self.segments.last()? {
            Segment::Literal(text) => Some(text),
            _ => None,
        }
    }
}

impl Segment {
    /// The fixed name of a segment, without the namespace of a cast or a function: `user` of `microsoft.graph.user`.
    pub fn fixed_name(&self) -> Option<&str> {
        match self {
            Self::Literal(text) => Some(short_name(text)),
            Self::Keyed { name, .. } | Self::Function { name, .. } => Some(short_name(name)),
            Self::ColonPath { before, .. } => before.fixed_name(),
            Self::Parameter(_) | Self::Mixed(_) => None,
        }
    }
}

/// The parts of a parameter's name that names several ways to say the same: `id` and `userPrincipalName` for
/// `{id|userPrincipalName}`. A plain name is its only part.
pub fn alternatives(name: &str) -> impl Iterator<Item = &str> {
    name.split('|').map(str::trim).filter(|part| !part.is_empty())
}
