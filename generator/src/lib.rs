//! Reads the pages of the Microsoft Graph API reference and writes a typed Rust SDK.
//!
//! The work is a chain of stages; each answers one question and names only the stages before it:
//!
//! ```text
//! source ─▶ markdown ─▶ page ─▶ model ─▶ resolve ─▶ emit ─▶ write
//! files     trees       facts   facts    final      syn     text
//!           + spans     of one  of all   names      items   on disk
//!                       file    files
//!                       └──────────────── graph ────────────────┘
//! ```
//!
//! Only `source` reads files and only `write` writes them. Everything between is total: it returns a value and pushes
//! [`Diagnostic`]s.
//!
//! A build script needs [`Config`] and [`Output`]; what a setting can be stands in [`config`]. The stages are public for the tests and the command line of this
//! workspace only, and hidden from the documentation: they change without notice.

pub mod config;
#[doc(hidden)]
pub mod coverage;
#[doc(hidden)]
pub mod diagnostic;
#[doc(hidden)]
pub mod emit;
mod error;
#[cfg(any(test, feature = "fuzzing"))]
#[doc(hidden)]
pub mod fuzzing;
#[doc(hidden)]
pub mod graph;
mod mark;
#[doc(hidden)]
pub mod markdown;
#[doc(hidden)]
pub mod model;
#[doc(hidden)]
pub mod output;
#[doc(hidden)]
pub mod page;
#[doc(hidden)]
pub mod pipeline;
#[doc(hidden)]
pub mod report;
#[doc(hidden)]
pub mod resolve;
#[doc(hidden)]
pub mod rules;
#[doc(hidden)]
pub mod source;
#[doc(hidden)]
pub mod span;
mod text;
#[doc(hidden)]
pub mod write;

pub use config::Config;
pub use diagnostic::{Code, Diagnostic, Severity};
pub use error::Error;
pub use graph::Version;
pub use output::Output;
