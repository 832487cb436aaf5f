//! What a model is: a list of named slots, and the properties that it does not know.

pub(crate) mod additional;
pub(crate) mod bind;
pub(crate) mod debug;
pub(crate) mod flags;
pub(crate) mod held;
mod object_slot;
pub(crate) mod open_enum;
pub(crate) mod patch;
pub(crate) mod polymorphic;
pub(crate) mod reference;
pub(crate) mod related;
pub(crate) mod scalar;
pub(crate) mod shared;
pub(crate) mod slot;
pub(crate) mod slot_type;
pub(crate) mod slot_visitor;
pub(crate) mod type_table;

use self::additional::Additional;
use self::slot::{SlotMut, SlotRef};
use self::slot_visitor::SlotVisitor;
use self::type_table::{Kinship, TypeTable};
use crate::json::unread::{Unread, unread_values};
use crate::json::{self, ReadError};
use crate::model::bind::{Bound, bind};

/// What the allocator takes for a text beside its bytes.
pub(crate) const ALLOCATION: usize = 32;

/// The name and the properties of a type of Microsoft Graph.
#[derive(Debug, PartialEq, Eq)]
pub struct Schema {
    /// Qualified name, such as `microsoft.graph.deviceConfiguration`; empty for a type that has no name in
    /// the service, such as the parameters of an action.
    pub name: &'static str,
    /// Names of the properties in JSON. The position of a name is the index of its slot. The properties of
    /// a base type come first, in the order of the base type.
    pub fields: &'static [&'static str],
    /// Whether `@odata.type` is written where nothing tells the type from the place of the value, as at the top of a
    /// document. Within a document, a [`Polymorphic`](crate::Polymorphic) value tells it.
    pub write_type: bool,
    /// The types of the version, by which an object of another type is told from one of a derived type. `None` where
    /// any object is read, whatever type it says it has.
    pub types: Option<&'static TypeTable>,
}

impl Schema {
    /// Any object: it has no name and no properties, and stands for every type.
    pub const OF_ANY: Self = Self {
        name: "",
        fields: &[],
        write_type: false,
        types: None,
    };

    /// Whether an object that says it is of the type `name` is known to be none of this type.
    pub(crate) fn excludes(&self, name: &str) -> bool {
        let kinship = self.types.map(|types| types.kinship(name, self.name));
        matches!(kinship, Some(Kinship::Base | Kinship::None))
    }

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

    /// The name of the property with this index; empty past the last one.
    pub(crate) fn field(&self, index: usize) -> &'static str {
        self.fields.get(index).copied().unwrap_or_default()
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

/// The index of the slot of properties that a model does not know.
const PAST_LAST: usize = usize::MAX;

/// A resource or complex type of Microsoft Graph as a list of slots.
///
/// Generated types implement it; reading, writing, cloning, comparing and printing are written once, in this
/// crate, over `dyn Model`. That keeps the cost of compiling a model to that of a table.
///
/// Models are [`Send`] and [`Sync`] by contract, so that a [`Related`](crate::Related) value is too without
/// the compiler walking the graph of types.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no model of Microsoft Graph",
    note = "a type of your own that serde reads and writes is a body and an answer as `Json<{Self}>`; objects of any type are \
            `Additional`, and pages of them `Page<Additional>`"
)]
pub trait Model: Send + Sync + 'static {
    /// The name and the properties of the type; of the current variant, where this is a polymorphic enumeration.
    fn schema(&self) -> &'static Schema;
    /// The slot of the property with this index; past the last one, [`SlotMut::Additional`].
    fn slot(&mut self, index: usize) -> SlotMut<'_>;
    /// Passes what the type does not know to a visitor, and then, unless the visitor has all that it wants, the slots of
    /// all properties in the order of the schema.
    fn visit_slots<'a>(&'a self, slots: &mut SlotVisitor<'_, 'a>);
    /// Turns the value into one of the named type (without `#`), keeping what it has; `false` when it cannot
    /// hold such a value. Only polymorphic enumerations can hold more than one type.
    fn retype(&mut self, type_name: &str) -> bool {
        let _ = type_name;
        false
    }
    /// Whether this is a value of a derived type where its base is declared, so that `@odata.type` has to say which.
    /// Only polymorphic enumerations can be.
    fn is_derived(&self) -> bool {
        false
    }
    /// How many bytes the object takes, those of a value in a box included, without what its properties refer to.
    fn memory(&self) -> usize {
        size_of_val(self)
    }
    /// The same object as a value of another type: of the one that it is, where a property is declared as any entity, or
    /// where an object of a derived type was read as its base.
    ///
    /// ```
    /// # use graph_runtime::{Additional, Model, json, response::ValueOf};
    /// let resource: Additional = json::read(r#"{"value": 5}"#)?;
    /// let number: ValueOf<i32> = resource.read_as()?;
    /// assert_eq!(number.value, Some(5));
    /// # Ok::<(), json::ReadError>(())
    /// ```
    ///
    /// # Errors
    /// When the object says that it is of a type which does not derive from `T`.
    fn read_as<T: Model + Default>(&self) -> Result<T, ReadError>
    where
        Self: Sized,
    {
        let mut model = T::default();
        json::convert(self, &mut model)?;
        Ok(model)
    }
    /// Binds a relationship to objects that are there already: one, or a list where it leads to many.
    ///
    /// ```
    /// # use graph_runtime::{Additional, Model, Reference, json};
    /// let group = Additional::default().bind("owners", [Reference::new("https://graph.microsoft.com/v1.0/users/7")]);
    /// let expected = r#"{"owners@odata.bind":["https://graph.microsoft.com/v1.0/users/7"]}"#;
    /// assert_eq!(json::write(&group)?, expected);
    /// # Ok::<(), json::WriteError>(())
    /// ```
    #[must_use]
    fn bind(mut self, relationship: impl AsRef<str>, to: impl Into<Bound>) -> Self
    where
        Self: Sized,
    {
        bind(&mut self, relationship.as_ref(), to.into());
        self
    }
    /// What could not be read, here and in all objects below, with its place in the JSON.
    ///
    /// ```
    /// # use graph_runtime::{Model, Page, json, response::ValueOf};
    /// let page: Page<ValueOf<i32>> = json::read(r#"{"value": [{"value": "a"}, 7]}"#)?;
    /// let unread: Vec<String> = page.unread().iter().map(ToString::to_string).collect();
    /// assert_eq!(
    ///     unread,
    ///     ["value[0].value: expected an integer of 32 bits, found the text \"a\"", "value[1]: expected an object, found the number 7"]
    /// );
    /// # Ok::<(), json::ReadError>(())
    /// ```
    fn unread(&self) -> Vec<Unread>
    where
        Self: Sized,
    {
        unread_values(self)
    }
}

/// What follows from the slots of any model. These are no methods of the trait, which would be compiled for each type.
impl dyn Model + '_ {
    /// The slot of the property with this index, to be read; [`SlotRef::None`] past the last one.
    #[must_use]
    pub fn slot_ref(&self, index: usize) -> SlotRef<'_> {
        let mut found = SlotRef::None;
        let mut find = |of, slot| {
            if of == index {
                found = slot;
            }
        };
        self.visit_slots(&mut SlotVisitor::of_all(&mut find));
        found
    }

    /// Properties that the type does not know.
    #[must_use]
    pub fn additional(&self) -> &Additional {
        let mut slots = SlotVisitor::of_additional();
        self.visit_slots(&mut slots);
        slots.into_additional()
    }

    /// Properties that the type does not know, to be changed.
    ///
    /// # Panics
    /// When the type does not give them as the slot past its last one. Generated types do.
    pub fn additional_mut(&mut self) -> &mut Additional {
        match self.slot(PAST_LAST) {
            SlotMut::Additional(additional) => additional,
            _ => unreachable!("a model has a slot for what it does not know"),
        }
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
    fn visit_slots<'a>(&'a self, slots: &mut SlotVisitor<'_, 'a>) {
        (**self).visit_slots(slots);
    }
    #[inline]
    fn retype(&mut self, type_name: &str) -> bool {
        (**self).retype(type_name)
    }
    #[inline]
    fn is_derived(&self) -> bool {
        (**self).is_derived()
    }
    #[inline]
    fn memory(&self) -> usize {
        size_of_val(self) + ALLOCATION + (**self).memory()
    }
}
