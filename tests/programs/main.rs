//! What programs ask of Microsoft Graph, said with the crate of the whole documentation, and the exact request that each
//! call sends.
//!
//! The test of the corpus compiles this as a test of the crate that it generates; in the workspace itself it is no target.

mod access;
mod assignments;
mod calendars;
mod changes;
mod compliance;
mod files;
mod groups;
mod identities;
mod lessons;
mod mail;
mod mailbox;
mod notifications;
mod sent;
mod sharing;
mod tasks;
mod teams;
mod users;
mod workbooks;
