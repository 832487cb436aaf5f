//! How the type that a request is about relates to the type of its place.
//!
//! Several pages document one place: `GET /groups/{id}/events` lists events of a group, and of a calendar; `PATCH
//! …/deviceConfigurations/{id}` updates a configuration of each kind.

use crate::graph::TypeName;
use crate::model::{CollectionOwner, Place};
use crate::resolve::plan::arena::Arena;
use crate::resolve::plan::ids::StructId;
use crate::resolve::plan::models::{ObjectType, PolymorphicPlan, StructPlan};
use crate::resolve::plan::operations::{BodyPlan, ResponsePlan};
use crate::resolve::steps::node::End;
use crate::resolve::types::registry::{Registry, TypeEntry};

/// How the type that a request is about relates to the type of its place, the closest relation first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Relation {
    /// The page is one of the type of the place.
    Same,
    /// The page is one of a base.
    Base,
    /// The page is one of the type that has the collection.
    Owner,
    /// The page is about something else, and the request sends or returns objects of the type.
    Akin,
    /// The page, or what is sent, is of a derived type.
    Derived,
    /// None of these.
    Foreign,
}

/// Answers how types are related.
pub(super) struct Relations<'r> {
    pub(super) registry: &'r Registry<'r>,
    pub(super) structs: &'r Arena<StructPlan>,
    pub(super) polymorphics: &'r Arena<PolymorphicPlan>,
}

impl Relations<'_> {
    /// How a request relates to a place. All requests are alike at a place whose type the pages do not tell.
    pub(super) fn relation(&self, end: &End<'_>, place: Option<&Place>) -> Relation {
        let Some(place) = place else {
            return Relation::Same;
        };
        let held = place.type_name();
        let owner = end.owner.and_then(|owner| self.name(owner));
        match owner {
            Some(owner) if held == owner => return Relation::Same,
            Some(owner) if self.derives(held, owner) => return Relation::Base,
            Some(owner) if self.derives(owner, held) => return Relation::Derived,
            _ => {}
        }
        let holder = match place {
            Place::Collection(many) => match &many.owner {
                CollectionOwner::Type(holder) => Some(holder),
                CollectionOwner::Path(_) => None,
            },
            Place::Object(_) => None,
        };
        let is_holders = holder.is_some_and(|holder| owner == Some(holder));
        match self.subject(end) {
            Some(subject) if held != subject && self.derives(subject, held) => Relation::Derived,
            _ if is_holders => Relation::Owner,
            Some(subject) if held == subject || self.derives(held, subject) => Relation::Akin,
            _ => Relation::Foreign,
        }
    }

    /// Whether a request whose path ends at an object is about what holds the object.
    pub(super) fn is_of_holder(&self, end: &End<'_>, holder: &TypeName, object: Option<&Place>) -> bool {
        let owner = end.owner.and_then(|owner| self.name(owner));
        let is_objects = |owner| object.is_some_and(|object| self.derives(object.type_name(), owner));
        owner.is_some_and(|owner| self.derives(holder, owner) && !is_objects(owner))
    }

    /// Whether a request that writes objects of a derived type is about all objects at the place: the type of the place is
    /// abstract and has no other derived type, or the page of the request is not about the derived type.
    pub(super) fn writes_all(&self, end: &End<'_>, place: Option<&Place>) -> bool {
        let Some(held) = place.map(Place::type_name) else {
            return true;
        };
        let owner = end.owner.and_then(|owner| self.name(owner));
        let is_one = |entry: &TypeEntry<'_>| entry.ty.is_abstract && entry.derived.len() == 1;
        self.registry.get(held).is_some_and(is_one) || owner.is_some_and(|owner| !self.derives(owner, held))
    }

    /// Whether a request of the step of a base is one of a derived type, too: it is not about another derived type, and
    /// does not take any of them, which no page documents behind a cast.
    pub(super) fn is_about_base(&self, end: &End<'_>, derived: &TypeName) -> bool {
        let owner = end.owner.and_then(|owner| self.name(owner));
        let about = owner.or_else(|| self.subject(end));
        !end.operation.takes_any_type()
            && about.is_none_or(|about| self.derives(derived, about))
            && self.written(end).is_none_or(|ty| self.derives(derived, ty))
    }

    /// The qualified name of a type; the parameters of an action have none.
    fn name(&self, ty: StructId) -> Option<&TypeName> {
        self.structs[ty].graph_name.as_ref()
    }

    /// Whether a type is another one or derives from it. That all entities have one root makes none of them kin.
    fn derives(&self, ty: &TypeName, base: &TypeName) -> bool {
        let mut chain = self.registry.chain(ty).map(|entry| &entry.ty.name);
        !base.is_root() && chain.any(|name| name == base)
    }

    /// The type of what a request sends, or else of what it returns.
    fn subject(&self, end: &End<'_>) -> Option<&TypeName> {
        self.written(end).or_else(|| match end.operation.response {
            ResponsePlan::Model(ty) | ResponsePlan::Page(ty) => self.name(self.base(ty)),
            _ => None,
        })
    }

    /// The type of the objects that a request sends.
    fn written(&self, end: &End<'_>) -> Option<&TypeName> {
        if !end.operation.method.writes() {
            return None;
        }
        match end.operation.body {
            BodyPlan::Own(id) => self.name(id),
            BodyPlan::Model(ty) | BodyPlan::Models(ty) | BodyPlan::Update(ty) => self.name(self.base(ty)),
            BodyPlan::None | BodyPlan::Json | BodyPlan::Reference | BodyPlan::Bytes(_) => None,
        }
    }

    fn base(&self, ty: ObjectType) -> StructId {
        match ty {
            ObjectType::Model(id) => id,
            ObjectType::Polymorphic(id) => self.polymorphics[id].base,
        }
    }
}
