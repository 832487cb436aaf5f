//! JSON, without generic code: what uses these functions does not compile `serde_json` again.

use serde::de::DeserializeSeed;

use crate::json_path::JsonPath;
use crate::model::Model;
use crate::read::ModelSeed;
use crate::write::Object;

/// A JSON text could not be read into a model.
#[derive(Debug, thiserror::Error)]
#[error("{}{}{source}", .path, if .path.is_empty() { "" } else { ": " })]
pub struct ReadError {
    path: String,
    source: serde_json::Error,
}

impl ReadError {
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

/// A model could not be written as JSON: it holds a time that RFC 3339 has no text for.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct WriteError(#[from] serde_json::Error);

/// Reads an object into a model, which keeps the properties that the object does not have.
///
/// # Errors
/// When the text is no JSON object, is nested more than 128 levels deep, or a value does not fit its property.
pub fn read_into(text: &str, model: &mut dyn Model) -> Result<(), ReadError> {
    let mut path = JsonPath::default();
    let mut deserializer = serde_json::Deserializer::from_str(text);
    ModelSeed {
        model,
        path: &mut path,
    }
    .deserialize(&mut deserializer)
    .and_then(|()| deserializer.end())
    .map_err(|source| ReadError {
        path: path.to_string(),
        source,
    })
}

/// Reads a model.
///
/// # Errors
/// As [`read_into`].
#[inline]
pub fn read<M: Model + Default>(text: &str) -> Result<M, ReadError> {
    let mut model = M::default();
    read_into(text, &mut model)?;
    Ok(model)
}

/// Writes a model.
///
/// # Errors
/// When a time in it has no text in RFC 3339: a year of more than four digits, an offset with seconds.
pub fn write(model: &dyn Model) -> Result<String, WriteError> {
    Ok(serde_json::to_string(&Object(model))?)
}

/// Writes a list of models.
pub(crate) fn write_list(models: &[&dyn Model]) -> Result<String, WriteError> {
    let objects: Vec<Object<'_>> = models.iter().map(|model| Object(*model)).collect();
    Ok(serde_json::to_string(&objects)?)
}
