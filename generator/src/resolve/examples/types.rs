//! The planned types, looked up by the names that JSON has for them.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::model::examples::derived_by_properties::narrowed;
use crate::resolve::plan::Items;
use crate::resolve::plan::arena::ArenaMap;
use crate::resolve::plan::models::{
    EnumId, EnumPlan, NamespacePlan, PolymorphicId, PolymorphicPlan, StructId, StructPlan, VariantPlan,
};
use crate::resolve::plan::modules::ItemId;

/// The types of a version.
pub(super) struct Types<'p> {
    pub(super) items: &'p Items,
    /// The models by qualified name. The bodies of requests have the names of their models too, but are none.
    models: BTreeMap<&'p str, StructId>,
    fields: ArenaMap<StructPlan, Fields<'p>>,
    /// The derived types of the polymorphic ones, once they were asked for.
    derived: ArenaMap<PolymorphicPlan, OnceCell<Derived<'p>>>,
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

/// The derived types of a polymorphic one.
struct Derived<'p> {
    structs: Vec<StructId>,
    /// The places in the list of the derived types with a field of a name in JSON.
    by_field: BTreeMap<&'p str, Vec<usize>>,
}

impl<'p> Types<'p> {
    /// The types of a version, with the bodies of its requests.
    pub(super) fn new(items: &'p Items, namespaces: &[NamespacePlan]) -> Self {
        let files = namespaces.iter().flat_map(|namespace| &namespace.files);
        let models = files.flat_map(|file| &file.items).filter_map(|item| match item {
            ItemId::Struct(id) => Some((items.structs[*id].graph_name.as_str(), *id)),
            _ => None,
        });
        Self {
            items,
            models: models.collect(),
            fields: items.structs.map(|_, plan| fields(plan)),
            derived: items.polymorphics.map(|_, _| OnceCell::new()),
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

    /// The type of a polymorphic one that `@odata.type` names: the base type, or a derived one.
    pub(super) fn variant(&self, polymorphic: PolymorphicId, name: &str) -> Option<StructId> {
        let plan = &self.items.polymorphics[polymorphic];
        let all = std::iter::once(plan.base).chain(plan.derived.iter().map(|derived| derived.ty));
        let graph_name = |ty: StructId| self.items.structs[ty].graph_name.as_str();
        let exact = all.clone().find(|ty| graph_name(*ty) == name);
        exact.or_else(|| {
            let mut others = all.filter(|ty| self.is_other_name(graph_name(*ty), name));
            others.next().filter(|_| others.next().is_none())
        })
    }

    /// Whether a name that no documented type has means a type.
    pub(super) fn is_other_name(&self, graph_name: &str, name: &str) -> bool {
        self.named(name).is_none() && is_same_type(graph_name, name)
    }

    /// The derived type of which an object is by its properties, where it does not say so.
    pub(super) fn derived_with(
        &self,
        polymorphic: PolymorphicId,
        map: &Map<String, Value>,
    ) -> Option<StructId> {
        let base = self.items.polymorphics[polymorphic].base;
        let knows = |ty: StructId, name: &str| self.field(ty, name).is_some();
        let unknown = map.keys().filter(|name| !knows(base, name));
        let unknown: Vec<&str> = unknown.map(String::as_str).collect();
        // A value of an open type may have any properties.
        if self.items.structs[base].open || unknown.is_empty() {
            return None;
        }
        let derived = self.derived[polymorphic].get_or_init(|| self.derived(polymorphic));
        let ty = |at: usize| derived.structs.get(at).copied();
        let fields = |ty: StructId| &self.items.structs[ty].fields;
        let found = narrowed(
            &unknown,
            |name| Cow::Borrowed(derived.by_field.get(name).map_or(&[][..], Vec::as_slice)),
            |at, name| ty(at).is_some_and(|ty| knows(ty, name)),
            |at| ty(at).map_or(0, |ty| fields(ty).len()),
            |other, base| match (ty(other), ty(base)) {
                // What has the same fields is another type.
                (Some(of_other), Some(of_base)) => {
                    let has_all = fields(of_base).iter().all(|field| knows(of_other, &field.json));
                    other == base || (has_all && fields(of_other).len() > fields(of_base).len())
                }
                _ => false,
            },
        )?;
        ty(found)
    }

    /// The derived types of a polymorphic one, and which of them have a field of a name.
    fn derived(&self, polymorphic: PolymorphicId) -> Derived<'p> {
        let items = self.items;
        let derived = items.polymorphics[polymorphic].derived.iter();
        let structs: Vec<StructId> = derived.map(|derived| derived.ty).collect();
        let mut by_field: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, ty) in structs.iter().enumerate() {
            for field in &items.structs[*ty].fields {
                by_field.entry(&field.json).or_default().push(at);
            }
        }
        Derived { structs, by_field }
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
