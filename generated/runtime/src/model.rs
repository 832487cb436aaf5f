//! What a model is: a list of named slots, and the properties that it does not know.

use serde_json::Value;

use crate::slot::{SlotMut, SlotRef};

/// The name and the properties of a type of Microsoft Graph.
#[derive(Debug, PartialEq, Eq)]
pub struct Schema {
    /// Qualified name, such as `microsoft.graph.deviceConfiguration`; empty for a type that has no name in
    /// the service, such as the parameters of an action.
    pub name: &'static str,
    /// Names of the properties in JSON. The position of a name is the index of its slot. The properties of
    /// a base type come first, in the order of the base type.
    pub fields: &'static [&'static str],
    /// Whether `@odata.type` is written: the service needs it where a base type or a derived type is meant.
    pub write_type: bool,
}

impl Schema {
    /// The index of the property `name`, searched from `start` on and then from the beginning.
    ///
    /// Payloads list their properties in a stable order, mostly that of the documentation, so that the
    /// search that starts after the last hit ends at once.
    #[must_use]
    pub fn position(&self, name: &str, start: usize) -> Option<usize> {
        let (before, after) = self.fields.split_at_checked(start).unwrap_or((self.fields, &[]));
        match after.iter().position(|field| *field == name) {
            Some(offset) => Some(start + offset),
            None => before.iter().position(|field| *field == name),
        }
    }

    /// The name without its namespace, in upper camel case: `DeviceConfiguration`; `Object` for a type without
    /// a name.
    #[must_use]
    pub fn short_name(&self) -> String {
        let name = self.name.rsplit('.').next().unwrap_or_default();
        let mut chars = name.chars();
        match chars.next() {
            Some(first) => first.to_uppercase().chain(chars).collect(),
            None => "Object".to_owned(),
        }
    }
}

/// A resource or complex type of Microsoft Graph as a list of slots.
///
/// Generated types implement it; reading, writing, cloning, comparing and printing are written once, in this
/// crate, over `dyn Model`. That keeps the cost of compiling a model to that of a table.
///
/// Models are [`Send`] and [`Sync`] by contract, so that a [`Related`](crate::Related) value is too without
/// the compiler walking the graph of types.
pub trait Model: Send + Sync + 'static {
    /// The name and the properties of the type; of the current variant, where this is a polymorphic enumeration.
    fn schema(&self) -> &'static Schema;
    /// The slot of the property with this index; [`SlotMut::None`] when there is none.
    fn slot(&mut self, index: usize) -> SlotMut<'_>;
    /// The slot of the property with this index, to be read; [`SlotRef::None`] when there is none.
    fn slot_ref(&self, index: usize) -> SlotRef<'_>;
    /// Properties that the type does not know.
    fn additional(&self) -> &Additional;
    /// Properties that the type does not know, to be changed.
    fn additional_mut(&mut self) -> &mut Additional;
    /// Turns the value into one of the named type (without `#`), keeping what it has; `false` when it cannot
    /// hold such a value. Only polymorphic enumerations can hold more than one type.
    fn retype(&mut self, type_name: &str) -> bool {
        let _ = type_name;
        false
    }
}

impl<M: Model> Model for Box<M> {
    #[inline]
    fn schema(&self) -> &'static Schema {
        (**self).schema()
    }
    #[inline]
    fn slot(&mut self, index: usize) -> SlotMut<'_> {
        (**self).slot(index)
    }
    #[inline]
    fn slot_ref(&self, index: usize) -> SlotRef<'_> {
        (**self).slot_ref(index)
    }
    #[inline]
    fn additional(&self) -> &Additional {
        (**self).additional()
    }
    #[inline]
    fn additional_mut(&mut self) -> &mut Additional {
        (**self).additional_mut()
    }
    #[inline]
    fn retype(&mut self, type_name: &str) -> bool {
        (**self).retype(type_name)
    }
}

/// Why a delta query names an object that is no longer there
/// (<https://learn.microsoft.com/graph/delta-query-overview>).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Removed {
    /// It was deleted for good.
    Deleted,
    /// It was deleted and can be restored, or no longer is among what the query asks for.
    Changed,
}

/// Properties that a type does not know, and `@odata` annotations: kept in reading and written back.
///
/// It costs one pointer while it is empty, as it mostly is.
///
/// ```
/// let mut additional = graph_runtime::Additional::new();
/// additional.insert("extension_department", "Finance");
/// assert_eq!(additional.get("extension_department").and_then(|value| value.as_str()), Some("Finance"));
/// ```
#[derive(Clone, Default, PartialEq)]
pub struct Additional {
    // `None` and an empty map are never both in use: an empty map is dropped.
    entries: Option<Box<serde_json::Map<String, Value>>>,
}

impl Additional {
    /// No properties.
    #[must_use]
    #[inline]
    pub const fn new() -> Self {
        Self { entries: None }
    }

    /// The value of the property `name`.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.entries.as_ref()?.get(name)
    }

    /// Sets the property `name` and returns the value that it had.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<Value>) -> Option<Value> {
        self.entries
            .get_or_insert_default()
            .insert(name.into(), value.into())
    }

    /// Removes the property `name` and returns the value that it had.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        let entries = self.entries.as_mut()?;
        let value = entries.remove(name);
        if entries.is_empty() {
            self.entries = None;
        }
        value
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

    /// Number of properties.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.as_ref().map_or(0, |entries| entries.len())
    }

    /// Whether there are no properties.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_none()
    }

    /// The properties with their values, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.entries
            .iter()
            .flat_map(|entries| entries.iter())
            .map(|(name, value)| (name.as_str(), value))
    }
}

/// An object of which nothing is known: all properties are here as the service sent them, `null` too.
impl Model for Additional {
    fn schema(&self) -> &'static Schema {
        &Schema {
            name: "",
            fields: &[],
            write_type: false,
        }
    }
    fn slot(&mut self, _: usize) -> SlotMut<'_> {
        SlotMut::None
    }
    fn slot_ref(&self, _: usize) -> SlotRef<'_> {
        SlotRef::None
    }
    fn additional(&self) -> &Additional {
        self
    }
    fn additional_mut(&mut self) -> &mut Additional {
        self
    }
}

impl std::fmt::Debug for Additional {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl IntoIterator for Additional {
    type Item = (String, Value);
    type IntoIter = serde_json::map::IntoIter;

    fn into_iter(self) -> Self::IntoIter {
        self.entries
            .map(|entries| *entries)
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
