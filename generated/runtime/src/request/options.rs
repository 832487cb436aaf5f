//! The query options of OData that a request takes.

use crate::operation::Operation;
use crate::query;
use crate::query::option::QueryOption;
use crate::query::query_string;
use crate::request::Request;

/// Options that only requests of operations have which take them.
impl<O: Operation> Request<O> {
    /// `$select`: properties that are returned. A second call replaces
    /// the first.
    #[must_use]
    pub fn select<I>(self, properties: I) -> Self
    where
        O::Query: query::Select,
        I: IntoIterator,
        I::Item: AsRef<str>,
    {
        self.set_list(QueryOption::Select, properties)
    }

    /// `$expand`: related objects that are returned with the object. A second call replaces
    /// the first.
    #[must_use]
    pub fn expand<I>(self, properties: I) -> Self
    where
        O::Query: query::Expand,
        I: IntoIterator,
        I::Item: AsRef<str>,
    {
        self.set_list(QueryOption::Expand, properties)
    }

    /// `$filter`: the condition of the objects that are returned. Text in it goes through
    /// [`quote`](crate::query::quote); the whole is percent-encoded. A second call replaces the first: conditions are joined
    /// by [`and`](crate::query::Condition::and).
    #[must_use]
    pub fn filter(self, condition: impl Into<String>) -> Self
    where
        O::Query: query::Filter,
    {
        self.set_option(QueryOption::Filter, condition.into())
    }

    /// `$orderby`: properties by which the objects are sorted, each with `desc` after it where it is meant. A second call replaces
    /// the first.
    #[must_use]
    pub fn order_by<I>(self, properties: I) -> Self
    where
        O::Query: query::OrderBy,
        I: IntoIterator,
        I::Item: AsRef<str>,
    {
        self.set_list(QueryOption::OrderBy, properties)
    }

    /// `$top`: number of objects in a page.
    #[must_use]
    pub fn top(self, count: u32) -> Self
    where
        O::Query: query::Top,
    {
        self.set_option(QueryOption::Top, count.to_string())
    }

    /// `$skip`: number of objects that are left out at the beginning.
    #[must_use]
    pub fn skip(self, count: u32) -> Self
    where
        O::Query: query::Skip,
    {
        self.set_option(QueryOption::Skip, count.to_string())
    }

    /// `$count`: whether the number of all objects is returned with the page.
    #[must_use]
    pub fn count(self, count: bool) -> Self
    where
        O::Query: query::Count,
    {
        self.set_option(QueryOption::Count, count.to_string())
    }

    /// `$search`: the search expression, with the quotes that it needs: `"displayName:wifi"`.
    #[must_use]
    pub fn search(self, expression: impl Into<String>) -> Self
    where
        O::Query: query::Search,
    {
        self.set_option(QueryOption::Search, expression.into())
    }

    fn set_list<I>(self, option: QueryOption, items: I) -> Self
    where
        I: IntoIterator,
        I::Item: AsRef<str>,
    {
        self.set_option(option, query_string::list(items))
    }

    /// Sets an option of OData, which can be there once only.
    fn set_option(mut self, option: QueryOption, value: String) -> Self {
        query_string::set_pair(&mut self.query, option.key(), value);
        self
    }
}
