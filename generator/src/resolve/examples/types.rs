//! The planned types, looked up by the names that JSON has for them.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::graph::{OwnValue, TypeName};
use crate::model::Type;
use crate::model::examples::object_type::TypeClue;
use crate::model::examples::property_names::PropertyNames;
use crate::resolve::plan::Items;
use crate::resolve::plan::arena::ArenaMap;
use crate::resolve::plan::models::{
    EnumId, EnumPlan, NamespacePlan, ObjectType, PolymorphicId, StructId, StructPlan, VariantPlan,
};
use crate::resolve::plan::modules::ItemId;

/// The types of a version.
pub(super) struct Types<'p> {
    pub(super) items: &'p Items,
    /// The models by qualified name. Bodies of requests have the names of their models, and are left out.
    models: BTreeMap<&'p str, StructId>,
    /// The properties of the types, from which the model tells derived types and the wraps of answers.
    properties: PropertyNames<'p>,
    fields: ArenaMap<StructPlan, Fields<'p>>,
    /// The members of the enumerations, once they were asked for.
    members: ArenaMap<EnumPlan, OnceCell<Members<'p>>>,
}

/// The indices of an enumeration's variants by their names in JSON in small letters.
pub(super) type Members<'p> = BTreeMap<String, Vec<(usize, &'p VariantPlan)>>;

/// The indices of the fields of a struct; no two have names that differ in the case of letters alone.
struct Fields<'p> {
    /// By their names in JSON.
    by_name: BTreeMap<&'p str, usize>,
    /// By these names in small letters.
    in_small_letters: BTreeMap<String, usize>,
}

impl<'p> Types<'p> {
    /// The types of a version, with the bodies of its requests.
    pub(super) fn new(
        items: &'p Items,
        namespaces: &[NamespacePlan],
        types: impl Iterator<Item = &'p Type>,
    ) -> Self {
        let files = namespaces.iter().flat_map(|namespace| &namespace.files);
        let models = files.flat_map(|file| &file.items).filter_map(|item| match item {
            ItemId::Struct(id) => Some((items.structs[*id].graph_name.as_str(), *id)),
            _ => None,
        });
        Self {
            items,
            models: models.collect(),
            properties: PropertyNames::new(types),
            fields: items.structs.map(|_, plan| fields(plan)),
            members: items.enums.map(|_, _| OnceCell::new()),
        }
    }

    /// The index of the field with a name in JSON.
    pub(super) fn field(&self, ty: StructId, json: &str) -> Option<usize> {
        self.fields[ty].by_name.get(json).copied()
    }

    /// The index of the field whose name in JSON is this but for the case of letters.
    pub(super) fn field_in_other_case(&self, ty: StructId, json: &str) -> Option<usize> {
        let fields = &self.fields[ty].in_small_letters;
        fields.get(&json.to_ascii_lowercase()).copied()
    }

    /// The model of a qualified name.
    pub(super) fn named(&self, graph_name: &str) -> Option<StructId> {
        self.models.get(graph_name).copied()
    }

    /// The members of an enumeration.
    pub(super) fn members(&self, id: EnumId) -> &Members<'p> {
        self.members[id].get_or_init(|| {
            let mut by_letters = Members::new();
            for (index, variant) in self.items.enums[id].variants.iter().enumerate() {
                let variants = by_letters.entry(variant.json.to_ascii_lowercase()).or_default();
                variants.push((index, variant));
            }
            by_letters
        })
    }

    /// What an object that stands in the place of a polymorphic type says of its type.
    pub(super) fn type_clue<'v>(
        &self,
        polymorphic: PolymorphicId,
        object: &'v Map<String, Value>,
    ) -> TypeClue<'p, 'v> {
        let declared = self.type_name(ObjectType::Polymorphic(polymorphic));
        self.properties.type_clue(Some(&declared), object)
    }

    /// The type that an object names where it derives from the declared one, though nothing is declared to be of several
    /// types there. The SDK keeps all of the object, and `read_as` reads it as that type.
    pub(super) fn derived(&self, declared: ObjectType, object: &Map<String, Value>) -> Option<StructId> {
        let declared = self.type_name(declared);
        let TypeClue::Named(name) = self.properties.type_clue(Some(&declared), object) else {
            return None;
        };
        let is_derived = *name != declared && self.properties.derives(name, &declared);
        is_derived.then(|| self.named(name))?
    }

    /// The type of this name, where it is a polymorphic one or derives from it.
    pub(super) fn variant(&self, polymorphic: PolymorphicId, name: &TypeName) -> Option<StructId> {
        let named = self.named(name)?;
        self.variants(polymorphic).find(|ty| *ty == named)
    }

    /// The type that a name which no documented type has means, where it is one alone.
    pub(super) fn variant_by_other_name(&self, polymorphic: PolymorphicId, name: &str) -> Option<StructId> {
        let graph_name = |ty: StructId| self.items.structs[ty].graph_name.as_str();
        let mut meant = self
            .variants(polymorphic)
            .filter(|ty| self.is_other_name(graph_name(*ty), name));
        meant.next().filter(|_| meant.next().is_none())
    }

    /// The base type and the derived ones.
    fn variants(&self, polymorphic: PolymorphicId) -> impl Iterator<Item = StructId> {
        let plan = &self.items.polymorphics[polymorphic];
        std::iter::once(plan.base).chain(plan.derived.iter().map(|derived| derived.ty))
    }

    /// Whether a name that no documented type has means a type.
    pub(super) fn is_other_name(&self, graph_name: &str, name: &str) -> bool {
        self.named(name).is_none() && is_same_type(graph_name, name)
    }

    /// Whether `value` in an answer of one object of a type can be a property of the object.
    pub(super) fn own_value(&self, ty: ObjectType) -> OwnValue {
        self.properties.own_value(&self.type_name(ty))
    }

    fn type_name(&self, ty: ObjectType) -> TypeName {
        let id = match ty {
            ObjectType::Model(id) => id,
            ObjectType::Polymorphic(id) => self.items.polymorphics[id].base,
        };
        TypeName::new(self.items.structs[id].graph_name.as_str())
    }
}

fn fields(plan: &StructPlan) -> Fields<'_> {
    let names = || plan.fields.iter().map(|field| field.json.as_str()).zip(0..);
    Fields {
        by_name: names().collect(),
        in_small_letters: names()
            .map(|(name, index)| (name.to_ascii_lowercase(), index))
            .collect(),
    }
}

/// Whether a name means a type though it is not the service's own one: examples of other times put other
/// namespaces in front of it, `Microsoft.OutlookServices.ItemAttachment`, or none.
fn is_same_type(graph_name: &str, other: &str) -> bool {
    let short = |name: &str| name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    short(graph_name) == short(other)
}
