//! The documented operations, as the generator reads them.

mod index;
mod seeds;
mod types;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

pub(crate) use self::index::Route;
use self::index::{Index, RouteId};
pub(crate) use self::seeds::unwrapped;
use self::seeds::{Seeds, gather, named_in_urls};
use self::types::TypeIndex;
pub(crate) use self::types::{Found, Types};
use crate::pages::{Method, Model, PathTemplate, ResponseContent, Segment, Version};
use crate::seed::{SeedEntry, SeedError, SeedValue};
use crate::settings::Settings;
use crate::{Error, example_objects};

/// An object of the service.
pub(crate) type Object = Map<String, Value>;

/// What the pages say.
pub(crate) struct Documentation {
    pub(crate) model: Model,
    types: TypeIndex,
    index: Index,
    /// The objects that collections have before the first request.
    seeds: Seeds,
    /// The seeds that the pages alone give, before those of a test and before collections are filled up.
    of_pages: Seeds,
    /// The objects that the URLs of examples name: version, shape of the collection, id.
    named: BTreeSet<(Version, String, String)>,
    /// The operations that read or change an object, by version and shape of their path.
    single: BTreeMap<(Version, String), Vec<RouteId>>,
    /// The single objects of the seeds of a test, by version and shape of their path.
    single_seeds: BTreeMap<(Version, String), Object>,
}

impl Documentation {
    pub(crate) fn read(settings: &Settings) -> Result<Self, Error> {
        let model = settings.pages.model_with(&())?;
        let seeds = gather(&model);
        let mut single: BTreeMap<_, Vec<RouteId>> = BTreeMap::new();
        for route in RouteId::all(&model) {
            let (operation, template) = route.of(&model);
            let is_read = matches!(operation.method, Method::Get | Method::Patch);
            if is_read && matches!(operation.response.content, ResponseContent::One(_)) {
                let key = (operation.version, template.shape());
                single.entry(key).or_default().push(route);
            }
        }
        // An update shows what is there after it, which is good enough where nothing else shows it.
        for routes in single.values_mut() {
            routes.sort_by_key(|route| route.of(&model).0.method == Method::Patch);
        }
        let mut documentation = Self {
            types: TypeIndex::new(&model),
            index: Index::new(&model),
            named: named_in_urls(&model),
            of_pages: seeds.clone(),
            seeds,
            single,
            single_seeds: BTreeMap::new(),
            model,
        };
        for entry in settings.seeds.iter().flat_map(|seed| &seed.0) {
            documentation.apply(entry)?;
        }
        for ((version, collection), objects) in &mut documentation.seeds.objects {
            let name = collection.rsplit('/').next().unwrap_or_default();
            if let Some(count) = settings.at_least.get(name) {
                example_objects::fill(&documentation.model, *version, objects, *count);
            }
        }
        Ok(documentation)
    }

    /// Takes the entry of a test's seed, if its path is a template or that of a collection at the top. All other entries
    /// are state, which [`Service`](crate::Service) has.
    fn apply(&mut self, entry: &SeedEntry) -> Result<(), SeedError> {
        let shape = entry.shape();
        if !entry.is_template() && entry.path.len() > 1 {
            return Ok(());
        }
        let mut is_known = false;
        for version in entry.versions() {
            let key = (version, shape.clone());
            match &entry.value {
                SeedValue::Many(objects) if self.seeds.objects.contains_key(&key) => {
                    self.seeds.objects.insert(key, objects.clone());
                    is_known = true;
                }
                SeedValue::One(object) if self.single.contains_key(&key) => {
                    self.single_seeds.insert(key, object.clone());
                    is_known = true;
                }
                _ => {}
            }
        }
        match is_known {
            true => Ok(()),
            false => Err(entry.error(UNKNOWN_PATH)),
        }
    }

    /// The types of a version.
    pub(crate) fn types(&self, version: Version) -> Types<'_> {
        Types {
            index: &self.types,
            model: &self.model,
            version,
        }
    }

    /// The operations whose paths a path fits, whatever their method; those that fit it best.
    pub(crate) fn routes(&self, version: Version, path: &[String]) -> Vec<Route<'_>> {
        self.index.routes(&self.model, version, path)
    }

    /// The objects that a collection has at the beginning; `None` where the path is that of no collection.
    pub(crate) fn seeds(&self, version: Version, shape: &str) -> Option<&[Object]> {
        let key = (version, shape.to_owned());
        self.seeds.objects.get(&key).map(Vec::as_slice)
    }

    /// Whether an example of a page has an object of a collection.
    pub(crate) fn has_example(&self, version: Version, shape: &str, id: &Value) -> bool {
        let shown = self.of_pages.objects.get(&(version, shape.to_owned()));
        let mut shown = shown.into_iter().flatten();
        shown.any(|object| object.get("id") == Some(id))
    }

    /// Whether the URL of an example names an object of a collection. No example needs to have the object itself.
    pub(crate) fn is_named_in_urls(&self, version: Version, collection: &[Segment], id: &str) -> bool {
        let segments = collection.to_vec();
        let shape = PathTemplate { segments }.shape();
        self.named.contains(&(version, shape, id.to_owned()))
    }

    /// The collections at the top, such as `users`, with the types of their objects.
    pub(crate) fn top_collections(&self, version: Version) -> impl Iterator<Item = (&str, &str)> {
        self.seeds
            .types
            .iter()
            .filter(move |((of, shape), _)| *of == version && !shape.trim_start_matches('/').contains('/'))
            .map(|((_, shape), ty)| (shape.trim_start_matches('/'), ty.as_str()))
    }

    /// The user who is signed in: the first one that the pages show.
    pub(crate) fn signed_in(&self, version: Version) -> &str {
        let users = PathTemplate {
            segments: vec![Segment::Literal("users".to_owned())],
        };
        let first = self.seeds(version, &users.shape()).and_then(<[Object]>::first);
        first
            .and_then(|user| user.get("id")?.as_str())
            .unwrap_or_default()
    }

    /// The object that stands at a path before the first request: that of a seed, or that of a documented response.
    pub(crate) fn initial_object(&self, version: Version, template: &PathTemplate) -> Option<Object> {
        let key = (version, template.shape());
        let given = self.single_seeds.get(&key).cloned();
        given.or_else(|| {
            let mut routes = self.single.get(&key)?.iter();
            routes.find_map(|route| {
                let (operation, _) = route.of(&self.model);
                let mut examples = operation.examples.iter();
                let shown = examples.find_map(|example| example.response.as_ref()?.body.json());
                shown?.as_object().map(unwrapped)
            })
        })
    }
}

/// What is wrong with a seed's path that no page documents.
pub(crate) const UNKNOWN_PATH: &str =
    "is that of nothing that the pages document: a list stands for a collection, an object for a single one";

/// A template that begins with `/me`, as one that begins with `/users/{id}`.
pub(crate) fn user_of(template: &PathTemplate) -> PathTemplate {
    let mut template = template.clone();
    if is_of_signed_in(&template) {
        let user = [
            Segment::Literal("users".to_owned()),
            Segment::Parameter("id".to_owned()),
        ];
        template.segments.splice(..1, user);
    }
    template
}

/// Whether a path begins at the user who is signed in.
pub(crate) fn is_of_signed_in(template: &PathTemplate) -> bool {
    matches!(template.segments.first(), Some(Segment::Literal(first)) if first == "me")
}
