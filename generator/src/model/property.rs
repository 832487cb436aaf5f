//! From the row of a table to a property.

use crate::markdown::Text;
use crate::model::index::Index;
use crate::model::{Member, Parameter, Property, TypeRef};
use crate::page::{EnumMember, ParameterFacts, PropertyFacts, TypeName};

/// What a row says, with the names resolved.
pub(super) fn property(index: &Index, facts: &PropertyFacts, namespace: &str) -> Property {
    let ty = match facts.ty.name {
        TypeName::Enumeration => index.enumeration_of(facts).map(TypeRef::Enum),
        _ => None,
    };
    Property {
        name: facts.name.value.clone(),
        ty: ty.unwrap_or_else(|| index.type_ref(&facts.ty, namespace)),
        collection: facts.ty.collection,
        navigation: facts.navigation,
        inherited_from: facts
            .inherited_from
            .as_ref()
            .map(|name| index.qualified_or_new(&name.value, namespace)),
        required: facts.required,
        read_only: facts.read_only,
        nullable: facts.nullable,
        values: facts.values.iter().map(member).collect(),
        flags: facts.flags,
        description: given(&facts.description),
        deprecated: facts.deprecated.clone(),
        span: facts.span,
    }
}

/// A member of an enumeration or of a list of values.
pub(super) fn member(facts: &EnumMember) -> Member {
    Member {
        name: facts.name.value.clone(),
        value: facts.value,
        description: facts.description.as_ref().map(given).unwrap_or_default(),
    }
}

/// A query option, header or path parameter.
pub(super) fn parameter(index: &Index, facts: &ParameterFacts, namespace: &str) -> Parameter {
    Parameter {
        name: facts.name.value.clone(),
        ty: facts
            .ty
            .as_ref()
            .map(|ty| (index.type_ref(ty, namespace), ty.collection)),
        required: facts.required,
        description: facts.description.as_ref().map(given).unwrap_or_default(),
        span: facts.name.span,
    }
}

/// A description, unless it is empty.
fn given(text: &Text) -> Vec<Text> {
    if text.raw.is_empty() {
        Vec::new()
    } else {
        vec![text.clone()]
    }
}
