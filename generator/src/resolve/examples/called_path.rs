//! The path of an operation that an example calls, with the values of its arguments.

use serde_json::Value;

use crate::graph::{NULL, PathTemplate, Scalar, is_placeholder};
use crate::model::examples::scalar::round_trip;
use crate::resolve::examples::url::ExampleUrl;
use crate::resolve::plan::examples::ArgumentValue;
use crate::resolve::plan::operations::{ArgumentPlan, ArgumentType};

/// How the URL of an example says a path of an operation.
pub(super) enum CalledPath<'u> {
    /// A page documents the path for the operation.
    Documented(FilledPath),
    /// No page does; the steps say it by the type of what stands there.
    ByType(FilledPath),
    /// The URL leads to an object, and the path to its link: the end of the link is left out.
    Link {
        /// The address of the link.
        link: ExampleUrl<'u>,
        /// How that says a path.
        path: Box<CalledPath<'u>>,
    },
    /// A placeholder stands where the argument of a documented path is no text.
    Placeholder,
    /// The URL is no instance of a path of the operation.
    None,
}

/// A path with the values of a URL.
pub(super) struct FilledPath {
    /// The path as documented, or as the steps say it.
    pub(super) route: PathTemplate,
    pub(super) arguments: Vec<ArgumentValue>,
    /// The path as the example spells it, but for the case of fixed text.
    pub(super) spelled: String,
    /// Arguments in quotes that are no text.
    pub(super) quoted: Vec<String>,
}

/// What the values of a URL are for the arguments of a path of which it is an instance.
pub(super) enum PathValues {
    /// Values of their types.
    Fit(FilledPath),
    /// A placeholder stands where the argument is no text.
    Placeholder,
    /// Something stands there that is no value of the argument's type.
    Unfit,
}

impl PathValues {
    /// The path, where the values are of the types of its arguments.
    pub(super) fn fit(self) -> Option<FilledPath> {
        match self {
            Self::Fit(path) => Some(path),
            Self::Placeholder | Self::Unfit => None,
        }
    }
}

/// Takes the values of a path's arguments from a URL; `None` where the URL is no instance of the path.
pub(super) fn values(
    route: &PathTemplate,
    plans: &[ArgumentPlan],
    url: &ExampleUrl<'_>,
) -> Option<PathValues> {
    let filled = url.fill(route)?;
    let mut path = FilledPath {
        route: route.clone(),
        arguments: Vec::new(),
        spelled: filled.path,
        quoted: Vec::new(),
    };
    for (plan, text) in plans.iter().zip(filled.values) {
        let value = argument_value(plan.ty, text.clone()).or_else(|| {
            let inner = unquoted(&text).filter(|_| path.spelled.matches(&text).count() == 1)?;
            path.spelled = path.spelled.replace(&text, &inner);
            path.quoted.push(text.clone());
            argument_value(plan.ty, inner)
        });
        match value {
            Some(value) => path.arguments.push(value),
            None if is_placeholder(&text) => return Some(PathValues::Placeholder),
            None => return Some(PathValues::Unfit),
        }
    }
    Some(PathValues::Fit(path))
}

/// The text that stands for a parameter as an argument of its type; `None` where it is none.
fn argument_value(ty: ArgumentType, text: String) -> Option<ArgumentValue> {
    match ty {
        ArgumentType::Text => Some(ArgumentValue::Text(unquoted(&text).unwrap_or(text))),
        ArgumentType::Literal => Some(match unquoted(&text) {
            Some(text) => ArgumentValue::Text(text),
            None => ArgumentValue::Literal(text),
        }),
        ArgumentType::Optional(_) if text == NULL => Some(ArgumentValue::Literal(text)),
        ArgumentType::Scalar(scalar) | ArgumentType::Optional(scalar) => {
            let value = match (scalar, text.as_str()) {
                (Scalar::Bool, "true") => Value::Bool(true),
                (Scalar::Bool, "false") => Value::Bool(false),
                _ => Value::String(text),
            };
            let written = round_trip(scalar, &value).ok()?;
            Some(ArgumentValue::Scalar(scalar, written))
        }
    }
}

/// The inside of a string literal of OData.
fn unquoted(text: &str) -> Option<String> {
    let inner = text.strip_prefix('\'')?.strip_suffix('\'')?;
    Some(inner.replace("''", "'"))
}
