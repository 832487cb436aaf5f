//! Annotations that bind a relationship to objects: `members@odata.bind`.

use serde_json::Value;

use crate::graph::BIND;
use crate::model::examples::reading::Rows as _;
use crate::resolve::examples::types::Types;
use crate::resolve::plan::examples::{BindingLiteral, BindingTargets, RelationshipName};
use crate::resolve::plan::ids::StructId;
use crate::resolve::plan::models::StructRole;

/// What an annotation binds in an object that a model stands for; `None` for any other annotation.
pub(super) fn binding(
    types: &Types<'_>,
    model: StructId,
    annotation: &str,
    value: &Value,
) -> Option<BindingLiteral> {
    let relationship = annotation.strip_suffix(BIND)?;
    let targets = match value {
        Value::String(target) => BindingTargets::One(target.clone()),
        Value::Array(items) => {
            let targets = items.iter().map(|item| item.as_str().map(str::to_owned));
            BindingTargets::Many(targets.collect::<Option<_>>()?)
        }
        _ => return None,
    };
    // Only models have constants.
    let field = types.fields(model).row(relationship);
    let field = field.filter(|_| types.items.structs[model].role == StructRole::Model);
    Some(BindingLiteral {
        relationship: match field {
            Some(field) => RelationshipName::Constant(model, field),
            None => RelationshipName::Text(relationship.to_owned()),
        },
        targets,
    })
}
