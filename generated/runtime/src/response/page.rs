//! Collections of objects and single values, as responses wrap them.

use std::collections::HashMap;

use serde::de::IgnoredAny;

use crate::model::additional::Additional;
use crate::model::debug::debug_model;
use crate::model::shared::{clone_model, eq_models};
use crate::model::slot::{SlotMut, SlotRef};
use crate::model::slot_type::{SlotKind, SlotType};
use crate::model::slot_visitor::SlotVisitor;
use crate::model::{Model, Schema};

/// A page of a collection: `{"value": […], "@odata.nextLink": "…"}`.
pub struct Page<T> {
    /// The objects.
    pub value: Vec<T>,
    /// URL of the next page; none on the last one.
    pub next_link: Option<String>,
    /// URL that returns what has changed since; on the last page of a delta query.
    pub delta_link: Option<String>,
    /// Number of objects in the whole collection, where the request asked for it.
    pub count: Option<i64>,
    /// Properties that this version of the SDK does not know; they are kept and written back.
    pub additional: Additional,
}

impl<T> Page<T> {
    /// The link from which a later run of a program goes on after this page: to the next one, or to what has changed
    /// since.
    #[must_use]
    pub fn resume_link(&self) -> Option<&str> {
        self.next_link.as_deref().or(self.delta_link.as_deref())
    }
}

impl<T> Default for Page<T> {
    fn default() -> Self {
        Self {
            value: Vec::new(),
            next_link: None,
            delta_link: None,
            count: None,
            additional: Additional::new(),
        }
    }
}

/// The properties of a page.
const SCHEMA: &Schema = &Schema {
    name: "",
    fields: &["@odata.count", "@odata.nextLink", "@odata.deltaLink", "value"],
    write_type: false,
    types: None,
};

/// The place of the list in a page.
const VALUE: usize = 3;

/// Whether a model is a page without objects.
pub(super) fn is_empty(model: &mut dyn Model) -> bool {
    model.schema() == SCHEMA
        && matches!(model.slot(VALUE), SlotMut::Objects(objects) if objects.count().unwrap_or_default() == 0)
}

/// Whether a text that could be read is a page: it has a list, or leads to another page.
pub(super) fn is_in(text: &str) -> bool {
    let of_page = |name: &String| {
        SCHEMA.fields[1..]
            .iter()
            .any(|field| field.eq_ignore_ascii_case(name))
    };
    // What is no proper JSON was mended, and says what the mended text does.
    serde_json::from_str::<HashMap<String, IgnoredAny>>(text)
        .map_or(true, |object| object.keys().any(of_page))
}

impl<T: Model + Default> Model for Page<T> {
    fn schema(&self) -> &'static Schema {
        SCHEMA
    }
    fn slot(&mut self, index: usize) -> SlotMut<'_> {
        match index {
            0 => SlotMut::Int64(&mut self.count),
            1 => SlotMut::String(&mut self.next_link),
            2 => SlotMut::String(&mut self.delta_link),
            VALUE => SlotMut::Objects(&mut self.value),
            _ => SlotMut::Additional(&mut self.additional),
        }
    }
    fn visit_slots<'a>(&'a self, slots: &mut SlotVisitor<'_, 'a>) {
        if !slots.additional(&self.additional) {
            slots.Int64(0, &self.count);
            slots.String(1, &self.next_link);
            slots.String(2, &self.delta_link);
            slots.slot(VALUE, SlotRef::Objects(&self.value));
        }
    }
}

impl<T> IntoIterator for Page<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.value.into_iter()
    }
}

/// A single value, or a collection of values that are no objects: `{"value": 5}`, `{"value": ["a", "b"]}`.
pub struct ValueOf<T> {
    /// The value.
    pub value: Option<T>,
    /// Properties that this version of the SDK does not know; they are kept and written back.
    pub additional: Additional,
}

impl<T> Default for ValueOf<T> {
    fn default() -> Self {
        Self {
            value: None,
            additional: Additional::new(),
        }
    }
}

impl<T: SlotType + Send + Sync> Model for ValueOf<T> {
    fn schema(&self) -> &'static Schema {
        const SCHEMA: &Schema = &Schema {
            name: "",
            fields: &["value"],
            write_type: false,
            types: None,
        };
        SCHEMA
    }
    fn slot(&mut self, index: usize) -> SlotMut<'_> {
        match index {
            0 => T::Kind::slot(&mut self.value),
            _ => SlotMut::Additional(&mut self.additional),
        }
    }
    fn visit_slots<'a>(&'a self, slots: &mut SlotVisitor<'_, 'a>) {
        if !slots.additional(&self.additional) {
            slots.slot(0, T::Kind::slot_ref(&self.value));
        }
    }
}

/// Implements the standard traits for a generic model, as `impl_model!` does for one without parameters.
macro_rules! impl_generic_model {
    ($type:ident: $($bound:tt)+) => {
        impl<T: $($bound)+> Clone for $type<T> {
            fn clone(&self) -> Self {
                clone_model(self)
            }
        }
        impl<T: $($bound)+> std::fmt::Debug for $type<T> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                debug_model(self, f)
            }
        }
        impl<T: $($bound)+> PartialEq for $type<T> {
            fn eq(&self, other: &Self) -> bool {
                eq_models(self, other)
            }
        }
        impl<T: $($bound)+> serde::Serialize for $type<T> {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                crate::json::write::write_model(self, serializer)
            }
        }
        impl<'de, T: $($bound)+> serde::Deserialize<'de> for $type<T> {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                crate::json::read::read_model(deserializer)
            }
        }
    };
}

impl_generic_model!(Page: Model + Default);
impl_generic_model!(ValueOf: SlotType + Send + Sync);
