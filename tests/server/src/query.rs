//! Query options of OData on what is in memory.

use std::cmp::Ordering;

use serde_json::Value;

use crate::documentation::Object;
use crate::error::GraphError;
use crate::filter::{Comparison, Filter};
use crate::search::Search;

/// Where the next page begins; the service's own word for it.
const SKIP_TOKEN: &str = "$skiptoken";

/// The state that a delta query starts from.
pub(crate) const DELTA_TOKEN: &str = "$deltatoken";

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
    order_by: Vec<(String, Direction)>,
    filter: Option<Filter>,
    search: Option<Search>,
    expand: Vec<Expansion>,
}

/// How `$orderby` sorts by a property.
#[derive(Clone, Copy, Debug)]
enum Direction {
    Ascending,
    Descending,
}

/// A relationship that is expanded, with options of its own.
#[derive(Debug)]
pub(crate) struct Expansion {
    pub(crate) name: String,
    pub(crate) query: Query,
}

impl Query {
    pub(crate) fn parse(text: &str) -> Result<Self, GraphError> {
        let mut query = Self::default();
        for (key, value) in url::form_urlencoded::parse(text.as_bytes()) {
            let names = || value.split(',').map(|name| name.trim().to_owned());
            // The service takes the names of options without case.
            match key.to_ascii_lowercase().as_str() {
                "$select" => query.select = Some(names().collect()),
                "$top" => query.top = Some(number(&key, &value)?),
                "$skip" => query.skip = number(&key, &value)?,
                DELTA_TOKEN => query.delta_token = Some(value.clone().into_owned()),
                SKIP_TOKEN => query.token = Some(number(&key, &value)?),
                "$count" => query.count = value == "true",
                "$filter" => query.filter = Some(Filter::parse(&value)?),
                "$search" => query.search = Some(Search::parse(&value)?),
                "$expand" => query.expand = expansions(&value)?,
                "$orderby" => {
                    query.order_by = names()
                        .map(|name| match name.split_once(' ') {
                            Some((name, order)) if order.trim().eq_ignore_ascii_case("desc") => {
                                (name.to_owned(), Direction::Descending)
                            }
                            Some((name, _)) => (name.to_owned(), Direction::Ascending),
                            None => (name, Direction::Ascending),
                        })
                        .collect();
                }
                other if other.starts_with('$') => {
                    return Err(GraphError::bad_request(format!(
                        "The query option '{key}' is not supported by this local server."
                    )));
                }
                _ => {}
            }
            query.pairs.push((key.into_owned(), value.into_owned()));
        }
        Ok(query)
    }

    /// The objects of a page, with the link to the next page. `base` is the URL of the request without its query;
    /// `expand` adds the related objects to each object.
    ///
    /// # Errors
    /// The error of `expand`.
    pub(crate) fn page(
        &self,
        objects: &[Object],
        page_size: usize,
        base: &str,
        expand: impl Fn(&mut Object) -> Result<(), GraphError>,
    ) -> Result<Value, GraphError> {
        let objects = self.chosen(objects);
        let count = objects.len();
        let (start, end) = self.bounds(count, page_size);
        let on_page = objects.get(start..end).unwrap_or_default().iter();
        let on_page: Result<Vec<Value>, GraphError> = on_page
            .map(|object| {
                let mut object = (*object).clone();
                expand(&mut object)?;
                Ok(Value::Object(self.select(object)))
            })
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
        page.insert("value".to_owned(), on_page?.into());
        Ok(Value::Object(page))
    }

    /// How many objects meet the conditions.
    pub(crate) fn count(&self, objects: &[Object]) -> usize {
        objects.iter().filter(|object| self.holds(object)).count()
    }

    /// The objects that meet the conditions, in the order that is asked for.
    fn chosen<'o>(&self, objects: &'o [Object]) -> Vec<&'o Object> {
        let mut objects: Vec<&Object> = objects.iter().filter(|object| self.holds(object)).collect();
        for (name, direction) in self.order_by.iter().rev() {
            objects.sort_by(|one, other| {
                let order = compare(value_at(one, name), value_at(other, name));
                match direction {
                    Direction::Ascending => order,
                    Direction::Descending => order.reverse(),
                }
            });
        }
        objects
    }

    /// The related objects that an expansion shows.
    pub(crate) fn expanded(&self, objects: &[Object]) -> Vec<Value> {
        let chosen = self.chosen(objects).into_iter().skip(self.skip);
        let chosen = chosen.take(self.top.unwrap_or(usize::MAX));
        chosen
            .map(|object| Value::Object(self.select(object.clone())))
            .collect()
    }

    /// The relationships that are expanded.
    pub(crate) fn expansions(&self) -> &[Expansion] {
        &self.expand
    }

    /// Whether the query has `$select`.
    pub(crate) fn selects(&self) -> bool {
        self.select.is_some()
    }

    /// The names that are selected.
    pub(crate) fn selected(&self) -> impl Iterator<Item = &str> {
        self.select.iter().flatten().map(String::as_str)
    }

    /// The names by which objects are ordered.
    pub(crate) fn ordered_by(&self) -> impl Iterator<Item = &str> {
        self.order_by.iter().map(|(name, _)| name.as_str())
    }

    /// What the condition asks of properties.
    pub(crate) fn comparisons(&self) -> Vec<Comparison<'_>> {
        self.filter.as_ref().map(Filter::comparisons).unwrap_or_default()
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
            let expanded = self.expand.iter().map(|expansion| &expansion.name);
            let asked_for = select.iter().chain(expanded);
            // An annotation goes with its property, a path selects all of its first property, and a cast is passed over.
            let is_asked_for = |name: &str| {
                asked_for.clone().any(|asked| {
                    let mut parts = asked.split('/').filter(|part| !part.contains('.'));
                    asked == "*" || parts.next().is_some_and(|part| part.eq_ignore_ascii_case(name))
                })
            };
            object.retain(|name, _| {
                let of = name.split('@').next().unwrap_or_default();
                of.is_empty() || is_asked_for(of)
            });
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
    pub(crate) fn delta_link(&self, base: &str, token: (&'static str, &str), start: Option<usize>) -> String {
        let start = start.map(|start| (SKIP_TOKEN, start.to_string()));
        self.link(base, start.into_iter().chain([(token.0, token.1.to_owned())]))
    }

    fn holds(&self, object: &Object) -> bool {
        self.filter.as_ref().is_none_or(|filter| filter.holds(object))
            && self.search.as_ref().is_none_or(|search| search.finds(object))
    }

    /// A link with the options of the request, and tokens instead of those that it had.
    fn link(&self, base: &str, tokens: impl IntoIterator<Item = (&'static str, String)>) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        let tokens: Vec<_> = tokens.into_iter().collect();
        let is_token = |key: &str| {
            let mut names = tokens
                .iter()
                .map(|(name, _)| *name)
                .chain([SKIP_TOKEN, DELTA_TOKEN]);
            names.any(|name| name == key)
        };
        query.extend_pairs(self.pairs.iter().filter(|(key, _)| !is_token(key)));
        query.extend_pairs(&tokens);
        // The service does not encode the `$` of its options.
        format!("{base}?{}", query.finish().replace("%24", "$"))
    }
}

/// The value of a parameter of a query.
pub(crate) fn parameter(query: &str, name: &str) -> Option<String> {
    let mut pairs = url::form_urlencoded::parse(query.as_bytes());
    pairs.find_map(|(key, value)| (key == name).then(|| value.into_owned()))
}

/// Reads `members($select=id;$top=2),owners`.
fn expansions(text: &str) -> Result<Vec<Expansion>, GraphError> {
    let mut expansions = Vec::new();
    for item in split(text, ',') {
        let (name, options) = match item.split_once('(') {
            Some((name, rest)) => {
                let message = || GraphError::bad_request(format!("Invalid expand clause: '{item}'."));
                (name, rest.strip_suffix(')').ok_or_else(message)?)
            }
            None => (item, ""),
        };
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        for option in split(options, ';').filter(|option| !option.is_empty()) {
            let (key, value) = option.split_once('=').unwrap_or((option, ""));
            query.append_pair(key, value);
        }
        expansions.push(Expansion {
            name: name.rsplit('/').next().unwrap_or_default().to_owned(),
            query: Query::parse(&query.finish())?,
        });
    }
    Ok(expansions)
}

/// Splits a text where it is in no parentheses and no quotes.
fn split(text: &str, at: char) -> impl Iterator<Item = &str> {
    let (mut depth, mut is_quoted) = (0_usize, false);
    text.split(move |letter: char| {
        match letter {
            '\'' => is_quoted = !is_quoted,
            '(' if !is_quoted => depth += 1,
            ')' if !is_quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        letter == at && depth == 0 && !is_quoted
    })
    .map(str::trim)
}

/// The value at a path, `manager/displayName`.
fn value_at<'o>(object: &'o Object, path: &str) -> Option<&'o Value> {
    let mut names = path.split('/');
    let first = object.get(names.next()?);
    names.fold(first, |value, name| value?.get(name))
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Query;

    #[test]
    fn what_is_expanded_has_options_of_its_own() {
        let text = "$expand=members($select=id,name;$filter=startswith(name,'a,(b'';');$top=2), owners";
        let query = Query::parse(text).unwrap();
        let [members, owners] = query.expansions() else {
            panic!("{query:?}")
        };
        assert_eq!(
            (members.name.as_str(), owners.name.as_str()),
            ("members", "owners")
        );
        assert_eq!(members.query.selected().collect::<Vec<_>>(), ["id", "name"]);
        let objects = [
            json!({"id": "1", "name": "a,(b';", "mail": "m"}),
            json!({"id": "2", "name": "c"}),
        ];
        let objects: Vec<_> = objects
            .iter()
            .filter_map(|object| object.as_object().cloned())
            .collect();
        let shown = members.query.expanded(&objects);
        assert_eq!(shown, [json!({"id": "1", "name": "a,(b';"})]);
        assert!(Query::parse("$expand=members($select=id").is_err());
    }

    #[test]
    fn annotations_go_with_their_properties() {
        let object =
            json!({"@odata.etag": "1", "id": "1", "days@odata.type": "#x", "days": [], "site": {"a": 1}});
        let object = object.as_object().unwrap();
        let select = |text: &str| {
            let query = Query::parse(&format!("$select={text}")).unwrap();
            let selected = query.select(object.clone());
            selected.keys().cloned().collect::<Vec<_>>().join(" ")
        };
        assert_eq!(select("Id"), "@odata.etag id");
        assert_eq!(select("days"), "@odata.etag days days@odata.type");
        assert_eq!(select("site/a,microsoft.graph.user/id"), "@odata.etag id site");
        assert_eq!(select("*").split(' ').count(), 5);
    }
}
