//! Lists of values beside properties that hold objects.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::TypeName;
use crate::model::TypeRef;
use crate::model::store::{Input, Store};

/// Leaves out the values that the description of a property lists whose type has properties: "The possible values are: `red`,
/// `blue`" is about one of these, and no object is such a text.
pub(in crate::model) fn leave_out(_: &Input<'_>, store: &mut Store<'_>, sink: &mut Diagnostics) {
    let Store {
        types, operations, ..
    } = store;
    // What has the type `Json`, of which no page lists properties, may be a text.
    let has_properties = |name: &TypeName| types.properties(name).next().is_some();
    let objects: BTreeSet<TypeName> = types.names().into_iter().filter(has_properties).collect();
    let bodies = operations
        .iter_mut()
        .filter_map(|draft| draft.operation.body.as_mut());
    let rows = types.iter_mut().flat_map(|ty| &mut ty.properties);
    for row in rows.chain(bodies.flat_map(|body| &mut body.properties)) {
        let TypeRef::Type(name) = &row.ty.item else {
            continue;
        };
        if row.values.is_empty() || !objects.contains(name) {
            continue;
        }
        let message = format!(
            "`{}` lists values that are text, and `{name}` is a type of objects",
            row.name
        );
        sink.push(Diagnostic::new(Code::UnknownValueList, row.span, message).help("the list was left out"));
        row.values.clear();
    }
}
