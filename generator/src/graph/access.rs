//! Who may call what, and where: permissions and national clouds.

pub(in crate::graph) mod cloud;
pub(in crate::graph) mod permission;
pub(in crate::graph) mod permission_subject;
