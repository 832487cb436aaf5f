//! Properties of an update.

use crate::model::slot::{Absent, PatchSlot, SlotMut, SlotRef};
use crate::model::slot_type::{SlotKind, SlotType};

/// A property of an update: absent (it stays as it is), `null` (it is cleared) or a value.
///
/// ```
/// use graph_runtime::Patch;
///
/// struct Update {
///     display_name: Patch<String>,
///     manager: Patch<String>,
///     version: Patch<i32>,
/// }
/// let update = Update { display_name: "New name".into(), manager: Patch::null(), version: Patch::absent() };
/// assert_eq!(update.display_name.value().map(String::as_str), Some("New name"));
/// assert!(update.manager.is_null());
/// assert!(update.version.is_absent());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Patch<T> {
    state: State,
    value: Option<T>,
}

/// What a patch means that has no value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
enum State {
    #[default]
    Absent,
    Null,
}

impl<T> Patch<T> {
    /// The property stays as it is.
    #[must_use]
    pub const fn absent() -> Self {
        Self {
            state: State::Absent,
            value: None,
        }
    }

    /// The property is cleared.
    #[must_use]
    pub const fn null() -> Self {
        Self {
            state: State::Null,
            value: None,
        }
    }

    /// The property is set.
    #[must_use]
    pub const fn set(value: T) -> Self {
        Self {
            state: State::Absent,
            value: Some(value),
        }
    }

    /// The property is set to the value, and cleared where there is none.
    ///
    /// ```
    /// # use graph_runtime::Patch;
    /// let department: Option<String> = None;
    /// assert!(Patch::set_or_null(department.clone()).is_null());
    /// assert!(Patch::set_or_absent(department).is_absent());
    /// ```
    #[must_use]
    pub fn set_or_null(value: Option<T>) -> Self {
        value.map_or(Self::null(), Self::set)
    }

    /// The property is set to the value, and stays as it is where there is none.
    #[must_use]
    pub fn set_or_absent(value: Option<T>) -> Self {
        value.map_or(Self::absent(), Self::set)
    }

    /// Whether the property stays as it is.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        self.value.is_none() && self.state == State::Absent
    }

    /// Whether the property is cleared.
    #[must_use]
    pub fn is_null(&self) -> bool {
        self.value.is_none() && self.state == State::Null
    }

    /// The value, where the property is set to one.
    #[must_use]
    pub fn value(&self) -> Option<&T> {
        self.value.as_ref()
    }

    /// The value, where the property is set to one.
    #[must_use]
    pub fn into_value(self) -> Option<T> {
        self.value
    }
}

impl<T> Absent for Patch<T> {
    const ABSENT: Self = Self::absent();
}

impl<T> Default for Patch<T> {
    fn default() -> Self {
        Self::absent()
    }
}

impl<T> From<T> for Patch<T> {
    fn from(value: T) -> Self {
        Self::set(value)
    }
}

impl From<&str> for Patch<String> {
    fn from(text: &str) -> Self {
        Self::set(text.to_owned())
    }
}

impl<T: SlotType> PatchSlot for Patch<T> {
    fn is_null(&self) -> bool {
        self.is_null()
    }
    fn value(&self) -> SlotRef<'_> {
        T::Kind::slot_ref(&self.value)
    }
    fn set_null(&mut self) {
        *self = Self::null();
    }
    fn clear(&mut self) {
        *self = Self::absent();
    }
    fn value_mut(&mut self) -> SlotMut<'_> {
        T::Kind::slot(&mut self.value)
    }
}
