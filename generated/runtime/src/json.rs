//! JSON, without generic code: what uses these functions does not compile `serde_json` again.

mod mend;
mod path;
pub(crate) mod read;
pub(crate) mod unread;
pub(crate) mod write;

use std::fmt;

use serde::de::{DeserializeSeed, Error as _};
use serde_json::error::Category;
use serde_json::{Map, Value};

use self::mend::mended;
use self::read::RootSeed;
use self::read::slot::SlotSeed;
use self::read::state::ReadState;
use self::read::value::ValueSeed;
use self::unread::OtherType;
use self::write::Object;
use crate::model::slot_type::{SlotKind, SlotType};
use crate::model::type_table::Kinship;
use crate::model::{Model, Schema};
use crate::printing::printable::OneLine;

pub use self::read::options::ReadOptions;
pub use self::unread::Unread;

/// A JSON text could not be read into a model.
#[derive(thiserror::Error)]
#[error("{}{}{}", OneLine(path), if .path.is_empty() { "" } else { ": " }, OneLine(source))]
pub struct ReadError {
    kind: ReadErrorKind,
    path: String,
    source: serde_json::Error,
}

/// Why a JSON text cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReadErrorKind {
    /// It is no JSON, or is nested more than 128 levels deep. To a [strict](ReadOptions::strict) reader also a number that
    /// no `f64` comes near to, and half of a surrogate pair.
    Syntax,
    /// It ends before its end.
    Incomplete,
    /// It is JSON, but a value in it does not fit its place.
    Mismatch,
    /// It takes more memory than [`ReadOptions::max_memory`].
    TooLarge,
}

impl ReadError {
    fn new(state: &ReadState, source: serde_json::Error) -> Self {
        Self {
            kind: match source.classify() {
                _ if state.is_exhausted() => ReadErrorKind::TooLarge,
                Category::Data => ReadErrorKind::Mismatch,
                Category::Eof => ReadErrorKind::Incomplete,
                Category::Syntax | Category::Io => ReadErrorKind::Syntax,
            },
            path: state.path.to_string(),
            source,
        }
    }

    /// Why the text cannot be read.
    #[must_use]
    pub fn kind(&self) -> ReadErrorKind {
        self.kind
    }

    /// The path to the value that could not be read, such as `value[3].assignments[0].status`; empty for the
    /// text as a whole.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The line in the text, from 1; 0 where it is not known.
    #[must_use]
    pub fn line(&self) -> usize {
        self.source.line()
    }

    /// The column in the line in bytes, from 1; 0 where it is not known.
    #[must_use]
    pub fn column(&self) -> usize {
        self.source.column()
    }
}

impl fmt::Debug for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReadError")
            .field("kind", &self.kind)
            .field("text", &format_args!("{self}"))
            .finish()
    }
}

/// A model could not be written as JSON: it holds a time that RFC 3339 has no text for.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct WriteError(#[from] serde_json::Error);

/// Reads an object into a model, which keeps the properties that the object does not have.
///
/// # Errors
/// When the text is no JSON object, is nested more than 128 levels deep, takes more memory than the options allow, or
/// a value does not fit its property and the options are strict. When the object says that it is of another type, which
/// is known and does not derive from that of the model.
pub fn read_into(text: &str, model: &mut dyn Model, options: ReadOptions) -> Result<(), ReadError> {
    mending(text, options, |text, state| {
        let model = &mut *model;
        read_all(text, RootSeed { model, state })
    })
}

/// Reads the value of the property `name` as one of a type; what does not fit is an error.
pub(crate) fn read_as<T: SlotType>(value: &Value, name: &str) -> Result<Option<T>, ReadError> {
    let mut read = None;
    let mut state = ReadState::new(ReadOptions::default().strict());
    let seed = SlotSeed {
        slot: T::Kind::slot(&mut read),
        state: &mut state,
    };
    let outcome = seed.deserialize(value).and_then(|kept| match kept {
        Some(kept) => state.refuse_unfit(&kept, name, T::Kind::slot_ref(&read)),
        None => Ok(()),
    });
    match outcome {
        Ok(()) => Ok(read),
        Err(error) => Err(ReadError::new(&state, error)),
    }
}

/// Reads a model into one of another type.
pub(crate) fn convert(from: &dyn Model, to: &mut dyn Model) -> Result<(), ReadError> {
    let mut state = ReadState::new(ReadOptions::default());
    let outcome = write_for(from, to.schema()).and_then(|value| {
        let state = &mut state;
        RootSeed { model: to, state }.deserialize(value)
    });
    outcome.map_err(|error| ReadError::new(&state, error))
}

/// Writes a model for a reader that expects a type, to which it says the type of the model where that is a derived one.
fn write_for(from: &dyn Model, expected: &Schema) -> Result<Value, serde_json::Error> {
    let name = from.schema().name;
    let kinship = expected
        .types
        .map_or(Kinship::Unknown, |types| types.kinship(name, expected.name));
    let type_name = match kinship {
        Kinship::Derived => Some(name),
        Kinship::Same | Kinship::Base | Kinship::Unknown => None,
        Kinship::None => return Err(serde_json::Error::custom(OtherType::new(expected.name, name))),
    };
    serde_json::to_value(Object::with_type(from, type_name))
}

/// Reads a value of which no type is known.
pub(crate) fn read_value(text: &str, options: ReadOptions) -> Result<Value, ReadError> {
    mending(text, options, |text, state| read_all(text, ValueSeed(state)))
}

/// Reads a text, and once more what is [meant](mended) where `serde_json` refuses a number or a text in it. What was read
/// before the error is then read over.
fn mending<T>(
    text: &str,
    options: ReadOptions,
    mut read: impl FnMut(&str, &mut ReadState) -> Result<T, serde_json::Error>,
) -> Result<T, ReadError> {
    let mut read = |text: &str| {
        let mut state = ReadState::new(options);
        read(text, &mut state).map_err(|source| ReadError::new(&state, source))
    };
    let error = match read(text) {
        Err(error) if error.kind != ReadErrorKind::TooLarge && !options.is_strict() => error,
        outcome => return outcome,
    };
    match mended(text) {
        Some(mended) => read(&mended),
        None => Err(error),
    }
}

fn read_all<'de, S: DeserializeSeed<'de>>(text: &'de str, seed: S) -> Result<S::Value, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = seed.deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(value)
}

/// Reads a model with the default options.
///
/// # Errors
/// As [`read_into`].
#[inline]
pub fn read<M: Model + Default>(text: &str) -> Result<M, ReadError> {
    let mut model = M::default();
    read_into(text, &mut model, ReadOptions::default())?;
    Ok(model)
}

/// A property by its name in whatever case: services write `innerError` and `innererror`.
pub(crate) fn property_in_any_case<'a>(object: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    let mut properties = object.iter();
    properties
        .find(|(known, _)| known.eq_ignore_ascii_case(name))
        .map(|(_, value)| value)
}

/// Writes a model.
///
/// # Errors
/// When a time in it has no text in RFC 3339: a year of more than four digits, an offset with seconds.
pub fn write(model: &dyn Model) -> Result<String, WriteError> {
    write_to(model, "")
}

/// Writes a model for the service at `base_url`.
pub(crate) fn write_to(model: &dyn Model, base_url: &str) -> Result<String, WriteError> {
    Ok(serde_json::to_string(&Object::document(model).at(base_url))?)
}

/// Writes a list of models for the service at `base_url`.
pub(crate) fn write_list(models: &[&dyn Model], base_url: &str) -> Result<String, WriteError> {
    let models = models.iter().copied();
    let objects: Vec<Object<'_>> = models.map(|model| Object::in_place(model).at(base_url)).collect();
    Ok(serde_json::to_string(&objects)?)
}
