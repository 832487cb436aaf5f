//! Places that hold objects of a base type, and the requests there that write a derived one.
//!
//! `PATCH …/deviceConfigurations/{id}` is documented by a page for each kind of configuration. The body of such a
//! request fits no other kind, so the name of its call says the kind, even where only one kind is documented. Reading
//! and deleting need no type: the service knows the type of the object.

use super::End;
use crate::graph::{Method, singular};
use crate::model::ROOT_TYPE;
use crate::resolve::names;
use crate::resolve::plan::arena::Arena;
use crate::resolve::plan::models::{ObjectType, PolymorphicPlan, StructId, StructPlan};
use crate::resolve::plan::operations::BodyPlan;
use crate::resolve::registry::{Registry, split};

/// Answers which requests are about a type that is derived from another.
pub(super) struct DerivedTypes<'r> {
    pub(super) registry: &'r Registry<'r>,
    pub(super) structs: &'r Arena<StructPlan>,
    pub(super) polymorphics: &'r Arena<PolymorphicPlan>,
}

impl DerivedTypes<'_> {
    /// Whether a request writes objects of a type that is derived from the one that its place holds.
    pub(super) fn writes_derived(&self, end: &End<'_>, collection: &str) -> bool {
        self.written(end)
            .is_some_and(|ty| self.is_derived(ty, collection))
    }

    /// Whether the page of a request is about a type that is derived from the one that its place holds.
    pub(super) fn is_about_derived(&self, end: &End<'_>, collection: &str) -> bool {
        end.owner.is_some_and(|ty| self.is_derived(ty, collection))
    }

    /// Whether a type is derived from the one that a place holds, by the name of the place.
    fn is_derived(&self, ty: StructId, collection: &str) -> bool {
        let ty = &self.structs[ty].graph_name;
        let held = names::snake(&singular(collection));
        let is_held = |name: &str| names::snake(split(name).1) == held;
        let ancestors = self.registry.chain(ty).skip(1);
        let mut names = ancestors.map(|entry| entry.ty.name.as_str());
        !is_held(ty) && names.any(|name| name != ROOT_TYPE && is_held(name))
    }

    /// The type of the object that a request sends.
    fn written(&self, end: &End<'_>) -> Option<StructId> {
        if !matches!(end.operation.method, Method::Patch | Method::Post | Method::Put) {
            return None;
        }
        match end.operation.body {
            BodyPlan::Own(id) | BodyPlan::Model(ObjectType::Model(id)) => Some(id),
            BodyPlan::Models(ObjectType::Model(id)) | BodyPlan::Changes(ObjectType::Model(id)) => Some(id),
            BodyPlan::Model(ObjectType::Polymorphic(id))
            | BodyPlan::Models(ObjectType::Polymorphic(id))
            | BodyPlan::Changes(ObjectType::Polymorphic(id)) => Some(self.polymorphics[id].base),
            BodyPlan::None | BodyPlan::Json | BodyPlan::Reference | BodyPlan::Bytes(_) => None,
        }
    }
}
