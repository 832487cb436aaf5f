//! Microsoft Graph v1.0.

pub mod models;
pub mod requests;
