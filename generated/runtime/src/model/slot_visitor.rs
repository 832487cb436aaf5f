//! Passing the slots of a model one after another.

use crate::model::Model;
use crate::model::additional::Additional;
use crate::model::scalar::scalar_kinds;
use crate::model::slot::{EnumSlot, EnumsSlot, ObjectSlot, ObjectsSlot, PatchSlot, ScalarsSlot, SlotRef};

/// Takes the slots of a model, in the order of its schema; see [`Model::visit_slots`].
///
/// It has a function for each kind of slot, by the name of the kind, so that a table of properties calls the function
/// that the row names. Asking a model for each slot by its index, as [`Model::slot`] does, costs two jumps that the
/// processor cannot foresee: writing an object took a quarter longer.
pub struct SlotVisitor<'v, 'a> {
    /// Takes the slots; nothing does where only what the model does not know is asked for.
    visit: Option<&'v mut dyn FnMut(usize, SlotRef<'a>)>,
    /// Whether slots that are not set are passed, too.
    passes_all: bool,
    additional: &'a Additional,
}

impl<'v, 'a> SlotVisitor<'v, 'a> {
    /// Passes the slots of the properties that are set on.
    fn of_set(visit: &'v mut dyn FnMut(usize, SlotRef<'a>)) -> Self {
        Self {
            visit: Some(visit),
            ..Self::of_additional()
        }
    }

    /// Passes the slots of all properties on.
    pub(crate) fn of_all(visit: &'v mut dyn FnMut(usize, SlotRef<'a>)) -> Self {
        Self {
            passes_all: true,
            ..Self::of_set(visit)
        }
    }

    /// Keeps what the model does not know, and passes nothing on.
    pub(crate) fn of_additional() -> Self {
        Self {
            visit: None,
            passes_all: false,
            additional: &NOTHING,
        }
    }

    /// What the model does not know.
    pub(crate) fn into_additional(self) -> &'a Additional {
        self.additional
    }

    /// Takes what the model does not know, which comes first. Whether no slot of a property is wanted.
    #[inline]
    pub fn additional(&mut self, additional: &'a Additional) -> bool {
        self.additional = additional;
        self.visit.is_none()
    }

    /// Takes the slot with this index, of any kind.
    #[inline]
    pub fn slot(&mut self, index: usize, slot: SlotRef<'a>) {
        if !slot.is_empty() || self.passes_all {
            self.pass(index, slot);
        }
    }

    /// Takes a property of an update, which can be absent, `null` or a value.
    #[allow(non_snake_case, reason = "rows of tables say the kind")]
    #[inline]
    pub fn Patch(&mut self, index: usize, slot: &'a dyn PatchSlot) {
        self.slot(index, SlotRef::Patch(slot));
    }

    fn pass(&mut self, index: usize, slot: SlotRef<'a>) {
        if let Some(visit) = &mut self.visit {
            visit(index, slot);
        }
    }
}

/// Declares the functions of the kinds of slots that lie in the model. They are compiled once, here: compiled into the
/// functions of models, they were a fifth of all code of a crate of models.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident($type:ty),)*) => {
        #[allow(non_snake_case, reason = "the functions have the names of the kinds, which rows of tables say")]
        impl<'a> SlotVisitor<'_, 'a> {
            $(
                $(#[$doc])*
                #[inline(never)]
                pub fn $kind(&mut self, index: usize, slot: &'a Option<$type>) {
                    if slot.is_some() | self.passes_all {
                        self.pass(index, SlotRef::$kind(slot));
                    }
                }
            )*
        }
    };
}

scalar_kinds!(kinds);

kinds! {
    /// `String`
    String(String),
    /// A collection of `String`
    Strings(Vec<String>),
}

/// Declares the functions of the kinds of slots that differ by the type of what they hold. Whether such a slot is set is
/// asked in the function of the model, which knows the type: behind `dyn` it would be a call that cannot be foreseen.
macro_rules! kinds_of_types {
    ($($(#[$doc:meta])* $kind:ident($trait:ident);)*) => {
        #[allow(non_snake_case, reason = "the functions have the names of the kinds, which rows of tables say")]
        impl<'a> SlotVisitor<'_, 'a> {
            $(
                $(#[$doc])*
                #[inline(always)]
                pub fn $kind<T>(&mut self, index: usize, slot: &'a Option<T>)
                where
                    Option<T>: $trait,
                {
                    #[inline(never)]
                    fn pass<'a>(slots: &mut SlotVisitor<'_, 'a>, index: usize, slot: &'a dyn $trait) {
                        slots.pass(index, SlotRef::$kind(slot));
                    }
                    // Without a second jump, which is two blocks more of code for each slot.
                    if slot.is_some() | self.passes_all {
                        pass(self, index, slot);
                    }
                }
            )*
        }
    };
}

kinds_of_types! {
    /// A collection of another primitive type
    Scalars(ScalarsSlot);
    /// A member, or a set of members, of an enumeration
    Enum(EnumSlot);
    /// A collection of members of an enumeration
    Enums(EnumsSlot);
    /// A model
    Object(ObjectSlot);
    /// A collection of models
    Objects(ObjectsSlot);
}

/// What a model does not know that has no place for such.
static NOTHING: Additional = Additional::new();

/// Passes each slot of a property that is set, with its index.
pub(crate) fn visit_set<'a>(model: &'a dyn Model, mut visit: impl FnMut(usize, SlotRef<'a>)) {
    model.visit_slots(&mut SlotVisitor::of_set(&mut visit));
}

/// The slots of the properties that are set, with their indices.
pub(crate) fn set_slots(model: &dyn Model) -> Vec<(usize, SlotRef<'_>)> {
    let mut slots = Vec::new();
    visit_set(model, |index, slot| slots.push((index, slot)));
    slots
}

/// The indices of the properties that are set, of a model that is changed as they are gone through.
pub(crate) fn set_indices(model: &dyn Model) -> Vec<usize> {
    let mut indices = Vec::new();
    visit_set(model, |index, _| indices.push(index));
    indices
}

/// The slots of all properties.
pub(crate) fn all_slots(model: &dyn Model) -> Vec<SlotRef<'_>> {
    let mut slots = Vec::new();
    model.visit_slots(&mut SlotVisitor::of_all(&mut |_, slot| slots.push(slot)));
    slots
}
