//! Places that hold objects of a base type, and the requests there that write a derived one.
//!
//! `PATCH …/deviceConfigurations/{id}` is documented by a page for each kind of configuration. What such a request
//! sends fits no other kind, so its name says which one it is, even where it is the only one that is documented.
//! Reading and deleting need no type: the service knows what the object is.

use std::collections::BTreeMap;

use super::End;
use crate::graph::{Method, singular};
use crate::model::ROOT_TYPE;
use crate::resolve::names;
use crate::resolve::plan::{BodyPlan, TypePath};
use crate::resolve::registry::{Registry, split};

/// The types by what Rust calls them.
pub(super) struct Types<'r> {
    registry: &'r Registry<'r>,
    by_path: BTreeMap<(Option<&'r str>, &'r str), &'r str>,
    /// By the module of a type's requests.
    by_module: BTreeMap<String, &'r str>,
}

impl<'r> Types<'r> {
    pub(super) fn new(registry: &'r Registry<'r>) -> Self {
        let mut by_path = BTreeMap::new();
        for (name, entry) in &registry.types {
            for path in std::iter::once(&entry.path).chain(&entry.holder) {
                by_path.insert(key(path), *name);
            }
        }
        let by_module = registry
            .types
            .keys()
            .map(|name| (names::snake(split(name).1), *name));
        Self {
            registry,
            by_path,
            by_module: by_module.collect(),
        }
    }

    /// Whether a request writes objects of a type that is derived from the one that its place holds.
    pub(super) fn writes_derived(&self, end: &End<'_>, collection: &str) -> bool {
        self.written(end)
            .is_some_and(|ty| self.is_derived(ty, collection))
    }

    /// Whether the page of a request is about a type that is derived from the one that its place holds.
    pub(super) fn is_about_derived(&self, end: &End<'_>, collection: &str) -> bool {
        let about = self.by_module.get(end.module);
        about.is_some_and(|ty| self.is_derived(ty, collection))
    }

    /// Whether a type is derived from the one that a place holds, by the name of the place.
    fn is_derived(&self, ty: &str, collection: &str) -> bool {
        let held = names::snake(&singular(collection));
        let is_held = |name: &str| names::snake(split(name).1) == held;
        let ancestors = self.registry.chain(ty).skip(1);
        let mut names = ancestors.map(|entry| entry.ty.name.as_str());
        !is_held(ty) && names.any(|name| name != ROOT_TYPE && is_held(name))
    }

    /// The type of the object that a request sends.
    fn written<'e>(&'e self, end: &End<'e>) -> Option<&'e str> {
        let operation = end.operation;
        let writes = matches!(operation.method, Method::Patch | Method::Post | Method::Put);
        match &operation.body {
            BodyPlan::Struct if writes => operation
                .body_struct
                .as_ref()
                .map(|body| body.graph_name.as_str()),
            body => self.by_path.get(&key(body.model().filter(|_| writes)?)).copied(),
        }
    }
}

fn key(path: &TypePath) -> (Option<&str>, &str) {
    (path.module.as_deref(), &path.name)
}
