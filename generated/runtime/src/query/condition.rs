//! Conditions of `$filter`, which quote what they hold.

use std::fmt::{self, Write as _};
use std::ops::Not;

use time::{Date, OffsetDateTime, Time};
use uuid::Uuid;

use crate::model::flags::Flags;
use crate::model::open_enum::OpenEnum;
use crate::model::scalar::Scalar;
use crate::path::argument::{Argument, quote};
use crate::query::property_path::{PropertyKind, join};
use crate::types::{Decimal, Duration};

/// A condition of `$filter`. [`Property`](crate::query::Property) has the comparisons; what they compare with is written as a
/// literal, so that no text can end it.
///
/// ```
/// # use graph_runtime::{codegen::PropertyKind, query::Property};
/// # const MAIL: Property = Property::new("mail", PropertyKind::String);
/// # const LEVEL: Property = Property::new("level", PropertyKind::Int32);
/// let condition = MAIL.is_null().or(LEVEL.is_in([1, 2])).and(!LEVEL.gt(7));
/// assert_eq!(condition.to_string(), "(mail eq null or level in (1,2)) and not(level gt 7)");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    node: Node,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    Compare {
        path: String,
        operator: &'static str,
        literal: String,
    },
    Call {
        function: &'static str,
        path: String,
        literal: String,
    },
    In {
        path: String,
        literals: Vec<String>,
    },
    Lambda {
        path: String,
        function: &'static str,
        condition: Box<Node>,
    },
    All(Vec<Node>),
    Any(Vec<Node>),
    Not(Box<Node>),
    /// What a program wrote itself.
    Text(String),
}

impl Condition {
    pub(crate) fn new(node: Node) -> Self {
        Self { node }
    }

    pub(crate) fn lambda(path: String, function: &'static str, condition: Self) -> Self {
        Self::new(Node::Lambda {
            path,
            function,
            condition: Box::new(condition.node),
        })
    }

    /// Both conditions hold.
    #[must_use]
    pub fn and(self, other: impl Into<Self>) -> Self {
        let mut nodes = match self.node {
            Node::All(nodes) => nodes,
            node => vec![node],
        };
        nodes.push(other.into().node);
        Self::new(Node::All(nodes))
    }

    /// At least one of the conditions holds.
    #[must_use]
    pub fn or(self, other: impl Into<Self>) -> Self {
        let mut nodes = match self.node {
            Node::Any(nodes) => nodes,
            node => vec![node],
        };
        nodes.push(other.into().node);
        Self::new(Node::Any(nodes))
    }
}

impl Not for Condition {
    type Output = Self;

    fn not(self) -> Self {
        Self::new(Node::Not(Box::new(self.node)))
    }
}

/// A condition that a program wrote itself, with all its quotes. In a lambda its names are those that it has.
impl From<&str> for Condition {
    fn from(text: &str) -> Self {
        Self::new(Node::Text(text.to_owned()))
    }
}

impl From<String> for Condition {
    fn from(text: String) -> Self {
        Self::new(Node::Text(text))
    }
}

impl From<Condition> for String {
    fn from(condition: Condition) -> Self {
        condition.to_string()
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.node.write(f, None)
    }
}

/// The variable of a lambda: `x`, and with a number in the lambdas within.
#[derive(Clone, Copy)]
struct Variable {
    depth: usize,
}

impl fmt::Display for Variable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.depth {
            0 => f.write_char('x'),
            depth => write!(f, "x{depth}"),
        }
    }
}

impl Node {
    /// Writes the node; its paths begin at the variable, where it stands in a lambda.
    fn write(&self, f: &mut fmt::Formatter<'_>, variable: Option<Variable>) -> fmt::Result {
        let full = |path: &str| match variable {
            Some(variable) => join(&variable.to_string(), path),
            None => path.to_owned(),
        };
        match self {
            Self::Compare {
                path,
                operator,
                literal,
            } => write!(f, "{} {operator} {literal}", full(path)),
            Self::Call {
                function,
                path,
                literal,
            } => write!(f, "{function}({},{literal})", full(path)),
            // An empty list matches nothing, and OData has no empty list.
            Self::In { literals, .. } if literals.is_empty() => f.write_str("false"),
            Self::In { path, literals } => write!(f, "{} in ({})", full(path), literals.join(",")),
            Self::Lambda {
                path,
                function,
                condition,
            } => {
                let inner = Variable {
                    depth: variable.map_or(0, |outer| outer.depth + 1),
                };
                write!(f, "{}/{function}({inner}:", full(path))?;
                condition.write(f, Some(inner))?;
                f.write_char(')')
            }
            Self::All(nodes) => write_joined(f, nodes, " and ", variable),
            Self::Any(nodes) => write_joined(f, nodes, " or ", variable),
            Self::Not(node) => {
                f.write_str("not(")?;
                node.write(f, variable)?;
                f.write_char(')')
            }
            Self::Text(text) => f.write_str(text),
        }
    }
}

fn write_joined(
    f: &mut fmt::Formatter<'_>,
    nodes: &[Node],
    word: &str,
    variable: Option<Variable>,
) -> fmt::Result {
    for (index, node) in nodes.iter().enumerate() {
        if index > 0 {
            f.write_str(word)?;
        }
        if matches!(node, Node::All(_) | Node::Any(_) | Node::Text(_)) {
            f.write_char('(')?;
            node.write(f, variable)?;
            f.write_char(')')?;
        } else {
            node.write(f, variable)?;
        }
    }
    Ok(())
}

/// A value that a property is compared with.
#[derive(Clone, Debug, PartialEq)]
pub struct Literal<'a>(Option<Argument<'a>>);

impl Literal<'_> {
    pub(crate) const NULL: Self = Self(None);

    /// The value as it is written for a property of this kind: a GUID in quotes where the property is a text, a text
    /// without where it is a date.
    pub(crate) fn text(&self, kind: PropertyKind) -> String {
        let Some(argument) = &self.0 else {
            return "null".to_owned();
        };
        // A time that has no text, in a year before the first, is what the service refuses.
        let plain = || argument.text().unwrap_or_default().into_owned();
        match (kind, argument) {
            (PropertyKind::String | PropertyKind::Strings | PropertyKind::Enum | PropertyKind::Enums, _) => {
                quote(&plain())
            }
            (kind, Argument::Text(text)) => match value_of(kind, text) {
                Some(value) => value.literal().unwrap_or_default().into_owned(),
                None => quote(text),
            },
            _ => argument.literal().unwrap_or_default().into_owned(),
        }
    }
}

/// The value of a kind that a text spells; `None` where it is none, or the kind has texts.
fn value_of(kind: PropertyKind, text: &str) -> Option<Argument<'static>> {
    Some(match kind {
        PropertyKind::Bool => Argument::Bool(text.parse().ok()?),
        PropertyKind::Int32 | PropertyKind::Int64 => Argument::Int(text.parse().ok()?),
        PropertyKind::Double => Argument::Double(text.parse().ok()?),
        PropertyKind::Decimal => Decimal::from_text(text)?.into(),
        PropertyKind::Date => Argument::Date(Date::from_text(text)?),
        PropertyKind::DateTime => Argument::DateTime(OffsetDateTime::from_text(text)?),
        PropertyKind::TimeOfDay => Argument::TimeOfDay(Time::from_text(text)?),
        PropertyKind::Duration => Argument::Duration(Duration::from_text(text)?),
        PropertyKind::Guid => Argument::Guid(Uuid::from_text(text)?),
        _ => return None,
    })
}

impl<'a> From<&'a str> for Literal<'a> {
    fn from(text: &'a str) -> Self {
        Self(Some(text.into()))
    }
}

impl<'a> From<&'a String> for Literal<'a> {
    fn from(text: &'a String) -> Self {
        Self(Some(text.as_str().into()))
    }
}

/// A member of an enumeration.
impl<E: OpenEnum> From<E> for Literal<'_> {
    fn from(member: E) -> Self {
        Self(Some(member.as_str().to_owned().into()))
    }
}

impl<E: OpenEnum> From<Flags<E>> for Literal<'_> {
    fn from(members: Flags<E>) -> Self {
        Self(Some(members.to_string().into()))
    }
}

/// `null`, where there is no value.
impl<'a, T: Into<Literal<'a>>> From<Option<T>> for Literal<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::NULL, T::into)
    }
}

/// Implements the conversions of values that are arguments.
macro_rules! from_values {
    ($($type:ty),*) => {
        $(impl From<$type> for Literal<'_> {
            fn from(value: $type) -> Self {
                Self(Some(value.into()))
            }
        })*
    };
}

from_values!(
    String,
    bool,
    i32,
    i64,
    f64,
    Decimal,
    OffsetDateTime,
    Date,
    Time,
    Duration,
    Uuid
);
