//! Permissions of requests, the words for what they are about, and the national clouds.

pub(in crate::graph) mod cloud;
pub(in crate::graph) mod permission;
pub(in crate::graph) mod permission_subject;
