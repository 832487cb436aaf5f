//! Query options of OData on what is in memory.

use std::cmp::Ordering;

use serde_json::Value;

use crate::documentation::Object;
use crate::error::GraphError;
use crate::filter::Filter;
use crate::search::Search;

/// Where the next page begins; the service's own word for it.
const SKIP_TOKEN: &str = "$skiptoken";

/// The state that a delta query starts from.
const DELTA_TOKEN: &str = "$deltatoken";

/// The options of a request.
#[derive(Debug, Default)]
pub(crate) struct Query {
    pairs: Vec<(String, String)>,
    select: Option<Vec<String>>,
    top: Option<usize>,
    skip: usize,
    token: Option<usize>,
    delta_token: Option<String>,
    count: bool,
    order_by: Vec<(String, bool)>,
    filter: Option<Filter>,
    search: Option<Search>,
    expand: Vec<String>,
}

impl Query {
    pub(crate) fn parse(text: &str) -> Result<Self, GraphError> {
        let mut query = Self::default();
        for (key, value) in url::form_urlencoded::parse(text.as_bytes()) {
            let names = || value.split(',').map(|name| name.trim().to_owned());
            match key.as_ref() {
                "$select" => query.select = Some(names().collect()),
                "$top" => query.top = Some(number(&key, &value)?),
                "$skip" => query.skip = number(&key, &value)?,
                DELTA_TOKEN => query.delta_token = Some(value.clone().into_owned()),
                SKIP_TOKEN => query.token = Some(number(&key, &value)?),
                "$count" => query.count = value == "true",
                "$filter" => query.filter = Some(Filter::parse(&value)?),
                "$search" => query.search = Some(Search::parse(&value)?),
                "$expand" => query.expand = names().map(|name| expanded(&name).to_owned()).collect(),
                "$orderby" => {
                    query.order_by = names()
                        .map(|name| match name.split_once(' ') {
                            Some((name, order)) => {
                                (name.to_owned(), order.trim().eq_ignore_ascii_case("desc"))
                            }
                            None => (name, false),
                        })
                        .collect();
                }
                other if other.starts_with('$') => {
                    return Err(GraphError::bad_request(format!(
                        "The query option '{other}' is not supported by this local server."
                    )));
                }
                _ => {}
            }
            query.pairs.push((key.into_owned(), value.into_owned()));
        }
        Ok(query)
    }

    /// The objects of a page, with the link to the next one. `base` is the URL without its query.
    ///
    /// # Errors
    /// Where something is to be expanded that no object shows.
    pub(crate) fn page(&self, objects: &[Object], page_size: usize, base: &str) -> Result<Value, GraphError> {
        self.check_expand(objects)?;
        let mut objects: Vec<&Object> = objects.iter().filter(|object| self.holds(object)).collect();
        let count = objects.len();
        for (name, descending) in self.order_by.iter().rev() {
            objects.sort_by(|one, other| {
                let order = compare(one.get(name), other.get(name));
                if *descending { order.reverse() } else { order }
            });
        }
        let (start, end) = self.bounds(count, page_size);
        let shown: Vec<Value> = objects
            .drain(start..end)
            .map(|object| Value::Object(self.select(object.clone())))
            .collect();
        let mut page = Object::new();
        if self.count {
            page.insert("@odata.count".to_owned(), count.into());
        }
        if end < count && end > start {
            page.insert(
                "@odata.nextLink".to_owned(),
                self.link(base, [(SKIP_TOKEN, end.to_string())]).into(),
            );
        }
        page.insert("value".to_owned(), shown.into());
        Ok(Value::Object(page))
    }

    /// Fails where something is to be expanded that none of the objects shows. What one shows, it always does.
    pub(crate) fn check_expand(&self, objects: &[Object]) -> Result<(), GraphError> {
        let is_shown = |name: &&String| objects.iter().any(|object| object.contains_key(name.as_str()));
        match self.expand.iter().find(|name| !is_shown(name)) {
            Some(name) => Err(GraphError::bad_request(format!(
                "This local server cannot expand '{name}', which no page shows."
            ))),
            None => Ok(()),
        }
    }

    /// Whether the number of objects is asked for.
    pub(crate) fn counts(&self) -> bool {
        self.count
    }

    /// Whether the query is one of those that the directory answers from an index.
    pub(crate) fn is_advanced(&self) -> bool {
        let filter = self.filter.as_ref();
        self.count
            || self.search.is_some()
            || filter.is_some_and(|filter| filter.is_advanced() || !self.order_by.is_empty())
    }

    /// The object with the properties that were asked for. Annotations stay.
    pub(crate) fn select(&self, mut object: Object) -> Object {
        if let Some(select) = &self.select {
            let asked_for = select.iter().chain(&self.expand);
            object.retain(|name, _| name.starts_with('@') || asked_for.clone().any(|asked| asked == name));
        }
        object
    }

    /// Where a page begins and ends among so many objects.
    pub(crate) fn bounds(&self, count: usize, page_size: usize) -> (usize, usize) {
        let page_size = page_size.min(self.top.unwrap_or(page_size));
        let start = self.token.unwrap_or(self.skip).min(count);
        (start, start.saturating_add(page_size).min(count))
    }

    /// The state that a delta query starts from; `None` for the first one.
    pub(crate) fn delta_token(&self) -> Option<&str> {
        self.delta_token.as_deref()
    }

    /// As [`select`](Self::select); a delta query always returns the id.
    pub(crate) fn select_changed(&self, object: Object) -> Object {
        let id = object.get("id").cloned();
        let mut selected = self.select(object);
        selected.extend(id.map(|id| ("id".to_owned(), id)));
        selected
    }

    /// The link of a page of a delta query: to the page that begins at `start`, or to what changes later.
    pub(crate) fn delta_link(&self, base: &str, token: &str, start: Option<usize>) -> String {
        let start = start.map(|start| (SKIP_TOKEN, start.to_string()));
        self.link(base, start.into_iter().chain([(DELTA_TOKEN, token.to_owned())]))
    }

    fn holds(&self, object: &Object) -> bool {
        self.filter.as_ref().is_none_or(|filter| filter.holds(object))
            && self.search.as_ref().is_none_or(|search| search.finds(object))
    }

    /// A link with the options of the request, and tokens instead of those that it had.
    fn link(&self, base: &str, tokens: impl IntoIterator<Item = (&'static str, String)>) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        let options = self.pairs.iter();
        query.extend_pairs(options.filter(|(key, _)| key != SKIP_TOKEN && key != DELTA_TOKEN));
        query.extend_pairs(tokens);
        // The service does not encode the `$` of its options.
        format!("{base}?{}", query.finish().replace("%24", "$"))
    }
}

/// The relationship that is expanded: the last segment, without options of its own.
fn expanded(name: &str) -> &str {
    let name = name.split('(').next().unwrap_or_default();
    name.rsplit('/').next().unwrap_or_default()
}

fn number(key: &str, value: &str) -> Result<usize, GraphError> {
    let message = || format!("Invalid value '{value}' for '{key}': it is no number.");
    value.parse().map_err(|_| GraphError::bad_request(message()))
}

/// Compares values as `$orderby` does: what is absent comes first.
fn compare(one: Option<&Value>, other: Option<&Value>) -> Ordering {
    match (one, other) {
        (Some(Value::Number(one)), Some(Value::Number(other))) => {
            let (one, other) = (one.as_f64(), other.as_f64());
            one.partial_cmp(&other).unwrap_or(Ordering::Equal)
        }
        (Some(Value::String(one)), Some(Value::String(other))) => one.cmp(other),
        (Some(Value::Bool(one)), Some(Value::Bool(other))) => one.cmp(other),
        (one, other) => one
            .is_some_and(|value| !value.is_null())
            .cmp(&other.is_some_and(|value| !value.is_null())),
    }
}
