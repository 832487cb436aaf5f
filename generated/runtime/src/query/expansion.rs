//! Related objects that `$expand` names, with options of their own.

use std::fmt;

use crate::query::option::QueryOption;
use crate::query::query_string;

/// A relationship that is returned with an object, with what is returned of it. An option that is given again replaces
/// the earlier one.
///
/// ```
/// # use graph_runtime::{codegen::PropertyKind, query::Property};
/// # const MEMBERS: Property = Property::new("members", PropertyKind::Objects);
/// # const DISPLAY_NAME: Property = Property::new("displayName", PropertyKind::String);
/// let members = MEMBERS.select([DISPLAY_NAME]).filter(DISPLAY_NAME.starts_with("A")).top(5);
/// assert_eq!(members.as_ref(), "members($select=displayName;$filter=startswith(displayName,'A');$top=5)");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expansion {
    path: String,
    options: Vec<(String, String)>,
    /// What is sent.
    text: String,
}

impl Expansion {
    pub(crate) fn of(path: &str) -> Self {
        Self {
            path: path.to_owned(),
            options: Vec::new(),
            text: path.to_owned(),
        }
    }

    /// `$select`: properties of the related objects that are returned.
    #[must_use]
    pub fn select<I>(self, properties: I) -> Self
    where
        I: IntoIterator,
        I::Item: AsRef<str>,
    {
        self.option(QueryOption::Select.key(), query_string::list(properties))
    }

    /// `$expand`: objects that the related objects are related to.
    #[must_use]
    pub fn expand<I>(self, properties: I) -> Self
    where
        I: IntoIterator,
        I::Item: AsRef<str>,
    {
        self.option(QueryOption::Expand.key(), query_string::list(properties))
    }

    /// `$filter`: the condition of the related objects that are returned.
    #[must_use]
    pub fn filter(self, condition: impl Into<String>) -> Self {
        self.option(QueryOption::Filter.key(), condition.into())
    }

    /// `$orderby`: properties by which the related objects are sorted.
    #[must_use]
    pub fn order_by<I>(self, properties: I) -> Self
    where
        I: IntoIterator,
        I::Item: AsRef<str>,
    {
        self.option(QueryOption::OrderBy.key(), query_string::list(properties))
    }

    /// `$top`: number of related objects that are returned.
    #[must_use]
    pub fn top(self, count: u32) -> Self {
        self.option(QueryOption::Top.key(), count.to_string())
    }

    /// `$levels`: how often the relationship is followed.
    #[must_use]
    pub fn levels(self, levels: u32) -> Self {
        self.option("$levels", levels.to_string())
    }

    fn option(mut self, key: &str, value: String) -> Self {
        query_string::set_pair(&mut self.options, key, value);
        let options: Vec<_> = self
            .options
            .iter()
            .map(|(key, value)| format!("{key}={value}"))
            .collect();
        self.text = format!("{}({})", self.path, options.join(";"));
        self
    }
}

impl AsRef<str> for Expansion {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for Expansion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}
