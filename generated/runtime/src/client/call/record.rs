//! A record of the operations that a program calls. It says which permissions the program must ask for.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::permissions::called::CalledOperation;
use crate::permissions::{PermissionKind, RequiredPermissions, required_permissions};

/// The operations that the clients of a program have called, each once with each of its paths.
///
/// A run of a program's tests tells the permissions that the program has to ask for:
///
/// ```
/// # use graph_runtime::permissions::PermissionKind;
/// # use graph_runtime::client::{CallRecord, Client, Error};
/// # fn tests(token: &str) -> Result<(), Error> {
/// let record = CallRecord::default();
/// let client = Client::builder().token(token).record(&record).build()?;
/// // … what the program does with `client` …
/// println!("{:?}", record.required_permissions(PermissionKind::Application).permissions);
/// # Ok(())
/// # }
/// ```
///
/// Copies of a record are the same record, and several clients can have one.
#[derive(Clone, Debug, Default)]
pub struct CallRecord(Arc<Mutex<BTreeMap<Key, CalledOperation>>>);

/// Version, method and name of the operation, and the template of the path.
type Key = (&'static str, String, &'static str, String);

impl CallRecord {
    /// The operations, sorted by version, method and name.
    #[must_use]
    pub fn operations(&self) -> Vec<CalledOperation> {
        // The map is whole whenever the lock is free.
        let called = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        called.values().cloned().collect()
    }

    /// The permissions that suffice for all of them.
    #[must_use]
    pub fn required_permissions(&self, kind: PermissionKind) -> RequiredPermissions {
        required_permissions(self.operations(), kind)
    }

    pub(crate) fn add(&self, called: &CalledOperation) {
        let key = (
            called.version(),
            called.method().to_string(),
            called.metadata().name,
            called.path_template().unwrap_or_default().to_owned(),
        );
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.entry(key).or_insert_with(|| called.clone());
    }
}
