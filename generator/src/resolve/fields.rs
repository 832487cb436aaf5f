//! The fields of a model: names, types, documentation.

use std::collections::BTreeMap;

use crate::model::Passage;
use crate::model::{Member, Property};
use crate::resolve::docs::Docs;
use crate::resolve::indirections::Indirections;
use crate::resolve::names::{self, Scope, UniqueNames};
use crate::resolve::plan::docs::{DocsPlan, Sentence};
use crate::resolve::plan::models::{EnumPlan, FieldPlan, FieldType, VariantPlan};
use crate::resolve::plan::modules::{ItemId, ModuleId};
use crate::resolve::registry::{Registry, TypeEntry};

/// The field of every model for properties that the model does not know.
const ADDITIONAL: &str = "additional";

/// The fields of a list of properties, each with the type that declares it, and the name of the field for
/// properties that are not known.
pub(super) fn plan<'a>(
    registry: &Registry<'a>,
    indirections: &Indirections<'a>,
    docs: &Docs<'_, 'a>,
    owner: &str,
    properties: &[(&TypeEntry<'a>, &'a Property)],
) -> (Vec<FieldPlan>, String) {
    let (names, additional) = names_of(properties.iter().map(|(_, property)| *property));
    let described = descriptions(registry, owner);
    let fields = properties
        .iter()
        .zip(names)
        .map(|((declaring, property), name)| {
            let ty = indirections.field_type(registry, &declaring.ty.name, property);
            let inherited = (declaring.ty.name != owner).then_some(*declaring);
            let nearest = described.get(&property.name.to_lowercase());
            let from_page = nearest
                .filter(|nearest| !std::ptr::eq(**nearest, *property))
                .map(|nearest| with_description(property, nearest));
            let property = from_page.as_ref().unwrap_or(property);
            field(docs, name, property, ty, inherited)
        })
        .collect();
    (fields, additional)
}

/// The descriptions of the properties of a type. If its own page, or that of a nearer base, repeats a property, that
/// description is better than the one of the declaring page: `id` of *entity* is "The catalog app's generated ID".
fn descriptions<'a>(registry: &Registry<'a>, owner: &str) -> BTreeMap<String, &'a Property> {
    let mut nearest = BTreeMap::new();
    for property in registry.chain(owner).flat_map(|entry| &entry.ty.properties) {
        if has_meaning(property) {
            nearest.entry(property.name.to_lowercase()).or_insert(property);
        }
    }
    nearest
}

/// The property with the description of another row, and with the type from which that description says it is
/// inherited. Everything else, such as a deprecation, comes from the row that declares the property.
fn with_description(property: &Property, row: &Property) -> Property {
    Property {
        description: row.description.clone(),
        inherited_from: row.inherited_from.clone(),
        ..property.clone()
    }
}

/// Whether a description says more than that the property is inherited and read-only.
fn has_meaning(property: &Property) -> bool {
    const NOTHING: &[&str] = &[
        "todo: add description",
        "not yet documented",
        "read-only",
        "read only",
    ];
    let said = Passage::markdown(&property.description).to_lowercase();
    let own = said.split("inherited from").next().unwrap_or_default();
    let rest = NOTHING
        .iter()
        .fold(own.to_owned(), |rest, nothing| rest.replace(nothing, ""));
    rest.contains(char::is_alphanumeric)
}

/// The names of the fields for properties, and the name of the field for unknown properties. Properties that only
/// examples show get their names last, so that they do not change the name of another field.
pub(super) fn names_of<'a>(properties: impl Iterator<Item = &'a Property> + Clone) -> (Vec<String>, String) {
    let mut scope = UniqueNames::of(Scope::Fields);
    let take = |scope: &mut UniqueNames, property: &Property| scope.take(&names::snake(&property.name)).0;
    let listed: Vec<Option<String>> = properties
        .clone()
        .map(|property| (!property.is_example_only()).then(|| take(&mut scope, property)))
        .collect();
    let additional = scope.take(ADDITIONAL).0;
    let all = listed.into_iter().zip(properties);
    let names = all.map(|(name, property)| name.unwrap_or_else(|| take(&mut scope, property)));
    (names.collect(), additional)
}

/// One field.
pub(super) fn field(
    docs: &Docs<'_, '_>,
    name: String,
    property: &Property,
    ty: FieldType,
    inherited: Option<&TypeEntry<'_>>,
) -> FieldPlan {
    FieldPlan {
        constant: names::constant(&name),
        name,
        json: property.name.clone(),
        ty,
        docs: docs.property(property, inherited),
        deprecated: property.deprecated.clone(),
        read_only: property.read_only,
        required: property.required,
        nullable: property.nullable,
        supports: property.supports.clone(),
        example_only: property.is_example_only(),
    }
}

/// The enumeration of a list of values of a property of `of`.
pub(super) fn listed_enum(
    docs: &Docs<'_, '_>,
    module: ModuleId,
    name: &str,
    of: ItemId,
    property: &Property,
) -> EnumPlan {
    let what = Sentence::PropertyValues {
        property: property.name.clone(),
        of,
    };
    enum_plan(
        docs,
        module,
        name,
        DocsPlan::new(Vec::new(), what),
        property.values.iter(),
    )
}

/// An enumeration of members.
pub(super) fn enum_plan<'m>(
    docs: &Docs<'_, '_>,
    module: ModuleId,
    name: &str,
    of_enum: DocsPlan,
    members: impl Iterator<Item = &'m Member>,
) -> EnumPlan {
    let mut names = UniqueNames::of(Scope::Variants);
    let (example_only, listed): (Vec<&Member>, Vec<&Member>) =
        members.partition(|member| member.example_only);
    let variant = |names: &mut UniqueNames, member: &Member| VariantPlan {
        name: names.take(&names::pascal(&member.name)).0,
        json: member.name.clone(),
        docs: docs.member(member),
        deprecated: member.deprecated.clone(),
        example_only: member.example_only,
    };
    let listed = listed.into_iter();
    let mut variants: Vec<VariantPlan> = listed.map(|member| variant(&mut names, member)).collect();
    // Members that only examples show get their names last, so that they do not change the name of another variant.
    let unrecognized = names.take("Unrecognized").0;
    variants.extend(example_only.into_iter().map(|member| variant(&mut names, member)));
    EnumPlan {
        name: name.to_owned(),
        module,
        docs: of_enum,
        variants,
        unrecognized,
    }
}
