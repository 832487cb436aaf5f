//! What becomes of a type: a struct with its fields, their names, types and documentation.

use std::collections::BTreeMap;

use unicase::Ascii;

use crate::graph::{Scalar, TypeName};
use crate::model::{Property, TypeRef};
use crate::resolve::docs::Docs;
use crate::resolve::names::{self, Scope, UniqueNames};
use crate::resolve::plan::Items;
use crate::resolve::plan::docs::DocsPlan;
use crate::resolve::plan::ids::ItemId;
use crate::resolve::plan::models::{
    DerivedPlan, FieldPlan, FieldType, Indirection, Kind, PolymorphicPlan, StructPlan, StructRole,
};
use crate::resolve::types::enums;
use crate::resolve::types::indirections::Indirections;
use crate::resolve::types::registry::{Registry, TypeEntry, writes_type};

/// The field of every model for properties that the model does not know.
const ADDITIONAL: &str = "additional";

/// Plans the items of all types and enumerations, in the order of the ids that the registry gave them.
pub(in crate::resolve) fn add_items<'a>(registry: &Registry<'a>, docs: &Docs<'_, 'a>, items: &mut Items) {
    let indirections = Indirections::new(registry);
    for entry in registry.types.values() {
        let id = items.structs.add(model(registry, &indirections, docs, entry));
        debug_assert_eq!(id, entry.id);
    }
    for entry in registry.types.values() {
        if let Some(polymorphic) = &entry.polymorphic {
            let id = items
                .polymorphics
                .add(polymorphic_plan(registry, entry, &polymorphic.name));
            debug_assert_eq!(id, polymorphic.id);
        }
    }
    for entry in registry.enums.values() {
        let id = items.enums.add(enums::of_entry(docs, entry));
        debug_assert_eq!(id, entry.id);
    }
    for (entry, property, list) in registry.closed_lists() {
        let of = ItemId::Struct(entry.id);
        let plan = enums::of_values(docs, entry.file, &list.name, of, property);
        let id = items.enums.add(plan);
        debug_assert_eq!(id, list.id);
    }
}

fn model<'a>(
    registry: &Registry<'a>,
    indirections: &Indirections<'a>,
    docs: &Docs<'_, 'a>,
    entry: &TypeEntry<'a>,
) -> StructPlan {
    let name = &entry.ty.name;
    let properties = registry.properties(name);
    let (fields, additional) = fields(registry, indirections, docs, name, &properties);
    StructPlan {
        name: entry.name.clone(),
        module: entry.file,
        graph_name: Some(name.clone()),
        role: StructRole::Model,
        made_of: None,
        base: entry
            .ty
            .base
            .as_ref()
            .and_then(|base| Some(registry.get(base)?.id)),
        write_type: writes_type(registry, name),
        // Any entity can stand where the root type is declared, also one that the pages do not know as one.
        checks_type: !name.is_root(),
        open: registry.chain(name).any(|entry| entry.ty.open),
        docs: docs.of_type(entry),
        deprecated: entry.ty.deprecated.clone(),
        fields,
        additional,
    }
}

fn polymorphic_plan(registry: &Registry<'_>, entry: &TypeEntry<'_>, name: &str) -> PolymorphicPlan {
    let mut variants = UniqueNames::with(Scope::Variants, [&entry.name]);
    let derived = entry.derived.iter().filter_map(|derived| {
        let ty = registry.get(derived)?.id;
        let variant = variants.take(&names::pascal(derived.short()));
        Some(DerivedPlan { variant, ty })
    });
    PolymorphicPlan {
        name: name.to_owned(),
        module: entry.file,
        base: entry.id,
        derived: derived.collect(),
    }
}

/// The fields of a list of properties, each with the type that declares it, and the name of the field for
/// properties that are not known.
fn fields<'a>(
    registry: &Registry<'a>,
    indirections: &Indirections<'a>,
    docs: &Docs<'_, 'a>,
    owner: &TypeName,
    properties: &[(&TypeEntry<'a>, &'a Property)],
) -> (Vec<FieldPlan>, String) {
    let (names, additional) = names_of(properties.iter().map(|(_, property)| *property));
    let described = descriptions(registry, owner);
    let fields = properties
        .iter()
        .zip(names)
        .map(|((declaring, property), name)| {
            let ty = field_type(registry, indirections, &declaring.ty.name, property);
            let inherited = (declaring.ty.name != *owner).then_some(*declaring);
            let described = described
                .get(&Ascii::new(property.name.as_str()))
                .unwrap_or(property);
            let docs = docs.property(property, described, inherited);
            field(docs, name, property, ty)
        })
        .collect();
    (fields, additional)
}

/// The type of the field of a property that `declaring` declares. Only what leads to a model needs something around it.
fn field_type(
    registry: &Registry<'_>,
    indirections: &Indirections<'_>,
    declaring: &TypeName,
    property: &Property,
) -> FieldType {
    let kind = property_kind(registry, declaring, property);
    FieldType {
        kind,
        collection: property.ty.is_many(),
        indirection: match kind {
            Kind::Object(_) => indirections.around(declaring, property),
            Kind::Scalar(_) | Kind::Enum(_) => Indirection::None,
        },
    }
}

/// The descriptions of the properties of a type. If its own page, or that of a nearer base, repeats a property, that
/// description is better than the one of the declaring page: `id` of *entity* is "The catalog app's generated ID".
/// Everything else, such as a deprecation, comes from the row that declares the property.
fn descriptions<'a>(registry: &Registry<'a>, owner: &TypeName) -> BTreeMap<Ascii<&'a str>, &'a Property> {
    let mut nearest = BTreeMap::new();
    for property in registry.chain(owner).flat_map(|entry| &entry.ty.properties) {
        if property.says_its_own() {
            nearest
                .entry(Ascii::new(property.name.as_str()))
                .or_insert(property);
        }
    }
    nearest
}

/// The names of the fields for properties, and the name of the field for unknown properties. Properties that only
/// examples show get their names last, so that they do not change the name of another field.
pub(in crate::resolve) fn names_of<'a>(
    properties: impl Iterator<Item = &'a Property> + Clone,
) -> (Vec<String>, String) {
    let mut scope = UniqueNames::of(Scope::Fields);
    let take = |scope: &mut UniqueNames, property: &Property| scope.take(&names::snake(&property.name));
    let listed: Vec<Option<String>> = properties
        .clone()
        .map(|property| (!property.is_example_only()).then(|| take(&mut scope, property)))
        .collect();
    let additional = scope.take(ADDITIONAL);
    let all = listed.into_iter().zip(properties);
    let names = all.map(|(name, property)| name.unwrap_or_else(|| take(&mut scope, property)));
    (names.collect(), additional)
}

/// One field.
pub(in crate::resolve) fn field(
    docs: DocsPlan,
    name: String,
    property: &Property,
    ty: FieldType,
) -> FieldPlan {
    FieldPlan {
        constant: names::constant(&name),
        name,
        json: property.name.clone(),
        ty,
        docs,
        deprecated: property.deprecated.clone(),
        read_only: property.read_only,
        required: property.required,
        nullable: property.nullable,
        supports: property.supports.clone(),
        example_only: property.is_example_only(),
    }
}

/// What a reference to a type is in Rust: JSON where no page documents the type.
pub(in crate::resolve) fn kind(registry: &Registry<'_>, ty: &TypeRef) -> Kind {
    match ty {
        TypeRef::Primitive(primitive) => Kind::Scalar(Scalar::of(*primitive)),
        TypeRef::Type(name) | TypeRef::Enum(name) => {
            if let Some(entry) = registry.types.get(name) {
                Kind::Object(entry.object())
            } else if let Some(entry) = registry.enums.get(name) {
                Kind::Enum(entry.id)
            } else {
                Kind::Scalar(Scalar::Json)
            }
        }
    }
}

/// What one value of a property that `declaring` declares is in Rust.
pub(in crate::resolve) fn property_kind(
    registry: &Registry<'_>,
    declaring: &TypeName,
    property: &Property,
) -> Kind {
    match registry.closed_list(declaring, property) {
        Some(list) => Kind::Enum(list.id),
        None => kind(registry, &property.ty.item),
    }
}
