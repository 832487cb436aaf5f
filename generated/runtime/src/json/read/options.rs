//! How documents are read.

/// How an answer is read: what it may come to, and what becomes of a value that does not fit its property.
///
/// Unless told otherwise, such a value empties its property, is kept as it came, and is written back;
/// [`Model::unread`](crate::Model::unread) lists what was kept so. A number that no `f64` comes near to is read as the
/// text of its digits, and half of a surrogate pair, where a service cut a text within a character, as U+FFFD.
///
/// A [`Request`](crate::Request) takes it in [`read_response_with`](crate::Request::read_response_with). A response
/// can also carry it as one of its extensions; every reader of that response then follows it:
///
/// ```
/// use graph_runtime::{http, json::ReadOptions};
///
/// let mut response = http::Response::new(b"{}".to_vec());
/// response.extensions_mut().insert(ReadOptions::default().max_memory(16 << 20));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadOptions {
    max_memory: usize,
    mismatch: OnMismatch,
}

/// What becomes of a value that does not fit its property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum OnMismatch {
    Keep,
    Refuse,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self {
            max_memory: 1 << 30,
            mismatch: OnMismatch::Keep,
        }
    }
}

impl ReadOptions {
    /// Makes a value that does not fit its property an error, with its place in the JSON. This is for tests: a service
    /// that sends one unexpected value would stop a program for all others.
    #[must_use]
    pub const fn strict(mut self) -> Self {
        self.mismatch = OnMismatch::Refuse;
        self
    }

    /// How many bytes of memory the objects, lists and texts of a document may take, by a count that includes what
    /// the allocator adds; 1 GiB unless given. A document that takes more is an error.
    ///
    /// The size of the JSON does not bound that: `{}` is two bytes, and an object of a type with a hundred
    /// properties is some kilobytes of memory.
    #[must_use]
    pub const fn max_memory(mut self, bytes: usize) -> Self {
        self.max_memory = bytes;
        self
    }

    /// The options that a response carries, or the default ones.
    pub(crate) fn of<B>(response: &http::Response<B>) -> Self {
        response.extensions().get().copied().unwrap_or_default()
    }

    pub(crate) const fn is_strict(self) -> bool {
        matches!(self.mismatch, OnMismatch::Refuse)
    }

    pub(crate) const fn memory(self) -> usize {
        self.max_memory
    }
}
