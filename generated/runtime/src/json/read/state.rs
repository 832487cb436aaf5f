//! The state of reading a document: the path to an error, and the memory that the document may still take.

use serde::de;

use crate::json::path::JsonPath;
use crate::json::read::options::ReadOptions;
use crate::json::read::slot::Kept;
use crate::json::unread::Mismatch;
use crate::model::slot::SlotRef;
use crate::model::{ALLOCATION, Model};

/// What is noted while one document is read: the path to an error, and the memory that is left.
pub(crate) struct ReadState {
    /// After an error, the path to the value that caused it.
    pub(crate) path: JsonPath,
    options: ReadOptions,
    /// Bytes of memory that may still be taken.
    left: usize,
    /// Bytes of memory that were taken for copies of what had been read, and for objects, which are not copied.
    copied: usize,
    is_exhausted: bool,
}

impl ReadState {
    pub(crate) fn new(options: ReadOptions) -> Self {
        Self {
            path: JsonPath::default(),
            options,
            left: options.memory(),
            copied: 0,
            is_exhausted: false,
        }
    }

    /// Counts memory that is about to be taken.
    #[inline]
    pub(crate) fn take<E: de::Error>(&mut self, bytes: usize) -> Result<(), E> {
        match self.left.checked_sub(bytes) {
            Some(left) => {
                self.left = left;
                Ok(())
            }
            None => Err(self.exhaust()),
        }
    }

    /// Counts the memory of an object. Where its properties are read again, for a type that comes late, it is moved and
    /// not copied.
    pub(crate) fn take_object<E: de::Error>(&mut self, object: &dyn Model) -> Result<(), E> {
        let bytes = object.memory();
        self.take(bytes)?;
        self.copied += bytes;
        Ok(())
    }

    /// Counts the memory of a text that is about to be kept.
    #[inline]
    pub(crate) fn take_text<E: de::Error>(&mut self, text: &str) -> Result<(), E> {
        self.take(text.len() + ALLOCATION)
    }

    /// Counts the memory of the members of an enumeration that a text names, which is about to be read.
    pub(crate) fn take_members<E: de::Error>(&mut self, text: &str) -> Result<(), E> {
        let members = 1 + text.bytes().filter(|byte| *byte == b',').count();
        self.take(members * (size_of::<String>() + ALLOCATION))
    }

    /// The memory that was taken for what was read so far, copies not counted.
    pub(crate) fn taken(&self) -> usize {
        self.options.memory() - self.left - self.copied
    }

    /// Counts a copy of all that was read since [`taken`](Self::taken) was `start`.
    ///
    /// Such copies are made at each level of a document at most, so that a document of 128 levels could ask for 128
    /// copies of its innermost value. Copies of copies do not count twice.
    pub(crate) fn take_copy<E: de::Error>(&mut self, start: usize) -> Result<(), E> {
        let bytes = self.taken().saturating_sub(start);
        self.take(bytes)?;
        self.copied += bytes;
        Ok(())
    }

    /// Whether a value that does not fit its property is an error.
    pub(crate) fn is_strict(&self) -> bool {
        self.options.is_strict()
    }

    /// The error that a value which does not fit its property is to a strict reader.
    pub(crate) fn refuse_unfit<E: de::Error>(
        &mut self,
        kept: &Kept,
        name: &str,
        slot: SlotRef<'_>,
    ) -> Result<(), E> {
        let (expected, value) = match kept {
            Kept::Unfit(value) => (slot.expected(), value),
            Kept::Text(_) => return Ok(()),
            Kept::Items(items) => match items.iter().find(|item| item.is_unread()) {
                Some(item) => {
                    self.path.below_index(item.index);
                    (slot.expected_item(), &item.value)
                }
                None => return Ok(()),
            },
        };
        self.path.below_name(name.to_owned());
        Err(E::custom(Mismatch::new(name, expected, value)))
    }

    /// Whether reading ended because no memory was left.
    pub(crate) fn is_exhausted(&self) -> bool {
        self.is_exhausted
    }

    #[cold]
    fn exhaust<E: de::Error>(&mut self) -> E {
        self.is_exhausted = true;
        let max = self.options.memory();
        E::custom(format_args!("the document takes more than {max} bytes of memory"))
    }
}
