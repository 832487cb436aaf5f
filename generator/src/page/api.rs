//! What an API page says: its operations.

pub mod path;
