//! The planned types, looked up by the names that JSON has for them.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use serde_json::{Map, Value};
use unicase::Ascii;

use crate::graph::TypeName;
use crate::model::Type;
use crate::model::examples::object_type::TypeClue;
use crate::model::examples::reading::{AnswerReading, Answered, ObjectReading, Rows};
use crate::model::types::property_names::PropertyNames;
use crate::resolve::plan::Items;
use crate::resolve::plan::arena::ArenaMap;
use crate::resolve::plan::ids::{EnumId, ItemId, PolymorphicId, StructId};
use crate::resolve::plan::models::{EnumPlan, NamespacePlan, ObjectType, StructPlan, VariantPlan};

/// The types of a version.
pub(super) struct Types<'p> {
    pub(super) items: &'p Items,
    /// The models by qualified name. Bodies of requests have the names of their models, and are left out.
    models: BTreeMap<&'p TypeName, StructId>,
    /// The properties of the types, from which the model tells derived types and the wraps of answers.
    properties: PropertyNames<'p>,
    fields: ArenaMap<StructPlan, Fields<'p>>,
    /// The members of the enumerations, once they were asked for.
    members: ArenaMap<EnumPlan, OnceCell<Members<'p>>>,
}

/// The indices of an enumeration's variants by their names in JSON in small letters.
pub(super) type Members<'p> = BTreeMap<String, Vec<(usize, &'p VariantPlan)>>;

/// The indices of the fields of a struct; no two have names that differ in the case of letters alone.
pub(super) struct Fields<'p> {
    /// By their names in JSON.
    by_name: BTreeMap<&'p str, usize>,
    /// By these names, whatever the case of their letters, with the names as they are.
    in_any_case: BTreeMap<Ascii<&'p str>, (usize, &'p str)>,
}

impl Rows for Fields<'_> {
    type Row = usize;

    fn row(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    fn row_in_other_case(&self, name: &str) -> Option<(usize, &str)> {
        self.in_any_case.get(&Ascii::new(name)).copied()
    }
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
            ItemId::Struct(id) => Some((items.structs[*id].graph_name.as_ref()?, *id)),
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

    /// The fields of a struct.
    pub(super) fn fields(&self, ty: StructId) -> &Fields<'p> {
        &self.fields[ty]
    }

    /// The model of a qualified name.
    pub(super) fn named(&self, name: &TypeName) -> Option<StructId> {
        self.models.get(name).copied()
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

    /// Takes the body of an answer of one object out of its envelope.
    pub(super) fn read_object_answer<'v>(&self, ty: ObjectType, body: &'v Value) -> AnswerReading<'v> {
        let answered = self.type_name(ty).map_or(Answered::Unknown, Answered::Object);
        self.properties.read_answer(body, answered)
    }

    /// Takes the body of an answer of many objects, or of values that are no objects, out of its envelope.
    pub(super) fn read_answer<'v>(&self, answered: Answered<'_>, body: &'v Value) -> AnswerReading<'v> {
        self.properties.read_answer(body, answered)
    }

    /// Finds out of which type an object is that stands in the place of a type.
    pub(super) fn read_object<'v>(
        &self,
        declared: ObjectType,
        object: &'v Map<String, Value>,
    ) -> ObjectReading<'p, 'v> {
        self.properties.read_object(self.type_name(declared), object)
    }

    /// The type that an object names where it derives from the declared one, though nothing is declared to be of several
    /// types there. The SDK keeps all of the object, and `read_as` reads it as that type.
    pub(super) fn derived(&self, declared: ObjectType, object: &Map<String, Value>) -> Option<StructId> {
        let (TypeClue::Named(name) | TypeClue::OtherName(name)) = self.read_object(declared, object).clue
        else {
            return None;
        };
        let declared = self.type_name(declared)?;
        let is_derived = name != declared && self.properties.derives(name, declared);
        is_derived.then(|| self.named(name))?
    }

    /// The type of this name, where it is a polymorphic one or derives from it.
    pub(super) fn variant(&self, polymorphic: PolymorphicId, name: &TypeName) -> Option<StructId> {
        let named = self.named(name)?;
        self.variants(polymorphic).find(|ty| *ty == named)
    }

    /// The base type and the derived ones.
    fn variants(&self, polymorphic: PolymorphicId) -> impl Iterator<Item = StructId> {
        let plan = &self.items.polymorphics[polymorphic];
        std::iter::once(plan.base).chain(plan.derived.iter().map(|derived| derived.ty))
    }

    /// Whether a name means a type, though it is not spelled like that: it has other capitals, or no documented type has
    /// it, and examples of other times put another namespace in front, `Microsoft.OutlookServices.ItemAttachment`, or
    /// none.
    pub(super) fn is_other_name(&self, ty: &TypeName, name: &TypeName) -> bool {
        name == ty || (self.named(name).is_none() && name.has_short_name(ty.short()))
    }

    /// The qualified name of a model.
    fn type_name(&self, ty: ObjectType) -> Option<&'p TypeName> {
        let id = match ty {
            ObjectType::Model(id) => id,
            ObjectType::Polymorphic(id) => self.items.polymorphics[id].base,
        };
        self.items.structs[id].graph_name.as_ref()
    }
}

fn fields(plan: &StructPlan) -> Fields<'_> {
    let names = || plan.fields.iter().map(|field| field.json.as_str()).zip(0..);
    Fields {
        by_name: names().collect(),
        in_any_case: names()
            .map(|(name, index)| (Ascii::new(name), (index, name)))
            .collect(),
    }
}
