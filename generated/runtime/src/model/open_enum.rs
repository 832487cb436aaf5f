//! Enumerations that keep values which this version of the SDK does not know.

use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

use serde::{Deserialize, Deserializer, Serializer};

use crate::model::slot::{EnumSlot, EnumsSlot};
use crate::printing::guarded::Guarded;

/// An enumeration of Microsoft Graph. The service adds members at any time, so that every enumeration has a
/// variant for values that are not in the list.
pub trait OpenEnum: Clone + Eq + fmt::Debug + Send + Sync + Sized + 'static {
    /// The members, in the order of the documentation.
    const MEMBERS: &'static [Self];
    /// The variant for a value that is not in the list.
    fn from_unrecognized(value: Unrecognized<Self>) -> Self;
    /// The value as it is written.
    #[must_use]
    fn as_str(&self) -> &str;

    /// The member that `text` spells, or the text itself where it is none. Where no member has the same case, one
    /// in another case is taken: the documentation says `html` here and `HTML` there.
    #[must_use]
    #[inline(never)]
    fn parse(text: &str) -> Self {
        match position(text, Self::MEMBERS.len(), name_of::<Self>) {
            Some(index) => Self::MEMBERS[index].clone(),
            None => Self::from_unrecognized(Unrecognized {
                text: kept(text),
                marker: PhantomData,
            }),
        }
    }
}

/// The name of the member with this index.
fn name_of<E: OpenEnum>(index: usize) -> &'static str {
    E::MEMBERS[index].as_str()
}

/// The index of the member that `text` spells, of so many whose names the function tells. It is compiled once for all
/// enumerations.
fn position(text: &str, members: usize, name: fn(usize) -> &'static str) -> Option<usize> {
    let exact = (0..members).find(|&index| name(index) == text);
    exact.or_else(|| (0..members).find(|&index| name(index).eq_ignore_ascii_case(text)))
}

/// A text that is no member, compiled once for all enumerations like the search.
fn kept(text: &str) -> Box<str> {
    text.into()
}

/// A value of an enumeration that this version of the SDK does not know.
///
/// Only reading a text that is no member makes one, so that a member is never in here: two equal values are
/// always equal in Rust. Nor can it be moved into another enumeration.
///
/// ```compile_fail
/// # struct Platform;
/// let value = graph_runtime::Unrecognized::<Platform> { text: "all".into(), marker: std::marker::PhantomData };
/// ```
///
/// ```compile_fail
/// # struct Platform;
/// let value = graph_runtime::Unrecognized::<Platform>::from("all");
/// ```
pub struct Unrecognized<E> {
    text: Box<str>,
    marker: PhantomData<fn() -> E>,
}

impl<E> Unrecognized<E> {
    /// The value as the service wrote it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl<E> Clone for Unrecognized<E> {
    fn clone(&self) -> Self {
        Self {
            text: self.text.clone(),
            marker: PhantomData,
        }
    }
}

impl<E> PartialEq for Unrecognized<E> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl<E> Eq for Unrecognized<E> {}

impl<E> Hash for Unrecognized<E> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl<E> fmt::Debug for Unrecognized<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Guarded::text(&self.text).fmt(f)
    }
}

impl<E> fmt::Display for Unrecognized<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl<E> AsRef<str> for Unrecognized<E> {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

/// Prints a value of an enumeration; what `Debug` of a generated enumeration calls. A member is printed as the service
/// writes it, and a value that is no member as any other text of the service: in quotes, and guarded.
///
/// # Errors
/// When `f` fails.
pub fn debug_enum<E: OpenEnum>(value: &E, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let text = value.as_str();
    match E::MEMBERS.iter().any(|member| member.as_str() == text) {
        true => f.write_str(text),
        false => fmt::Debug::fmt(&Guarded::text(text), f),
    }
}

/// Writes a value of an enumeration; what `Serialize` of a generated enumeration calls.
pub fn write_enum<E: OpenEnum, S: Serializer>(value: &E, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(value.as_str())
}

/// Reads a value of an enumeration; what `Deserialize` of a generated enumeration calls.
pub fn read_enum<'de, E: OpenEnum, D: Deserializer<'de>>(deserializer: D) -> Result<E, D::Error> {
    String::deserialize(deserializer).map(|text| E::parse(&text))
}

// The slots of enumerations are compiled for every type, and called through `dyn` only: they are short, and not
// `#[inline]`, which would compile them once more for each part of a crate.

impl<E: OpenEnum> EnumSlot for Option<E> {
    fn is_set(&self) -> bool {
        self.is_some()
    }
    fn text(&self) -> Option<Cow<'_, str>> {
        match self {
            Some(value) => Some(Cow::Borrowed(value.as_str())),
            None => None,
        }
    }
    fn set(&mut self, text: Option<&str>) {
        *self = text.map(E::parse);
    }
    fn is_set_of_members(&self) -> bool {
        false
    }
}

impl<E: OpenEnum> EnumsSlot for Option<Vec<E>> {
    fn count(&self) -> Option<usize> {
        self.as_ref().map(Vec::len)
    }
    fn text(&self, index: usize) -> Option<Cow<'_, str>> {
        match self.as_ref()?.get(index) {
            Some(value) => Some(Cow::Borrowed(value.as_str())),
            None => None,
        }
    }
    fn are_sets_of_members(&self) -> bool {
        false
    }
    fn insert(&mut self) {
        *self = Some(Vec::new());
    }
    fn push(&mut self, text: &str) {
        if let Some(values) = self {
            values.push(E::parse(text));
        }
    }
    fn clear(&mut self) {
        *self = None;
    }
}
