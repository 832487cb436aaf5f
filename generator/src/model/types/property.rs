//! From the row of a table to a property.

use crate::markdown::Passage;
use crate::model::names::index::Index;
use crate::model::{Member, Parameter, Property, TypeRef};
use crate::page::{self, EnumMember, ParameterFacts, PropertyFacts, RowKind};

/// What a row says, with the names resolved.
pub(in crate::model) fn property(index: &Index, facts: &PropertyFacts, namespace: &str) -> Property {
    let ty = match facts.ty.name {
        page::SpelledType::Enumeration => index.enumeration_of(facts).map(TypeRef::Enum),
        _ => None,
    };
    let ty = ty.unwrap_or_else(|| index.type_ref(&facts.ty, namespace));
    Property {
        collection: facts.ty.collection,
        navigation: facts.kind == RowKind::Relationship,
        inherited_from: facts
            .inherited_from
            .as_ref()
            .map(|name| index.qualified_or_new(&name.value, None, namespace)),
        required: facts.required,
        read_only: facts.read_only,
        nullable: facts.nullable,
        supports: facts.supports.clone(),
        values: facts.values.iter().map(member).collect(),
        flags: facts.flags,
        description: Passage::of_text(&facts.description),
        deprecated: facts.deprecated.clone(),
        ..Property::new(&facts.name.value, ty, facts.span)
    }
}

/// A member of an enumeration or of a list of values.
pub(in crate::model) fn member(facts: &EnumMember) -> Member {
    Member {
        value: facts.value,
        deprecated: facts.deprecated.clone(),
        description: facts
            .description
            .as_ref()
            .map(Passage::of_text)
            .unwrap_or_default(),
        ..Member::named(&facts.name.value)
    }
}

/// A query option, header or path parameter.
pub(in crate::model) fn parameter(index: &Index, facts: &ParameterFacts, namespace: &str) -> Parameter {
    Parameter {
        name: facts.name.value.clone(),
        ty: facts
            .ty
            .as_ref()
            .map(|ty| (index.type_ref(ty, namespace), ty.collection)),
        required: facts.required,
        description: facts
            .description
            .as_ref()
            .map(Passage::of_text)
            .unwrap_or_default(),
        span: facts.name.span,
    }
}
