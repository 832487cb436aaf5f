//! Values that were kept as they came because they do not fit their properties.

use std::fmt;

use serde_json::Value;

use crate::json::path;
use crate::json::read::TYPE;
use crate::json::{self, ReadError};
use crate::model::Model;
use crate::model::additional::ItemFate;
use crate::model::slot::{OBJECT, SlotRef};
use crate::model::slot_type::SlotType;
use crate::model::slot_visitor::all_slots;
use crate::model::type_table::type_name;
use crate::printing::guarded::Guarded;
use crate::printing::printable::OneLine;
use crate::printing::secrets::is_secret;

/// A value that does not fit its property; [`Model::unread`] returns it.
///
/// The property is empty, or the item not in its list, and the value is written back as it came.
#[derive(Clone, PartialEq)]
pub struct Unread {
    path: String,
    mismatch: Mismatch,
}

impl Unread {
    /// The place in the JSON, such as `value[3].assignments[0].status`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The value as it came.
    #[must_use]
    pub fn value(&self) -> &Value {
        &self.mismatch.value
    }

    /// The value read as one of another type than that of its property: an object of the type that it says it has.
    ///
    /// # Errors
    /// When the value, or one in it, does not fit the type.
    pub fn read_as<T: SlotType>(&self) -> Result<Option<T>, ReadError> {
        json::read_as(self.value(), &self.path)
    }

    /// Why it could not be read, such as `expected a GUID, found the text ""`.
    #[must_use]
    pub fn reason(&self) -> String {
        self.mismatch.to_string()
    }
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", OneLine(&self.path), self.mismatch)
    }
}

/// Prints what `Display` prints: the value of a property that holds a secret is in neither.
impl fmt::Debug for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Unread({self})")
    }
}

/// What was expected of a value, and the value that was found.
#[derive(Clone, PartialEq)]
pub(crate) struct Mismatch {
    expected: &'static str,
    value: Value,
    /// Whether the value is not printed.
    is_secret: bool,
}

impl Mismatch {
    pub(crate) fn new(name: &str, expected: &'static str, value: &Value) -> Self {
        Self {
            expected,
            value: value.clone(),
            is_secret: is_secret(name),
        }
    }
}

/// How much of a text is printed.
const MAX_CHARS: usize = 60;

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Value::Object(_) = self.value
            && self.expected == OBJECT
        {
            return OtherType::new("an object of the type of its property", type_of(&self.value)).fmt(f);
        }
        write!(f, "expected {}, found ", self.expected)?;
        match &self.value {
            Value::Null => f.write_str("null"),
            Value::Array(items) => write!(f, "a list of {} items", items.len()),
            Value::Object(_) => f.write_str("an object"),
            Value::Bool(_) | Value::Number(_) | Value::String(_) if self.is_secret => {
                f.write_str("another value")
            }
            Value::Bool(value) => write!(f, "{value}"),
            Value::Number(number) => write!(f, "the number {number}"),
            // An address is cut before it is shortened: what was left of a token would look like none.
            Value::String(text) => {
                let shown = format!("{:?}", Guarded::text(text));
                match shown.char_indices().nth(MAX_CHARS) {
                    Some((end, _)) => write!(f, "the text {}…", shown.get(..end).unwrap_or_default()),
                    None => write!(f, "the text {shown}"),
                }
            }
        }
    }
}

/// How much of the name of a type is printed.
const MAX_TYPE_NAME: usize = 200;

/// An object that cannot be read because it says that it is of another type.
pub(crate) struct OtherType<'a> {
    expected: &'a str,
    found: &'a str,
}

impl<'a> OtherType<'a> {
    /// An object of one type where another is expected, as people say it.
    pub(crate) fn new(expected: &'a str, found: &'a str) -> Self {
        Self { expected, found }
    }
}

impl fmt::Display for OtherType<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { expected, found } = self;
        // No name of a type is as long as that.
        let found: String = found.chars().take(MAX_TYPE_NAME).collect();
        write!(
            f,
            "expected {expected}, found an object of the type {}",
            OneLine(found)
        )
    }
}

/// The type that an object says it has.
pub(crate) fn type_of(object: &Value) -> &str {
    let text = object.get(TYPE).and_then(Value::as_str);
    text.map(type_name).unwrap_or_default()
}

/// Lists what could not be read in a model and all objects below.
pub(crate) fn unread_values(model: &dyn Model) -> Vec<Unread> {
    let mut walk = Walk {
        path: String::new(),
        unread: Vec::new(),
    };
    walk.model(model);
    walk.unread
}

struct Walk {
    path: String,
    unread: Vec<Unread>,
}

impl Walk {
    fn model(&mut self, model: &dyn Model) {
        let schema = model.schema();
        let additional = model.additional();
        let slots = all_slots(model);
        for (name, slot) in schema.fields.iter().zip(&slots) {
            self.slot(model, name, *slot);
        }
        for (name, value) in additional.iter().filter(|(_, value)| !value.is_null()) {
            if let Some(slot) = schema.position(name, 0).and_then(|index| slots.get(index))
                && slot.is_empty()
            {
                self.below(name, None, |walk| walk.push(name, slot.expected(), value));
            }
        }
    }

    fn slot(&mut self, model: &dyn Model, name: &'static str, slot: SlotRef<'_>) {
        match slot {
            SlotRef::Object(object) => {
                if let Some(value) = object.get() {
                    self.below(name, None, |walk| walk.model(value));
                }
            }
            SlotRef::Patch(patch) => return self.slot(model, name, patch.value()),
            _ => {}
        }
        let mut left_out = model
            .additional()
            .items(name)
            .iter()
            .filter(|item| item.fate == ItemFate::LeftOut)
            .peekable();
        if let SlotRef::Objects(objects) = slot {
            // The index in the JSON counts the items that are not in the list.
            let mut place = 0;
            for index in 0..objects.count().unwrap_or_default() {
                while let Some(item) = left_out.next_if(|item| item.index <= place) {
                    self.item(name, slot, item.index, &item.value);
                    place += 1;
                }
                if let Some(value) = objects.get(index) {
                    self.below(name, Some(place), |walk| walk.model(value));
                }
                place += 1;
            }
        }
        if slot.is_empty() {
            return;
        }
        for item in left_out {
            self.item(name, slot, item.index, &item.value);
        }
    }

    fn item(&mut self, name: &str, slot: SlotRef<'_>, place: usize, value: &Value) {
        if !value.is_null() {
            self.below(name, Some(place), |walk| {
                walk.push(name, slot.expected_item(), value);
            });
        }
    }

    fn push(&mut self, name: &str, expected: &'static str, value: &Value) {
        self.unread.push(Unread {
            path: self.path.clone(),
            mismatch: Mismatch::new(name, expected, value),
        });
    }

    /// Goes on at a property, or at an item of it.
    fn below(&mut self, name: &str, place: Option<usize>, go_on: impl FnOnce(&mut Self)) {
        let length = self.path.len();
        path::push_name(&mut self.path, name);
        if let Some(place) = place {
            self.path.push_str(&format!("[{place}]"));
        }
        go_on(self);
        self.path.truncate(length);
    }
}
