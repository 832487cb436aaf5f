//! Properties that a model does not know, and values that did not fit the properties that it knows.

use std::mem::{self, ManuallyDrop};

use serde_json::{Map, Value};

use crate::json::{self, ReadError};
use crate::model::debug::DebugValue;
use crate::model::slot::SlotMut;
use crate::model::slot_type::SlotType;
use crate::model::slot_visitor::SlotVisitor;
use crate::model::{Model, Schema};

/// Why a delta query names an object that is no longer there
/// (<https://learn.microsoft.com/graph/delta-query-overview>).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Removed {
    /// It was deleted for good.
    Deleted,
    /// It was deleted and can be restored, or no longer is among what the query asks for.
    Changed,
}

/// Properties that a type does not know, `@odata` annotations, and values that do not fit their properties: kept in
/// reading and written back.
///
/// A property whose value did not fit is `None` in its model, and its value is here under the name of the property.
/// It is written back unless the property is set. Items of a list that did not fit are not in the list; they are kept
/// here with their places and written back at these places as long as the list is there.
/// [`Model::unread`] names all of them.
///
/// It costs one pointer while it is empty, as it mostly is.
///
/// ```
/// let mut additional = graph_runtime::Additional::new();
/// additional.insert("extension_department", "Finance");
/// assert_eq!(additional.get("extension_department").and_then(|value| value.as_str()), Some("Finance"));
/// ```
#[derive(Clone, Default)]
pub struct Additional {
    /// `None` where there is nothing of either sort. [`drop_entries`] drops them.
    entries: ManuallyDrop<Option<Box<Entries>>>,
}

/// Each model drops its additional properties. Here that is one call; without it, the code that drops maps of JSON is
/// compiled again in each codegen unit of a crate of models.
impl Drop for Additional {
    #[inline]
    fn drop(&mut self) {
        if self.entries.is_some() {
            drop_entries(&mut self.entries);
        }
    }
}

/// Drops the properties. A function with the ABI of C does not unwind, so the compiler emits no code that drops the other
/// fields of a model after a panic in this one.
#[allow(improper_ctypes_definitions, reason = "only Rust calls it")]
#[inline(never)]
extern "C" fn drop_entries(entries: &mut ManuallyDrop<Option<Box<Entries>>>) {
    **entries = None;
}

#[derive(Clone, Default)]
struct Entries {
    properties: Map<String, Value>,
    /// Sorted by name, so that the order in which lists came makes no difference.
    lists: Vec<KeptItems>,
}

/// Items of a list as they came, in the order of their places; of a single value its text.
#[derive(Clone)]
struct KeptItems {
    name: &'static str,
    items: Vec<KeptItem>,
}

/// An item of a list as it came.
#[derive(Clone, PartialEq)]
pub(crate) struct KeptItem {
    /// The index of the item in the JSON.
    pub(crate) index: usize,
    pub(crate) value: Value,
    pub(crate) fate: ItemFate,
}

impl KeptItem {
    /// Whether the item could not be read. `null` is no value that could be.
    pub(crate) fn is_unread(&self) -> bool {
        self.fate == ItemFate::LeftOut && !self.value.is_null()
    }
}

/// What became of an item that is kept as it came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ItemFate {
    /// It is not in the list.
    LeftOut,
    /// It is in the list, as a value whose own text is another.
    Read,
}

impl Additional {
    /// No properties.
    #[must_use]
    #[inline]
    pub const fn new() -> Self {
        Self {
            entries: ManuallyDrop::new(None),
        }
    }

    /// The value of the property `name`.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.entries.as_ref()?.properties.get(name)
    }

    /// The value of the property `name`, read as that of a property with the type `T`: a text, a number, a time, a
    /// GUID, a member of an enumeration, a model, or a list of these. `None` where there is none, or `null`.
    ///
    /// ```
    /// use graph_runtime::{Additional, types::OffsetDateTime};
    ///
    /// let additional = Additional::from_iter([("extension_joined", "2024-02-29T01:02:03Z"), ("extension_floor", "P1")]);
    /// let joined: Option<OffsetDateTime> = additional.read("extension_joined")?;
    /// assert_eq!(joined.map(|time| time.year()), Some(2024));
    /// assert!(additional.read::<i32>("extension_floor").is_err());
    /// # Ok::<(), graph_runtime::json::ReadError>(())
    /// ```
    ///
    /// # Errors
    /// When the value, or one in it, does not fit the type.
    pub fn read<T: SlotType>(&self, name: &str) -> Result<Option<T>, ReadError> {
        match self.get(name) {
            Some(value) => json::read_as(value, name),
            None => Ok(None),
        }
    }

    /// Sets the property `name` and returns the value that it had.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<Value>) -> Option<Value> {
        self.entries
            .get_or_insert_default()
            .properties
            .insert(name.into(), value.into())
    }

    /// Removes the property `name` and returns the value that it had. Items of a list of that name that did not fit
    /// are forgotten.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        let entries = self.entries.as_mut()?;
        let value = entries.properties.remove(name);
        entries.lists.retain(|list| list.name != name);
        if entries.properties.is_empty() && entries.lists.is_empty() {
            *self.entries = None;
        }
        value
    }

    /// Keeps items of a list instead of those that are kept of it.
    pub(crate) fn keep_items(&mut self, name: &'static str, items: Vec<KeptItem>) {
        let lists = &mut self.entries.get_or_insert_default().lists;
        match lists.binary_search_by(|list| list.name.cmp(name)) {
            Ok(place) => lists[place].items = items,
            Err(place) => lists.insert(place, KeptItems { name, items }),
        }
    }

    /// Keeps the text of a value.
    pub(crate) fn keep_text(&mut self, name: &'static str, value: Value) {
        let text = KeptItem {
            index: 0,
            value,
            fate: ItemFate::Read,
        };
        self.keep_items(name, vec![text]);
    }

    /// The items of a list that are kept as they came, in the order of their places; of a single value its text.
    pub(crate) fn items(&self, name: &str) -> &[KeptItem] {
        let lists = self.entries.as_ref().map_or(&[][..], |entries| &entries.lists);
        lists
            .iter()
            .find(|list| list.name == name)
            .map_or(&[], |list| &list.items)
    }

    /// The items that are in no list, by its name.
    fn left_out(&self) -> impl Iterator<Item = (&'static str, &KeptItem)> {
        let lists = self.entries.iter().flat_map(|entries| &entries.lists);
        lists
            .flat_map(|list| list.items.iter().map(|item| (list.name, item)))
            .filter(|(_, item)| item.fate == ItemFate::LeftOut)
    }

    /// The properties, and the kept items of lists, whose names a function accepts.
    pub(crate) fn filter(&self, is_kept: impl Fn(&str) -> bool) -> Self {
        let Some(entries) = &*self.entries else {
            return Self::new();
        };
        let properties = entries.properties.iter().filter(|(name, _)| is_kept(name));
        let lists = entries.lists.iter().filter(|list| is_kept(list.name));
        let kept = Entries {
            properties: properties
                .map(|(name, value)| (name.clone(), value.clone()))
                .collect(),
            lists: lists.cloned().collect(),
        };
        let is_empty = kept.properties.is_empty() && kept.lists.is_empty();
        Self {
            entries: ManuallyDrop::new((!is_empty).then(|| Box::new(kept))),
        }
    }

    /// Takes the properties out; the items of lists stay.
    pub(crate) fn take_properties(&mut self) -> Map<String, Value> {
        let Some(entries) = &mut *self.entries else {
            return Map::new();
        };
        let properties = mem::take(&mut entries.properties);
        if entries.lists.is_empty() {
            *self.entries = None;
        }
        properties
    }

    /// Whether items of lists, or texts of values, are kept as they came.
    pub(crate) fn has_items(&self) -> bool {
        self.entries
            .as_ref()
            .is_some_and(|entries| !entries.lists.is_empty())
    }

    /// Whether nothing at all is kept.
    pub(crate) fn has_nothing(&self) -> bool {
        self.entries.is_none()
    }

    /// Why the object is no longer there, where a delta query says so (`@removed`): such an object has its id and
    /// nothing else. `None` for an object that was added or changed.
    ///
    /// ```
    /// use graph_runtime::{Additional, Removed, Value};
    ///
    /// let json: Value = serde_json::from_str(r#"{"reason": "deleted"}"#)?;
    /// let additional = Additional::from_iter([("@removed", json)]);
    /// assert_eq!(additional.removed(), Some(Removed::Deleted));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    pub fn removed(&self) -> Option<Removed> {
        let removed = self.get("@removed")?;
        match removed.get("reason").and_then(Value::as_str) {
            Some("deleted") => Some(Removed::Deleted),
            _ => Some(Removed::Changed),
        }
    }

    /// The entity tag of the object (`@odata.etag`), which the header `If-Match` takes: a change that was made on the
    /// state of this tag fails where the object has another state now.
    #[must_use]
    pub fn etag(&self) -> Option<&str> {
        self.get("@odata.etag")?.as_str()
    }

    /// Number of properties.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries
            .as_ref()
            .map_or(0, |entries| entries.properties.len())
    }

    /// Whether there are no properties.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The properties, where there are some.
    fn properties(&self) -> Option<&Map<String, Value>> {
        let properties = self.entries.as_ref().map(|entries| &entries.properties);
        properties.filter(|properties| !properties.is_empty())
    }

    /// The properties with their values, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.entries
            .iter()
            .flat_map(|entries| entries.properties.iter())
            .map(|(name, value)| (name.as_str(), value))
    }
}

/// An object of which nothing is known: all properties are here as the service sent them, `null` too.
impl Model for Additional {
    fn schema(&self) -> &'static Schema {
        &Schema::OF_ANY
    }
    fn slot(&mut self, _: usize) -> SlotMut<'_> {
        SlotMut::Additional(self)
    }
    fn visit_slots<'a>(&'a self, slots: &mut SlotVisitor<'_, 'a>) {
        slots.additional(self);
    }
}

/// Two are equal if they hold the same properties and the same items that could not be read. The texts that are kept of
/// values which could be read do not count.
impl PartialEq for Additional {
    fn eq(&self, other: &Self) -> bool {
        // Not one after the other: a feature of `serde_json` that another crate turns on keeps them in their order.
        self.properties() == other.properties() && self.left_out().eq(other.left_out())
    }
}

impl std::fmt::Debug for Additional {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut map = f.debug_map();
        for (name, value) in self.iter() {
            map.entry(&name, &DebugValue::of_property(name, value));
        }
        map.finish()
    }
}

impl IntoIterator for Additional {
    type Item = (String, Value);
    type IntoIter = serde_json::map::IntoIter;

    fn into_iter(mut self) -> Self::IntoIter {
        mem::take(&mut *self.entries)
            .map(|entries| entries.properties)
            .unwrap_or_default()
            .into_iter()
    }
}

impl<N: Into<String>, V: Into<Value>> FromIterator<(N, V)> for Additional {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(entries: I) -> Self {
        let mut additional = Self::new();
        for (name, value) in entries {
            additional.insert(name, value);
        }
        additional
    }
}
