//! A record of the operations that a program calls. It says which permissions the program must ask for.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::called::Called;
use crate::operation::Metadata;
use crate::permissions::{CalledOperation, PermissionKind, RequiredPermissions, required_permissions};

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
pub struct CallRecord(Arc<Mutex<BTreeMap<Key, &'static Metadata>>>);

/// Version, method and name of the operation, and the template of the path.
type Key = (&'static str, &'static str, &'static str, String);

impl CallRecord {
    /// The operations, sorted by version, method and name.
    #[must_use]
    pub fn operations(&self) -> Vec<CalledOperation> {
        // The map is whole whenever the lock is free.
        let called = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        called
            .iter()
            .map(|((.., template), metadata)| CalledOperation::new(metadata, template.as_str()))
            .collect()
    }

    /// The permissions that suffice for all of them.
    #[must_use]
    pub fn required_permissions(&self, kind: PermissionKind) -> RequiredPermissions {
        required_permissions(self.operations(), kind)
    }

    pub(super) fn add(&self, called: &Called) {
        let metadata = called.metadata;
        let template = called.template().to_owned();
        let key = (
            metadata.version,
            metadata.method.as_str(),
            metadata.name,
            template,
        );
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(key, metadata);
    }
}
