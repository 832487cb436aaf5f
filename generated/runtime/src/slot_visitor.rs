//! Passing the slots of a model one after another.

use crate::additional::Additional;
use crate::model::Model;
use crate::scalar::scalar_kinds;
use crate::slot::{EnumSlot, EnumsSlot, ObjectSlot, ObjectsSlot, PatchSlot, ScalarsSlot, SlotRef};

/// Takes the slots of a model, in the order of its schema; see [`Model::visit_slots`].
///
/// It has a function for each kind of slot, by the name of the kind, so that a table of properties calls the function
/// that the row names. They are compiled into the function of the model, where a slot that is not set costs a comparison.
/// Asking a model for each slot by its index, as [`Model::slot`] does, costs two jumps that the processor cannot
/// foresee: writing an object took a quarter longer.
pub struct SlotVisitor<'v, 'a> {
    /// Takes the slots; nothing does where only what the model does not know is asked for.
    visit: Option<&'v mut dyn FnMut(usize, SlotRef<'a>)>,
    /// Whether slots that are not set are passed, too.
    passes_all: bool,
    /// The index of the slot that is passed next.
    next: usize,
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
            next: 0,
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

    /// Takes a slot of any kind.
    #[inline]
    pub fn slot(&mut self, slot: SlotRef<'a>) {
        if !slot.is_empty() || self.passes_all {
            self.pass(slot);
        }
        self.next += 1;
    }

    fn pass(&mut self, slot: SlotRef<'a>) {
        if let Some(visit) = &mut self.visit {
            visit(self.next, slot);
        }
    }
}

/// Declares a function that takes slots of a kind. What it does with a slot that is wanted is compiled once, here: with
/// it in place, the functions of models were a quarter of all code that a crate of models is compiled to.
macro_rules! kind {
    ($(#[$doc:meta])* $kind:ident, $slot:ident: $type:ty, $is_set:expr) => {
        $(#[$doc])*
        #[inline(always)]
        pub fn $kind(&mut self, $slot: $type) {
            #[inline(never)]
            fn pass<'a>(slots: &mut SlotVisitor<'_, 'a>, slot: $type) {
                slots.pass(SlotRef::$kind(slot));
            }
            // Without a second jump, which is two blocks more of code for each slot.
            if $is_set | self.passes_all {
                pass(self, $slot);
            }
            self.next += 1;
        }
    };
}

/// Declares the functions of the kinds of slots that lie in the model.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident($type:ty),)*) => {
        #[allow(non_snake_case, reason = "the functions have the names of the kinds, which rows of tables say")]
        impl<'a> SlotVisitor<'_, 'a> {
            $(kind!($(#[$doc])* $kind, slot: &'a Option<$type>, slot.is_some());)*
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

/// Declares the functions of the kinds of slots that differ by the type of what they hold.
macro_rules! kinds_of_types {
    ($($(#[$doc:meta])* $kind:ident($trait:ident) |$slot:ident| $is_set:expr;)*) => {
        #[allow(non_snake_case, reason = "the functions have the names of the kinds, which rows of tables say")]
        impl<'a> SlotVisitor<'_, 'a> {
            $(kind!($(#[$doc])* $kind, $slot: &'a dyn $trait, $is_set);)*
        }
    };
}

kinds_of_types! {
    /// A collection of another primitive type
    Scalars(ScalarsSlot) |slot| slot.get().is_some();
    /// A member, or a set of members, of an enumeration
    Enum(EnumSlot) |slot| slot.is_set();
    /// A collection of members of an enumeration
    Enums(EnumsSlot) |slot| slot.count().is_some();
    /// A model
    Object(ObjectSlot) |slot| slot.get().is_some();
    /// A collection of models
    Objects(ObjectsSlot) |slot| slot.count().is_some();
    /// A property of an update, which can be absent, `null` or a value
    Patch(PatchSlot) |slot| slot.is_set();
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
