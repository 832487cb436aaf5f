//! The permissions of requests.

use std::collections::BTreeSet;

use crate::graph::{ByCaller, PermissionSet, Ways};

/// The permissions on some of the paths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PermissionCase {
    /// What the pages say that they are for: "channel".
    pub subjects: Vec<String>,
    /// The places of the paths. A path with several cases is one of which the pages leave it open.
    pub paths: BTreeSet<usize>,
    /// The permissions.
    pub permissions: PermissionPlan,
}

/// The permissions of each kind of caller.
pub type PermissionPlan = ByCaller<Ways<PermissionSet>>;
