//! The names of requests.
//!
//! A request stands in the module of its owner, so its name says only what it does there: "List members of a directory
//! role" is `directory_role::ListMembers`. A name is found in three steps:
//!
//! 1. [`stem`] finds the words that name the request, as if it were the only one of its owner.
//! 2. [`sources`] is an ordered table: each source makes one candidate, most of them by adding to the stem what tells
//!    the request from similar ones.
//! 3. [`mod@assign`] gives each request of a module the first of its candidates that is free. It never looks at a title.
//!
//! `generator dump names` prints the name of each request with its source and why the better candidates lost.

mod assign;
mod candidate;
mod context;
mod owner_name;
mod path_end;
mod request;
mod sources;
mod stem;
#[cfg(test)]
mod tests;
mod title;

pub(in crate::resolve) use self::assign::{Assignment, Contender, assign};
pub(in crate::resolve) use self::candidate::NameSource;
pub(in crate::resolve) use self::request::UnnamedRequest;
pub(in crate::resolve) use self::sources::candidates;
