//! Reads the pages of the Microsoft Graph API reference and writes a typed Rust SDK.
//!
//! The work is a chain of stages; each answers one question and names only the stages before it:
//!
//! ```text
//! source ─▶ markdown ─▶ page ─▶ model ─▶ resolve ─▶ emit ─▶ write
//! files     trees       facts   facts    final      syn     text
//!           + spans     of one  of all   names      items   on disk
//!                       file    files
//! ```
//!
//! Only [`source`] reads files and only [`mod@write`] writes them. Everything between is total: it returns a
//! value and pushes [`diagnostic::Diagnostic`]s.

pub mod config;
pub mod coverage;
pub mod diagnostic;
pub mod emit;
pub mod error;
#[cfg(any(test, feature = "fuzzing"))]
#[doc(hidden)]
pub mod fuzzing;
pub mod graph;
pub mod markdown;
pub mod model;
mod one_line;
pub mod output;
pub mod page;
pub mod pipeline;
pub mod report;
pub mod resolve;
pub mod rules;
pub mod source;
pub mod span;
pub mod write;

pub use config::Config;
pub use error::Error;
pub use output::{Output, Shape};
pub use resolve::Fluent;
