//! What a sentence says.
//!
//! The pages say much in English prose alone: which values a property takes, that it is read-only, which type
//! it was inherited from. Each rule reads one habit of the pages and stands in one file with the quote of the
//! prose it reads, its function and its tests.

pub(crate) mod prose;
