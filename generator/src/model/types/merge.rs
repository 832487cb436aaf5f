//! Types: the union of what resource pages and body tables say.

use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::{Method, Primitive, TypeName, Verb};
use crate::markdown::{Passage, Text};
use crate::model::enums::member;
use crate::model::names::index::{Index, namespace};
use crate::model::store::Input;
use crate::model::types::TypeTable;
use crate::model::types::property_index::{PropertyIndex, PropertyIndexes};
use crate::model::{Evidence, KEY, Property, Type, TypeRef};
use crate::page::{self, BodyFacts, OperationFacts, Page, PropertyFacts, ResourceFacts, RowKind};
use crate::span::Span;

/// All types that the pages of one version describe. Bases are decided later.
pub(in crate::model) fn merge(input: &Input<'_>, sink: &mut Diagnostics) -> TypeTable {
    let Input {
        sources,
        index,
        pages,
        ..
    } = input;
    let mut types = TypeTable::default();
    let mut indexes = PropertyIndexes::default();
    let mut resources: Vec<(&Page, &ResourceFacts)> = pages
        .iter()
        .flat_map(|page| page.resource().map(move |resource| (*page, resource)))
        .collect();
    // `user.md` is the page of *user*; `intune-onboarding-user.md` says what one area adds to it.
    resources.sort_by_cached_key(|(page, resource)| {
        let name = index.of_resource(page, resource);
        !name.has_short_name(sources.file(page.file).stem())
    });
    for (page, resource) in resources {
        add_resource(index, page, resource, &mut types, &mut indexes, sink);
    }
    for page in pages.iter().filter(|page| page.resource().is_none()) {
        for described in page.types() {
            add_described(index, page, described, &mut types, &mut indexes, sink);
        }
    }
    // Pages of the types first: where a body table says something else, they win.
    for page in pages {
        for operation in page.operations() {
            add_body(index, page, operation, &mut types, &mut indexes, sink);
        }
    }
    add_root(&mut types, pages);
    types
}

/// Whether the page says that values of the type have a key.
fn has_key(resource: &ResourceFacts) -> bool {
    resource.key_property.is_some() || (!resource.methods.is_empty() && has_id(&resource.properties))
}

fn has_id(properties: &[PropertyFacts]) -> bool {
    let is_key = |ty: &page::SpelledType| {
        matches!(
            ty,
            page::SpelledType::Primitive(Primitive::String | Primitive::Guid)
        )
    };
    properties
        .iter()
        .any(|row| row.name.value == "id" && is_key(&row.ty.name))
}

fn add_resource(
    index: &Index,
    page: &Page,
    resource: &ResourceFacts,
    types: &mut TypeTable,
    indexes: &mut PropertyIndexes,
    sink: &mut Diagnostics,
) {
    let name = index.of_resource(page, resource);
    if let Some(first) = types.get(&name)
        && !first.pages.contains(&page.file)
    {
        sink.push(
            Diagnostic::new(
                Code::DuplicatePage,
                resource.name.span,
                format!("another page documents `{name}`, too"),
            )
            .label(first.span, "this one")
            .help("the properties of both were joined"),
        );
    }
    let ty = types.get_or_insert(Type::new(name, page.version, resource.name.span));
    if !ty.pages.contains(&page.file) {
        ty.pages.push(page.file);
    }
    ty.entity |= has_key(resource);
    ty.is_abstract |= resource.is_abstract;
    ty.open |= resource.open;
    if ty.description.is_empty() {
        ty.description.clone_from(&page.description);
    }
    if ty.deprecated.is_none() {
        ty.deprecated = page.deprecated.as_ref().map(|sentence| sentence.value.clone());
    }
    let mut rows = indexes.of(ty);
    for row in &resource.properties {
        add_property(&mut rows, property(index, row, namespace(page)), sink);
    }
}

/// Adds a type that an API page describes beside its operations. The page is about them, so it is no page of the type.
fn add_described(
    index: &Index,
    page: &Page,
    described: &ResourceFacts,
    types: &mut TypeTable,
    indexes: &mut PropertyIndexes,
    sink: &mut Diagnostics,
) {
    let name = index.of_resource(page, described);
    let ty = types.get_or_insert(Type::new(name, page.version, described.name.span));
    ty.entity |= has_key(described);
    ty.is_abstract |= described.is_abstract;
    ty.open |= described.open;
    let mut rows = indexes.of(ty);
    for row in &described.properties {
        add_property(&mut rows, property(index, row, namespace(page)), sink);
    }
}

/// A body table describes the type, too: pages of the API folder alone are enough for a model, and some
/// properties stand only in the tables of what is sent.
fn add_body(
    index: &Index,
    page: &Page,
    operation: &OperationFacts,
    types: &mut TypeTable,
    indexes: &mut PropertyIndexes,
    sink: &mut Diagnostics,
) {
    let BodyFacts::Object {
        ty: Some(facts),
        properties,
    } = &operation.body
    else {
        return;
    };
    if properties.is_empty() {
        return;
    }
    let TypeRef::Type(name) = index.type_ref(facts, namespace(page)) else {
        return;
    };
    if types.contains(&name) && !sends_the_type(page, operation) {
        return;
    }
    let ty = types.get_or_insert(Type::new(name, page.version, facts.span));
    ty.entity |= has_id(properties) || (ty.pages.is_empty() && answers_with_key(operation));
    let own = TypeRef::Type(ty.name.clone());
    let mut rows = indexes.of(ty);
    for row in properties {
        let property = Property {
            evidence: Evidence::Body,
            ..property(index, row, namespace(page))
        };
        // A row whose type is a collection of the table's own type belongs to the object that holds the collection,
        // if a page documents the type.
        let is_of_whole = property.collection && property.ty == own && !rows.ty.pages.is_empty();
        if !is_of_whole && !property.name.contains('@') {
            add_property(&mut rows, property, sink);
        }
    }
}

/// Whether an operation creates or changes an object of the body's type, so that the rows of its table are
/// properties; those of an action (`accessReviewInstance: batchRecordDecisions`) are parameters.
fn sends_the_type(page: &Page, operation: &OperationFacts) -> bool {
    match operation.method {
        Method::Patch | Method::Put => true,
        Method::Post => matches!(page.title.value.verb(), Some(Verb::Create | Verb::Add)),
        Method::Delete | Method::Get | Method::Head => false,
    }
}

/// Whether what a creation answers with has a key, in each example that shows the answer.
fn answers_with_key(operation: &OperationFacts) -> bool {
    let answers = operation
        .examples
        .iter()
        .filter_map(|example| example.response.as_ref());
    let mut created = answers
        .filter(|answer| answer.status.value == 201)
        .filter_map(|answer| answer.body.json()?.as_object())
        .peekable();
    created.peek().is_some() && created.all(|object| object.get(KEY).is_some_and(Value::is_string))
}

/// What a row says, with the names resolved.
pub(in crate::model) fn property(index: &Index, facts: &PropertyFacts, namespace: &str) -> Property {
    let ty = match facts.ty.name {
        page::SpelledType::Enumeration => index.enumeration_of(facts).map(TypeRef::Enum),
        _ => None,
    };
    let ty = ty.unwrap_or_else(|| index.type_of_row(facts.into(), namespace));
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

/// Adds a property, or joins it with what another page said of it.
fn add_property(rows: &mut PropertyIndex<'_>, mut new: Property, sink: &mut Diagnostics) {
    let owner = rows.ty.name.clone();
    // "Inherited from [virtualEvent]" in a row of *virtualEvent* was copied from a derived type.
    new.inherited_from = new.inherited_from.filter(|base| *base != owner);
    let Some(old) = rows.get(&new.name) else {
        rows.push(new);
        return;
    };
    if old.name != new.name {
        sink.push(respelled(&new, old, &owner));
    }
    if (&old.ty, old.collection) != (&new.ty, new.collection) {
        let unknown = TypeRef::Primitive(Primitive::Untyped);
        if old.ty == unknown {
            old.ty = new.ty.clone();
            old.collection = new.collection;
        } else if new.ty != unknown {
            sink.push(
                Diagnostic::new(
                    Code::TypeConflict,
                    new.span,
                    format!("`{}` of `{owner}` is {} here", new.name, spoken(&new)),
                )
                .label(old.span, format!("and {} here, which was taken", spoken(old))),
            );
        }
    }
    old.required = old.required.or(new.required);
    old.nullable = old.nullable.or(new.nullable);
    old.read_only |= new.read_only;
    if old.supports.is_empty() {
        old.supports = new.supports;
    }
    if old.values.is_empty() {
        old.values = new.values;
    }
    if old.description.is_empty() {
        old.description = new.description;
    }
    if old.inherited_from.is_none() {
        old.inherited_from = new.inherited_from;
    }
    if old.deprecated.is_none() {
        old.deprecated = new.deprecated;
    }
}

/// The diagnostic for a name that two places spell differently. The spelling of `taken` is used.
pub(in crate::model) fn respelled(other: &Property, taken: &Property, owner: &str) -> Diagnostic {
    let text = format!("`{}` of `{owner}` is spelled so here", other.name);
    Diagnostic::new(Code::SpellingConflict, other.span, text)
        .label(taken.span, format!("and `{}` here, which was taken", taken.name))
}

/// The type of a property in words.
pub(in crate::model) fn spoken(property: &Property) -> String {
    let name = property.ty.qualified();
    if property.collection {
        format!("a collection of `{name}`")
    } else {
        format!("`{name}`")
    }
}

/// The root type, which pages name as a base without saying what it is: an entity with an `id`.
fn add_root(types: &mut TypeTable, pages: &[&Page]) {
    let Some(span) = pages.first().map(|page| Span::new(page.file, 0, 0)) else {
        return;
    };
    let version = pages[0].version;
    types
        .get_or_insert(Type {
            is_abstract: true,
            description: Passage::of_text(&Text::parse("The type from which every entity derives.", span)),
            properties: vec![Property {
                read_only: true,
                nullable: Some(false),
                description: Passage::of_text(&Text::parse("The key of the entity.", span)),
                ..Property::new("id", TypeRef::Primitive(Primitive::String), span)
            }],
            ..Type::new(TypeName::root(), version, span)
        })
        .entity = true;
}
