//! What is told of the requests of a plan: the lines of `dump names` and `dump paths`.

pub(in crate::resolve) mod names;
pub(in crate::resolve) mod paths;
