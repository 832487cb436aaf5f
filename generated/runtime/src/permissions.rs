//! Permissions of operations, and those that a program needs.

pub(crate) mod called;
pub(crate) mod list;
mod required;

pub use called::CalledOperation;
pub use list::{PermissionCase, PermissionKind, PermissionList, Permissions};
pub use required::{RequiredPermissions, required_permissions};
