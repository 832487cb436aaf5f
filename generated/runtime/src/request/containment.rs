//! Whether an object has its home where it is reached.

/// The object at a step has its home there: `users().id("…")`. It can be updated and deleted.
#[derive(Clone, Copy, Debug)]
pub enum Contained {}

/// The object at a step has its home elsewhere, and a relationship leads to it: `users().id("…").manager()`. What updates
/// or deletes it is called at its home.
#[derive(Clone, Copy, Debug)]
pub enum Referenced {}
