//! What an API page says.

pub(super) mod path;

use crate::diagnostic::Sink;

use super::OperationFacts;
use super::context::PageContext;

/// The operations of an API page.
pub(super) fn read(_page: &PageContext<'_>, _sink: &mut Sink) -> Vec<OperationFacts> {
    Vec::new()
}
